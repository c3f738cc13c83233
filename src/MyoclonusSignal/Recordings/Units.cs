namespace MyoclonusSignal.Recordings;

/// <summary>The units that samples come in: one spelling of each, what it measures, and how large it is.</summary>
internal static class Units
{
    /// <summary>Standard gravity in m/s², CGPM 1901.</summary>
    public const double Gravity = 9.80665;

    // Voltages in µV, accelerations in m/s².
    private static readonly (string Name, double Size)[] Voltages = [("V", 1e6), ("mV", 1e3), ("uV", 1), ("nV", 1e-3)];
    private static readonly (string Name, double Size)[] OfAcceleration = [("g", Gravity), ("mg", Gravity / 1000), ("m/s^2", 1)];

    /// <summary>Gets the units of acceleration with their sizes in m/s².</summary>
    public static IReadOnlyList<(string Name, double Size)> Accelerations => OfAcceleration;

    /// <summary>Gives how many µV one of a unit is, or <see langword="null"/> where it is not a voltage; as it is spelled in a header.</summary>
    public static double? Microvolts(string? unit) => SizeIn(Voltages, unit);

    /// <summary>Gives how many m/s² one of a unit is, or <see langword="null"/> where it is not an acceleration; as it is spelled in a header.</summary>
    public static double? MetresPerSecondSquared(string? unit) => SizeIn(OfAcceleration, unit);

    /// <summary>Trims a unit, writes µ as u, m/s² as m/s^2 and milli-g as mg; nothing is converted.</summary>
    /// <returns>The unit, or <see langword="null"/> where none is stated.</returns>
    public static string? Normalise(string? unit)
    {
        string text = (unit ?? string.Empty).Trim().Replace('µ', 'u').Replace('μ', 'u');
        return text switch
        {
            "" => null,
            "m/s2" or "m/s²" or "m/s**2" or "m/s/s" or "ms-2" or "ms^-2" or "m s-2" or "m s^-2" or "m·s-2" or "m·s⁻²" or "m/sec^2" => "m/s^2",
            "m/(s^2)" or "m/(s²)" or "m/s^2 " => "m/s^2",
            "G" or "gs" or "gees" => "g",
            "no units" or "no_units" or "unitless" => null,
            "milli-g" or "milli g" or "millig" or "mG" => "mg",
            _ => text,
        };
    }

    /// <summary>Gives the one spelling of a unit as vendors write it. <c>MV</c> may be mega or milli: it stays as it is.</summary>
    public static string? Spell(string? written) => Normalise(written) switch
    {
        "uv" or "UV" or "microV" or "microvolt" or "microvolts" or "Microvolts" or "uVolt" or "uVolts" => "uV",
        "mv" or "mVolt" or "mVolts" or "millivolt" or "millivolts" or "Millivolts" => "mV",
        "v" or "Volt" or "Volts" or "volt" or "volts" => "V",
        "nv" => "nV",
        string other => other,
        null => null,
    };

    /// <summary>Gives the one spelling of the unit of a column of a table, where nobody means megavolts or a million g.</summary>
    public static string? SpellOfTable(string? written) => Spell(written) switch
    {
        "MV" => "mV",
        "MG" => "mg",
        string other => other,
        null => null,
    };

    /// <summary>Gives the larger decimal multiples of a unit, the next one first, with what a number in the unit is multiplied by.</summary>
    public static IEnumerable<(string? Unit, double Factor)> LargerThan(string? unit) =>
        Microvolts(unit) is double size ? Voltages.Where(one => one.Size > size).OrderBy(one => one.Size).Select(one => ((string?)one.Name, size / one.Size))
        : Normalise(unit) == "mg" ? [("g", 1e-3)]
        : [];

    private static double? SizeIn((string Name, double Size)[] units, string? unit)
    {
        string? name = Normalise(unit);
        int at = Array.FindIndex(units, one => one.Name == name);
        return at < 0 ? null : units[at].Size;
    }
}
