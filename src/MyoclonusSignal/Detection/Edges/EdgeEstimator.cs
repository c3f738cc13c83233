using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Where a burst begins or ends, when its amplitude may jump or rise along a ramp. Every onset, ramp and plateau on a grid
/// is weighed by its Gaussian likelihood; the answer is the median of the onset over all of them, with the half-width of
/// its central 68 %.
/// </summary>
/// <remarks>
/// A step model alone puts the onset of a slowly rising burst where its power has long risen (with a raised cosine of 75 ms
/// at 10 dB, 12 ms late); a low threshold instead is early on every noise. The ramp's length is unknown, so it is
/// averaged over, from none to 128 ms.
/// </remarks>
internal sealed class EdgeEstimator
{
    private const int MostBins = 128;
    private const double BeforeSeconds = 0.05;
    private const double LeastNoise = 1e-30;
    private const double LeastPlateauSeconds = 0.02;
    private const double MostRiseSeconds = 0.15;

    // From here on a burst tells its own way and height, and what the filter makes of its beginning; a weaker one does not, and is
    // weighed without the filter.
    private const double StrongRatio = 63;

    // The likelihood of a strong burst is raised to this power: plain, averaged over ways and heights that it excludes itself, its
    // central 68 % hold 74 to 76 % of the true onsets. Of weak ones they hold 75 %; so much of them holds 68 to 71 %.
    private const double StrongPower = 1.7;
    private const double WeakWidth = 0.88;

    // No way is the burst's own: where its foot lies is not known to better than this part of its rise or its fall, which has a
    // longer one.
    private const double RiseFootShare = 0.1;
    private const double FallFootShare = 0.2;

    // The scatter of a held contraction's power, of few motor units, says that a sample tells next to nothing; against a burst it
    // tells more. Without it 80 to 84 % of onsets on one lie within what is stated, with it 70 to 77 %.
    private const double LeastIndependence = 0.25;

    // What is e⁻¹⁴ times as likely as the best moves an edge by less than a thousandth of a bin.
    private const int Negligible = 14;
    private const int TableStepsPerUnit = 64;

    // Beside the weights of parts of a bin, so many are zero: as far as that of a bin is spread.
    private const int Pad = 2;

    // Of the mean power from the first guess to the core. With two of them, 0.8 and 1.4, the median onset error is 0.2 ms larger
    // at 3 dB and at 20 dB.
    private static readonly double[] PlateauFactors = [0.7, 1, 1.6];

    private static readonly double[] ExponentialTable = NewTable();

    private readonly BinHistory _bins;
    private readonly EdgeSmoother? _smoother;
    private readonly double _binSeconds;
    private readonly double[] _power = new double[MostBins];
    private readonly EdgeWeigher _weigher = new(MostBins);
    private readonly EdgeModel[] _onsets;
    private readonly EdgeModel[] _plain;
    private readonly EdgeModel[] _endsBeforeRinging;
    private readonly double[][] _logWeight;
    private readonly double[] _largest;

    // Of every quarter of a bin, by the number of quarters for which a place stands.
    private readonly double[] _weight = new double[((MostBins + 1) * EdgeModel.PartsOfBin) + (2 * Pad)];
    private readonly double[] _weightOfHalves = new double[((MostBins + 1) * EdgeModel.PartsOfBin) + (2 * Pad)];
    private readonly double[] _weightOfBins = new double[((MostBins + 1) * EdgeModel.PartsOfBin) + (2 * Pad)];

    public EdgeEstimator(BinHistory bins, double sampleRate, bool isSmoothed, EdgeResponse response)
    {
        _bins = bins;
        _smoother = isSmoothed ? new EdgeSmoother(bins, sampleRate) : null;
        _binSeconds = bins.BinSize / sampleRate;
        _onsets = EdgeModel.Beginning(bins.BinSize, sampleRate, response);
        _plain = EdgeModel.Plain(bins.BinSize, sampleRate);
        _endsBeforeRinging = EdgeModel.EndingBeforeRinging(bins.BinSize, sampleRate, response);
        KnowsRinging = response != EdgeResponse.None;
        int most = Math.Max(_onsets.Length, Math.Max(_plain.Length, _endsBeforeRinging.Length));
        _logWeight = [.. Enumerable.Range(0, PlateauFactors.Length * most).Select(_ => _weigher.NewRow())];
        _largest = new double[_logWeight.Length];
    }

    /// <summary>Gets a value indicating whether it is known how the filter rings.</summary>
    public bool KnowsRinging { get; }

    /// <summary>
    /// Gives the edge as a sample index near a first guess.
    /// </summary>
    /// <param name="edge">Which edge.</param>
    /// <param name="guess">The first guess, a sample index.</param>
    /// <param name="limit">How far the search may go away from the burst, a sample index.</param>
    /// <param name="core">A sample inside the burst up to which its plateau reaches.</param>
    /// <param name="noisePower">The mean power outside the burst.</param>
    /// <param name="independence">Degrees of freedom per sample, at most 1: how much each sample tells.</param>
    /// <param name="halfWidth">Half the width of the central 68 % of the answer, in seconds.</param>
    public double Estimate(
        BurstEdge edge, long guess, long limit, long core, double noisePower, double independence, out double halfWidth)
    {
        int size = _bins.BinSize;
        int direction = edge == BurstEdge.Onset ? 1 : -1;
        long guessBin = guess / size;
        long before = (long)Math.Ceiling(BeforeSeconds / _binSeconds);
        long after = Math.Clamp(
            Math.Abs(core - guess) / size, (long)(LeastPlateauSeconds / _binSeconds), (long)(MostRiseSeconds / _binSeconds));
        before = Math.Min(before, Math.Max(0, (guess - limit) * direction / size));
        int count = (int)Math.Min(MostBins, before + after + 1);
        long first = guessBin - (direction * before);
        bool isSmooth = direction > 0 && _smoother is not null
            && _smoother.Reaches(first * size, (first + count) * size)
            && _smoother.TryUse(guess, core, limit, ref noisePower, ref independence);
        for (int i = 0; i < count; i++)
        {
            long bin = first + (direction * i);
            _power[i] = isSmooth ? _smoother!.Power(bin * size, (bin + 1) * size) : _bins.BinMean(bin);
        }

        // Beyond the signal there are no bins; a burst at its edge keeps the guess.
        while (count > 0 && double.IsNaN(_power[count - 1]))
        {
            count--;
        }

        int start = 0;
        while (start < count && double.IsNaN(_power[start]))
        {
            start++;
        }

        if (count - start < 4)
        {
            halfWidth = _binSeconds / 2;
            return guess;
        }

        int guessAt = (int)Math.Clamp(before, start, count - 1);
        double meanPower = 0;
        for (int i = guessAt; i < count; i++)
        {
            meanPower += _power[i];
        }

        // Beside digital silence a burst is infinitely large; so much larger, powers in units of the noise still have a sum.
        meanPower /= count - guessAt;
        noisePower = Math.Max(noisePower, LeastNoise * meanPower);
        meanPower = Math.Max(meanPower, 1.5 * noisePower);
        double median;
        if (edge == BurstEdge.OffsetBeforeRinging || (edge == BurstEdge.Onset && meanPower >= StrongRatio * noisePower))
        {
            EdgeModel[] models = edge == BurstEdge.Onset ? _onsets : _endsBeforeRinging;
            double strong = StrongPower * Math.Max(LeastIndependence, independence);
            WeighAll(models, start, count, meanPower, noisePower, strong * size / 2);
            median = Summarize(models, start, count, edge == BurstEdge.Onset ? RiseFootShare : FallFootShare, out halfWidth);
        }
        else
        {
            WeighAll(_plain, start, count, meanPower, noisePower, independence * size / 2);
            median = Summarize(_plain, start, count, edge == BurstEdge.Onset ? 0 : FallFootShare, out halfWidth);
            halfWidth *= edge == BurstEdge.Onset ? WeakWidth : 1;
        }

        halfWidth *= _binSeconds;

        // Less than a bin of noise at the signal's edge tells nothing: the burst reaches beyond it.
        median = start > 0 && median < start + 1 ? start : median;

        // Position i is the edge between bins i − 1 and i, seen from the side of the noise.
        return (direction > 0 ? first + median : first + 1 - median) * size;
    }

    private void WeighAll(EdgeModel[] models, int start, int count, double meanPower, double noise, double weight)
    {
        _weigher.Begin(_power, start, count, noise);
        int row = 0;
        foreach (double factor in PlateauFactors)
        {
            double plateau = Math.Max(meanPower * factor, 1.2 * noise);
            foreach (EdgeModel model in models)
            {
                _largest[row] = _weigher.Weigh(model, plateau / noise, weight, _logWeight[row]);
                row++;
            }
        }
    }

    private double Summarize(EdgeModel[] models, int start, int count, double footShare, out double halfWidth)
    {
        int rows = PlateauFactors.Length * models.Length;
        double largest = double.NegativeInfinity;
        for (int row = 0; row < rows; row++)
        {
            largest = Math.Max(largest, _largest[row]);
        }

        Array.Clear(_weight);
        Array.Clear(_weightOfHalves);
        Array.Clear(_weightOfBins);
        double riseSeconds = 0;
        double allWeight = 0;
        for (int row = 0; row < rows; row++)
        {
            if (_largest[row] <= largest - Negligible)
            {
                continue;
            }

            EdgeModel model = models[row % models.Length];
            double[] into = model.Parts == 1 ? _weight : model.Parts == 2 ? _weightOfHalves : _weightOfBins;
            double[] logWeight = _logWeight[row];
            int last = (count * EdgeModel.PartsOfBin) - 1;
            double ofModel = 0;
            for (int i = start; i < count; i++)
            {
                // Far from the edge whole vectors of places are negligible.
                if (i + Vector<double>.Count <= count && Vector.LessThanAll(new Vector<double>(logWeight, i), new Vector<double>(largest - Negligible)))
                {
                    i += Vector<double>.Count - 1;
                    continue;
                }

                double weight = Exponential(largest - logWeight[i]);
                into[Pad + Math.Min((i * EdgeModel.PartsOfBin) + model.Part, last)] += weight;
                ofModel += weight;
            }

            riseSeconds += ofModel * model.Seconds;
            allWeight += ofModel;
        }

        double total = Spread(start * EdgeModel.PartsOfBin, count * EdgeModel.PartsOfBin);
        double low = Quantile(start, count, 0.16 * total);
        double high = Quantile(start, count, 0.84 * total);
        // In bins.
        double foot = footShare * riseSeconds / (allWeight * _binSeconds);
        halfWidth = Math.Sqrt((0.25 * (high - low) * (high - low)) + (foot * foot));
        return Quantile(start, count, 0.5 * total);
    }

    /// <summary>Spreads the weight of coarser places evenly over what they stand for, and gives the whole weight.</summary>
    private double Spread(int first, int end)
    {
        double total = 0;
        ReadOnlySpan<double> ofHalves = _weightOfHalves;
        ReadOnlySpan<double> ofBins = _weightOfBins;
        for (int i = first; i < end; i++)
        {
            ReadOnlySpan<double> halves = ofHalves.Slice(i, (2 * Pad) + 1);
            ReadOnlySpan<double> bins = ofBins.Slice(i, (2 * Pad) + 1);
            double half = halves[Pad] + (0.5 * (halves[Pad - 1] + halves[Pad + 1]));
            double whole = bins[Pad - 1] + bins[Pad] + bins[Pad + 1] + (0.5 * (bins[Pad - 2] + bins[Pad + 2]));
            _weight[Pad + i] += (half / 2) + (whole / 4);
            total += _weight[Pad + i];
        }

        return total;
    }

    /// <summary>The position in bins below which a given weight lies; that of a quarter is spread evenly around it.</summary>
    private double Quantile(int start, int count, double weightBelow)
    {
        double sum = 0;
        for (int i = start * EdgeModel.PartsOfBin; i < count * EdgeModel.PartsOfBin; i++)
        {
            if (sum + _weight[Pad + i] >= weightBelow)
            {
                return (i - 0.5 + ((weightBelow - sum) / _weight[Pad + i])) / EdgeModel.PartsOfBin;
            }

            sum += _weight[Pad + i];
        }

        return count - 1;
    }

    /// <summary>e⁻ˣ to a few parts in 10⁵, and 0 where it is negligible.</summary>
    private static double Exponential(double x)
    {
        double at = Math.Min(x, Negligible) * TableStepsPerUnit;
        int index = (int)at;
        double[] table = ExponentialTable;
        return table[index] + ((at - index) * (table[index + 1] - table[index]));
    }

    private static double[] NewTable()
    {
        double[] table = new double[(Negligible * TableStepsPerUnit) + 2];
        for (int i = 0; i < Negligible * TableStepsPerUnit; i++)
        {
            table[i] = Math.Exp(-(double)i / TableStepsPerUnit);
        }

        return table;
    }
}

/// <summary>Which edge of a burst is meant.</summary>
internal enum BurstEdge
{
    /// <summary>Where it begins.</summary>
    Onset,

    /// <summary>Where its power ends, what the filter rings included.</summary>
    Offset,

    /// <summary>Where it ends, before the filter rings.</summary>
    OffsetBeforeRinging,
}
