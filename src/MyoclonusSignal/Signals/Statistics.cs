namespace MyoclonusSignal.Signals;

/// <summary>Statistics of small arrays.</summary>
internal static class Statistics
{
    /// <summary>Gives the median of sorted values; of an even number of values the larger of the middle two, which is a value that occurs.</summary>
    /// <param name="sorted">The values in ascending order.</param>
    /// <param name="ofNone">What stands for the median of no values.</param>
    public static double UpperMedian(ReadOnlySpan<double> sorted, double ofNone = double.NaN) => sorted.IsEmpty ? ofNone : sorted[sorted.Length / 2];

    /// <summary>Gives the median of sorted values; of an even number of values the mean of the middle two.</summary>
    /// <param name="sorted">The values in ascending order.</param>
    /// <param name="ofNone">What stands for the median of no values.</param>
    public static double Median(ReadOnlySpan<double> sorted, double ofNone = double.NaN) =>
        sorted.IsEmpty ? ofNone : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>Gives a quantile of sorted values, linear between order statistics: type 7 of Hyndman and Fan (1996), doi:10.1080/00031305.1996.10473566, NumPy's default.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    /// <param name="fraction">The part of the values below it, 0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Gives the standard deviation of a sample over its mean, of two values or more.</summary>
    public static double CoefficientOfVariation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)) / mean;
    }
}
