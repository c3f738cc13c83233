using System.Globalization;
using MyoclonusSignal.Analysis;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The envelope of all jerks of a channel, laid onto each other at their onsets: the middle one and the quartiles, beside stretches without an event.</summary>
public static class JerkAverageFigure
{
    // Fewer of the jerks than this are not left out at gaps and ends alone.
    private const double FewKept = 0.8;

    /// <summary>A median of fewer is a single jerk.</summary>
    internal const int FewestJerks = 2;

    /// <summary>Returns true if the envelope was kept around at least two jerks.</summary>
    /// <param name="result">The result; with traces, if there is to be a figure.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel) => AlignedEnvelopes.Of(result, channel) is { JerkCount: >= FewestJerks };

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return AlignedEnvelopes.Of(result, channel) is { } aligned ? Describe(channel, aligned) + " " + LookFor(aligned) : string.Empty;
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result, with traces.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There are fewer than two jerks with their surroundings.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    /// <summary>Says what to look for.</summary>
    internal static string LookFor(AlignedEnvelopes aligned) => string.Create(
        CultureInfo.InvariantCulture,
        $"The envelope is a mean over {1000 * aligned.ScaleSeconds:0} ms, so it begins to rise up to {500 * aligned.ScaleSeconds:0} ms before the onset. An earlier rise means that the onsets are placed too late; a slow one, that they are not placed alike.");

    /// <summary>Says what is drawn of envelopes that are laid onto each other already: it takes a sort at each time.</summary>
    internal static string Describe(ChannelResult channel, AlignedEnvelopes aligned)
    {
        string of = aligned.JerkCount == aligned.AllJerks ? $"all {aligned.AllJerks}" : $"{aligned.JerkCount} of {aligned.AllJerks}";
        string chosen = string.Create(
            CultureInfo.InvariantCulture,
            $" Only jerks with no other event, no gap and no end of the recording from {-1000 * aligned.StartSeconds:0} ms before to {1000 * aligned.EndSeconds:0} ms after the onset are averaged, so that the same jerks count at every time.");
        string left = aligned.JerkCount == aligned.AllJerks
            ? string.Empty
            : chosen
                + (aligned.Stride > 1 ? $" Of those, one in {aligned.Stride} is taken." : string.Empty)
                + (aligned.JerkCount * (double)aligned.Stride < FewKept * aligned.FreeJerks ? " Of a long recording every sample is kept around some events only, and those jerks are taken." : string.Empty);
        string control = aligned.ControlCount > 0 ? $" The dotted line is the median of {aligned.ControlCount} stretches of the same length in which nothing rose above the threshold." : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"Envelope of {of} jerks of {PlainText.Of(channel.Name, 60)}, aligned at their onsets (0 ms): median, and band from the lower to the upper quartile.{left}{control}");
    }

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        if (AlignedEnvelopes.Of(result, channel) is not { JerkCount: >= FewestJerks } aligned)
        {
            throw new ArgumentException("There are fewer than two jerks with their surroundings on this channel.", nameof(channel));
        }

        return Sheet(channel, aligned);
    }

    internal static FigureSheet Sheet(ChannelResult channel, AlignedEnvelopes aligned)
    {
        FigureSheet sheet = new($"Jerks aligned at their onsets, {channel.Name}", Describe(channel, aligned));
        PlotModel panel = FigureSheet.Panel(string.Empty, left: 78);
        panel.Axes.Add(FigureSheet.Axis(AxisPosition.Bottom, "time from the onset (ms)", aligned.StartSeconds * 1000, aligned.EndSeconds * 1000));
        panel.Axes.Add(FigureSheet.Axis(AxisPosition.Left, $"envelope ({channel.Unit ?? "no unit"})", 0));
        AreaSeries band = new() { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(60, FigureLook.Jerk) };
        LineSeries middle = new() { Color = FigureLook.Jerk, StrokeThickness = 2 };
        LineSeries control = new() { Color = OxyColors.Black, StrokeThickness = 1.4, LineStyle = LineStyle.Dot };
        for (int i = 0; i < aligned.Seconds.Length; i++)
        {
            double at = aligned.Seconds[i] * 1000;
            band.Points.Add(new DataPoint(at, aligned.LowerQuartile[i]));
            band.Points2.Add(new DataPoint(at, aligned.UpperQuartile[i]));
            middle.Points.Add(new DataPoint(at, aligned.Median[i]));
            if (aligned.ControlCount > 0)
            {
                control.Points.Add(new DataPoint(at, aligned.Control[i]));
            }
        }

        panel.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 0, Color = OxyColors.Black, LineStyle = LineStyle.Dash, StrokeThickness = 1 });
        panel.Series.Add(band);
        panel.Series.Add(control);
        panel.Series.Add(middle);
        sheet.Add(240, panel);
        sheet.AddLegend(
            new(string.Create(CultureInfo.InvariantCulture, $"median of {aligned.JerkCount} jerks"), FigureLook.Jerk, Width: 2),
            new("quartiles", FigureLook.Jerk, Width: 12));
        if (aligned.ControlCount > 0)
        {
            sheet.AddLegend(new LegendEntry(string.Create(CultureInfo.InvariantCulture, $"{aligned.ControlCount} stretches of rest"), OxyColors.Black, LineStyle.Dot));
        }

        return sheet;
    }
}
