using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>One rhythm alone has no other beside it, and irregular pulses of a second generator are none.</summary>
public sealed class FurtherRhythmTests(ITestOutputHelper output)
{
    private const double Seconds = 60;

    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    [Theory]
    [InlineData("renewal", 3.5, 0.15)]
    [InlineData("renewal", 5, 0.1)]
    [InlineData("grid", 5, 0.1)]
    [InlineData("alternating", 5, 0.05)]
    [InlineData("half", 4, 0.08)]
    [InlineData("waxing", 4, 0.08)]
    [InlineData("swinging", 4, 0.05)]
    public void OneRhythmAloneHasNoOtherBesideIt(string kind, double frequencyHz, double variation) => Assert.InRange(
        Named(kind, frequencyHz, variation, (simulator, onsets) => simulator.Envelope(
            Seconds, onsets, 10, amplitudeVariation: kind == "waxing" ? 0.6 : 0.2), out int count),
        0,
        Limit(0.015, count));

    [Theory]
    [InlineData("renewal", 3.2, 0.02)]
    [InlineData("renewal", 5, 0.1)]
    [InlineData("swinging", 4, 0.05)]
    public void NorHasOneOfAsymmetricPulses(string kind, double frequencyHz, double variation) => Assert.InRange(
        Named(kind, frequencyHz, variation, (simulator, onsets) => Pulses(simulator, onsets, 4), out int count), 0, Limit(0.015, count));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0.02)]
    [InlineData(6, 0.05)]
    [InlineData(10, 0.03)]
    public void IrregularPulsesWithADeadTimeAreNoRhythm(double ratePerSecond, double deadSeconds)
    {
        int count = Full ? 2000 : 100;
        int called = 0;
        for (int i = 0; i < count; i++)
        {
            // Exponential intervals behind a dead time of less than half of their mean: a coefficient of variation of 0.5 and more.
            var simulator = new TrainSimulator(i);
            List<double> onsets = [];
            double mean = (1 / ratePerSecond) - deadSeconds;
            for (double t = -1; t < Seconds; t += deadSeconds - (mean * Math.Log(1 - simulator.Uniform())))
            {
                onsets.Add(t);
            }

            called += RhythmEstimator.Estimate(Pulses(simulator, onsets, 4), TrainSimulator.SampleRate).IsRhythmic ? 1 : 0;
        }

        output.WriteLine($"irregular pulses, {ratePerSecond} a second, dead time {deadSeconds} s: rhythmic {100.0 * called / count:0.00} % of {count}");
        Assert.InRange(called, 0, Limit(0.02, count));
    }

    private int Named(string kind, double frequencyHz, double variation, Func<TrainSimulator, List<double>, double[]> make, out int count)
    {
        int records = Full ? 1000 : 60;
        count = 0;
        int named = 0;
        for (int i = 0; i < records; i++)
        {
            var simulator = new TrainSimulator(i);
            RhythmResult result = RhythmEstimator.Estimate(
                make(simulator, Onsets(simulator, kind, frequencyHz, variation)), TrainSimulator.SampleRate);
            count += result.IsRhythmic ? 1 : 0;
            named += result.Others.Count > 0 ? 1 : 0;
        }

        output.WriteLine($"{kind} {frequencyHz} Hz, cv {variation}: another rhythm named in {100.0 * named / count:0.00} % of {count}");
        Assert.InRange(count, 0.98 * records, records);
        return named;
    }

    private static List<double> Onsets(TrainSimulator simulator, string kind, double frequencyHz, double variation)
    {
        if (kind is "grid")
        {
            return simulator.Grid(Seconds, frequencyHz, variation);
        }

        List<double> onsets = [];
        double deviate = simulator.Normal();
        double start = 6.28 * simulator.Uniform();
        double correlation = kind == "alternating" ? -0.5 : 0;
        for (double t = -1 - simulator.Uniform(); t < Seconds;)
        {
            onsets.Add(t);
            deviate = (correlation * deviate) + (Math.Sqrt(1 - (correlation * correlation)) * simulator.Normal());
            double swing = kind == "swinging" ? 1 + (0.06 * Math.Sin((2 * Math.PI * t / 15) + start)) : 1;
            t += Math.Max(1 + (variation * deviate), 0.05) / (swing * frequencyHz);
        }

        onsets.RemoveAll(t => t < 0 || (kind == "half" && (t < 15 || t > 45)));
        return onsets;
    }

    // Shot noise that shares nothing with the bursts of the other generator: it rises at once and decays, each pulse with its own
    // height and width, in white noise.
    private static double[] Pulses(TrainSimulator simulator, List<double> onsets, double height)
    {
        double[] samples = simulator.Noise(Seconds, 0);
        foreach (double onset in onsets)
        {
            double size = height * Math.Exp(0.3 * simulator.Normal());
            double decay = 0.02 * Math.Exp(0.3 * simulator.Normal());
            int last = (int)Math.Min(samples.Length - 1, (onset + (12 * decay)) * TrainSimulator.SampleRate);
            for (int n = Math.Max(0, (int)Math.Ceiling(onset * TrainSimulator.SampleRate)); n <= last; n++)
            {
                double turn = ((n / TrainSimulator.SampleRate) - onset) / decay;
                samples[n] += size * turn * Math.Exp(1 - turn);
            }
        }

        return samples;
    }

    private static int Limit(double rate, int count) =>
        (int)Math.Ceiling((rate * count) + (3 * Math.Sqrt(rate * (1 - rate) * count)));
}
