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

    // 1/n!, for |x| ≤ ln 2 / 2.
    private static ReadOnlySpan<double> ExponentialSeries =>
    [
        1 / 355687428096000.0, 1 / 20922789888000.0, 1 / 1307674368000.0, 1 / 87178291200.0, 1 / 6227020800.0, 1 / 479001600.0,
        1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0,
        1 / 6.0, 1 / 2.0, 1, 1,
    ];

    // artanh(s)/s in s².
    private static ReadOnlySpan<double> ArtanhSeries =>
    [
        1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1,
    ];

    // sin(x)/x in x², for |x| ≤ π/2.
    private static ReadOnlySpan<double> SineSeries =>
    [
        1 / 5.109094217170944e+19, -1 / 1.21645100408832e+17, 1 / 355687428096000.0, -1 / 1307674368000.0, 1 / 6227020800.0,
        -1 / 39916800.0, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0, 1,
    ];

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
        return Math.ScaleB(Horner(ExponentialSeries, r), (int)k);
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
        double series = Horner(ArtanhSeries, s * s);
        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * s * series));
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
        return x * Horner(SineSeries, x * x);
    }

    /// <summary>Cosine of an angle in turns: cos(2π · turns).</summary>
    public static double CosTurns(double turns) => SinTurns(turns + 0.25);

    private static double Horner(ReadOnlySpan<double> highestFirst, double x)
    {
        double sum = 0;
        foreach (double coefficient in highestFirst)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
