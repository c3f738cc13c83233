using System.Text;

namespace MyoclonusSignal.Fuzz;

/// <summary>Makes hostile inputs of valid ones: the same for the same seed, so that every input can be made again.</summary>
internal sealed class Mutator(int seed)
{
    // Half of the inputs have one change, as what has many is refused at the first.
    private const int MostChanges = 6;

    // Deeper than JSON is read, and so deep that reading it by recursion shows.
    private const int Depth = 3000;

    // Of an input: more is nothing but slower, as what is read grows with every copy.
    private const int MostBytes = 1 << 16;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u001b[2J", "\\n", "\\", "\"", "\"\"", "null", "true", "{}", "[]", "[null]", "[[]]", "{\"\":null}", "{", "}", "[", "]", ":", ",",
            "0", "-0", "-1", "1", "0.5", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999", "1e-320", "1e-9", "1e9", "1e15", "1e300", "-1e308", "1e308", "1e999", "NaN", "Infinity", "1,5",
            "\t", "\r", "\n", "\r\n", "\n\n", "\t\t", "\0", ";", " ", "n/a", ".", "..", "../", "/", "/dev/null", "=1+1", "@x", "'=", "\u001b]0;x\u0007", "\u202e", "\uFEFF", "µV", "+9999999999", "\u0014", "\u0015", "e:1", "e:2147483647", "...",
            "23:59:59", "00:00:00", "2024-01-01T00:00:00", "9999-12-31T23:59:59", "0001-01-01", "Sleep stage W", "EDF+D", "EDF Annotations", "99999999", "time_s", "emg", "#",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3, 0x28], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xF0, 0x9F],
        Encoding.ASCII.GetBytes(new string('[', Depth)), Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Depth))),
        Encoding.ASCII.GetBytes(new string('9', 400)), Encoding.ASCII.GetBytes(new string('x', 4000)),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Gives the next input.</summary>
    /// <param name="seeds">Valid inputs.</param>
    public byte[] Next(IReadOnlyList<byte[]> seeds)
    {
        byte[] bytes = seeds[_random.Next(seeds.Count)];
        int changes = 0;
        do
        {
            bytes = Change(bytes, seeds);
            changes++;
        }
        while (changes < MostChanges && _random.Next(2) == 0);

        return bytes.Length <= MostBytes ? bytes : bytes[..MostBytes];
    }

    private byte[] Change(byte[] bytes, IReadOnlyList<byte[]> seeds)
    {
        int at = _random.Next(bytes.Length + 1);
        int length = Math.Min(_random.Next(1, 1 << _random.Next(1, 9)), bytes.Length - at);
        byte[] token = Tokens[_random.Next(Tokens.Length)];
        switch (_random.Next(9))
        {
            case 0 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << _random.Next(8));
                return flipped;
            case 1:
                return _random.Next(4) == 0 ? bytes[..at] : [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                IEnumerable<byte> copies = Enumerable.Repeat(bytes[at..(at + length)], _random.Next(1, 20)).SelectMany(copy => copy);
                return [.. bytes[..at], .. copies, .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. token, .. bytes[at..]];
            case 4:
                byte[] other = seeds[_random.Next(seeds.Count)];
                int from = _random.Next(other.Length + 1);
                return [.. bytes[..at], .. other.AsSpan(from, Math.Min(length, other.Length - from)), .. bytes[(at + length)..]];
            case 5:
                // Where each field has its place, as in EDF, nothing behind it moves.
                byte[] written = [.. bytes];
                token.AsSpan(0, Math.Min(token.Length, bytes.Length - at)).CopyTo(written.AsSpan(at));
                return written;
            default:
                // A word or a number as a whole: what a value is, and not how it is written, is what most rules are about.
                (int start, int end) = Word(bytes, at);
                return [.. bytes[..start], .. token, .. bytes[end..]];
        }
    }

    private static (int Start, int End) Word(byte[] bytes, int at)
    {
        int start = at;
        while (start < bytes.Length && !IsOfWord(bytes[start]))
        {
            start++;
        }

        int end = start;
        while (end < bytes.Length && IsOfWord(bytes[end]))
        {
            end++;
        }

        while (start > 0 && IsOfWord(bytes[start - 1]))
        {
            start--;
        }

        return (start, end);
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'_';
}
