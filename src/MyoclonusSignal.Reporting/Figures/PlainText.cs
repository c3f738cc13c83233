using System.Text;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Text from a file, made fit to be drawn: what no document may hold and what turns the order of letters is replaced.</summary>
internal static class PlainText
{
    private const char Replacement = '\ufffd';

    /// <summary>Gives the text with at most so many letters.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most letters; a longer one ends in an ellipsis.</param>
    public static string Of(string text, int most = int.MaxValue)
    {
        StringBuilder plain = new(Math.Min(text.Length, most));
        int letters = 0;
        int last = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (letters++ == most)
            {
                plain.Length = last;
                plain.Append('…');
                break;
            }

            // A letter may be two characters: half of one is no text.
            last = plain.Length;
            bool isBad = Rune.IsControl(rune) || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0x200e or 0x200f or 0xfffe or 0xffff;
            plain.Append(isBad ? Replacement.ToString() : rune.ToString());
        }

        return plain.ToString();
    }
}
