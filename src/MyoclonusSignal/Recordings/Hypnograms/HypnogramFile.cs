using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Recordings.Hypnograms;

/// <summary>
/// Reads sleep stages: the annotations of an EDF+ file, Luna's <c>.annot</c> and <c>.eannot</c>, a table with onset, duration
/// and stage, or one label a line.
/// </summary>
public static class HypnogramFile
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a hypnogram.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What it does not say about itself.</param>
    /// <returns>The epochs, sorted by onset.</returns>
    /// <exception cref="RecordingFormatException">It is no hypnogram, or has numbers and no scheme was named; the place says where.</exception>
    public static IReadOnlyList<SleepEpoch> Read(string path, HypnogramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new HypnogramOptions();
        Guard.ThrowIfOutside(options.EpochSeconds, 0.001, 3600, nameof(options));
        List<SleepEpoch> epochs = IsEdf(path) ? FromEdf(path) : new HypnogramText(path, options).Read(ReadLines(path));
        return epochs.Count > 0
            ? [.. epochs.OrderBy(epoch => epoch.OnsetSeconds)]
            : throw new RecordingFormatException(
                path, "the file as a whole", "sleep stages", "none", "name the file that holds the scoring of the recording");
    }

    /// <summary>Says both lengths where a hypnogram does not belong to a recording: they may differ by one epoch.</summary>
    /// <param name="path">The hypnogram, for the message.</param>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="recordingSeconds">The length of the recording in seconds.</param>
    /// <exception cref="RecordingFormatException">They differ by more than the longest epoch.</exception>
    public static void ThrowIfNotOf(string path, IReadOnlyList<SleepEpoch> epochs, double recordingSeconds)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        double end = epochs.Max(epoch => epoch.EndSeconds);
        double longest = Math.Max(30, epochs.Min(epoch => epoch.DurationSeconds));
        if (Math.Abs(end - recordingSeconds) > longest)
        {
            throw new RecordingFormatException(
                path,
                "the end of the hypnogram",
                string.Create(CultureInfo.InvariantCulture, $"{recordingSeconds:0.###} s, the end of the recording, within one epoch"),
                string.Create(CultureInfo.InvariantCulture, $"{end:0.###} s"),
                "name the hypnogram of this recording, or state the length of its epochs");
        }
    }

    /// <summary>Tells EDF and BDF by their first bytes.</summary>
    internal static bool IsEdf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] first = new byte[256];
        return FileSignature.IsEdf(first.AsSpan(0, file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
    }

    /// <summary>Reads a file of EDF+ for its annotations alone.</summary>
    internal static IReadOnlyList<RecordingAnnotation> ReadAnnotations(string path)
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(path);
        reader.SelectChannels([]);
        SampleBlock block = new(reader.SignalCount, 1);
        while (reader.ReadBlock(block))
        {
        }

        return reader.Annotations;
    }

    private static List<SleepEpoch> FromEdf(string path)
    {
        List<SleepEpoch> epochs = [];
        foreach (RecordingAnnotation annotation in ReadAnnotations(path))
        {
            if (annotation.DurationSeconds is > 0 and double duration && StageLabel.Parse(annotation.Text) is SleepStage stage)
            {
                epochs.Add(new SleepEpoch(annotation.OnsetSeconds, duration, stage));
            }
        }

        return epochs;
    }

    /// <summary>Reads lines of UTF-8.</summary>
    internal static List<string> ReadLines(string path)
    {
        try
        {
            return [.. File.ReadLines(path, Utf8)];
        }
        catch (DecoderFallbackException error)
        {
            throw new RecordingFormatException(path, "text", "UTF-8", "bytes that are not UTF-8", "save the file as UTF-8", error);
        }
    }
}
