using System.Buffers;
using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Reads the time-stamped annotation lists of EDF+ (Kemp and Olivan (2003), doi:10.1016/s1388-2457(03)00123-8, 2.2.2):
/// <c>onset [0x15 duration] 0x14 text 0x14 … 0x00</c>. What is no such list is left out and counted.
/// </summary>
internal sealed class AnnotationParser
{
    private const byte DurationMark = 0x15;
    private const byte TextEnd = 0x14;

    // Three centuries: a larger number is damage, and its fractions of a second would be lost.
    private const double MostSeconds = 1e10;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789."u8);
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly List<TimestampedTexts> _lists = [];

    /// <summary>Gets the number of lists that could not be read.</summary>
    public long BrokenCount { get; private set; }

    /// <summary>Gets the byte in the file at which the first of them starts.</summary>
    public long FirstBroken { get; private set; }

    /// <summary>Gets the number of texts that are not UTF-8 and were read as Latin-1.</summary>
    public long OddTexts { get; private set; }

    /// <summary>Gives the lists of one annotation signal in one record; they are valid until the next call.</summary>
    /// <param name="bytes">The signal's bytes.</param>
    /// <param name="fileOffset">Where in the file they start.</param>
    public IReadOnlyList<TimestampedTexts> Parse(ReadOnlySpan<byte> bytes, long fileOffset)
    {
        _lists.Clear();
        int at = 0;
        while (at < bytes.Length)
        {
            // Unused bytes are zero; some writers leave zeros between lists too.
            if (bytes[at] == 0)
            {
                int used = bytes[at..].IndexOfAnyExcept((byte)0);
                at = used < 0 ? bytes.Length : at + used;
                continue;
            }

            int length = bytes[at..].IndexOf((byte)0);
            ReadOnlySpan<byte> list = length < 0 ? bytes[at..] : bytes.Slice(at, length);
            if (TryParse(list) is TimestampedTexts parsed)
            {
                _lists.Add(parsed);
            }
            else
            {
                FirstBroken = BrokenCount++ == 0 ? fileOffset + at : FirstBroken;
            }

            at += list.Length;
        }

        return _lists;
    }

    private TimestampedTexts? TryParse(ReadOnlySpan<byte> list)
    {
        int end = list.IndexOf(TextEnd);
        if (end < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> stamp = list[..end];
        int mark = stamp.IndexOf(DurationMark);
        ReadOnlySpan<byte> onsetText = mark < 0 ? stamp : stamp[..mark];
        if (!TrySeconds(onsetText, isSigned: true, out double onset))
        {
            return null;
        }

        double? duration = null;
        if (mark >= 0 && mark + 1 < stamp.Length)
        {
            if (!TrySeconds(stamp[(mark + 1)..], isSigned: false, out double seconds))
            {
                return null;
            }

            duration = seconds;
        }

        List<string> texts = [];
        ReadOnlySpan<byte> rest = list[(end + 1)..];
        while (rest.IndexOf(TextEnd) is >= 0 and int length)
        {
            texts.Add(Decode(rest[..length]));
            rest = rest[(length + 1)..];
        }

        // A text that is not ended, where the list fills its signal to the last byte, is still a text.
        if (!rest.IsEmpty)
        {
            texts.Add(Decode(rest));
        }

        return texts.Count > 0 ? new TimestampedTexts(onset, duration, texts) { OnsetResolution = Resolution(onsetText), HasFixedDecimals = onsetText.Contains((byte)'.') && onsetText[^1] == '0' } : null;
    }

    private static double Resolution(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'.') is >= 0 and int point ? Math.Pow(10, point + 1 - text.Length) : 1;

    /// <summary>Digits with at most one point between them; an onset has a sign, which some writers leave out.</summary>
    private static bool TrySeconds(ReadOnlySpan<byte> text, bool isSigned, out double seconds)
    {
        seconds = 0;
        ReadOnlySpan<byte> digits = isSigned && (text.StartsWith("+"u8) || text.StartsWith("-"u8)) ? text[1..] : text;
        bool isPlain = !digits.IsEmpty && digits.IndexOfAnyExcept(Digits) < 0 && digits[0] != '.';
        return isPlain
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
            && Math.Abs(seconds) <= MostSeconds;
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            OddTexts++;
            return Encoding.Latin1.GetString(text);
        }
    }
}
