using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Negative jerks in the whole analysis.</summary>
public sealed class NegativeJerkTests
{
    [Theory]
    [InlineData(10, 0.9)]
    [InlineData(16, 0.95)]
    [InlineData(20, 0.95)]
    [InlineData(26, 0.95)]
    public void TheTableOfNegativeMyoclonusIsThatOfTheTruth(double ratioDb, double leastF1)
    {
        ScoreTally tally = new();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            (SimulatedRecording recording, AnalysisResult result) = Analyze(ratioDb, seed);
            TrueEvent[] silences = [.. recording.Truth.Where(e => e.Kind == EventKind.NegativeJerk)];
            tally.Add(
                [.. result.Events.Where(e => e.Kind == EventKind.NegativeJerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                [.. silences.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                new MatchOptions());
            Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.Jerk);
            AnalysisEvent[] contractions = [.. result.Events.Where(e => e.Kind == EventKind.Contraction)];
            TrueEvent[] truth = [.. recording.Truth.Where(e => e.Kind == EventKind.Contraction)];
            Assert.Equal(truth.Length, contractions.Length);
            Assert.All(truth.Zip(contractions), pair =>
            {
                Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 0.15);
                Assert.Equal(pair.First.DurationSeconds, pair.Second.DurationSeconds, 0.3);
            });
        }

        DetectionScore score = tally.ToScore(null);
        Assert.True(score.F1 >= leastF1, $"F1 {score.F1}");
        Assert.InRange(score.OnsetError!.Value.MedianSeconds, -0.005, 0.005);
        Assert.InRange(score.OffsetError!.Value.MedianSeconds, -0.005, 0.005);
    }

    [Fact]
    public void TheSummaryHoldsCountRateAndDuration()
    {
        (_, AnalysisResult result) = Analyze(16, 1);
        AnalysisEvent[] events = [.. result.Events.Where(e => e.Kind == EventKind.NegativeJerk)];
        NegativeJerkSummary summary = Assert.Single(result.Channels).NegativeJerks!;
        Assert.Equal(events.Length, summary.Count);
        Assert.InRange(summary.ContractionSeconds, 40, 46);
        Assert.Equal(summary.Count / summary.ContractionSeconds * 60, summary.RatePerMinute!.Value, 1e-9);
        Assert.InRange(summary.RatePerMinute.Value, summary.RateCi95!.Value.Low, summary.RateCi95.Value.High);
        Assert.InRange(summary.DurationMilliseconds!.Value.Median, 50, 200);
        Assert.Equal(result.Events.Count(e => e.Kind == EventKind.Contraction), result.Channels[0].Jerks!.ContractionCount);
        Assert.All(events, e =>
        {
            Assert.InRange(e.SnrDb, -40, -8);
            Assert.InRange(e.PeakTimeSeconds, e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds);
            Assert.NotNull(e.OnsetUncertaintySeconds);
            Assert.Null(e.RiseSeconds);
        });
    }

    [Fact]
    public void AnAccelerometerHasNone()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.Accelerometer, 30);
        AnalysisResult result = Analyze(Simulator.Generate(options));
        Assert.Null(Assert.Single(result.Channels).NegativeJerks);
    }

    [Fact]
    public void AGapIsNoNegativeJerk()
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 40,
            SampleRate = 1000,
            Jerks = [],
            Contractions = [new() { StartSeconds = 5, DurationSeconds = 30 }],
        });
        recording.Signals[0].Samples.AsSpan(15_000, 150).Fill(double.NaN);
        recording.Signals[0].Samples.AsSpan(25_000, 1).Fill(double.NaN);
        AnalysisResult result = Analyze(recording);
        Assert.Equal(2, result.Channels[0].Segments.Count);
        Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.NegativeJerk);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(50)]
    public void ABridgedLossIsNoNegativeJerk(int samples)
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 40,
            SampleRate = 1000,
            Jerks = [],
            Contractions = [new() { StartSeconds = 5, DurationSeconds = 30 }],
        });
        for (int i = 10_000; i < 30_000; i += 2000)
        {
            recording.Signals[0].Samples.AsSpan(i, samples).Fill(double.NaN);
        }

        AnalysisResult result = Analyze(recording);
        Assert.Single(result.Channels[0].Segments);
        Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.NegativeJerk);
    }

    [Theory]
    [InlineData(SimulationScenario.RandomJerks)]
    [InlineData(SimulationScenario.RhythmicTrain)]
    [InlineData(SimulationScenario.IrregularJerks)]
    [InlineData(SimulationScenario.Mixed)]
    [InlineData(SimulationScenario.NoiseOnly)]
    [InlineData(SimulationScenario.TonicContractions)]
    [InlineData(SimulationScenario.NoiseSteps)]
    [InlineData(SimulationScenario.Ecg)]
    [InlineData(SimulationScenario.Artefacts)]
    public void RecordingsWithoutSilencesHaveNone(SimulationScenario scenario)
    {
        for (ulong seed = 1; seed <= 2; seed++)
        {
            AnalysisResult result = Analyze(Simulator.Generate(SimulationScenarios.Create(scenario, 120, seed)));
            Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.NegativeJerk);
        }
    }

    [Fact]
    public void TheOptionsGoThroughTheSummary()
    {
        SilentPeriodOptions expected = new()
        {
            MinimumSeconds = 0.06,
            MaximumSeconds = 0.4,
            FalseAlarmsPerHour = 2,
            LeastContractionRatio = 3,
            LeastDepthDb = 12,
            SustainedSeconds = 0.25,
        };
        (_, AnalysisResult result) = Analyze(16, 1, new AnalysisOptions { SilentPeriods = expected });
        using MemoryStream stream = new();
        SummaryJson.Write(result, stream);
        stream.Position = 0;
        Assert.Equal(expected, OptionsJson.Read(stream).SilentPeriods);
        Assert.Throws<FormatException>(() => OptionsJson.Read(new MemoryStream(Encoding.UTF8.GetBytes("""{"silent_periods": {"minimum_s": 9}}"""))));
        Assert.Throws<FormatException>(() => OptionsJson.Read(new MemoryStream(Encoding.UTF8.GetBytes("""{"silent_periods": {"x": 1}}"""))));
    }

    [Fact]
    public void TheSidecarNamesTheKind()
    {
        (_, AnalysisResult result) = Analyze(16, 1);
        using MemoryStream stream = new();
        ResultFiles.WriteEventsSidecar(result, stream);
        using var sidecar = JsonDocument.Parse(stream.ToArray());
        Assert.Contains(
            "0.05 to 0.5 s",
            sidecar.RootElement.GetProperty("trial_type").GetProperty("Levels").GetProperty("negative_jerk").GetString(),
            StringComparison.Ordinal);
    }

    private static (SimulatedRecording Recording, AnalysisResult Result) Analyze(double ratioDb, ulong seed, AnalysisOptions? options = null)
    {
        SimulationOptions scenario = SimulationScenarios.Create(SimulationScenario.NegativeMyoclonus, 60, seed);
        SimulatedRecording recording = Simulator.Generate(scenario with
        {
            Contractions = [.. scenario.Contractions.Select(c => c with { ContractionToNoiseDb = ratioDb })],
        });
        return (recording, Analyze(recording, options));
    }

    private static AnalysisResult Analyze(SimulatedRecording recording, AnalysisOptions? options = null) =>
        MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), options, cancellationToken: TestContext.Current.CancellationToken);
}
