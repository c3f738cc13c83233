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

    /// <summary>Tells whether any of the powers reaches a level.</summary>
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

    /// <summary>Adds the squares of some samples to a power, in their order.</summary>
    public static double AddPower(double power, ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            power += sample * sample;
        }

        return power;
    }
}
