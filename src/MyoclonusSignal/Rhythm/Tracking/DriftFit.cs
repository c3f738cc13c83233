using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Fits the drift of the frequency by least squares, with an interval that allows for neighbours that depend on each other.</summary>
/// <remarks>
/// Neighbouring advances share the error of the phase between them, and a wandering phase makes them alike: the variance of
/// the slope takes the covariances over four neighbours in (Newey and West 1987, doi:10.2307/1913610). It is never taken for
/// less than that of independent advances, so that the interval is rather too wide.
/// </remarks>
internal sealed class DriftFit
{
    private const int Lags = 4;
    private const int LeastCount = 8;
    private const double LeastSpanSeconds = 10;
    private readonly List<double> _seconds = [];
    private readonly List<double> _frequency = [];

    /// <summary>Adds the mean frequency about a moment.</summary>
    public void Add(double seconds, double frequencyHz)
    {
        _seconds.Add(seconds);
        _frequency.Add(frequencyHz);
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _seconds.Clear();
        _frequency.Clear();
    }

    /// <summary>Gives the slope, or <see langword="null"/> where there is too little to tell one.</summary>
    public FrequencyDrift? Fit()
    {
        int count = _seconds.Count;
        if (count < LeastCount || _seconds[^1] - _seconds[0] < LeastSpanSeconds)
        {
            return null;
        }

        double middle = _seconds.Average();
        double mean = _frequency.Average();
        double squares = 0;
        double crossed = 0;
        for (int i = 0; i < count; i++)
        {
            double t = _seconds[i] - middle;
            squares += t * t;
            crossed += t * (_frequency[i] - mean);
        }

        double slope = crossed / squares;
        double[] score = new double[count];
        double independent = 0;
        for (int i = 0; i < count; i++)
        {
            double t = _seconds[i] - middle;
            score[i] = t * (_frequency[i] - mean - (slope * t));
            independent += score[i] * score[i];
        }

        double variance = independent;
        for (int lag = 1; lag <= Math.Min(Lags, count - 1); lag++)
        {
            double sum = 0;
            for (int i = lag; i < count; i++)
            {
                sum += score[i] * score[i - lag];
            }

            variance += 2 * (1 - (lag / (Lags + 1.0))) * sum;
        }

        variance = Math.Max(variance, independent) * count / (count - 2.0);
        double half = StudentT.InvCDF(0, 1, count - 2, 0.975) * Math.Sqrt(variance) / squares;
        return new FrequencyDrift(60 * slope, new ConfidenceInterval(60 * (slope - half), 60 * (slope + half)));
    }
}

/// <summary>How the frequency of a rhythm changes with time: a straight line through the advances of its phase.</summary>
/// <param name="HzPerMinute">Slope, in Hz per minute.</param>
/// <param name="Ci95">Its 95 % interval; a drift whose interval holds 0 cannot be distinguished from wandering.</param>
public readonly record struct FrequencyDrift(double HzPerMinute, ConfidenceInterval Ci95);
