using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>Cuts signals into stretches and puts these into the lanes of groups.</summary>
internal static class LanePlan
{
    /// <summary>The number of lanes of a group.</summary>
    public const int Width = 8;

    /// <summary>What may be left, relative to the signal's size, of not having seen what came before a stretch.</summary>
    public const double Tolerance = 1e-13;

    // A stretch of so many warm-ups costs 6 % more than it gives.
    private const int WarmUpsPerStretch = 16;

    // Enough groups for eight cores; more only cost warm-ups.
    private const int MostGroupsPerRound = 8;

    /// <summary>Plans the groups; a group of a single stretch is a whole signal that is run as a stream.</summary>
    /// <param name="lengths">The lengths of the signals.</param>
    /// <param name="warmUp">The samples before a stretch that it has to see.</param>
    public static LaneGroup[] Groups(int[] lengths, long warmUp)
    {
        List<LaneGroup> groups = [];
        warmUp = WholeLines(warmUp);
        foreach (IGrouping<int, int> alike in Enumerable.Range(0, lengths.Length).GroupBy(signal => lengths[signal]))
        {
            int[] signals = [.. alike];
            int pieces = PiecesPerSignal(signals.Length, alike.Key, warmUp);
            LaneStretch[] stretches = [.. signals.SelectMany(signal => Cut(signal, alike.Key, pieces, warmUp))];
            groups.AddRange(stretches.Length % Width == 0
                ? stretches.Chunk(Width).Select(chunk => new LaneGroup(chunk))
                : stretches.Select(stretch => new LaneGroup([stretch])));
        }

        return [.. groups];
    }

    /// <summary>As many as fill whole groups, as long as they are much longer than the warm-up; or 1.</summary>
    private static int PiecesPerSignal(int signals, int length, long warmUp)
    {
        int toFill = Width / GreatestCommonDivisor(signals, Width);
        if (length < 2 * toFill * warmUp || length < toFill)
        {
            return 1;
        }

        return toFill * Math.Clamp((int)(length / (WarmUpsPerStretch * warmUp * toFill)), 1, MostGroupsPerRound);
    }

    /// <summary>The first stretch has no warm-up and is as much longer, so that all take as long.</summary>
    private static IEnumerable<LaneStretch> Cut(int signal, int length, int pieces, long warmUp)
    {
        if (pieces == 1)
        {
            yield return new LaneStretch(signal, 0, 0, length);
            yield break;
        }

        long run = WholeLines((length + ((pieces - 1) * warmUp) + pieces - 1) / pieces);
        int end = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            int keepFrom = end;
            int start = piece == 0 ? 0 : (int)(keepFrom - warmUp);
            end = (int)Math.Min(length, start + run);
            yield return new LaneStretch(signal, start, keepFrom, end);
        }
    }

    /// <summary>All stretches start at a multiple of a cache line: where a line begins in the memory of one, it does for all.</summary>
    private static long WholeLines(long samples) => (samples + CacheLine.Samples - 1) / CacheLine.Samples * CacheLine.Samples;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

/// <summary>A stretch of a signal that runs in one lane: what is read from <see cref="Start"/>, and kept from <see cref="KeepFrom"/>.</summary>
/// <param name="Signal">The index of the signal.</param>
/// <param name="Start">Where reading begins.</param>
/// <param name="KeepFrom">Where the warm-up has ended.</param>
/// <param name="End">Behind the last sample.</param>
internal readonly record struct LaneStretch(int Signal, int Start, int KeepFrom, int End);
