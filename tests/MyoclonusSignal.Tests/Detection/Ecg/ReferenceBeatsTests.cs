using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>The beats of one channel found in another, later or earlier, or not to be seen there.</summary>
public sealed class ReferenceBeatsTests
{
    private const double Rate = 500;

    [Theory]
    [InlineData(-0.04)]
    [InlineData(0)]
    [InlineData(0.12)]
    public void HowMuchLaterAChannelShowsThemIsLearned(double lag)
    {
        (float[] signal, ReferenceBeats reference, List<double> beats) = Make(height: 6, lag, ectopicEvery: 0);
        Assert.True(reference.TryFind(signal, Rate, 100, out _, out double pulse, out List<Heartbeat> found));
        Assert.Equal(0.8, pulse, 0.03);
        Assert.InRange(found.Count, beats.Count - 2, beats.Count);
        Assert.All(found.Zip(beats), pair => Assert.Equal(pair.Second + lag + 0.01, pair.First.Position / Rate, 0.012));
        Assert.DoesNotContain(found, beat => beat.IsEctopic);
    }

    [Fact]
    public void AChannelThatDoesNotShowThemHasNone()
    {
        (float[] signal, ReferenceBeats reference, _) = Make(height: 0, lag: 0, ectopicEvery: 0);
        Assert.True(reference.TryFind(signal, Rate, 100, out _, out _, out List<Heartbeat> found));
        Assert.Empty(found);
    }

    [Fact]
    public void WhatHasNoPulseDecidesNothing()
    {
        // A lead that is off shows noise: "beats" at chance, which no channel has.
        (float[] signal, _, _) = Make(height: 6, lag: 0, ectopicEvery: 0);
        Random random = new(5);
        ReferenceBeats off = new("ECG") { KnownFromSeconds = 0 };
        off.AddWindow(new Interval(100, 140), standsOut: true);
        for (double at = 100; at < 140; at += 0.25 - (0.9 * Math.Log(1 - random.NextDouble())))
        {
            off.Add(at);
        }

        Assert.False(off.TryFind(signal, Rate, 100, out _, out _, out _));
    }

    [Fact]
    public void ABeatThatComesEarlyBeforeAPauseIsEctopic()
    {
        (float[] signal, ReferenceBeats reference, List<double> beats) = Make(height: 6, lag: 0, ectopicEvery: 10);
        Assert.True(reference.TryFind(signal, Rate, 100, out _, out _, out List<Heartbeat> found));
        Assert.Equal(beats.Count / 10, found.Count(beat => beat.IsEctopic), 1.5);
    }

    [Fact]
    public void OfAStretchBeforeTheSizeOfBeatsIsKnownItTellsNothing()
    {
        (float[] signal, ReferenceBeats reference, _) = Make(height: 6, lag: 0, ectopicEvery: 0);
        reference.KnownFromSeconds = 100 + (signal.Length / Rate) + 1;
        Assert.False(reference.TryFind(signal, Rate, 100, out _, out _, out _));
        Assert.False(reference.TryFind(signal, Rate, 500, out _, out _, out _));
    }

    [Fact]
    public void AWindowWithoutBeatsIsAPauseAndTwoAreALeadThatIsOff()
    {
        ReferenceBeats reference = new("ECG");
        bool[] standsOut = [true, true, false, true, true, false, false, true, true, false];
        for (int i = 0; i < standsOut.Length; i++)
        {
            reference.AddWindow(new Interval(2 * i, (2 * i) + 2), standsOut[i]);
        }

        Assert.Equal([new Interval(0, 10), new Interval(14, 20)], reference.Told(0, 20));
        Assert.Equal([new Interval(1, 11)], reference.Told(1, 11));
        Assert.Equal([new Interval(1, 10)], reference.Told(1, 14));
        Assert.Equal([new Interval(14, 17)], reference.Told(11, 17));
    }

    /// <summary>40 s from 100 s on: noise of 1, beats, and a contraction that hides two of them.</summary>
    private static (float[] Signal, ReferenceBeats Reference, List<double> Beats) Make(double height, double lag, int ectopicEvery)
    {
        Random random = new(8);
        double[] signal = [.. Enumerable.Range(0, (int)(40 * Rate)).Select(_ => random.NextNormal())];
        ReferenceBeats reference = new("ECG") { KnownFromSeconds = 0 };
        reference.AddWindow(new Interval(100, 139), standsOut: true);
        List<double> beats = [];
        double time = 0.7;
        for (int i = 1; time < 39; i++)
        {
            beats.Add(time);
            reference.Add(100 + time);
            TestHeart.Add(signal, Rate, time + lag, height, 0.008);
            TestHeart.Add(signal, Rate, time + lag + 0.02, -height, 0.008);
            bool isLast = ectopicEvery > 0 && i % ectopicEvery == 0;
            bool isNext = ectopicEvery > 0 && (i + 1) % ectopicEvery == 0;
            time += 0.8 * (isNext ? 0.65 : isLast ? 1.35 : 1 + (0.03 * random.NextNormal()));
        }

        for (int n = (int)(20 * Rate); n < 22 * Rate; n++)
        {
            signal[n] += 40 * random.NextNormal();
        }

        return ([.. signal.Select(value => (float)value)], reference, beats);
    }
}
