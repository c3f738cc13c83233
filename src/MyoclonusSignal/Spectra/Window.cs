using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>Fills a span with the samples of a window.</summary>
/// <remarks>
/// The numbers equal SciPy's <c>scipy.signal.windows</c>: <see cref="WindowSymmetry.Periodic"/> is <c>sym=False</c>.
/// A window of one sample is 1; an empty span stays empty.
/// </remarks>
public static class Window
{
    /// <summary>Fills with the window of the given shape.</summary>
    /// <param name="shape">Which window.</param>
    /// <param name="window">Receives the window; its length is that of the window in samples.</param>
    /// <param name="symmetry">Periodic for spectra, or symmetric.</param>
    /// <param name="taperFraction">For <see cref="WindowShape.CosineTaper"/>: the part of the window that is tapered, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Shape, symmetry or fraction is not one of those defined.</exception>
    public static void Fill(
        WindowShape shape, Span<double> window, WindowSymmetry symmetry = WindowSymmetry.Periodic, double taperFraction = 0.5)
    {
        switch (shape)
        {
            case WindowShape.Hann:
                Hann(window, symmetry);
                break;
            case WindowShape.Hamming:
                Hamming(window, symmetry);
                break;
            case WindowShape.Blackman:
                Blackman(window, symmetry);
                break;
            case WindowShape.Rectangular:
                window.Fill(1);
                break;
            case WindowShape.CosineTaper:
                CosineTaper(window, taperFraction, symmetry);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "Expected one of the window shapes.");
        }
    }

    /// <summary>Fills with Hann's window, ½ − ½·cos(2πj/n).</summary>
    /// <param name="window">Receives the window.</param>
    /// <param name="symmetry">Periodic for spectra, or symmetric.</param>
    public static void Hann(Span<double> window, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(window, symmetry, 0.5, 0.5, 0);

    /// <summary>Fills with Hamming's window, 0.54 − 0.46·cos(2πj/n).</summary>
    /// <param name="window">Receives the window.</param>
    /// <param name="symmetry">Periodic for spectra, or symmetric.</param>
    public static void Hamming(Span<double> window, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(window, symmetry, 0.54, 0.46, 0);

    /// <summary>Fills with Blackman's window, 0.42 − 0.5·cos(2πj/n) + 0.08·cos(4πj/n).</summary>
    /// <param name="window">Receives the window.</param>
    /// <param name="symmetry">Periodic for spectra, or symmetric.</param>
    public static void Blackman(Span<double> window, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(window, symmetry, 0.42, 0.5, 0.08);

    /// <summary>Fills with ones whose ends rise and fall as half a cosine (Tukey's window).</summary>
    /// <param name="window">Receives the window.</param>
    /// <param name="taperFraction">The part of the window that is tapered, both ends together: 0 (all ones) to 1 (Hann).</param>
    /// <param name="symmetry">Periodic for spectra, or symmetric.</param>
    /// <remarks>A "split cosine taper on 10 % of each end" is a fraction of 0.2.</remarks>
    public static void CosineTaper(
        Span<double> window, double taperFraction = 0.5, WindowSymmetry symmetry = WindowSymmetry.Periodic)
    {
        Guard.ThrowIfOutside(taperFraction, 0.0, 1.0);
        int period = Period(window.Length, symmetry);
        window.Fill(1);
        if (taperFraction == 0 || window.Length <= 1)
        {
            return;
        }

        if (taperFraction == 1)
        {
            Hann(window, symmetry);
            return;
        }

        int width = (int)Math.Floor(taperFraction * period / 2);
        for (int j = 0; j <= width; j++)
        {
            double rise = 0.5 * (1 - Math.Cos(2 * Math.PI * j / (taperFraction * period)));
            window[j] = rise;
            if (period - j < window.Length)
            {
                window[period - j] = rise;
            }
        }
    }

    /// <summary>a − b·cos(2πj/period) + c·cos(4πj/period).</summary>
    private static void CosineSum(Span<double> window, WindowSymmetry symmetry, double a, double b, double c)
    {
        int period = Period(window.Length, symmetry);
        if (window.Length == 1)
        {
            window[0] = 1;
            return;
        }

        for (int j = 0; j < window.Length; j++)
        {
            double once = UnitCircle.SinCos(j, period).Cos;
            double twice = UnitCircle.SinCos(2L * j, period).Cos;
            window[j] = a - (b * once) + (c * twice);
        }
    }

    private static int Period(int length, WindowSymmetry symmetry) => symmetry switch
    {
        WindowSymmetry.Periodic => length,
        WindowSymmetry.Symmetric => length - 1,
        _ => throw new ArgumentOutOfRangeException(nameof(symmetry), symmetry, "Expected periodic or symmetric."),
    };
}

/// <summary>The shape of the window laid over each piece of a signal.</summary>
public enum WindowShape
{
    /// <summary>Half a turn of a raised cosine, zero at its ends: little leakage, the usual choice.</summary>
    Hann,

    /// <summary>A raised cosine on a pedestal of 0.08: a lower first side lobe, a higher floor far away.</summary>
    Hamming,

    /// <summary>Three cosine terms: leakage below −58 dB, wider peak.</summary>
    Blackman,

    /// <summary>All ones: the narrowest peak and the most leakage.</summary>
    Rectangular,

    /// <summary>Ones with a half cosine at each end (Tukey's window).</summary>
    CosineTaper,
}

/// <summary>Tells where a window ends; SciPy's spectra use periodic windows, MATLAB's symmetric ones.</summary>
public enum WindowSymmetry
{
    /// <summary>One period of the window of length n: the sample behind the last equals the first. For spectra.</summary>
    Periodic,

    /// <summary>The first sample equals the last. For filter design and for comparison with symmetric tools.</summary>
    Symmetric,
}
