namespace MyoclonusSignal.Analysis;

/// <summary>Units of acceleration, and whether the stated one can be true.</summary>
internal static class AccelerationUnit
{
    /// <summary>Standard gravity in m/s², CGPM 1901.</summary>
    public const double Gravity = 9.80665;

    // Sensors' gains are off by some percent; the units lie a factor of 9.8 and more apart.
    private const double Tolerance = 1.2;

    private static readonly (string Name, double Factor)[] Units = [("g", Gravity), ("mg", Gravity / 1000), ("m/s^2", 1)];

    /// <summary>Gives how many m/s² one of a unit is; <see langword="null"/> where it is not known.</summary>
    public static double? MetresPerSecondSquared(string? unit) =>
        unit?.Replace(" ", string.Empty, StringComparison.Ordinal).Replace('²', '2').Replace("^", string.Empty, StringComparison.Ordinal) switch
        {
            "g" or "G" => Gravity,
            "mg" => Gravity / 1000,
            "m/s2" or "m/s/s" or "ms-2" => 1,
            _ => null,
        };

    /// <summary>Tells in words why a unit cannot be that of the samples; <see langword="null"/> where nothing speaks against it.</summary>
    /// <param name="unit">The unit that the recording states.</param>
    /// <param name="restingMagnitude">What a sensor at rest shows, in that unit; <see langword="null"/> where it is not known.</param>
    public static string? Doubt(string? unit, double? restingMagnitude)
    {
        if (MetresPerSecondSquared(unit) is not double stated || restingMagnitude is not double magnitude)
        {
            return null;
        }

        foreach ((string name, double factor) in Units)
        {
            double ratio = magnitude * factor / Gravity;
            if (factor != stated && ratio is < Tolerance and > 1 / Tolerance)
            {
                return FormattableString.Invariant(
                    $"in a steady position the sensor shows {magnitude:G3} {unit}, where gravity is {Gravity / stated:G4} {unit}; {magnitude:G3} is what it would show in {name}");
            }
        }

        return null;
    }
}
