using System.Globalization;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// The annotations of a recording as a BIDS events table beside a file that cannot hold them, as a CSV: onset, duration,
/// text (<c>trial_type</c>) and channel. What a row cannot hold stands as <see cref="TableText"/> says.
/// </summary>
internal static class AnnotationTable
{
    /// <summary>Gives the name of the table beside a recording: <c>r_annotations.tsv</c> for <c>r.csv</c>.</summary>
    /// <param name="recording">The recording.</param>
    public static string PathBeside(string recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Path.Combine(Path.GetDirectoryName(recording) ?? string.Empty, Path.GetFileNameWithoutExtension(recording) + "_annotations.tsv");
    }

    /// <summary>Writes annotations, sorted by onset; times are the shortest numbers that read back to the same.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="writer">Where to; not closed.</param>
    public static void Write(IEnumerable<RecordingAnnotation> annotations, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("onset\tduration\ttrial_type\tchannel\n");
        foreach (RecordingAnnotation annotation in annotations.OrderBy(annotation => annotation.OnsetSeconds))
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{annotation.OnsetSeconds}\t{(annotation.DurationSeconds is double duration ? duration.ToString(CultureInfo.InvariantCulture) : "n/a")}\t{Escape(annotation.Text)}\t{(annotation.Channel is string channel ? Escape(channel) : "n/a")}\n"));
        }
    }

    /// <summary>Reads annotations from such a table, or from any BIDS events table; rows without an onset or a text (<c>trial_type</c>) are left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">It is no such table.</exception>
    public static IReadOnlyList<RecordingAnnotation> Read(string path) =>
        [.. EventTable.Read(path).Rows.Where(row => row.OnsetSeconds is not null && !string.IsNullOrEmpty(row.TrialType)).Select(row => new RecordingAnnotation(
            row.OnsetSeconds!.Value, row.DurationSeconds, row.TrialType!, row.Channel))];

    private static string Escape(string text) => text.Length == 0 ? "n/a" : TableText.Write(text);
}
