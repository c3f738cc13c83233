using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Electrode pops are named and left out; short bursts, single potentials and jerks beside a pop stay.</summary>
public sealed class ElectrodePopTests
{
    private const double Rate = 2000;

    [Fact]
    public void TheArtefactsOfTheSimulatorAreNoJerks()
    {
        (int right, int wrong, int missed, int named) = (0, 0, 0, 0);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Artefacts, 120, seed));
            AnalysisResult result = Analyze(MemoryReader.Of(recording));

            // A jerk that lies in a gap cannot be found.
            Interval gap = recording.Options.Artefacts.Gaps[0];
            DetectionScore score = DetectionScore.Of(
                [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                [.. recording.Truth.Where(e => e.OnsetSeconds + e.DurationSeconds < gap.StartSeconds || e.OnsetSeconds > gap.EndSeconds)
                    .Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                new MatchOptions());
            right += score.TruePositives;
            wrong += score.FalsePositives;
            missed += score.FalseNegatives;
            named += result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.ElectrodePop);
        }

        Assert.True(2.0 * right / ((2 * right) + wrong + missed) >= 0.99, $"{right} right, {wrong} wrong, {missed} missed");
        Assert.InRange(named, 12, 60);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void AStepThatDecaysIsAPop(double decaySeconds)
    {
        AnalysisResult result = WithEvents((samples, at) =>
        {
            for (int n = 0; n < 4000; n++)
            {
                samples[at + n] += 60 * Math.Exp(-n / (decaySeconds * Rate));
            }
        });
        Assert.Empty(result.Events);
        Assert.Equal(10, result.Channels[0].Rejected.Count(candidate => candidate.ReasonName == "electrode-pop"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ASpikeOfAFewSamplesIsAPop(int length)
    {
        AnalysisResult result = WithEvents((samples, at) =>
        {
            for (int n = 0; n < length; n++)
            {
                samples[at + n] += 80;
            }
        });
        Assert.Empty(result.Events);
        Assert.Equal(10, result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.ElectrodePop));
    }

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.003)]
    [InlineData(0.004)]
    public void APotentialOfASingleMotorUnitIsNoPop(double widthSeconds)
    {
        // Two phases within some four widths: a fasciculation.
        AnalysisResult result = WithEvents((samples, at) =>
        {
            for (int n = 0; n < 60; n++)
            {
                double x = (n - 30) / (widthSeconds * Rate);
                samples[at + n] += 60 * x * Math.Exp(-x * x);
            }
        });
        Assert.Equal(10, result.Events.Count);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.02)]
    public void AShortBurstIsNoPop(double seconds)
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 120,
            Jerks = [new() { MinimumBurstSeconds = seconds, MaximumBurstSeconds = seconds, BurstToNoiseDb = 20, RatePerMinute = 60 }],
        });
        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        Assert.InRange(result.Events.Count, 0.9 * recording.Truth.Count, recording.Truth.Count);
        Assert.InRange(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.ElectrodePop), 0, 0.01 * recording.Truth.Count);
    }

    [Fact]
    public void AJerkBesideAPopStays()
    {
        Random random = new(5);
        AnalysisResult result = WithEvents((samples, at) =>
        {
            for (int n = 0; n < 1000; n++)
            {
                samples[at + n] += 60 * Math.Exp(-n / 100.0);
                samples[at + n] += n is >= 20 and < 100 ? 12 * random.NextNormal() : 0;
            }
        });
        Assert.Equal(10, result.Events.Count);
    }

    /// <summary>Noise of 1 with ten events, two seconds apart.</summary>
    private static AnalysisResult WithEvents(Action<double[], int> add)
    {
        Random random = new(3);
        double[] samples = [.. Enumerable.Range(0, (int)(24 * Rate)).Select(_ => random.NextNormal())];
        for (int i = 0; i < 10; i++)
        {
            add(samples, (int)((1.5 + (i * 2.1)) * Rate));
        }

        return Analyze(MemoryReader.OfEmg(samples, Rate));
    }

    private static AnalysisResult Analyze(MyoclonusSignal.Recordings.RecordingReader reader) =>
        MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
}
