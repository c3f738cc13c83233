using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>Names of columns or channels in one text, parted by commas; one that holds a comma stands in quotes, as in a CSV.</summary>
internal static class ColumnList
{
    /// <summary>What stands in the place of a column that is not to be read.</summary>
    public const string Skip = "-";

    /// <summary>Joins names.</summary>
    public static string Join(IEnumerable<string> names) =>
        string.Join(',', names.Select(name => name.AsSpan().IndexOfAny(',', '"') < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>Gives joined names as they are typed behind an option: in quotes, of the other kind where names have some themselves.</summary>
    public static string Quote(string joined) => joined.Contains('"', StringComparison.Ordinal) ? $"'{joined}'" : $"\"{joined}\"";

    /// <summary>Parts joined names; a unit behind a comma, as in <c>LT TIB.ANT., uV</c>, belongs to the name before it.</summary>
    public static IReadOnlyList<string> Split(string joined)
    {
        ArgumentNullException.ThrowIfNull(joined);
        List<string> names = [];
        StringBuilder name = new();
        bool isQuoted = false;
        for (int i = 0; i < joined.Length; i++)
        {
            char letter = joined[i];
            if (letter == '"' && isQuoted && i + 1 < joined.Length && joined[i + 1] == '"')
            {
                name.Append(joined[++i]);
            }
            else if (letter == '"' && (isQuoted || name.ToString().Trim().Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted && !ColumnHeader.StartsWithUnit(joined.AsSpan(i + 1)))
            {
                names.Add(name.ToString().Trim());
                name.Clear();
            }
            else
            {
                name.Append(letter);
            }
        }

        names.Add(name.ToString().Trim());
        return names;
    }
}
