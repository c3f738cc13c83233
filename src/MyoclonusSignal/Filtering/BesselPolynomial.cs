using System.Numerics;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// The reverse Bessel polynomial θ_N(s), by its recurrence θ_n = (2n − 1)·θ_(n−1) + s²·θ_(n−2) (Krall and Frink (1949),
/// doi:10.1090/S0002-9947-1949-0028473-1), and its roots: the poles of a Bessel filter.
/// </summary>
internal static class BesselPolynomial
{
    private const int MostRounds = 100;

    /// <summary>θ_N(0) = (2N)!/(N!·2^N) = 1·3·5·…·(2N − 1).</summary>
    public static double AtZero(int order)
    {
        double product = 1;
        for (int n = 1; n <= order; n++)
        {
            product *= (2 * n) - 1;
        }

        return product;
    }

    /// <summary>All roots, in conjugate pairs, by the simultaneous iteration of Aberth (1973), doi:10.2307/2005621.</summary>
    public static Complex[] Roots(int order)
    {
        // The roots lie on an arc left of the imaginary axis, about N from the origin.
        Complex[] roots = new Complex[order];
        for (int k = 0; k < order; k++)
        {
            double angle = Math.PI * (0.5 + ((k + 0.5) / order));
            roots[k] = Complex.FromPolarCoordinates(0.8 * order, angle);
        }

        Complex[] next = new Complex[order];
        for (int round = 0; round < MostRounds; round++)
        {
            double largest = 0;
            for (int k = 0; k < order; k++)
            {
                Complex step = Newton(order, roots[k]);
                Complex repulsion = Complex.Zero;
                for (int other = 0; other < order; other++)
                {
                    repulsion += other == k ? Complex.Zero : 1 / (roots[k] - roots[other]);
                }

                Complex move = step / (1 - (step * repulsion));
                next[k] = roots[k] - move;
                largest = Math.Max(largest, move.Magnitude / next[k].Magnitude);
            }

            (roots, next) = (next, roots);
            if (largest < 1e-15)
            {
                break;
            }
        }

        return MakeConjugate(roots);
    }

    /// <summary>θ/θ', with θ'_n = θ_n − s·θ_(n−1).</summary>
    private static Complex Newton(int order, Complex s)
    {
        Complex before = Complex.One;
        Complex value = 1 + s;
        for (int n = 2; n <= order; n++)
        {
            (before, value) = (value, (((2 * n) - 1) * value) + (s * s * before));
        }

        return value / (value - (s * before));
    }

    /// <summary>Rounding has left each pair a little uneven: take the upper half and mirror it.</summary>
    private static Complex[] MakeConjugate(Complex[] roots)
    {
        Complex[] upper = [.. roots.Where(r => r.Imaginary > 1e-9 * r.Magnitude).OrderBy(r => r.Real)];
        IEnumerable<Complex> real = roots.Where(r => Math.Abs(r.Imaginary) <= 1e-9 * r.Magnitude).Select(r => new Complex(r.Real, 0));
        return [.. upper, .. real, .. upper.Select(Complex.Conjugate)];
    }
}
