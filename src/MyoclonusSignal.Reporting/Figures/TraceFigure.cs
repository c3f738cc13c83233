using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// One channel over a stretch of time: as recorded, and below it what bursts were looked for in, with envelope, noise floor,
/// threshold, and the events as marked spans.
/// </summary>
public static class TraceFigure
{
    private const int Columns = 600;
    private const int MostLetters = 40;

    /// <summary>What to look for in a channel in which something was looked for.</summary>
    internal const string LookFor = "The envelope is the moving root mean square; it must reach the threshold. Look whether each shaded span starts where the signal leaves the noise and ends where it falls back, and whether anything above the threshold was missed.";

    /// <summary>Returns true if the signals of the channel were kept.</summary>
    /// <param name="result">The result; with traces, if there is to be a figure.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel) => TracesOf(result, channel) is not null;

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Band is null ? Describe(result, channel, startSeconds, endSeconds) : Describe(result, channel, startSeconds, endSeconds) + " " + LookFor;
    }

    /// <summary>Says what is drawn.</summary>
    internal static string Describe(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds)
    {
        string what = channel.Band is { } band
            ? string.Create(CultureInfo.InvariantCulture, $"above as recorded, below after the band-pass of {band.LowHz:0.###}–{band.HighHz:0.###} Hz{(channel.LinesHz.Count > 0 ? " and without lines" : string.Empty)}.")
            : "as recorded; nothing was looked for in this channel.";
        return string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(channel.Name, 60)}, {startSeconds:0.##}–{endSeconds:0.##} s: ") + what + Boxes(result, channel);
    }

    private static string Boxes(AnalysisResult result, ChannelResult channel) =>
        TracesOf(result, channel) is { Details.Count: > 0 } traces && traces.Lines[0].Pieces[0].BinSeconds is var bin && bin > TraceColumns.CoarseSeconds
            ? string.Create(CultureInfo.InvariantCulture, $" Of a long recording every sample is kept around events only. Elsewhere a box is the range of the signal within {bin:G2} s.")
            : string.Empty;

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result, with traces.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="startSeconds">Where to begin, in seconds on the recording's clock.</param>
    /// <param name="endSeconds">Where to end.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">The signals were not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The end does not lie behind the start.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds, Stream stream) =>
        Sheet(result, channel, startSeconds, endSeconds).Write(stream);

    internal static ChannelTraces? TracesOf(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return result.Traces.FirstOrDefault(traces => traces.Channel == channel.Name && traces.Lines.Any(line => line.Pieces.Count > 0));
    }

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds)
    {
        ChannelTraces traces = TracesOf(result, channel) ?? throw new ArgumentException("The signals of this channel were not kept: analyse with traces.", nameof(channel));
        if (!(endSeconds > startSeconds) || !double.IsFinite(endSeconds - startSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(endSeconds), endSeconds, string.Create(CultureInfo.InvariantCulture, $"Expected a time behind the start ({startSeconds} s)."));
        }

        FigureSheet sheet = new(
            string.Create(CultureInfo.InvariantCulture, $"{channel.Name}, {startSeconds:0.##} to {endSeconds:0.##} s"),
            string.Create(CultureInfo.InvariantCulture, $"The signal of {channel.Name} between {startSeconds:0.##} and {endSeconds:0.##} s with {EventsIn(result, channel, startSeconds, endSeconds).Count()} events."));
        List<PlotModel> panels = [];
        PlotModel recorded = FigureSheet.Panel($"{PlainText.Of(channel.Name, 50)}: as recorded", bottom: channel.Band is null ? 40 : 8);
        AddAxes(recorded, channel, startSeconds, endSeconds, isLast: channel.Band is null);
        AddSpans(recorded, result, channel, startSeconds, endSeconds);
        int axis = 0;
        for (int i = 0; i < traces.Lines.Count; i++)
        {
            if (traces.Lines[i].Kind == TraceKind.Recorded)
            {
                Add(recorded, traces, i, startSeconds, endSeconds, traces.Lines.Count(line => line.Kind == TraceKind.Recorded) > 1 ? LineLook.Of(1 + axis++).Colour : FigureLook.Signal, LineStyle.Solid, 0.8);
            }
        }

        sheet.Add(channel.Band is null ? 170 : 120, recorded);
        if (channel.Band is not null)
        {
            PlotModel filtered = FigureSheet.Panel(channel.SignalNames.Count > 1 ? "magnitude after filtering" : "after filtering");
            AddAxes(filtered, channel, startSeconds, endSeconds, isLast: true);
            AddSpans(filtered, result, channel, startSeconds, endSeconds);
            for (int i = 0; i < traces.Lines.Count; i++)
            {
                (OxyColor colour, LineStyle dashes, double width)? look = traces.Lines[i].Kind switch
                {
                    TraceKind.Filtered => (FigureLook.Signal, LineStyle.Solid, 0.8),
                    TraceKind.Envelope => (FigureLook.Envelope, LineStyle.Solid, 1.6),
                    TraceKind.NoiseFloor => (FigureLook.Floor, LineStyle.Dot, 1.6),
                    TraceKind.Threshold => (FigureLook.Threshold, LineStyle.Dash, 1.6),
                    _ => null,
                };
                if (look is var (colour, dashes, width))
                {
                    Add(filtered, traces, i, startSeconds, endSeconds, colour, dashes, width);
                }
            }

            AddLetters(filtered, result, channel, startSeconds, endSeconds);
            sheet.Add(190, filtered);
            sheet.AddLegend(
                new("signal", FigureLook.Signal, Width: 1),
                new("envelope", FigureLook.Envelope),
                new("noise floor", FigureLook.Floor, LineStyle.Dot),
                new("threshold", FigureLook.Threshold, LineStyle.Dash));
            foreach (EventKind kind in FigureLook.InOrder(EventsIn(result, channel, startSeconds, endSeconds)))
            {
                sheet.AddLegend(new LegendEntry(FigureLook.NameOf(kind), FigureLook.Of(kind), Width: 12, Letter: FigureLook.LetterOf(kind)));
            }

            if (RejectedIn(result, channel, startSeconds, endSeconds).Any())
            {
                string rejected = result.RejectedInReview.Count > 0 ? "rejected by the detector or in the review" : "rejected candidate";
                sheet.AddLegend(new LegendEntry(rejected, FigureLook.Rejected, Width: 12, Letter: FigureLook.LetterOf(null)));
            }
        }

        return sheet;
    }

    private static IEnumerable<AnalysisEvent> EventsIn(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds) => result.Events
        .Where(one => one.Channel == channel.Name && one.OnsetSeconds < endSeconds && one.OnsetSeconds + one.DurationSeconds > startSeconds);

    /// <summary>What is no event: by the detector's decision or by a reviewer's.</summary>
    private static IEnumerable<Interval> RejectedIn(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds) => channel.Rejected
        .Select(one => new Interval(one.OnsetSeconds, one.OnsetSeconds + one.DurationSeconds))
        .Concat(result.RejectedInReview.Where(one => one.Channel == channel.Name).Select(one => new Interval(one.OnsetSeconds, one.OnsetSeconds + one.DurationSeconds)))
        .Where(one => one.StartSeconds < endSeconds && one.EndSeconds > startSeconds);

    private static void AddAxes(PlotModel panel, ChannelResult channel, double startSeconds, double endSeconds, bool isLast)
    {
        LinearAxis time = FigureSheet.Axis(AxisPosition.Bottom, isLast ? "time (s)" : null, startSeconds, endSeconds);
        if (!isLast)
        {
            time.LabelFormatter = _ => string.Empty;
        }

        panel.Axes.Add(time);
        panel.Axes.Add(FigureSheet.Axis(AxisPosition.Left, channel.Unit is null ? "no unit" : channel.Unit));
    }

    /// <summary>A letter at the top of each span, above the signal, while there is room for them.</summary>
    private static void AddLetters(PlotModel panel, AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (DataPoint point in panel.Series.OfType<LineSeries>().SelectMany(series => series.Points).Where(point => point.IsDefined()))
        {
            (low, high) = (Math.Min(low, point.Y), Math.Max(high, point.Y));
        }

        List<(Interval Span, EventKind? Kind)> spans = Spans(result, channel, startSeconds, endSeconds);
        if (!(high > low) || spans.Count == 0 || spans.Count > MostLetters)
        {
            return;
        }

        double room = 0.22 * (high - low);
        panel.Axes[1].Minimum = low - (0.05 * (high - low));
        panel.Axes[1].Maximum = high + room;
        foreach (((double start, double end), EventKind? kind) in spans)
        {
            panel.Annotations.Add(new TextAnnotation
            {
                Text = FigureLook.LetterOf(kind),
                TextPosition = new DataPoint((Math.Max(start, startSeconds) + Math.Min(end, endSeconds)) / 2, high + room),
                TextHorizontalAlignment = HorizontalAlignment.Center,
                TextVerticalAlignment = VerticalAlignment.Top,
                FontSize = FigureLook.SmallFontSize,
                FontWeight = FontWeights.Bold,
                Stroke = OxyColors.Transparent,
                Padding = new OxyThickness(0),
            });
        }
    }

    private static List<(Interval Span, EventKind? Kind)> Spans(AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds) =>
    [
        .. RejectedIn(result, channel, startSeconds, endSeconds).Select(one => (one, (EventKind?)null)),
        .. EventsIn(result, channel, startSeconds, endSeconds).Select(one => (new Interval(one.OnsetSeconds, one.OnsetSeconds + one.DurationSeconds), (EventKind?)one.Kind)),
    ];

    private static void AddSpans(PlotModel panel, AnalysisResult result, ChannelResult channel, double startSeconds, double endSeconds)
    {
        foreach (((double start, double end), EventKind? kind) in Merge(Spans(result, channel, startSeconds, endSeconds), (endSeconds - startSeconds) / Columns))
        {
            panel.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = Math.Max(start, startSeconds),
                MaximumX = Math.Min(end, endSeconds),
                Fill = OxyColor.FromAColor(56, FigureLook.Of(kind)),
                Stroke = OxyColor.FromAColor(110, FigureLook.Of(kind)),
                StrokeThickness = 0.5,
                Layer = AnnotationLayer.BelowSeries,
            });
        }
    }

    /// <summary>Spans of one kind that lie less than a column apart are one.</summary>
    private static IEnumerable<(Interval Span, EventKind? Kind)> Merge(List<(Interval Span, EventKind? Kind)> spans, double column) => spans
        .GroupBy(one => one.Kind, one => one.Span)
        .SelectMany(group => QualityPlaces.Join(group, column).Select(span => (span, group.Key)));

    private static void Add(
        PlotModel panel, ChannelTraces traces, int line, double startSeconds, double endSeconds, OxyColor colour, LineStyle dashes, double width)
    {
        LineSeries series = new() { Color = colour, LineStyle = dashes, StrokeThickness = width, Decimator = null, EdgeRenderingMode = EdgeRenderingMode.PreferGeometricAccuracy };
        series.Points.AddRange(TraceColumns.Points(traces, line, startSeconds, endSeconds, Columns));
        panel.Series.Add(series);
    }
}
