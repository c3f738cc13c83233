using MyoclonusSignal.Analysis.Traces;
using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>A line between two times in as many columns as a figure has: the smallest and the largest value of each.</summary>
internal static class TraceColumns
{
    /// <summary>Bins longer than this hold a stretch of the signal and not its course: they are drawn as boxes.</summary>
    public const double CoarseSeconds = 0.02;

    /// <summary>Gives the points of a line, two a column where the values differ; NaN where there is a gap.</summary>
    /// <param name="traces">The channel.</param>
    /// <param name="line">The index of the line.</param>
    /// <param name="startSeconds">Where to begin.</param>
    /// <param name="endSeconds">Where to end.</param>
    /// <param name="columns">The number of columns.</param>
    public static List<DataPoint> Points(ChannelTraces traces, int line, double startSeconds, double endSeconds, int columns)
    {
        double column = (endSeconds - startSeconds) / columns;
        List<DataPoint> points = [];
        double at = startSeconds;
        double behind = double.NaN;
        if (traces.Lines[line].Pieces.Any(piece => piece.BinSeconds > column))
        {
            foreach (TraceDetail detail in traces.Details)
            {
                if (detail.EndSeconds > at && detail.StartSeconds < endSeconds)
                {
                    AddLine(traces.Lines[line].Pieces, at, detail.StartSeconds, startSeconds, column, points, ref behind);
                    Add(detail.Pieces[line], Math.Max(at, detail.StartSeconds), Math.Min(endSeconds, detail.EndSeconds), startSeconds, column, points, ref behind);
                    at = Math.Max(at, detail.EndSeconds);
                }
            }
        }

        AddLine(traces.Lines[line].Pieces, at, endSeconds, startSeconds, column, points, ref behind);
        return points;
    }

    private static void AddLine(
        IReadOnlyList<TracePiece> pieces, double from, double to, double origin, double column, List<DataPoint> points, ref double behind)
    {
        foreach (TracePiece piece in pieces)
        {
            if (from < to && piece.EndSeconds > from && piece.StartSeconds < to)
            {
                Add(piece, from, to, origin, column, points, ref behind);
            }
        }
    }

    private static void Add(TracePiece piece, double from, double to, double origin, double column, List<DataPoint> points, ref double behind)
    {
        double bin = piece.BinSeconds;
        int first = Math.Max(0, (int)Math.Floor(((from - piece.StartSeconds) / bin) + 1e-9));
        int end = Math.Min(piece.Count, (int)Math.Ceiling(((to - piece.StartSeconds) / bin) - 1e-9));
        if (first >= end)
        {
            return;
        }

        if (piece.StartSeconds + (first * bin) - behind > 1.5 * Math.Max(bin, column))
        {
            points.Add(DataPoint.Undefined);
        }

        // Where bins are longer than columns, the line reaches to the ends and not to the middle of the outermost bins.
        double left = Math.Max(from, piece.StartSeconds + (first * bin));
        double right = Math.Max(left, Math.Min(to, piece.StartSeconds + (end * bin)));
        if (bin >= column && piece.Minimum[first] == piece.Maximum[first])
        {
            points.Add(new DataPoint(left, piece.Minimum[first]));
        }

        bool isBoxed = bin > CoarseSeconds && bin >= 3 * column;
        for (int i = first; i < end;)
        {
            float low = piece.Minimum[i];
            float high = piece.Maximum[i];
            double time = Math.Clamp(piece.StartSeconds + ((i + 0.5) * bin), left, right);
            double number = Math.Floor((piece.StartSeconds + (i * bin) - origin) / column);
            i++;
            if (bin < column)
            {
                time = origin + ((number + 0.5) * column);
                for (; i < end && Math.Floor((piece.StartSeconds + (i * bin) - origin) / column) == number; i++)
                {
                    low = Math.Min(low, piece.Minimum[i]);
                    high = Math.Max(high, piece.Maximum[i]);
                }
            }

            if (isBoxed && low != high)
            {
                double begin = Math.Max(left, piece.StartSeconds + ((i - 1) * bin));
                double stop = Math.Min(right, piece.StartSeconds + (i * bin));
                points.AddRange([new(begin, low), new(begin, high), new(stop, high), new(stop, low), new(begin, low), new(stop, low)]);
                continue;
            }

            if (low == high)
            {
                points.Add(new DataPoint(time, low));
                continue;
            }

            // In the order that keeps the line short.
            bool isDownwards = points.Count > 0 && points[^1].Y > (low + (double)high) / 2;
            points.Add(new DataPoint(time, isDownwards ? high : low));
            points.Add(new DataPoint(time, isDownwards ? low : high));
        }

        if (bin >= column && piece.Minimum[end - 1] == piece.Maximum[end - 1])
        {
            points.Add(new DataPoint(right, piece.Minimum[end - 1]));
        }

        behind = piece.StartSeconds + (end * bin);
    }
}
