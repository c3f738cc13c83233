using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>The fronts of the pulses of a trigger channel.</summary>
public sealed class TriggerEdgesTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(65_280, 65_281, 0)]
    [InlineData(5, 0, 0)]
    [InlineData(0, 5, 0.02)]
    public void EachPulseIsOneMarkWhateverItsLevelsAndNoise(double rest, double pulse, double noise)
    {
        (double[] samples, List<long> fronts) = Pulses(rest, pulse, noise);
        TriggerEdges edges = new(Rate);
        edges.Process(samples);
        Assert.Equal(fronts, edges.Fronts());
    }

    [Fact]
    public void BlocksOfAnySizeGiveTheSameMarks()
    {
        (double[] samples, List<long> fronts) = Pulses(0, 5, 0.02);
        TriggerEdges edges = new(Rate);
        for (int at = 0; at < samples.Length; at += 13)
        {
            edges.Process(samples.AsSpan(at, Math.Min(13, samples.Length - at)));
        }

        Assert.Equal(fronts, edges.Fronts());
    }

    [Fact]
    public void NoiseOrAConstantIsNoTrigger()
    {
        TriggerEdges edges = new(Rate);
        edges.Process(TestSignals.Noise(1, 60_000));
        Assert.InRange(edges.Fronts().Count, 0, 2);
        edges = new TriggerEdges(Rate);
        edges.Process(new double[60_000]);
        Assert.Empty(edges.Fronts());
        edges = new TriggerEdges(Rate);
        edges.Process([.. Enumerable.Range(0, 60_000).Select(n => n / 10 % 2 == 0 ? 0.0 : 1)]);
        Assert.Empty(edges.Fronts());
    }

    private static (double[] Samples, List<long> Fronts) Pulses(double rest, double pulse, double noise)
    {
        double[] samples = [.. TestSignals.Noise(5, 60_000).Select(value => rest + (noise * value))];
        List<long> fronts = [];
        for (int at = 2000; at < 58_000; at += 1370)
        {
            fronts.Add(at);
            for (int n = 0; n < 10; n++)
            {
                samples[at + n] += pulse - rest;
            }
        }

        return (samples, fronts);
    }
}
