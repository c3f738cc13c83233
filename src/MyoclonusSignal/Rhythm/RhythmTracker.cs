using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Follows the fundamental through the record: bouts, and the mean frequency within them.</summary>
internal sealed class RhythmTracker
{
    // Longest filters: for the borders of bouts, and for the phase.
    private const double LongestBoutFilterSeconds = 1;
    private const double LongestPhaseFilterSeconds = 2;

    private readonly SampleStore[] _axes;
    private readonly List<Segment> _segments;
    private readonly List<long> _clocks;
    private readonly double _sampleRate;
    private readonly RhythmOptions _options;
    private readonly PeakSearch _search;

    public RhythmTracker(
        SampleStore[] axes, List<Segment> segments, List<long> clocks, double sampleRate, RhythmOptions options, PeakSearch search)
    {
        _axes = axes;
        _segments = segments;
        _clocks = clocks;
        _sampleRate = sampleRate;
        _options = options;
        _search = search;
    }

    /// <summary>Follows a rhythm.</summary>
    /// <param name="frequencyHz">Its frequency in the spectrum.</param>
    /// <param name="bandwidthHz">The width of its peak, from which follows how long its phase holds.</param>
    /// <param name="axis">The direction to project on, or null for a single signal.</param>
    /// <param name="found">Where it was found.</param>
    public RhythmTrackResult Follow(double frequencyHz, double bandwidthHz, double[]? axis, PeakFinding found)
    {
        // The phase behind a Lorentzian peak of the width b wanders by 2πb rad² per second: 0.8 rad² are allowed per filter.
        double filterSeconds = 0.8 / (2 * Math.PI * Math.Max(bandwidthHz, 1e-3));
        List<RhythmBout> bouts = Bouts(frequencyHz, filterSeconds, axis, found);
        double centre = frequencyHz;
        double resolution = 0.72 / _search.Power.WindowSeconds;
        RhythmTrackResult result = default;
        for (int round = 0; round < 2; round++)
        {
            result = Frequency(centre, filterSeconds, axis, bouts);
            if (Math.Abs(result.FrequencyHz - frequencyHz) > Math.Max(2 * resolution, 0.1 * frequencyHz))
            {
                // The pointer lost the rhythm: the spectrum's word stands, with the window's resolution.
                return new RhythmTrackResult(
                    frequencyHz, new ConfidenceInterval(frequencyHz - resolution, frequencyHz + resolution), bouts);
            }

            centre = result.FrequencyHz;
        }

        return result;
    }

    private static int Periods(double seconds, double longest, double frequencyHz) =>
        Math.Max(2, (int)Math.Round(Math.Min(seconds, longest) * frequencyHz));

    private List<RhythmBout> Bouts(double centreHz, double filterSeconds, double[]? axis, PeakFinding found)
    {
        List<RhythmBout> bouts = [];
        int periods = Periods(filterSeconds, LongestBoutFilterSeconds, centreHz);
        double background = Background(centreHz);
        for (int s = 0; s < _segments.Count; s++)
        {
            double[] samples = Project(_segments[s], axis);
            double start = _clocks[s] / _sampleRate;
            PhaseTrack track = PhaseTrack.Follow(samples, start, _sampleRate, centreHz, periods);
            foreach ((int first, int last) in BoutFinder.Find(track, background * track.NoiseGain, _options.MinimumBoutSeconds))
            {
                // A pointer stands for its filter's middle; at the ends of a segment the rhythm may reach further.
                bouts.Add(new RhythmBout(
                    first == 0 ? start : track.Seconds[first],
                    last == track.Count - 1 ? start + (samples.Length / _sampleRate) : track.Seconds[last],
                    centreHz));
            }
        }

        if (bouts.Count == 0)
        {
            AddWhereFound(bouts, centreHz, found);
        }

        return bouts;
    }

    // Too faint to see where it begins and ends: the windows in which it was found.
    private void AddWhereFound(List<RhythmBout> bouts, double centreHz, PeakFinding found)
    {
        WindowedPower power = found.Search.Power;
        long from = power.StartOf(found.FirstWindow);
        long to = power.StartOf(found.EndWindow - 1) + power.WindowLength;
        for (int s = 0; s < _segments.Count; s++)
        {
            long start = Math.Max(from, _segments[s].Start);
            long end = Math.Min(to, _segments[s].End);
            long shift = _clocks[s] - _segments[s].Start;
            if (end > start)
            {
                bouts.Add(new RhythmBout((start + shift) / _sampleRate, (end + shift) / _sampleRate, centreHz));
            }
        }
    }

    private RhythmTrackResult Frequency(double centreHz, double filterSeconds, double[]? axis, List<RhythmBout> bouts)
    {
        double total = 0;
        foreach (RhythmBout bout in bouts)
        {
            total += bout.DurationSeconds;
        }

        var mean = new MeanFrequency();
        int periods = Periods(Math.Min(filterSeconds, total / 12), LongestPhaseFilterSeconds, centreHz);
        List<RhythmBout> measured = [];
        for (int s = 0; s < _segments.Count; s++)
        {
            double start = _clocks[s] / _sampleRate;
            double end = start + (_segments[s].Length / _sampleRate);
            PhaseTrack? track = null;
            foreach (RhythmBout bout in bouts)
            {
                if (bout.StartSeconds < start || bout.StartSeconds >= end)
                {
                    continue;
                }

                track ??= PhaseTrack.Follow(Project(_segments[s], axis), start, _sampleRate, centreHz, periods);
                (int first, int last) = Within(track, bout.StartSeconds, bout.EndSeconds);
                mean.Add(Increments(track, first, last));
                double turns = last > first ? track.Advance(first, last) / (2 * Math.PI) : 0;
                measured.Add(bout with { FrequencyHz = centreHz + (turns == 0 ? 0 : turns / (track.Seconds[last] - track.Seconds[first])) });
            }
        }

        double step = periods / centreHz;
        double resolution = 0.72 / _search.Power.WindowSeconds;
        return mean.TryEstimate(out double shift, out ConfidenceInterval interval)
            ? new RhythmTrackResult(
                centreHz + (shift / step),
                new ConfidenceInterval(centreHz + (interval.Low / step), centreHz + (interval.High / step)),
                measured)
            : new RhythmTrackResult(centreHz, new ConfidenceInterval(centreHz - resolution, centreHz + resolution), measured);
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

    private static double[] Increments(PhaseTrack track, int first, int last)
    {
        double[] increments = new double[Math.Max(0, last - first) / PhaseTrack.PerFilter];
        for (int i = 0; i < increments.Length; i++)
        {
            int from = first + (i * PhaseTrack.PerFilter);
            increments[i] = track.Advance(from, from + PhaseTrack.PerFilter) / (2 * Math.PI);
        }

        return increments;
    }

    // Two-sided density of the background at a frequency, per sample: the median over the windows of their flanks' mean.
    private double Background(double frequencyHz)
    {
        WindowedPower power = _search.Power;
        int index = Math.Clamp((int)Math.Round(frequencyHz / power.StepHz) - _search.Test.FirstBin, 0, _search.Test.Count - 1);
        double[] level = new double[power.Count];
        double[] one = new double[power.BinCount];
        for (int k = 0; k < level.Length; k++)
        {
            power.Average(k, k + 1, one);
            level[k] = _search.Test.FlankMean(one, index) * power.LevelOf(k);
        }

        Array.Sort(level);
        double energy = 0;
        foreach (double w in power.Window)
        {
            energy += w * w;
        }

        return level[level.Length / 2] / energy / _axes.Length;
    }

    private double[] Project(Segment segment, double[]? axis)
    {
        double[] projected = new double[segment.Length];
        _axes[0].CopyTo(segment.Start, projected);
        if (axis is null)
        {
            return projected;
        }

        double[] other = new double[segment.Length];
        for (int a = 0; a < _axes.Length; a++)
        {
            _axes[a].CopyTo(segment.Start, other);
            for (int n = 0; n < projected.Length; n++)
            {
                projected[n] = (a == 0 ? 0 : projected[n]) + (axis[a] * other[n]);
            }
        }

        return projected;
    }
}
