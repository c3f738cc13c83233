using MyoclonusSignal.Detection;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>The cycles of a channel's rhythm that are among no events: neither counted, nor in a contraction, nor rejected.</summary>
internal struct UncountedCycles
{
    // So many are worth a word, and so large a part of them: where a bout begins and ends is known to a cycle or two, which of a
    // train of six seconds at 8 Hz is 4 %.
    private const int WorthCycles = 10;
    private const double WorthPart = 0.05;

    // At either end of a bout, which reaches beyond the first and the last burst.
    private const int EdgeCycles = 2;

    private double _all;

    /// <summary>Gets how many cycles are among no events.</summary>
    public int Count { get; private set; }

    /// <summary>Gets how many cycles the bouts have.</summary>
    public readonly int All => (int)Math.Round(_all);

    /// <summary>Gets where the first of them may be, in seconds.</summary>
    public double StartSeconds { get; private set; }

    /// <summary>Gets where the last of them may end, in seconds.</summary>
    public double EndSeconds { get; private set; }

    /// <summary>Gets a value indicating whether they are enough to be told.</summary>
    public readonly bool IsWorthAWord => Count >= WorthCycles && Count >= WorthPart * _all;

    /// <summary>Counts them.</summary>
    /// <param name="bouts">The bouts of the channel's rhythm.</param>
    /// <param name="events">Its events, of any kind.</param>
    /// <param name="rejected">What is listed, but is none.</param>
    public static UncountedCycles Of(IReadOnlyList<RhythmBout> bouts, IReadOnlyList<AnalysisEvent> events, IReadOnlyList<RejectedCandidate> rejected)
    {
        Listed[] listed = [.. events.Select(e => new Listed(e.OnsetSeconds, e.DurationSeconds, e.Kind == EventKind.Jerk))
            .Concat(rejected.Select(e => new Listed(e.OnsetSeconds, e.DurationSeconds, false)))
            .OrderBy(e => e.Onset)];
        UncountedCycles uncounted = default;
        (uncounted.StartSeconds, uncounted.EndSeconds) = (double.PositiveInfinity, double.NegativeInfinity);
        int next = 0;
        foreach (RhythmBout bout in bouts.OrderBy(bout => bout.StartSeconds))
        {
            // A long event before the bout may reach into it, so the search goes on from the first that could.
            while (next < listed.Length && listed[next].Onset + listed[next].Duration < bout.StartSeconds)
            {
                next++;
            }

            uncounted.Add(bout, listed.AsSpan(next));
        }

        return uncounted;
    }

    private void Add(in RhythmBout bout, ReadOnlySpan<Listed> listed)
    {
        double period = 1 / bout.FrequencyHz;
        _all += bout.DurationSeconds * bout.FrequencyHz;
        double last = bout.StartSeconds;
        bool isFirst = true;
        foreach (Listed item in listed)
        {
            if (item.Onset >= bout.EndSeconds)
            {
                break;
            }

            if (item.Onset + item.Duration < bout.StartSeconds)
            {
                continue;
            }

            // Between two onsets there is one cycle less than periods.
            int missing = isFirst ? (int)((item.Onset - last) / period) - EdgeCycles : (int)Math.Round((item.Onset - last) / period) - 1;
            Add(missing, last, item.Onset);

            // Of a jerk the cycle is the one that it begins; of what is longer the last one begins a period before its end.
            last = Math.Max(last, item.IsOneCycle ? item.Onset : Math.Max(item.Onset, item.Onset + item.Duration - period));
            isFirst = false;
        }

        Add((int)((bout.EndSeconds - last) / period) - (isFirst ? 0 : EdgeCycles), last, bout.EndSeconds);
    }

    private void Add(int missing, double start, double end)
    {
        if (missing > 0)
        {
            Count += missing;
            (StartSeconds, EndSeconds) = (Math.Min(StartSeconds, start), Math.Max(EndSeconds, end));
        }
    }

    private readonly record struct Listed(double Onset, double Duration, bool IsOneCycle);
}
