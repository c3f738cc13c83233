using CsCheck;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class CoherenceTests
{
    private const double SampleRate = 92.77;

    public static TheoryData<string, WelchOptions> Cases => new()
    {
        { "half", new WelchOptions { WindowLength = 64 } },
        { "three quarters", new WelchOptions { WindowLength = 64, Overlap = 0.75, Detrend = Detrend.Linear } },
        { "padded hamming", new WelchOptions { WindowLength = 50, FftLength = 128, Window = WindowShape.Hamming } },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void CoherenceAndPhaseEqualThoseOfSciPy(string name, WelchOptions options)
    {
        Dictionary<string, double[]> signals = Reference.Read("welch.txt");
        Dictionary<string, double[]> expected = Reference.Read("coherence.txt");
        CoherenceSpectrum spectrum = Coherence.Estimate(signals["x"], signals["y"], SampleRate, options);
        Reference.AssertEachClose(expected[name], spectrum.MagnitudeSquared, 1e-10);
        for (int k = 1; k < spectrum.FrequenciesHz.Length - 1; k++)
        {
            Assert.Equal(0, Math.IEEERemainder(expected[name + " phase"][k] - spectrum.PhaseRadians(k), 2 * Math.PI), 1e-9);
        }
    }

    [Fact]
    public void ProcessInBlocksGivesTheSameCoherenceAsProcessAtOnce() =>
        Gen.Int[1, 90].Array[5, 40].Sample(
            blockLengths =>
            {
                int count = blockLengths.Sum();
                double[] x = Reference.Noise(count, 1);
                double[] y = Reference.Noise(count, 2);
                x[count / 3] = double.NaN;
                y[(count / 3) + 1] = double.NaN;
                y[count / 2] = double.PositiveInfinity;
                var options = new WelchOptions { WindowLength = 8 };
                var atOnce = new Coherence(SampleRate, options);
                var inBlocks = new Coherence(SampleRate, options);
                atOnce.Process(x, y);
                int at = 0;
                foreach (int length in blockLengths)
                {
                    inBlocks.Process(x.AsSpan(at, length), y.AsSpan(at, length));
                    at += length;
                }

                Assert.Equal(atOnce.WindowCount, inBlocks.WindowCount);
                Assert.Equal(atOnce.MissingSamples, inBlocks.MissingSamples);
                Assert.Equal(atOnce.SkippedSamples, inBlocks.SkippedSamples);
                if (atOnce.EffectiveWindowCount >= Coherence.LeastEffectiveWindowCount)
                {
                    Assert.Equal(atOnce.ToSpectrum().MagnitudeSquared, inBlocks.ToSpectrum().MagnitudeSquared);
                }
            },
            iter: 100);

    [Theory]
    [InlineData(0.5, .0264)]
    [InlineData(0.75, .0242)]
    [InlineData(0.8, .0242)]
    [InlineData(0.9, .0242)]
    public void TheLimitIsRightWhateverTheOverlap(double overlap, double limit)
    {
        // A record of 60 s in windows of 1 s: the naive limit of 90 % overlap would be .0051.
        var options = new WelchOptions { WindowLength = 50, Overlap = overlap };
        CoherenceSpectrum spectrum = Coherence.Estimate(Reference.Noise(3000, 1), Reference.Noise(3000, 2), 50, options);
        Assert.Equal(limit, spectrum.Limit(), 0.0002);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void IndependentChannelsExceedTheLimitInFivePercent(double overlap)
    {
        int exceeded = 0;
        int tested = 0;
        var options = new WelchOptions { WindowLength = 32, Overlap = overlap };
        for (int seed = 0; seed < 500; seed++)
        {
            CoherenceSpectrum spectrum = Coherence.Estimate(
                Reference.Noise(1000, seed), Reference.Noise(1000, 100_000 + seed), 32, options);
            for (int k = 3; k <= 13; k += 2)
            {
                tested++;
                exceeded += spectrum.MagnitudeSquared[k] > spectrum.Limit() ? 1 : 0;
            }
        }

        Assert.InRange((double)exceeded / tested, 0.035, 0.065);
    }

    [Fact]
    public void TheIntervalHoldsTheTrueCoherenceAndPhase()
    {
        // Signal and noise of equal power in the second channel: coherence ½; a delay of 2 samples.
        int held = 0;
        int phaseHeld = 0;
        int tested = 0;
        double truePhase = -2 * Math.PI * 2 * 8 / 64.0;
        for (int seed = 0; seed < 400; seed++)
        {
            double[] x = Reference.Noise(2002, seed);
            double[] y = Reference.Noise(2000, 50_000 + seed);
            for (int j = 0; j < y.Length; j++)
            {
                y[j] += x[j];
            }

            CoherenceSpectrum spectrum = Coherence.Estimate(x.AsSpan(2), y, 64, new WelchOptions { WindowLength = 64 });
            (double lower, double upper) = spectrum.MagnitudeSquaredInterval(8);
            double half = spectrum.PhaseHalfWidthRadians(8);
            tested++;
            held += lower <= 0.5 && 0.5 <= upper ? 1 : 0;
            phaseHeld += Math.Abs(spectrum.PhaseRadians(8) - truePhase) <= half ? 1 : 0;
        }

        Assert.InRange((double)held / tested, 0.90, 0.99);
        Assert.InRange((double)phaseHeld / tested, 0.90, 0.99);
    }

    [Fact]
    public void ALaterSecondChannelHasANegativePhase()
    {
        double[] x = Reference.Noise(4000, 1);
        CoherenceSpectrum spectrum = Coherence.Estimate(x.AsSpan(3), x.AsSpan(0, 3997), 100, new WelchOptions { WindowLength = 200 });
        Assert.Equal(-2 * Math.PI * 5 * 0.03, spectrum.PhaseRadians(10), 0.05);
        Assert.True(spectrum.Coherency[10].Imaginary < 0);
    }

    [Fact]
    public void TooFewIndependentWindowsAreRefusedWithTheirNumber()
    {
        double[] x = Reference.Noise(1000, 1);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Coherence.Estimate(x, x, 100, new WelchOptions { WindowLength = 256 }));
        Assert.Contains("6 windows of 256 samples worth 5.7", error.Message, StringComparison.Ordinal);

        // Overlap makes many windows of few: 37 of them are still worth fewer than 8.
        Assert.Throws<InvalidOperationException>(
            () => Coherence.Estimate(x, x, 100, new WelchOptions { WindowLength = 250, Overlap = 0.92 }));
        Assert.Throws<InvalidOperationException>(() => Coherence.Estimate([], [], 100));
    }

    [Fact]
    public void EqualChannelsAreCoherentAndADeadOneIsNot()
    {
        double[] x = Reference.Noise(4000, 1);
        CoherenceSpectrum same = Coherence.Estimate(x, x, 100);
        CoherenceSpectrum dead = Coherence.Estimate(x, new double[4000], 100);
        Assert.Equal(1, same.MagnitudeSquared[20], 1e-12);
        Assert.Equal(1, same.MagnitudeSquaredInterval(20).Lower, 1e-6);
        Assert.Equal(0, same.PhaseHalfWidthRadians(20), 1e-6);
        Assert.Equal(0, dead.MagnitudeSquared[20]);
        Assert.Equal(Math.PI, dead.PhaseHalfWidthRadians(20));
    }

    [Fact]
    public void AGapInOneChannelIsAGapInBoth()
    {
        double[] x = Reference.Noise(1000, 1);
        double[] y = Reference.Noise(1000, 2);
        var options = new WelchOptions { WindowLength = 64, ShortSegments = ShortSegments.Shrink };
        var expected = new Coherence(100, options);
        expected.Process(x.AsSpan(0, 400), y.AsSpan(0, 400));
        expected.EndSegment();
        expected.Process(x.AsSpan(401, 50), y.AsSpan(401, 50));
        expected.EndSegment();
        expected.Process(x.AsSpan(452), y.AsSpan(452));
        x[400] = double.NaN;
        y[451] = double.NaN;
        var coherence = new Coherence(100, options);
        coherence.Process(x, y);
        Assert.Equal(2, coherence.MissingSamples);
        Assert.Equal(expected.EffectiveWindowCount, coherence.EffectiveWindowCount);
        Assert.Equal(expected.ToSpectrum().MagnitudeSquared, coherence.ToSpectrum().MagnitudeSquared);
    }

    [Fact]
    public void ProcessAllocatesNothingAndResetForgets()
    {
        double[] x = Reference.Noise(3000, 1);
        double[] y = Reference.Noise(3000, 2);
        var coherence = new Coherence(100);
        coherence.Process(x, y);
        double[] expected = coherence.ToSpectrum().MagnitudeSquared.ToArray();
        coherence.Reset();
        Assert.Equal(0, Allocations.Of(() => coherence.Process(x, y)));
        Assert.Equal(expected, coherence.ToSpectrum().MagnitudeSquared.ToArray());
    }

    [Fact]
    public void ArgumentsOutOfRangeAreRefused()
    {
        double[] x = Reference.Noise(4000, 1);
        CoherenceSpectrum spectrum = Coherence.Estimate(x, x, 100);
        Assert.Throws<ArgumentException>(() => Coherence.Estimate(x, x.AsSpan(1), 100));
        Assert.Throws<ArgumentException>(() => new Coherence(100, new WelchOptions { Average = SpectrumAverage.Median }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Coherence(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.Limit(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.MagnitudeSquaredInterval(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrum.PhaseHalfWidthRadians(3, double.NaN));
    }
}
