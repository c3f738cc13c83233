using System.Globalization;

namespace MyoclonusSignal.Recordings;

/// <summary>From the unit in a file to that of the samples given: voltages in uV, acceleration in g or m/s^2.</summary>
/// <param name="Unit">The unit of the samples given, or <see langword="null"/> where the file states none.</param>
/// <param name="Factor">What the samples in the file are multiplied by.</param>
/// <param name="Text">The conversion in words, or <see langword="null"/> where nothing is changed.</param>
internal sealed record UnitConversion(string? Unit, double Factor, string? Text)
{
    /// <summary>Finds the conversion for a unit as written.</summary>
    /// <param name="written">The unit; blank for none.</param>
    /// <param name="keepsUnit">Whether the size of the unit stays and only its spelling is evened out.</param>
    public static UnitConversion Of(string written, bool keepsUnit)
    {
        string trimmed = written.Trim();
        string? spelled = Spell(ColumnHeader.NormaliseUnit(trimmed));
        (string? unit, double factor) = keepsUnit ? (spelled, 1) : spelled switch
        {
            "V" => ("uV", 1e6),
            "mV" => ("uV", 1e3),
            "nV" => ("uV", 1e-3),
            "mg" => ("g", 1e-3),
            _ => (spelled, 1),
        };
        string? text = unit is null || unit == trimmed
            ? null
            : factor == 1 ? $"{trimmed} = {unit}" : string.Create(CultureInfo.InvariantCulture, $"{trimmed} * {factor:0.###} = {unit}");
        return new UnitConversion(unit, factor, text);
    }

    /// <summary>The spellings found in files of vendors. <c>MV</c> may be mega or milli: it stays as it is.</summary>
    private static string? Spell(string? unit) => unit switch
    {
        "uv" or "UV" or "microV" or "microvolt" or "microvolts" or "uVolt" or "uVolts" => "uV",
        "mv" or "mVolt" or "mVolts" or "millivolt" or "millivolts" => "mV",
        "v" or "Volt" or "Volts" or "volt" or "volts" => "V",
        "nv" => "nV",
        "G" => "g",
        _ => unit,
    };
}
