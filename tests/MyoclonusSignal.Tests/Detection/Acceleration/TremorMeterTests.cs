using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class TremorMeterTests
{
    private const double SampleRate = 100;
    private const int Most = 512;
    private const long Cell = 10;

    [Theory]
    [InlineData(3.2, 0)]
    [InlineData(5, 0)]
    [InlineData(8, 0)]
    [InlineData(3.6, 6)]
    [InlineData(4.2, 6.8)]
    public void AJerkStandsOutOfATremorOfOneOrTwoFrequencies(double firstHz, double secondHz)
    {
        double[][] axes = Tremor(firstHz, secondHz);
        int jerk = (int)(Cell * 75) + 20;
        for (int i = 0; i < 20; i++)
        {
            axes[1][jerk + i] += 0.3 * Math.Exp(-0.15 * i) * Math.Sin(Math.Tau * 7 * (i + 1) / SampleRate);
        }

        TremorMeter meter = New(axes, out MovementSignal signal);
        Assert.True(meter.Learn(Cell, isMoving: false));
        Assert.InRange(meter.Rms, 0.07, 0.11);
        double before = Enumerable.Range(jerk - 60, 58).Max(sample => meter.Unforetold(sample));
        double within = Enumerable.Range(jerk, 10).Max(sample => meter.Unforetold(sample));
        Assert.True(within > 5.5 * meter.UnforetoldRms && within > 4 * before, $"{within:0.000} and {before:0.000} before");
        Assert.All(Enumerable.Range(jerk, 40), sample => Assert.True(meter.Unforetold(sample) <= signal.Whole(sample)));
    }

    [Fact]
    public void NoiseIsNoTremor() => Assert.False(New(Tremor(0, 0), out _).Learn(Cell, isMoving: false));

    [Fact]
    public void WhatRingsOnceIsNoTremor()
    {
        double[][] axes = Tremor(0, 0);
        for (int i = 0; i < axes[0].Length; i++)
        {
            axes[0][i] += Math.Exp(-0.01 * (i % 500)) * Math.Sin(Math.Tau * 4 * i / SampleRate);
        }

        Assert.False(New(axes, out _).Learn(Cell, isMoving: true));
    }

    [Fact]
    public void TheFastPartOfSlowMovementIsNoTremor() =>
        Assert.False(New(Tremor(2.5, 0), out _).Learn(Cell, isMoving: true));

    [Fact]
    public void ATremorIsLearntBesideSlowMovement() =>
        Assert.True(New(Tremor(4.5, 7), out _).Learn(Cell, isMoving: true));

    [Fact]
    public void NothingIsLearntOfTooLittle() =>
        Assert.False(New([.. Tremor(5, 0).Select(axis => axis[..150])], out _).Learn(0, isMoving: false));

    private static TremorMeter New(double[][] axes, out MovementSignal signal)
    {
        signal = new MovementSignal(SampleRate, 3, Most, 20);
        for (int at = 0; at < axes[0].Length;)
        {
            at += signal.Fill(axes, axes, at, Math.Min(axes[0].Length, at + Most));
        }

        return new TremorMeter(signal);
    }

    private static double[][] Tremor(double firstHz, double secondHz)
    {
        Random random = new(6);
        double[][] axes = [new double[1200], new double[1200], new double[1200]];
        for (int i = 0; i < axes[0].Length; i++)
        {
            double first = 0.1 * Math.Sin(Math.Tau * firstHz * i / SampleRate);
            double second = 0.1 * Math.Sin(Math.Tau * secondHz * i / SampleRate);
            axes[0][i] = first + (second * 0.4);
            axes[1][i] = (first * 0.4) + (second * 0.8);
            for (int axis = 0; axis < 3; axis++)
            {
                axes[axis][i] += 0.01 * (random.NextDouble() + random.NextDouble() - 1);
            }
        }

        return axes;
    }
}
