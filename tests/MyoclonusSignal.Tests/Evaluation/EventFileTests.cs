using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Evaluation;

/// <summary>A detector scored on a recording with known events, by the public part of the library alone.</summary>
public sealed class EventFileTests : IDisposable
{
    private static readonly string Samples = Path.Combine(TestData.RepoRoot, "samples", "data");

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void ATableIsReadWithWhatItStates()
    {
        File.WriteAllText(_path, "onset\tduration\ttrial_type\tchannel\trater\n2\tn/a\tjerk\tn/a\ta\nn/a\t1\tjerk\temg\ta\n1\t0.5\tn/a\temg\tb\n");
        Assert.Equal([new MarkedEvent(1, 0.5, null, "emg"), new MarkedEvent(2, null, "jerk")], EventFile.Read(_path));
        Assert.Equal([new Interval(1, 1.5), new Interval(2, 2)], EventFile.Read(_path).Select(one => one.Interval));
    }

    [Fact]
    public void WhatIsNoTableIsRefusedWithItsPlace()
    {
        File.WriteAllText(_path, "start\tend\n1\t2\n");
        Assert.Equal("line 1", Assert.Throws<RecordingFormatException>(() => EventFile.Read(_path)).Place);
    }

    [Fact]
    public void SegmentsOfADetectorAreEventsAtTheirRate() =>
        Assert.Equal(new MarkedEvent(0.5, 0.25, "contraction", "emg"), MarkedEvent.Of(new Segment(500, 750), 1000, "emg", EventKind.Contraction));

    [Fact]
    public void EventsAreMatchedWithinTheirChannelAndKindWhereBothSidesStateThem()
    {
        MarkedEvent[] truth = [new(1, 0.1, "jerk", "a"), new(2, 0.1, "jerk", "b")];
        MarkedEvent[] found = [new(1, 0.1, "jerk", "a [uV]"), new(2, 0.1, "jerk", "a"), new(2, 0.1, "contraction", "b")];
        Assert.Equal((1, 2, 1), Counts(DetectionScore.OfRecording(found, truth)));
        Assert.Equal((1, 1, 1), Counts(DetectionScore.OfRecording(found, truth, new() { TrialTypes = ["jerk"] })));
        Assert.Equal((2, 0, 0), Counts(DetectionScore.OfRecording(found.Take(2), truth.Select(one => one with { Channel = null }))));
        Assert.Equal(7200, DetectionScore.OfRecording([new(5, 1)], [], recordedSeconds: 0.5).FalsePerHour);
    }

    [Fact]
    public void AResultIsScoredAgainstATable()
    {
        IReadOnlyList<MarkedEvent> truth = EventFile.Read(Path.Combine(Samples, "random_jerks_truth.tsv"));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(Path.Combine(Samples, "random_jerks.csv"), cancellationToken: TestContext.Current.CancellationToken);
        DetectionScore score = result.Score(truth, new() { TrialTypes = ["jerk"] });
        Assert.Equal(truth.Count, score.TruePositives + score.FalseNegatives);
        Assert.True(score.F1 >= 0.9, $"F1 {score.F1}");
        Assert.Equal(0, score.FalsePerHour);
    }

    [Fact]
    public void OnlyTheTimeAnalysedIsScored()
    {
        IReadOnlyList<MarkedEvent> truth = EventFile.Read(Path.Combine(Samples, "random_jerks_truth.tsv"));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(Path.Combine(Samples, "random_jerks.csv"), new() { StartSeconds = 6, StopSeconds = 20 }, cancellationToken: TestContext.Current.CancellationToken);
        DetectionScore score = result.Score(truth);
        Assert.Equal(truth.Count(one => one.OnsetSeconds is >= 6 and <= 20), score.TruePositives + score.FalseNegatives);
        Assert.True(score.TruePositives > 0);
        Assert.Equal(3600.0 / 14 * score.FalsePositives, score.FalsePerHour!.Value, 1e-9);
    }

    private static (int, int, int) Counts(DetectionScore score) => (score.TruePositives, score.FalsePositives, score.FalseNegatives);
}
