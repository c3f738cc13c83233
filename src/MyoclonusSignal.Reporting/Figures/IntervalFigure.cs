using System.Globalization;
using MyoclonusSignal.Analysis;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The intervals between jerks: on a linear scale, where a rhythm is a narrow peak, and on a logarithmic one.</summary>
public static class IntervalFigure
{
    /// <summary>What to look for.</summary>
    internal const string LookFor = "A rhythm is one narrow peak, with smaller ones at its multiples where jerks are missing. The intervals of jerks at random fall off from the left, with a coefficient of variation near 1.";

    private const int Fewest = 2;

    /// <summary>Returns true if there are at least two intervals.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel) => JerkIntervals.Of(result, channel).Length >= Fewest;

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel) => Describe(result, channel) + " " + LookFor;

    /// <summary>Says what is drawn.</summary>
    internal static string Describe(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        int count = JerkIntervals.Of(result, channel).Length;
        string cv = channel.Jerks?.IntervalCv is double value ? string.Create(CultureInfo.InvariantCulture, $", coefficient of variation {value:0.00}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"The {count} intervals between the onsets of jerks of {PlainText.Of(channel.Name, 60)}, those across gaps left out (median {channel.Jerks?.IntervalMedianSeconds:0.###} s{cv}).");
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There are fewer than two intervals.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        double[] intervals = [.. JerkIntervals.Of(result, channel).Order()];
        if (intervals.Length < Fewest)
        {
            throw new ArgumentException("There are fewer than two intervals between jerks on this channel.", nameof(channel));
        }

        double median = Signals.Median.Of(intervals);
        FigureSheet sheet = new(
            $"Intervals between jerks, {channel.Name}",
            string.Create(CultureInfo.InvariantCulture, $"Histograms of {intervals.Length} intervals, median {median:0.###} s, on a linear and on a logarithmic scale."));

        // The longest intervals would press all others into one bin; they are in the last one, and in the other panel.
        double end = Math.Min(intervals[^1], Math.Max(4 * median, intervals[(int)(0.95 * (intervals.Length - 1))])) * 1.02;
        int outside = intervals.Count(interval => interval > end);
        PlotModel linear = FigureSheet.Panel(string.Create(CultureInfo.InvariantCulture, $"linear (dashed: median {median:0.###} s)"), left: 62);
        linear.Axes.Add(FigureSheet.Axis(AxisPosition.Bottom, outside == 0 ? "interval (s)" : string.Create(CultureInfo.InvariantCulture, $"interval (s); last bin: {outside} longer ones"), 0, end));
        linear.Axes.Add(Counts());
        int bins = Histogram.BinCount(intervals, end);
        linear.Series.Add(Histogram.Bars(intervals, 0, end / bins, bins, FigureLook.Jerk));
        linear.Annotations.Add(Median(median));
        double low = Math.Log10(intervals[0]) - 0.08;
        double high = Math.Log10(intervals[^1]) + 0.08;
        PlotModel logarithmic = FigureSheet.Panel(string.Create(CultureInfo.InvariantCulture, $"logarithmic (dashed: median {median:0.###} s)"), left: 62);
        logarithmic.Axes.Add(FigureSheet.LogAxis(AxisPosition.Bottom, "interval (s), logarithmic", low, high));
        logarithmic.Axes.Add(Counts());
        int logBins = (int)Math.Clamp(Math.Ceiling((high - low) / 0.05), 8, 60);
        logarithmic.Series.Add(Histogram.Bars(intervals.Select(Math.Log10), low, (high - low) / logBins, logBins, FigureLook.Jerk));
        logarithmic.Annotations.Add(Median(Math.Log10(median)));
        sheet.Add(230, linear, logarithmic);
        return sheet;
    }

    private static LinearAxis Counts()
    {
        LinearAxis axis = FigureSheet.Axis(AxisPosition.Left, "intervals", 0);
        axis.MinimumMajorStep = 1;
        return axis;
    }

    private static LineAnnotation Median(double at) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = at,
        Color = OxyColors.Black,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1.2,
    };
}
