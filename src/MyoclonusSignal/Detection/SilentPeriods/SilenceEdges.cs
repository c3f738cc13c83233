namespace MyoclonusSignal.Detection;

/// <summary>
/// Where a silence begins or ends: every sample near a first guess is weighed by the Gaussian likelihood of a change of the
/// power there (Staude and Wolf (1999), doi:10.1016/S1350-4533(99)00067-3); the answer is the median of these weights.
/// </summary>
internal sealed class SilenceEdges
{
    private const double ReachSeconds = 0.03;

    // A change to a tenth of the power tips where a quarter of it is left: in the middle of an edge along which the amplitude
    // falls evenly. A deeper silence behind the change would move the answer to the edge's foot.
    private const double LeastFraction = 0.1;

    private readonly SilenceHistory _history;
    private readonly int _reach;
    private readonly double _sampleRate;
    private readonly double[] _weights;

    public SilenceEdges(SilenceHistory history, double sampleRate)
    {
        _history = history;
        _sampleRate = sampleRate;
        _reach = Math.Max(history.BinSamples, (int)Math.Ceiling(ReachSeconds * sampleRate));
        _weights = new double[(2 * _reach) + 1];
    }

    /// <summary>Gives the first sample of the silence (or of what follows it) near a guess.</summary>
    /// <param name="guess">The first guess, a sample index.</param>
    /// <param name="earliest">The first sample that may be the answer.</param>
    /// <param name="latest">The last one.</param>
    /// <param name="isOnset">Whether the silence lies behind the edge.</param>
    /// <param name="activePower">The mean power beside the silence.</param>
    /// <param name="silentPower">The mean power inside it.</param>
    /// <param name="degreesPerSample">How much a sample tells, at most 1.</param>
    /// <param name="halfWidth">Half the width of the central 68 %, in seconds.</param>
    public long Estimate(
        long guess, long earliest, long latest, bool isOnset, double activePower, double silentPower, double degreesPerSample, out double halfWidth)
    {
        long first = Math.Max(earliest, guess - _reach);
        long last = Math.Min(latest, guess + _reach);
        if (last <= first)
        {
            halfWidth = _reach / _sampleRate;
            return Math.Clamp(guess, Math.Min(earliest, latest), Math.Max(earliest, latest));
        }

        silentPower = Math.Max(silentPower, LeastFraction * activePower);
        double cost = Math.Log(activePower / silentPower);
        double slope = (1 / silentPower) - (1 / activePower);
        double weight = (isOnset ? degreesPerSample : -degreesPerSample) / 2;
        int count = (int)(last - first) + 1;
        double sum = 0;
        double largest = 0;
        _weights[0] = 0;
        for (int i = 1; i < count; i++)
        {
            // One more sample before an onset belongs to the contraction.
            sum += weight * ((_history.Square(first + i - 1) * slope) - cost);
            _weights[i] = sum;
            largest = Math.Max(largest, sum);
        }

        double total = 0;
        for (int i = 0; i < count; i++)
        {
            _weights[i] = Math.Exp(_weights[i] - largest);
            total += _weights[i];
        }

        double low = Quantile(count, 0.16 * total);
        double high = Quantile(count, 0.84 * total);
        halfWidth = Math.Max(0.5, (high - low) / 2) / _sampleRate;
        return first + (long)Math.Round(Math.Max(0, Quantile(count, 0.5 * total)));
    }

    /// <summary>The position below which a given weight lies; the weight of a sample is spread over ± half of it.</summary>
    private double Quantile(int count, double weightBelow)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            if (sum + _weights[i] >= weightBelow)
            {
                return i - 0.5 + ((weightBelow - sum) / _weights[i]);
            }

            sum += _weights[i];
        }

        return count - 1;
    }
}
