using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The time in which an event would have been counted if it had begun then: without stretches between gaps that are too short, and
/// without the time in which a bridge would have left too little of the event.
/// </summary>
internal sealed class SearchedTime(double sampleRate)
{
    // A cell of the noise floor: of less, no detector can tell what is noise.
    public const double LeastSeconds = 0.3;

    /// <summary>How much of a jerk must be seen, in seconds: of jerks 10 dB over the noise, of 30 to 100 ms, those that show less are missed.</summary>
    public const double LeastSeenSeconds = 0.01;

    /// <summary>How long a jerk is where none was found: cortical jerks last 10 to 50 ms, most others up to 100 ms.</summary>
    public const double TypicalJerkSeconds = 0.05;

    /// <summary>How long a silent period is where none was found: 50 to 200 ms (Shibasaki and Hallett (2005), doi:10.1002/mus.20234).</summary>
    public const double TypicalSilenceSeconds = 0.1;

    private readonly List<Interval> _stretches = [];
    private readonly List<Interval> _bridges = [];
    private readonly List<Segment> _segmentBridges = [];
    private long _samples;
    private long _segmentSamples;

    /// <summary>Gets how many stretches were too short, and their length.</summary>
    public (int Count, double Seconds) TooShort { get; private set; }

    /// <summary>Takes in that so many samples were searched.</summary>
    public void Add(int samples) => _segmentSamples += samples;

    /// <summary>Takes in samples of the segment that were bridged; bridges come in order.</summary>
    public void AddBridge(Segment samples)
    {
        // What is shorter hides nothing.
        if (samples.Length > LeastSeenSeconds * sampleRate)
        {
            _segmentBridges.Add(samples);
        }
    }

    /// <summary>Ends a segment.</summary>
    /// <param name="startSeconds">The time of its first sample.</param>
    public void EndSegment(double startSeconds)
    {
        if (_segmentSamples >= LeastSeconds * sampleRate)
        {
            _samples += _segmentSamples;
            _stretches.Add(new Interval(startSeconds, startSeconds + (_segmentSamples / sampleRate)));
            foreach (Segment bridge in _segmentBridges)
            {
                _bridges.Add(new Interval(startSeconds + (bridge.Start / sampleRate), startSeconds + (bridge.End / sampleRate)));
            }
        }
        else
        {
            TooShort = (TooShort.Count + 1, TooShort.Seconds + (_segmentSamples / sampleRate));
        }

        _segmentBridges.Clear();
        _segmentSamples = 0;
    }

    /// <summary>Gives the stretches in which events of one duration would have been counted, of segments that have ended.</summary>
    /// <param name="durationSeconds">The duration.</param>
    /// <param name="leastSeenSeconds">How much of the event must be seen.</param>
    /// <returns>The stretches, and the seconds in them.</returns>
    public (IReadOnlyList<Interval> Stretches, double Seconds) Of(double durationSeconds, double leastSeenSeconds)
    {
        List<Interval> searched = new(_stretches.Count);
        double hiddenSeconds = 0;
        int next = 0;
        foreach ((double start, double end) in _stretches)
        {
            double from = start;
            for (; next < _bridges.Count && _bridges[next].StartSeconds < end; next++)
            {
                (double hiddenStart, double hiddenEnd) = Hidden(_bridges[next], durationSeconds, leastSeenSeconds);
                hiddenStart = Math.Max(from, hiddenStart);
                if (hiddenEnd > hiddenStart)
                {
                    hiddenSeconds += hiddenEnd - hiddenStart;
                    searched.Add(new Interval(from, hiddenStart));
                    from = hiddenEnd;
                }
            }

            searched.Add(new Interval(from, end));
        }

        return (searched, (_samples / sampleRate) - hiddenSeconds);
    }

    /// <summary>Takes out of stretches, each with the part of its time that counts, what bridges hide.</summary>
    /// <param name="stretches">The stretches, sorted, in seconds.</param>
    /// <param name="durationSeconds">The duration of an event.</param>
    /// <param name="leastSeenSeconds">How much of it must be seen.</param>
    public IReadOnlyList<(Interval Stretch, double Seconds)> Without(
        IReadOnlyList<(Interval Stretch, double Seconds)> stretches, double durationSeconds, double leastSeenSeconds)
    {
        if (_bridges.Count == 0)
        {
            return stretches;
        }

        List<(Interval Stretch, double Seconds)> left = new(stretches.Count);
        int next = 0;
        foreach (((double start, double end), double seconds) in stretches)
        {
            double hidden = 0;
            for (int i = next; i < _bridges.Count && _bridges[i].StartSeconds < end + durationSeconds; i++)
            {
                (double hiddenStart, double hiddenEnd) = Hidden(_bridges[i], durationSeconds, leastSeenSeconds);
                hidden += Math.Max(0, Math.Min(end, hiddenEnd) - Math.Max(start, hiddenStart));
                next = _bridges[i].EndSeconds < start - durationSeconds ? i + 1 : next;
            }

            left.Add((new Interval(start, end), seconds * Math.Max(0, 1 - (hidden / (end - start)))));
        }

        return left;
    }

    /// <summary>Gives the onsets of which too little of the event would have been seen; of no length where there are none.</summary>
    private static Interval Hidden(Interval bridge, double durationSeconds, double leastSeenSeconds) =>
        bridge.DurationSeconds > durationSeconds - leastSeenSeconds
            ? new Interval(bridge.StartSeconds - leastSeenSeconds, bridge.EndSeconds - durationSeconds + leastSeenSeconds)
            : new Interval(bridge.StartSeconds, bridge.StartSeconds);
}
