using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class HeartbeatShapesTests
{
    private const double Rate = 500;

    [Fact]
    public void TheTemplateIsTheQrsComplexWithUnitEnergy()
    {
        double[] times = HeartSignal.Times(4, 40, 0.8, 0.03);
        float[] template = new SignalShapes(HeartSignal.Floats(HeartSignal.Beating(5, 40, Rate, 0.1, times)), Rate).Template(0.8)!;
        Assert.Equal(1, template.Sum(x => (double)x * x), 1e-5);
        Assert.True(Likeness(template) > 0.98, $"{Likeness(template)}");
    }

    // More volleys of one motor unit than beats.
    [Fact]
    public void WhatIsTooFastForAQrsComplexIsPassedOver()
    {
        double[] beats = HeartSignal.Times(6, 60, 1.1, 0.03);
        double[] signal = HeartSignal.Beating(7, 60, Rate, 0.03, beats);
        foreach (double time in HeartSignal.Times(8, 60, 0.43, 0.3).Where(time => beats.All(beat => Math.Abs(beat - time) > 0.15)))
        {
            HeartSignal.Add(signal, Rate, time, 1, HeartSignal.Potential);
        }

        float[] template = new SignalShapes(HeartSignal.Floats(signal), Rate).Template(0.8)!;
        Assert.True(Likeness(template) > 0.98, $"{Likeness(template)}");
    }

    [Fact]
    public void WithoutAHeartThereIsNoTemplate()
    {
        double[] fast = HeartSignal.Noise(9, 60, Rate, 0.03);
        double[] bursts = HeartSignal.Noise(10, 60, Rate, 0.1);
        foreach (double time in HeartSignal.Times(11, 60, 0.8, 0.03))
        {
            HeartSignal.Add(fast, Rate, time, 1, HeartSignal.Potential);
            TestSignals.AddBurst(bursts, (int)(1e3 * time), (int)(time * Rate), 30, 1);
        }

        Assert.Null(new SignalShapes(HeartSignal.Floats(fast), Rate).Template(0.8));
        Assert.Null(new SignalShapes(HeartSignal.Floats(bursts), Rate).Template(0.8));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void EightAlikeMakeATemplate(int beats, bool isOne)
    {
        double[] times = [.. Enumerable.Range(0, beats).Select(i => 1 + (0.8 * i))];
        Assert.Equal(isOne, new SignalShapes(HeartSignal.Floats(HeartSignal.Beating(12, 10, Rate, 0.05, times)), Rate).Template(0.9) is not null);
    }

    private static double Likeness(float[] template)
    {
        float[] qrs = [.. Enumerable.Range(-(template.Length / 2), template.Length).Select(n => (float)HeartSignal.Qrs(n / Rate))];
        return ShapeMatch.Correlate(template, qrs, 12, out _);
    }
}
