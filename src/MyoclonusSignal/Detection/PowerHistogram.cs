using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The distribution of smoothed power over the local floor, with a memory of some 20 s: its lower flank, which bursts do
/// not reach, tells how much the power of the noise scatters and by which factor its mean lies above the floor.
/// </summary>
internal sealed class PowerHistogram
{
    // Quantiles so low that a train of bursts that fills half of the time leaves them to the noise, and their normal deviates.
    public const double LowFraction = 0.05;
    public const double LowDeviate = -1.6448536269514722;
    public const double HighFraction = 0.2;
    public const double HighDeviate = -0.8416212335729143;

    private const int Bins = 256;
    private const double Low = -6;
    private const double High = 4;

    // Long enough for the flank to be known to a few per cent, short enough to follow a change of the electrode.
    public const double MemorySeconds = 20;

    // Noise narrower than the pass band has fewer degrees of freedom; below a tenth it is no longer noise but a rhythm.
    private const double LeastFraction = 0.1;

    // Noise that does not fill the band is a weighted sum of chi-squares: its upper tail is heavier than the chi-square of
    // its lower flank. Hence the margin: the fraction of the nominal degrees of freedom counts twice.

    // Before there is activity to learn from, its power is taken to scatter like noise of a quarter of the bandwidth.
    private const double RaisedFraction = 0.25;
    private const double RaisedPriorCells = 10;

    private const int MantissaBits = 11;

    private static readonly double[] MantissaOctaves =
        [.. Enumerable.Range(0, 1 << MantissaBits).Select(i => Math.Log2(1 + ((i + 0.5) / (1 << MantissaBits))))];

    // Between nodes the degrees of freedom are interpolated: to 0.01 % of what solving for them would give.
    private const int Nodes = 256;

    private readonly double[] _weights = new double[Bins];
    private readonly double[] _ratios = new double[Nodes];
    private readonly double _decay;
    private readonly double _nominalDegreesOfFreedom;
    private double _cells;
    private double _total;

    public PowerHistogram(double cellSeconds, double nominalDegreesOfFreedom)
    {
        _decay = Math.Exp(-cellSeconds / MemorySeconds);
        _nominalDegreesOfFreedom = nominalDegreesOfFreedom;
        for (int node = 0; node < Nodes; node++)
        {
            _ratios[node] = NormalDistribution.MeanSquareQuantile(FreedomAt(node), LowDeviate)
                / NormalDistribution.MeanSquareQuantile(FreedomAt(node), HighDeviate);
        }
    }

    /// <summary>Gets the number of cells taken in, as far as they are remembered.</summary>
    public double Cells => _cells;

    public void Clear()
    {
        Array.Clear(_weights);
        _cells = 0;
        _total = 0;
    }

    public void Decay()
    {
        // In lanes: the runtime does not do that by itself. The number of bins is a multiple of every vector's length.
        Span<Vector<double>> lanes = MemoryMarshal.Cast<double, Vector<double>>(_weights.AsSpan());
        foreach (ref Vector<double> weights in lanes)
        {
            weights *= _decay;
        }

        _cells = (_cells * _decay) + 1;
        _total *= _decay;
    }

    public void Add(double ratio)
    {
        // The exponent and the first bits of the mantissa tell the logarithm to a hundredth of a bin.
        long bits = BitConverter.DoubleToInt64Bits(ratio);
        double octaves = (int)(bits >> 52) - 1023 + MantissaOctaves[(int)(bits >> (52 - MantissaBits)) & ((1 << MantissaBits) - 1)];
        int at = (int)((octaves - Low) * (Bins / (High - Low)));
        _weights[octaves > Low ? Math.Min(at, Bins - 1) : 0]++;
        _total++;
    }

    /// <summary>Gives the effective degrees of freedom, and the mean power of the noise over the local floor.</summary>
    public void Fit(bool withPrior, out double degreesOfFreedom, out double meanOverLocal)
    {
        FitFlank(out double flank, out meanOverLocal);
        degreesOfFreedom = flank * (flank / _nominalDegreesOfFreedom);
        if (withPrior)
        {
            double prior = RaisedFraction * _nominalDegreesOfFreedom;
            degreesOfFreedom = (RaisedPriorCells + _cells) / ((RaisedPriorCells / prior) + (_cells / degreesOfFreedom));
        }
    }

    /// <summary>Gives the degrees of freedom of the lower flank as they are, and the mean power of the noise over what it was held against.</summary>
    public void FitFlank(out double degreesOfFreedom, out double meanOverLocal)
    {
        (double low, double high) = Quantiles();
        degreesOfFreedom = Solve(low / high);
        meanOverLocal = high / NormalDistribution.MeanSquareQuantile(degreesOfFreedom, HighDeviate);
    }

    /// <summary>The degrees of freedom for which the quantiles of a mean of squares have the ratio found.</summary>
    private double Solve(double ratio)
    {
        int at = Array.BinarySearch(_ratios, ratio);
        if (at < 0)
        {
            at = ~at;
        }

        if (at is 0 or Nodes)
        {
            return FreedomAt(Math.Min(at, Nodes - 1));
        }

        return FreedomAt(at - 1 + ((ratio - _ratios[at - 1]) / (_ratios[at] - _ratios[at - 1])));
    }

    private double FreedomAt(double node) => _nominalDegreesOfFreedom * Math.Pow(LeastFraction, 1 - (node / (Nodes - 1)));

    private (double Low, double High) Quantiles()
    {
        double sum = 0;
        int at = 0;
        double low = Quantile(LowFraction * _total, ref at, ref sum);
        return (low, Quantile(HighFraction * _total, ref at, ref sum));
    }

    /// <summary>The ratio below which a weight lies, looked for from bin <paramref name="at"/> on.</summary>
    private double Quantile(double weightBelow, ref int at, ref double sum)
    {
        for (; at < Bins; at++)
        {
            double weight = _weights[at];
            if (sum + weight >= weightBelow && weight > 0)
            {
                return double.Exp2(Low + ((at + ((weightBelow - sum) / weight)) * ((High - Low) / Bins)));
            }

            sum += weight;
        }

        return 1;
    }
}
