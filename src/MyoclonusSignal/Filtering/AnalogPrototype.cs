using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The classical analog low-passes with their edge at 1 rad/s, as zeros, poles and gain.</summary>
internal static class AnalogPrototype
{
    // Closer together, the two bands of an elliptic filter are told apart by rounding only.
    private const double LeastDistanceDb = 1;

    // 1 − k: the zeros lie so close behind the edge, relative to it.
    private const double NarrowestTransition = 1e-6;

    /// <summary>The poles lie evenly on the left half of the unit circle.</summary>
    public static ZerosPolesGain Butterworth(int order)
    {
        Guard.ThrowIfOutside(order, 1, IirDesign.HighestOrder);
        return new ZerosPolesGain([], CirclePoles(order), 1);
    }

    /// <summary>Equal ripple in the pass band: the poles lie on an ellipse.</summary>
    public static ZerosPolesGain ChebyshevI(int order, double rippleDb)
    {
        Guard.ThrowIfOutside(order, 1, IirDesign.HighestOrder);
        IirDesign.ThrowIfNotDecibels(rippleDb);
        double epsilon = Math.Sqrt(IirDesign.PowerRatioMinusOne(rippleDb));
        Complex[] poles = ToEllipse(CirclePoles(order), Math.Asinh(1 / epsilon) / order);
        return new ZerosPolesGain([], poles, Product(poles) * EvenGain(order, epsilon));
    }

    /// <summary>Equal ripple in the stop band: the inverse of the ellipse, zeros on the imaginary axis.</summary>
    public static ZerosPolesGain ChebyshevII(int order, double attenuationDb)
    {
        Guard.ThrowIfOutside(order, 1, IirDesign.HighestOrder);
        IirDesign.ThrowIfNotDecibels(attenuationDb);
        double attenuation = Math.Sqrt(IirDesign.PowerRatioMinusOne(attenuationDb));
        Complex[] poles = [.. ToEllipse(CirclePoles(order), Math.Asinh(attenuation) / order).Select(p => 1 / p)];
        Complex[] zeros = [.. Odds(order).Where(m => m != 0).Select(m => new Complex(0, 1 / Math.Sin(Math.PI * m / (2.0 * order))))];
        return new ZerosPolesGain(zeros, poles, Product(poles) / Product(zeros));
    }

    /// <summary>Equal ripple in both bands: the steepest flank an order can have (Orfanidis (2006)).</summary>
    public static ZerosPolesGain Elliptic(int order, double rippleDb, double attenuationDb)
    {
        Guard.ThrowIfOutside(order, 1, IirDesign.HighestOrder);
        IirDesign.ThrowIfNotDecibels(rippleDb);
        IirDesign.ThrowIfNotDecibels(attenuationDb);
        if (!(attenuationDb >= rippleDb + LeastDistanceDb))
        {
            throw new ArgumentOutOfRangeException(
                nameof(attenuationDb),
                attenuationDb,
                FormattableString.Invariant($"The attenuation of the stop band must be at least {LeastDistanceDb} dB above the ripple of the pass band ({rippleDb} dB)."));
        }

        double epsilon = Math.Sqrt(IirDesign.PowerRatioMinusOne(rippleDb));
        if (order == 1)
        {
            return new ZerosPolesGain([], [-1 / epsilon], 1 / epsilon);
        }

        double stop = IirDesign.PowerRatioMinusOne(attenuationDb);
        double k1 = epsilon / Math.Sqrt(stop);
        double complementary1 = Math.Sqrt((stop - (epsilon * epsilon)) / stop);
        (double k, double complementary) = EllipticFunctions.SolveDegreeEquation(order, k1, complementary1);
        if (complementary * complementary / (1 + k) < NarrowestTransition)
        {
            throw new ArgumentOutOfRangeException(
                nameof(order),
                order,
                FormattableString.Invariant(
                    $"With {rippleDb} dB of ripple and {attenuationDb} dB of attenuation the transition of this order would be narrower than a millionth of the cutoff, which doubles cannot express. Choose a lower order."));
        }

        double[] moduli = EllipticFunctions.LandenModuli(k, complementary);
        double v0 = EllipticFunctions.InverseImaginarySn(1 / epsilon, k1, EllipticFunctions.LandenModuli(k1, complementary1)) / order;
        List<Complex> poles = [];
        List<Complex> zeros = [];
        for (int i = 1; i <= order / 2; i++)
        {
            double u = ((2 * i) - 1) / (double)order;
            Complex pole = Complex.ImaginaryOne * EllipticFunctions.Cd(new Complex(u, -v0), moduli);
            Complex zero = new(0, 1 / (k * EllipticFunctions.Cd(u, moduli).Real));
            poles.AddRange([pole, Complex.Conjugate(pole)]);
            zeros.AddRange([zero, Complex.Conjugate(zero)]);
        }

        if (order % 2 == 1)
        {
            poles.Add(-EllipticFunctions.ImaginarySn(v0, moduli));
        }

        return new ZerosPolesGain([.. zeros], [.. poles], Product(poles) / Product(zeros) * EvenGain(order, epsilon));
    }

    /// <summary>Maximally flat group delay: the roots of the reverse Bessel polynomial (Thomson (1949)).</summary>
    public static ZerosPolesGain Bessel(int order, BesselNorm norm)
    {
        Guard.ThrowIfOutside(order, 1, IirDesign.HighestOrder);
        Complex[] roots = BesselPolynomial.Roots(order);
        double scale = norm switch
        {
            BesselNorm.Phase => Math.Pow(BesselPolynomial.AtZero(order), -1.0 / order),
            BesselNorm.Delay => 1,
            BesselNorm.Magnitude => 1 / HalfPowerFrequency(roots),
            _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "Expected phase, delay or magnitude."),
        };
        Complex[] poles = [.. roots.Select(root => root * scale)];
        return new ZerosPolesGain([], poles, Product(poles));
    }

    /// <summary>−N + 1, −N + 3, …, N − 1.</summary>
    private static IEnumerable<int> Odds(int order) => Enumerable.Range(0, order).Select(k => (2 * k) + 1 - order);

    /// <summary>−exp(iπm/2N): the real pole of an odd order comes out exactly real.</summary>
    private static Complex[] CirclePoles(int order) =>
        [.. Odds(order).Select(m => m == 0 ? -Complex.One : -Complex.FromPolarCoordinates(1, Math.PI * m / (2.0 * order)))];

    private static Complex[] ToEllipse(Complex[] circle, double mu) =>
        [.. circle.Select(p => new Complex(p.Real * Math.Sinh(mu), p.Imaginary * Math.Cosh(mu)))];

    /// <summary>An even order with ripple is at the bottom of a ripple at 0 Hz.</summary>
    private static double EvenGain(int order, double epsilon) => order % 2 == 0 ? 1 / Math.Sqrt(1 + (epsilon * epsilon)) : 1;

    private static double Product(IEnumerable<Complex> roots) => roots.Aggregate(Complex.One, (product, root) => product * -root).Real;

    /// <summary>Where Π|iω − p|² is twice Π|p|²; the left side rises with ω, so that bisection finds it to the last digit.</summary>
    private static double HalfPowerFrequency(Complex[] poles)
    {
        double low = 0;
        double high = 10.0 * poles.Length;
        for (int i = 0; i < 200 && low < high; i++)
        {
            double middle = low + ((high - low) / 2);
            double ratio = poles.Aggregate(1.0, (product, p) => product * ((new Complex(0, middle) - p) / p).Magnitude);
            (low, high) = ratio * ratio < 2 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
