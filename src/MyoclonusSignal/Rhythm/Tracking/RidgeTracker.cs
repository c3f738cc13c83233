namespace MyoclonusSignal.Rhythm;

/// <summary>Follows a ridge piece by piece, each at its own frequency, and joins what belongs together.</summary>
internal sealed class RidgeTracker
{
    // Within a piece the frequency changes by less than the filter of the bouts, one second long, is wide.
    private const double LargestChangeHz = 0.5;

    private readonly RhythmRecord _record;
    private readonly PeakSearch _search;

    public RidgeTracker(RhythmRecord record, PeakSearch search)
    {
        _record = record;
        _search = search;
    }

    /// <summary>Gives the bouts of a ridge and how its frequency changes.</summary>
    /// <param name="ridge">The ridge, inside one segment.</param>
    /// <param name="bandwidthHz">The width of the peak.</param>
    /// <param name="axisAt">Gives the direction to project on at a frequency, or null for a single signal.</param>
    public (IReadOnlyList<RhythmBout> Bouts, FrequencyDrift? Drift) Follow(Ridge ridge, double bandwidthHz, Func<double, double[]?> axisAt)
    {
        DriftFit drift = new();
        List<RhythmBout> bouts = [];
        int first = 0;
        long from = ridge.StartSamples;
        while (first < ridge.Centres.Length)
        {
            int end = first + 1;
            (double low, double high) = (ridge.FrequencyHz[first], ridge.FrequencyHz[first]);
            while (end < ridge.Centres.Length
                && Math.Max(high, ridge.FrequencyHz[end]) - Math.Min(low, ridge.FrequencyHz[end]) <= LargestChangeHz)
            {
                (low, high) = (Math.Min(low, ridge.FrequencyHz[end]), Math.Max(high, ridge.FrequencyHz[end]));
                end++;
            }

            long to = end == ridge.Centres.Length ? ridge.EndSamples : (long)((ridge.Centres[end - 1] + ridge.Centres[end]) / 2);
            double centre = ridge.FrequencyHz.AsSpan(first, end - first).ToArray().Average();
            var piece = new RhythmTracker(_record.Part(from, to), _search);
            Join(bouts, piece.FollowAbout(centre, bandwidthHz, axisAt(centre), drift));
            (first, from) = (end, to);
        }

        FrequencyDrift? change = drift.Fit();
        return (bouts.Count == 1 ? [bouts[0] with { DriftHzPerMinute = change?.HzPerMinute ?? double.NaN }] : bouts, change);
    }

    private static void Join(List<RhythmBout> bouts, IReadOnlyList<RhythmBout> more)
    {
        foreach (RhythmBout bout in more)
        {
            if (bouts.Count == 0 || bout.StartSeconds - bouts[^1].EndSeconds > Math.Max(1, 4 / bout.FrequencyHz))
            {
                bouts.Add(bout);
                continue;
            }

            RhythmBout last = bouts[^1];
            double share = bout.DurationSeconds / (bout.DurationSeconds + last.DurationSeconds);
            double Mean(double old, double young) => double.IsNaN(old) ? young : double.IsNaN(young) ? old : old + (share * (young - old));
            bouts[^1] = new RhythmBout(last.StartSeconds, bout.EndSeconds, Mean(last.FrequencyHz, bout.FrequencyHz))
            {
                StrengthDb = 10 * Math.Log10(Mean(Math.Pow(10, last.StrengthDb / 10), Math.Pow(10, bout.StrengthDb / 10))),
                Amplitude = Mean(last.Amplitude, bout.Amplitude),
                DriftHzPerMinute = 60 * (Middle(bout) - Middle(last) is var apart and > 0 ? (bout.FrequencyHz - last.FrequencyHz) / apart : double.NaN),
            };
        }
    }

    private static double Middle(RhythmBout bout) => (bout.StartSeconds + bout.EndSeconds) / 2;
}
