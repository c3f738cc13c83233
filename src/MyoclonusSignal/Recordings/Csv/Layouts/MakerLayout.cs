using System.Globalization;
using System.Text.RegularExpressions;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The layout of one maker's text export, as data: by what a file is recognised, and what is said in its first lines and in
/// the names of its columns. All patterns are regular expressions over the lines before the rows.
/// </summary>
/// <param name="Name">The name by which <c>inspect</c> calls the layout.</param>
/// <param name="Mark">What the first lines of such a file hold, and those of no other.</param>
internal sealed record MakerLayout(string Name, string Mark)
{
    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // The patterns are ours, the text is at most 256 KB: a second is far more than any needs.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Gets the pattern whose first group is the sampling rate in Hz.</summary>
    public string? Rate { get; init; }

    /// <summary>Gets the pattern whose groups <c>date</c> and <c>time</c> are the start.</summary>
    public string? Start { get; init; }

    /// <summary>Gets the pattern whose first group is the order of day and month, as <c>M/d/yyyy</c>.</summary>
    public string? DateOrder { get; init; }

    /// <summary>Gets the pattern of the line that names the columns, where lines before it look alike.</summary>
    public string? Header { get; init; }

    /// <summary>
    /// Gets the heads of the columns of a file that does not name them; of one that ends with <c>*</c> as many are taken as
    /// there are columns too many, numbered from 0.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Gets what to leave away from names, as the serial number in front of each.</summary>
    public string? Superfluous { get; init; }

    /// <summary>Gets how the names of raw and of calibrated numbers end, where an export may hold one signal as both: the raw ones are then not read.</summary>
    public (string Raw, string Calibrated)? TwiceBy { get; init; }

    /// <summary>Gets what the columns are; the first rule that fits counts.</summary>
    public IReadOnlyList<ColumnRule> Rules { get; init; } = [];

    /// <summary>Gets the column that numbers the samples and begins anew, where the first lines hold <see cref="CounterMark"/>: what it skips was lost.</summary>
    public SampleCounter? Counter { get; init; }

    /// <summary>Gets the pattern of the devices whose counter it is.</summary>
    public string CounterMark { get; init; } = string.Empty;

    /// <summary>Gives the column that numbers the samples.</summary>
    public SampleCounter? CounterIn(string head) => Regex.IsMatch(head, CounterMark, Options, Longest) ? Counter : null;

    /// <summary>Gets a value indicating whether each sensor has a time column of its own before it.</summary>
    public bool HasTimeForEachSensor { get; init; }

    /// <summary>Returns true if a file begins as this layout does.</summary>
    public bool Fits(string head) => Regex.IsMatch(head, Mark, Options, Longest);

    /// <summary>Returns true if a line names the columns; <see langword="null"/> where any line may.</summary>
    public bool? IsHeader(string line) => Header is null ? null : Regex.IsMatch(line, Header, Options, Longest);

    /// <summary>Gives the sampling rate that the first lines state.</summary>
    public double? RateIn(string head) =>
        Find(head, Rate) is { } found && double.TryParse(found.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : null;

    /// <summary>Gives the order of day and month that the first lines state.</summary>
    public DayOrder? DayOrderIn(string head) =>
        Find(head, DateOrder) is { } found ? found.Groups[1].Value.StartsWith('M') ? DayOrder.MonthFirst : DayOrder.DayFirst : null;

    /// <summary>Gives the local time of the first sample that the first lines state.</summary>
    public DateTime? StartIn(string head)
    {
        if (Find(head, Start) is not { } found)
        {
            return null;
        }

        string text = $"{found.Groups["date"].Value} {found.Groups["time"].Value}";
        return ClockText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), DayOrderIn(head), out ClockText clock) ? clock.ToDateTime() : null;
    }

    /// <summary>Gets the name among <see cref="Columns"/> of a clock that stands before the last column, or in no column.</summary>
    public string? ClockBeforeLast { get; init; }

    /// <summary>Gets the pattern whose first group is the number of columns ending with <c>*</c>: a file with a column less than that makes lacks the last.</summary>
    public string? ChannelCount { get; init; }

    /// <summary>Gives the heads of so many columns, or <see langword="null"/> where the layout has names for another number.</summary>
    /// <param name="count">How many.</param>
    /// <param name="head">The first lines of the file.</param>
    public List<ColumnHeader>? ColumnsOf(int count, string head)
    {
        if (Columns is null)
        {
            return null;
        }

        string[]? row = head.Split('\n').FirstOrDefault(line => line.Length > 0 && line[0] is not ('%' or '#'))?.Split(',');
        bool hasClock = ClockBeforeLast is null || row is null || row.Length < 2 || row[^2].Contains(':', StringComparison.Ordinal);
        string[] columns = [.. Columns.Where(column => hasClock || column != ClockBeforeLast)];
        if (Find(head, ChannelCount) is { } found && int.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int channels) && columns.Length - 1 + channels == count + 1)
        {
            columns = columns[..^1];
        }

        int repeated = Array.Exists(columns, column => column.EndsWith('*')) ? count - columns.Length + 1 : 1;
        List<ColumnHeader> heads = [];
        foreach (string column in columns)
        {
            for (int i = 0; column.EndsWith('*') && i < repeated; i++)
            {
                heads.Add(ColumnHeader.Parse(string.Create(CultureInfo.InvariantCulture, $"{column[..^1]}{i}")));
            }

            if (!column.EndsWith('*'))
            {
                heads.Add(ColumnHeader.Parse(column));
            }
        }

        return heads.Count == count ? heads : null;
    }

    /// <summary>Gives a column's head with what the layout says of it.</summary>
    public ColumnHeader Describe(ColumnHeader column)
    {
        string name = Superfluous is null ? column.Name : Regex.Replace(column.Name, Superfluous, string.Empty, Options, Longest);
        column = column with { Name = name.Length == 0 ? column.Name : name };
        foreach (ColumnRule rule in Rules)
        {
            if (!(rule.IsNoVoltage && Units.Microvolts(column.Unit) is not null) && Regex.Match(column.Name, rule.Pattern, Options, Longest) is { Success: true } match)
            {
                return column with
                {
                    Name = rule.Name is null ? column.Name : match.Result(rule.Name),
                    Unit = column.Unit ?? rule.Unit,
                    Role = rule.Role,
                    Kind = rule.Kind,
                    IsKindAssumed = rule.IsKindAssumed,
                    IsAnnotations = rule.IsAnnotations,
                    Offset = rule.Offset,
                    Scale = rule.Scale,
                };
            }
        }

        return column;
    }

    private static Match? Find(string head, string? pattern) =>
        pattern is not null && Regex.Match(head, pattern, Options | RegexOptions.Singleline, Longest) is { Success: true } found ? found : null;
}

/// <summary>A column that numbers the samples from 0 and begins anew.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wrap">How many numbers it has.</param>
internal sealed record SampleCounter(string Name, double Wrap);

/// <summary>What a layout says of the columns whose name fits a pattern.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Role">What they are for.</param>
/// <param name="Unit">Their unit, where the file states none.</param>
/// <param name="Kind">What they measure, or <see langword="null"/> where name and unit tell.</param>
internal sealed record ColumnRule(string Pattern, ColumnRole Role = ColumnRole.Signal, string? Unit = null, ChannelKind? Kind = null)
{
    /// <summary>Gets the name to give them, with groups of the pattern.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether the kind is what such a column usually is, and is reported with a warning.</summary>
    public bool IsKindAssumed { get; init; }

    /// <summary>Gets a value indicating whether their changes are annotations.</summary>
    public bool IsAnnotations { get; init; }

    /// <summary>Gets a value indicating whether a column in volts is another one: a muscle whose name holds the same word.</summary>
    public bool IsNoVoltage { get; init; }

    /// <summary>Gets what to subtract from each number.</summary>
    public double Offset { get; init; }

    /// <summary>Gets what to multiply each number by, after the offset.</summary>
    public double Scale { get; init; } = 1;
}
