using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What the README states of the accuracy of a whole analysis, in every scenario of EMG and for both ways to make it.</summary>
/// <remarks>
/// The sizes are small so that the suite stays fast, and the limits leave room for that; MYOCLONUS_MONTE_CARLO=full takes 20 times
/// as many recordings and prints each cell.
/// </remarks>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    /// <summary>Scenario, model, size in dB, the least F1, and the largest median onset error in ms.</summary>
    public static TheoryData<SimulationScenario, EmgModel, double, double, double> Cells => new()
    {
        { SimulationScenario.RandomJerks, EmgModel.ModulatedNoise, 20, 0.98, 3 },
        { SimulationScenario.RandomJerks, EmgModel.ModulatedNoise, 10, 0.98, 3.6 },
        { SimulationScenario.RandomJerks, EmgModel.ModulatedNoise, 6, 0.96, 5 },
        { SimulationScenario.RandomJerks, EmgModel.ModulatedNoise, 3, 0.92, 8 },
        { SimulationScenario.RandomJerks, EmgModel.MotorUnits, 20, 0.97, 4 },
        { SimulationScenario.RandomJerks, EmgModel.MotorUnits, 10, 0.97, 6 },
        { SimulationScenario.RandomJerks, EmgModel.MotorUnits, 3, 0.9, 9 },
        { SimulationScenario.RhythmicTrain, EmgModel.ModulatedNoise, 10, 0.98, 4 },
        { SimulationScenario.RhythmicTrain, EmgModel.MotorUnits, 20, 0.97, 4 },
        { SimulationScenario.IrregularJerks, EmgModel.ModulatedNoise, 10, 0.96, 4 },
        { SimulationScenario.Mixed, EmgModel.ModulatedNoise, 10, 0.97, 4 },

        // The first unit fires 3.5 ms behind the onset of the drive; that the filter let the burst through early no longer hides it.
        { SimulationScenario.Mixed, EmgModel.MotorUnits, 20, 0.97, 4.5 },
        { SimulationScenario.TonicContractions, EmgModel.ModulatedNoise, 20, 0.95, 4 },
        { SimulationScenario.NoiseSteps, EmgModel.ModulatedNoise, 20, 0.96, 4 },
        { SimulationScenario.Ecg, EmgModel.ModulatedNoise, 10, 0.96, 5 },
        { SimulationScenario.Artefacts, EmgModel.ModulatedNoise, 10, 0.94, 5 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void JerksAreFoundWhereTheyBegin(SimulationScenario scenario, EmgModel model, double sizeDb, double leastF1, double largestErrorMs)
    {
        ScoreTally tally = new();
        int recordings = Full ? 40 : 2;
        object gate = new();
        Parallel.For(1, recordings + 1, seed =>
        {
            SimulatedRecording recording = Make(scenario, model, sizeDb, (ulong)seed);
            Interval[] found = Jerks(MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording)));
            Interval[] truth = [.. recording.Truth.Where(real => real.Kind == EventKind.Jerk)
                .Select(real => new Interval(real.OnsetSeconds, real.OnsetSeconds + real.DurationSeconds))];
            lock (gate)
            {
                tally.Add(found, truth, new MatchOptions());
            }
        });
        DetectionScore score = tally.ToScore(60.0 * recordings);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario} {model} {sizeDb} dB: F1 {score.F1:0.0000}, onset {score.OnsetError?.MedianAbsoluteSeconds * 1000:0.0} ms (median {score.OnsetError?.MedianSeconds * 1000:0.0}), {score.FalsePerHour:0.0} false an hour"));
        Assert.True(score.F1 >= leastF1, $"F1 {score.F1:0.0000}");
        Assert.True(score.OnsetError!.Value.MedianAbsoluteSeconds * 1000 <= largestErrorMs, $"onset {score.OnsetError}");
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    public void NoiseWithHumHasHardlyAFalseJerkAnHour(double humHz)
    {
        int recordings = Full ? 40 : 2;
        int events = 0;
        Parallel.For(1, recordings + 1, seed =>
        {
            SimulationOptions options = SimulationScenarios.Create(SimulationScenario.NoiseOnly, 900, (ulong)seed + (ulong)humHz);
            SimulatedRecording recording = Simulator.Generate(options with { Hum = new() { FrequencyHz = humHz } });
            Interlocked.Add(ref events, MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording)).Events.Count);
        });
        double hours = recordings / 4.0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{humHz} Hz: {events} events in {hours:0.0} h"));

        // At half an event an hour the chance of more is one in a hundred.
        Assert.True(events <= (Full ? 11 : 2), $"{events} events in {hours} h");
    }

    [Fact]
    public void NoPublishedDetectorFindsMoreFrom3DbUpWhateverTheThresholds()
    {
        DetectorBenchmarkOptions options = new() { BurstToNoiseDb = [3, 6, 10], Recordings = Full ? 40 : 4 };
        IReadOnlyList<OperatingCurve> curves =
            DetectorBenchmark.Sweep(ThresholdSweep.All(options), options, TestContext.Current.CancellationToken);
        foreach (IGrouping<double, OperatingCurve> size in curves.GroupBy(curve => curve.BurstToNoiseDb))
        {
            string ours = new AdaptiveBurstDetector().Name;
            OperatingPoint[] own = [.. size.Single(curve => curve.Detector == ours).Points];
            foreach (OperatingCurve curve in size.Where(curve => curve.Detector != ours))
            {
                OperatingPoint best = curve.Points.MaxBy(point => point.Accuracy.Score.F1)!;
                double? ownF1 = own.Where(point => point.Accuracy.Score.FalsePerHour <= best.Accuracy.Score.FalsePerHour).Max(point => point.Accuracy.Score.F1);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size.Key} dB: {curve.Detector} {best.Accuracy.Score.F1:0.0000} with {best.Accuracy.Score.FalsePerHour:0} false an hour, ours with no more {ownF1:0.0000}"));

                // Of some eighty jerks one or two are missed by chance.
                Assert.True(ownF1 >= best.Accuracy.Score.F1 - (Full ? 0.01 : 0.03), $"{size.Key} dB: {curve.Detector} {best.Accuracy.Score.F1:0.0000}, ours {ownF1:0.0000}");
            }
        }
    }

    [Fact]
    public void TheTableOfTheManualIsWhatTheDetectorGives()
    {
        string[][] table = [.. File.ReadLines(Path.Combine(TestData.RepoRoot, "benchmarks", "results", "accuracy", "detectors.tsv"))
            .Select(line => line.Split('\t'))];
        DetectorBenchmarkOptions options = new() { Recordings = 40, BurstToNoiseDb = [3, 10] };
        AdaptiveBurstDetector own = DetectorBenchmark.Adaptive(options);
        foreach (DetectorAccuracy accuracy in DetectorBenchmark.Run([own], options, TestContext.Current.CancellationToken))
        {
            string[] row = Assert.Single(table, row => row[0] == own.Name && row[1] == accuracy.BurstToNoiseDb.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row[Array.IndexOf(table[0], "true_positives")], accuracy.Score.TruePositives.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row[Array.IndexOf(table[0], "false_positives")], accuracy.Score.FalsePositives.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(
                double.Parse(row[Array.IndexOf(table[0], "onset_abs_error_ms")], CultureInfo.InvariantCulture),
                accuracy.Score.OnsetError!.Value.MedianAbsoluteSeconds * 1000,
                0.01);
        }
    }

    private static Interval[] Jerks(AnalysisResult result) =>
        [.. result.Events.Where(found => found.Kind == EventKind.Jerk).Select(found => new Interval(found.OnsetSeconds, found.OnsetSeconds + found.DurationSeconds))];

    private static SimulatedRecording Make(SimulationScenario scenario, EmgModel model, double sizeDb, ulong seed)
    {
        SimulationOptions options = SimulationScenarios.Create(scenario, 60, seed);

        // Noise that is three and two times as strong in its loud parts: the size is that over the loudest.
        double over = scenario == SimulationScenario.NoiseSteps ? sizeDb + (20 * Math.Log10(3)) : sizeDb;
        return Simulator.Generate(options with
        {
            EmgModel = model,
            Jerks = [.. options.Jerks.Select(jerks => jerks with
            {
                BurstToNoiseDb = over,

                // What begins with the recording is rejected by name, and what ends with it is cut.
                StartSeconds = Math.Max(0.5, jerks.StartSeconds),
                EndSeconds = Math.Min(jerks.EndSeconds ?? 60, 59.5),
            })],
        });
    }
}
