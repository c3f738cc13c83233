using MyoclonusSignal.Recordings.Hypnograms;

namespace MyoclonusSignal.Recordings;

/// <summary>Reads annotations of any form: those of an EDF+ or BDF+ file, Luna's <c>.annot</c>, a BIDS events table.</summary>
internal static class AnnotationFile
{
    /// <summary>Reads annotations.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The start of the recording, for clock times and for files with a start of their own, and the length of an epoch, for numbered ones.</param>
    /// <returns>The annotations; those of a text are sorted by onset.</returns>
    /// <exception cref="RecordingFormatException">It is not one of these; the place says where.</exception>
    public static IReadOnlyList<RecordingAnnotation> Read(string path, HypnogramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (HypnogramFile.IsEdf(path))
        {
            return HypnogramFile.ReadAnnotations(path, options?.RecordingStart);
        }

        IReadOnlyList<string> lines = SideFile.ReadLines(path);
        string first = lines.FirstOrDefault(line => line.Trim().Length > 0 && !line.StartsWith('#')) ?? string.Empty;
        bool isLuna = path.EndsWith(".annot", StringComparison.OrdinalIgnoreCase) || LunaAnnotations.IsHeader(first);
        return isLuna ? new LunaAnnotations(path, options ?? new HypnogramOptions(), _ => true).Read(lines) : AnnotationTable.Read(path);
    }
}
