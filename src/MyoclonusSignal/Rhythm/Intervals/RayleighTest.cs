using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>How strongly onsets keep to one phase of a cycle of given frequency.</summary>
/// <param name="VectorStrength">|Σ exp(2πi·f·t)|/n: 1 when all onsets fall on one phase, about 1/√n by chance; NaN without onsets.</param>
/// <param name="PhaseRadians">The mean phase, −π to π.</param>
/// <param name="PValue">Probability of so strong a concentration by chance, for a frequency chosen beforehand.</param>
public readonly record struct RayleighTest(double VectorStrength, double PhaseRadians, double PValue)
{
    /// <summary>Tests onsets against a frequency.</summary>
    /// <param name="onsetSeconds">Onset times in seconds.</param>
    /// <param name="frequencyHz">Frequency of the cycle in Hz, above 0.</param>
    /// <remarks>
    /// p = exp(√(1 + 4n + 4(n² − R²)) − (1 + 2n)) (Zar, Biostatistical Analysis, 1999). A train whose phase wanders
    /// loses the cycle in a long record: test it over bouts, or use the spectrum.
    /// </remarks>
    public static RayleighTest Of(ReadOnlySpan<double> onsetSeconds, double frequencyHz)
    {
        Guard.ThrowIfOutside(frequencyHz, double.Epsilon, double.MaxValue);
        double real = 0;
        double imaginary = 0;
        foreach (double onset in onsetSeconds)
        {
            double cycles = onset * frequencyHz;
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (cycles - Math.Floor(cycles)));
            real += cos;
            imaginary += sin;
        }

        double n = onsetSeconds.Length;
        double squared = (real * real) + (imaginary * imaginary);
        double probability = Math.Exp(Math.Sqrt(1 + (4 * n) + (4 * ((n * n) - squared))) - (1 + (2 * n)));
        return n == 0
            ? new RayleighTest(double.NaN, double.NaN, 1)
            : new RayleighTest(Math.Sqrt(squared) / n, Math.Atan2(imaginary, real), Math.Min(1, probability));
    }
}
