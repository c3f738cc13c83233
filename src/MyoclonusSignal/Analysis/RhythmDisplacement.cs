using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>How far a limb moves to and fro in a rhythm: A/(2πf)² of the amplitude A of its acceleration.</summary>
/// <param name="Millimetres">
/// The amplitude (half of peak to peak) of the fundamental along the principal axis, in millimetres; <see langword="null"/>
/// where the unit of the recording does not tell.
/// </param>
/// <param name="Reason">How it was computed, or why not.</param>
/// <remarks>A sensor that turns sees gravity turn as well, which is taken for movement: slow, large rotations look too wide.</remarks>
public sealed record RhythmDisplacement(double? Millimetres, string Reason)
{
    // Standard gravity, CGPM 1901.
    private const double Gravity = 9.80665;

    internal static RhythmDisplacement? Of(RhythmResult? rhythm, string? unit)
    {
        if (rhythm is not { FrequencyHz: double frequency, Amplitude: double amplitude })
        {
            return null;
        }

        if (MetresPerSecondSquared(unit) is not double factor)
        {
            return new RhythmDisplacement(null, unit is null
                ? "refused: the recording states no unit; name the columns acc_x_g or acc_x [m/s^2]"
                : $"refused: {unit} is no unit of acceleration that is known here; g, mg and m/s^2 are");
        }

        double turns = 2 * Math.PI * frequency;
        return new RhythmDisplacement(
            1000 * amplitude * factor / (turns * turns),
            FormattableString.Invariant($"A/(2πf)² with A = {amplitude:G4} {unit} and f = {frequency:0.00} Hz"));
    }

    private static double? MetresPerSecondSquared(string? unit) =>
        unit?.Replace(" ", string.Empty, StringComparison.Ordinal).Replace('²', '2').Replace("^", string.Empty, StringComparison.Ordinal) switch
        {
            "g" or "G" => Gravity,
            "mg" => Gravity / 1000,
            "m/s2" or "m/s/s" or "ms-2" => 1,
            _ => null,
        };
}
