using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Every event of every channel over the whole recording: a row a channel, a tick an event; gaps, rails, bouts and sleep stages with it.</summary>
public static class RasterFigure
{
    private const double MostRowHeight = 34;
    private const double LeastRowHeight = 15;
    private const double MostHeight = 560;
    private const double LeftMargin = 130;
    private const int Columns = 540;
    private static readonly SleepStage[] StageRows = [SleepStage.Wake, SleepStage.Rem, SleepStage.N1, SleepStage.N2, SleepStage.N3];

    /// <summary>Returns true if there is a channel to draw.</summary>
    /// <param name="result">The result.</param>
    public static bool IsPossible(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Channels.Count > 0 && result.Input.DurationSeconds > 0;
    }

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string stages = result.Hypnogram.Count > 0 ? " The lowest row is the hypnogram." : string.Empty;
        string rejected = result.RejectedInReview.Count > 0 ? $"; the {result.RejectedInReview.Count} that a reviewer rejected are not drawn" : string.Empty;
        return $"All {result.Events.Count} events over the whole recording{rejected}. Look whether they come evenly, in clusters or on several channels at once, and whether they gather where the signal is bad: gaps are grey, stretches at a rail are red below the row. A line under the ticks is a bout of a rhythm.{stages}";
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There is no channel.</exception>
    public static void Write(AnalysisResult result, Stream stream) => Sheet(result).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result)
    {
        if (!IsPossible(result))
        {
            throw new ArgumentException("There is no channel to draw.", nameof(result));
        }

        double end = result.Input.DurationSeconds;
        FigureSheet sheet = new("Events over the whole recording", Caption(result));
        PlotModel panel = FigureSheet.Panel(string.Empty, left: LeftMargin);
        panel.Axes.Add(TimeAxis.For(end).Axis(0, end));
        panel.Axes.Add(FigureSheet.RowAxis([.. result.Channels.Select(channel => PlainText.Of(channel.Name, 20))]));
        for (int row = 0; row < result.Channels.Count; row++)
        {
            ChannelResult channel = result.Channels[row];
            AddGaps(panel, channel, row, end);
            foreach ((double from, double to) in Merged(channel.Clipped.Select(place => new Interval(place.StartSeconds, place.StartSeconds + place.DurationSeconds)), end))
            {
                panel.Annotations.Add(Patch(from, to, row + 0.4, row + 0.47, FigureLook.Threshold, end));
            }

            foreach ((double from, double to) in Merged((channel.Rhythm?.Bouts ?? []).Select(bout => new Interval(bout.StartSeconds, bout.EndSeconds)), end))
            {
                panel.Annotations.Add(Patch(from, to, row + 0.31, row + 0.36, OxyColors.Black, end));
            }
        }

        Dictionary<string, int> rows = [];
        for (int row = 0; row < result.Channels.Count; row++)
        {
            rows.TryAdd(result.Channels[row].Name, row);
        }

        foreach (EventKind kind in FigureLook.InOrder(result.Events))
        {
            panel.Series.Add(Ticks(panel, result, kind, rows, end));
            sheet.AddLegend(new LegendEntry(FigureLook.NameOf(kind), FigureLook.Of(kind), Width: 2.2));
        }

        sheet.Add((result.Channels.Count * Math.Clamp(MostHeight / result.Channels.Count, LeastRowHeight, MostRowHeight)) + 60, panel);
        if (result.Hypnogram.Count > 0)
        {
            sheet.Add(150, Hypnogram(result, end));
        }

        if (result.Channels.Any(channel => channel.Rhythm is { Bouts.Count: > 0 }))
        {
            sheet.AddLegend(new LegendEntry("bout of a rhythm", OxyColors.Black, Width: 3));
        }

        if (result.Channels.Any(channel => channel.Clipped.Count > 0))
        {
            sheet.AddLegend(new LegendEntry("at a rail", FigureLook.Threshold, Width: 3));
        }

        return sheet;
    }

    private static void AddGaps(PlotModel panel, ChannelResult channel, int row, double end)
    {
        double behind = 0;
        foreach ((double startSeconds, double endSeconds) in channel.Segments.Append(new Interval(end, end)))
        {
            if (startSeconds - behind > end / Columns / 2)
            {
                panel.Annotations.Add(Patch(behind, startSeconds, row - 0.4, row + 0.4, OxyColor.FromRgb(205, 205, 205), end));
            }

            behind = Math.Max(behind, endSeconds);
        }
    }

    /// <summary>Stretches that lie less than a column apart are one: more cannot be seen.</summary>
    private static List<Interval> Merged(IEnumerable<Interval> stretches, double end) => QualityPlaces.Join(stretches, end / Columns);

    private static RectangleAnnotation Patch(double start, double stop, double top, double bottom, OxyColor colour, double end) => new()
    {
        MinimumX = start,
        MaximumX = Math.Max(stop, start + (end / Columns)),
        MinimumY = top,
        MaximumY = bottom,
        Fill = colour,
        Layer = AnnotationLayer.BelowSeries,
    };

    /// <summary>Ticks of one kind: those that fall on one column are one, and where columns touch each other they are one patch.</summary>
    private static LineSeries Ticks(PlotModel panel, AnalysisResult result, EventKind kind, Dictionary<string, int> rows, double end)
    {
        (double top, double bottom) = kind switch
        {
            EventKind.Jerk => (-0.36, 0.26),
            EventKind.Contraction => (-0.2, 0.26),
            _ => (-0.36, -0.1),
        };
        SortedSet<(int Row, int Column)> drawn = [];
        foreach (AnalysisEvent one in result.Events)
        {
            if (one.Kind == kind && rows.TryGetValue(one.Channel, out int row))
            {
                drawn.Add((row, (int)(one.OnsetSeconds / end * Columns)));
            }
        }

        (int Row, int Column)[] columns = [.. drawn];
        LineSeries ticks = new() { Color = FigureLook.Of(kind), StrokeThickness = kind == EventKind.Jerk ? 1 : 1.4 };
        for (int i = 0; i < columns.Length;)
        {
            (int row, int first) = columns[i];
            int behind = i + 1;
            while (behind < columns.Length && columns[behind] == (row, first + behind - i))
            {
                behind++;
            }

            int length = behind - i;
            i = behind;
            if (length > 2)
            {
                panel.Annotations.Add(Patch(first * end / Columns, (first + length) * end / Columns, row + top, row + bottom, FigureLook.Of(kind), end));
                continue;
            }

            for (int column = first; column < first + length; column++)
            {
                double at = (column + 0.5) * end / Columns;
                ticks.Points.Add(new DataPoint(at, row + top));
                ticks.Points.Add(new DataPoint(at, row + bottom));
                ticks.Points.Add(DataPoint.Undefined);
            }
        }

        return ticks;
    }

    private static PlotModel Hypnogram(AnalysisResult result, double end)
    {
        PlotModel panel = FigureSheet.Panel("sleep stages", left: LeftMargin);
        panel.Axes.Add(TimeAxis.For(end).Axis(0, end));
        panel.Axes.Add(FigureSheet.RowAxis(["W", "R", "N1", "N2", "N3"]));
        LineSeries line = new() { Color = OxyColors.Black, StrokeThickness = 1.4 };
        foreach (SleepEpoch epoch in result.Hypnogram)
        {
            int row = Array.IndexOf(StageRows, epoch.Stage);
            if (row < 0)
            {
                line.Points.Add(DataPoint.Undefined);
                continue;
            }

            line.Points.Add(new DataPoint(epoch.OnsetSeconds, row));
            line.Points.Add(new DataPoint(epoch.EndSeconds, row));
        }

        panel.Series.Add(line);
        return panel;
    }
}
