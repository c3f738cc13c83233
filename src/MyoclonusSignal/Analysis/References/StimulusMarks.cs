using System.Text.RegularExpressions;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>The times at which a stimulator was triggered, as trigger channels and annotations state them, and what they explain.</summary>
internal sealed partial class StimulusMarks
{
    // An artefact leaps with its stimulus; filters and amplifiers delay it by some milliseconds. A muscle answers 15 ms after it at the
    // earliest (the MEP of a hand needs 20 ms, of the face 8).
    private const double BeforeSeconds = 0.005;
    private const double BehindSeconds = 0.012;

    // The artefact rises with its first phase and lasts as long as the filters ring and the amplifier recovers; with a jerk or an
    // answer of the muscle behind it the burst is longer and stays an event.
    private const double MostRiseSeconds = 0.02;
    private const double MostSeconds = 0.06;

    // A marker without an artefact explains no burst of the size of noise: as for artefacts without marks.
    private const double LeastPeakRatio = 10;

    private readonly List<double> _seconds = [];

    /// <summary>Gets the number of marks.</summary>
    public int Count => _seconds.Count;

    /// <summary>Gets what states them, for the warning.</summary>
    public List<string> Sources { get; } = [];

    /// <summary>Adds a mark, behind most of the others.</summary>
    public void Add(string source, double seconds)
    {
        int at = _seconds.BinarySearch(seconds);
        _seconds.Insert(at < 0 ? ~at : at, seconds);
        if (!Sources.Contains(source))
        {
            Sources.Add(source);
        }
    }

    /// <summary>Forgets all marks.</summary>
    public void Clear()
    {
        _seconds.Clear();
        Sources.Clear();
    }

    /// <summary>Returns true if an annotation states a stimulus.</summary>
    public static bool IsStimulus(RecordingAnnotation annotation) => StimulusText().IsMatch(annotation.Text);

    /// <summary>Marks the bursts that are the artefacts of stimuli among those that are events so far.</summary>
    /// <param name="bursts">All bursts.</param>
    /// <param name="rejections">What is known of those from the first one on.</param>
    /// <param name="first">The index of the first one.</param>
    /// <param name="sampleRate">Their sampling rate in Hz.</param>
    public void Mark(IReadOnlyList<DetectedBurst> bursts, BurstRejection[] rejections, int first, double sampleRate)
    {
        for (int i = 0; i < rejections.Length && _seconds.Count > 0; i++)
        {
            DetectedBurst detected = bursts[first + i];
            Burst burst = detected.Burst;
            bool isArtefact = burst.Kind == EventKind.Jerk
                && burst.PeakIndex - burst.Start <= MostRiseSeconds * sampleRate
                && burst.Length <= MostSeconds * sampleRate
                && burst.PeakAmplitude >= LeastPeakRatio * burst.FloorRms;
            if (isArtefact && rejections[i] is BurstRejection.None or BurstRejection.LevelChange && IsMarked(detected.OriginSeconds + (burst.PeakIndex / sampleRate)))
            {
                rejections[i] = BurstRejection.Stimulus;
            }
        }
    }

    private bool IsMarked(double peakSeconds)
    {
        int at = _seconds.BinarySearch(peakSeconds - BehindSeconds);
        at = at < 0 ? ~at : at;
        return at < _seconds.Count && _seconds[at] <= peakSeconds + BeforeSeconds;
    }

    // "Stimulus/S  1" of BrainVision, "stim on", "TMS pulse", "Trigger 1", "SEP left", "electrical stimulation".
    [GeneratedRegex(@"(^|[^a-z])(stim(ul(us|i|ation))?|tms|trigger|trig|ttl|sep|electric(al)? pulse)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StimulusText();
}
