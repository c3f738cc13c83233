using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>What is said of a rhythm beside its frequency: strength, amplitude, drift, cycles, harmonics, coherence, and what lies outside the band.</summary>
public sealed class RhythmMeasuresTests
{
    private const double Rate = TrainSimulator.SampleRate;

    [Theory]
    [InlineData(4.2, 0.7)]
    [InlineData(7.1, 30)]
    public void TheAmplitudeOfASineIsItsOwn(double frequencyHz, double amplitude)
    {
        RhythmResult result = Estimate(new TrainSimulator(1).Noise(40, 0), 0.1 * amplitude, t => amplitude * Math.Sin(2 * Math.PI * frequencyHz * t));
        Assert.Equal(amplitude, result.Amplitude!.Value, 0.03 * amplitude);
        Assert.All(result.Bouts, bout => Assert.Equal(amplitude, bout.Amplitude, 0.03 * amplitude));
        Assert.InRange(result.Bouts[0].StrengthDb, 15, 60);
    }

    [Fact]
    public void TheStrengthRisesWithThePowerOfTheRhythm()
    {
        double[] strengths = [.. new[] { 0.5, 1, 2, 4 }.Select(amplitude =>
            Estimate(new TrainSimulator(2).Noise(60, 0), 1, t => amplitude * Math.Sin(2 * Math.PI * 5 * t)).Bouts[0].StrengthDb)];
        for (int i = 1; i < strengths.Length; i++)
        {
            // Twice the amplitude is 6 dB more, less the background's own part in the weaker one.
            Assert.InRange(strengths[i] - strengths[i - 1], 3.5, 6.5);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(-0.9)]
    public void ADriftIsMeasuredInHertzPerMinute(double hzPerMinute)
    {
        double perSecond = hzPerMinute / 60;
        RhythmResult result = Estimate(
            new TrainSimulator(3).Noise(60, 1), 0.3, t => Math.Sin(2 * Math.PI * ((5.5 * t) + (0.5 * perSecond * t * (t - 60)))));
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(hzPerMinute, result.Drift!.Value.HzPerMinute, 0.05);
        Assert.InRange(hzPerMinute, result.Drift.Value.Ci95.Low - 0.02, result.Drift.Value.Ci95.High + 0.02);
        Assert.Equal(hzPerMinute, Assert.Single(result.Bouts).DriftHzPerMinute, 0.05);
        Assert.True(result.FrequencyCi95!.Value.Contains(result.FrequencyHz!.Value));
    }

    [Fact]
    public void ARhythmOfAFewSecondsHasNoDrift()
    {
        RhythmResult result = Estimate(new TrainSimulator(3).Noise(8, 1), 0.1, t => Math.Sin(2 * Math.PI * 5 * t));
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Null(result.Drift);
        Assert.True(double.IsNaN(result.Bouts[0].DriftHzPerMinute));
    }

    [Fact]
    public void TheStabilityIndexOfASteadySineKnowsNoSampling()
    {
        // Without interpolated crossings one sample at 100 Hz is 0.25 Hz of a rhythm of 5 Hz.
        RhythmResult result = Estimate(new double[3000], 0, t => Math.Sin(2 * Math.PI * 4.87 * t));
        RhythmCycles cycles = result.Cycles!;
        Assert.InRange(cycles.StabilityIndexHz!.Value, 0, 0.01);
        Assert.InRange(cycles.FrequencyCv!.Value, 0, 0.01);
        Assert.InRange(cycles.Cycles.Count, 143, 146);
        Assert.All(cycles.Cycles.Skip(5).SkipLast(5), cycle => Assert.Equal(4.87, cycle.FrequencyHz, 0.01));
        Assert.All(cycles.Cycles.Skip(5).SkipLast(5), cycle => Assert.Equal(1, cycle.Amplitude, 0.1));
    }

    [Fact]
    public void TheCyclesFollowAKnownModulation()
    {
        // The frequency swings by 0.4 Hz about 5 Hz in 4 s: its changes from cycle to cycle are known.
        static double Instant(double t) => 5 + (0.4 * Math.Sin(2 * Math.PI * t / 4));
        RhythmResult result = Estimate(
            new double[6000], 0, t => Math.Cos(2 * Math.PI * ((5 * t) - (0.4 * 4 / (2 * Math.PI) * Math.Cos(2 * Math.PI * t / 4)))));
        RhythmCycle[] cycles = [.. result.Cycles!.Cycles.Skip(10).SkipLast(10)];
        Assert.All(cycles, cycle => Assert.Equal(Instant(cycle.StartSeconds + (0.5 / cycle.FrequencyHz)), cycle.FrequencyHz, 0.05));
        double[] changes = [.. cycles.Zip(cycles.Skip(1), (a, b) =>
            Instant(b.StartSeconds + (0.5 / b.FrequencyHz)) - Instant(a.StartSeconds + (0.5 / a.FrequencyHz))).Order()];
        double expected = changes[(int)(0.75 * changes.Length)] - changes[(int)(0.25 * changes.Length)];
        Assert.Equal(expected, result.Cycles.StabilityIndexHz!.Value, 0.03);
    }

    [Fact]
    public void MoreJitterGivesALargerStabilityIndex()
    {
        double[] indices = [.. new[] { 0.02, 0.06, 0.15 }.Select(variation =>
        {
            var simulator = new TrainSimulator(4);
            return RhythmEstimator.Estimate(simulator.Envelope(60, simulator.Renewal(60, 5, variation), 20), Rate).Cycles!.StabilityIndexHz!.Value;
        })];
        Assert.True(indices[0] < indices[1] && indices[1] < indices[2], string.Join(" ", indices));
    }

    [Fact]
    public void AHarmonicThatDominatesAnAxisIsNamed()
    {
        var simulator = new TrainSimulator(5);
        var estimator = new RhythmEstimator(Rate, 3);
        double[][] axes = [simulator.Noise(40, 0), simulator.Noise(40, 0), simulator.Noise(40, 0)];
        for (int i = 0; i < axes[0].Length; i++)
        {
            double t = 2 * Math.PI * i / Rate;
            axes[0][i] += (0.5 * Math.Sin(4 * t)) + (1.5 * Math.Sin(8 * t));
            axes[1][i] += 3 * Math.Sin(4 * t);
            axes[2][i] += Math.Sin(4 * t);
        }

        estimator.Process(axes[0], axes[1], axes[2]);
        RhythmResult result = estimator.Finish();
        Assert.Equal(4, result.FrequencyHz!.Value, 0.05);
        Assert.Equal([2, 1, 1], result.Harmonics.Select(profile => profile.Dominant));
        Assert.Contains("the 2nd harmonic dominates axis x", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("axis y", result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.Harmonics[0].Ratios[1], 5, 14);
    }

    [Fact]
    public void NothingDominatesAnAxisWithoutPower()
    {
        var estimator = new RhythmEstimator(Rate, 3);
        double[][] axes = [new double[3000], new double[3000], new double[3000]];
        double[] noise = new TrainSimulator(8).Noise(30, 0);
        for (int i = 0; i < axes[0].Length; i++)
        {
            double t = 2 * Math.PI * i / Rate;
            axes[0][i] = (3 * Math.Sin(5 * t)) + (0.01 * noise[i]);
            axes[1][i] = 1e-3 * Math.Sin(10 * t);
        }

        estimator.Process(axes[0], axes[1], axes[2]);
        RhythmResult result = estimator.Finish();
        Assert.Equal([1, 1, 1], result.Harmonics.Select(profile => profile.Dominant));
        Assert.DoesNotContain("dominates", result.Reason, StringComparison.Ordinal);
        Assert.Empty(result.Others);
        Assert.Equal(1e-15, result.PValue);
    }

    [Fact]
    public void ALineIsCoherentAndATrainWithJitterIsNot()
    {
        var simulator = new TrainSimulator(6);
        RhythmResult line = Estimate(simulator.Noise(30, 0), 1, t => 0.7 * Math.Sin(2 * Math.PI * 6 * t));
        Assert.InRange(line.Line!.Value.PValue, 0, 1e-4);
        Assert.Equal(6, line.Line.Value.FrequencyHz, 0.13);
        Assert.Equal(7, line.Line.Value.PieceCount);
        RhythmResult train = RhythmEstimator.Estimate(simulator.Envelope(30, simulator.Renewal(30, 6, 0.15), 20), Rate);
        Assert.True(train.IsRhythmic, train.Reason);
        Assert.InRange(train.Line!.Value.PValue, 1e-3, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NoiseHasALineAtMostAtTheStatedRate(int slope)
    {
        const int Records = 300;
        int[] below = [.. Enumerable.Range(0, Records)
            .Select(i => RhythmEstimator.Estimate(new TrainSimulator(i).Noise(12, slope), Rate).Line!.Value.PValue)
            .Select(p => p <= 0.05 ? 1 : 0)];

        // Mean plus three and a half standard deviations at 5 %.
        Assert.InRange(below.Sum(), 0, 29);
    }

    [Theory]
    [InlineData(10.5)]
    [InlineData(14)]
    [InlineData(1.4)]
    public void ARhythmOutsideTheBandIsNamed(double frequencyHz)
    {
        RhythmResult result = Estimate(new TrainSimulator(7).Noise(60, 0), 1, t => Math.Sin(2 * Math.PI * frequencyHz * t));
        Assert.False(result.IsRhythmic);
        Assert.Equal(RhythmVerdict.OutsideBand, result.Verdict);
        Assert.Equal(frequencyHz, result.OutsideHz!.Value, 0.05);
        Assert.Contains("outside the band", result.Reason, StringComparison.Ordinal);
        Assert.Null(result.FrequencyHz);
    }

    [Theory]
    [InlineData(9, 16, 11.3)]
    [InlineData(1, 3, 1.7)]
    [InlineData(12, 20, 15)]
    public void AnyBandCanBeAskedFor(double lowHz, double highHz, double frequencyHz)
    {
        double[] samples = new TrainSimulator(8).Noise(60, 1);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += 2 * Math.Sin(2 * Math.PI * frequencyHz * i / Rate);
        }

        RhythmResult result = RhythmEstimator.Estimate(samples, Rate, new RhythmOptions { BandLowHz = lowHz, BandHighHz = highHz });
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(frequencyHz, result.FrequencyHz!.Value, 0.05);
    }

    [Fact]
    public void AHarmonicOfAMovementSlowerThanOnceInASecondIsNoTremor()
    {
        // As a hand that goes to and fro at 0.8 Hz: one axis, its 4th harmonic the largest in the band.
        double[] powers = [3, 0.5, 0.6, 1, 0.4, 0.35, 0.2, 0.2, 0.1];
        var simulator = new TrainSimulator(9);
        RhythmResult result = Estimate(
            simulator.Noise(30, 0), 0.15, t => powers.Select((p, k) => p * Math.Sin((2 * Math.PI * 0.8 * (k + 1) * t) + k)).Sum());
        Assert.Equal(RhythmVerdict.Harmonic, result.Verdict);
        Assert.Equal(0.8, result.OutsideHz!.Value, 0.03);
        Assert.Contains(FormattableString.Invariant($"the peak at {result.CandidateHz:0.00} Hz"), result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ATremorBesideASlowMovementIsATremor()
    {
        int called = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            // Also where the tremor happens to be at five times the frequency of the movement.
            RhythmResult result = Estimate(
                new TrainSimulator(seed).Noise(30, 0), 0.5, t => (3 * Math.Sin(2 * Math.PI * 1.0 * t)) + Math.Sin((2 * Math.PI * 5.0 * t) + 1));
            called += result.IsRhythmic ? 1 : 0;
        }

        Assert.InRange(called, 19, 20);
    }

    [Fact]
    public void TwoRhythmsAtOnceGiveTheStrongerOne()
    {
        RhythmResult result = Estimate(
            new TrainSimulator(10).Noise(60, 0), 1, t => (1.2 * Math.Sin(2 * Math.PI * 4.1 * t)) + (0.7 * Math.Sin(2 * Math.PI * 6.7 * t)));
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(4.1, result.FrequencyHz!.Value, 0.05);
    }

    [Fact]
    public void TheSpectrumHasAnIntervalThatNoiseKeepsTo()
    {
        int inside = 0;
        int all = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            RhythmSpectrum spectrum = RhythmEstimator.Estimate(new TrainSimulator(seed).Noise(60, 0), Rate).Spectrum!;
            foreach (double density in spectrum.Density.Skip(8))
            {
                // White noise of unit variance at 100 Hz has 0.02 per Hz.
                inside += density * spectrum.Ci95.Lower <= 0.02 && density * spectrum.Ci95.Upper >= 0.02 ? 1 : 0;
                all++;
            }
        }

        Assert.InRange((double)inside / all, 0.92, 0.975);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(60)]
    [InlineData(1800)]
    public void TheSpectrogramIsBoundedAndShowsWhen(double seconds)
    {
        double half = seconds / 2;
        RhythmResult result = Estimate(
            new TrainSimulator(11).Noise(seconds, 0), 0.5, t => t > half ? 2 * Math.Sin(2 * Math.PI * 5 * t) : 0);
        RhythmSpectrogram spectrogram = result.Spectrogram!;
        Assert.InRange(spectrogram.TimeSeconds.Count, 1, RhythmSpectrogram.MostTimes);
        Assert.InRange(spectrogram.FrequencyHz.Count, 2, RhythmSpectrogram.MostFrequencies);
        Assert.Equal(spectrogram.TimeSeconds.Order(), spectrogram.TimeSeconds);
        Assert.InRange(spectrogram.TimeSeconds[^1], half, seconds);
        if (seconds > 30)
        {
            int row = spectrogram.FrequencyHz.Select((f, i) => (Math.Abs(f - 5), i)).Min().i;
            double early = spectrogram[spectrogram.TimeSeconds.Count / 4, row];
            double late = spectrogram[spectrogram.TimeSeconds.Count * 3 / 4, row];
            Assert.True(late > 20 * early, $"{early} before, {late} behind");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => spectrogram[0, spectrogram.FrequencyHz.Count]);
    }

    [Fact]
    public void TheDensityOfTheSpectrogramIsThatOfWhiteNoise()
    {
        RhythmSpectrogram spectrogram = RhythmEstimator.Estimate(new TrainSimulator(12).Noise(600, 0), Rate).Spectrogram!;
        double sum = 0;
        for (int t = 0; t < spectrogram.TimeSeconds.Count; t++)
        {
            for (int f = 4; f < spectrogram.FrequencyHz.Count; f++)
            {
                sum += spectrogram[t, f];
            }
        }

        Assert.Equal(0.02, sum / (spectrogram.TimeSeconds.Count * (spectrogram.FrequencyHz.Count - 4)), 0.001);
    }

    private static RhythmResult Estimate(double[] noise, double noiseAmplitude, Func<double, double> signal)
    {
        double[] samples = [.. noise.Select((x, i) => (noiseAmplitude * x) + signal(i / Rate))];
        return RhythmEstimator.Estimate(samples, Rate);
    }
}
