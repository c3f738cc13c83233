using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// Text in a cell of a tab-separated table: it cannot break the row, direct a terminal, or be run by a spreadsheet as a formula, and it
/// reads back as it was. Controls, marks of the direction of writing and line ends stand as <c>\t</c>, <c>\n</c>, <c>\r</c> or
/// <c>\u001b</c>, and a backslash before such a letter doubled; a cell that is no number and begins with <c>=</c>, <c>+</c>, <c>-</c> or
/// <c>@</c> has an apostrophe before it, as OWASP advises against CSV injection.
/// </summary>
internal static class TableText
{
    private const char Guard = '\'';
    private const string Formula = "=+-@'";
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Gives the text of a cell.</summary>
    /// <param name="text">Any text.</param>
    public static string Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isFormula = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) && (text[0] != Guard || HasGuard(text))
            && !double.TryParse(text, Number, CultureInfo.InvariantCulture, out _);
        if (!HasEscaped(text))
        {
            return isFormula ? Guard + text : text;
        }

        StringBuilder cell = new(text.Length + 16);
        if (isFormula)
        {
            cell.Append(Guard);
        }

        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            _ = letter switch
            {
                '\t' => cell.Append("\\t"),
                '\n' => cell.Append("\\n"),
                '\r' => cell.Append("\\r"),
                // Behind it there would be an escape, of its own letter or of what the next one becomes.
                '\\' when IsEscape(text, i) || (i + 1 < text.Length && IsObeyed(text[i + 1])) => cell.Append("\\\\"),
                _ when IsObeyed(letter) => cell.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => cell.Append(letter),
            };
        }

        return cell.ToString();
    }

    /// <summary>Gives the text that a cell was written from.</summary>
    /// <param name="cell">The cell; that of another writer stays as it is, but for what would be read as an escape.</param>
    public static string Read(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        string text = HasGuard(cell) ? cell[1..] : cell;
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder restored = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || !IsEscape(text, i))
            {
                restored.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'u':
                    restored.Append((char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                case 't':
                    restored.Append('\t');
                    break;
                case 'n':
                    restored.Append('\n');
                    break;
                case 'r':
                    restored.Append('\r');
                    break;
                default:
                    restored.Append('\\');
                    break;
            }
        }

        return restored.ToString();
    }

    /// <summary>Returns true for what a terminal or an editor obeys instead of showing it.</summary>
    /// <param name="letter">The letter.</param>
    public static bool IsObeyed(char letter) =>
        char.IsControl(letter) || letter is '\u061c' or (>= '\u200e' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool HasGuard(string cell) => cell.Length > 1 && cell[0] == Guard && Formula.Contains(cell[1], StringComparison.Ordinal);

    private static bool HasEscaped(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsObeyed(text[i]) || (text[i] == '\\' && IsEscape(text, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns true if a backslash begins what reads as an escape.</summary>
    private static bool IsEscape(string text, int at) => at + 1 < text.Length && text[at + 1] switch
    {
        '\\' or 't' or 'n' or 'r' => true,
        'u' => at + 5 < text.Length && text.Skip(at + 2).Take(4).All(char.IsAsciiHexDigit),
        _ => false,
    };
}
