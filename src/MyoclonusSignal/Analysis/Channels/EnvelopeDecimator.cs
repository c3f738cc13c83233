namespace MyoclonusSignal.Analysis;

/// <summary>Lowers the rate of a signal, or of its magnitude: the rectified envelope at a low rate, without what would fold onto slow rhythms.</summary>
/// <remarks>
/// <para>
/// Each output is five running means over one interval of the new rate, one behind the other (a B-spline of order 5; Hogenauer
/// (1981), doi:10.1109/TASSP.1981.1163535). Each mean is zero at every multiple of the new rate, about which lies what folds onto
/// 0; five of them keep 4·10⁻⁵ of what lies 6 Hz beside such a multiple at 50 Hz, where a single one keeps 0.13. A rectified
/// line of 128 Hz has a line of 256 Hz, 6 Hz beside one.
/// </para>
/// <para>
/// Within an interval the sums of sums start at 0, so that they stay small, and what they give to this output and the four
/// behind it is added up with weights. The filter is symmetric about the middle of the interval two before, and two input samples: outputs are
/// given that much later, and <see cref="Flush"/> gives the last two. Before the first interval and behind the last one the signal
/// is taken to go on as in them.
/// </para>
/// </remarks>
internal sealed class EnvelopeDecimator
{
    /// <summary>How many means follow each other.</summary>
    public const int Order = 5;

    /// <summary>How many outputs later a feature comes out.</summary>
    public const int Lag = (Order - 1) / 2;

    // What is so much smaller than the largest output is the rounding of the filters before. A converter of 24 bits has 10⁻⁷.
    private const double Rounding = 1e-12;

    private readonly int _factor;
    private readonly double[] _output;
    private readonly double[] _weights;
    private readonly double[] _pending = new double[Order];
    private readonly double[] _last = new double[Order];
    private double _sum1;
    private double _sum2;
    private double _sum3;
    private double _sum4;
    private double _sum5;
    private int _count;
    private int _blocks;
    private double _largest;

    public EnvelopeDecimator(int factor, int longestInput)
    {
        _factor = factor;
        _output = new double[(longestInput / factor) + 1 + Lag];
        _weights = Weights(factor);
    }

    public void Reset()
    {
        ClearSums();
        _blocks = 0;
        _largest = 0;
    }

    /// <summary>Gives the outputs that the input completes; valid until the next call.</summary>
    public ReadOnlySpan<double> Means(ReadOnlySpan<double> input)
    {
        int written = 0;
        while (!input.IsEmpty)
        {
            int taken = Math.Min(input.Length, _factor - _count);
            foreach (double sample in input[..taken])
            {
                _sum1 += sample;
                _sum2 += _sum1;
                _sum3 += _sum2;
                _sum4 += _sum3;
                _sum5 += _sum4;
            }

            input = input[taken..];
            written = Complete(taken, written);
        }

        return _output.AsSpan(0, written);
    }

    /// <summary>Gives the outputs of the magnitude that the input completes; valid until the next call.</summary>
    public ReadOnlySpan<double> MeanMagnitudes(ReadOnlySpan<double> input)
    {
        int written = 0;
        while (!input.IsEmpty)
        {
            int taken = Math.Min(input.Length, _factor - _count);
            (double sum1, double sum2, double sum3, double sum4, double sum5) = (_sum1, _sum2, _sum3, _sum4, _sum5);
            foreach (double sample in input[..taken])
            {
                sum1 += Math.Abs(sample);
                sum2 += sum1;
                sum3 += sum2;
                sum4 += sum3;
                sum5 += sum4;
            }

            (_sum1, _sum2, _sum3, _sum4, _sum5) = (sum1, sum2, sum3, sum4, sum5);
            input = input[taken..];
            written = Complete(taken, written);
        }

        return _output.AsSpan(0, written);
    }

    /// <summary>Gives the outputs that the end of the signal still holds back; valid until the next call.</summary>
    public ReadOnlySpan<double> Flush()
    {
        int written = 0;
        for (int behind = 0; behind < Lag && _blocks > 0 && _factor > 1; behind++)
        {
            _blocks++;
            written = Add(_last, written);
        }

        Reset();
        return _output.AsSpan(0, written);
    }

    /// <summary>Gives what is left of a sine wave of the new rate's times <paramref name="frequencyOverRate"/>.</summary>
    /// <param name="frequencyOverRate">Its frequency over the new rate.</param>
    /// <param name="factor">How many samples an interval has.</param>
    public static double Gain(double frequencyOverRate, int factor)
    {
        double half = Math.PI * frequencyOverRate / factor;
        return factor == 1 || half == 0 ? 1 : Math.Pow(Math.Sin(factor * half) / (factor * Math.Sin(half)), Order);
    }

    // weights[i·Order + k − 1] is what the k-th sum of an interval adds to the output i intervals later. n samples behind the
    // interval a sum of order k, of zeros since, is s_k + C(n,1)·s_(k−1) + C(n+1,2)·s_(k−2) + …; the output is the fifth difference
    // of the fifth sum over the new rate's intervals.
    private static double[] Weights(int factor)
    {
        double scale = Math.Pow(factor, -Order);
        double[] weights = new double[Order * Order];
        for (int i = 0; i < Order; i++)
        {
            double sign = 1;
            double binomial = 1;
            for (int q = 0; q <= i; q++)
            {
                double n = (double)(i - q) * factor;
                double grown = 1;
                for (int k = Order; k >= 1; k--)
                {
                    weights[(i * Order) + k - 1] += sign * binomial * grown * scale;
                    int step = Order - k + 1;
                    grown *= (n + step - 1) / step;
                }

                sign = -sign;
                binomial *= (Order - q) / (q + 1.0);
            }
        }

        return weights;
    }

    private int Complete(int taken, int written)
    {
        _count += taken;
        if (_count < _factor)
        {
            return written;
        }

        (_last[0], _last[1], _last[2], _last[3], _last[4]) = (_sum1, _sum2, _sum3, _sum4, _sum5);
        ClearSums();
        if (_factor == 1)
        {
            return Write(_last[0], written);
        }

        if (_blocks == 0)
        {
            // As if the first interval had come before itself.
            Array.Clear(_pending);
            for (int before = 1; before < Order; before++)
            {
                Push(_last);
            }
        }

        _blocks = Math.Min(_blocks + 1, Order);
        return Add(_last, written);
    }

    private int Add(double[] sums, int written)
    {
        double output = Push(sums);
        if (_blocks <= Lag)
        {
            return written;
        }

        return Write(output, written);
    }

    private int Write(double output, int written)
    {
        double size = Math.Abs(output);
        _largest = Math.Max(_largest, size);
        _output[written] = size < Rounding * _largest ? 0 : output;
        return written + 1;
    }

    // Adds an interval to this output and the next ones, and gives this one.
    private double Push(double[] sums)
    {
        for (int i = 0; i < Order; i++)
        {
            double sum = 0;
            for (int k = 0; k < Order; k++)
            {
                sum += _weights[(i * Order) + k] * sums[k];
            }

            _pending[i] += sum;
        }

        double output = _pending[0];
        _pending.AsSpan(1).CopyTo(_pending);
        _pending[Order - 1] = 0;
        return output;
    }

    private void ClearSums()
    {
        (_sum1, _sum2, _sum3, _sum4, _sum5) = (0, 0, 0, 0, 0);
        _count = 0;
    }
}
