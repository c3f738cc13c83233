namespace MyoclonusSignal.Recordings;

/// <summary>Tells file formats apart by their first bytes.</summary>
internal static class FileSignature
{
    private const int EdfFixedHeaderBytes = 256;

    /// <summary>Tells whether a file is EDF or BDF, plain or "+": version field <c>"0       "</c>, or 0xFF and <c>BIOSEMI</c>.</summary>
    /// <param name="bytes">The file's first bytes; of a file shorter than 256 bytes all of them.</param>
    public static bool IsEdf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, .. "BIOSEMI"u8]))
        {
            return true;
        }

        // A header of EDF has no line ends; a text table that starts with a zero and spaces has.
        return bytes.StartsWith("0       "u8)
            && bytes[..Math.Min(bytes.Length, EdfFixedHeaderBytes)].IndexOfAny((byte)'\n', (byte)'\r') < 0;
    }
}
