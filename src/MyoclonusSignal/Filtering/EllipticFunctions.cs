using System.Numerics;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// Jacobi's elliptic functions for filter design, by Landen's transformation, which converges quadratically (Orfanidis (2006),
/// Lecture Notes on Elliptic Filter Design). Arguments are in units of the quarter period K.
/// </summary>
internal static class EllipticFunctions
{
    /// <summary>The complete elliptic integral of the first kind, from the complementary modulus k' = √(1 − k²).</summary>
    public static double CompleteIntegral(double complementaryModulus)
    {
        double arithmetic = 1;
        double geometric = complementaryModulus;
        while (Math.Abs(arithmetic - geometric) > 1e-15 * arithmetic)
        {
            (arithmetic, geometric) = ((arithmetic + geometric) / 2, Math.Sqrt(arithmetic * geometric));
        }

        return Math.PI / (arithmetic + geometric);
    }

    /// <summary>The modulus k with N·K'(k)/K(k) = K'(k₁)/K(k₁), from the nome q = exp(−πK'/K).</summary>
    public static double SolveDegreeEquation(int order, double k1)
    {
        double complementary = Math.Sqrt((1 - k1) * (1 + k1));
        double nome = Math.Exp(-Math.PI * CompleteIntegral(k1) / CompleteIntegral(complementary) / order);

        // k = 4√q·[Σ q^(m(m+1)) / (1 + 2 Σ q^(m²))]².
        double above = 0;
        double below = 1;
        for (int m = 0; m <= 10; m++)
        {
            above += Math.Pow(nome, m * (m + 1));
            below += 2 * Math.Pow(nome, (m + 1) * (m + 1));
        }

        double ratio = above / below;
        return 4 * Math.Sqrt(nome) * ratio * ratio;
    }

    /// <summary>The descending moduli of Landen's transformation, k → (k/(1 + k'))², until they vanish.</summary>
    public static double[] LandenModuli(double k)
    {
        List<double> moduli = [];
        for (double modulus = k; modulus > 1e-17;)
        {
            double step = modulus / (1 + Math.Sqrt((1 - modulus) * (1 + modulus)));
            modulus = step * step;
            moduli.Add(modulus);
        }

        return [.. moduli];
    }

    /// <summary>cd(uK, k) for a complex u; <paramref name="moduli"/> from <see cref="LandenModuli"/>.</summary>
    public static Complex Cd(Complex u, double[] moduli) => Ascend(Complex.Cos(u * (Math.PI / 2)), moduli);

    /// <summary>−i·sn(iuK, k) for a real u: the sine of an imaginary argument is imaginary.</summary>
    public static double ImaginarySn(double u, double[] moduli) =>
        Ascend(new Complex(0, Math.Sinh(u * Math.PI / 2)), moduli).Imaginary;

    /// <summary>The u of sn(iuK, k) = i·t for a real t: the inverse of <see cref="ImaginarySn"/>.</summary>
    public static double InverseImaginarySn(double t, double k, double[] moduli)
    {
        double modulus = k;
        foreach (double next in moduli)
        {
            t = t / (1 + Math.Sqrt(1 + (t * modulus * t * modulus))) * 2 / (1 + next);
            modulus = next;
        }

        return 2 / Math.PI * Math.Asinh(t);
    }

    private static Complex Ascend(Complex value, double[] moduli)
    {
        for (int n = moduli.Length - 1; n >= 0; n--)
        {
            value = (1 + moduli[n]) * value / (1 + (moduli[n] * value * value));
        }

        return value;
    }
}
