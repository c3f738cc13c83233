using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Tests.Analysis;

public sealed class EnvelopeDecimatorTests
{
    private const int Factor = 20;
    private const double InputRate = 1000;
    private const double OutputRate = InputRate / Factor;

    [Theory]
    [InlineData(44)]
    [InlineData(56)]
    [InlineData(206)]
    [InlineData(256)]
    [InlineData(405)]
    public void WhatWouldFoldOntoARhythmIsGone(double hz)
    {
        double[] output = Decimate(Sine(hz, 4000), Factor, 4000);
        Assert.InRange(output.AsSpan(5, output.Length - 10).ToArray().Max(Math.Abs), 0, 1e-4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(15)]
    public void ASlowSineKeepsItsTimeAndTheGainThatIsStated(double hz)
    {
        double[] output = Decimate(Sine(hz, 4000), Factor, 4000);
        double gain = EnvelopeDecimator.Gain(hz / OutputRate, Factor);
        for (int i = 5; i < output.Length - 5; i++)
        {
            // An output stands for the middle of its interval, two samples later.
            double middle = ((i + 0.5) * Factor) - 0.5 + EnvelopeDecimator.Lag;
            Assert.Equal(gain * Math.Sin(2 * Math.PI * hz * middle / InputRate), output[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    [InlineData(47, 2)]
    [InlineData(60, 3)]
    [InlineData(1999, 99)]
    public void ThereAreAsManyOutputsAsWholeIntervalsAndAConstantStaysOne(int count, int expected)
    {
        double[] constant = new double[count];
        Array.Fill(constant, 0.7);
        double[] output = Decimate(constant, Factor, Math.Max(1, count));
        Assert.Equal(expected, output.Length);
        Assert.All(output, value => Assert.Equal(0.7, value, 1e-12));
    }

    [Fact]
    public void AnyBlockSizeGivesTheSameOutputs()
    {
        var random = new Random(2);
        double[] input = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble() - 0.5)];
        double[] whole = Decimate(input, Factor, 3000);
        foreach (int block in new[] { 1, 7, 20, 999 })
        {
            Assert.Equal(whole, Decimate(input, Factor, block));
        }
    }

    [Fact]
    public void WhatIsOnlyRoundingBesideTheLargestOutputIsNothing()
    {
        double[] input = new double[4000];
        Array.Fill(input, 1e-14);
        Array.Fill(input, 100, 0, 1000);
        double[] output = Decimate(input, Factor, 100);
        Assert.All(output[60..], value => Assert.Equal(0, value));
        Assert.Equal(100, output[0], 1e-9);
    }

    [Fact]
    public void AFactorOfOneLeavesTheSamples()
    {
        double[] input = [1, -2, 3.5];
        Assert.Equal(input, Decimate(input, 1, 2));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var decimator = new EnvelopeDecimator(Factor, 500);
        double[] input = Sine(5, 500);
        Assert.Equal(0, Allocations.Of(() => decimator.MeanMagnitudes(input)));
    }

    private static double[] Sine(double hz, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin(2 * Math.PI * hz * i / InputRate))];

    private static double[] Decimate(double[] input, int factor, int block)
    {
        var decimator = new EnvelopeDecimator(factor, Math.Max(1, block));
        List<double> output = [];
        for (int at = 0; at < input.Length; at += block)
        {
            output.AddRange(decimator.Means(input.AsSpan(at, Math.Min(block, input.Length - at))));
        }

        output.AddRange(decimator.Flush());
        return [.. output];
    }
}
