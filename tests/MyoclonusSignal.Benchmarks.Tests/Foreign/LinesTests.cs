using MyoclonusSignal.Benchmarks.Foreign.Lines;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>Each kind of recording of the table <c>foreign lines</c>, on seeds that no constant was set on.</summary>
public sealed class LinesTests
{
    private const int Drifting = 3;

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, LineRecordings.Kinds.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void JerksAreFoundUnderEveryKindOfLineAndALineAloneIsNone(int kind)
    {
        TonicRecording recording = LineRecordings.Jerks(600 + kind, LineRecordings.Kinds[kind].Add);
        (double recall, double precision) = Score(recording, recording.Jerks, EventKind.Jerk);
        Assert.InRange(recall, 0.95, 1);
        Assert.InRange(precision, 0.95, 1);
        Assert.InRange(LineRecordings.NoJerks(620 + kind, LineRecordings.Kinds[kind].Add).Analyze().Events.Count, 0, 2);
    }

    [Theory]
    [InlineData(603)]
    [InlineData(604)]
    public void HarmonicsOfALineThatDriftsAreFollowedAsFarAsTheyGo(int seed)
    {
        TonicRecording recording = LineRecordings.Jerks(seed, LineRecordings.Kinds[Drifting].Add);
        Assert.InRange(Score(recording, recording.Jerks, EventKind.Jerk).Recall, 0.98, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public void WhatFollowsABurstOfAnySizeIsFoundWithHumAsWithout(double hum)
    {
        TonicRecording behind = LineRecordings.BehindBursts(640, hum);
        Assert.InRange(Score(behind, behind.Jerks, EventKind.Jerk).Recall, 0.98, 1);
        TonicRecording silent = LineRecordings.Silences(641, hum);
        Assert.InRange(Score(silent, silent.Silences, EventKind.NegativeJerk).Recall, 0.95, 1);
    }

    private static (double Recall, double Precision) Score(TonicRecording recording, List<Interval> truth, EventKind kind)
    {
        double[] onsets = [.. recording.Analyze().Events.Where(e => e.Kind == kind).Select(e => e.OnsetSeconds)];
        double matched = truth.Count(t => onsets.Any(onset => Math.Abs(onset - t.StartSeconds) <= 0.05));
        return (matched / truth.Count, matched / Math.Max(1, onsets.Length));
    }
}
