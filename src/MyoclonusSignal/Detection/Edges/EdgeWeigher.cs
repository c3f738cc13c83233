using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The Gaussian likelihood of every place at which a burst may begin in one way (<see cref="EdgeModel"/>), by the mean powers
/// of bins. Places lie in the lanes of vectors: a rise of n bins costs n multiplications a vector, not a sum for each place.
/// </summary>
/// <remarks>
/// A bin of power p costs ln m + p/m where the model has the power m; all powers are in units of the noise, whose bins
/// then cost p.
/// </remarks>
/// <param name="mostBins">The most bins that are looked at.</param>
internal sealed class EdgeWeigher(int mostBins)
{
    // So many vectors side by side keep the adders busy.
    private const int Unrolled = 4;

    // What lies beyond the last bin is read, as zeros, by the last places' vectors.
    private readonly double[] _power = new double[Padded(2 * mostBins)];
    private readonly double[] _before = new double[Padded(2 * mostBins)];
    private readonly double[] _behind = new double[Padded(2 * mostBins)];
    private readonly double[] _logCost = new double[Padded(mostBins)];
    private readonly double[] _inverse = new double[Padded(mostBins)];
    private readonly double[] _logPower = new double[Padded(mostBins)];
    private int _start;
    private int _count;

    private static int Block => Unrolled * Vector<double>.Count;

    /// <summary>Makes room for the likelihoods of one way and one height.</summary>
    public double[] NewRow() => new double[Padded(mostBins)];

    /// <summary>Takes in the powers of the bins [<paramref name="start"/>, <paramref name="count"/>), from the side of the noise.</summary>
    public void Begin(ReadOnlySpan<double> power, int start, int count, double noise)
    {
        (_start, _count) = (start, count);
        Array.Clear(_power, count, _power.Length - count);
        Array.Clear(_behind, count, _behind.Length - count);
        double sum = 0;
        for (int i = start; i < count; i++)
        {
            _power[i] = power[i] / noise;
            _before[i] = sum;
            sum += _power[i];
        }

        sum = 0;
        for (int i = count - 1; i >= start; i--)
        {
            sum += _power[i];
            _behind[i] = sum;
        }
    }

    /// <summary>Gives the logarithm of the likelihood, up to a constant, of each place, and the largest of them.</summary>
    /// <param name="model">The way in which the burst begins.</param>
    /// <param name="plateau">The power it rises to, over the noise, above 1.</param>
    /// <param name="weight">How much a bin tells: half its degrees of freedom.</param>
    /// <param name="logWeight">Where the likelihoods go, at the places' bins.</param>
    public double Weigh(EdgeModel model, double plateau, double weight, double[] logWeight)
    {
        int length = Math.Min(model.Power.Length, _count);
        SetRise(model.Power[..length], plateau - 1);
        SetLogCosts(length, Math.Log(plateau));
        Vector<double> perPlateau = new(1 / plateau);
        Vector<double> weights = new(-weight);
        Vector<double> prior = new(model.LogPrior);
        int lanes = Vector<double>.Count;
        for (int edge = _start; edge < _count; edge += Block)
        {
            Vector<double> a = Cost(edge, length, perPlateau);
            Vector<double> b = Cost(edge + lanes, length, perPlateau);
            Vector<double> c = Cost(edge + (2 * lanes), length, perPlateau);
            Vector<double> d = Cost(edge + (3 * lanes), length, perPlateau);
            ReadOnlySpan<double> power = _power.AsSpan(edge);
            for (int i = 0; i < length; i++)
            {
                Vector<double> inverse = new(_inverse[i]);
                ReadOnlySpan<double> here = power.Slice(i, Unrolled * lanes);
                a += new Vector<double>(here) * inverse;
                b += new Vector<double>(here[lanes..]) * inverse;
                c += new Vector<double>(here[(2 * lanes)..]) * inverse;
                d += new Vector<double>(here[(3 * lanes)..]) * inverse;
            }

            (prior + (weights * a)).CopyTo(logWeight, edge);
            (prior + (weights * b)).CopyTo(logWeight, edge + lanes);
            (prior + (weights * c)).CopyTo(logWeight, edge + (2 * lanes));
            (prior + (weights * d)).CopyTo(logWeight, edge + (3 * lanes));
        }

        return Largest(logWeight.AsSpan(_start, _count - _start));
    }

    private static int Padded(int length) => length + (2 * Block);

    /// <summary>What the bins before and behind the rise cost, and the logarithms.</summary>
    private Vector<double> Cost(int edge, int length, Vector<double> perPlateau) =>
        new Vector<double>(_before, edge) + (new Vector<double>(_behind, edge + length) * perPlateau) + new Vector<double>(_logCost, edge);

    /// <summary>Sets the powers of the rise: their logarithms and what a power is multiplied by.</summary>
    private void SetRise(ReadOnlySpan<double> rising, double rise)
    {
        rising.CopyTo(_logPower);
        for (int i = 0; i < rising.Length; i += Vector<double>.Count)
        {
            Vector<double> power = Vector<double>.One + (new Vector<double>(rise) * new Vector<double>(_logPower, i));
            (Vector<double>.One / power).CopyTo(_inverse, i);
            Vector.Log(power).CopyTo(_logPower, i);
        }
    }

    /// <summary>Sets the sum of the logarithms over the rise and the plateau of each place; the last ones' rises are cut short.</summary>
    private void SetLogCosts(int length, double logPlateau)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += _logPower[i];
            _logCost[_count - 1 - i] = sum;
        }

        for (int edge = _count - 1 - length; edge >= _start; edge--)
        {
            sum += logPlateau;
            _logCost[edge] = sum;
        }
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        int i = 0;
        if (values.Length >= Vector<double>.Count)
        {
            Vector<double> lanes = new(double.NegativeInfinity);
            for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
            {
                lanes = Vector.Max(lanes, new Vector<double>(values[i..]));
            }

            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                largest = Math.Max(largest, lanes[lane]);
            }
        }

        for (; i < values.Length; i++)
        {
            largest = Math.Max(largest, values[i]);
        }

        return largest;
    }
}
