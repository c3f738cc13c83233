namespace MyoclonusSignal.Recordings;

/// <summary>The head of one column: its name without the unit, and the unit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">The unit, or <see langword="null"/>.</param>
internal sealed record ColumnHeader(string Name, string? Unit)
{
    private const int LongestUnit = 30;

    private static readonly string[] TimeNames =
        ["time", "t", "timestamp", "ts", "elapsed", "elapsedtime", "timeelapsed", "secondselapsed", "datetime", "headertimestamp", "xvalue", "unixtime", "epochtime",
         "zeit", "temps", "tiempo", "tempo", "tijd", "tid"];

    private static readonly string[] VoltPrefixes = ["emg", "eeg", "ecg", "ekg", "eog"];

    private static readonly string[] UnitsBehindComma = ["uV", "µV", "μV", "mV", "V", "g", "mg", "mG", "m/s^2", "m/s2", "deg", "deg/s", "s", "ms"];

    // A unit written as the end of a name: only those that can hardly be part of a muscle's name.
    private static readonly (string Ending, string Unit, bool IsVolt)[] Endings =
    [
        ("_uv", "uV", true), ("_mv", "mV", true), ("_nv", "nV", true), ("_v", "V", true),
        ("_g", "g", false), ("_mg", "mg", false), ("_ms2", "m/s^2", false), ("_mps2", "m/s^2", false), ("_dps", "deg/s", false), ("_deg", "deg", false),
    ];

    /// <summary>Gets what the column is for, where its place in a known layout or the user says so.</summary>
    public ColumnRole? Role { get; init; }

    /// <summary>Gets what it measures, where a known layout says so.</summary>
    public ChannelKind? Kind { get; init; }

    /// <summary>Gets a value indicating whether <see cref="Kind"/> is only what such a column usually is.</summary>
    public bool IsKindAssumed { get; init; }

    /// <summary>Gets a value indicating whether the changes of a column that is left out are annotations.</summary>
    public bool IsAnnotations { get; init; }

    /// <summary>Gets what is subtracted from each number before it is scaled.</summary>
    public double Offset { get; init; }

    /// <summary>Gets what makes its unit of the numbers in the file.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Gets a value indicating whether it is a time axis or counts samples.</summary>
    public bool IsTime => Role is ColumnRole role ? role == ColumnRole.Time : IsSampleNumber || IsTimeName(Name);

    /// <summary>Gets a value indicating whether its name is a unit of time written out, and no more.</summary>
    public bool IsUnitAlone => Role is null && Csv.TimeUnit.OfName(Name, out string stem) is not null && stem.Length == 0;

    /// <summary>Gets a value indicating whether it counts samples.</summary>
    public bool IsSampleNumber => Role is null && Name.Equals("sample", StringComparison.OrdinalIgnoreCase);

    // "Time Stamp", "HEADER_TIME_STAMP", "time_sec", "timestamp_ns" and "Zeit in ms" are one name each, whatever their letters and their unit.
    private static bool IsTimeName(string name)
    {
        string plain = string.Concat(name.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        if (Array.IndexOf(TimeNames, plain) >= 0)
        {
            return true;
        }

        if (Csv.TimeUnit.OfName(name, out string stem) is not null)
        {
            plain = string.Concat(stem.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        }

        // "Zeit in ms": the unit behind the word is already taken off.
        plain = plain.EndsWith("_in", StringComparison.Ordinal) || plain.EndsWith("_en", StringComparison.Ordinal) ? plain[..^3] : plain;
        return stem.Length == 0 || Array.IndexOf(TimeNames, plain.Replace("_", string.Empty, StringComparison.Ordinal)) >= 0;
    }

    /// <summary>Reads <c>emg_ta [uV]</c>, <c>emg_ta (mV)</c>, <c>acc_x_g</c>.</summary>
    public static ColumnHeader Parse(string cell)
    {
        string text = cell.Trim();
        foreach ((char open, char close) in (ReadOnlySpan<(char, char)>)[('[', ']'), ('(', ')')])
        {
            int at = text.LastIndexOf(open);
            if (at > 0 && text.EndsWith(close))
            {
                return new ColumnHeader(text[..at].Trim(), Units.SpellOfTable(text[(at + 1)..^1]));
            }
        }

        // Noraxon: "LT TIB.ANT., uV".
        int comma = text.LastIndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && Array.IndexOf(UnitsBehindComma, text[(comma + 2)..]) >= 0)
        {
            return new ColumnHeader(text[..comma].Trim(), Units.Normalise(text[(comma + 2)..]));
        }

        bool isVoltName = Array.Exists(VoltPrefixes, prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        foreach ((string ending, string unit, bool isVolt) in Endings)
        {
            // "g_x" is an axis and "t_s" a time; the end of "emg_r_g" is a muscle's.
            if ((isVolt || !isVoltName) && text.Length > ending.Length + 1 && text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return new ColumnHeader(text[..^ending.Length], unit);
            }
        }

        return new ColumnHeader(text, null);
    }

    /// <summary>Returns true if the text behind a comma begins with a unit, up to the next comma or its end.</summary>
    public static bool StartsWithUnit(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(',');
        ReadOnlySpan<char> first = end < 0 ? text : text[..end];
        return first.StartsWith(" ", StringComparison.Ordinal) && Array.IndexOf(UnitsBehindComma, first[1..].ToString()) >= 0;
    }

    /// <summary>Gives the head as it would stand in a header line.</summary>
    public override string ToString() => Unit is null ? Name : $"{Name} [{Unit}]";

    /// <summary>Gives a unit that stands alone in a cell, without the brackets around it.</summary>
    public static string Bare(string text) => text.Length > 2 && (text[0], text[^1]) is ('(', ')') or ('[', ']') ? text[1..^1].Trim() : text;

    /// <summary>Returns true if a text is the unit of a voltage, an acceleration or a time, in brackets or not.</summary>
    public static bool IsKnownUnit(string text) =>
        Units.SpellOfTable(Bare(text)) is string unit
        && (Units.Microvolts(unit) is not null || Units.MetresPerSecondSquared(unit) is not null || unit is "deg/s" || Csv.TimeUnit.UnitsPerSecond(unit) >= 1);

    /// <summary>Returns true if a text may be any unit: short, and not a number.</summary>
    public static bool MayBeUnit(string text) => text.Length <= LongestUnit && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
}

/// <summary>What a column of a table is for.</summary>
internal enum ColumnRole
{
    /// <summary>It holds samples.</summary>
    Signal,

    /// <summary>It holds the times of the rows, or of the sensor's columns behind it.</summary>
    Time,

    /// <summary>It is not read.</summary>
    LeftOut,
}
