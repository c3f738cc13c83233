using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

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
        IReadOnlyList<DetectorAccuracy> accuracies =
            DetectorBenchmark.Run([new Fixed("none", []), new Fixed("all", [new Segment(0, 40_000)])], Small, TestContext.Current.CancellationToken);
        Assert.Equal(0, accuracies[0].Score.TruePositives);
        Assert.Equal(0, accuracies[0].Score.F1);
        Assert.InRange(accuracies[0].Score.FalseNegatives, 10, 50);
        Assert.Equal(4, accuracies[2].Score.TruePositives + accuracies[2].Score.FalsePositives);
    }

    [Fact]
    public void TheIntervalOfOneRecordingIsNotKnown() => Assert.Null(
        DetectorBenchmark.Run([new Londral()], Small with { Recordings = 1 }, TestContext.Current.CancellationToken)[0].F1Ci95);

    [Fact]
    public void AWrongCallIsRefused()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Run([], Small, token));
        Assert.Throws<ArgumentException>(() => DetectorBenchmark.Run([new Londral(), new Londral()], Small, token));
        DetectorBenchmarkOptions[] wrong =
        [
            Small with { BurstToNoiseDb = [] }, Small with { BurstToNoiseDb = [double.NaN] }, Small with { Recordings = 0 },
            Small with { DurationSeconds = 1 }, Small with { SampleRate = 10 }, Small with { HumHz = 900 }, Small with { Threads = 0 },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => DetectorBenchmark.Run([new Londral()], options, token)));
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DetectorBenchmark.Run([new Londral()], Small, stop.Token));
    }

    private sealed class Fixed(string name, Segment[] bursts) : IBurstDetector
    {
        public string Name => name;

        public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate) => bursts;
    }
}
