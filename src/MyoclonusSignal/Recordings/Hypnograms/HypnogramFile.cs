using System.Globalization;
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
    // Less is rounding of the times in a table.
    private const double LeastOverlapSeconds = 0.001;

    // EDF+ 2.1.3, item 4: the date of a recording whose date is not stated.
    private static readonly DateTime NoDate = new(1985, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Reads a hypnogram.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What it does not say about itself; the start of the recording, by which stages of an EDF file with a start of its own are put on the recording's clock.</param>
    /// <param name="warnings">Receives what is odd about it, or <see langword="null"/>.</param>
    /// <returns>The epochs in seconds from the recording's first sample, sorted by onset.</returns>
    /// <exception cref="RecordingFormatException">It is no hypnogram, or has numbers and no scheme was named; the place says where.</exception>
    public static IReadOnlyList<SleepEpoch> Read(string path, HypnogramOptions? options = null, ICollection<RecordingWarning>? warnings = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new HypnogramOptions();
        Guard.ThrowIfOutside(options.EpochSeconds, 0.001, 3600, nameof(options));
        List<SleepEpoch> epochs = IsEdf(path) ? FromEdf(path, options) : new HypnogramText(path, options).Read(SideFile.ReadLines(path));
        if (epochs.Count == 0)
        {
            throw new RecordingFormatException(
                path, "the file as a whole", "sleep stages", "none", "name the file that holds the scoring of the recording");
        }

        SleepEpoch[] sorted = [.. epochs.OrderBy(epoch => epoch.OnsetSeconds)];
        NoteOverlap(sorted, warnings);
        return sorted;
    }

    /// <summary>
    /// Says both lengths where a hypnogram does not belong to a recording: they may differ by one epoch. What is not scored
    /// may reach beyond the end of the recording, as it does in public data.
    /// </summary>
    /// <param name="path">The hypnogram, for the message.</param>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="recordingSeconds">The length of the recording in seconds.</param>
    /// <param name="epochSeconds">The length of an epoch in seconds; an entry of the hypnogram may hold many.</param>
    /// <exception cref="RecordingFormatException">The ends differ by more than 30 s and more than an epoch, or they do not overlap.</exception>
    public static void ThrowIfNotOf(string path, IReadOnlyList<SleepEpoch> epochs, double recordingSeconds, double epochSeconds = 30)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        double start = epochs.Min(epoch => epoch.OnsetSeconds);
        double end = epochs.Max(epoch => epoch.Stage == SleepStage.Unscored ? Math.Min(epoch.EndSeconds, recordingSeconds) : epoch.EndSeconds);
        if (start >= recordingSeconds || end <= 0)
        {
            throw new RecordingFormatException(
                path,
                "the hypnogram as a whole",
                string.Create(CultureInfo.InvariantCulture, $"stages between 0 and {recordingSeconds:0.###} s of the recording"),
                string.Create(CultureInfo.InvariantCulture, $"stages from {start:0.###} to {epochs.Max(epoch => epoch.EndSeconds):0.###} s"),
                "name the hypnogram of this recording; or put the start date and time right in the header of either file");
        }

        if (Math.Abs(end - recordingSeconds) > Math.Max(30, epochSeconds))
        {
            throw new RecordingFormatException(
                path,
                "the end of the hypnogram",
                string.Create(CultureInfo.InvariantCulture, $"{recordingSeconds:0.###} s, the end of the recording, within one epoch"),
                string.Create(CultureInfo.InvariantCulture, $"{end:0.###} s"),
                "name the hypnogram of this recording; or write it as a table with onset, duration and stage, which tells how long each epoch is");
        }
    }

    /// <summary>Tells EDF and BDF by their first bytes, and damaged ones by their name.</summary>
    internal static bool IsEdf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] first = new byte[256];
        return FileSignature.IsEdfFile(path, first.AsSpan(0, file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
    }

    /// <summary>
    /// Reads a file of EDF+ for its annotations alone, in seconds from the start of the recording where that and the start of
    /// the file are known: an analysis has the start of the span that it is about (EDF+ 2.3), which may be a part.
    /// </summary>
    internal static IReadOnlyList<RecordingAnnotation> ReadAnnotations(string path, DateTime? recordingStart)
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(path);
        reader.SelectChannels([]);
        SampleBlock block = new(reader.SignalCount, 1);
        while (reader.ReadBlock(block))
        {
        }

        double shift = Shift(reader.StartTime, recordingStart);
        return shift == 0
            ? reader.Annotations
            : [.. reader.Annotations.Select(annotation => annotation with { OnsetSeconds = annotation.OnsetSeconds + shift })];
    }

    /// <summary>By how much the clock of a file is behind that of the recording, in seconds; 0 where it is not known.</summary>
    private static double Shift(DateTime? file, DateTime? recording)
    {
        if (file is not DateTime own || recording is not DateTime start || own == NoDate || start == NoDate)
        {
            return 0;
        }

        if (own.Date != NoDate && start.Date != NoDate)
        {
            return (own - start).TotalSeconds;
        }

        // Only the times of day are known: the nearer of the two days.
        double seconds = (own.TimeOfDay - start.TimeOfDay).TotalSeconds;
        return seconds - (86400 * Math.Round(seconds / 86400));
    }

    private static void NoteOverlap(SleepEpoch[] sorted, ICollection<RecordingWarning>? warnings)
    {
        int overlaps = 0;
        double first = 0;
        double end = double.NegativeInfinity;
        foreach (SleepEpoch epoch in sorted)
        {
            if (epoch.OnsetSeconds < end - LeastOverlapSeconds)
            {
                first = overlaps++ == 0 ? epoch.OnsetSeconds : first;
            }

            end = Math.Max(end, epoch.EndSeconds);
        }

        if (overlaps > 0)
        {
            warnings?.Add(new RecordingWarning("stages-overlap", null, first, null, string.Create(
                CultureInfo.InvariantCulture, $"{overlaps} entries of the hypnogram begin before the one before them ends, the first at {first:0.###} s; the stage there is not certain.")));
        }
    }

    private static List<SleepEpoch> FromEdf(string path, HypnogramOptions options)
    {
        List<SleepEpoch> epochs = [];
        foreach (RecordingAnnotation annotation in ReadAnnotations(path, options.RecordingStart))
        {
            if (annotation.DurationSeconds is > 0 and double duration && StageLabel.Parse(annotation.Text) is SleepStage stage)
            {
                epochs.Add(new SleepEpoch(annotation.OnsetSeconds, duration, stage));
            }
        }

        return epochs;
    }
}

/// <summary>What a hypnogram does not say about itself.</summary>
public sealed record HypnogramOptions
{
    /// <summary>Gets what its numbers mean, or <see langword="null"/> where it has words; numbers without a scheme are refused.</summary>
    public StageScheme? Scheme { get; init; }

    /// <summary>Gets the length of an epoch in seconds, for files that have one label a line. Default 30, as the AASM scores.</summary>
    public double EpochSeconds { get; init; } = 30;

    /// <summary>Gets the local time of the recording's first sample, for files that state clock times or have a start of their own.</summary>
    public DateTime? RecordingStart { get; init; }
}
