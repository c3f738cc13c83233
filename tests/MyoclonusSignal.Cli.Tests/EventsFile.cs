using System.Globalization;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>A written <c>events.tsv</c>, read without the project's own reader.</summary>
internal sealed class EventsFile
{
    public EventsFile(IReadOnlyList<string> lines)
    {
        Columns = lines[0].Split('\t');
        Rows = [.. lines.Skip(1).Select(line => line.Split('\t'))];
        Assert.All(Rows, row => Assert.Equal(Columns.Count, row.Length));
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public IEnumerable<string> Texts(string column) => Rows.Select(row => row[Index(column)]);

    public double[] Numbers(string column) =>
        [.. Texts(column).Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private int Index(string column) => Columns.ToList().IndexOf(column);
}
