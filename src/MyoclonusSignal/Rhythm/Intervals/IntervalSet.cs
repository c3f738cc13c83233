using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The intervals of several trains of onsets: none lies between two trains.</summary>
internal sealed class IntervalSet
{
    private readonly List<double> _contrasts = [];
    private readonly List<double> _pairSums = [];
    private readonly List<int> _trainOf = [];
    private readonly double[] _onsets;
    private readonly double[] _sorted;
    private readonly double _longest;

    public IntervalSet(IReadOnlyList<double[]> trains)
    {
        List<double> intervals = [];
        List<double> joined = [];
        double longest = 0;
        foreach (double[] train in trains)
        {
            for (int i = 1; i < train.Length; i++)
            {
                longest = Math.Max(longest, train[i] - train[i - 1]);
            }
        }

        // The trains are laid behind each other with pauses that differ from intervals by their length.
        double pause = (2 * longest) + 1;
        double at = 0;
        for (int t = 0; t < trains.Count; t++)
        {
            double[] train = trains[t];
            double previous = double.NaN;
            for (int i = 0; i < train.Length; i++)
            {
                joined.Add(at + train[i] - train[0]);
                if (i == 0)
                {
                    continue;
                }

                double interval = train[i] - train[i - 1];
                intervals.Add(interval);
                if (previous + interval > 0)
                {
                    double contrast = (interval - previous) / (interval + previous);
                    _contrasts.Add(3 * contrast * contrast);
                    _pairSums.Add(previous + interval);
                    _trainOf.Add(t);
                }

                previous = interval;
            }

            at = joined.Count > 0 ? joined[^1] + pause : at;
        }

        intervals.Sort();
        _sorted = [.. intervals];
        _onsets = [.. joined];
        _longest = 1.5 * longest;
    }

    public IntervalStatistics Statistics() =>
        IntervalStatistics.FromOnsets(_onsets, _longest > 0 ? _longest : double.PositiveInfinity);

    /// <summary>Gets the shortest interval; 0 without one.</summary>
    public double ShortestSeconds => _sorted.Length > 0 ? _sorted[0] : 0;

    /// <summary>Gives the mean of the terms of the local variation; NaN without pairs of neighbours.</summary>
    /// <param name="refractorySeconds">The dead time behind an onset; 0 for Lv, more for LvR.</param>
    public double LocalVariation(double refractorySeconds) =>
        _contrasts.Count > 0 ? Terms(refractorySeconds).Average() : double.NaN;

    /// <summary>Gives Student's interval for that mean; neighbours share an interval, which counts.</summary>
    /// <param name="refractorySeconds">The dead time behind an onset; 0 for Lv, more for LvR.</param>
    public ConfidenceInterval? LocalVariationCi95(double refractorySeconds)
    {
        double[] terms = Terms(refractorySeconds);
        int count = terms.Length;
        if (_sorted.Length < JerkRegularity.LeastIntervals || count < JerkRegularity.LeastIntervals - 1)
        {
            return null;
        }

        double mean = terms.Average();
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < count; i++)
        {
            variance += (terms[i] - mean) * (terms[i] - mean);
            if (i > 0 && _trainOf[i] == _trainOf[i - 1])
            {
                covariance += (terms[i] - mean) * (terms[i - 1] - mean);
            }
        }

        double error = Math.Sqrt(Math.Max(variance + (2 * covariance), variance)) / count * Math.Sqrt(count / (count - 1.0));
        double t = StudentT.InvCDF(0, 1, count - 1, 0.975);

        // The terms are skewed and never negative: on a logarithmic scale the interval has its coverage.
        double factor = mean > 0 ? Math.Exp(t * error / mean) : 1;
        return new ConfidenceInterval(mean / factor, mean * factor);
    }

    // A dead time R makes each term smaller by about 4R/(I₁ + I₂), which LvR takes back (Shinomoto et al. 2009, eq. 3).
    private double[] Terms(double refractorySeconds) =>
        [.. _contrasts.Select((contrast, i) => contrast * (1 + (4 * refractorySeconds / _pairSums[i])))];

    /// <summary>Gives one over the interval of the median from order statistics, which holds whatever the distribution.</summary>
    public ConfidenceInterval? FrequencyCi95()
    {
        int count = _sorted.Length;
        if (count < JerkRegularity.LeastIntervals)
        {
            return null;
        }

        int rank = 0;
        while (rank < count / 2 && Binomial.CDF(0.5, count, rank) <= 0.025)
        {
            rank++;
        }

        int lower = Math.Max(0, rank - 1);
        double shortest = _sorted[lower];
        double longest = _sorted[count - 1 - lower];
        return shortest > 0 ? new ConfidenceInterval(1 / longest, 1 / shortest) : null;
    }
}
