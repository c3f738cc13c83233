using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Spectra;

/// <summary>The mean or line that is subtracted from a piece before it is windowed.</summary>
internal static class Trend
{
    /// <summary>The least-squares line: its value at the first sample and its slope per sample.</summary>
    public static (double Level, double Slope) Line(ReadOnlySpan<double> samples, Detrend detrend)
    {
        if (detrend == Detrend.None)
        {
            return (0, 0);
        }

        double mean = Sum(samples) / samples.Length;
        if (detrend == Detrend.Constant)
        {
            return (mean, 0);
        }

        double middle = 0.5 * (samples.Length - 1);
        double moment = 0;
        for (int j = 0; j < samples.Length; j++)
        {
            moment += (j - middle) * (samples[j] - mean);
        }

        // Σ(j − middle)² = n(n² − 1)/12.
        double n = samples.Length;
        double slope = moment / (n * ((n * n) - 1) / 12);
        return (mean - (slope * middle), slope);
    }

    /// <summary>Sixteen partial sums: no addition waits for the one before, and the rounding errors are smaller.</summary>
    public static double Sum(ReadOnlySpan<double> samples)
    {
        Vector256<double> a = Vector256<double>.Zero;
        Vector256<double> b = a;
        Vector256<double> c = a;
        Vector256<double> d = a;
        while (samples.Length >= 16)
        {
            a += Vector256.Create<double>(samples);
            b += Vector256.Create<double>(samples[4..]);
            c += Vector256.Create<double>(samples[8..]);
            d += Vector256.Create<double>(samples[12..]);
            samples = samples[16..];
        }

        double sum = Vector256.Sum(a + b + (c + d));
        foreach (double sample in samples)
        {
            sum += sample;
        }

        return sum;
    }

    /// <summary>Writes the samples without their mean or line.</summary>
    public static void Subtract(ReadOnlySpan<double> samples, Detrend detrend, Span<double> output)
    {
        (double level, double slope) = Line(samples, detrend);
        for (int j = 0; j < samples.Length; j++)
        {
            output[j] = samples[j] - (level + (slope * j));
        }
    }
}

/// <summary>What is subtracted from each piece of a signal before it is windowed.</summary>
public enum Detrend
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean of the piece.</summary>
    Constant,

    /// <summary>The least-squares line through the piece.</summary>
    Linear,
}
