using System.Diagnostics;

namespace MyoclonusSignal.Synthesis;

/// <summary>
/// Elementary functions made of +, −, × and ÷ only. IEEE 754 fixes the result of these four to the last bit, where the
/// functions of <see cref="Math"/> call the platform's own library: with these a simulation has the same bits everywhere.
/// </summary>
/// <remarks>Relative error below 1e-14 (logarithm near 1 and sine near a zero: absolute).</remarks>
internal static class PortableMath
{
    // ln 2 in two parts (Cody and Waite): k · Ln2High is exact for every exponent k of a double.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static double Exp(double x)
    {
        if (x < -745)
        {
            return 0;
        }

        Debug.Assert(x <= 709, "The simulator has no growing exponentials.");
        double k = Math.Floor((x / (Ln2High + Ln2Low)) + 0.5);
        double r = x - (k * Ln2High) - (k * Ln2Low);
        double sum = 1;
        for (int n = 17; n >= 1; n--)
        {
            sum = 1 + (r * sum / n);
        }

        return Math.ScaleB(sum, (int)k);
    }

    /// <summary>Natural logarithm of a positive normal number.</summary>
    public static double Log(double x)
    {
        Debug.Assert(x >= SmallestNormal && double.IsFinite(x), "The logarithm wants a positive normal number.");
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh s, s = (m − 1)/(m + 1), |s| ≤ 0.172: the terms fall by 34 each.
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int n = 23; n >= 1; n -= 2)
        {
            sum = (sum * square) + (1.0 / n);
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * s * sum));
    }

    /// <summary>Base to the power of <paramref name="exponent"/>, for a positive base.</summary>
    public static double Pow(double positive, double exponent) => Exp(exponent * Log(positive));

    /// <summary>The amplitude ratio of a level in decibels, 10^(dB/20).</summary>
    public static double AmplitudeRatio(double decibels) => Exp(decibels * (2.302585092994045684 / 20));

    /// <summary>The level of a power ratio in decibels, 10 · log10(ratio).</summary>
    public static double Decibels(double powerRatio) => Log(powerRatio) * (10 / 2.302585092994045684);

    /// <summary>Sine of an angle in turns: sin(2π · turns).</summary>
    public static double SinTurns(double turns)
    {
        double reduced = turns - Math.Floor(turns + 0.5);   // [−1/2, 1/2), exact
        if (reduced > 0.25)
        {
            reduced = 0.5 - reduced;
        }
        else if (reduced < -0.25)
        {
            reduced = -0.5 - reduced;
        }

        double x = reduced * 6.283185307179586477;          // |x| ≤ π/2
        double square = x * x;
        double sum = 1;
        for (int n = 22; n >= 2; n -= 2)
        {
            sum = 1 - (square * sum / (n * (n + 1)));
        }

        return x * sum;
    }

    /// <summary>Cosine of an angle in turns: cos(2π · turns).</summary>
    public static double CosTurns(double turns) => SinTurns(turns + 0.25);
}
