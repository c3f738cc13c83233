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
        string? spelled = Units.Spell(trimmed);
        (string? unit, double factor) = keepsUnit ? (spelled, 1)
            : Units.Microvolts(spelled) is double microvolts ? ("uV", microvolts)
            : spelled == "mg" ? ("g", 1e-3)
            : (spelled, 1);
        string? text = unit is null || unit == trimmed
            ? null
            : factor == 1 ? $"{trimmed} = {unit}" : string.Create(CultureInfo.InvariantCulture, $"{trimmed} * {factor:0.###} = {unit}");
        return new UnitConversion(unit, factor, text);
    }
}
