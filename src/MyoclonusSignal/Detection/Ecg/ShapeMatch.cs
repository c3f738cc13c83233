using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Detection;

/// <summary>How alike two shapes are, wherever one lies against the other within small shifts.</summary>
internal static class ShapeMatch
{
    // Shapes of a tenth of a second at 2 kHz, and their shifts, do not reach it.
    private const int MostOnStack = 512;

    /// <summary>The largest correlation coefficient of the overlapping parts over shifts of <paramref name="b"/>.</summary>
    /// <param name="a">A shape.</param>
    /// <param name="b">A shape of the same length.</param>
    /// <param name="mostShift">The largest shift to either side, shorter than the shapes.</param>
    /// <param name="bestShift">The shift at which it is found: b[n + shift] lies against a[n].</param>
    public static double Correlate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int mostShift, out int bestShift)
    {
        int shifts = (2 * mostShift) + 1;
        int vectors = (shifts + Vector<float>.Count - 1) / Vector<float>.Count;
        int padded = a.Length + (vectors * Vector<float>.Count);
        Span<float> room = stackalloc float[MostOnStack];
        Span<float> around = padded <= MostOnStack ? room[..padded] : new float[padded];
        around[..mostShift].Clear();
        b.CopyTo(around[mostShift..]);
        around[(mostShift + b.Length)..].Clear();
        Span<float> products = stackalloc float[MostOnStack];
        products = vectors * Vector<float>.Count <= MostOnStack ? products : new float[vectors * Vector<float>.Count];
        Products(a, around, products, vectors);
        double energyA = Dot(a, a);
        double energyB = Dot(b, b);
        bestShift = 0;
        double best = Coefficient(products[mostShift], energyA, energyB);
        (double leftA, double leftB) = (energyA, energyB);
        (double rightA, double rightB) = (energyA, energyB);
        for (int shift = 1; shift <= mostShift; shift++)
        {
            // What no longer overlaps is taken off either energy.
            leftA -= (double)a[^shift] * a[^shift];
            leftB -= (double)b[shift - 1] * b[shift - 1];
            double later = products[mostShift + shift];
            rightA -= (double)a[shift - 1] * a[shift - 1];
            rightB -= (double)b[^shift] * b[^shift];
            double earlier = products[mostShift - shift];
            if (MayExceed(best, later, leftA, leftB) && Coefficient(later, leftA, leftB) is double asLater && asLater > best)
            {
                (best, bestShift) = (asLater, shift);
            }

            if (MayExceed(best, earlier, rightA, rightB) && Coefficient(earlier, rightA, rightB) is double asEarlier && asEarlier > best)
            {
                (best, bestShift) = (asEarlier, -shift);
            }
        }

        return best;
    }

    /// <summary>The sums of products at every shift, the shifts side by side in vectors: a sum across a vector takes as long as ten products.</summary>
    private static void Products(ReadOnlySpan<float> a, ReadOnlySpan<float> around, Span<float> products, int vectors)
    {
        for (int v = 0; v < vectors; v++)
        {
            int first = v * Vector<float>.Count;
            Vector<float> sums = Vector<float>.Zero;
            for (int n = 0; n < a.Length; n++)
            {
                sums += new Vector<float>(a[n]) * new Vector<float>(around[(first + n)..]);
            }

            sums.CopyTo(products[first..]);
        }
    }

    /// <summary>
    /// Returns false where a coefficient is certainly no larger than another one, which squares tell without a root and a division. What
    /// their rounding leaves open is computed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayExceed(double other, double product, double energyA, double energyB) =>
        other < 0 || (product > 0 && product * product * (1 + 1e-9) >= other * other * (Math.Max(1e-30, energyA) * Math.Max(1e-30, energyB)));

    private static double Coefficient(double product, double energyA, double energyB) =>
        product / Math.Sqrt(Math.Max(1e-30, energyA) * Math.Max(1e-30, energyB));

    /// <summary>The sum of products of two shapes of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
