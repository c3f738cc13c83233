namespace MyoclonusSignal.Analysis;

/// <summary>Units of voltage.</summary>
internal static class VoltUnits
{
    /// <summary>Gives by what a number in one unit is multiplied to be in another, or <see langword="null"/> where one is no voltage.</summary>
    public static double? Ratio(string? from, string to) => Volts(from) / Volts(to);

    private static double? Volts(string? unit) => unit switch
    {
        "V" => 1,
        "mV" => 1e-3,

        // With the sign for micro, the Greek letter, or neither.
        "uV" or "\u00b5V" or "\u03bcV" => 1e-6,
        "nV" => 1e-9,
        _ => null,
    };
}
