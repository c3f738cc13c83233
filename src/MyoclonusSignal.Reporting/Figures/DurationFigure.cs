using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>How long the jerks of a channel are, and its negative jerks, on a logarithmic scale.</summary>
public static class DurationFigure
{
    /// <summary>What to look for.</summary>
    internal const string LookFor = "Look whether they form one group or several.";

    private const double BinWidth = 0.05;

    // The scale is at least this, so that figures of different channels look alike.
    private const double LeastMilliseconds = 10;
    private const double MostMilliseconds = 1000;

    /// <summary>Returns true if there is anything to draw.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel) => Milliseconds(result, channel, EventKind.Jerk).Length > 0;

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel) => Describe(result, channel) + " " + LookFor;

    /// <summary>Says what is drawn.</summary>
    internal static string Describe(AnalysisResult result, ChannelResult channel)
    {
        double[] jerks = Milliseconds(result, channel, EventKind.Jerk);
        string what = channel.Kind == ChannelKind.Acceleration
            ? " These are durations of the movement of the limb. It lasts longer than the burst of EMG that drives it, so published durations of bursts do not apply."
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"Durations of {(jerks.Length == 1 ? "the one jerk" : $"the {jerks.Length} jerks")} of {PlainText.Of(channel.Name, 60)}, median {Signals.Median.Of(jerks):0.#} ms.{what}");
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There are no jerks on this channel.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        double[] jerks = Milliseconds(result, channel, EventKind.Jerk);
        double[] silences = Milliseconds(result, channel, EventKind.NegativeJerk);
        if (jerks.Length == 0)
        {
            throw new ArgumentException("There are no jerks on this channel.", nameof(channel));
        }

        double median = Signals.Median.Of(jerks);
        FigureSheet sheet = new(
            $"Durations of jerks, {channel.Name}",
            string.Create(CultureInfo.InvariantCulture, $"Histogram of {jerks.Length} durations, median {median:0.#} ms."));
        double least = Math.Log10(Math.Min(LeastMilliseconds, jerks[0]));
        double most = Math.Log10(Math.Max(MostMilliseconds, Math.Max(jerks[^1], silences.Length > 0 ? silences[^1] : 0))) + BinWidth;
        int bins = (int)Math.Ceiling((most - least) / BinWidth);
        PlotModel counts = FigureSheet.Panel(string.Create(CultureInfo.InvariantCulture, $"{jerks.Length:#,0} {(jerks.Length == 1 ? "jerk" : "jerks")} (dashed: median {median:0.#} ms)"));
        counts.Axes.Add(FigureSheet.LogAxis(AxisPosition.Bottom, "duration (ms), logarithmic", least, least + (bins * BinWidth)));
        LinearAxis number = FigureSheet.Axis(AxisPosition.Left, silences.Length > 0 ? "events" : "jerks", 0);
        number.MinimumMajorStep = 1;
        counts.Axes.Add(number);
        counts.Series.Add(Histogram.Bars(jerks.Select(Math.Log10), least, BinWidth, bins, FigureLook.Jerk));
        counts.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = Math.Log10(median),
            Color = OxyColors.Black,
            LineStyle = LineStyle.Dash,
            StrokeThickness = 1.2,
            Layer = AnnotationLayer.AboveSeries,
        });
        if (silences.Length > 0)
        {
            counts.Series.Add(Histogram.Bars(silences.Select(Math.Log10), least, BinWidth, bins, OxyColor.FromAColor(170, FigureLook.NegativeJerk)));
            sheet.AddLegend(new("jerks", FigureLook.Jerk, Width: 12), new("negative jerks", FigureLook.NegativeJerk, Width: 12));
        }

        sheet.Add(240, counts);
        return sheet;
    }

    /// <summary>Gives the durations of one kind of event of a channel in milliseconds, sorted.</summary>
    internal static double[] Milliseconds(AnalysisResult result, ChannelResult channel, EventKind kind)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return [.. result.Events
            .Where(one => one.Channel == channel.Name && one.Kind == kind && one.DurationSeconds > 0)
            .Select(one => one.DurationSeconds * 1000)
            .Order()];
    }
}
