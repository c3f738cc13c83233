using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>A smooth alarm, and around it the place with most samples on the right sides: Abbink et al. (1998), doi:10.1046/j.1365-2842.1998.00242.x.</summary>
public sealed record Abbink : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Abbink";

    /// <summary>Gets the length of the moving mean in seconds. Default: 0.02, so that the edges stay sharp for the count.</summary>
    public double WindowSeconds { get; init; } = 0.02;

    /// <summary>Gets the cutoff in Hz of the low-pass of tenth order before the alarm. Default: 30, the paper's.</summary>
    public double CutoffHz { get; init; } = 30;

    /// <summary>Gets the threshold of the alarm in standard deviations of rest. Default: 3.</summary>
    public double Threshold { get; init; } = 3;

    /// <summary>Gets the threshold of the count in standard deviations of rest. Default: 1.</summary>
    public double TransitionThreshold { get; init; } = 1;

    /// <summary>Gets how far before and behind an edge samples are counted, in seconds. Default: 0.03.</summary>
    public double CountSeconds { get; init; } = 0.03;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(CutoffHz, 1e-3, 1e6);
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
        Guard.ThrowIfOutside(TransitionThreshold, -1e6, 1e6);
        Guard.ThrowIfOutside(CountSeconds, 1e-4, 10.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        double[] function = TestFunctions.HodgesBui(signal, rest, Samples(WindowSeconds, sampleRate));
        double[] smooth = new double[function.Length];
        SosCoefficients lowPass = Butterworth.LowPass(10, Math.Min(CutoffHz, 0.45 * sampleRate), sampleRate);
        ZeroPhase.Filter(lowPass, function, smooth, PaddingKind.Constant, lowPass.SettlingSamples(1e-3));
        int[] over = new int[function.Length + 1];
        for (int i = 0; i < function.Length; i++)
        {
            over[i + 1] = over[i] + (function[i] >= TransitionThreshold ? 1 : 0);
        }

        int count = Samples(CountSeconds, sampleRate);
        List<Segment> found = [];
        foreach (Segment alarm in Runs.Over(smooth, Threshold))
        {
            int first = found.Count > 0 ? (int)found[^1].End : 0;
            int middle = (int)((alarm.Start + alarm.End) / 2);
            int start = Best(over, Math.Max(first, (int)alarm.Start - count), Math.Min(middle, (int)alarm.Start + count), count, 1);
            int end = Best(over, Math.Max(middle, (int)alarm.End - count), Math.Min(function.Length, (int)alarm.End + count), count, -1);
            if (end > start)
            {
                found.Add(new Segment(start, end));
            }
        }

        return found;
    }

    /// <summary>Where most samples before are under and most behind are over the threshold; of an end (sign −1) the other way round.</summary>
    private static int Best(int[] over, int from, int to, int count, int sign)
    {
        int best = from;
        int most = int.MinValue;
        for (int at = from; at <= to; at++)
        {
            int before = over[at] - over[Math.Max(0, at - count)];
            int behind = over[Math.Min(over.Length - 1, at + count)] - over[at];
            int score = sign * (behind - before);
            if (score > most)
            {
                (most, best) = (score, at);
            }
        }

        return best;
    }
}
