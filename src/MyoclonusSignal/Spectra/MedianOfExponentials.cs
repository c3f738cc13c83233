using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>The median over periodograms, whose values are exponentially distributed about the density.</summary>
internal static class MedianOfExponentials
{
    /// <summary>Gives the expected median of <paramref name="count"/> unit exponentials, by which a median is divided.</summary>
    /// <remarks>1 + Σ_{i=1..⌊(n−1)/2⌋} (1/(2i+1) − 1/(2i)): Allen et al. (2012), doi:10.1103/PhysRevD.85.122006.</remarks>
    public static double Bias(int count)
    {
        double bias = 1;
        for (int i = 1; i <= (count - 1) / 2; i++)
        {
            bias += (1.0 / ((2 * i) + 1)) - (1.0 / (2 * i));
        }

        return bias;
    }

    /// <summary>Gives how much of the mean's precision the median of <paramref name="count"/> values keeps: 1 to 0.48.</summary>
    /// <remarks>The middle one of n = 2k−1 exponentials has mean Σ_{i=k..n} 1/i and variance Σ_{i=k..n} 1/i².</remarks>
    public static double Efficiency(int count)
    {
        int odd = count - ((count + 1) % 2);
        double mean = 0;
        double variance = 0;
        for (int i = (odd + 1) / 2; i <= odd; i++)
        {
            mean += 1.0 / i;
            variance += 1.0 / ((double)i * i);
        }

        return count == 0 ? 1 : mean * mean / (variance * odd);
    }

    /// <summary>Writes the bias-corrected median over the periodograms, frequency by frequency.</summary>
    public static void Average(List<double[]> periodograms, Span<double> average)
    {
        int count = periodograms.Count;
        double bias = Bias(count);
        double[] column = new double[count];
        for (int k = 0; k < average.Length; k++)
        {
            for (int i = 0; i < count; i++)
            {
                column[i] = periodograms[i][k];
            }

            Array.Sort(column);
            average[k] = Statistics.Median(column) / bias;
        }
    }
}
