using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis.Traces;

/// <summary>Puts what was kept of the signals, in bins of an even grid, onto the recording's own clock.</summary>
internal static class TracesOnClock
{
    // A clock that runs 1 % off moves by less than a bin of the page in so much of it.
    private const double PieceSeconds = 10;

    /// <summary>Gives the traces in true time: pieces become shorter, and their bins as long as the clock says.</summary>
    public static ChannelTraces Of(ChannelTraces traces, TimeMap map) => map.IsIdentity ? traces : traces with
    {
        Lines = [.. traces.Lines.Select(line => line with { Pieces = [.. line.Pieces.SelectMany(piece => OnClock(piece, map, PieceSeconds))] })],
        Details = [.. traces.Details.Select(detail => detail with
        {
            StartSeconds = map.ToSeconds(detail.StartSeconds),
            EndSeconds = map.ToSeconds(detail.EndSeconds),
            Pieces = [.. detail.Pieces.SelectMany(piece => OnClock(piece, map, double.PositiveInfinity))],
        })],
    };

    private static IEnumerable<TracePiece> OnClock(TracePiece piece, TimeMap map, double mostSeconds)
    {
        int most = (int)Math.Clamp(Math.Ceiling(mostSeconds / piece.BinSeconds), 1, int.MaxValue);
        for (int at = 0; at < Math.Max(1, piece.Count); at += most)
        {
            int count = Math.Min(most, piece.Count - at);
            double start = map.ToSeconds(piece.StartSeconds + (at * piece.BinSeconds));
            double end = map.ToSeconds(piece.StartSeconds + ((at + count) * piece.BinSeconds));
            float[] minimum = [.. piece.Minimum.Skip(at).Take(count)];
            float[] maximum = ReferenceEquals(piece.Minimum, piece.Maximum) ? minimum : [.. piece.Maximum.Skip(at).Take(count)];
            yield return new TracePiece(start, count == 0 ? piece.BinSeconds : (end - start) / count, minimum, maximum);
            if (most == int.MaxValue)
            {
                yield break;
            }
        }
    }
}
