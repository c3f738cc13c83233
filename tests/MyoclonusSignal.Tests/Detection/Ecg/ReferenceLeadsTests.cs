using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Two leads that are off at different times, and what neither shows.</summary>
public sealed class ReferenceLeadsTests
{
    private const double Rate = 500;

    [Fact]
    public void WhatOneLeadDoesNotTellTheOtherTellsAndTheRestTheSignalItself()
    {
        // The first lead is off from 20 s on, the second until 15 s and from 36 s on. The signal shows the beats 20 and 50 ms later.
        Random random = new(8);
        double[] signal = [.. Enumerable.Range(0, (int)(50 * Rate)).Select(_ => random.NextNormal())];
        (ReferenceBeats first, ReferenceBeats second) = (new("I") { KnownFromSeconds = 0 }, new("II") { KnownFromSeconds = 0 });
        List<double> beats = [];
        for (double time = 0.7; time < 49; time += 0.8 * (1 + (0.03 * random.NextNormal())))
        {
            beats.Add(time);
            TestHeart.Add(signal, Rate, time, 6, 0.008);
            TestHeart.Add(signal, Rate, time + 0.02, -6, 0.008);
            first.Add(time < 20 ? time - 0.02 : time + 0.3);
            second.Add(time is > 15 and < 36 ? time - 0.05 : time + 0.3);
        }

        for (int i = 0; i < 25; i++)
        {
            Interval window = new(2 * i, (2 * i) + 2);
            first.AddWindow(window, window.EndSeconds <= 20);
            second.AddWindow(window, window.StartSeconds >= 16 && window.EndSeconds <= 36);
        }

        ReferenceLeads leads = new([first, second]);
        SortedSet<string> told = [];
        List<Heartbeat> found = leads.Find([.. signal.Select(value => (float)value)], Rate, 0, out double pulse, told);
        Assert.Equal(0.8, pulse, 0.03);
        Assert.Equal(["I", "II"], told);
        Assert.Equal(beats.Count, found.Count, 1.0);
        Assert.All(beats[1..^1], beat => Assert.Single(found, one => Math.Abs((one.Position / Rate) - beat - 0.01) < 0.02));
        Assert.Equal([new Interval(36, 50)], leads.Untold());
    }

    // The lead takes one beat of two that are near: the ectopic one, which is larger there.
    [Fact]
    public void ABeatThatTheLeadLosesBeforeAnEctopicOneIsFoundInTheSignal()
    {
        Random random = new(9);
        double[] signal = [.. Enumerable.Range(0, (int)(50 * Rate)).Select(_ => random.NextNormal())];
        ReferenceBeats lead = Lead();
        (List<double> beats, List<double> ectopics) = ([], []);
        for (double time = 0.7; time < 49; time += 0.5)
        {
            beats.Add(time);
            TestHeart.Add(signal, Rate, time, 6, 0.008);
            TestHeart.Add(signal, Rate, time + 0.02, -6, 0.008);
            if (beats.Count % 10 != 5)
            {
                lead.Add(time);
                continue;
            }

            ectopics.Add(time + 0.24);
            TestHeart.Add(signal, Rate, time + 0.24, 8, 0.02);
            lead.Add(time + 0.24);
            time += 0.5;
        }

        List<Heartbeat> found = new ReferenceLeads([lead]).Find([.. signal.Select(value => (float)value)], Rate, 0, out _, new SortedSet<string>());
        Assert.All(beats[1..^1], beat => Assert.Single(found, one => !one.IsEctopic && Math.Abs((one.Position / Rate) - beat - 0.01) < 0.02));
        Assert.All(ectopics[..^1], beat => Assert.Single(found, one => one.IsEctopic && Math.Abs((one.Position / Rate) - beat) < 0.03));
    }

    // Slow bursts of one shape at a rhythm of their own, larger than the heart.
    [Fact]
    public void ATrainOfItsOwnRhythmIsNotTheHeartThatALeadShows()
    {
        Random random = new(10);
        double[] signal = [.. Enumerable.Range(0, (int)(50 * Rate)).Select(_ => random.NextNormal())];
        ReferenceBeats lead = Lead();
        List<double> beats = [];
        for (double time = 0.7; time < 49; time += 0.8 * (1 + (0.03 * random.NextNormal())))
        {
            beats.Add(time);
            lead.Add(time);
            TestHeart.Add(signal, Rate, time, 6, 0.008);
            TestHeart.Add(signal, Rate, time + 0.02, -6, 0.008);
        }

        double[] own = [.. signal];
        for (double time = 0.5; time < 49.5; time += 0.59)
        {
            TestHeart.Add(own, Rate, time, 30, 0.02);
            TestHeart.Add(own, Rate, time + 0.04, -30, 0.02);
        }

        Assert.NotEmpty(HeartbeatFinder.Find([.. own.Select(value => (float)value)], Rate, out double pulse));
        Assert.Equal(0.59, pulse, 0.02);
        List<Heartbeat> found = new ReferenceLeads([lead]).Find([.. own.Select(value => (float)value)], Rate, 0, out _, new SortedSet<string>());
        Assert.True(found.Count <= beats.Count, $"{found.Count} of {beats.Count}");
    }

    private static ReferenceBeats Lead()
    {
        ReferenceBeats lead = new("I") { KnownFromSeconds = 0 };
        for (int i = 0; i < 25; i++)
        {
            lead.AddWindow(new Interval(2 * i, (2 * i) + 2), true);
        }

        return lead;
    }
}
