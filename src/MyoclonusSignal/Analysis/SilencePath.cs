using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>The way of one EMG channel to its silent periods.</summary>
internal sealed class SilencePath(SilentPeriodDetector detector)
{
    private readonly List<DetectedSilence> _silences = [];

    /// <summary>Gets the silent periods in the order of their onsets.</summary>
    public IReadOnlyList<DetectedSilence> Silences => _silences;

    /// <summary>Gets the time of contraction in seconds.</summary>
    public double ContractionSeconds { get; private set; }

    /// <summary>Takes in conditioned samples of a segment.</summary>
    public void Process(ReadOnlySpan<double> input, double originSeconds, int segment)
    {
        while (!input.IsEmpty)
        {
            if (detector.TryRead(input, out int consumed, out SilentPeriod silence))
            {
                _silences.Add(new DetectedSilence(silence, originSeconds, segment));
            }

            input = input[consumed..];
        }
    }

    /// <summary>Ends a segment.</summary>
    public void EndSegment(double originSeconds, int segment)
    {
        while (detector.TryFinish(out SilentPeriod silence))
        {
            _silences.Add(new DetectedSilence(silence, originSeconds, segment));
        }

        ContractionSeconds += detector.ContractionSeconds;
        detector.Reset();
    }
}
