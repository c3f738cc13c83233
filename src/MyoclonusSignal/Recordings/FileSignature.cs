using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Recordings;

/// <summary>Tells file formats apart by their first bytes.</summary>
internal static class FileSignature
{
    /// <summary>What EDF and BDF are known by: their fixed header.</summary>
    public const int Length = 256;

    /// <summary>Returns true if a file is EDF or BDF, plain or "+": version field <c>"0       "</c>, or 0xFF and <c>BIOSEMI</c>.</summary>
    /// <param name="bytes">The file's first bytes; of a file shorter than 256 bytes all of them.</param>
    public static bool IsEdf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, .. "BIOSEMI"u8]))
        {
            return true;
        }

        // A header of EDF has no line ends; a text table that starts with a zero and spaces has.
        return bytes.StartsWith("0       "u8) && !HasLineEnd(bytes);
    }

    /// <summary>
    /// Returns true if a file is to be read as EDF or BDF: where its first bytes say so, or its name does and they are no text
    /// with lines. So what is wrong with a damaged one is reported as a fault of EDF.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its first bytes; of a file shorter than 256 bytes all of them.</param>
    public static bool IsEdfFile(string path, ReadOnlySpan<byte> bytes) => IsEdf(bytes) || (IsEdfName(path) && !IsTextWithLines(bytes));

    /// <summary>Returns true if a name ends as those of EDF and BDF files do.</summary>
    public static bool IsEdfName(string path) =>
        path.EndsWith(".edf", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".bdf", StringComparison.OrdinalIgnoreCase);

    private static bool IsTextWithLines(ReadOnlySpan<byte> bytes) => HasLineEnd(bytes) && TextCheck.IsText(bytes, isWhole: bytes.Length < Length);

    private static bool HasLineEnd(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, Length)].IndexOfAny((byte)'\n', (byte)'\r') >= 0;
}
