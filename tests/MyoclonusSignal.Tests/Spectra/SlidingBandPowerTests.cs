using CsCheck;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class SlidingBandPowerTests
{
    [Fact]
    public void EachValueIsTheBandPowerOfTheWindowThatEndsThere()
    {
        double[] samples = [.. Reference.Noise(1000, 1).Select(value => value + 9.81)];
        var sliding = new SlidingBandPower(50, 3, 8, 2);
        double[] power = new double[1000];
        sliding.Process(samples, power);
        Assert.Equal((100, 11), (sliding.WindowLength, sliding.BinCount));
        var options = new WelchOptions { WindowSeconds = 2, Detrend = Detrend.None };
        Assert.All(power[..99], value => Assert.True(double.IsNaN(value)));
        for (int end = 99; end < 1000; end += 7)
        {
            double expected = Welch.Estimate(samples.AsSpan(end - 99, 100), 50, options).BandPower(2.99, 8.01);
            Assert.Equal(expected, power[end], 1e-10 * expected);
        }
    }

    [Fact]
    public void ProcessInBlocksGivesTheSameValuesAsProcessAtOnce() =>
        Gen.Int[1, 70].Array[1, 20].Sample(
            blockLengths =>
            {
                double[] samples = Reference.Noise(blockLengths.Sum(), 2);
                double[] expected = new double[samples.Length];
                new SlidingBandPower(50, 3, 8, 1).Process(samples, expected);
                var inBlocks = new SlidingBandPower(50, 3, 8, 1);
                int at = 0;
                foreach (int length in blockLengths)
                {
                    // In place, too.
                    inBlocks.Process(samples.AsSpan(at, length), samples.AsSpan(at, length));
                    at += length;
                }

                Assert.Equal(expected, samples);
            },
            iter: 100);

    [Fact]
    public void ADayOfSamplesAndAnArtefactLeaveNoError()
    {
        const int SamplesPerDay = 24 * 3600 * 50;
        double[] block = Reference.Noise(5000, 3);
        double[] power = new double[block.Length];
        var sliding = new SlidingBandPower(50, 3, 8, 2);
        for (int at = 0; at < SamplesPerDay; at += block.Length)
        {
            block[77] = at == SamplesPerDay / 2 ? 1e12 : 0.5;
            sliding.Process(block, power);
        }

        block[77] = 1e12;
        sliding.Process(block, power);
        double[] fresh = new double[block.Length];
        new SlidingBandPower(50, 3, 8, 2).Process(block, fresh);
        for (int i = 400; i < fresh.Length; i++)
        {
            Assert.Equal(fresh[i], power[i], 1e-9 * fresh[i]);
        }
    }

    [Fact]
    public void ASineInTheBandHasHalfItsSquaredAmplitude()
    {
        double[] sine = [.. Enumerable.Range(0, 800).Select(j => 5 + (3 * Math.Sin(2 * Math.PI * 5 * j / 100.0)))];
        double[] power = new double[800];
        new SlidingBandPower(100, 3, 8, 4).Process(sine, power);
        Assert.All(power[399..], value => Assert.Equal(4.5, value, 1e-9));
    }

    [Fact]
    public void AMissingSampleEmptiesTheWindow()
    {
        double[] samples = Reference.Noise(300, 4);
        double[] expected = new double[150];
        new SlidingBandPower(50, 3, 8, 1).Process(samples.AsSpan(150), expected);
        samples[149] = double.NaN;
        double[] power = new double[300];
        new SlidingBandPower(50, 3, 8, 1).Process(samples, power);
        Assert.True(double.IsNaN(power[149]));
        Assert.Equal(expected, power[150..]);
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var sliding = new SlidingBandPower(50, 3, 8, 1);
        double[] samples = Reference.Noise(500, 4);
        sliding.Process(samples, samples);
        Assert.Equal(0, Allocations.Of(() =>
        {
            sliding.Process(samples, samples);
            sliding.Process([], []);
        }));
    }

    [Fact]
    public void ArgumentsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(0, 3, 8, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(50, 1, 8, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(50, 8, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(50, 3, 25, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(50, 3, 8, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingBandPower(50, 3.2, 3.8, 1));
        Assert.Throws<ArgumentException>(() => new SlidingBandPower(50, 3, 8, 1).Process(new double[3], new double[4]));
    }
}
