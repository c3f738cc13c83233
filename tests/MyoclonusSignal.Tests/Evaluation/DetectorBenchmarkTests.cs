using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Evaluation;

public sealed class DetectorBenchmarkTests
{
    private static readonly DetectorBenchmarkOptions Small = new() { BurstToNoiseDb = [20, 0], Recordings = 4, DurationSeconds = 20 };

    [Fact]
    public void TheThreadsChangeNothingAndTheSeedEverything()
    {
        IBurstDetector[] detectors = [new AdaptiveBurstDetector(), new Londral()];
        IReadOnlyList<DetectorAccuracy> once = DetectorBenchmark.Run(detectors, Small, TestContext.Current.CancellationToken);
        Assert.Equal(once, DetectorBenchmark.Run(detectors, Small with { Threads = 4 }, TestContext.Current.CancellationToken));
        Assert.NotEqual(once, DetectorBenchmark.Run(detectors, Small with { Seed = 99 }, TestContext.Current.CancellationToken));
        Assert.Equal(
            [("adaptive", 20), ("adaptive", 0), ("Londral", 20), ("Londral", 0)],
            once.Select(accuracy => (accuracy.Detector, accuracy.BurstToNoiseDb)));
    }

    [Fact]
    public void PlainJerksAreFoundAndOursGivesNoFalseOnes()
    {
        IReadOnlyList<DetectorAccuracy> accuracies =
            DetectorBenchmark.Run([new AdaptiveBurstDetector()], Small, TestContext.Current.CancellationToken);
        DetectionScore plain = accuracies[0].Score;
        Assert.True(plain.F1 > 0.98);
        Assert.Equal(0, plain.FalsePerHour);
        Assert.True(plain.OnsetError!.Value.MedianAbsoluteSeconds < 0.005);
        Assert.True(accuracies[1].Score.F1 < plain.F1);
        Assert.InRange(plain.F1!.Value, accuracies[0].F1Ci95!.Value.Low, accuracies[0].F1Ci95!.Value.High);
    }

    [Fact]
    public void TheTruthIsWhereTheScorerLooksForIt()
    {
        // A detector that finds nothing, and one that finds everything all the time.
        IReadOnlyList<DetectorAccuracy> accuracies = DetectorBenchmark.Run(
            [new Fixed("none", []), new Fixed("all", [new Segment(0, 40_000)])],
            Small with { JerkLimitSeconds = 60 },
            TestContext.Current.CancellationToken);
        Assert.Equal(0, accuracies[0].Score.TruePositives);
        Assert.Equal(0, accuracies[0].Score.F1);
        Assert.InRange(accuracies[0].Score.FalseNegatives, 10, 50);
        Assert.Equal(4, accuracies[2].Score.TruePositives + accuracies[2].Score.FalsePositives);
    }

    [Fact]
    public void TheIntervalOfOneRecordingIsNotKnown() => Assert.Null(
        DetectorBenchmark.Run([new Londral()], Small with { Recordings = 1 }, TestContext.Current.CancellationToken)[0].F1Ci95);

    [Fact]
    public void TheMainsAndItsHarmonicsAreTakenOutAsInAnAnalysis()
    {
        // Nothing of the simulated hum, whose third harmonic is 14 dB over the noise beside it, stands out.
        BenchmarkRecording recording = BenchmarkRecording.Create(
            Small with { Scenario = SimulationScenario.NoiseOnly, DurationSeconds = 60 }, 0, 1);
        PowerSpectrum spectrum = Welch.Estimate(recording.Samples, Small.SampleRate, new WelchOptions { WindowLength = 4000 });
        foreach (double line in (double[])[50, 150, 250])
        {
            int at = (int)Math.Round(line / spectrum.FrequencyStepHz);
            Assert.True(spectrum.Density[at] < 1.5 * spectrum.Density[at + 12], $"{line} Hz stands out");
        }
    }

    [Fact]
    public void ALongBurstIsNoJerkForAnyDetector()
    {
        DetectorBenchmarkOptions options = Small with { BurstToNoiseDb = [20] };
        DetectorAccuracy whole = DetectorBenchmark.Run([new Fixed("all", [new Segment(0, 40_000)])], options, TestContext.Current.CancellationToken)[0];
        Assert.Equal((0, 0), (whole.Score.TruePositives, whole.Score.FalsePositives));
    }

    [Fact]
    public void EveryScenarioHasTheJerksItPromises()
    {
        foreach (SimulationScenario scenario in DetectorBenchmark.Scenarios)
        {
            DetectorBenchmarkOptions options = DetectorBenchmarkOptions.For(scenario) with { DurationSeconds = 15 };
            BenchmarkRecording recording = BenchmarkRecording.Create(options, 10, 3);
            Assert.Equal((int)(15 * options.SampleRate), recording.Samples.Length);
            Assert.DoesNotContain(recording.Samples, sample => !double.IsFinite(sample));
            Assert.Equal(scenario == SimulationScenario.NoiseOnly, recording.Truth.Length == 0);
            Assert.All(recording.Truth, jerk => Assert.InRange(jerk.StartSeconds, 0.2, 14.8));

            // The truth of the recording as it was made is earlier by the filter's delay.
            Interval[] whole = recording.TruthOfWhole(options);
            Assert.Equal(recording.Truth.Length, whole.Length);
            Assert.All(whole.Zip(recording.Truth), pair => Assert.InRange(pair.Second.StartSeconds - pair.First.StartSeconds, 0, 0.02));
        }
    }

    [Theory]
    [InlineData(SimulationScenario.RandomJerks, 20, 0.98)]
    [InlineData(SimulationScenario.Ecg, 16, 0.95)]
    [InlineData(SimulationScenario.NegativeMyoclonus, 20, 0.95)]
    [InlineData(SimulationScenario.Accelerometer, 20, 0.98)]
    [InlineData(SimulationScenario.DailyLife, 38, 0.8)]
    [InlineData(SimulationScenario.JerksInContractions, 25, 0.85)]
    public void TheWholeAnalysisTakesPartInEveryKindOfRecording(SimulationScenario scenario, double sizeDb, double leastF1)
    {
        DetectorBenchmarkOptions options = DetectorBenchmarkOptions.For(scenario) with { BurstToNoiseDb = [sizeDb], Recordings = 2, DurationSeconds = 120, Seed = 9000 };
        IReadOnlyList<DetectorAccuracy> accuracies = DetectorBenchmark.RunWith(
            [new Solnik()], [WholeAnalysis.For(options.Wanted)], options, TestContext.Current.CancellationToken);
        Assert.Equal([WholeAnalysis.Name, new Solnik().Name], accuracies.Select(accuracy => accuracy.Detector));
        Assert.InRange(accuracies[0].Score.F1!.Value, leastF1, 1);
    }

    [Fact]
    public void ASilentPeriodIsAPauseBetweenTwoBursts()
    {
        DetectorBenchmarkOptions options = DetectorBenchmarkOptions.For(SimulationScenario.NegativeMyoclonus) with { SampleRate = 1000 };

        // Pauses of 100 ms, of 20 ms and of 2 s; the third burst lies in the second.
        Segment[] bursts = [new(0, 1000), new(1100, 3000), new(1500, 1600), new(3020, 4000), new(6000, 7000)];
        Interval pause = Assert.Single(BenchmarkRecording.EventsOf(bursts, options));
        Assert.Equal((1, 1.1), (pause.StartSeconds, pause.EndSeconds));
        Assert.Empty(BenchmarkRecording.EventsOf([], options));
    }

    [Fact]
    public void OurDetectorOfBurstsIsLeftOutWhereItIsNotWhatAnAnalysisUses()
    {
        Assert.Contains(ThresholdSweep.All(DetectorBenchmarkOptions.For(SimulationScenario.Ecg)), sweep => sweep.Detector == "adaptive");
        Assert.DoesNotContain(ThresholdSweep.All(DetectorBenchmarkOptions.For(SimulationScenario.DailyLife)), sweep => sweep.Detector == "adaptive");
        Assert.DoesNotContain(ThresholdSweep.All(DetectorBenchmarkOptions.For(SimulationScenario.NegativeMyoclonus)), sweep => sweep.Detector == "adaptive");
    }

    [Fact]
    public void NoFalseEventInAShortTimeStillAllowsForMany()
    {
        // 80 s without a false event: up to 3.69 / 80 s, by Garwood.
        DetectorAccuracy none = DetectorBenchmark.Run([new Fixed("none", [])], Small, TestContext.Current.CancellationToken)[0];
        Assert.Equal(0, none.FalsePerHourCi95.Low);
        Assert.Equal(3.6889 * 3600 / 80, none.FalsePerHourCi95.High, 0.1);
    }

    [Fact]
    public void AnIntervalHoldsItsValueAndHasAWidthForNoMistake()
    {
        IReadOnlyList<DetectorAccuracy> accuracies =
            DetectorBenchmark.Run([new AdaptiveBurstDetector(), new Silva()], Small, TestContext.Current.CancellationToken);
        Assert.All(accuracies, accuracy =>
        {
            Assert.InRange(accuracy.Score.F1!.Value, accuracy.F1Ci95!.Value.Low, accuracy.F1Ci95!.Value.High);
            Assert.InRange(accuracy.Score.FalsePerHour!.Value, accuracy.FalsePerHourCi95.Low, accuracy.FalsePerHourCi95.High);
            Assert.True(accuracy.F1Ci95!.Value.High - accuracy.F1Ci95!.Value.Low > 0.01);
        });
    }

    [Fact]
    public void ACurveGoesThroughTheDefaultAndItsEndsTradeMissesForFalseEvents()
    {
        ThresholdSweep[] sweeps = [.. ThresholdSweep.All(Small).Where(sweep => sweep.Detector is "adaptive" or "Londral")];
        IReadOnlyList<OperatingCurve> curves = DetectorBenchmark.Sweep(sweeps, Small, TestContext.Current.CancellationToken);
        IReadOnlyList<DetectorAccuracy> usual =
            DetectorBenchmark.Run([DetectorBenchmark.Adaptive(Small), new Londral()], Small, TestContext.Current.CancellationToken);
        Assert.Equal(usual, curves.Select(curve => Assert.Single(curve.Points, point => point.IsDefault).Accuracy));
        Assert.All(curves, curve =>
        {
            // The adaptive detector's parameter is a rate of alarms: it goes the other way.
            OperatingPoint[] fromStrict = [.. curve.Detector == "adaptive" ? curve.Points : curve.Points.Reverse()];
            Assert.True(fromStrict[0].Accuracy.Score.FalsePerHour <= fromStrict[^1].Accuracy.Score.FalsePerHour);
            Assert.True(fromStrict[0].Accuracy.Score.Recall?.Value <= 0.1 + fromStrict[^1].Accuracy.Score.Recall?.Value);
        });
        Assert.True(curves[1].Points[^1].Accuracy.Score.FalsePerHour > 100);
    }

    [Fact]
    public void EveryDetectorHasASweepThatContainsItsDefault()
    {
        IReadOnlyList<ThresholdSweep> sweeps = ThresholdSweep.All(Small);
        Assert.Equal(
            [DetectorBenchmark.Adaptive(Small), .. PublishedDetectors.All()],
            sweeps.Select(sweep => sweep.Create(sweep.DefaultThreshold)));
        double[] noise = MyoclonusSignal.Tests.Detection.TestSignals.Noise(1, 4000);
        Assert.All(sweeps, sweep =>
        {
            sweep.Validate();
            Assert.All(sweep.Thresholds, threshold => sweep.Create(threshold).Detect(noise, 2000));
        });
        ThresholdSweep without = sweeps[0] with { Thresholds = [1, 2] };
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Sweep([without], Small, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Sweep([sweeps[0], sweeps[0]], Small, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TheFilesHoldTheSameNumbers()
    {
        DetectorAccuracy[] accuracies = [.. DetectorBenchmark.Run([new Fixed("a\tb<", []), new Londral()], Small, TestContext.Current.CancellationToken)];
        IReadOnlyList<OperatingCurve> curves = DetectorBenchmark.Sweep(
            [new("level", 1, [1, 2], level => new Fixed("a\tb<", [new Segment(0, (long)(400 * level))]))], Small, TestContext.Current.CancellationToken);
        string[][] rows = Rows(stream => BenchmarkFiles.WriteTable(accuracies, stream));
        Assert.Equal(1 + 4, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal("a b<", rows[1][0]);
        Assert.Equal(accuracies[2].Score.TruePositives.ToString(System.Globalization.CultureInfo.InvariantCulture), rows[3][Array.IndexOf(rows[0], "true_positives")]);
        Assert.Equal("n/a", rows[1][Array.IndexOf(rows[0], "onset_error_ms")]);

        string[][] points = Rows(stream => BenchmarkFiles.WriteCurveTable(curves, stream));
        Assert.Equal(1 + (2 * 2), points.Length);
        Assert.Equal(["true", "false", "true", "false"], points[1..].Select(row => row[Array.IndexOf(points[0], "is_default")]));

        using MemoryStream written = new();
        BenchmarkFiles.WriteJson(accuracies, curves, Small, written);
        using JsonDocument json = JsonDocument.Parse(written.ToArray());
        JsonElement detectors = json.RootElement.GetProperty("detectors");
        Assert.Equal("a\tb<", detectors[0].GetProperty("name").GetString());
        Assert.Equal(accuracies[3].Score.F1!.Value, detectors[1].GetProperty("accuracy")[1].GetProperty("f1").GetDouble(), 1e-5);
        Assert.Equal(2, detectors[0].GetProperty("operating_curves")[0].GetProperty("points").GetArrayLength());
        Assert.Equal("random-jerks", json.RootElement.GetProperty("options").GetProperty("scenario").GetString());
    }

    [Fact]
    public void AWrongCallIsRefused()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Run([], Small, token));
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Run([new Londral(), new Londral()], Small, token));
        DetectorBenchmarkOptions[] wrong =
        [
            Small with { BurstToNoiseDb = [] }, Small with { BurstToNoiseDb = [double.NaN] }, Small with { Recordings = 0 },
            Small with { Scenario = SimulationScenario.Spread }, Small with { JerkLimitSeconds = 0 },
            Small with { DurationSeconds = 1 }, Small with { SampleRate = 10 }, Small with { HumHz = 900 }, Small with { Threads = 0 },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => DetectorBenchmark.Run([new Londral()], options, token)));
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DetectorBenchmark.Run([new Londral()], Small, stop.Token));
    }

    private static string[][] Rows(Action<Stream> write)
    {
        using MemoryStream written = new();
        write(written);
        return [.. Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t'))];
    }

    private sealed class Fixed(string name, Segment[] bursts) : IBurstDetector
    {
        public string Name => name;

        public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate) => bursts;
    }
}
