using System.Globalization;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Evaluation;

public class DetectionScoreTests
{
    [Fact]
    public void CountsAndErrorsAreThoseOfTheMatching()
    {
        Interval[] truth = [new(1, 1.1), new(2, 2.1), new(3, 3.1), new(4, 4.1)];
        Interval[] detected = [new(1.01, 1.1), new(2.02, 2.15), new(2.97, 3.1), new(7, 7.1), new(8, 8.1)];
        DetectionScore score = DetectionScore.Of(detected, truth, new(), 1800);
        Assert.Equal((3, 2, 1), (score.TruePositives, score.FalsePositives, score.FalseNegatives));
        Assert.Equal(0.6, score.Precision!.Value.Value, 1e-12);
        Assert.Equal(0.75, score.Recall!.Value.Value, 1e-12);
        Assert.Equal(6.0 / 9, score.F1!.Value, 1e-12);
        Assert.Equal(4, score.FalsePerHour!.Value, 1e-12);
        Assert.Equal(0.01, score.OnsetError!.Value.MedianSeconds, 1e-12);
        Assert.Equal(0.02, score.OnsetError.Value.MedianAbsoluteSeconds, 1e-12);
        Assert.Equal(0.029, score.OnsetError.Value.Percentile95Seconds, 1e-12);
        Assert.Equal(0, score.OffsetError!.Value.MedianSeconds, 1e-12);
    }

    [Fact]
    public void WhatHasNoMeaningIsNull()
    {
        DetectionScore nothing = DetectionScore.Of([], [], new());
        Assert.Equal(new DetectionScore(0, 0, 0, null, null, null, null, null, null), nothing);
        DetectionScore missed = DetectionScore.Of([], [new(1, 2)], new(), 60);
        Assert.Null(missed.Precision);
        Assert.Equal(0, missed.Recall!.Value.Value);
        Assert.Equal(0, missed.F1);
        Assert.Equal(0, missed.FalsePerHour);
        DetectionScore invented = DetectionScore.Of([new(1, 2)], [], new(), 60);
        Assert.Null(invented.Recall);
        Assert.Equal(0, invented.F1);
        Assert.Equal(60, invented.FalsePerHour!.Value, 1e-9);
        Assert.Null(invented.OnsetError);
    }

    [Fact]
    public void ALengthOfZeroIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionScore.Of([], [], new(), 0));

    [Fact]
    public void IntervalsAreThoseOfSciPy()
    {
        int rows = 0;
        foreach (string line in File.ReadLines(TestData.Fixture("Evaluation/wilson.csv")).Skip(1))
        {
            double[] cells = [.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Proportion found = Proportion.Of((int)cells[0], (int)cells[1])!.Value;
            Assert.Equal(cells[2], found.Ci95.Low, 1e-12);
            Assert.Equal(cells[3], found.Ci95.High, 1e-12);
            rows++;
        }

        Assert.Equal(9, rows);
        Assert.Null(Proportion.Of(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(2, 1));
    }
}
