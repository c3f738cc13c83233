namespace MyoclonusSignal.Rhythm;

/// <summary>Interpolates uneven samples at even places: the cubic through the four around a place, or a line where they crowd or end.</summary>
internal static class EvenGrid
{
    // Samples closer than this part of an interval: the cubic through them would enlarge their noise.
    private const double Crowded = 0.25;

    // Across a wider step the cubic would swing out.
    private const double Sparse = 2.5;

    /// <summary>Interpolates.</summary>
    /// <param name="times">Times in seconds, ascending, no two alike; the first place is the first one.</param>
    /// <param name="values">As many values.</param>
    /// <param name="sampleRate">The rate of the places in Hz.</param>
    /// <param name="count">The number of places.</param>
    public static double[] Interpolate(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double sampleRate, int count)
    {
        double[] even = new double[count];
        int left = 0;
        for (int n = 0; n < count; n++)
        {
            double place = times[0] + (n / sampleRate);
            while (left + 2 < times.Length && times[left + 1] <= place)
            {
                left++;
            }

            even[n] = left + 1 >= times.Length ? values[left]
                : IsCubic(times, left, sampleRate) ? Cubic(times[(left - 1)..], values[(left - 1)..], place)
                : Line(times[left..], values[left..], place);
        }

        return even;
    }

    private static bool IsCubic(ReadOnlySpan<double> times, int left, double sampleRate)
    {
        if (left < 1 || left + 2 >= times.Length)
        {
            return false;
        }

        for (int i = left - 1; i < left + 2; i++)
        {
            if ((times[i + 1] - times[i]) * sampleRate is < Crowded or > Sparse)
            {
                return false;
            }
        }

        return true;
    }

    private static double Line(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double place)
    {
        double share = Math.Clamp((place - times[0]) / (times[1] - times[0]), 0, 1);
        return ((1 - share) * values[0]) + (share * values[1]);
    }

    // Lagrange's.
    private static double Cubic(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double place)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            double weight = 1;
            for (int other = 0; other < 4; other++)
            {
                weight *= other == i ? 1 : (place - times[other]) / (times[i] - times[other]);
            }

            sum += weight * values[i];
        }

        return sum;
    }
}
