namespace MyoclonusSignal.Rhythm;

/// <summary>The fundamental of a signal as a slowly turning pointer: amplitude and phase against a steady frequency.</summary>
/// <remarks>
/// The filter is a Hann window of a whole number of periods, two or more: its zeros lie at 0 Hz and at the second harmonic.
/// Two periods are short enough to follow a phase that wanders by a radian per period (jitter of 0.15).
/// </remarks>
internal sealed class PhaseTrack
{
    /// <summary>The pointers per length of the filter.</summary>
    public const int PerFilter = 4;

    private PhaseTrack(double[] real, double[] imaginary, double[] seconds, double frequencyHz, double noiseGain, double gain)
    {
        Real = real;
        Imaginary = imaginary;
        Seconds = seconds;
        FrequencyHz = frequencyHz;
        NoiseGain = noiseGain;
        Gain = gain;
    }

    public double[] Real { get; }

    public double[] Imaginary { get; }

    /// <summary>Gets the time of each pointer, a quarter of the filter's length apart.</summary>
    public double[] Seconds { get; }

    public double FrequencyHz { get; }

    /// <summary>Gets Σw² of the filter.</summary>
    public double NoiseGain { get; }

    /// <summary>Gets Σw of the filter: a sine wave of amplitude A has the pointer A·Σw/2.</summary>
    public double Gain { get; }

    public int Count => Seconds.Length;

    public static PhaseTrack Follow(ReadOnlySpan<double> samples, double startSeconds, double sampleRate, double frequencyHz, int periods)
    {
        int length = Math.Max(5, (int)Math.Round(periods * sampleRate / frequencyHz));
        double[] window = new double[length];
        Spectra.Window.Hann(window);
        double noiseGain = 0;
        double gain = 0;
        foreach (double w in window)
        {
            noiseGain += w * w;
            gain += w;
        }

        double step = periods * sampleRate / (PerFilter * frequencyHz);
        int count = samples.Length < length ? 0 : (int)((samples.Length - length) / step) + 1;
        double[] real = new double[count];
        double[] imaginary = new double[count];
        double[] seconds = new double[count];
        double turn = 2 * Math.PI * frequencyHz / sampleRate;
        for (int k = 0; k < count; k++)
        {
            int start = (int)(k * step);
            double mean = 0;
            for (int n = 0; n < length; n++)
            {
                mean += samples[start + n];
            }

            mean /= length;
            for (int n = 0; n < length; n++)
            {
                (double sin, double cos) = Math.SinCos(turn * (start + n));
                double x = window[n] * (samples[start + n] - mean);
                real[k] += x * cos;
                imaginary[k] -= x * sin;
            }

            seconds[k] = startSeconds + ((start + (length / 2)) / sampleRate);
        }

        return new PhaseTrack(real, imaginary, seconds, frequencyHz, noiseGain, gain);
    }

    public double Power(int index) => (Real[index] * Real[index]) + (Imaginary[index] * Imaginary[index]);

    public double MeanPower(int first, int last)
    {
        int from = Math.Max(0, first);
        int to = Math.Min(Count - 1, last);
        double sum = 0;
        for (int k = from; k <= to; k++)
        {
            sum += Power(k);
        }

        return sum / (to - from + 1);
    }

    /// <summary>The phase between two pointers against the steady frequency, in radians, followed step by step.</summary>
    public double Advance(int first, int last)
    {
        double sum = 0;
        for (int k = first; k < last; k++)
        {
            double across = (Real[k] * Imaginary[k + 1]) - (Imaginary[k] * Real[k + 1]);
            double along = (Real[k] * Real[k + 1]) + (Imaginary[k] * Imaginary[k + 1]);
            sum += Math.Atan2(across, along);
        }

        return sum;
    }
}
