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

    /// <summary>The modulus k with N·K'(k)/K(k) = K'(k₁)/K(k₁), and k' = √(1 − k²), which would be lost in k where k is close to 1.</summary>
    public static (double K, double Complementary) SolveDegreeEquation(int order, double k1, double complementary1)
    {
        double ratio = CompleteIntegral(k1) / CompleteIntegral(complementary1) / order;

        // Of the nomes exp(−πK'/K) and exp(−πK/K') one is at most exp(−π), where few terms of the series are left.
        if (ratio >= 1)
        {
            return FromNome(Math.Exp(-Math.PI * ratio));
        }

        (double complementary, double k) = FromNome(Math.Exp(-Math.PI / ratio));
        return (k, complementary);
    }

    /// <summary>The descending moduli of Landen's transformation, k → (k/(1 + k'))² and k' → 2√k'/(1 + k'), until they vanish.</summary>
    public static double[] LandenModuli(double k, double complementary)
    {
        List<double> moduli = [];
        while (k > 1e-17)
        {
            double step = k / (1 + complementary);
            (k, complementary) = (step * step, 2 * Math.Sqrt(complementary) / (1 + complementary));
            moduli.Add(k);
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

    /// <summary>k = 4√q·[Σ q^(m(m+1)) / (1 + 2 Σ q^(m²))]² and k' = [(1 + 2 Σ (−1)^m q^(m²)) / (1 + 2 Σ q^(m²))]².</summary>
    private static (double K, double Complementary) FromNome(double nome)
    {
        double above = 0;
        double alternating = 1;
        double below = 1;
        for (int m = 0; m <= 6; m++)
        {
            above += Math.Pow(nome, m * (m + 1));
            double term = 2 * Math.Pow(nome, (m + 1) * (m + 1));
            below += term;
            alternating += m % 2 == 0 ? -term : term;
        }

        return (4 * Math.Sqrt(nome) * above / below * (above / below), alternating / below * (alternating / below));
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
