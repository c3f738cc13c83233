using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class HeartbeatFinderTests
{
    private const double Rate = 500;
    private const double Pulse = 0.85;

    // The noise is 6 to 23 dB under the height of a beat.
    [Theory]
    [InlineData(0.85, 0.05)]
    [InlineData(0.85, 0.25)]
    [InlineData(0.45, 0.1)]
    [InlineData(1.5, 0.1)]
    public void EveryBeatIsFoundWhereItIs(double pulse, double noise)
    {
        double[] times = HeartSignal.Times(1, 60, pulse, 0.03);
        List<Heartbeat> found = Find(HeartSignal.Beating(2, 60, Rate, noise, times), out double pulseSeconds);
        Assert.Equal(pulse, pulseSeconds, 0.05 * pulse);
        AssertAt(times, found);
        Assert.DoesNotContain(found, beat => beat.IsEctopic);
    }

    // A burst of muscle as strong as a beat, on every fifth of them: its own shape is hardly to be seen, but it is due.
    [Fact]
    public void ABeatUnderAJerkIsFoundWhereItIsDue()
    {
        double[] times = HeartSignal.Times(3, 60, Pulse, 0.02);
        double[] signal = HeartSignal.Beating(4, 60, Rate, 0.05, times);
        int[] hit = [.. Enumerable.Range(0, times.Length).Where(i => i % 5 == 2)];
        foreach (int beat in hit)
        {
            TestSignals.AddBurst(signal, 100 + beat, (int)(times[beat] * Rate) - 25, 50, 0.5);
        }

        List<Heartbeat> found = Find(signal, out _);
        int seen = hit.Count(beat => found.Any(here => Math.Abs(here.Position - (times[beat] * Rate)) < 5));
        Assert.True(seen >= hit.Length - 1, $"{seen} of {hit.Length}");
        Assert.InRange(found.Count, times.Length - 1, times.Length);
    }

    [Fact]
    public void WhatIsLikeABeatBetweenTwoOfThemIsNone()
    {
        double[] times = HeartSignal.Times(5, 60, Pulse, 0.02);
        double[] signal = HeartSignal.Beating(6, 60, Rate, 0.1, times);
        for (int beat = 4; beat < times.Length - 1; beat += 12)
        {
            HeartSignal.Add(signal, Rate, times[beat] + (0.4 * Pulse), 0.7, seconds => HeartSignal.Qrs(seconds));
        }

        List<Heartbeat> found = Find(signal, out _);
        AssertAt(times, found);
    }

    [Fact]
    public void WhatComesEarlyWithAPauseBehindItIsAnEctopicBeat()
    {
        List<double> beats = [];
        List<double> ectopics = [];
        for (double time = 0.5; time < 78; time += Pulse)
        {
            beats.Add(time);
            if (beats.Count % 12 == 6)
            {
                ectopics.Add(time + (0.65 * Pulse));
                time += Pulse;
            }
        }

        double[] signal = HeartSignal.Beating(7, 80, Rate, 0.05, [.. beats]);
        foreach (double time in ectopics)
        {
            HeartSignal.Add(signal, Rate, time, 1.2, seconds => -Math.Exp(-Math.Pow(seconds / 0.02, 2)));
        }

        List<Heartbeat> found = Find(signal, out _);
        Assert.Equal(beats.Count, found.Count(beat => !beat.IsEctopic));
        double[] early = [.. found.Where(beat => beat.IsEctopic).Select(beat => beat.Position / Rate)];
        Assert.Equal(ectopics.Count, early.Length);
        Assert.All(ectopics.Zip(early), pair => Assert.Equal(pair.First, pair.Second, 0.02));
        Assert.Equal(found.OrderBy(beat => beat.Position), found);
    }

    // The next beat comes too soon, 0.8 of a pulse behind a slow wave. That is too unlike a beat to be one that is due.
    [Fact]
    public void WhatHasNoPauseBehindItIsNoEctopicBeat()
    {
        List<double> beats = [];
        List<double> bursts = [];
        for (double time = 0.5; time < 78; time += Pulse)
        {
            beats.Add(time);
            if (beats.Count % 12 == 6)
            {
                bursts.Add(time + (0.85 * Pulse));
                time += 0.65 * Pulse;
            }
        }

        double[] signal = HeartSignal.Beating(14, 80, Rate, 0.05, [.. beats]);
        foreach (double time in bursts)
        {
            HeartSignal.Add(signal, Rate, time, 1.2, seconds => -Math.Exp(-Math.Pow(seconds / 0.05, 2)));
        }

        List<Heartbeat> found = Find(signal, out _);
        Assert.DoesNotContain(found, beat => beat.IsEctopic);
        AssertAt([.. beats], found);
    }

    [Fact]
    public void AnIrregularHeartIsFoundByItsShape()
    {
        Random random = new(15);
        List<double> times = [];
        for (double time = 1; time < 59; time += 0.75 * Math.Max(0.55, 1 + (0.25 * random.NextNormal())))
        {
            times.Add(time);
        }

        List<Heartbeat> found = Find(HeartSignal.Beating(16, 60, Rate, 0.1, [.. times]), out double pulse);
        Assert.Equal(0.75, pulse, 0.1);
        Assert.All(times, time => Assert.Single(found, beat => !beat.IsEctopic && Math.Abs(beat.Position - (time * Rate)) < 8));
        Assert.InRange(found.Count, times.Count, times.Count + 1);
    }

    [Fact]
    public void NoiseBurstsAndVolleysHaveNoHeart()
    {
        double[] times = HeartSignal.Times(8, 60, Pulse, 0.03);
        double[] bursts = HeartSignal.Noise(9, 60, Rate, 0.1);
        double[] volleys = HeartSignal.Noise(10, 60, Rate, 0.05);
        foreach (double time in times)
        {
            TestSignals.AddBurst(bursts, (int)(1e3 * time), (int)(time * Rate), 30, 1);
            HeartSignal.Add(volleys, Rate, time, 1, HeartSignal.Potential);
        }

        Assert.All((double[][])[HeartSignal.Noise(11, 60, Rate, 1), bursts, volleys, new double[30_000], []], signal =>
        {
            Assert.Empty(Find(signal, out double pulse));
            Assert.True(double.IsNaN(pulse));
        });
    }

    [Fact]
    public void BeatsWithoutAPulseAreNoHeart()
    {
        Random random = new(12);
        List<double> times = [];
        for (double time = 1; time < 79; time += 0.2 + (-1.2 * Math.Log(1 - random.NextDouble())))
        {
            times.Add(time);
        }

        Assert.Empty(Find(HeartSignal.Beating(13, 80, Rate, 0.05, [.. times]), out _));
    }

    // The template may lie with its middle on one of the two lobes, 3 samples off; all beats then do.
    private static void AssertAt(double[] times, List<Heartbeat> found)
    {
        Assert.Equal(times.Length, found.Count);
        double[] off = [.. times.Zip(found, (time, beat) => beat.Position - (time * Rate))];
        Assert.Equal(0, off.Average(), 4.0);
        Assert.All(off, here => Assert.Equal(off.Average(), here, 2.0));
    }

    private static List<Heartbeat> Find(double[] signal, out double pulse) => HeartbeatFinder.Find(HeartSignal.Floats(signal), Rate, out pulse);
}
