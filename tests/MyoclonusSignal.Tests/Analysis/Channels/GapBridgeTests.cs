using CsCheck;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis.Channels;

/// <summary>Short losses are bridged as the signal beside them is, and nothing is told of what a bridge holds.</summary>
public sealed class GapBridgeTests
{
    private const double SampleRate = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OneOrTwoSamplesAreBridgedByALine(int lost)
    {
        Random random = new(1);
        double[] before = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
        double[] bridge = Bridge(before, lost, next: 5);
        for (int i = 0; i < lost; i++)
        {
            Assert.Equal(before[^1] + ((5 - before[^1]) * (i + 1) / (lost + 1)), bridge[i], 1e-12);
        }
    }

    [Fact]
    public void ALineGoesOnAsALine() =>
        Gen.Select(Gen.Int[1, 50], Gen.Double[-10, 10], Gen.Double[-1, 1]).Sample((lost, level, slope) =>
        {
            double[] before = [.. Enumerable.Range(0, 60).Select(i => level + (slope * i))];
            double[] bridge = Bridge(before, lost, next: level + (slope * (60 + lost)));
            for (int i = 0; i < lost; i++)
            {
                Assert.Equal(level + (slope * (60 + i)), bridge[i], 1e-9);
            }
        });

    [Theory]
    [InlineData(20, 60)]
    [InlineData(50, 60)]
    [InlineData(50, 12)]
    public void ABridgeOverNoiseHasThePowerOfTheNoise(int lost, int known)
    {
        Random random = new(2);
        double power = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            double[] before = [.. Enumerable.Range(0, known).Select(_ => random.NextNormal())];
            power += Bridge(before, lost, random.NextNormal()).Sum(sample => sample * sample) / lost / 300;
        }

        // The line between its ends is as steep as the noise happens to be.
        Assert.InRange(power, 0.75, 1.4);
    }

    [Fact]
    public void AnEdgeThatSeemsToLieOnABridgeLiesBesideItAndIsKnownToItsLength()
    {
        GapBridge bridge = new(Channel);
        Loses(bridge, [.. new double[100]], lost: 40, next: 0, at: 1000);
        Burst found = Of(1020, 1100);
        Burst seen = bridge.Seen(found, delaySamples: 3.2);
        Assert.Equal(1043, seen.Start);
        Assert.Equal(1100, seen.End);
        Assert.Equal(0.04, seen.OnsetUncertaintySeconds);
        Assert.Equal(1003, bridge.Seen(Of(950, 1020), 3.2).End);
        Assert.Equal(Of(900, 1100), bridge.Seen(Of(900, 1100), 3.2));
        Assert.False(bridge.Carries(900, 1100, 3.2));
        Assert.True(bridge.Carries(1000, 1060, 3.2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(97)]
    [InlineData(4096)]
    public void BlocksOfAnySizeGiveTheSameResult(int mostSamples)
    {
        double[] signal = NoiseWithJerks(3, seconds: 30, everySeconds: 1.7, out _);
        Lose(signal, new Random(4), share: 0.06, samples: 35);
        AnalysisResult whole = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(signal, SampleRate), new AnalysisOptions(), cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult parts = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(signal, SampleRate, mostSamples), new AnalysisOptions(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEmpty(whole.Events);
        Assert.Equal(whole.Events, parts.Events);
        Assert.Equal(whole.Channels[0].Rejected, parts.Channels[0].Rejected);
        Assert.Equal(whole.Channels[0].AnalysedSeconds, parts.Channels[0].AnalysedSeconds);
        Assert.Equal(whole.Channels[0].Rhythm?.PValue, parts.Channels[0].Rhythm?.PValue);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void NoiseWithLossesHoldsNoEvents(double share)
    {
        // A loss repeats the noise beside it, which must not count twice.
        int events = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            Random random = new(seed);
            double[] signal = [.. Enumerable.Range(0, 120_000).Select(_ => 5 * random.NextNormal())];
            Lose(signal, random, share, samples: seed % 2 == 0 ? 20 : 50);
            events += MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(signal, SampleRate), new AnalysisOptions(), cancellationToken: TestContext.Current.CancellationToken).Events.Count;
        }

        Assert.InRange(events, 0, 1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    public void JerksAmongLossesAreFoundAndTheirRateIsTrue(int lost)
    {
        int found = 0;
        int jerks = 0;
        double rates = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            double[] signal = NoiseWithJerks(seed + 20, seconds: 60, everySeconds: 1.3, out int count);
            Lose(signal, new Random(seed + 60), share: 0.05, lost);
            JerkSummary summary = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(signal, SampleRate), new AnalysisOptions(), cancellationToken: TestContext.Current.CancellationToken).Channels[0].Jerks!;
            jerks += count;
            found += summary.Count;
            rates += summary.RatePerMinute!.Value / count / 4;
        }

        Assert.InRange(found, 0.93 * jerks, 1.02 * jerks);
        Assert.InRange(rates, 0.97, 1.03);
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(100, 5)]
    [InlineData(50, 1)]
    public void ATremorKeepsItsFrequencyWhereSamplesAreLostEachSecond(double sampleRate, int lost)
    {
        Random random = new(12);
        double[] signal = [.. Enumerable.Range(0, (int)(60 * sampleRate)).Select(i => (0.05 * Math.Sin(2 * Math.PI * 5.5 * i / sampleRate)) + (0.01 * random.NextNormal()))];
        for (int i = (int)(sampleRate / 3); i < signal.Length; i += (int)sampleRate)
        {
            signal.AsSpan(i, lost).Fill(double.NaN);
        }

        ChannelResult channel = MyoclonusAnalyzer.Analyze(signal, sampleRate, "g", cancellationToken: TestContext.Current.CancellationToken).Channels[0];
        Assert.Single(channel.Segments);
        Assert.True(channel.Rhythm!.IsRhythmic);
        Assert.Equal(5.5, channel.Rhythm.FrequencyHz!.Value, 0.02);
    }

    [Fact]
    public void ThePartsOfARateAreThoseOfItsBlocks()
    {
        double[] signal = NoiseWithJerks(9, seconds: 60, everySeconds: 1.3, out _, jerkSamples: 30);
        Lose(signal, new Random(8), share: 0.1, samples: 50);
        ChannelResult channel = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(signal, SampleRate), new AnalysisOptions(), cancellationToken: TestContext.Current.CancellationToken).Channels[0];
        Assert.InRange(channel.AnalysedSeconds, 54, 58);
        Assert.Equal(channel.AnalysedSeconds, channel.Jerks!.Blocks!.Seconds, 1e-6);
        Assert.Equal(60 * channel.Jerks.Count / channel.AnalysedSeconds, channel.Jerks.RatePerMinute!.Value, 1e-9);
        Assert.Equal(channel.AnalysedSeconds, channel.Searched.Sum(stretch => stretch.DurationSeconds), 1e-6);
    }

    private static RecordingChannel Channel => new("emg", ChannelKind.Emg, "uV", SampleRate, [0], ["emg"]);

    private static Burst Of(long start, long end) =>
        new(start, end, EventKind.Jerk, (start + end) / 2, 1, 1, 1, 0.1, 20, 0.01, 100, 0.002, 0.002, BurstRejection.None);

    private static double[] Bridge(double[] before, int lost, double next) => Loses(new GapBridge(Channel), before, lost, next, at: before.Length);

    private static double[] Loses(GapBridge bridge, double[] before, int lost, double next, long at)
    {
        SampleBlock block = new(1, before.Length + 1);
        block.Begin(true, 0);
        before.CopyTo(block.Room(0));
        block.Room(0)[before.Length] = next;
        block.SetCount(0, before.Length + 1);
        bridge.Note(block, 0, before.Length);
        Assert.False(bridge.Miss(lost));
        return [.. bridge.Make(block, before.Length, at)[0][..lost]];
    }

    private static double[] NoiseWithJerks(int seed, double seconds, double everySeconds, out int count, int jerkSamples = 70)
    {
        Random random = new(seed);
        double[] signal = [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(_ => 5 * random.NextNormal())];
        count = 0;
        for (double at = 2; at < seconds - 2; at += everySeconds * (0.7 + (0.6 * random.NextDouble())), count++)
        {
            for (int i = 0; i < jerkSamples; i++)
            {
                signal[(int)(at * SampleRate) + i] += 20 * random.NextNormal();
            }
        }

        return signal;
    }

    private static void Lose(double[] signal, Random random, double share, int samples)
    {
        for (int i = 100; i < signal.Length - samples; i++)
        {
            if (random.NextDouble() < share / samples)
            {
                signal.AsSpan(i, samples).Fill(double.NaN);
                i += samples;
            }
        }
    }
}
