using CsCheck;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class RhythmEstimatorTests
{
    private const double Rate = TrainSimulator.SampleRate;

    [Fact]
    public void ProcessInBlocksGivesTheSameResultAsProcessAtOnce()
    {
        var simulator = new TrainSimulator(3);
        double[] samples = simulator.Envelope(24, simulator.Renewal(24, 5, 0.1), 10);
        RhythmResult whole = RhythmEstimator.Estimate(samples, Rate);
        Gen.Int[1, 700].Array[1, 40].Sample(
            blocks =>
            {
                var estimator = new RhythmEstimator(Rate);
                int position = 0;
                for (int i = 0; position < samples.Length; i++)
                {
                    int length = Math.Min(blocks[i % blocks.Length], samples.Length - position);
                    estimator.Process(samples.AsSpan(position, length));
                    position += length;
                }

                AssertSame(whole, estimator.Finish());
            },
            iter: 20,
            seed: "0000000000000");
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        double[] block = new TrainSimulator(1).Noise(10, 0);
        var single = new RhythmEstimator(Rate);
        var axes = new RhythmEstimator(Rate, 3);
        single.Process(block);
        axes.Process(block, block, block);
        single.EndSegment(3);
        axes.EndSegment(3);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                single.Process(block);
                axes.Process(block, block, block);
                single.EndSegment(5);
                axes.EndSegment();
            }
        }));
    }

    [Fact]
    public void APureSineIsRhythmicAtItsFrequency()
    {
        double[] samples = new double[3000];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = Math.Sin(2 * Math.PI * 4.37 * i / Rate);
        }

        RhythmResult result = RhythmEstimator.Estimate(samples, Rate);
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(4.37, result.FrequencyHz!.Value, 0.005);
        Assert.Equal(1, result.Occupancy, 0.02);
        Assert.InRange(result.BandwidthHz!.Value, 0, 0.1);
    }

    [Fact]
    public void AnEmptyRecordIsTooShort()
    {
        RhythmResult result = new RhythmEstimator(Rate).Finish();
        Assert.Equal(RhythmVerdict.TooShort, result.Verdict);
        Assert.Null(result.PValue);
        Assert.Null(result.FrequencyHz);
        Assert.Contains("too short", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSampleIsTooShort() =>
        Assert.Equal(RhythmVerdict.TooShort, RhythmEstimator.Estimate([1.0], Rate).Verdict);

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(0.1)]
    public void AConstantSignalIsFlat(double value)
    {
        double[] samples = new double[1000];
        Array.Fill(samples, value);
        Assert.Equal(RhythmVerdict.Flat, RhythmEstimator.Estimate(samples, Rate).Verdict);
    }

    [Fact]
    public void NotANumberEndsTheSegmentAndKeepsTheClock()
    {
        var simulator = new TrainSimulator(5);
        double[] samples = simulator.Envelope(40, simulator.Renewal(40, 5, 0.05), 12);
        double[] holed = [.. samples];
        Array.Fill(holed, double.NaN, 1000, 500);
        var stated = new RhythmEstimator(Rate);
        stated.Process(samples.AsSpan(0, 1000));
        stated.EndSegment(500);
        stated.Process(samples.AsSpan(1500));
        var found = new RhythmEstimator(Rate);
        found.Process(holed);
        RhythmResult result = found.Finish();
        AssertSame(stated.Finish(), result);
        Assert.Equal(500, found.MissingSamples);
        Assert.Equal(35, result.AnalysedSeconds, 1e-9);
        Assert.Equal(2, result.Bouts.Count);
        Assert.Equal(15, result.Bouts[1].StartSeconds, 1.0);
        Assert.Equal(40, result.Bouts[1].EndSeconds, 1.0);
    }

    [Fact]
    public void ResetForgetsEverything()
    {
        var simulator = new TrainSimulator(6);
        double[] samples = simulator.Envelope(20, simulator.Renewal(20, 6, 0.05), 10);
        var estimator = new RhythmEstimator(Rate);
        estimator.Process(simulator.Noise(60, 1));
        estimator.EndSegment(7);
        estimator.Reset();
        estimator.Process(samples);
        AssertSame(RhythmEstimator.Estimate(samples, Rate), estimator.Finish());
    }

    [Fact]
    public void ThreeAxesGiveTheDirectionOfTheTremor()
    {
        var simulator = new TrainSimulator(8);
        double[][] axes = [simulator.Noise(30, 1), simulator.Noise(30, 1), simulator.Noise(30, 1)];
        double[] direction = [0.6, 0, -0.8];
        for (int i = 0; i < axes[0].Length; i++)
        {
            for (int a = 0; a < 3; a++)
            {
                axes[a][i] += 1.5 * direction[a] * Math.Sin(2 * Math.PI * 5.2 * i / Rate);
            }
        }

        var estimator = new RhythmEstimator(Rate, 3);
        estimator.Process(axes[0], axes[1], axes[2]);
        RhythmResult result = estimator.Finish();
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(5.2, result.FrequencyHz!.Value, 0.05);
        double along = 0;
        for (int a = 0; a < 3; a++)
        {
            along += direction[a] * result.PrincipalAxis![a];
        }

        Assert.InRange(Math.Abs(along), 0.95, 1.0001);
    }

    [Fact]
    public void AxesThatMoveAgainstEachOtherDoNotDoubleTheFrequency()
    {
        // The norm of these two axes turns at 8 Hz; the tremor at 4 Hz.
        var simulator = new TrainSimulator(9);
        double[] x = simulator.Noise(30, 0);
        double[] y = simulator.Noise(30, 0);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += 2 * Math.Sin(2 * Math.PI * 4 * i / Rate);
            y[i] += 2 * Math.Cos(2 * Math.PI * 4 * i / Rate);
        }

        var estimator = new RhythmEstimator(Rate, 2);
        estimator.Process(x, y);
        Assert.Equal(4, estimator.Finish().FrequencyHz!.Value, 0.05);
    }

    [Fact]
    public void AWrongNumberOfAxesIsRefused()
    {
        var estimator = new RhythmEstimator(Rate, 3);
        Assert.Throws<InvalidOperationException>(() => estimator.Process(new double[4]));
        Assert.Throws<ArgumentException>(() => estimator.Process(new double[4], new double[4], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(Rate, 4));
    }

    [Fact]
    public void OptionsOutsideTheirRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(31));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(Rate, 1, new RhythmOptions { Significance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(Rate, 1, new RhythmOptions { Overlap = 0.99 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(Rate, 1, new RhythmOptions { BandLowHz = 8 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator(Rate, 1, new RhythmOptions { WindowSeconds = 1 }));
    }

    [Fact]
    public void ScalingTheSignalChangesOnlyTheDensity()
    {
        var simulator = new TrainSimulator(12);
        double[] samples = simulator.Envelope(30, simulator.Grid(30, 4, 0.08), 8);
        double[] scaled = [.. samples.Select(x => x * 1000)];
        RhythmResult one = RhythmEstimator.Estimate(samples, Rate);
        RhythmResult other = RhythmEstimator.Estimate(scaled, Rate);
        Assert.Equal(one.FrequencyHz!.Value, other.FrequencyHz!.Value, 1e-9);
        Assert.Equal(one.SnrDb!.Value, other.SnrDb!.Value, 1e-6);

        // Samples are kept in single precision, which a factor that is no power of two rounds anew.
        Assert.Equal(one.Spectrum!.Density[20] * 1e6, other.Spectrum!.Density[20], other.Spectrum.Density[20] * 1e-7);
    }

    private static void AssertSame(RhythmResult expected, RhythmResult found)
    {
        Assert.Equal(expected.Verdict, found.Verdict);
        Assert.Equal(expected.Reason, found.Reason);
        Assert.Equal(expected.FrequencyHz, found.FrequencyHz);
        Assert.Equal(expected.FrequencyCi95, found.FrequencyCi95);
        Assert.Equal(expected.PValue, found.PValue);
        Assert.Equal(expected.Bouts, found.Bouts);
        Assert.Equal(expected.Spectrum?.Density, found.Spectrum?.Density);
    }
}
