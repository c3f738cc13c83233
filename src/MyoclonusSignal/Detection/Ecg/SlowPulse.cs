using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Tells cheaply whether a pulse can run through what is slow in an EMG: whether its power, where nothing fast stands, repeats itself after
/// any interval that beats may have. Without that the search for beats by their shape, which takes a hundred times as long, finds none.
/// </summary>
internal static class SlowPulse
{
    // A third of what the band-pass leaves of a QRS complex.
    private const double BinSeconds = 0.02;

    // So many bins to either side of an interval count with it: breathing changes a pulse of 0.8 s by some 40 ms.
    private const int Aside = 2;

    // Over the middle bin. Muscle holds more than that of what is fast, and a beat that is larger than that says no more.
    private const double MostFastRatio = 2.5;
    private const double MostRatio = 5;

    // Of 40 stretches with hearts of 11 to 15 dB at their peaks it was 0.12 to 0.42, of 132 with jerks at a steady interval and no heart at most 0.05.
    private const double LeastRepetition = 0.07;

    /// <summary>Returns false where no pulse runs through a signal.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="slow">What is slow of it.</param>
    /// <param name="rateHz">The sampling rate of both in Hz.</param>
    public static bool MayBeThere(float[] signal, double[] slow, double rateHz)
    {
        int bin = Math.Max(1, (int)Math.Round(BinSeconds * rateHz));
        double[] slowPowers = new double[signal.Length / bin];
        double[] fastPowers = new double[slowPowers.Length];
        for (int i = 0; i < slowPowers.Length; i++)
        {
            for (int n = i * bin; n < (i + 1) * bin; n++)
            {
                double fast = signal[n] - slow[n];
                slowPowers[i] += slow[n] * slow[n];
                fastPowers[i] += fast * fast;
            }
        }

        return slowPowers.Length > 0 && Repetition(Deviations(slowPowers, fastPowers), rateHz / bin) >= LeastRepetition;
    }

    /// <summary>The slow power around its mean, 0 where something fast stands.</summary>
    private static float[] Deviations(double[] slowPowers, double[] fastPowers)
    {
        double mostSlow = MostRatio * Selection.UpperMedian(slowPowers);
        double mostFast = MostFastRatio * Selection.UpperMedian(fastPowers);
        bool[] isFast = new bool[slowPowers.Length];
        (double sum, int count) = (0, 0);
        for (int i = 0; i < slowPowers.Length; i++)
        {
            isFast[i] = fastPowers[i] > mostFast || (i > 0 && fastPowers[i - 1] > mostFast) || (i + 1 < fastPowers.Length && fastPowers[i + 1] > mostFast);
            slowPowers[i] = Math.Min(slowPowers[i], mostSlow);
            (sum, count) = isFast[i] ? (sum, count) : (sum + slowPowers[i], count + 1);
        }

        double mean = sum / Math.Max(1, count);
        float[] deviations = new float[slowPowers.Length];
        for (int i = 0; i < deviations.Length; i++)
        {
            deviations[i] = isFast[i] ? 0 : (float)(slowPowers[i] - mean);
        }

        return deviations;
    }

    /// <summary>The largest coefficient with which deviations repeat themselves after an interval that beats may have.</summary>
    private static double Repetition(float[] deviations, double rateHz)
    {
        int first = (int)(HeartbeatPulse.ShortestSeconds * rateHz);
        int last = Math.Min((int)Math.Ceiling(HeartbeatPulse.LongestSeconds * rateHz), deviations.Length - 1 - Aside);
        double whole = Math.Max(ShapeMatch.Dot(deviations, deviations), 1e-30);
        double[] after = new double[Math.Max(0, last + Aside + 1)];
        double largest = 0;
        double around = 0;
        for (int lag = first - Aside; lag <= last + Aside; lag++)
        {
            after[lag] = ShapeMatch.Dot(deviations.AsSpan(lag), deviations.AsSpan(0, deviations.Length - lag));
            around += after[lag] - (lag > first + Aside ? after[lag - (2 * Aside) - 1] : 0);
            largest = lag >= first + Aside ? Math.Max(largest, around) : largest;
        }

        return largest / ((2 * Aside) + 1) / whole;
    }
}
