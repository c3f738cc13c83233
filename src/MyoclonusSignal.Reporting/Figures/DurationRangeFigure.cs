using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// The durations on the EMG channels beside published ranges of the same kind of event, in rows below each other. Ranges of
/// different types overlap: the figure states none.
/// </summary>
internal static class DurationRangeFigure
{
    private const double LeastMilliseconds = 8;
    private const double MostMilliseconds = 1000;
    private const double MostOfLongMilliseconds = 12_000;
    private const double RowHeight = 28;

    // The text of a row stands above its bar, from the left edge on, where a phone shows both.
    private const double BarTop = 0.12;
    private const double BarBottom = 0.42;
    private const int MostChannels = 12;
    private const int MostLetters = 30;
    private static readonly EventKind[] Kinds = [EventKind.Jerk, EventKind.NegativeJerk, EventKind.Contraction];

    /// <summary>Returns true if there are durations on a channel of EMG that a published range can stand beside.</summary>
    public static bool IsPossible(AnalysisResult result) => Rows(result).Count > 0;

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result)
    {
        int channels = Channels(result).Count();
        string first = channels > MostChannels ? string.Create(CultureInfo.InvariantCulture, $" The first {MostChannels} of {channels} channels are drawn.") : string.Empty;
        return $"Durations of EMG: the median (dot) and the quartiles (bar) of each channel, and below them, in grey, published ranges of the same kind of event.{first} Look which ranges a channel lies in. The ranges overlap and in places contradict each other; none of them tells a type of myoclonus.";
    }

    /// <summary>Gives the published ranges of the kinds of event that occur in EMG.</summary>
    public static IEnumerable<ReferenceRange> Published(AnalysisResult result) =>
        Kinds.Where(kind => Channels(result).Any(channel => DurationFigure.Milliseconds(result, channel, kind).Length > 0)).SelectMany(Published);

    public static FigureSheet Sheet(AnalysisResult result)
    {
        List<DurationRow> rows = Rows(result);
        FigureSheet sheet = new("Durations beside published ranges", Caption(result));
        double least = Math.Log10(LeastMilliseconds);
        double most = Math.Log10(rows.Max(row => Math.Max(row.Low ?? 0, row.High ?? 0)) > MostMilliseconds ? MostOfLongMilliseconds : MostMilliseconds);
        PlotModel panel = FigureSheet.Panel(string.Empty, left: 16);
        panel.Axes.Add(FigureSheet.LogAxis(AxisPosition.Bottom, "duration (ms), logarithmic", least, most));
        panel.Axes.Add(FigureSheet.RowAxis([.. rows.Select(_ => string.Empty)]));
        ScatterSeries medians = new() { MarkerType = MarkerType.Circle, MarkerSize = 4.5, MarkerFill = OxyColors.Black, MarkerStroke = OxyColors.White, MarkerStrokeThickness = 1 };
        for (int i = 0; i < rows.Count; i++)
        {
            DurationRow row = rows[i];
            panel.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = row.Low is double low ? Math.Clamp(Math.Log10(low), least, most) : least,
                MaximumX = row.High is double high ? Math.Clamp(Math.Log10(high), least, most) : most,
                MinimumY = i + BarTop,
                MaximumY = i + BarBottom,
                Fill = row.Median is null ? OxyColor.FromRgb(165, 176, 188) : OxyColor.FromAColor(150, FigureLook.Of(row.Kind)),
                Layer = AnnotationLayer.BelowSeries,
            });
            panel.Annotations.Add(new TextAnnotation
            {
                Text = row.Label,
                TextPosition = new DataPoint(least + 0.01, i),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Bottom,
                FontSize = FigureLook.SmallFontSize,
                FontWeight = row.Median is null ? FontWeights.Normal : FontWeights.Bold,
                Stroke = OxyColors.Transparent,
                Padding = new OxyThickness(0),
            });
            if (row.Median is double median)
            {
                medians.Points.Add(new ScatterPoint(Math.Clamp(Math.Log10(median), least, most), i + ((BarTop + BarBottom) / 2)));
            }
        }

        panel.Series.Add(medians);
        sheet.Add((rows.Count * RowHeight) + 56, panel);
        return sheet;
    }

    private static IEnumerable<ChannelResult> Channels(AnalysisResult result) => result.Channels.Where(channel => channel.Kind == ChannelKind.Emg && channel.Jerks is not null);

    private static IEnumerable<ReferenceRange> Published(EventKind kind) => ReferenceRanges.BurstDurations.Where(range => range.Kind == kind);

    private static List<DurationRow> Rows(AnalysisResult result)
    {
        List<DurationRow> rows = [];
        foreach (EventKind kind in Kinds)
        {
            DurationRow[] own = [.. Channels(result).Take(MostChannels).Select(channel => OfChannel(channel, kind, DurationFigure.Milliseconds(result, channel, kind))).OfType<DurationRow>()];
            if (own.Length > 0)
            {
                rows.AddRange(own);
                rows.AddRange(Published(kind).Select(range => new DurationRow(kind, $"{range.What}, {Limits(range)}", range.Low, range.High, null)));
            }
        }

        return rows;
    }

    private static DurationRow? OfChannel(ChannelResult channel, EventKind kind, double[] milliseconds) => milliseconds.Length == 0 ? null : new DurationRow(
        kind,
        string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(channel.Name, MostLetters)}: {milliseconds.Length:#,0} {FigureLook.NameOf(kind)}{(milliseconds.Length == 1 ? string.Empty : "s")}"),
        Signals.Statistics.Quantile(milliseconds, 0.25),
        Signals.Statistics.Quantile(milliseconds, 0.75),
        Signals.Median.Of(milliseconds));

    private static string Limits(ReferenceRange range) => (range.Low, range.High) switch
    {
        (double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{low:#,0.#}–{high:#,0.#} ms"),
        (double low, null) => string.Create(CultureInfo.InvariantCulture, $"from {low:#,0.#} ms"),
        (null, double high) => string.Create(CultureInfo.InvariantCulture, $"up to {high:#,0.#} ms"),
        _ => string.Empty,
    };

    /// <summary>One row of the figure.</summary>
    /// <param name="Kind">The kind of event.</param>
    /// <param name="Label">What stands beside it.</param>
    /// <param name="Low">Where its bar begins, in milliseconds; <see langword="null"/> for a range that is open below.</param>
    /// <param name="High">Where it ends; <see langword="null"/> for a range that is open above.</param>
    /// <param name="Median">The median of a channel, or <see langword="null"/> for a published range.</param>
    private sealed record DurationRow(EventKind Kind, string Label, double? Low, double? High, double? Median);
}
