using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>How far a limb moves to and fro in a rhythm: A/(2πf)² of the amplitude A of its acceleration.</summary>
/// <param name="Millimetres">
/// The amplitude (half of peak to peak) of the fundamental along the principal axis, in millimetres; <see langword="null"/>
/// where the unit of the recording does not tell, or is not that of its samples.
/// </param>
/// <param name="Reason">How it was computed, or why not.</param>
/// <remarks>A sensor that turns sees gravity turn as well, which is taken for movement: slow, large rotations look too wide.</remarks>
public sealed record RhythmDisplacement(double? Millimetres, string Reason)
{
    internal static RhythmDisplacement? Of(RhythmResult? rhythm, string? unit, string? doubt = null)
    {
        if (rhythm is not { FrequencyHz: double frequency, Amplitude: double amplitude })
        {
            return null;
        }

        if (Units.MetresPerSecondSquared(unit) is not double factor)
        {
            return new RhythmDisplacement(null, unit is null
                ? "refused: the recording states no unit; name the columns acc_x_g or acc_x [m/s^2]"
                : $"refused: {unit} is no unit of acceleration that is known here; g, mg and m/s^2 are");
        }

        if (doubt is not null)
        {
            return new RhythmDisplacement(null, $"refused: the unit is doubtful: {doubt}");
        }

        double turns = 2 * Math.PI * frequency;
        return new RhythmDisplacement(
            1000 * amplitude * factor / (turns * turns),
            FormattableString.Invariant($"A/(2πf)² with A = {amplitude:G4} {unit} and f = {frequency:0.00} Hz"));
    }
}
