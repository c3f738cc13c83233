using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class SignalShapesTests
{
    private const double Rate = 500;

    [Fact]
    public void EveryBeatIsOnePeak()
    {
        double[] times = HeartSignal.Times(1, 40, 0.8, 0.03);
        SignalShapes shapes = new(HeartSignal.Floats(HeartSignal.Beating(2, 40, Rate, 0.05, times)), Rate);
        Assert.Equal(times.Length, shapes.Peaks.Count);
        Assert.All(times.Zip(shapes.Peaks), pair => Assert.Equal(pair.First * Rate, pair.Second.Position, 3.0));
    }

    [Fact]
    public void TheEnergyIsThatOfTheSamplesAround()
    {
        float[] signal = HeartSignal.Floats(HeartSignal.Noise(3, 1, Rate, 1));
        double[] energy = new SignalShapes(signal, Rate).Energy.ToArray();
        Assert.All((int[])[50, 200, 449], at => Assert.Equal(signal[(at - 9)..(at + 11)].Sum(x => (double)x * x), energy[at], 1e-6));
        Assert.Equal(signal.Length, energy.Length);
    }

    [Fact]
    public void WhatIsLikeATemplateIsFoundWithItsHeight()
    {
        double[] times = HeartSignal.Times(4, 40, 0.8, 0.03);
        double[] signal = HeartSignal.Beating(5, 40, Rate, 0.02, times);
        HeartSignal.Add(signal, Rate, times[3], 1, seconds => HeartSignal.Qrs(seconds));
        SignalShapes shapes = new(HeartSignal.Floats(signal), Rate);
        List<HeartbeatCandidate> alike = shapes.Match(shapes.Template(0.8)!, 0.9);
        Assert.Equal(times.Length, alike.Count);
        Assert.All(times.Zip(alike), pair => Assert.Equal(pair.First * Rate, pair.Second.Position, 4.0));
        Assert.Equal(2, alike[3].Height / alike[4].Height, 0.1);
        Assert.Equal(4, alike[3].Energy / alike[4].Energy, 0.4);
    }
}
