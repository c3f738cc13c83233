using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Detection;

public sealed class EdgeResponseTests
{
    [Fact]
    public void TheEnergyOfAFirstOrderFilterDecaysAsItsPole()
    {
        const double Rate = 2000;
        EdgeResponse response = EdgeResponse.Of(Butterworth.LowPass(1, 20, Rate), delaySeconds: 0.001);

        // h[0] = b, h[n] = b (1 + p) pⁿ⁻¹ with b = (1 − p) / 2.
        double turns = Math.Tan(Math.PI * 20 / Rate);
        double pole = (1 - turns) / (1 + turns);
        Assert.Equal((1 + pole) * (1 + pole), response.Energy[1] / response.Energy[0], 9);
        Assert.Equal(pole * pole, response.Energy[30] / response.Energy[29], 9);
        Assert.Equal(1, response.Energy.ToArray().Sum(), 9);
        Assert.Equal(2, response.DelaySamples, 9);
    }

    [Fact]
    public void WhatIsLeftOutIsAHundredThousandth()
    {
        EdgeResponse response = EdgeResponse.Of(Butterworth.BandPass(4, 20, 450, 2000), delaySeconds: 0.001);
        Assert.InRange(response.Energy.Length, 100, 300);
        double tail = 0;
        for (int i = response.Energy.Length - 20; i < response.Energy.Length; i++)
        {
            tail += response.Energy[i];
        }

        Assert.InRange(tail, 1e-6, 1e-4);
    }

    [Fact]
    public void AFilterTooSlowToTellAnEdgeIsTakenForNone() =>
        Assert.Same(EdgeResponse.None, EdgeResponse.Of(Butterworth.BandPass(4, 20, 31, 70), delaySeconds: 0.02));

    [Fact]
    public void ResponsesOfOneFilterAreEqual()
    {
        EdgeResponse response = EdgeResponse.Of(Butterworth.BandPass(4, 20, 450, 2000), delaySeconds: 0.001);
        EdgeResponse same = EdgeResponse.Of(Butterworth.BandPass(4, 20, 450, 2000), delaySeconds: 0.001);
        Assert.Equal(response, same);
        Assert.Equal(response.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(response, EdgeResponse.Of(Butterworth.BandPass(4, 20, 450, 2000), delaySeconds: 0.002));
        Assert.NotEqual(response, EdgeResponse.None);
    }

    [Fact]
    public void WithoutAFilterAnEdgeStaysSharp()
    {
        Assert.Equal([1], EdgeResponse.None.Energy.ToArray());
        Assert.Equal(0, EdgeResponse.None.DelaySamples);
    }
}
