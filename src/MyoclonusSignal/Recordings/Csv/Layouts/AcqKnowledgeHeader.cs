using System.Globalization;
using System.Text.RegularExpressions;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The first lines of a text of BIOPAC AcqKnowledge: the name of the file, the interval or rate, the number of channels, name and
/// unit of each in two lines, the line that names the columns, and how many samples each has (BIOPAC, "AcqKnowledge software guide").
/// </summary>
internal static partial class AcqKnowledgeHeader
{
    private const int LinesBeforeNames = 3;

    /// <summary>Reads the header, or gives <see langword="null"/> where the first lines hold none.</summary>
    public static (List<ColumnHeader> Columns, double SampleRate, int Lines)? Read(string head)
    {
        string[] lines = head.Split('\n');
        if (lines.Length < LinesBeforeNames || Rate().Match(lines[1]) is not { Success: true } rate || Channels().Match(lines[2]) is not { Success: true } channels)
        {
            return null;
        }

        int count = int.Parse(channels.Groups[1].Value, CultureInfo.InvariantCulture);
        int header = LinesBeforeNames + (2 * count);
        if (count == 0 || header + 1 >= lines.Length)
        {
            return null;
        }

        double number = double.Parse(rate.Groups["number"].Value, CultureInfo.InvariantCulture);
        double hertz = rate.Groups["step"] is { Success: true } step ? TimeUnit.UnitsPerSecond(step.Value)!.Value / number : number;
        List<ColumnHeader> columns = [];

        // The time, where it was exported, stands first and is called by its unit.
        string first = lines[header].Split('\t', ',')[0].Trim();
        if (TimeUnit.IsUnit(first))
        {
            columns.Add(new ColumnHeader("time", first) { Role = ColumnRole.Time });
        }

        for (int i = 0; i < count; i++)
        {
            columns.Add(new ColumnHeader(lines[LinesBeforeNames + (2 * i)].Trim(), Units.SpellOfTable(lines[LinesBeforeNames + (2 * i) + 1])));
        }

        // The line of counts has no time.
        bool hasCounts = lines[header + 1].Split('\t', ',') is { Length: > 1 } cells && cells[columns.Count > count ? 0 : ^1].Trim().Length == 0
            && Array.TrueForAll(cells, cell => cell.Trim().All(char.IsAsciiDigit));
        return double.IsFinite(hertz) ? (columns, hertz, header + (hasCounts ? 2 : 1)) : null;
    }

    [GeneratedRegex(@"^\s*(?<number>\d+(?:\.\d+)?) (?:(?<step>msec|usec|sec)/sample|samples/(?:second|sec)|Hz)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"^\s*(\d{1,3}) channels?\s*$")]
    private static partial Regex Channels();
}
