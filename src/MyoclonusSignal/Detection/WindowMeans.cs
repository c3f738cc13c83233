using System.Numerics;

namespace MyoclonusSignal.Detection;

/// <summary>Mean powers in windows, several at a time in the lanes of vectors.</summary>
internal static class WindowMeans
{
    /// <summary>Gives the mean over each window of so many values, by its first one: as many as <paramref name="means"/> has room for.</summary>
    public static void Slide(ReadOnlySpan<double> powers, int window, double scale, Span<double> means)
    {
        int lane = 0;
        for (; lane + Vector<double>.Count <= means.Length; lane += Vector<double>.Count)
        {
            Vector<double> sum = new(powers[lane..]);
            for (int b = 1; b < window; b++)
            {
                sum += new Vector<double>(powers[(lane + b)..]);
            }

            (sum * scale).CopyTo(means[lane..]);
        }

        for (; lane < means.Length; lane++)
        {
            double sum = 0;
            foreach (double power in powers.Slice(lane, window))
            {
                sum += power;
            }

            means[lane] = sum * scale;
        }
    }

    /// <summary>Returns true if any of the powers reaches a level.</summary>
    public static bool Reach(ReadOnlySpan<double> powers, double level)
    {
        Vector<double> levels = new(level);
        int i = 0;
        for (; i + Vector<double>.Count <= powers.Length; i += Vector<double>.Count)
        {
            if (Vector.GreaterThanOrEqualAny(new Vector<double>(powers[i..]), levels))
            {
                return true;
            }
        }

        for (; i < powers.Length; i++)
        {
            if (powers[i] >= level)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the sum of the products of two stretches of samples.</summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i + Vector<double>.Count <= first.Length; i += Vector<double>.Count)
        {
            sums += new Vector<double>(first[i..]) * new Vector<double>(second[i..]);
        }

        double sum = Vector.Sum(sums);
        for (; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }

    /// <summary>Adds the squares of some samples to a power, in their order.</summary>
    public static double AddPower(double power, ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            power += sample * sample;
        }

        return power;
    }

    /// <summary>Gives the sums of squares over bins of what a filter leaves of a signal.</summary>
    /// <param name="samples">The signal, from as many samples before the first bin on as the filter reaches back.</param>
    /// <param name="taps">The filter, whose taps are a lag apart.</param>
    /// <param name="lag">The lag in samples.</param>
    /// <param name="binSize">The number of samples in a bin.</param>
    /// <param name="left">Receives what the filter leaves.</param>
    /// <param name="powers">Receives the sums.</param>
    public static void AddPowers(
        ReadOnlySpan<double> samples, ReadOnlySpan<double> taps, int lag, int binSize, Span<double> left, Span<double> powers)
    {
        int reach = (taps.Length - 1) * lag;
        int i = 0;
        for (; i + Vector<double>.Count <= left.Length; i += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int k = 0; k < taps.Length; k++)
            {
                sum += taps[k] * new Vector<double>(samples[(i + reach - (k * lag))..]);
            }

            sum.CopyTo(left[i..]);
        }

        for (; i < left.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < taps.Length; k++)
            {
                sum += taps[k] * samples[i + reach - (k * lag)];
            }

            left[i] = sum;
        }

        for (int bin = 0; bin < powers.Length; bin++)
        {
            powers[bin] = AddPower(0, left.Slice(bin * binSize, binSize));
        }
    }
}
