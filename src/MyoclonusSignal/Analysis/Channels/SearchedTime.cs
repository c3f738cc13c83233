namespace MyoclonusSignal.Analysis;

/// <summary>The time in which bursts could be looked for: without stretches between gaps that are too short.</summary>
internal sealed class SearchedTime(double sampleRate)
{
    // A cell of the noise floor: of less, no detector can tell what is noise.
    public const double LeastSeconds = 0.3;

    private long _samples;
    private long _segmentSamples;

    /// <summary>Gets the time in seconds, of segments that have ended.</summary>
    public double Seconds => _samples / sampleRate;

    /// <summary>Gets how many stretches were too short, and their length.</summary>
    public (int Count, double Seconds) TooShort { get; private set; }

    /// <summary>Gives the stretches of segments that are long enough, each with its time.</summary>
    public static IReadOnlyList<(double Start, double End, double Seconds)> Of(IReadOnlyList<(double StartSeconds, double EndSeconds)> segments) =>
        [.. segments.Where(segment => segment.EndSeconds - segment.StartSeconds >= LeastSeconds).Select(segment => (segment.StartSeconds, segment.EndSeconds, segment.EndSeconds - segment.StartSeconds))];

    public void Add(int samples) => _segmentSamples += samples;

    public void EndSegment()
    {
        if (_segmentSamples >= LeastSeconds * sampleRate)
        {
            _samples += _segmentSamples;
        }
        else
        {
            TooShort = (TooShort.Count + 1, TooShort.Seconds + (_segmentSamples / sampleRate));
        }

        _segmentSamples = 0;
    }
}
