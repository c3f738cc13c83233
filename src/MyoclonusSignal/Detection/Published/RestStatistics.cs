using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>Mean and standard deviation of a quantity at rest.</summary>
internal readonly record struct RestStatistics(double Mean, double StandardDeviation)
{
    public static RestStatistics Of(ReadOnlySpan<double> values, Segment rest)
    {
        ReadOnlySpan<double> own = values[(int)rest.Start..(int)rest.End];
        double sum = 0;
        foreach (double value in own)
        {
            sum += value;
        }

        double mean = sum / own.Length;
        double squares = 0;
        foreach (double value in own)
        {
            squares += (value - mean) * (value - mean);
        }

        return new RestStatistics(mean, Math.Sqrt(squares / (own.Length - 1)));
    }

    /// <summary>The mean power at rest, of a quantity whose mean is taken for zero.</summary>
    public static double MeanSquare(ReadOnlySpan<double> values, Segment rest)
    {
        double squares = 0;
        foreach (double value in values[(int)rest.Start..(int)rest.End])
        {
            squares += value * value;
        }

        return squares / rest.Length;
    }
}
