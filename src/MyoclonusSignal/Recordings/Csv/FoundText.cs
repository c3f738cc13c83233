using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Shows text of a file in a message: short, in quotes, without control characters.</summary>
internal static class FoundText
{
    private const int MostCharacters = 40;

    public static string Quote(ReadOnlySpan<byte> utf8) => Quote(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * MostCharacters)]));

    /// <summary>Shows bytes as text where they are printable ASCII, otherwise as hexadecimal.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? Quote(bytes) : "the bytes " + BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');

    public static string Quote(string text)
    {
        StringBuilder shown = new("\"");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MostCharacters)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return shown.Append(text.Length > MostCharacters ? "…\"" : "\"").ToString();
    }
}
