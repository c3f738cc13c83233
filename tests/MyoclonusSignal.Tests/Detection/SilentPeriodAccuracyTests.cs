using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>How many silent periods are found over the size of the contraction, and how many that are none.</summary>
public sealed class SilentPeriodAccuracyTests
{
    [Theory]
    [InlineData(500, 6, 0.70)]
    [InlineData(500, 10, 0.90)]
    [InlineData(500, 16, 0.95)]
    [InlineData(500, 20, 0.97)]
    [InlineData(2000, 6, 0.85)]
    [InlineData(2000, 10, 0.93)]
    [InlineData(2000, 16, 0.96)]
    [InlineData(2000, 20, 0.97)]
    [InlineData(4000, 16, 0.96)]
    [InlineData(250, 16, 0.85)]
    [InlineData(128, 16, 0.65)]
    public void SilencesInAGaussianSignalAreFound(double sampleRate, double ratioDb, double leastF1) =>
        AssertScore(sampleRate, leastF1, wanders: false, signal => signal.Gaussian(ratioDb));

    [Theory]
    [InlineData(1000, 10, 0.90)]
    [InlineData(2000, 16, 0.95)]
    public void SilencesInAWanderingTremulousContractionAreFound(double sampleRate, double ratioDb, double leastF1) =>
        AssertScore(sampleRate, leastF1, wanders: true, signal => signal.Gaussian(ratioDb));

    [Theory]
    [InlineData(2000, 16, 30, 0.95)]
    [InlineData(500, 16, 30, 0.95)]
    [InlineData(2000, 10, 30, 0.92)]
    [InlineData(2000, 16, 10, 0.85)]
    [InlineData(2000, 16, 5, 0.6)]
    public void SilencesAmongMotorUnitsAreFound(double sampleRate, double ratioDb, int units, double leastF1) =>
        AssertScore(sampleRate, leastF1, wanders: false, signal => signal.MotorUnits(ratioDb, units));

    [Theory]
    [InlineData(EmgModel.ModulatedNoise, 6, 0.93)]
    [InlineData(EmgModel.ModulatedNoise, 10, 0.93)]
    [InlineData(EmgModel.ModulatedNoise, 16, 0.97)]
    [InlineData(EmgModel.ModulatedNoise, 20, 0.97)]
    [InlineData(EmgModel.MotorUnits, 6, 0.93)]
    [InlineData(EmgModel.MotorUnits, 10, 0.93)]
    [InlineData(EmgModel.MotorUnits, 16, 0.97)]
    [InlineData(EmgModel.MotorUnits, 20, 0.97)]
    public void SilencesOfTheSimulatorAreFound(EmgModel model, double ratioDb, double leastF1)
    {
        ScoreTally all = new();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            SimulationOptions options = SimulationScenarios.Create(SimulationScenario.NegativeMyoclonus, 120, seed);
            SimulatedRecording recording = Simulator.Generate(options with
            {
                EmgModel = model,
                Contractions = [.. options.Contractions.Select(c => c with { ContractionToNoiseDb = ratioDb })],
            });
            double rate = options.SampleRate;
            List<SilentPeriod> found = TonicSignal.Detect(TestSignals.BandPassed(recording.Signals[0].Samples, rate), rate);
            all.Add(
                [.. found.Select(s => new Interval(s.Start / rate, s.End / rate))],
                [.. recording.Truth.Where(e => e.Kind == EventKind.NegativeJerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                new MatchOptions());
        }

        DetectionScore score = all.ToScore(null);
        Assert.True(score.TruePositives > 80);
        Assert.True(score.F1 >= leastF1, $"F1 {score.F1}");
    }

    /// <summary>Two thirds of an hour of contraction each; at the stated rate of one in two hours more than two are improbable (0.5 %).</summary>
    [Theory]
    [InlineData(1000, 0, 6)]
    [InlineData(1000, 0, 16)]
    [InlineData(500, 0, 10)]
    [InlineData(500, 0, 20)]
    [InlineData(1000, 100, 10)]
    [InlineData(1000, 30, 6)]
    [InlineData(1000, 30, 16)]
    [InlineData(1000, 10, 10)]
    [InlineData(1000, 10, 20)]
    [InlineData(1000, 5, 6)]
    [InlineData(1000, 5, 16)]
    [InlineData(1000, 3, 16)]
    public void ContractionsWithoutSilencesHaveHardlyAny(double sampleRate, int units, double ratioDb)
    {
        int count = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            TonicSignal signal = new(seed, 1000, sampleRate);
            for (double t = 3; t < 970; t += 25)
            {
                signal.AddContraction(t, t + 20);
            }

            double[] x = units > 0 ? signal.MotorUnits(ratioDb, units) : signal.Gaussian(ratioDb);
            count += TonicSignal.Detect(x, sampleRate).Count;
        }

        Assert.InRange(count, 0, 2);
    }

    private static void AssertScore(double sampleRate, double leastF1, bool wanders, Func<TonicSignal, double[]> make)
    {
        ScoreTally all = new();
        for (int seed = 1; seed <= 4; seed++)
        {
            TonicSignal signal = new TonicSignal(seed, 100, sampleRate).AddContractions();
            if (wanders)
            {
                signal.Wander().Modulate(9, 0.3);
            }

            // Sharp edges and edges of 15 ms in turns.
            signal.AddSilences(0.05, 0.5, seed % 2 == 0 ? 0 : 0.015);
            signal.Score(TonicSignal.Detect(make(signal), sampleRate), all);
        }

        DetectionScore score = all.ToScore(null);
        Assert.True(score.TruePositives + score.FalseNegatives > 60);
        Assert.True(score.F1 >= leastF1, $"F1 {score.F1}");
    }
}
