using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Reads the fields of a header: text padded with spaces, and says where and what is wrong.</summary>
internal sealed class HeaderField(string path, byte[] bytes, bool isLenient, List<RecordingWarning> warnings)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private int _commas;
    private int _oddBytes;
    private int _firstOddByte = -1;
    private int _shifted;

    /// <summary>The text of a field without its padding, also where a vendor pads with zeros or on the left.</summary>
    public string Text(int offset, int width)
    {
        ReadOnlySpan<byte> field = bytes.AsSpan(offset, width);
        int odd = field.IndexOfAnyExceptInRange((byte)32, (byte)126);
        if (odd >= 0)
        {
            _oddBytes++;
            _firstOddByte = _firstOddByte < 0 ? offset + odd : _firstOddByte;
        }

        string text = Decode(field).TrimEnd(' ', '\0');
        string trimmed = text.Trim(' ', '\0', '\t');
        _shifted += text.Length > 0 && trimmed.Length > 0 && text[0] == ' ' ? 1 : 0;
        return trimmed;
    }

    /// <summary>A number, which may have an exponent.</summary>
    public double Number(int offset, int width, string name)
    {
        string text = Text(offset, width);
        if (TryNumber(text, out double number))
        {
            return number;
        }

        string point = text.Replace(',', '.');
        bool isComma = text.AsSpan().Count(',') == 1 && TryNumber(point, out number);
        if (isComma && isLenient)
        {
            _commas++;
            return number;
        }

        throw new RecordingFormatException(
            path,
            Place(offset, name),
            "a number",
            Quote(offset, width),
            isComma
                ? $"export the recording again, with a decimal point, as EDF requires (EDF+ 2.1.3, item 6); or run with RecordingOptions.IsLenient to read it as {point}"
                : "export the recording again: its header is damaged");
    }

    /// <summary>A whole number within limits.</summary>
    public long Integer(int offset, int width, string name, long least, long most)
    {
        string text = Text(offset, width);
        bool isNumber = TryNumber(text, out double number) && number == Math.Floor(number) && number >= least && number <= most;
        return isNumber
            ? (long)number
            : throw new RecordingFormatException(
                path,
                Place(offset, name),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
                Quote(offset, width),
                "export the recording again: its header is damaged");
    }

    /// <summary>Says what was odd about the fields read so far.</summary>
    public void Finish()
    {
        if (_commas > 0)
        {
            Warn("decimal-comma", string.Create(CultureInfo.InvariantCulture, $"{_commas} numbers of the header have a decimal comma, which was read as a point."));
        }

        if (_oddBytes > 0)
        {
            Warn("header-not-ascii", string.Create(
                CultureInfo.InvariantCulture,
                $"{_oddBytes} fields of the header hold bytes other than printable ASCII, the first at byte {_firstOddByte}; they were read as UTF-8 or Latin-1."));
        }

        if (_shifted > 0)
        {
            Warn("header-spaces", string.Create(CultureInfo.InvariantCulture, $"{_shifted} fields of the header begin with spaces, which were left out."));
        }
    }

    public static string Place(int offset, string name) => string.Create(CultureInfo.InvariantCulture, $"byte {offset} ({name})");

    public string Quote(int offset, int width)
    {
        // Whatever the bytes are, they are shown as text of one line.
        StringBuilder shown = new("\"");
        foreach (char letter in Encoding.Latin1.GetString(bytes.AsSpan(offset, Math.Min(width, 40))))
        {
            shown.Append(letter is >= ' ' and <= '~' ? letter : '?');
        }

        return shown.Append('"').ToString();
    }

    private static string Decode(ReadOnlySpan<byte> field)
    {
        try
        {
            return StrictUtf8.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(field);
        }
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    private void Warn(string code, string text) => warnings.Add(new RecordingWarning(code, null, null, null, text));
}
