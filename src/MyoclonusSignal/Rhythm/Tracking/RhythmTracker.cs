using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Follows the fundamental through the record: bouts, and the mean frequency within them.</summary>
internal sealed class RhythmTracker
{
    // Longest filters: for the borders of bouts, and for the phase.
    private const double LongestBoutFilterSeconds = 1;
    private const double LongestPhaseFilterSeconds = 2;

    // The phase of a pointer with this ratio of power to noise is good to 0.3 rad.
    private const double SufficientRatio = 6;

    // Below this ratio of power to noise, over so long on either side, the phase is lost.
    private const double FaintRatio = 2;
    private const double FadeSeconds = 0.7;

    // So many independent steps tell a random walk from white errors.
    private const double WantedIncrements = 40;

    private readonly RhythmRecord _record;
    private readonly PeakSearch _search;

    public RhythmTracker(RhythmRecord record, PeakSearch search)
    {
        _record = record;
        _search = search;
    }

    /// <summary>Follows a rhythm.</summary>
    /// <param name="frequencyHz">Its frequency in the spectrum.</param>
    /// <param name="bandwidthHz">The width of its peak, from which follows how long its phase holds.</param>
    /// <param name="axis">The direction to project on, or null for a single signal.</param>
    /// <param name="found">Where it was found, which is its bout where none is seen; null leaves it without one.</param>
    public RhythmTrackResult Follow(double frequencyHz, double bandwidthHz, double[]? axis, PeakFinding? found)
    {
        // The phase behind a Lorentzian peak of the width b wanders by 2πb rad² per second: 0.8 rad² are allowed per filter.
        double filterSeconds = 0.8 / (2 * Math.PI * Math.Max(bandwidthHz, 1e-3));
        LocalBackground background = new(_search, frequencyHz, _record.Axes.Length);
        List<RhythmBout> bouts = Bouts(frequencyHz, filterSeconds, background, axis, out double ratioPerSecond);
        double resolution = HannPeak.HalfWidthHz(_search.Power.WindowSeconds);
        if (bouts.Count == 0)
        {
            if (found is not PeakFinding where)
            {
                return new RhythmTrackResult(
                    frequencyHz, new ConfidenceInterval(frequencyHz - resolution, frequencyHz + resolution), [], null);
            }

            AddWhereFound(bouts, frequencyHz, where);
        }

        filterSeconds = Math.Min(
            filterSeconds, Math.Max(bouts.Sum(b => b.DurationSeconds) / WantedIncrements, SufficientRatio / ratioPerSecond));
        double centre = frequencyHz;
        RhythmTrackResult result = default;
        for (int round = 0; round < 2; round++)
        {
            result = Frequency(centre, filterSeconds, background, axis, bouts, new DriftFit());
            if (Math.Abs(result.FrequencyHz - frequencyHz) > Math.Max(2 * resolution, 0.1 * frequencyHz))
            {
                // The pointer's mean is not the spectrum's peak: a frequency that changes by more than the peak is wide. The
                // spectrum's word stands, and the interval reaches over both.
                return result with
                {
                    Wanders = true,
                    FrequencyHz = frequencyHz,
                    Interval = new ConfidenceInterval(
                        Math.Min(result.Interval.Low, frequencyHz - resolution), Math.Max(result.Interval.High, frequencyHz + resolution)),
                };
            }

            centre = result.FrequencyHz;
        }

        return result;
    }

    /// <summary>Follows a rhythm that is known to be about a frequency, as far as it can be seen; without bouts where it cannot.</summary>
    /// <param name="centreHz">That frequency.</param>
    /// <param name="bandwidthHz">The width of its peak.</param>
    /// <param name="axis">The direction to project on, or null for a single signal.</param>
    /// <param name="drift">To which the advances of its phase are added.</param>
    public IReadOnlyList<RhythmBout> FollowAbout(double centreHz, double bandwidthHz, double[]? axis, DriftFit drift)
    {
        double filterSeconds = 0.8 / (2 * Math.PI * Math.Max(bandwidthHz, 1e-3));
        LocalBackground background = new(_search, centreHz, _record.Axes.Length);
        List<RhythmBout> bouts = Bouts(centreHz, filterSeconds, background, axis, out _);
        return bouts.Count == 0 ? [] : Frequency(centreHz, filterSeconds, background, axis, bouts, drift).Bouts;
    }

    private static int Periods(double seconds, double longest, double frequencyHz) =>
        Math.Max(2, (int)Math.Round(Math.Min(seconds, longest) * frequencyHz));

    private List<RhythmBout> Bouts(
        double centreHz, double filterSeconds, LocalBackground background, double[]? axis, out double ratioPerSecond)
    {
        List<RhythmBout> bouts = [];
        double power = 0;
        int count = 0;
        int periods = Periods(filterSeconds, LongestBoutFilterSeconds, centreHz);
        for (int s = 0; s < _record.Segments.Count; s++)
        {
            double[] samples = _record.Project(_record.Segments[s], axis);
            double start = _record.Clocks[s] / _record.SampleRate;
            PhaseTrack track = PhaseTrack.Follow(samples, start, _record.SampleRate, centreHz, periods);
            double[] noise = background.Under(track, _record.Segments[s].Start - (start * _record.SampleRate), _record.SampleRate);
            foreach ((int first, int last) in BoutFinder.Find(track, noise, _record.Options.MinimumBoutSeconds))
            {
                // A pointer stands for its filter's middle; at the ends of a segment the rhythm may reach further.
                bouts.Add(new RhythmBout(
                    first == 0 ? start : track.Seconds[first],
                    last == track.Count - 1 ? start + (samples.Length / _record.SampleRate) : track.Seconds[last],
                    centreHz));
                for (int k = first; k <= last; k++)
                {
                    power += track.Power(k) / noise[k];
                    count++;
                }
            }
        }

        // Of a narrow line the ratio of power to noise grows with the filter's length.
        double ratio = count == 0 ? 1 : Math.Max(0.5, (power / count) - 1);
        ratioPerSecond = ratio * centreHz / periods;
        return bouts;
    }

    // Too faint to see where it begins and ends: the windows in which it was found.
    private void AddWhereFound(List<RhythmBout> bouts, double centreHz, PeakFinding found)
    {
        WindowedPower power = found.Search.Power;
        long from = power.StartOf(found.FirstWindow);
        long to = power.StartOf(found.EndWindow - 1) + power.WindowLength;
        for (int s = 0; s < _record.Segments.Count; s++)
        {
            long start = Math.Max(from, _record.Segments[s].Start);
            long end = Math.Min(to, _record.Segments[s].End);
            long shift = _record.Clocks[s] - _record.Segments[s].Start;
            if (end > start)
            {
                bouts.Add(new RhythmBout((start + shift) / _record.SampleRate, (end + shift) / _record.SampleRate, centreHz));
            }
        }
    }

    private RhythmTrackResult Frequency(
        double centreHz, double filterSeconds, LocalBackground background, double[]? axis, List<RhythmBout> bouts, DriftFit drift)
    {
        var mean = new MeanFrequency();
        var own = new DriftFit();
        int periods = Periods(filterSeconds, LongestPhaseFilterSeconds, centreHz);
        List<RhythmBout> measured = [];
        for (int s = 0; s < _record.Segments.Count; s++)
        {
            double start = _record.Clocks[s] / _record.SampleRate;
            double end = start + (_record.Segments[s].Length / _record.SampleRate);
            PhaseTrack? track = null;
            double[] noise = [];
            foreach (RhythmBout bout in bouts)
            {
                if (bout.StartSeconds < start || bout.StartSeconds >= end)
                {
                    continue;
                }

                if (track is null)
                {
                    track = PhaseTrack.Follow(_record.Project(_record.Segments[s], axis), start, _record.SampleRate, centreHz, periods);
                    noise = background.Under(track, _record.Segments[s].Start - (start * _record.SampleRate), _record.SampleRate);
                }

                (int first, int last) = Within(track, bout.StartSeconds, bout.EndSeconds);
                own.Clear();
                AddIncrements(mean, [drift, own], track, noise, first, last);
                double turns = last > first ? track.Advance(first, last) / (2 * Math.PI) : 0;
                measured.Add(Strength(track, noise, first, last, bout) with
                {
                    FrequencyHz = centreHz + (turns == 0 ? 0 : turns / (track.Seconds[last] - track.Seconds[first])),
                    DriftHzPerMinute = own.Fit()?.HzPerMinute ?? double.NaN,
                });
            }
        }

        double step = periods / centreHz;
        double resolution = HannPeak.HalfWidthHz(_search.Power.WindowSeconds);
        return mean.TryEstimate(out double shift, out ConfidenceInterval interval)
            ? new RhythmTrackResult(
                centreHz + (shift / step),
                new ConfidenceInterval(centreHz + (interval.Low / step), centreHz + (interval.High / step)),
                measured,
                drift.Fit())
            : new RhythmTrackResult(centreHz, new ConfidenceInterval(centreHz - resolution, centreHz + resolution), measured, null);
    }

    // The pointers' mean power over the background's, and the amplitude of what is left of it without the background.
    private static RhythmBout Strength(PhaseTrack track, double[] noise, int first, int last, RhythmBout bout)
    {
        if (last < first)
        {
            return bout;
        }

        double ratio = 0;
        double surplus = 0;
        for (int k = first; k <= last; k++)
        {
            ratio += track.Power(k) / noise[k] / (last - first + 1);
            surplus += (track.Power(k) - noise[k]) / (last - first + 1);
        }

        return bout with
        {
            StrengthDb = 10 * Math.Log10(Math.Max(ratio, 1e-30)),
            Amplitude = 2 * Math.Sqrt(Math.Max(surplus, 0)) / track.Gain,
        };
    }

    private static (int First, int Last) Within(PhaseTrack track, double startSeconds, double endSeconds)
    {
        int first = 0;
        int last = track.Count - 1;
        while (first < track.Count && track.Seconds[first] < startSeconds)
        {
            first++;
        }

        while (last >= 0 && track.Seconds[last] > endSeconds)
        {
            last--;
        }

        return (first, last);
    }

    private static void AddIncrements(
        MeanFrequency mean, DriftFit[] drifts, PhaseTrack track, double[] noise, int first, int last)
    {
        List<double> run = [];
        int reach = last > first ? (int)(FadeSeconds / (track.Seconds[first + 1] - track.Seconds[first])) : 0;
        for (int from = first; from + PhaseTrack.PerFilter <= last; from += PhaseTrack.PerFilter)
        {
            // Where the rhythm fades for seconds its phase is lost, and the count of cycles goes on behind it. A single
            // dip is kept: it marks an interval that is long or short, and leaving those out would bias the mean.
            bool faint = track.MeanPower(from - reach, from + PhaseTrack.PerFilter + reach) < FaintRatio * noise[from];
            if (faint)
            {
                mean.Add([.. run]);
                run.Clear();
            }
            else
            {
                double turns = track.Advance(from, from + PhaseTrack.PerFilter) / (2 * Math.PI);
                run.Add(turns);
                double seconds = track.Seconds[from + PhaseTrack.PerFilter] - track.Seconds[from];
                foreach (DriftFit drift in drifts)
                {
                    drift.Add(track.Seconds[from] + (seconds / 2), track.FrequencyHz + (turns / seconds));
                }
            }
        }

        mean.Add([.. run]);
    }

    /// <summary>Gives the cycles of the rhythm in its bouts.</summary>
    public RhythmCycles Cycles(double frequencyHz, double[]? axis, IReadOnlyList<RhythmBout> bouts)
    {
        CycleFinder finder = new(frequencyHz, _record.SampleRate);
        for (int s = 0; s < _record.Segments.Count; s++)
        {
            double start = _record.Clocks[s] / _record.SampleRate;
            double end = start + (_record.Segments[s].Length / _record.SampleRate);
            RhythmBout[] inside = [.. bouts.Where(bout => bout.StartSeconds >= start - 1e-9 && bout.StartSeconds < end)];
            if (inside.Length > 0)
            {
                finder.Add(_record.Project(_record.Segments[s], axis), start, inside);
            }
        }

        return finder.Result();
    }

}

/// <summary>When the rhythm is present and how fast it runs.</summary>
internal readonly record struct RhythmTrackResult(
    double FrequencyHz, ConfidenceInterval Interval, IReadOnlyList<RhythmBout> Bouts, FrequencyDrift? Drift)
{
    /// <summary>Gets whether the mean over time and the spectrum's peak are so far apart that the frequency must change.</summary>
    public bool Wanders { get; init; }
}
