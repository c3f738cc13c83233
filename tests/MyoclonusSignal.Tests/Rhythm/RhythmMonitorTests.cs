using CsCheck;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class RhythmMonitorTests
{
    private const double Rate = TrainSimulator.SampleRate;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void EachMomentIsTheDecisionOnItsStretch(int seed)
    {
        var simulator = new TrainSimulator(seed);
        double[] samples = simulator.Envelope(60, [.. simulator.Renewal(25, 5, 0.1).Select(t => t + 20)], 10);
        List<RhythmMoment> moments = Read(new RhythmMonitor(Rate), samples, 4096);
        Assert.Equal(49, moments.Count);
        for (int k = 0; k < moments.Count; k++)
        {
            RhythmMoment moment = moments[k];
            Assert.Equal(1200 + (100 * k), moment.EndSample);
            RhythmResult batch = RhythmEstimator.Estimate(samples.AsSpan((int)moment.EndSample - 1200, 1200), Rate);
            // The windows are those of the batch but for what single precision rounds off: each stretch counts from its own first sample.
            Assert.Equal(1, moment.PValue / batch.PValue!.Value, 1e-4);
            if (batch.Verdict is RhythmVerdict.Rhythmic or RhythmVerdict.NoPeak or RhythmVerdict.TooWeak)
            {
                Assert.Equal(batch.IsRhythmic, moment.IsRhythmic);
            }

            if (batch.IsRhythmic)
            {
                // The estimator follows the phase, the monitor has the summit of the spectrum.
                Assert.Equal(batch.FrequencyHz!.Value, moment.FrequencyHz, 0.35);
            }
        }

        Assert.True(moments.Where(m => m.EndSample is >= 3300 and <= 4500).All(m => m.IsOn));
        Assert.InRange(moments.Count(m => m.IsOn && (m.EndSample < 2200 || m.EndSample > 5600)), 0, 2);
    }

    [Fact]
    public void BlocksOfAnySizeGiveTheSameMoments()
    {
        var simulator = new TrainSimulator(2);
        double[] samples = simulator.Envelope(40, simulator.Grid(40, 4, 0.1), 6);
        samples[1900] = double.NaN;
        List<RhythmMoment> whole = Read(new RhythmMonitor(Rate), samples, samples.Length);
        Assert.NotEmpty(whole);
        Gen.Int[1, 1500].Sample(
            block => Assert.Equal(whole, Read(new RhythmMonitor(Rate), samples, block)), iter: 10, seed: "0000000000000");
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var simulator = new TrainSimulator(3);
        double[] x = simulator.Envelope(30, simulator.Renewal(30, 5, 0.1), 10);
        double[] y = simulator.Noise(30, 1);
        var single = new RhythmMonitor(Rate);
        var axes = new RhythmMonitor(Rate, 3);
        Drain(single, axes, x, y);
        Assert.Equal(0, Allocations.Of(() => Drain(single, axes, x, y)));
    }

    [Fact]
    public void AMissingSampleEmptiesTheStretchAndKeepsThePosition()
    {
        double[] samples = new TrainSimulator(4).Noise(40, 0);
        samples[1300] = double.NaN;
        List<RhythmMoment> moments = Read(new RhythmMonitor(Rate), samples, 999);
        Assert.Equal([1200, 1300, 2501, 2601], moments.Take(4).Select(m => m.EndSample));
    }

    [Fact]
    public void NoiseIsRhythmicAtMostAtTheStatedRate()
    {
        List<RhythmMoment> moments = Read(new RhythmMonitor(Rate), new TrainSimulator(5).Noise(3600, 1), 10_000);
        Assert.Equal(3589, moments.Count);

        // Of some 450 independent stretches 1 % and what chance adds, each of which is seen in up to twelve moments.
        Assert.InRange(moments.Count(m => m.IsRhythmic), 0, 0.025 * moments.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheEstimateIsThatOfTheStretchOfTheLastDecision(int axisCount)
    {
        var simulator = new TrainSimulator(11);
        double[] x = simulator.Envelope(20, simulator.Renewal(20, 5, 0.1), 10);
        double[] y = simulator.Envelope(20, simulator.Renewal(20, 5, 0.1), 10);
        var monitor = new RhythmMonitor(Rate, axisCount);
        Assert.Throws<InvalidOperationException>(monitor.Estimate);
        int decisions = 0;
        for (int i = 0; i < x.Length; i++)
        {
            bool isMoment = axisCount switch
            {
                1 => monitor.TryRead(x.AsSpan(i, 1), out _, out _),
                2 => monitor.TryRead(x.AsSpan(i, 1), y.AsSpan(i, 1), out _, out _),
                _ => monitor.TryRead(x.AsSpan(i, 1), y.AsSpan(i, 1), x.AsSpan(i, 1), out _, out _),
            };
            if (isMoment)
            {
                decisions++;
                var estimator = new RhythmEstimator(Rate, axisCount);
                int from = i + 1 - 1200;
                if (axisCount == 1)
                {
                    estimator.Process(x.AsSpan(from, 1200));
                }
                else if (axisCount == 2)
                {
                    estimator.Process(x.AsSpan(from, 1200), y.AsSpan(from, 1200));
                }
                else
                {
                    estimator.Process(x.AsSpan(from, 1200), y.AsSpan(from, 1200), x.AsSpan(from, 1200));
                }

                RhythmResult expected = estimator.Finish();
                RhythmResult found = monitor.Estimate();
                Assert.Equal((expected.Verdict, expected.FrequencyHz, expected.FrequencyCi95), (found.Verdict, found.FrequencyHz, found.FrequencyCi95));
                Assert.Equal(expected.Bouts, found.Bouts);
            }
            else if (decisions > 0)
            {
                Assert.Throws<InvalidOperationException>(monitor.Estimate);
            }
        }

        Assert.Equal(9, decisions);
    }

    [Fact]
    public void HysteresisOutlastsARhythmNearTheThreshold()
    {
        var simulator = new TrainSimulator(6);
        List<RhythmMoment> moments = Read(new RhythmMonitor(Rate), simulator.Envelope(600, simulator.Renewal(600, 6, 0.2), 0), 10_000);
        int Changes(Func<RhythmMoment, bool> state) => moments.Zip(moments.Skip(1)).Count(pair => state(pair.First) != state(pair.Second));
        Assert.True(Changes(m => m.IsOn) < Changes(m => m.IsRhythmic), $"{Changes(m => m.IsOn)} against {Changes(m => m.IsRhythmic)}");
    }

    [Fact]
    public void AConstantSignalIsNoRhythm()
    {
        RhythmMoment moment = Read(new RhythmMonitor(Rate), new double[1300], 1300)[0];
        Assert.False(moment.IsOn);
        Assert.True(double.IsNaN(moment.PValue));
    }

    [Fact]
    public void ResetForgetsEverything()
    {
        double[] samples = new TrainSimulator(7).Noise(20, 0);
        var monitor = new RhythmMonitor(Rate);
        List<RhythmMoment> first = Read(monitor, samples, 333);
        monitor.Reset();
        Assert.Equal(first, Read(monitor, samples, 333));
    }

    [Fact]
    public void AWrongNumberOfAxesIsRefused()
    {
        var monitor = new RhythmMonitor(Rate, 2);
        Assert.Throws<InvalidOperationException>(() => monitor.TryRead(new double[3], out _, out _));
        Assert.Throws<ArgumentException>(() => monitor.TryRead(new double[3], new double[2], out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmMonitor(20));
    }

    private static List<RhythmMoment> Read(RhythmMonitor monitor, double[] samples, int block)
    {
        List<RhythmMoment> moments = [];
        for (int at = 0; at < samples.Length; at += block)
        {
            ReadOnlySpan<double> rest = samples.AsSpan(at, Math.Min(block, samples.Length - at));
            while (!rest.IsEmpty)
            {
                if (monitor.TryRead(rest, out int consumed, out RhythmMoment moment))
                {
                    moments.Add(moment);
                }

                rest = rest[consumed..];
            }
        }

        return moments;
    }

    private static void Drain(RhythmMonitor single, RhythmMonitor axes, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        for (int at = 0; at < x.Length;)
        {
            single.TryRead(x[at..], out int consumed, out _);
            at += consumed;
        }

        for (int at = 0; at < x.Length;)
        {
            axes.TryRead(x[at..], y[at..], x[at..], out int consumed, out _);
            at += consumed;
        }
    }
}
