namespace MyoclonusSignal.Analysis;

/// <summary>
/// Means over a fixed number of samples, or of their magnitudes: the rectified envelope at a low rate. A mean over D samples
/// is zero at every multiple of the new rate, so that what would fold onto slow rhythms is taken out.
/// </summary>
internal sealed class EnvelopeDecimator
{
    private readonly int _factor;
    private readonly double[] _output;
    private double _sum;
    private int _count;

    public EnvelopeDecimator(int factor, int longestInput)
    {
        _factor = factor;
        _output = new double[(longestInput / factor) + 1];
    }

    public void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    /// <summary>Gives the means that the input completes; valid until the next call.</summary>
    public ReadOnlySpan<double> Means(ReadOnlySpan<double> input)
    {
        int written = 0;
        foreach (double sample in input)
        {
            _sum += sample;
            if (++_count == _factor)
            {
                _output[written++] = _sum / _factor;
                Reset();
            }
        }

        return _output.AsSpan(0, written);
    }

    /// <summary>Gives the means of magnitude that the input completes; valid until the next call.</summary>
    public ReadOnlySpan<double> MeanMagnitudes(ReadOnlySpan<double> input)
    {
        int written = 0;
        foreach (double sample in input)
        {
            _sum += Math.Abs(sample);
            if (++_count == _factor)
            {
                _output[written++] = _sum / _factor;
                Reset();
            }
        }

        return _output.AsSpan(0, written);
    }
}
