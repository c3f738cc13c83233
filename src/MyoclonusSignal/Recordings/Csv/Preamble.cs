using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Names and units in the text lines before a table, as Biometrics DataLOG exports write them, one line a channel:
/// <c>Channel 4: 'Recto Femoral', 22124 values, engineering units: mV, no filters.</c>
/// </summary>
internal static class Preamble
{
    private const string UnitKey = "engineering units:";

    /// <summary>Names the columns, or gives <see langword="null"/> where there is not one such line for each.</summary>
    public static List<ColumnHeader>? TryName(IEnumerable<ReadOnlyMemory<byte>> lines, int count)
    {
        List<ColumnHeader> columns = [];
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            string text = Encoding.UTF8.GetString(line.Span);
            int open = text.IndexOf('\'', StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf('\'', open + 1);
            int unit = text.IndexOf(UnitKey, StringComparison.OrdinalIgnoreCase);
            if (text.StartsWith("Channel ", StringComparison.OrdinalIgnoreCase) && close > open + 1 && unit > close)
            {
                columns.Add(new ColumnHeader(
                    text[(open + 1)..close].Trim(), Units.Normalise(text[(unit + UnitKey.Length)..].Split(',')[0])));
            }
        }

        return columns.Count > 0 && columns.Count == count ? columns : null;
    }
}
