using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>The way of one EMG channel to its silent periods.</summary>
/// <param name="detector">What finds them.</param>
/// <param name="bridge">Tells where lost samples were bridged: what is silent there was not seen.</param>
/// <param name="delaySamples">How much later than the recorded samples the conditioned ones come.</param>
internal sealed class SilencePath(SilentPeriodDetector detector, GapBridge bridge, double delaySamples)
{
    private readonly List<DetectedSilence> _silences = [];
    private readonly List<(Interval Stretch, double Seconds)> _contractions = [];
    private long _segmentSamples;

    /// <summary>Gets the silent periods in the order of their onsets.</summary>
    public IReadOnlyList<DetectedSilence> Silences => _silences;

    /// <summary>Gets the time of contraction in seconds.</summary>
    public double ContractionSeconds { get; private set; }

    /// <summary>Gets where the contractions were, in seconds, each with its time of contraction; of segments that have ended.</summary>
    public IReadOnlyList<(Interval Stretch, double Seconds)> Contractions => _contractions;

    /// <summary>Takes in conditioned samples of a segment.</summary>
    public void Process(ReadOnlySpan<double> input, double originSeconds, int segment)
    {
        while (!input.IsEmpty)
        {
            bool isSilence = detector.TryRead(input, out int consumed, out SilentPeriod silence);
            _segmentSamples += consumed;
            if (isSilence && !bridge.Carries(silence.Start, silence.End, delaySamples))
            {
                _silences.Add(new DetectedSilence(silence, originSeconds, segment, _segmentSamples));
            }

            input = input[consumed..];
        }
    }

    /// <summary>Ends a segment.</summary>
    public void EndSegment(double originSeconds, int segment)
    {
        while (detector.TryFinish(out SilentPeriod silence))
        {
            // That a segment has ended is known with the sample behind it.
            if (!bridge.Carries(silence.Start, silence.End, delaySamples))
            {
                _silences.Add(new DetectedSilence(silence, originSeconds, segment, _segmentSamples + 1));
            }
        }

        AddContractions(originSeconds);
        _segmentSamples = 0;
        ContractionSeconds += detector.ContractionSeconds;
        detector.Reset();
    }

    private void AddContractions(double originSeconds)
    {
        double rate = detector.SampleRate;
        (long Start, long End, double Samples)[] known = detector.Contractions.ToArray();
        Array.Sort(known, (a, b) => a.Start.CompareTo(b.Start));
        List<(long Start, long End, double Samples)> stretches = [];
        long cursor = 0;
        foreach ((long start, long end, double samples) in known)
        {
            stretches.Add((cursor, start, 0));
            stretches.Add((start, end, samples));
            cursor = Math.Max(cursor, end);
        }

        // Where a muscle never rests all of its time counts: what is not in a known contraction lies in what they leave.
        stretches.Add((cursor, _segmentSamples, 0));
        double others = (detector.ContractionSeconds * rate) - known.Sum(stretch => stretch.Samples);
        double left = stretches.Sum(Left);
        double part = others > 0.5 && left > 0 ? others / left : 0;
        _contractions.AddRange(stretches
            .Select(stretch => (stretch.Start, stretch.End, Samples: stretch.Samples + (part * Left(stretch))))
            .Where(stretch => stretch.Samples > 0)
            .Select(stretch => (new Interval(originSeconds + (stretch.Start / rate), originSeconds + (stretch.End / rate)), stretch.Samples / rate)));
    }

    private static double Left((long Start, long End, double Samples) stretch) => Math.Max(0, stretch.End - stretch.Start - stretch.Samples);
}

/// <summary>A silent period and where its sample indices begin on the recording's clock.</summary>
/// <param name="Silence">The silent period, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="SettledSamples">How many samples of the segment had come in when it was settled.</param>
internal readonly record struct DetectedSilence(SilentPeriod Silence, double OriginSeconds, int SegmentIndex, long SettledSamples)
{
    /// <summary>Gives the time of a sample of the segment on the recording's own clock.</summary>
    public double Seconds(RecordingChannel channel, long sample) => channel.TimeMap.ToSeconds(OriginSeconds + (sample / channel.SampleRate));
}
