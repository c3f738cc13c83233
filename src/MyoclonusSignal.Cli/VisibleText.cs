using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using Spectre.Console;

namespace MyoclonusSignal.Cli;

/// <summary>
/// Text of others, like the name of a channel or a file, as a terminal may have it: what would move the cursor, colour, ring, set a
/// title or turn the direction of writing is shown as its number.
/// </summary>
internal static class VisibleText
{
    /// <summary>Gives one line of text without anything that a terminal obeys.</summary>
    public static string Of(string text)
    {
        if (!text.Any(TableText.IsObeyed))
        {
            return text;
        }

        StringBuilder shown = new(text.Length + 16);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ when TableText.IsObeyed(letter) => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => shown.Append(letter),
            };
        }

        return shown.ToString();
    }

    /// <summary>Prints one line.</summary>
    public static void Line(this IAnsiConsole console, string text) => console.WriteLine(Of(text));
}
