using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The mean frequency of a wandering phase, with an interval that knows how the phase wanders.</summary>
/// <remarks>
/// Model of the phase: steady turning + random walk (independent intervals) + white error (jitter about a grid, noise).
/// Its increments over steps as long as the filter are correlated with their neighbours only: by +0.13 for a walk seen
/// through a Hann window, by −½ for white errors, and in between for both. For each mixture the mean has Student's
/// distribution; the answer is the sum of these distributions weighted by the restricted likelihood, four fifths of the
/// prior weight on the pure walk, so that not knowing the mixture widens the interval. A rhythm that also wanders slowly has
/// increments that stay alike over several steps, which no mixture has: where the long-run variance, estimated from sums over
/// neighbours, exceeds what the mixture says, the interval is as wide as that variance makes it.
/// </remarks>
internal sealed class MeanFrequency
{
    private const int GridSize = 32;

    // The prior odds of the pure walk. At even odds jitter of 0.15 was covered in 91 of 100 records of 20 and 60 s.
    private const double WalkOdds = 4;

    // A random walk of unit variance per step, smoothed by a Hann window of one step with the integral H:
    // variance 2∫H² and lag-one covariance ∫H(1 − H) of its increments.
    private const double WalkVariance = 0.79333;
    private const double WalkCovariance = 0.10333;

    // Neighbours that are looked at for slow wandering, with weights that fall linearly (Newey and West 1987).
    private const int Lags = 4;

    // The sum is itself known from some ten independent terms of 40 steps: the quantile of 95 % is 2.3 instead of 2.0 times the
    // standard error (Kiefer and Vogelsang 2005, doi:10.1017/S0266466605050565, at a bandwidth of 5 in 40), 1.3 of the variance.
    private const double UnknownVariance = 1.3;
    private readonly List<double[]> _runs = [];
    private int _count;

    /// <summary>Adds the phase increments, in cycles, over equal steps of one uninterrupted bout.</summary>
    public void Add(double[] increments)
    {
        if (increments.Length > 0)
        {
            _runs.Add(increments);
            _count += increments.Length;
        }
    }

    public int Count => _count;

    /// <summary>The mean increment per step with its 95 % interval; false when there are too few steps to tell.</summary>
    public bool TryEstimate(out double mean, out ConfidenceInterval interval)
    {
        mean = 0;
        interval = default;
        if (_count < 4)
        {
            return false;
        }

        Span<double> centres = stackalloc double[GridSize];
        Span<double> errors = stackalloc double[GridSize];
        Span<double> logs = stackalloc double[GridSize];
        double highest = double.NegativeInfinity;
        for (int g = 0; g < GridSize; g++)
        {
            Fit(Correlation(g), out centres[g], out errors[g], out logs[g]);
            logs[g] += g == 0 ? Math.Log(WalkOdds * (GridSize - 1)) : 0;
            highest = Math.Max(highest, logs[g]);
        }

        double total = 0;
        double correlation = 0;
        for (int g = 0; g < GridSize; g++)
        {
            logs[g] = Math.Exp(logs[g] - highest);
            total += logs[g];
        }

        for (int g = 0; g < GridSize; g++)
        {
            logs[g] /= total;
            mean += logs[g] * centres[g];
            correlation += logs[g] * Correlation(g);
        }

        double widening = SlowWandering(mean, correlation);
        interval = new ConfidenceInterval(
            mean + (widening * (Quantile(0.025, centres, errors, logs) - mean)),
            mean + (widening * (Quantile(0.975, centres, errors, logs) - mean)));
        return true;
    }

    private static double Correlation(int grid)
    {
        double white = grid == 0 ? 0 : 0.03 * Math.Pow(10, 5.5 * (grid - 1) / (GridSize - 2));
        return (WalkCovariance - white) / (WalkVariance + (2 * white));
    }

    // The standard deviation of sums over neighbours, over what it is with the lag-one correlation of the model; 1 or more.
    private double SlowWandering(double mean, double correlation)
    {
        double variance = 0;
        double sums = 0;
        foreach (double[] run in _runs)
        {
            for (int i = 0; i < run.Length; i++)
            {
                variance += (run[i] - mean) * (run[i] - mean);
                for (int lag = 1; lag <= Math.Min(Lags, i); lag++)
                {
                    sums += 2 * (1 - (lag / (Lags + 1.0))) * (run[i] - mean) * (run[i - lag] - mean);
                }
            }
        }

        // About its own mean a series has less of such a sum than about the true one: 1 less in n of the variance, and the sum of
        // all weights, 1 + Lags, less in n of the sum.
        double expected = variance * (1 + (2 * (1 - (1 / (Lags + 1.0))) * correlation));
        double loss = Math.Max(0.5, (_count - 1.0 - Lags) / (_count - 1));
        return expected > 0 ? Math.Sqrt(Math.Max(1, UnknownVariance * (variance + sums) / loss / expected)) : 1;
    }

    private double Quantile(double probability, ReadOnlySpan<double> centres, ReadOnlySpan<double> errors, ReadOnlySpan<double> weights)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int g = 0; g < centres.Length; g++)
        {
            low = Math.Min(low, centres[g] - (100 * errors[g]));
            high = Math.Max(high, centres[g] + (100 * errors[g]));
        }

        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            double below = 0;
            for (int g = 0; g < centres.Length; g++)
            {
                if (weights[g] > 1e-6)
                {
                    below += weights[g] * (errors[g] > 0
                        ? StudentT.CDF(centres[g], errors[g], _count - 1, middle)
                        : (middle >= centres[g] ? 1 : 0));
                }
            }

            (low, high) = below < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // Generalised least squares for one lag-one correlation: the tridiagonal correlation matrix is factorised row by row.
    private void Fit(double correlation, out double centre, out double error, out double logLikelihood)
    {
        double ones = 0;
        double crossed = 0;
        double squares = 0;
        double logDeterminant = 0;
        foreach (double[] run in _runs)
        {
            double diagonal = 1;
            double one = 1;
            double value = run[0];
            for (int i = 0; i < run.Length; i++)
            {
                if (i > 0)
                {
                    double factor = correlation / diagonal;
                    diagonal = 1 - (correlation * correlation / diagonal);
                    one = 1 - (factor * one);
                    value = run[i] - (factor * value);
                }

                ones += one * one / diagonal;
                crossed += one * value / diagonal;
                squares += value * value / diagonal;
                logDeterminant += Math.Log(diagonal);
            }
        }

        centre = crossed / ones;
        double residual = Math.Max(squares - (crossed * centre), 1e-300);
        int freedom = _count - 1;
        error = Math.Sqrt(residual / freedom / ones);
        logLikelihood = -0.5 * (logDeterminant + Math.Log(ones) + (freedom * Math.Log(residual)));
    }
}
