using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class MultitaperTests
{
    private const double SampleRate = 92.77;

    private static readonly Dictionary<string, double[]> Expected = Reference.Read("multitaper.txt");

    [Theory]
    [InlineData("equal", TaperWeighting.Equal)]
    [InlineData("concentration", TaperWeighting.Concentration)]
    [InlineData("adaptive", TaperWeighting.Adaptive)]
    public void TheDensityEqualsTheReference(string name, TaperWeighting weighting)
    {
        MultitaperSpectrum spectrum = Multitaper.Estimate(
            Expected["x"], SampleRate, new MultitaperOptions { Weighting = weighting });
        Assert.Equal(SampleRate / 720, spectrum.Power.FrequencyStepHz);
        Assert.Equal(7, spectrum.TaperCount);
        Reference.AssertEachClose(Expected[name], spectrum.Power.Density, 1e-10);
    }

    [Fact]
    public void AdaptiveWeightsLowerTheDegreesOfFreedom()
    {
        MultitaperSpectrum spectrum = Multitaper.Estimate(
            Expected["x"], SampleRate, new MultitaperOptions { Weighting = TaperWeighting.Adaptive });
        Reference.AssertEachClose(Expected["adaptive dof"], spectrum.DegreesOfFreedom, 1e-10);
        Assert.Equal(Expected["adaptive dof"].Min(), 2 * spectrum.Power.EffectiveWindowCount, 1e-9);
    }

    [Fact]
    public void TheLineTestEqualsTheReference()
    {
        MultitaperSpectrum spectrum = Multitaper.Estimate(Expected["x"], SampleRate);
        Reference.AssertEachClose(Expected["line F"], spectrum.LineStatistics, 1e-10);
        Reference.AssertClose(Expected["line amplitude"], Reference.Interleave(spectrum.LineAmplitudes), 1e-10);
        for (int k = 0; k < spectrum.LineStatistics.Length; k++)
        {
            Assert.Equal(Expected["line probability"][k], spectrum.LineProbability(k), 1e-10);
        }

        Assert.Equal(Expected["line threshold 3-8 Hz"][0], spectrum.LineThreshold(0.01, 3, 8), 1e-9);
    }

    [Fact]
    public void NoisePassesTheLineTestAsOftenAsItsProbabilitySays()
    {
        // The dof of 2K − 2: with K − 1 this rate would be far below 5 %.
        var multitaper = new Multitaper(200, 100);
        int passed = 0;
        int tested = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            MultitaperSpectrum spectrum = multitaper.Estimate(Reference.Noise(200, seed));
            for (int k = 10; k < 90; k += 8)
            {
                tested++;
                passed += spectrum.LineProbability(k) < 0.05 ? 1 : 0;
            }
        }

        Assert.InRange((double)passed / tested, 0.04, 0.06);
    }

    [Fact]
    public void NoiseExceedsTheThresholdOfABandNoMoreOftenThanAsked()
    {
        var multitaper = new Multitaper(400, 100, new MultitaperOptions { FftLength = 1600 });
        int passed = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            MultitaperSpectrum spectrum = multitaper.Estimate(Reference.Noise(400, seed));
            double threshold = spectrum.LineThreshold(0.05, 3, 8);
            bool any = false;
            for (int k = 48; k <= 128; k++)
            {
                any |= spectrum.LineStatistics[k] > threshold;
            }

            passed += any ? 1 : 0;
        }

        // Four frequencies to 1/duration: nearly as many independent tests, so the rate is little below the one asked.
        Assert.InRange(passed / 500.0, 0.015, 0.06);
    }

    [Fact]
    public void ALineIsFoundWithItsAmplitudeAndPhase()
    {
        double[] samples = Reference.Noise(1000, 3);
        for (int j = 0; j < samples.Length; j++)
        {
            samples[j] += 3 * Math.Cos((2 * Math.PI * 5 * j / 100) + 0.7);
        }

        MultitaperSpectrum spectrum = Multitaper.Estimate(samples, 100);
        Assert.Equal(0.1, spectrum.Power.FrequencyStepHz, 1e-12);
        Assert.True(spectrum.LineProbability(50) < 1e-9);
        Assert.Equal(3, 2 * spectrum.LineAmplitudes[50].Magnitude, 0.15);
        Assert.Equal(0.7, spectrum.LineAmplitudes[50].Phase, 0.1);
    }

    [Fact]
    public void TheDensityOfWhiteNoiseIsTwiceItsVariancePerHertz()
    {
        foreach (TaperWeighting weighting in Enum.GetValues<TaperWeighting>())
        {
            MultitaperSpectrum spectrum = Multitaper.Estimate(
                Reference.Noise(20000, 5), 100, new MultitaperOptions { Weighting = weighting });
            double sum = 0;
            foreach (double value in spectrum.Power.Density)
            {
                sum += value / spectrum.Power.Density.Length;
            }

            Assert.Equal(0.02, sum, 0.0006);
        }
    }

    [Fact]
    public void ADeadChannelHasNoPowerAndNoLine()
    {
        foreach (TaperWeighting weighting in Enum.GetValues<TaperWeighting>())
        {
            MultitaperSpectrum spectrum = Multitaper.Estimate(
                new double[100], 100, new MultitaperOptions { Weighting = weighting });
            Assert.All(spectrum.Power.Density.ToArray(), value => Assert.Equal(0, value));
            Assert.All(spectrum.LineStatistics.ToArray(), value => Assert.Equal(0, value));
            Assert.Equal(1, spectrum.LineProbability(7));
        }
    }

    [Fact]
    public void OnePlanGivesTheSameSpectrumForTheSamePiece()
    {
        var multitaper = new Multitaper(300, 100);
        double[] first = multitaper.Estimate(Reference.Noise(300, 1)).Power.Density.ToArray();
        multitaper.Estimate(Reference.Noise(300, 2));
        Assert.Equal(first, multitaper.Estimate(Reference.Noise(300, 1)).Power.Density.ToArray());
    }

    [Fact]
    public void PiecesAndOptionsOutOfRangeAreRefused()
    {
        var multitaper = new Multitaper(100, 100);
        double[] broken = new double[100];
        broken[41] = double.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(() => multitaper.Estimate(broken));
        Assert.Contains("Sample 41 is NaN", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => multitaper.Estimate(new double[99]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Multitaper.Estimate([], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Multitaper.Estimate([1], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Multitaper(8, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Multitaper(100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Multitaper(100, 100, new MultitaperOptions { FftLength = 99 }));
        Assert.Throws<ArgumentException>(() => new Multitaper(100, 100, new MultitaperOptions { TaperCount = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Multitaper(100, 100, new MultitaperOptions { MinimumConcentration = 1 }));
    }
}
