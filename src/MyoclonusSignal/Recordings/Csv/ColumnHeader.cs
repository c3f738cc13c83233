namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The head of one column: its name without the unit, and the unit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">The unit, or <see langword="null"/>.</param>
internal sealed record ColumnHeader(string Name, string? Unit)
{
    private static readonly string[] TimeNames = ["time", "t", "timestamp", "ts", "time_s", "time_ms", "time_us", "time_ns", "t_s", "t_ms", "sample"];

    // A unit written as the end of a name; only those that can hardly be part of a muscle's name.
    private static readonly (string Ending, string Unit)[] Endings =
    [
        ("_uv", "uV"), ("_mv", "mV"), ("_v", "V"), ("_g", "g"), ("_mg", "mg"), ("_ms2", "m/s^2"), ("_mps2", "m/s^2"),
    ];

    /// <summary>Gets a value indicating whether it is the time axis.</summary>
    public bool IsTime => Array.IndexOf(TimeNames, Name.ToLowerInvariant()) >= 0;

    /// <summary>Gets a value indicating whether the axis counts samples.</summary>
    public bool IsSampleNumber => Name.Equals("sample", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>emg_ta [uV]</c>, <c>emg_ta (mV)</c>, <c>acc_x_g</c>.</summary>
    public static ColumnHeader Parse(string cell)
    {
        string text = cell.Trim().Trim('"').Trim();
        foreach ((char open, char close) in (ReadOnlySpan<(char, char)>)[('[', ']'), ('(', ')')])
        {
            int at = text.LastIndexOf(open);
            if (at > 0 && text.EndsWith(close))
            {
                return new ColumnHeader(text[..at].Trim(), NormaliseUnit(text[(at + 1)..^1]));
            }
        }

        foreach ((string ending, string unit) in Endings)
        {
            // "g_x" is an axis and "t_s" a time; "acc_x_g" has a name before the ending that is more than the unit's.
            if (text.Length > ending.Length + 1 && text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return new ColumnHeader(text[..^ending.Length], unit);
            }
        }

        return new ColumnHeader(text, null);
    }

    /// <summary>Trims a unit, writes µ as u and m/s² as m/s^2; nothing is converted.</summary>
    public static string? NormaliseUnit(string? unit)
    {
        string text = (unit ?? string.Empty).Trim().Replace('µ', 'u').Replace('μ', 'u');
        return text switch
        {
            "" => null,
            "m/s2" or "m/s²" or "m/s**2" or "ms-2" or "m s-2" => "m/s^2",
            _ => text,
        };
    }
}
