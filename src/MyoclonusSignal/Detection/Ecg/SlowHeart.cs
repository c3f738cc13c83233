using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds a heart that the whole band of an EMG hides: beats hold their power below 50 Hz, the noise most of its power above, so
/// that a beat of hardly 3 dB over the whole noise has some 10 dB over the part of it that is as slow.
/// </summary>
/// <remarks>
/// There is less to be told by shape there, because bursts of muscle and peaks of noise look alike when their fast part is taken away. So the
/// pulse must be steadier than where the shape tells, and the beats must hold nothing that is fast.
/// </remarks>
internal static class SlowHeart
{
    // The band must reach well beyond the border, or nothing tells a beat from a burst of muscle.
    private const double LeastRateHz = 240;
    private const int Order = 4;

    // Enough for what is below the border, and fine enough for the alignment of the mean beat, which moves a beat by up to 4 ms.
    private const double SlowRateHz = 250;

    // Of the excess over what is usual: of hearts at most 0.1 was fast, of muscle 0.83 and more.
    private const double MostFastFraction = 0.4;

    // What the band-pass leaves of a QRS complex, and by how much its place may be off.
    private const double BeatSeconds = 0.06;

    // Of hearts whose peak is 10 to 15 dB over the noise 0.83 to 0.98 of the intervals are one pulse, of peaks of noise at most a half.
    private const double LeastNextFraction = 0.6;

    /// <summary>Finds the beats.</summary>
    /// <param name="signal">The conditioned signal, averaged down.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    /// <param name="pulseSeconds">The pulse in seconds; NaN where there is none.</param>
    /// <returns>The beats and those that come early, each in order, by their places in the signal; empty where no heart is seen.</returns>
    public static (List<HeartbeatCandidate> Beats, List<HeartbeatCandidate> Ectopics) Find(float[] signal, double rateHz, out double pulseSeconds)
    {
        pulseSeconds = double.NaN;
        SosCoefficients? filter = rateHz >= LeastRateHz ? Butterworth.LowPass(Order, QrsSpectrum.BorderHz, rateHz) : null;
        if (filter is null || signal.Length <= ZeroPhase.DefaultPadding(filter))
        {
            return ([], []);
        }

        double[] slow = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            slow[i] = signal[i];
        }

        ZeroPhase.Filter(filter, slow, slow);
        if (!SlowPulse.MayBeThere(signal, slow, rateHz))
        {
            return ([], []);
        }

        int step = Math.Max(1, (int)Math.Round(rateHz / SlowRateHz));
        float[] few = new float[signal.Length / step];
        for (int i = 0; i < few.Length; i++)
        {
            few[i] = (float)slow[i * step];
        }

        (List<HeartbeatCandidate> beats, List<HeartbeatCandidate> ectopics) =
            HeartbeatFinder.FindSteady(new SignalShapes(few, rateHz / step), LeastNextFraction, out double pulse);
        beats = [.. beats.Select(InSignal)];
        if (beats.Count == 0 || HoldMuscle(beats, signal, slow, rateHz))
        {
            return ([], []);
        }

        pulseSeconds = pulse;
        return (beats, [.. ectopics.Select(InSignal)]);

        HeartbeatCandidate InSignal(HeartbeatCandidate beat) => beat with { Index = beat.Index * step, Position = beat.Position * step };
    }

    /// <summary>Returns true if what most beats have more of than is usual is fast.</summary>
    private static bool HoldMuscle(List<HeartbeatCandidate> beats, float[] signal, double[] slow, double rateHz)
    {
        int length = (int)(BeatSeconds * rateHz);
        (double slowUsual, double fastUsual) = Middle(Enumerable.Range(0, signal.Length / length).Select(i => i * length));
        (double slowBeat, double fastBeat) = Middle(beats.Select(beat => (int)beat.Position - (length / 2)));
        double fastExcess = Math.Max(0, fastBeat - fastUsual);
        return !(fastExcess < MostFastFraction * (fastExcess + slowBeat - slowUsual));

        // Of medians: jerks lie on some beats and between some.
        (double Slow, double Fast) Middle(IEnumerable<int> starts)
        {
            List<double> slowPowers = [];
            List<double> fastPowers = [];
            foreach (int start in starts.Where(start => start >= 0 && start + length <= signal.Length))
            {
                (double slowPower, double fastPower) = (0, 0);
                for (int i = start; i < start + length; i++)
                {
                    double rest = signal[i] - slow[i];
                    slowPower += slow[i] * slow[i];
                    fastPower += rest * rest;
                }

                slowPowers.Add(slowPower);
                fastPowers.Add(fastPower);
            }

            slowPowers.Sort();
            fastPowers.Sort();
            return (Statistics.UpperMedian(slowPowers.ToArray(), ofNone: 0), Statistics.UpperMedian(fastPowers.ToArray(), ofNone: 0));
        }
    }
}
