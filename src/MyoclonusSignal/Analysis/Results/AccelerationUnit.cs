using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>Whether the stated unit of an acceleration can be true.</summary>
internal static class AccelerationUnit
{
    // Sensors' gains are off by some percent; the units lie a factor of 9.8 and more apart.
    private const double Tolerance = 1.2;

    /// <summary>Tells in words why a unit cannot be that of the samples; <see langword="null"/> where nothing speaks against it.</summary>
    /// <param name="unit">The unit that the recording states.</param>
    /// <param name="restingMagnitude">What a sensor at rest shows, in that unit; <see langword="null"/> where it is not known.</param>
    public static string? Doubt(string? unit, double? restingMagnitude)
    {
        if (Units.MetresPerSecondSquared(unit) is not double stated || restingMagnitude is not double magnitude)
        {
            return null;
        }

        foreach ((string name, double factor) in Units.Accelerations)
        {
            double ratio = magnitude * factor / Units.Gravity;
            if (factor != stated && ratio is < Tolerance and > 1 / Tolerance)
            {
                return FormattableString.Invariant(
                    $"in a steady position the sensor shows {magnitude:G3} {unit}, where gravity is {Units.Gravity / stated:G4} {unit}; {magnitude:G3} is what it would show in {name}");
            }
        }

        return null;
    }
}
