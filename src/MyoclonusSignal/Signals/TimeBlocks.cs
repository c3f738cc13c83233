namespace MyoclonusSignal.Signals;

/// <summary>
/// Events counted in short blocks of time, each with the time in it that was analysed: what the interval of a rate, and the
/// comparison of two rates, are computed from.
/// </summary>
/// <remarks>
/// Block i is the time from i to i + 1 times <see cref="BlockSeconds"/>. Over more than eleven days, as where a clock that stood at
/// 1970 is set, blocks in which nothing was analysed are left out: memory is bounded by what was recorded. Immutable.
/// </remarks>
public sealed class TimeBlocks
{
    /// <summary>Below this length the blocks are of one second, else of ten: a tenth of the shortest recording with a rate still holds several.</summary>
    private const double LongSeconds = 20 * 60;

    private const double ShortBlockSeconds = 1;
    private const double LongBlockSeconds = 10;

    // Eleven days of the longer blocks: more than any recording of one piece.
    private const long MostBlocks = 100_000;

    private readonly double[] _analysed;
    private readonly int[] _counts;

    private TimeBlocks(double blockSeconds, double[] analysed, int[] counts)
    {
        BlockSeconds = blockSeconds;
        _analysed = analysed;
        _counts = counts;
        Seconds = analysed.Sum();
        Count = counts.Sum();
    }

    /// <summary>Gets the length of a block in seconds.</summary>
    public double BlockSeconds { get; }

    /// <summary>Gets the time analysed in each block in seconds.</summary>
    public IReadOnlyList<double> AnalysedSeconds => _analysed;

    /// <summary>Gets the number of events in each block.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Gets the time analysed in all blocks in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Gets the number of events in all blocks.</summary>
    public int Count { get; }

    /// <summary>Counts events in blocks.</summary>
    /// <param name="stretches">The stretches analysed, without overlaps, each with the seconds of it that were analysed: of less than its length, they are spread evenly.</param>
    /// <param name="onsetSeconds">The onsets of the events in seconds, in any order.</param>
    /// <returns>The blocks, from time 0 to the end of the last stretch.</returns>
    public static TimeBlocks Of(IReadOnlyList<(Interval Stretch, double Seconds)> stretches, IEnumerable<double> onsetSeconds)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentNullException.ThrowIfNull(onsetSeconds);
        double length = stretches.Count == 0 ? 0 : stretches.Max(analysed => analysed.Stretch.EndSeconds);
        double block = length < LongSeconds ? ShortBlockSeconds : LongBlockSeconds;
        long number = (long)Math.Ceiling(length / block);
        long[]? used = number <= MostBlocks ? null : [.. stretches.SelectMany(analysed => Numbers(analysed.Stretch, block, number)).Distinct().Order()];
        double[] analysed = new double[used?.Length ?? number];
        int[] counts = new int[analysed.Length];
        foreach (((double start, double end), double seconds) in stretches)
        {
            foreach (long i in Numbers(new Interval(start, end), block, number))
            {
                double overlap = Math.Min(end, (i + 1) * block) - Math.Max(start, i * block);
                analysed[IndexOf(used, i)] += overlap > 0 ? overlap / (end - start) * seconds : 0;
            }
        }

        foreach (double onset in onsetSeconds)
        {
            // What begins with the last sample may be counted behind it by a rounding error.
            if (counts.Length > 0)
            {
                counts[IndexOf(used, Math.Clamp((long)(onset / block), 0, number - 1))]++;
            }
        }

        return new TimeBlocks(block, analysed, counts);
    }

    /// <summary>The numbers of the blocks that a stretch touches.</summary>
    private static IEnumerable<long> Numbers(Interval stretch, double block, long number)
    {
        for (long i = Math.Max(0, (long)(stretch.StartSeconds / block)); i < number && i * block < stretch.EndSeconds; i++)
        {
            yield return i;
        }
    }

    /// <summary>Where a block stands among those used; what lies between them belongs to the one before.</summary>
    private static int IndexOf(long[]? used, long number)
    {
        if (used is null)
        {
            return (int)number;
        }

        int found = Array.BinarySearch(used, number);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    /// <summary>Gives how much more the counts of equal parts of the analysed time vary than those of independent events.</summary>
    /// <param name="parts">The number of parts, 2 or more; a block belongs to the part in which its middle lies.</param>
    /// <returns>
    /// Pearson's statistic over its degrees of freedom, which of parts of one length is the variance of the counts over their
    /// mean; at least 1, and 1 where it is not known. And the number of parts with any time in them.
    /// </returns>
    internal (double Dispersion, int Parts) Dispersion(int parts)
    {
        Span<double> seconds = stackalloc double[parts];
        Span<int> counts = stackalloc int[parts];
        seconds.Clear();
        counts.Clear();
        double passed = 0;
        for (int i = 0; i < _analysed.Length; i++)
        {
            int part = Math.Min(parts - 1, (int)(parts * (passed + (_analysed[i] / 2)) / Seconds));
            seconds[part] += _analysed[i];
            counts[part] += _counts[i];
            passed += _analysed[i];
        }

        double sum = 0;
        int used = 0;
        for (int k = 0; k < parts; k++)
        {
            if (seconds[k] > 0)
            {
                double expected = Count * seconds[k] / Seconds;
                sum += (counts[k] - expected) * (counts[k] - expected) / expected;
                used++;
            }
        }

        return (used > 1 && Count > 0 ? Math.Max(1, sum / (used - 1)) : 1, used);
    }
}
