using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>How a spectrum is averaged over windows; the defaults are those of SciPy's <c>welch</c>.</summary>
/// <remarks>Welch (1967), doi:10.1109/TAU.1967.1161901.</remarks>
public sealed record WelchOptions
{
    /// <summary>Gets the length of a window in samples; it rules over <see cref="WindowSeconds"/>.</summary>
    public int? WindowLength { get; init; }

    /// <summary>Gets the length of a window in seconds, rounded to whole samples. Default: 256 samples (SciPy).</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>Gets the part of a window shared with the next one, 0 to below 1. Default: 0.5 (SciPy).</summary>
    /// <remarks>Beyond about 0.75 more overlap adds work and no information: see <see cref="Welch.EffectiveWindowCount"/>.</remarks>
    public double Overlap { get; init; } = 0.5;

    /// <summary>Gets the window. Default: Hann (SciPy).</summary>
    public WindowShape Window { get; init; } = WindowShape.Hann;

    /// <summary>Gets where the window ends. Default: periodic (SciPy).</summary>
    public WindowSymmetry Symmetry { get; init; } = WindowSymmetry.Periodic;

    /// <summary>Gets the tapered part of <see cref="WindowShape.CosineTaper"/>, 0 to 1. Default: 0.5 (SciPy).</summary>
    public double TaperFraction { get; init; } = 0.5;

    /// <summary>Gets what is subtracted from each window's samples. Default: their mean (SciPy).</summary>
    public Detrend Detrend { get; init; } = Detrend.Constant;

    /// <summary>Gets how the windows' periodograms are averaged. Default: mean (SciPy).</summary>
    public SpectrumAverage Average { get; init; } = SpectrumAverage.Mean;

    /// <summary>
    /// Gets the length of the transform in samples, at least that of the window; the rest is zeros, which
    /// draws the spectrum on a finer grid but resolves no more. Default: the length of the window.
    /// </summary>
    public int? FftLength { get; init; }

    /// <summary>Gets what happens to a segment shorter than the window. Default: it is skipped and counted.</summary>
    public ShortSegments ShortSegments { get; init; } = ShortSegments.Skip;

    /// <summary>Gives the length of a window in samples.</summary>
    internal int WindowSamples(double sampleRate) =>
        WindowLength ?? (WindowSeconds is double seconds ? (int)Math.Round(seconds * sampleRate) : 256);

    /// <summary>Gives the number of samples from one window's start to the next one's.</summary>
    /// <remarks>The shared samples are rounded down as in SciPy; 1e-9 forgives 0.7·10 = 6.999….</remarks>
    internal int Hop(double sampleRate)
    {
        int length = WindowSamples(sampleRate);
        return length - (int)Math.Floor((length * Overlap) + 1e-9);
    }

    /// <summary>Whether a segment shorter than the window is analysed with a window of its own.</summary>
    internal bool Shrinks(int length, int windowLength) =>
        ShortSegments == ShortSegments.Shrink && length >= 2 && 2L * length >= windowLength;

    internal double[] MakeWindow(int length)
    {
        double[] window = new double[length];
        Spectra.Window.Fill(Window, window, Symmetry, TaperFraction);
        return window;
    }

    internal void Validate(double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (WindowSeconds is double seconds)
        {
            Guard.ThrowIfOutside(seconds, 1 / sampleRate, RealFft.LongestLength / sampleRate, nameof(WindowSeconds));
        }

        int length = WindowSamples(sampleRate);
        Guard.ThrowIfOutside(length, 2, RealFft.LongestLength, nameof(WindowLength));
        Guard.ThrowIfOutside(FftLength ?? length, length, RealFft.LongestLength, nameof(FftLength));
        Guard.ThrowIfOutside(TaperFraction, 0.0, 1.0, nameof(TaperFraction));
        Guard.ThrowIfOutside((int)Detrend, (int)Detrend.None, (int)Detrend.Linear, nameof(Detrend));
        Guard.ThrowIfOutside((int)Average, (int)SpectrumAverage.Mean, (int)SpectrumAverage.Median, nameof(Average));
        Guard.ThrowIfOutside((int)ShortSegments, (int)ShortSegments.Skip, (int)ShortSegments.Shrink, nameof(ShortSegments));
        if (!(Overlap >= 0 && Overlap < 1) || Hop(sampleRate) < 1)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Overlap must be 0 or more and leave a new sample in each window of {length} samples; found {Overlap}."));
        }

        if (Average == SpectrumAverage.Median && ShortSegments == ShortSegments.Shrink)
        {
            throw new ArgumentException("Average is Median, which has no weights, and ShortSegments is Shrink, which needs them.");
        }
    }
}

/// <summary>What happens to a gap-free segment that is shorter than the window.</summary>
public enum ShortSegments
{
    /// <summary>It is left out and counted as skipped samples, as SciPy leaves out a remainder.</summary>
    Skip,

    /// <summary>
    /// It gets a window shrunk to its own length and a weight of its length in windows, if it is at least half a window
    /// long. The frequency grid stays that of the full window; the resolution of this part is lower.
    /// </summary>
    Shrink,
}

/// <summary>How the periodograms of the windows become one spectrum.</summary>
public enum SpectrumAverage
{
    /// <summary>The mean: least variance for a stationary signal.</summary>
    Mean,

    /// <summary>The median divided by its bias for chi-square values: robust against a few windows with artefacts.</summary>
    Median,
}
