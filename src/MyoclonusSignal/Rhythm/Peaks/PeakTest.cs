using MathNet.Numerics;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Compares the peak at each frequency of the band with its flanks, by an F test maximised over the band.</summary>
/// <remarks>
/// Peak and flanks are weighted means of correlated bins. Their relative variances follow from the window alone
/// (covariance of two bins = |transform of w² at their distance|²), which gives the degrees of freedom
/// ν = 2·L/variance for L independent windows, and the smoothness over frequency, which gives the probability of the
/// maximum by the expected number of upcrossings between neighbouring candidates. Two constants are measured: how far the tail of
/// correlated windows follows their skewness (<see cref="WindowedPower.TailCount"/>), and how much steeper than F's that of a single window is.
/// </remarks>
internal sealed class PeakTest
{
    // The degrees of freedom differ by less than a factor of two over the band; a candidate with less than half the largest
    // prominence cannot be the less probable one.
    private const double LeastRival = 0.5;

    // By how much the exponent of the ratio's tail exceeds F's for one window, and the probability at which both agree.
    private const double SingleWindowExponent = 0.18;
    private const double EqualTail = 0.45;

    private readonly double[][] _weights;
    private readonly int[] _weightStart;
    private readonly double[][] _core;
    private readonly int[] _coreStart;
    private readonly double[] _coreVariance;
    private readonly double[] _flankVariance;
    private readonly double _crossings;
    private readonly double _stepSpread;
    private readonly double _stepHz;

    public PeakTest(WindowedPower power, PeakShape shape, double bandLowHz, double bandHighHz)
    {
        _stepHz = power.StepHz;
        FirstBin = (int)Math.Ceiling(0.75 * bandLowHz / _stepHz);
        int count = (int)Math.Floor(1.25 * bandHighHz / _stepHz) - FirstBin + 1;
        BandStart = Math.Max(0, (int)Math.Ceiling((bandLowHz / _stepHz) - 1e-9) - FirstBin);
        BandEnd = (int)Math.Floor((bandHighHz / _stepHz) + 1e-9) - FirstBin + 1;
        _weights = new double[count][];
        _weightStart = new int[count];
        _core = new double[count][];
        _coreStart = new int[count];
        _coreVariance = new double[count];
        _flankVariance = new double[count];
        double[] covariance = BinCovariance(power);
        for (int i = 0; i < count; i++)
        {
            Lay(power, shape, i);
            _coreVariance[i] = Quadratic(_core[i], _coreStart[i], _core[i], _coreStart[i], covariance);
            _flankVariance[i] = Quadratic(_weights[i], _weightStart[i], _weights[i], _weightStart[i], covariance);
        }

        double spread = 0;
        for (int i = BandStart; i + 1 < BandEnd; i++)
        {
            double correlation = Correlation(i, i + 1, covariance);
            _crossings += Math.Sqrt(2 * (1 - correlation) / (1 + correlation));
            spread += (1 - correlation) / (1 + correlation);
        }

        _stepSpread = spread / Math.Max(1, BandEnd - BandStart - 1);
    }

    /// <summary>Gets the number of candidate frequencies, some of them outside the band.</summary>
    public int Count => _core.Length;

    /// <summary>Gets the spectrum's bin of the first candidate.</summary>
    public int FirstBin { get; }

    /// <summary>Gets the first candidate inside the band.</summary>
    public int BandStart { get; }

    /// <summary>Gets the candidate behind the last one inside the band.</summary>
    public int BandEnd { get; }

    public double FrequencyOf(int index) => (FirstBin + index) * _stepHz;

    /// <summary>Peak over flanks of a flattened spectrum at one candidate frequency.</summary>
    public double Prominence(ReadOnlySpan<double> flat, int index) =>
        Mean(_core[index], _coreStart[index], flat) / Math.Max(Mean(_weights[index], _weightStart[index], flat), 1e-290);

    public double FlankMean(ReadOnlySpan<double> density, int index) => Mean(_weights[index], _weightStart[index], density);

    public double CoreMean(ReadOnlySpan<double> density, int index) => Mean(_core[index], _coreStart[index], density);

    public double LocalProbability(double prominence, int index, double effectiveCount) => FisherTail.Above(
        prominence, 2 * effectiveCount / _coreVariance[index], 2 * effectiveCount / _flankVariance[index]);

    /// <summary>The most conspicuous candidate in the band.</summary>
    public PeakEvidence Strongest(ReadOnlySpan<double> flat, double effectiveCount)
    {
        Span<double> prominences = stackalloc double[BandEnd - BandStart];
        double largest = 0;
        for (int i = 0; i < prominences.Length; i++)
        {
            prominences[i] = Prominence(flat, BandStart + i);
            largest = Math.Max(largest, prominences[i]);
        }

        int best = BandStart;
        double bestProminence = 0;
        double bestProbability = double.PositiveInfinity;
        for (int i = 0; i < prominences.Length; i++)
        {
            if (prominences[i] < LeastRival * largest)
            {
                continue;
            }

            double probability = LocalProbability(prominences[i], BandStart + i, effectiveCount);

            // Where both underflow to zero, the larger ratio is the stronger peak.
            if (probability < bestProbability || (probability == bestProbability && prominences[i] > bestProminence))
            {
                (best, bestProminence, bestProbability) = (BandStart + i, prominences[i], probability);
            }
        }

        return Evidence(flat, best, effectiveCount);
    }

    /// <summary>The largest prominence in the band.</summary>
    public double LargestProminence(ReadOnlySpan<double> flat)
    {
        double largest = 0;
        for (int i = BandStart; i < BandEnd; i++)
        {
            largest = Math.Max(largest, Prominence(flat, i));
        }

        return largest;
    }

    /// <summary>What one candidate has to show, as if it were the strongest of the band.</summary>
    public PeakEvidence Evidence(ReadOnlySpan<double> flat, int index, double effectiveCount)
    {
        double prominence = Prominence(flat, index);
        return new PeakEvidence(
            FrequencyOf(index), prominence, MaximumProbability(prominence, index, effectiveCount), index);
    }

    /// <summary>The prominence that the maximum over the band exceeds with a given probability, at one candidate.</summary>
    public double ProminenceLevel(double probability, int index, double effectiveCount)
    {
        double low = 1;
        double high = 1e6;

        // 26 halvings of the logarithm leave 2·10⁻⁷ of the level.
        for (int step = 0; step < 26; step++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = MaximumProbability(middle, index, effectiveCount) > probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The probability that the maximum over the band exceeds a prominence, were it reached at one candidate.</summary>
    public double MaximumProbability(double prominence, int index, double effectiveCount)
    {
        double freedom1 = 2 * effectiveCount / _coreVariance[index];
        double freedom2 = 2 * effectiveCount / _flankVariance[index];
        double local = FisherTail.Above(prominence, freedom1, freedom2);
        double probability = local
            + (_crossings * Between(local) * FisherTail.CrossingRate(prominence, freedom1, freedom2, 1));
        return prominence > 1 ? Lighter(Math.Min(1, probability), effectiveCount) : 1;
    }

    // The flanks of a single window are a sum of few powers with unequal weights, which is seldomer small than a chi-squared
    // variable of the same variance, and the tail of the ratio is a steeper power of the level than F's. Of one window of 3 to
    // 4 s the exponent is 1.2 times F's, of 1.3 windows 1.1 times, of two 1.02 times (2·10⁴ records each of white noise).
    private static double Lighter(double probability, double effectiveCount) =>
        probability * Math.Pow(Math.Min(1, probability / EqualTail), SingleWindowExponent / (effectiveCount * effectiveCount * Math.Sqrt(effectiveCount)));

    // The rate of upcrossings is that of a curve, of which only the candidates are looked at: what rises above the level and
    // falls below it again between two of them is not seen. Of two normal variables with the correlation r the second exceeds u
    // and the first does not with the probability 2T(u, a), a² = (1 − r)/(1 + r), T of Owen (1956), doi:10.1214/aoms/1177728074;
    // its ratio to what the rate says is √(2/(1 + r)), which the crossings hold, times ∫₀¹ exp(−u²a²y²/2)/(1 + a²y²) dy.
    private double Between(double local)
    {
        double u = Math.Sqrt(2) * SpecialFunctions.ErfcInv(Math.Min(1, 2 * Math.Max(local, 1e-300)));
        double sum = 0;
        for (int i = 0; i <= 8; i++)
        {
            // Simpson's rule.
            double square = _stepSpread * i * i / 64;
            double weight = i is 0 or 8 ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-0.5 * u * u * square) / (1 + square);
        }

        return sum / 24;
    }

    private static double Mean(double[] weights, int start, ReadOnlySpan<double> values)
    {
        double sum = 0;
        ReadOnlySpan<double> piece = values.Slice(start, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * piece[i];
        }

        return sum;
    }

    private static double Quadratic(double[] left, int leftStart, double[] right, int rightStart, double[] covariance)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            int same = leftStart + i - rightStart;
            int last = Math.Min(right.Length - 1, same + covariance.Length - 1);
            for (int j = Math.Max(0, same - covariance.Length + 1); j <= last; j++)
            {
                sum += left[i] * right[j] * covariance[Math.Abs(same - j)];
            }
        }

        return sum;
    }

    private static double[] BinCovariance(WindowedPower power)
    {
        // Beyond 5/window length the squared transform of w² is below 10⁻⁶.
        double[] covariance = new double[(int)(5 / power.WindowSeconds / power.StepHz) + 1];
        double energy = 0;
        foreach (double w in power.Window)
        {
            energy += w * w;
        }

        for (int lag = 0; lag < covariance.Length; lag++)
        {
            double real = 0;
            double imaginary = 0;
            double turn = 2 * Math.PI * lag * power.StepHz / power.SampleRate;
            for (int n = 0; n < power.Window.Length; n++)
            {
                double squared = power.Window[n] * power.Window[n];
                real += squared * Math.Cos(turn * n);
                imaginary += squared * Math.Sin(turn * n);
            }

            covariance[lag] = ((real * real) + (imaginary * imaginary)) / (energy * energy);
        }

        return covariance;
    }

    // The correlation of the statistic at two candidates is that of its Gaussian components squared.
    private double Correlation(int a, int b, double[] covariance) => Math.Clamp(
        Contrast(a, b, covariance) / Math.Sqrt(Contrast(a, a, covariance) * Contrast(b, b, covariance)), 0, 1);

    private double Contrast(int a, int b, double[] covariance) =>
        Quadratic(_core[a], _coreStart[a], _core[b], _coreStart[b], covariance)
        - Quadratic(_core[a], _coreStart[a], _weights[b], _weightStart[b], covariance)
        - Quadratic(_weights[a], _weightStart[a], _core[b], _coreStart[b], covariance)
        + Quadratic(_weights[a], _weightStart[a], _weights[b], _weightStart[b], covariance);

    private void Lay(WindowedPower power, PeakShape shape, int index)
    {
        double f = FrequencyOf(index);
        (double core, double inner, double outer) = shape.Widths(f, power.WindowSeconds);
        core = Math.Max(core, _stepHz / 2);
        int first = Math.Max(power.FirstBin, (int)Math.Floor((f - outer) / _stepHz));
        int end = Math.Min(power.BinCount, (int)Math.Ceiling((f + outer) / _stepHz) + 1);
        double[] flanks = new double[end - first];
        double below = 0;
        double above = 0;
        for (int b = first; b < end; b++)
        {
            double centre = b * _stepHz;
            double low = Overlap(centre, f - outer, f - inner);
            double high = Overlap(centre, f + inner, f + outer);
            below += low;
            above += high;
            flanks[b - first] = low > 0 ? low : -high;
        }

        for (int i = 0; i < flanks.Length; i++)
        {
            flanks[i] = flanks[i] > 0 ? flanks[i] / (2 * below) : -flanks[i] / (2 * above);
        }

        _weights[index] = flanks;
        _weightStart[index] = first;
        _coreStart[index] = (int)Math.Floor((f - core) / _stepHz);
        int coreEnd = Math.Min(power.BinCount, (int)Math.Ceiling((f + core) / _stepHz) + 1);
        double[] peak = new double[coreEnd - _coreStart[index]];
        double total = 0;
        for (int i = 0; i < peak.Length; i++)
        {
            peak[i] = Overlap((_coreStart[index] + i) * _stepHz, f - core, f + core);
            total += peak[i];
        }

        for (int i = 0; i < peak.Length; i++)
        {
            peak[i] /= total;
        }

        _core[index] = peak;
    }

    // The part of a bin's width that lies in [low, high].
    private double Overlap(double centreHz, double low, double high) => Math.Max(
        0, Math.Min(centreHz + (_stepHz / 2), high) - Math.Max(centreHz - (_stepHz / 2), low));
}

/// <summary>How far a peak stands out of its flanks, and how likely noise does the same.</summary>
/// <param name="FrequencyHz">Frequency of the peak.</param>
/// <param name="Prominence">Mean power of the peak over that of the flanks, the background's shape divided out.</param>
/// <param name="Probability">Probability of it anywhere in the band.</param>
/// <param name="Index">Position on the grid of candidate frequencies.</param>
internal readonly record struct PeakEvidence(
    double FrequencyHz, double Prominence, double Probability, int Index);

/// <summary>Which frequencies count as the peak at f, and which as its flanks.</summary>
/// <param name="CoreFraction">Half the width of the peak, as a fraction of f; 0 for a single bin.</param>
/// <param name="InnerFraction">Distance of the near edge of the flanks, as a fraction of f.</param>
/// <param name="InnerBins">The same at least, in 1/window length.</param>
/// <param name="OuterFraction">Distance of the far edge of the flanks, as a fraction of f.</param>
/// <param name="LeastFlankBins">Least width of a flank, in 1/window length.</param>
internal readonly record struct PeakShape(
    double CoreFraction, double InnerFraction, double InnerBins, double OuterFraction, double LeastFlankBins)
{
    /// <summary>Half the width that counts as the peak of a train with jitter, as a fraction of its frequency.</summary>
    public const double JitteredHalfWidth = 0.06;

    /// <summary>
    /// Gets the shape for a train with jitter: intervals with the coefficient of variation c make a Lorentzian of the
    /// width 2πc²f, 0.14·f at c = 0.15.
    /// </summary>
    public static PeakShape Jittered => new(JitteredHalfWidth, 0.2, 2.2, 0.42, 1.2);

    /// <summary>Gets the shape for a line as narrow as the window resolves.</summary>
    public static PeakShape Line => new(0, 0.12, 1.6, 0.4, 1.2);

    /// <summary>Gives how far from its frequency the top of a jittered train's peak may lie, in Hz.</summary>
    public static double ReachHz(double frequencyHz, double windowSeconds) =>
        HannPeak.HalfWidthHz(windowSeconds) + (JitteredHalfWidth * frequencyHz);

    public (double Core, double Inner, double Outer) Widths(double frequencyHz, double windowSeconds)
    {
        double inner = Math.Max(InnerFraction * frequencyHz, InnerBins / windowSeconds);
        double outer = Math.Max(OuterFraction * frequencyHz, inner + (LeastFlankBins / windowSeconds));
        return (CoreFraction * frequencyHz, inner, outer);
    }
}
