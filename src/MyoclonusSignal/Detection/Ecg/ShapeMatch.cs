using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Detection;

/// <summary>How alike two shapes are, wherever one lies against the other within small shifts.</summary>
internal static class ShapeMatch
{
    /// <summary>The largest correlation coefficient of the overlapping parts over shifts of <paramref name="b"/>.</summary>
    /// <param name="a">A shape.</param>
    /// <param name="b">A shape of the same length.</param>
    /// <param name="mostShift">The largest shift to either side, shorter than the shapes.</param>
    /// <param name="bestShift">The shift at which it is found: b[n + shift] lies against a[n].</param>
    public static double Correlate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int mostShift, out int bestShift)
    {
        bestShift = 0;
        double energyA = Dot(a, a);
        double energyB = Dot(b, b);
        double best = Coefficient(Dot(a, b), energyA, energyB);
        (double leftA, double leftB) = (energyA, energyB);
        (double rightA, double rightB) = (energyA, energyB);
        for (int shift = 1; shift <= mostShift; shift++)
        {
            // What no longer overlaps is taken off either energy.
            leftA -= (double)a[^shift] * a[^shift];
            leftB -= (double)b[shift - 1] * b[shift - 1];
            double later = Coefficient(Dot(a[..^shift], b[shift..]), leftA, leftB);
            rightA -= (double)a[shift - 1] * a[shift - 1];
            rightB -= (double)b[^shift] * b[^shift];
            double earlier = Coefficient(Dot(a[shift..], b[..^shift]), rightA, rightB);
            if (later > best)
            {
                (best, bestShift) = (later, shift);
            }

            if (earlier > best)
            {
                (best, bestShift) = (earlier, -shift);
            }
        }

        return best;
    }

    private static double Coefficient(double product, double energyA, double energyB) =>
        product / Math.Sqrt(Math.Max(1e-30, energyA) * Math.Max(1e-30, energyB));

    /// <summary>The sum of products of two shapes of one length.</summary>
    internal static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> lanesA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> lanesB = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < lanesA.Length; i++)
        {
            sums += lanesA[i] * lanesB[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = lanesA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
