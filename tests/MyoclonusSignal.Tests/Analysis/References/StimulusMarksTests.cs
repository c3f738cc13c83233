using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Which bursts a mark explains, and which annotations are marks.</summary>
public sealed class StimulusMarksTests
{
    [Theory]
    [InlineData("Stimulus/S  1", true)]
    [InlineData("stim on", true)]
    [InlineData("TMS", true)]
    [InlineData("trigger 3", true)]
    [InlineData("SEP left", true)]
    [InlineData("step", false)]
    [InlineData("september", false)]
    [InlineData("Sleep stage W", false)]
    [InlineData("jerk", false)]
    public void AnAnnotationThatNamesAStimulusIsAMark(string text, bool isMark) =>
        Assert.Equal(isMark, StimulusMarks.IsStimulus(new RecordingAnnotation(1, 0, text)));

    [Theory]
    [InlineData(1000, 20, 3, 500, BurstRejection.Stimulus)]
    [InlineData(1030, 20, 3, 500, BurstRejection.None)]
    [InlineData(970, 20, 3, 500, BurstRejection.None)]
    [InlineData(1000, 90, 3, 500, BurstRejection.None)]
    [InlineData(985, 50, 25, 500, BurstRejection.None)]
    [InlineData(1000, 20, 3, 5, BurstRejection.None)]
    public void AMarkExplainsASuddenLargeShortBurstAtItsTimeOnly(long start, int length, int toPeak, double peak, BurstRejection expected)
    {
        StimulusMarks marks = new();
        marks.Add("Trigger", 10 + 1.0);
        Burst burst = new() { Start = start, End = start + length, PeakIndex = start + toPeak, PeakAmplitude = peak, FloorRms = 1, Kind = EventKind.Jerk };
        BurstRejection[] rejections = [BurstRejection.None];
        marks.Mark([new DetectedBurst(burst, 10, 0, 0)], rejections, 0, 1000);
        Assert.Equal(expected, rejections[0]);
        Assert.Equal(["Trigger"], marks.Sources);
    }

    [Fact]
    public void WhatIsNoEventForAnotherReasonKeepsIt()
    {
        StimulusMarks marks = new();
        marks.Add("annotations", 1);
        Burst burst = new() { Start = 1000, End = 1020, PeakIndex = 1002, PeakAmplitude = 99, FloorRms = 1, Kind = EventKind.Jerk };
        BurstRejection[] rejections = [BurstRejection.ElectrodePop];
        marks.Mark([new DetectedBurst(burst, 0, 0, 0)], rejections, 0, 1000);
        Assert.Equal(BurstRejection.ElectrodePop, rejections[0]);
        Assert.Equal(["annotations"], marks.Sources);
        Assert.Equal(1, marks.Count);
    }
}
