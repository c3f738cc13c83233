using CsCheck;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Filters that have seen the lead begin as if they had always run.</summary>
public sealed class WarmStartTests
{
    private const double SampleRate = 1000;

    [Fact]
    public void HumOffsetAndSlopeLeaveNoTransient() =>
        Gen.Select(Gen.Double[-5000, 5000], Gen.Double[-500, 500], Gen.Double[1, 1000], Gen.Double[0, 6.28]).Sample((offset, slope, hum, phase) =>
        {
            double[] signal = [.. Enumerable.Range(0, 1000).Select(n =>
                offset + (slope * n / SampleRate) + (hum * Math.Sin((2 * Math.PI * 50 * n / SampleRate) + phase)))];
            SosCoefficients design = Butterworth.BandPass(4, 20, 450, SampleRate).Then(Notch.Design(50, 30, SampleRate));
            double largest = Begin(design, signal, [50]).Max(Math.Abs);
            Assert.True(largest < 2e-3 * (Math.Abs(offset) + Math.Abs(slope) + hum), $"A transient of {largest}.");
        });

    [Fact]
    public void WithoutTheLeadThereIsATransient()
    {
        double[] signal = [.. Enumerable.Range(0, 1000).Select(n => 1000 + (300 * Math.Sin(2 * Math.PI * 50 * n / SampleRate)))];
        double[] output = new double[signal.Length];
        new SosFilter(Butterworth.BandPass(4, 20, 450, SampleRate).Then(Notch.Design(50, 30, SampleRate))).Process(signal, output);
        Assert.True(output.Max(Math.Abs) > 100);
    }

    [Fact]
    public void NoiseGoesOnWithItsOwnPower()
    {
        var random = new Random(5);
        double[] noise = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble() - 0.5)];
        double[] lead = WarmStart.Lead(noise, SampleRate, []);
        double[] last = lead[^1000..];
        Assert.Equal(noise.Sum(x => x * x), last.Sum(x => x * x), 0.02 * noise.Sum(x => x * x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(260)]
    public void AShortHeadGivesAFiniteLeadAtItsLevel(int count)
    {
        double[] head = [.. Enumerable.Range(0, count).Select(n => 2000 + (n % 3.0))];
        double[] lead = WarmStart.Lead(head, SampleRate, [50, 100, 150]);
        Assert.Equal(1500, lead.Length);
        Assert.All(lead, sample => Assert.InRange(sample, 1900, 2100));
    }

    [Fact]
    public void ALineCloseToHalfTheRateDoesNotBlowUp()
    {
        double[] head = [.. Enumerable.Range(0, 100).Select(n => n % 2 == 0 ? 5.0 : -5)];
        Assert.All(WarmStart.Lead(head, 100, [49.9]), sample => Assert.InRange(sample, -50, 50));
    }

    private static double[] Begin(SosCoefficients design, double[] signal, double[] lines)
    {
        var filter = new SosFilter(design);
        double[] lead = WarmStart.Lead(signal, SampleRate, lines);
        filter.Process(lead, lead);
        double[] output = new double[signal.Length];
        filter.Process(signal, output);
        return output;
    }
}
