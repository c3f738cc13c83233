using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The first lines of a text of LabChart: keys with values, of which the interval is the rate and the titles and ranges are those
/// of the channels; the time of each row may stand before them (ADInstruments, "LabChart: export as text").
/// </summary>
internal static class LabChartHeader
{
    /// <summary>Reads the header: the columns where the rows have no time, and where they have one; <see langword="null"/> where the first lines hold none.</summary>
    public static (List<ColumnHeader> Columns, double? SampleRate, int Lines)? Read(string head)
    {
        string[] lines = head.Split('\n');
        if (!lines[0].StartsWith("Interval=\t", StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, string[]> values = [];
        int count = 0;
        for (; count < lines.Length && lines[count].Split('\t') is [string key, .. string[] rest] && key.EndsWith('='); count++)
        {
            values[key[..^1]] = [.. rest.Select(cell => cell.Trim())];
        }

        if (!values.TryGetValue("ChannelTitle", out string[]? titles) || titles.Length == 0)
        {
            return null;
        }

        string[] ranges = values.GetValueOrDefault("Range") ?? [];

        // A tab behind the last title is no channel, unless it has a range.
        while (titles.Length > 1 && titles[^1].Length == 0 && ranges.ElementAtOrDefault(titles.Length - 1) is null or "")
        {
            titles = titles[..^1];
        }

        List<ColumnHeader> columns = [.. titles.Select((title, i) => new ColumnHeader(
            title.Length > 0 ? title : string.Create(CultureInfo.InvariantCulture, $"Channel {i + 1}"),
            i < ranges.Length && ranges[i].LastIndexOf(' ') is >= 0 and int at ? Units.SpellOfTable(ranges[i][(at + 1)..]) : null))];
        return (columns, RateOf(values["Interval"].FirstOrDefault() ?? string.Empty), count);
    }

    /// <summary>Gives the rate of an interval as <c>0.001 s</c> or <c>0,5 ms</c>.</summary>
    private static double? RateOf(string interval)
    {
        string[] parts = interval.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double perSecond = parts.Length < 2 ? 1 : TimeUnit.UnitsPerSecond(parts[1]) ?? double.NaN;
        return parts.Length > 0 && NumberParser.TryParse(Encoding.UTF8.GetBytes(parts[0].Replace(',', '.')), (byte)'.', out double step) && step > 0 && perSecond > 0 ? Math.Round(perSecond / step, 9) : null;
    }
}
