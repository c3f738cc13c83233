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
    private const double LeastPlateauSeconds = 0.02;
    private const double MostRiseSeconds = 0.15;

    // What is e⁻¹⁴ times as likely as the best moves an edge by less than a thousandth of a bin.
    private const int Negligible = 14;
    private const int TableStepsPerUnit = 64;

    // Of the mean power from the first guess to the core. With two of them, 0.8 and 1.4, the median onset error is 0.2 ms larger
    // at 3 dB and at 20 dB.
    private static readonly double[] PlateauFactors = [0.7, 1, 1.6];

    private static readonly double[] ExponentialTable = NewTable();

    private readonly BinHistory _bins;
    private readonly EdgeSmoother? _smoother;
    private readonly double _binSeconds;
    private readonly double[] _power = new double[MostBins];
    private readonly double[] _noiseCost = new double[MostBins + 1];
    private readonly double[] _plateauCost = new double[MostBins + 1];
    private readonly EdgeModel[] _models;
    private readonly double[][] _logWeight;
    private readonly double[] _largest;

    // Of every quarter of a bin, by the number of quarters for which a place stands.
    private readonly double[] _weight = new double[(MostBins + 1) * EdgeModel.PartsOfBin];
    private readonly double[] _weightOfHalves = new double[(MostBins + 1) * EdgeModel.PartsOfBin];
    private readonly double[] _weightOfBins = new double[(MostBins + 1) * EdgeModel.PartsOfBin];

    public EdgeEstimator(BinHistory bins, double sampleRate, bool isSmoothed)
    {
        _bins = bins;
        _smoother = isSmoothed ? new EdgeSmoother(bins, sampleRate) : null;
        _binSeconds = bins.BinSize / sampleRate;
        _models = EdgeModel.All(bins.BinSize, _binSeconds);
        _logWeight = [.. Enumerable.Range(0, PlateauFactors.Length * _models.Length).Select(_ => new double[MostBins])];
        _largest = new double[_logWeight.Length];
    }

    /// <summary>
    /// Gives the edge as a sample index near a first guess. <paramref name="direction"/> is 1 for an onset (the burst lies
    /// behind the guess) and −1 for an offset.
    /// </summary>
    /// <param name="guess">The first guess, a sample index.</param>
    /// <param name="limit">How far the search may go away from the burst, a sample index.</param>
    /// <param name="core">A sample inside the burst up to which its plateau reaches.</param>
    /// <param name="direction">1 for an onset, −1 for an offset.</param>
    /// <param name="noisePower">The mean power outside the burst.</param>
    /// <param name="independence">Degrees of freedom per sample, at most 1: how much each sample tells.</param>
    /// <param name="halfWidth">Half the width of the central 68 % of the answer, in seconds.</param>
    public double Estimate(
        long guess, long limit, long core, int direction, double noisePower, double independence, out double halfWidth)
    {
        int size = _bins.BinSize;
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
        WeighAll(start, count, guessAt, noisePower, independence * size / 2);
        double median = Summarize(start, count, out halfWidth);
        halfWidth *= _binSeconds;

        // Less than a bin of noise at the signal's edge tells nothing: the burst reaches beyond it.
        median = start > 0 && median < start + 1 ? start : median;

        // Position i is the edge between bins i − 1 and i, seen from the side of the noise.
        double edge = direction > 0 ? first + median : first + 1 - median;
        return edge * size;
    }

    private void WeighAll(int start, int count, int guessAt, double noise, double weight)
    {
        double meanPower = 0;
        for (int i = guessAt; i < count; i++)
        {
            meanPower += _power[i];
        }

        meanPower = Math.Max(meanPower / (count - guessAt), 1.5 * noise);
        double logNoise = Math.Log(noise);
        _noiseCost[start] = 0;
        for (int i = start; i < count; i++)
        {
            _noiseCost[i + 1] = _noiseCost[i] + (logNoise + (_power[i] / noise));
        }

        int row = 0;
        foreach (double factor in PlateauFactors)
        {
            double plateau = Math.Max(meanPower * factor, 1.2 * noise);
            double logPlateau = Math.Log(plateau);
            _plateauCost[count] = 0;
            for (int i = count - 1; i >= start; i--)
            {
                _plateauCost[i] = _plateauCost[i + 1] + (logPlateau + (_power[i] / plateau));
            }

            foreach (EdgeModel model in _models)
            {
                WeighRamp(start, count, model, noise, plateau - noise, weight, row++);
            }
        }
    }

    private void WeighRamp(int start, int count, EdgeModel model, double noise, double rise, double weight, int row)
    {
        ReadOnlySpan<double> rising = model.Power;
        int length = Math.Min(rising.Length, count);
        Span<double> inverse = stackalloc double[MostBins];
        Span<double> logSum = stackalloc double[MostBins + 1];
        logSum[0] = 0;
        for (int i = 0; i < length; i++)
        {
            double power = noise + (rise * rising[i]);
            logSum[i + 1] = logSum[i] + Math.Log(power);
            inverse[i] = 1 / power;
        }

        double[] logWeight = _logWeight[row];
        double largest = double.NegativeInfinity;
        for (int edge = start; edge < count; edge++)
        {
            int rampEnd = Math.Min(edge + length, count);
            double onRamp = length == 1 ? _power[edge] * inverse[0] : Dot(_power.AsSpan(edge, rampEnd - edge), inverse);
            double cost = _noiseCost[edge] + _plateauCost[rampEnd] + logSum[rampEnd - edge] + onRamp;
            double value = model.LogPrior - (weight * cost);
            logWeight[edge] = value;
            largest = value > largest ? value : largest;
        }

        _largest[row] = largest;
    }

    /// <summary>The sum of products over the length of <paramref name="a"/>, several lanes at a time.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> lanes = Vector<double>.Zero;
        int i = 0;
        for (; i + Vector<double>.Count <= a.Length; i += Vector<double>.Count)
        {
            lanes += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double sum = Vector.Sum(lanes);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private double Summarize(int start, int count, out double halfWidth)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in _largest)
        {
            largest = Math.Max(largest, value);
        }

        Array.Clear(_weight);
        Array.Clear(_weightOfHalves);
        Array.Clear(_weightOfBins);
        for (int row = 0; row < _largest.Length; row++)
        {
            if (_largest[row] <= largest - Negligible)
            {
                continue;
            }

            EdgeModel model = _models[row % _models.Length];
            double[] into = model.Parts == 1 ? _weight : model.Parts == 2 ? _weightOfHalves : _weightOfBins;
            double[] logWeight = _logWeight[row];
            int last = (count * EdgeModel.PartsOfBin) - 1;
            for (int i = start; i < count; i++)
            {
                double below = largest - logWeight[i];
                if (below < Negligible)
                {
                    into[Math.Min((i * EdgeModel.PartsOfBin) + model.Part, last)] += Exponential(below);
                }
            }
        }

        double total = Spread(start * EdgeModel.PartsOfBin, count * EdgeModel.PartsOfBin);
        double low = Quantile(start, count, 0.16 * total);
        double high = Quantile(start, count, 0.84 * total);
        halfWidth = (high - low) / 2;
        return Quantile(start, count, 0.5 * total);
    }

    /// <summary>Spreads the weight of coarser places evenly over what they stand for, and gives the whole weight.</summary>
    private double Spread(int first, int end)
    {
        double total = 0;
        for (int i = first; i < end; i++)
        {
            double halves = At(_weightOfHalves, i) + (0.5 * (At(_weightOfHalves, i - 1) + At(_weightOfHalves, i + 1)));
            double bins = At(_weightOfBins, i - 1) + At(_weightOfBins, i) + At(_weightOfBins, i + 1)
                + (0.5 * (At(_weightOfBins, i - 2) + At(_weightOfBins, i + 2)));
            _weight[i] += (halves / 2) + (bins / 4);
            total += _weight[i];
        }

        return total;

        double At(double[] weights, int i) => i >= first && i < end ? weights[i] : 0;
    }

    /// <summary>The position in bins below which a given weight lies; that of a quarter is spread evenly around it.</summary>
    private double Quantile(int start, int count, double weightBelow)
    {
        double sum = 0;
        for (int i = start * EdgeModel.PartsOfBin; i < count * EdgeModel.PartsOfBin; i++)
        {
            if (sum + _weight[i] >= weightBelow)
            {
                return (i - 0.5 + ((weightBelow - sum) / _weight[i])) / EdgeModel.PartsOfBin;
            }

            sum += _weight[i];
        }

        return count - 1;
    }

    /// <summary>e⁻ˣ to a few parts in 10⁵, for what is not negligible.</summary>
    private static double Exponential(double x)
    {
        double at = x * TableStepsPerUnit;
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
