using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>When a filter lets a burst through, and what it still lets out behind it.</summary>
public sealed class BandDelayTests
{
    [Theory]
    [InlineData(0.02, 0.06)]
    [InlineData(0.005, 0.01)]
    public void TheTailOfAFirstOrderFilterDecaysAsItsPole(double lagSeconds, double burstSeconds)
    {
        const double Rate = 2000;
        SosCoefficients filter = Butterworth.LowPass(1, 5, Rate);

        // h[0] = b, h[n] = b (1 + p) pⁿ⁻¹ with b = (1 − p) / 2.
        double turns = Math.Tan(Math.PI * 5 / Rate);
        double pole = (1 - turns) / (1 + turns);
        double all = 1 + ((1 + pole) * (1 + pole) / (1 - (pole * pole)));
        double From(int n) => (1 + pole) * (1 + pole) * Math.Pow(pole, 2 * (n - 1)) / (1 - (pole * pole));
        int first = (int)(lagSeconds * Rate);
        double expected = (From(first) - From(first + (int)(burstSeconds * Rate))) / all;
        Assert.Equal(expected, BandDelay.TailPower(filter, 0, lagSeconds, burstSeconds), 1e-9);
    }

    [Fact]
    public void NotchesRingLongerThanTheirBand()
    {
        SosCoefficients band = Butterworth.BandPass(4, 20, 450, 2000);
        SosCoefficients notched = Enumerable.Range(1, 10).Aggregate(band, (filter, harmonic) => filter.Then(Notch.Design(50 * harmonic, 30 * harmonic, 2000)));
        double delay = BandDelay.LeastSeconds(band, 20, 450);
        Assert.InRange(delay, 0.001, 0.0015);
        Assert.InRange(BandDelay.TailPower(band, delay, 0.05, 0.06), 1e-4, 1e-3);
        Assert.InRange(BandDelay.TailPower(notched, delay, 0.05, 0.06), 1e-2, 2e-2);
    }
}
