using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>
/// The approximated generalized likelihood ratio of a step of the variance: an alarm, then the most likely place of the
/// step: Staude and Wolf (1999), Objective motor response onset detection in surface myoelectric signals, Medical Engineering and
/// Physics 21:449.
/// </summary>
public sealed record AglrStep : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "AGLR-step";

    /// <summary>Gets the length of the sliding window in seconds. Default: 0.03.</summary>
    public double WindowSeconds { get; init; } = 0.03;

    /// <summary>
    /// Gets the log likelihood ratio of the alarm. Default: 30. The paper leaves it to the user; in noise between 20 and 450 Hz at
    /// 2 kHz 30 is exceeded some five times an hour, 21 seventy times and 42 hardly ever.
    /// </summary>
    public double Threshold { get; init; } = 30;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-3, 10.0);
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        int window = Samples(WindowSeconds, sampleRate);
        double atRest = RestStatistics.MeanSquare(signal, rest);
        double[] sums = new double[signal.Length + 1];
        for (int i = 0; i < signal.Length; i++)
        {
            sums[i + 1] = sums[i] + (signal[i] * signal[i]);
        }

        double[] ratio = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            int from = Math.Max(0, i - (window / 2));
            int to = Math.Min(signal.Length, from + window);
            ratio[i] = LogRatio(sums, from, to, atRest);
        }

        List<Segment> found = [];
        foreach (Segment alarm in Runs.Over(ratio, Threshold))
        {
            // The step lies within a window of the alarm; what is over rest reaches to the middle of the alarm.
            int middle = (int)((alarm.Start + alarm.End) / 2);
            int start = MostLikely(sums, Math.Max(0, (int)alarm.Start - window), middle, middle, atRest);
            int end = MostLikely(sums, middle, Math.Min(signal.Length, (int)alarm.End + window), middle, atRest);
            if (found.Count > 0 && start < found[^1].End)
            {
                found[^1] = new Segment(found[^1].Start, Math.Max(end, found[^1].End));
            }
            else if (end > start)
            {
                found.Add(new Segment(start, end));
            }
        }

        return found;
    }

    /// <summary>n/2·(θ/θ₀ − ln(θ/θ₀) − 1) where the variance is above that of rest, otherwise 0.</summary>
    private static double LogRatio(double[] sums, int from, int to, double atRest)
    {
        double step = (sums[to] - sums[from]) / Math.Max(1, to - from) / Math.Max(atRest, double.Epsilon);
        return step > 1 ? (to - from) / 2.0 * (step - Math.Log(step) - 1) : 0;
    }

    /// <summary>The place between which and the middle the signal is least like rest.</summary>
    private static int MostLikely(double[] sums, int low, int high, int middle, double atRest)
    {
        int best = middle;
        double most = 0;
        for (int at = low; at <= high; at++)
        {
            double ratio = LogRatio(sums, Math.Min(at, middle), Math.Max(at, middle), atRest);
            if (ratio > most)
            {
                (most, best) = (ratio, at);
            }
        }

        return best;
    }
}
