using System.Globalization;
using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Designs, filter and decimator against scipy.signal.firwin, lfilter and upfirdn, and against their definitions.</summary>
public sealed class FirTests
{
    public static TheoryData<string> Designs => FilterReference.Designs("fir.txt");

    [Theory]
    [MemberData(nameof(Designs))]
    public void DesignFilterAndDecimatorGiveTheNumbersOfSciPy(string name)
    {
        Dictionary<string, double[]> expected = FilterReference.Read("fir.txt");
        FirCoefficients design = Design(name);
        FilterReference.AssertClose(expected[name + " taps"], design.Taps, 1e-12);
        double[] output = new double[600];
        new FirFilter(design).Process(FilterReference.Input, output);
        FilterReference.AssertClose(expected[name + " output"], [.. output.Where((_, i) => i % 5 == 0)], 1e-12);
        double[] decimated = new double[600];
        int count = new Decimator(design, 7).Process(FilterReference.Input, decimated);
        FilterReference.AssertClose(expected[name + " decimated"], decimated.AsSpan(0, count), 1e-12);
    }

    [Fact]
    public void AnyBlocksGiveTheSameSamples() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[1, 30], Gen.Int[0, 3000].Array[1, 6]).Sample((taps, factor, lengths) =>
        {
            FirCoefficients design = Fir.LowPass(taps, 40, 1000);
            var random = new Random(taps);
            double[] input = [.. Enumerable.Range(0, lengths.Sum()).Select(_ => random.NextDouble() - 0.5)];
            double[] once = new double[input.Length];
            new FirFilter(design).Process(input, once);
            double[] blocks = [.. input];
            double[] decimated = new double[input.Length];
            var filter = new FirFilter(design);
            var decimator = new Decimator(design, factor);
            int at = 0;
            int written = 0;
            foreach (int length in lengths)
            {
                filter.Process(blocks.AsSpan(at, length), blocks.AsSpan(at, length));
                int expected = decimator.OutputCount(length);
                Assert.Equal(expected, decimator.Process(input.AsSpan(at, length), decimated.AsSpan(written)));
                written += expected;
                at += length;
            }

            Assert.Equal(once, blocks);
            double[] decimatedOnce = new double[input.Length];
            Assert.Equal(written, new Decimator(design, factor).Process(input, decimatedOnce));
            Assert.Equal(decimatedOnce, decimated);

            // What is kept are the samples of the filter, up to the order of the sums.
            for (int i = 0; i < written; i++)
            {
                Assert.Equal(once[i * factor], decimated[i], 1e-13);
            }
        });

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(101)]
    public void ADecimatorPassesItsBandAndFoldsNothingBackOntoIt(int factor)
    {
        const double SampleRate = 2000;
        FirCoefficients design = Decimator.AntiAlias(factor, SampleRate);
        double newRate = SampleRate / factor;
        for (double hz = 0; hz <= 0.4 * newRate; hz += newRate / 200)
        {
            Assert.Equal(1, design.Response(hz).Magnitude, 2e-4);
        }

        for (double hz = 0.6 * newRate; hz <= SampleRate / 2; hz += newRate / 37)
        {
            Assert.True(20 * Math.Log10(design.Response(hz).Magnitude) < -79);
        }

        var decimator = new Decimator(factor, SampleRate);
        Assert.Equal(0, decimator.DelaySamples % factor);
        Assert.Equal(newRate, decimator.OutputRate);
        Assert.Equal(decimator.DelaySamples / SampleRate, decimator.DelaySeconds, 1e-15);

        // A slow sine comes out as itself, later by the delay.
        double[] sine = [.. Enumerable.Range(0, 200 * factor).Select(n => Math.Sin(2 * Math.PI * 0.1 * newRate * n / SampleRate))];
        double[] slow = new double[200];
        Assert.Equal(200, decimator.Process(sine, slow));
        int late = (int)decimator.DelaySamples / factor;
        for (int i = 2 * late; i < 200; i++)
        {
            Assert.Equal(sine[(i - late) * factor], slow[i], 2e-4);
        }
    }

    [Fact]
    public void AFactorOfOneChangesNothing()
    {
        double[] output = new double[600];
        Assert.Equal(600, new Decimator(1, 100).Process(FilterReference.Input, output));
        Assert.Equal(FilterReference.Input, output);
    }

    [Fact]
    public void ANaNLeavesAgain()
    {
        double[] samples = new double[100];
        samples[10] = double.NaN;
        new FirFilter(Fir.LowPass(21, 40, 1000)).Process(samples, samples);
        Assert.All(samples[10..31], sample => Assert.True(double.IsNaN(sample)));
        Assert.All(samples[31..], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void ProcessAllocatesNothingAndResetForgets()
    {
        var filter = new FirFilter(Fir.LowPass(101, 40, 1000));
        var decimator = new Decimator(10, 1000);
        double[] output = new double[600];
        double[] expected = new double[600];
        filter.Process(FilterReference.Input, expected);
        int count = decimator.Process(FilterReference.Input, output);
        double[] expectedDecimated = output[..count];
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                filter.Process(FilterReference.Input, output);
                decimator.Process(FilterReference.Input, output);
                filter.Reset();
                decimator.Reset();
            }
        }));
        decimator.Process(FilterReference.Input, output);
        Assert.Equal(expectedDecimated, output[..count]);
        filter.Process(FilterReference.Input, output);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void AWrongCallIsRefused()
    {
        Assert.Throws<ArgumentException>(() => new FirCoefficients([], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.LowPass(0, 10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.LowPass(11, 50, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.LowPass(11, 10, 100, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.HighPass(10, 10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.BandStop(10, 10, 20, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.BandPass(11, 20, 10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fir.KaiserTaps(1e-9, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Decimator(0, 100));
        var decimator = new Decimator(2, 100);
        double[] memory = new double[20];
        Assert.Throws<ArgumentException>(() => decimator.Process(memory.AsSpan(0, 10), new double[4]));
        Assert.Throws<ArgumentException>(() => decimator.Process(memory.AsSpan(0, 10), memory.AsSpan(5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => decimator.OutputCount(-1));
        Assert.Throws<ArgumentException>(() => new FirFilter(Fir.LowPass(5, 10, 100)).Process(memory, new double[19]));
    }

    private static FirCoefficients Design(string name)
    {
        string[] parts = name.Split(' ');
        double[] edges = [.. parts[2].Split('-').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture))];
        int taps = int.Parse(parts[1], CultureInfo.InvariantCulture);
        double sampleRate = double.Parse(parts[3], CultureInfo.InvariantCulture);
        double attenuation = double.Parse(parts[4], CultureInfo.InvariantCulture);
        return parts[0] switch
        {
            "low" => Fir.LowPass(taps, edges[0], sampleRate, attenuation),
            "high" => Fir.HighPass(taps, edges[0], sampleRate, attenuation),
            "band" => Fir.BandPass(taps, edges[0], edges[1], sampleRate, attenuation),
            _ => Fir.BandStop(taps, edges[0], edges[1], sampleRate, attenuation),
        };
    }
}
