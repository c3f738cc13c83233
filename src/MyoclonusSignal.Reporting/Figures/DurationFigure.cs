using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// How long the jerks are, on a logarithmic scale, above the published ranges with their sources. Ranges of different types
/// overlap: the figure states none.
/// </summary>
public static class DurationFigure
{
    private const double LeastMilliseconds = 8;
    private const double MostMilliseconds = 12_000;
    private const double RowHeight = 25;
    private const double LetterWidth = 5.1;
    private const double PlotWidth = FigureLook.Width - 74 - 12 - 8;

    /// <summary>Returns true if there is anything to draw.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel) => Durations(result, channel, EventKind.Jerk).Length > 0;

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel)
    {
        double[] jerks = Durations(result, channel, EventKind.Jerk);
        return string.Create(CultureInfo.InvariantCulture, $"Durations of the {jerks.Length} jerks of {PlainText.Of(channel.Name, 60)} (median {Signals.Median.Of(jerks):0.#} ms), and below them what has been published. Look whether they form one group or several; the ranges overlap, and none of them tells a type.");
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        double[] jerks = Durations(result, channel, EventKind.Jerk);
        double[] silences = Durations(result, channel, EventKind.NegativeJerk);
        if (jerks.Length == 0)
        {
            throw new ArgumentException("There are no jerks on this channel.", nameof(channel));
        }

        FigureSheet sheet = new(
            $"Durations of jerks, {channel.Name}",
            string.Create(CultureInfo.InvariantCulture, $"Histogram of {jerks.Length} durations, median {Signals.Median.Of(jerks):0.#} ms, above published ranges."));
        double least = Math.Log10(LeastMilliseconds);
        double most = Math.Log10(MostMilliseconds);
        PlotModel counts = FigureSheet.Panel(string.Create(CultureInfo.InvariantCulture, $"{jerks.Length:#,0} jerks (dashed: median {Signals.Median.Of(jerks):0.#} ms)"), bottom: 8);
        counts.Axes.Add(Durations(null, least, most));
        LinearAxis number = FigureSheet.Axis(AxisPosition.Left, "jerks", 0);
        number.MinimumMajorStep = 1;
        counts.Axes.Add(number);
        const double Step = 0.05;
        int bins = (int)Math.Ceiling((most - least) / Step);
        counts.Series.Add(Histogram.Bars(jerks.Select(Math.Log10), least, Step, bins, FigureLook.Jerk));
        counts.Annotations.Add(Median(jerks));
        if (silences.Length > 0)
        {
            counts.Series.Add(Histogram.Bars(silences.Select(Math.Log10), least, Step, bins, OxyColor.FromAColor(170, FigureLook.NegativeJerk)));
            sheet.AddLegend(new("jerks", FigureLook.Jerk, Width: 12), new("negative jerks", FigureLook.NegativeJerk, Width: 12));
        }

        sheet.Add(200, counts);
        IReadOnlyList<ReferenceRange> ranges = ReferenceRanges.BurstDurations;
        PlotModel published = FigureSheet.Panel(string.Empty);
        published.Axes.Add(Durations("duration (ms), logarithmic", least, most));
        published.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Minimum = -0.5,
            Maximum = ranges.Count - 0.5,
            StartPosition = 1,
            EndPosition = 0,
            MajorTickSize = 0,
            MinorTickSize = 0,
            LabelFormatter = _ => string.Empty,
            Title = "published ranges",
            TitleFontSize = FigureLook.FontSize,
            AxisTitleDistance = 34,
        });
        for (int i = 0; i < ranges.Count; i++)
        {
            AddRange(published, ranges[i], i, least, most);
        }

        published.Annotations.Add(Median(jerks));
        sheet.Add((ranges.Count * RowHeight) + 52, published);
        return sheet;
    }

    private static LinearAxis Durations(string? title, double least, double most)
    {
        LinearAxis axis = FigureSheet.LogAxis(AxisPosition.Bottom, title ?? string.Empty, least, most);
        axis.MajorStep = 1;
        axis.MinorTickSize = 0;
        axis.LabelFormatter = title is null ? _ => string.Empty : value => Math.Pow(10, value).ToString("#,0", CultureInfo.InvariantCulture);
        return axis;
    }

    private static void AddRange(PlotModel panel, ReferenceRange range, int row, double least, double most)
    {
        double low = range.Low is double from ? Math.Log10(from) : least;
        double high = range.High is double to ? Math.Log10(to) : most;
        panel.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = low,
            MaximumX = high,
            MinimumY = row + 0.16,
            MaximumY = row + 0.42,
            Fill = OxyColor.FromRgb(150, 165, 180),
        });
        string limits = (range.Low, range.High) switch
        {
            (double a, double b) => string.Create(CultureInfo.InvariantCulture, $"{a:#,0.#}–{b:#,0.#} ms"),
            (double a, null) => string.Create(CultureInfo.InvariantCulture, $"from {a:#,0.#} ms"),
            (null, double b) => string.Create(CultureInfo.InvariantCulture, $"up to {b:#,0.#} ms"),
            _ => string.Empty,
        };
        string text = $"{range.What}, {limits} ({range.Source})";
        double width = text.Length * LetterWidth / PlotWidth * (most - least);
        panel.Annotations.Add(new TextAnnotation
        {
            Text = text,
            TextPosition = new DataPoint(Math.Max(least, Math.Min(low, most - width)), row + 0.1),
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Bottom,
            FontSize = FigureLook.SmallFontSize,
            Stroke = OxyColors.Transparent,
            TextColor = OxyColor.FromRgb(40, 40, 40),
            Padding = new OxyThickness(0),
        });
    }

    private static LineAnnotation Median(double[] jerks) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = Math.Log10(Signals.Median.Of(jerks)),
        Color = OxyColors.Black,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1.2,
        Layer = AnnotationLayer.AboveSeries,
    };

    private static double[] Durations(AnalysisResult result, ChannelResult channel, EventKind kind)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return [.. result.Events
            .Where(one => one.Channel == channel.Name && one.Kind == kind && one.DurationSeconds > 0)
            .Select(one => one.DurationSeconds * 1000)
            .Order()];
    }
}
