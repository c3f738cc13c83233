using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Regular trains of jerks that are alike are not taken for a heart, and a heart costs hardly any jerk.</summary>
public sealed class HeartbeatTrainTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData(0.9, 0.02, 1)]
    [InlineData(1.2, 0.02, 2)]
    [InlineData(1.2, 0.08, 3)]
    [InlineData(1.7, 0.15, 4)]
    [InlineData(3, 0.05, 5)]
    [InlineData(5, 0.05, 6)]
    public void VolleysOfTheSameFewMotorUnitsAtTheRateOfAHeartAreJerks(double frequencyHz, double intervalCv, int seed)
    {
        foreach (double sizeDb in (double[])[6, 10, 20])
        {
            double[] samples = Volleys(frequencyHz, intervalCv, sizeDb, seed, out int count);
            AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken);
            int named = result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat);
            Assert.True(named <= 0.005 * count, $"{named} of {count} jerks of {sizeDb} dB are named heartbeats");
            Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk), 0.9 * count, count);
        }
    }

    [Theory]
    [InlineData(EmgModel.MotorUnits, 1.2)]
    [InlineData(EmgModel.MotorUnits, 3)]
    [InlineData(EmgModel.ModulatedNoise, 1.2)]
    [InlineData(EmgModel.ModulatedNoise, 6.5)]
    public void NoJerkOfARegularTrainIsAHeartbeat(EmgModel model, double frequencyHz)
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 150,
            EmgModel = model,
            Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = frequencyHz, PeriodCv = 0.02, MaximumBurstSeconds = 0.08 }],
        });
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.Heartbeat);
    }

    [Theory]
    [InlineData(EmgModel.ModulatedNoise, 3)]
    [InlineData(EmgModel.MotorUnits, 3)]
    [InlineData(EmgModel.ModulatedNoise, 6)]
    [InlineData(EmgModel.MotorUnits, 6)]
    public void AHeartAsLargeCostsAtMostTwoInAHundredOfWeakJerksAndALargerOneHardlyMore(EmgModel model, double sizeDb)
    {
        SimulationOptions with = SimulationScenarios.Create(SimulationScenario.Ecg, 480) with
        {
            EmgModel = model,
            Jerks = [new() { BurstToNoiseDb = sizeDb }],
        };
        double without = F1(with with { Ecg = null });
        double asLarge = F1(with with { Ecg = new() { PeakMicrovolts = 2.5 * 5 * Math.Pow(10, sizeDb / 20) } });
        double larger = F1(with);

        // The larger one costs 1.9 and 1.2 in a hundred over four seeds; with this one, of 160 jerks, some more.
        Assert.True(asLarge >= without - 0.02 && larger >= without - 0.03, $"{without} without, {asLarge} with a heart as large, {larger} with a larger one");
    }

    private static double F1(SimulationOptions options)
    {
        SimulatedRecording recording = Simulator.Generate(options);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), cancellationToken: TestContext.Current.CancellationToken);
        return DetectionScore.Of(
            [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
            [.. recording.Truth.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
            new MatchOptions()).F1 ?? 0;
    }

    /// <summary>
    /// Noise of 1 with volleys of four units, each of one wave that travels (a difference of two Gaussians): nearly all take
    /// part in every volley, in one order, within 3 ms, and some discharge once or twice more.
    /// </summary>
    private static double[] Volleys(double frequencyHz, double intervalCv, double sizeDb, int seed, out int count)
    {
        const double Seconds = 120;
        Random random = new(seed);
        double[] samples = [.. Enumerable.Range(0, (int)(Seconds * Rate)).Select(_ => random.NextNormal())];
        (double Width, double Size, double Apart)[] units =
        [
            .. Enumerable.Range(0, 4).Select(_ => (
                0.0015 + (0.002 * random.NextDouble()),
                Math.Exp(1.2 * random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1),
                0.003 + (0.004 * random.NextDouble()))),
        ];
        count = 0;
        for (double time = 1; time < Seconds - 1; time += Math.Max(0.5, 1 + (intervalCv * random.NextNormal())) / frequencyHz, count++)
        {
            double length = 0.035 + (0.025 * random.NextDouble());
            double[] volley = new double[(int)((length + 0.03) * Rate)];
            for (int unit = 0; unit < units.Length; unit++)
            {
                double at = random.NextDouble() > 0.85 ? length : 0.004 + (0.0025 * unit) + (0.003 * random.NextNormal());
                for (at = Math.Max(0, at); at < length; at += 0.012 + (0.008 * random.NextDouble()))
                {
                    (double width, double size, double apart) = units[unit];
                    for (int n = 0; n < volley.Length; n++)
                    {
                        double t = (n / Rate) - at - 0.012;
                        volley[n] += size * (Math.Exp(-Math.Pow((t + (apart / 2)) / width, 2)) - (0.9 * Math.Exp(-Math.Pow((t - (apart / 2)) / width, 2))));
                    }
                }
            }

            double power = volley.Sum(value => value * value) / (length * Rate);
            double scale = Math.Pow(10, (sizeDb / 20) + (0.1 * random.NextNormal())) / Math.Sqrt(Math.Max(power, 1e-6));
            for (int n = 0; n < volley.Length; n++)
            {
                samples[(int)(time * Rate) + n] += scale * volley[n];
            }
        }

        return samples;
    }
}
