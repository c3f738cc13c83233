using CsCheck;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class WelchTests
{
    private const double SampleRate = 92.77;

    private static readonly Dictionary<string, double[]> SciPy = Reference.Read("welch.txt");

    public static TheoryData<string, WelchOptions> Cases => new()
    {
        { "default", new WelchOptions() },
        { "hamming0", new WelchOptions { Window = WindowShape.Hamming, WindowLength = 100, Overlap = 0 } },
        { "linear75", new WelchOptions { WindowLength = 64, Overlap = 0.75, Detrend = Detrend.Linear } },
        { "padded", new WelchOptions { WindowLength = 100, FftLength = 256 } },
        { "odd", new WelchOptions { WindowLength = 75 } },
        {
            "symmetric80",
            new WelchOptions
            {
                WindowLength = 100,
                Overlap = 0.8,
                FftLength = 400,
                Detrend = Detrend.None,
                Symmetry = WindowSymmetry.Symmetric,
            }
        },
        { "median", new WelchOptions { WindowLength = 64, Average = SpectrumAverage.Median } },
        { "median odd", new WelchOptions { WindowLength = 128, Overlap = 0, Average = SpectrumAverage.Median } },
        { "tukey", new WelchOptions { WindowLength = 90, Window = WindowShape.CosineTaper, TaperFraction = 0.2 } },
        { "blackman", new WelchOptions { WindowLength = 120, Window = WindowShape.Blackman } },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void TheDensityEqualsThatOfSciPy(string name, WelchOptions options)
    {
        PowerSpectrum spectrum = Welch.Estimate(SciPy["x"], SampleRate, options);
        Reference.AssertEachClose(SciPy[name], spectrum.Density, 1e-10);
        Reference.AssertClose(SciPy[name + " f"], spectrum.FrequenciesHz, 1e-14);
    }

    [Fact]
    public void ProcessInBlocksGivesTheSameDensityAsProcessAtOnce() =>
        Gen.Int[1, 90].Array[1, 60].Select(Gen.Int[0, 3]).Sample(
            (blockLengths, gaps) =>
            {
                double[] samples = Reference.Noise(blockLengths.Sum(), 11);
                for (int gap = 1; gap <= gaps; gap++)
                {
                    samples[samples.Length * gap / (gaps + 1)] = double.NaN;
                }

                var options = new WelchOptions { WindowLength = 32, Overlap = 0.6 };
                var atOnce = new Welch(SampleRate, options);
                var inBlocks = new Welch(SampleRate, options);
                atOnce.Process(samples);
                int at = 0;
                foreach (int length in blockLengths)
                {
                    inBlocks.Process(samples.AsSpan(at, length));
                    at += length;
                }

                atOnce.EndSegment();
                inBlocks.EndSegment();
                Assert.Equal(atOnce.WindowCount, inBlocks.WindowCount);
                Assert.Equal(atOnce.SkippedSamples, inBlocks.SkippedSamples);
                Assert.Equal(atOnce.EffectiveWindowCount, inBlocks.EffectiveWindowCount);
                if (atOnce.WindowCount > 0)
                {
                    Assert.Equal(atOnce.ToSpectrum().Density, inBlocks.ToSpectrum().Density);
                }
            },
            iter: 200);

    [Theory]
    [InlineData(0.5, 119, .948, .0005)]
    [InlineData(0.75, 237, .521, .0005)]
    [InlineData(0.8, 296, .417, .0005)]
    [InlineData(0.9, 591, .208, .0005)]
    public void TheEffectiveNumberOfWindowsIsThatOfTheOverlap(double overlap, int windows, double ratio, double tolerance)
    {
        var welch = new Welch(1000, new WelchOptions { WindowSeconds = 1, Overlap = overlap });
        welch.Process(new double[60_000]);
        Assert.Equal(windows, welch.WindowCount);
        Assert.Equal(ratio, welch.EffectiveWindowCount / welch.WindowCount, tolerance);
    }

    [Fact]
    public void TheEffectiveNumberOfWindowsPredictsTheSpreadOfTheDensity()
    {
        // 2000 records of white noise, 75 % overlap, two gap-free segments of different length.
        var options = new WelchOptions { WindowLength = 32, Overlap = 0.75, Detrend = Detrend.None };
        var values = new List<double>();
        double effective = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            double[] noise = Reference.Noise(300, seed);
            var welch = new Welch(1, options);
            welch.Process(noise.AsSpan(0, 100));
            welch.EndSegment();
            welch.Process(noise.AsSpan(100));
            PowerSpectrum spectrum = welch.ToSpectrum();
            values.Add(spectrum.Density[5]);
            values.Add(spectrum.Density[11]);
            effective = spectrum.EffectiveWindowCount;
        }

        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / values.Count;
        Assert.Equal(2, mean, 0.05);
        Assert.Equal(1, mean * mean / variance / effective, 0.1);
    }

    [Fact]
    public void AMedianIsWorthAboutHalfAMean()
    {
        var options = new WelchOptions { WindowLength = 32, Overlap = 0, Average = SpectrumAverage.Median, Detrend = Detrend.None };
        var values = new List<double>();
        double effective = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            PowerSpectrum spectrum = Welch.Estimate(Reference.Noise(32 * 15, seed), 1, options);
            values.Add(spectrum.Density[5]);
            values.Add(spectrum.Density[11]);
            effective = spectrum.EffectiveWindowCount;
        }

        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / values.Count;
        Assert.Equal(2, mean, 0.05);
        Assert.Equal(1, mean * mean / variance / effective, 0.1);
    }

    [Fact]
    public void NoWindowReachesAcrossAGap()
    {
        double[] first = Reference.Noise(100, 1);
        double[] second = Reference.Noise(230, 2);
        var options = new WelchOptions { WindowLength = 64 };
        var welch = new Welch(SampleRate, options);
        welch.Process(first);
        welch.EndSegment();
        welch.Process(second);
        welch.EndSegment();
        PowerSpectrum alone1 = Welch.Estimate(first, SampleRate, options);
        PowerSpectrum alone2 = Welch.Estimate(second, SampleRate, options);
        double[] expected = new double[welch.SpectrumLength];
        for (int k = 0; k < expected.Length; k++)
        {
            expected[k] = ((alone1.WindowCount * alone1.Density[k]) + (alone2.WindowCount * alone2.Density[k]))
                / (alone1.WindowCount + alone2.WindowCount);
        }

        Reference.AssertEachClose(expected, welch.ToSpectrum().Density, 1e-12);
        Assert.Equal((100 - 96) + (230 - 224), welch.SkippedSamples);
    }

    [Fact]
    public void AMissingSampleIsAGapAndIsCounted()
    {
        double[] samples = Reference.Noise(300, 4);
        double[] broken = [.. samples];
        broken[120] = double.NaN;
        broken[121] = double.PositiveInfinity;
        var options = new WelchOptions { WindowLength = 40 };
        var expected = new Welch(SampleRate, options);
        expected.Process(samples.AsSpan(0, 120));
        expected.EndSegment();
        expected.Process(samples.AsSpan(122));
        var welch = new Welch(SampleRate, options);
        welch.Process(broken);
        Assert.Equal(2, welch.MissingSamples);
        Assert.Equal(expected.ToSpectrum().Density, welch.ToSpectrum().Density);
    }

    [Fact]
    public void AShortSegmentIsSkippedAndCountedUnlessShrinkingIsAskedFor()
    {
        double[] noise = Reference.Noise(100, 6);
        var skip = new Welch(SampleRate, new WelchOptions { WindowLength = 64 });
        var shrink = new Welch(SampleRate, new WelchOptions { WindowLength = 64, ShortSegments = ShortSegments.Shrink });
        foreach (Welch welch in new[] { skip, shrink })
        {
            welch.Process(noise.AsSpan(0, 48));
            welch.EndSegment();
            welch.Process(noise.AsSpan(48, 31));
            welch.EndSegment();
        }

        Assert.Equal((0, 79), (skip.WindowCount, skip.SkippedSamples));
        Assert.Equal((1, 31), (shrink.WindowCount, shrink.SkippedSamples));
        Assert.Equal((0, 1), (skip.ShrunkWindowCount, shrink.ShrunkWindowCount));
        PowerSpectrum alone = Welch.Estimate(
            noise.AsSpan(0, 48), SampleRate, new WelchOptions { WindowLength = 48, FftLength = 64 });
        Reference.AssertEachClose(alone.Density, shrink.ToSpectrum().Density, 1e-12);
        Assert.Equal(1, shrink.EffectiveWindowCount);
    }

    [Fact]
    public void AShrunkWindowBiasesThePowerOfNoiseByNothing()
    {
        var welch = new Welch(
            1, new WelchOptions { WindowLength = 64, Detrend = Detrend.None, ShortSegments = ShortSegments.Shrink });
        for (int seed = 0; seed < 3000; seed++)
        {
            welch.Process(Reference.Noise(40, seed));
            welch.EndSegment();
        }

        double[] density = new double[welch.SpectrumLength];
        welch.CopyDensityTo(density);
        Assert.Equal(2, density[4..^4].Average(), 0.02);
    }

    [Fact]
    public void TheBandPowerOfASineIsHalfItsSquaredAmplitude()
    {
        double[] sine = [.. Enumerable.Range(0, 4000).Select(j => 3 * Math.Sin(2 * Math.PI * 5 * j / 100.0))];
        PowerSpectrum spectrum = Welch.Estimate(sine, 100, new WelchOptions { WindowSeconds = 4 });
        Assert.Equal(4.5, spectrum.BandPower(4, 6), 1e-9);
        Assert.Equal(0, spectrum.BandPower(5.01, 5.02));
        Assert.Equal(1.5 / 4, spectrum.ResolutionHz, 1e-12);
        Assert.Equal(0.25, spectrum.FrequencyStepHz, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.BandPower(6, 4));
    }

    [Fact]
    public void TheIntervalOfConfidenceHoldsTheDensityAsOftenAsItSays()
    {
        int held = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            PowerSpectrum spectrum = Welch.Estimate(
                Reference.Noise(300, seed), 1, new WelchOptions { WindowLength = 32, Overlap = 0.75 });
            ConfidenceFactors factors = spectrum.ConfidenceFactors(0.9);
            double density = spectrum.Density[7];
            held += density * factors.Lower <= 2 && 2 <= density * factors.Upper ? 1 : 0;
        }

        Assert.InRange(held, 870, 930);
        PowerSpectrum last = Welch.Estimate(Reference.Noise(300, 1), 1, new WelchOptions { WindowLength = 32 });
        Assert.Throws<ArgumentOutOfRangeException>(() => last.ConfidenceFactors(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => last.ConfidenceFactors(double.NaN));
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var welch = new Welch(1000, new WelchOptions { WindowSeconds = 0.5, Overlap = 0.75, Detrend = Detrend.Linear });
        double[] samples = Reference.Noise(5000, 1);
        samples[2500] = double.NaN;
        double[] density = new double[welch.SpectrumLength];
        welch.Process(samples);
        welch.CopyDensityTo(density);
        Assert.Equal(0, Allocations.Of(() =>
        {
            welch.Process(samples);
            welch.EndSegment();
            welch.CopyDensityTo(density);
        }));
    }

    [Fact]
    public void ResetForgetsEverything()
    {
        double[] noise = Reference.Noise(500, 9);
        var welch = new Welch(100, new WelchOptions { WindowLength = 64 });
        welch.Process([double.NaN, .. Reference.Noise(333, 10)]);
        welch.Reset();
        Assert.Equal((0, 0, 0, 0), (welch.WindowCount, welch.EffectiveWindowCount, welch.MissingSamples, welch.SkippedSamples));
        welch.Process(noise);
        Assert.Equal(Welch.Estimate(noise, 100, new WelchOptions { WindowLength = 64 }).Density, welch.ToSpectrum().Density);
    }

    [Fact]
    public void TooFewSamplesAreAnErrorAndNeverZeros()
    {
        var welch = new Welch(100, new WelchOptions { WindowLength = 64 });
        welch.Process([]);
        welch.Process(new double[63]);
        welch.EndSegment();
        Assert.Equal(0, welch.EffectiveWindowCount);
        Assert.Equal(63, welch.SkippedSamples);
        Assert.Throws<InvalidOperationException>(() => welch.ToSpectrum());
        Assert.Throws<ArgumentException>(() => Welch.Estimate(new double[255], 100));
        Assert.Throws<ArgumentException>(() => Welch.Estimate([], 100));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Welch(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Welch(100, new WelchOptions { WindowLength = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Welch(100, new WelchOptions { WindowSeconds = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Welch(100, new WelchOptions { WindowLength = 64, FftLength = 63 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Welch(100, new WelchOptions { Detrend = (Detrend)9 }));
        Assert.Throws<ArgumentException>(() => new Welch(100, new WelchOptions { Overlap = 1 }));
        Assert.Throws<ArgumentException>(() => new Welch(100, new WelchOptions { Overlap = double.NaN }));
        Assert.Throws<ArgumentException>(() => new Welch(100, new WelchOptions { WindowLength = 4, Overlap = 0.9999999999 }));
        Assert.Throws<ArgumentException>(
            () => new Welch(
                100, new WelchOptions { Average = SpectrumAverage.Median, ShortSegments = ShortSegments.Shrink }));
        Assert.Throws<ArgumentException>(() => new Welch(100).CopyDensityTo(new double[3]));
    }
}
