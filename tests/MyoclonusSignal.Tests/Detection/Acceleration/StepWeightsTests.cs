using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class StepWeightsTests
{
    private const double SampleRate = 100;
    private const int Samples = 700;
    private const int JerkAt = 325;

    [Fact]
    public void WhatComesAlongAnotherLineThanTheStepsStandsOut()
    {
        MovementSignal signal = Steps(3, jerkAxis: 1);
        StepWeights weights = Weigh(signal);
        double step = Largest(weights.Magnitude, 300, 320);
        double jerk = Largest(weights.Magnitude, JerkAt, JerkAt + 20);
        Assert.InRange(Largest(signal.Fast, JerkAt, JerkAt + 20) / Largest(signal.Fast, 300, 320), 0.8, 1.2);
        Assert.InRange(jerk / step, 3, 6);
    }

    [Fact]
    public void WhatComesAlongTheSameLineIsWeighedAsTheStepsAre()
    {
        MovementSignal signal = Steps(3, jerkAxis: 0);
        StepWeights weights = Weigh(signal);
        Assert.InRange(Largest(weights.Magnitude, JerkAt, JerkAt + 20) / Largest(weights.Magnitude, 300, 320), 0.8, 1.2);
        Assert.InRange(Largest(weights.Magnitude, 300, 320) / Largest(signal.Fast, 300, 320), 0.9, 1.1);
    }

    [Fact]
    public void OfOneAxisNothingIsWeighed()
    {
        MovementSignal signal = Steps(1, jerkAxis: 0);
        StepWeights weights = Weigh(signal);
        Assert.All(Enumerable.Range(100, 500), sample => Assert.Equal(signal.Fast(sample), weights.Magnitude(sample), 1e-12));
    }

    [Fact]
    public void SilenceIsNotDividedBy()
    {
        var signal = new MovementSignal(SampleRate, 3, Samples, 30);
        Fill(signal, [new double[Samples], new double[Samples], new double[Samples]]);
        Assert.Equal(0, Weigh(signal).Magnitude(JerkAt));
    }

    private static StepWeights Weigh(MovementSignal signal)
    {
        long cell = JerkAt / signal.CellSamples;
        double[] peaks = [.. Enumerable.Range((int)cell - 4, 9).Select(near => signal.Peak(near)).Order()];
        var weights = new StepWeights(signal);
        weights.Learn(cell, peaks[4]);
        weights.Weigh(cell);
        return weights;
    }

    private static double Largest(Func<long, double> magnitude, int first, int end) =>
        Enumerable.Range(first, end - first).Max(sample => magnitude(sample));

    /// <summary>Steps twice a second along the first axis, and one jerk as large as they are.</summary>
    private static MovementSignal Steps(int axes, int jerkAxis)
    {
        var random = new Random(5);
        double[][] signal = [.. Enumerable.Range(0, axes).Select(_ => new double[Samples])];
        for (int i = 0; i < Samples; i++)
        {
            foreach (double[] axis in signal)
            {
                axis[i] = 0.005 * (random.NextDouble() - 0.5);
            }
        }

        for (int at = 0; at < Samples; at += 50)
        {
            Ring(signal[0], at);
        }

        Ring(signal[jerkAxis], JerkAt);
        var movement = new MovementSignal(SampleRate, axes, Samples, 30);
        Fill(movement, signal);
        return movement;

        static void Ring(double[] axis, int at)
        {
            for (int i = at; i < Math.Min(Samples, at + 40); i++)
            {
                double time = (i - at) / SampleRate;
                axis[i] += 0.3 * Math.Exp(-15 * time) * Math.Sin(Math.Tau * 10 * time);
            }
        }
    }

    private static void Fill(MovementSignal signal, double[][] axes)
    {
        for (int at = 0; at < Samples;)
        {
            at += signal.Fill(axes, axes, at, Samples);
        }

        signal.Finish();
    }
}
