using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class RhythmTrackerTests
{
    private const double Rate = 50;

    [Fact]
    public void ABoutBeginsEndsAndRunsWhereTheRhythmDoes()
    {
        RhythmTrackResult found = Follow(Record([(60, t => t is > 20 and < 45 ? Math.Sin(2 * Math.PI * 5.2 * t) : 0)]), 5.1, 0.2);
        RhythmBout bout = Assert.Single(found.Bouts);
        Assert.Equal(20, bout.StartSeconds, 0.8);
        Assert.Equal(45, bout.EndSeconds, 0.8);
        Assert.Equal(5.2, bout.FrequencyHz, 0.01);
        Assert.Equal(1, bout.Amplitude, 0.1);
        Assert.Equal(5.2, found.FrequencyHz, 0.01);
        Assert.True(found.Interval.Contains(5.2), $"{found.Interval}");
        Assert.False(found.Wanders);
    }

    [Fact]
    public void EachSegmentHasItsOwnBoutOnTheClock()
    {
        // Two segments of 20 s, the second 100 s later on the clock.
        RhythmRecord record = Record([(20, t => Math.Sin(2 * Math.PI * 5 * t)), (20, t => Math.Sin(2 * Math.PI * 5 * t))], clockOfSecond: 120);
        RhythmTrackResult found = Follow(record, 5, 0.2);
        Assert.Equal(2, found.Bouts.Count);
        Assert.Equal(0, found.Bouts[0].StartSeconds, 0.5);
        Assert.Equal(20, found.Bouts[0].EndSeconds, 0.5);
        Assert.Equal(120, found.Bouts[1].StartSeconds, 0.5);
        Assert.Equal(140, found.Bouts[1].EndSeconds, 0.5);
    }

    [Fact]
    public void ADriftIsMeasured()
    {
        // From 4.8 to 5.2 Hz in a minute.
        RhythmTrackResult found = Follow(Record([(60, t => Math.Sin(2 * Math.PI * ((4.8 * t) + (0.4 * t * t / 120))))]), 5, 0.3);
        Assert.Equal(0.4, found.Drift!.Value.HzPerMinute, 0.05);
        Assert.Equal(5, found.FrequencyHz, 0.05);
    }

    [Fact]
    public void AnIntervalIsNarrowerWhenTheRecordIsLonger()
    {
        double[] widths = [.. new[] { 20.0, 120 }.Select(seconds =>
        {
            RhythmTrackResult found = Follow(Record([(seconds, Wandering(seconds))]), 5, 0.2);
            return found.Interval.High - found.Interval.Low;
        })];
        Assert.True(widths[1] < 0.7 * widths[0], $"{widths[0]}, {widths[1]}");
    }

    [Fact]
    public void WithoutARhythmThereIsNoBoutAndTheIntervalIsTheWindows()
    {
        RhythmTrackResult found = Follow(Record([(60, _ => 0)]), 5, 0.2);
        Assert.Empty(found.Bouts);
        Assert.Equal(5, found.FrequencyHz);
        Assert.InRange(found.Interval.High - found.Interval.Low, 0.2, 0.6);
    }

    [Fact]
    public void ARhythmThroughoutReachesToBothEndsOfItsSegment()
    {
        RhythmBout bout = Assert.Single(Follow(Record([(30, t => Math.Sin(2 * Math.PI * 5 * t))]), 5, 0.2).Bouts);
        Assert.Equal((0, 30), (bout.StartSeconds, bout.EndSeconds));
    }

    [Fact]
    public void WhatIsTooFaintToBeSeenLiesWhereItWasFound()
    {
        RhythmRecord record = Record([(60, _ => 0)]);
        var search = new PeakSearch(record.Windows(4), PeakShape.Jittered, record.Options);
        PeakFinding where = search.At(10, 20);
        RhythmBout bout = Assert.Single(new RhythmTracker(record, search).Follow(5, 0.2, null, where).Bouts);
        Assert.Equal(search.Power.StartOf(10) / Rate, bout.StartSeconds, 1e-9);
        Assert.Equal((search.Power.StartOf(19) + search.Power.WindowLength) / Rate, bout.EndSeconds, 1e-9);
    }

    // Looked for at 4 Hz it runs at 4.5, further away than the peak of a window of 8 s is wide.
    [Fact]
    public void AFrequencyThatIsNotTheSpectrumsWanders()
    {
        RhythmTrackResult found = Follow(Record([(60, t => Math.Sin(2 * Math.PI * 4.5 * t))]), 4, 2, windowSeconds: 8);
        Assert.True(found.Wanders);
        Assert.Equal(4, found.FrequencyHz);
        Assert.True(found.Interval.Low < 4 && found.Interval.High > 4.49, $"{found.Interval}");
    }

    // Its phase wanders as that of a train whose intervals have a variation of 5 %.
    private static Func<double, double> Wandering(double seconds)
    {
        var random = new Random(9);
        double[] phase = new double[(int)(seconds * Rate) + 1];
        for (int i = 1; i < phase.Length; i++)
        {
            double step = random.NextNormal();
            phase[i] = phase[i - 1] + (2 * Math.PI * ((5 / Rate) + (0.05 * Math.Sqrt(5 / Rate) * step)));
        }

        return t => Math.Sin(phase[(int)Math.Round(t * Rate)]);
    }

    private static RhythmTrackResult Follow(RhythmRecord record, double hz, double bandwidthHz, double windowSeconds = 4) =>
        new RhythmTracker(record, new PeakSearch(record.Windows(windowSeconds), PeakShape.Jittered, record.Options)).Follow(hz, bandwidthHz, null, null);

    private static RhythmRecord Record((double Seconds, Func<double, double> Signal)[] segments, double clockOfSecond = 0)
    {
        var random = new Random(3);
        var store = new SampleStore();
        List<Segment> stretches = [];
        List<long> clocks = [];
        foreach ((double seconds, Func<double, double> signal) in segments)
        {
            int count = (int)(seconds * Rate);
            clocks.Add(stretches.Count == 0 ? 0 : (long)(clockOfSecond * Rate));
            stretches.Add(new Segment(store.Count, store.Count + count));
            store.Append([.. Enumerable.Range(0, count).Select(i => signal(i / Rate) + (0.2 * (random.NextDouble() + random.NextDouble() - 1)))]);
        }

        return new RhythmRecord([store], stretches, clocks, Rate, new RhythmOptions());
    }
}
