using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>The way of one EMG channel to its silent periods.</summary>
/// <param name="detector">What finds them.</param>
/// <param name="bridge">Tells where lost samples were bridged: what is silent there was not seen.</param>
/// <param name="delaySamples">How much later than the recorded samples the conditioned ones come.</param>
internal sealed class SilencePath(SilentPeriodDetector detector, GapBridge bridge, double delaySamples)
{
    private readonly List<DetectedSilence> _silences = [];
    private long _segmentSamples;

    /// <summary>Gets the silent periods in the order of their onsets.</summary>
    public IReadOnlyList<DetectedSilence> Silences => _silences;

    /// <summary>Gets the time of contraction in seconds.</summary>
    public double ContractionSeconds { get; private set; }

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

        _segmentSamples = 0;
        ContractionSeconds += detector.ContractionSeconds;
        detector.Reset();
    }
}

/// <summary>A silent period and where its sample indices begin on the recording's clock.</summary>
/// <param name="Silence">The silent period, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="SettledSamples">How many samples of the segment had come in when it was settled.</param>
internal readonly record struct DetectedSilence(SilentPeriod Silence, double OriginSeconds, int SegmentIndex, long SettledSamples)
{
    /// <summary>Gives the time of a sample of the segment on the recording's own clock.</summary>
    public double Seconds(ChannelContext context, long sample) => context.Channel.TimeMap.ToSeconds(OriginSeconds + (sample / context.SampleRate));
}
