namespace MyoclonusSignal.Detection;

/// <summary>
/// The power of a stretch of signal behind a moving mean of 2 ms. Surface EMG has most of its power below 200 Hz, the noise
/// fills the whole band: there a burst stands out of the noise by 2–3 dB more.
/// </summary>
/// <remarks>
/// It is used for onsets only, and only where a burst tells more behind the mean than without it: bursts of a wide band keep
/// their samples. Over 500 jerks each at 3 dB, the median onset error falls from 5.5 to 4.9 ms (raised cosines) and from 5.6 to
/// 5.1 ms (rectangular). Offsets come later by it, as low frequencies ring longest in the filters before the detector.
/// </remarks>
internal sealed class EdgeSmoother(BinHistory bins, double sampleRate)
{
    // Of the power of white noise between 20 and 450 Hz, two thirds of the degrees of freedom are left behind the mean.
    private const double FreedomLeft = 0.7;

    // The lower border of the band of EMG; a band that begins elsewhere has as many degrees of freedom within some per cent.
    private const double LowHz = 20;
    private const int Frequencies = 200;

    // Half the length of the mean. At 500 Hz and below nothing is left to smooth.
    private const double HalfSeconds = 0.001;

    // Where the noise is looked at: so long before the onset, not closer to it, and not right behind the burst before it.
    private const double NoiseSeconds = 0.3;
    private const double GapSeconds = 0.02;
    private const double LeastNoiseSeconds = 0.1;

    private readonly int _half = (int)Math.Round(HalfSeconds * sampleRate);

    /// <summary>Returns true if the mean is longer than a sample at a sampling rate in Hz.</summary>
    public static bool IsUsedAt(double sampleRate) => Math.Round(HalfSeconds * sampleRate) > 0;

    /// <summary>
    /// Returns true if the mean shows more of a burst; gives with how much noise and how many degrees of freedom.
    /// </summary>
    /// <param name="start">The onset as it is known so far, a sample index.</param>
    /// <param name="core">A sample inside the burst.</param>
    /// <param name="limit">The end of the burst before, a sample index.</param>
    /// <param name="noise">The mean power of the noise.</param>
    /// <param name="independence">Degrees of freedom per sample.</param>
    public bool TryUse(long start, long core, long limit, ref double noise, ref double independence)
    {
        long end = start - (long)(GapSeconds * sampleRate);
        long first = Math.Max(Math.Max(limit, end - (long)(NoiseSeconds * sampleRate)) + (long)(GapSeconds * sampleRate), _half);
        core = Math.Min(Math.Max(core, start + _half), bins.SampleCount - _half);
        if (_half == 0 || core <= start || end - first < LeastNoiseSeconds * sampleRate)
        {
            return false;
        }

        double noiseLeft = noise * Power(first, end) / SamplePower(first, end);
        double left = FreedomLeft * independence;
        if (!(FreedomLeft * Information(Power(start, core) / noiseLeft) > Information(SamplePower(start, core) / noise)))
        {
            return false;
        }

        noise = noiseLeft;
        independence = left;
        return true;
    }

    /// <summary>Gives the mean power behind the mean over the samples [<paramref name="first"/>, <paramref name="end"/>).</summary>
    public double Power(long first, long end)
    {
        double sum = 0;
        for (long n = first - _half; n < first + _half; n++)
        {
            sum += bins.Sample(n);
        }

        // Its first and its last sample count half, so that it is centred.
        double power = 0;
        for (long n = first; n < end; n++)
        {
            double earliest = bins.Sample(n - _half);
            double latest = bins.Sample(n + _half);
            sum += latest;
            double mean = sum - (0.5 * (earliest + latest));
            sum -= earliest;
            power += mean * mean;
        }

        return power / (4.0 * _half * _half * (end - first));
    }

    /// <summary>Gives whether the mean is known at every sample of a stretch.</summary>
    public bool Reaches(long first, long end) => first >= _half && end + _half <= bins.SampleCount;

    /// <summary>Gives the part of the degrees of freedom of white noise that is left behind the mean.</summary>
    /// <param name="bandwidthHz">The width of the noise's band in Hz.</param>
    public double FreedomOfNoise(double bandwidthHz)
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < Frequencies; i++)
        {
            double step = 2 * Math.PI * (LowHz + (bandwidthHz * (i + 0.5) / Frequencies)) / sampleRate;
            double gain = 0.5 * (1 + Math.Cos(step * _half));
            for (int k = 1; k < _half; k++)
            {
                gain += Math.Cos(step * k);
            }

            double power = gain * gain / (_half * _half);
            sum += power;
            squares += power * power;
        }

        return sum * sum / (Frequencies * squares);
    }

    private double SamplePower(long first, long end)
    {
        double power = 0;
        for (long n = first; n < end; n++)
        {
            power += bins.Square(n);
        }

        return power / (end - first);
    }

    /// <summary>Twice the expected logarithm of the likelihood ratio of a burst to the noise, for each degree of freedom.</summary>
    private static double Information(double ratio) => ratio > 1 ? ratio - 1 - Math.Log(ratio) : 0;
}
