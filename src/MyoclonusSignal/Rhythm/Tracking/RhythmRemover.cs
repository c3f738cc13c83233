using System.Numerics;

namespace MyoclonusSignal.Rhythm;

/// <summary>Takes a rhythm off samples: the sinusoid whose amplitude and phase a Hann window follows.</summary>
internal static class RhythmRemover
{
    // The pointer is computed so often in the window's length, and a line is drawn between: 2 % of what is taken off stays.
    private const int PerWindow = 16;

    /// <summary>Subtracts the rhythm.</summary>
    /// <param name="samples">A stretch without a gap.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="frequencyHz">The rhythm's frequency.</param>
    /// <param name="windowSeconds">The length of the window: what is nearer than 1/window length to the frequency goes, what is beyond twice that stays.</param>
    public static void TakeOff(Span<double> samples, double sampleRate, double frequencyHz, double windowSeconds)
    {
        int length = Math.Max(PerWindow, (int)Math.Round(windowSeconds * sampleRate));
        double hop = (double)length / PerWindow;
        double[] window = new double[length + 1];
        for (int n = 0; n <= length; n++)
        {
            window[n] = 0.5 * (1 - Math.Cos(2 * Math.PI * n / length));
        }

        Complex[] turned = Turned(samples, 2 * Math.PI * frequencyHz / sampleRate);
        int count = (int)Math.Ceiling(samples.Length / hop) + 1;
        Complex[] pointers = new Complex[count];
        for (int k = 0; k < count; k++)
        {
            int start = (int)(k * hop) - (length / 2);
            int from = Math.Max(0, start);
            int to = Math.Min(samples.Length - 1, start + length);
            double weight = 0;
            for (int n = from; n <= to; n++)
            {
                pointers[k] += window[n - start] * turned[n];
                weight += window[n - start];
            }

            pointers[k] /= weight > 0 ? weight : 1;
        }

        for (int n = 0; n < samples.Length; n++)
        {
            double place = n / hop;
            Complex pointer = pointers[(int)place] + ((place - (int)place) * (pointers[(int)place + 1] - pointers[(int)place]));
            Complex back = Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencyHz / sampleRate * n);
            samples[n] -= 2 * ((pointer.Real * back.Real) - (pointer.Imaginary * back.Imaginary));
        }
    }

    private static Complex[] Turned(ReadOnlySpan<double> samples, double turn)
    {
        double mean = 0;
        foreach (double x in samples)
        {
            mean += x / samples.Length;
        }

        Complex[] turned = new Complex[samples.Length];
        for (int n = 0; n < turned.Length; n++)
        {
            turned[n] = (samples[n] - mean) * Complex.FromPolarCoordinates(1, -turn * n);
        }

        return turned;
    }
}
