using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class IntervalVetoTests
{
    private const double Hz = 5;
    private const double Seconds = 40;

    // The length of a burst and the pause behind it.
    private const double BurstSeconds = 0.08;

    private static readonly RhythmResult Rhythm = new()
    {
        Verdict = RhythmVerdict.Rhythmic,
        Reason = "peak",
        FrequencyHz = Hz,
        FrequencyCi95 = new ConfidenceInterval(4.8, 5.2),
        CandidateHz = Hz,
        PValue = 1e-4,
        AnalysedSeconds = Seconds,
        Occupancy = 1,
        Bouts = [new RhythmBout(0, Seconds, Hz)],
    };

    [Fact]
    public void JerksInEachCycleThatComeIrregularlyAreNoRhythm()
    {
        RhythmResult left = Of(Behind(0.5));
        Assert.Equal(RhythmVerdict.PulseShape, left.Verdict);
        Assert.Contains("irregular intervals", left.Reason, StringComparison.Ordinal);
        Assert.Null(left.FrequencyHz);
        Assert.Empty(left.Bouts);
        Assert.Equal(Hz, left.CandidateHz);
    }

    [Fact]
    public void RegularJerksLeaveTheRhythmAsItIs() => Assert.Same(Rhythm, Of(Behind(0.95)));

    [Fact]
    public void JerksAtRandomAboveATremorLeaveItAsItIs()
    {
        double[] few = [.. Behind(0.2).Where((_, i) => i % 3 == 0)];
        Assert.Equal(JerkVerdict.Discordant, JerkRegularity.Of([few], Rhythm).Verdict);
        Assert.Same(Rhythm, Of(few));
    }

    // Two bursts a cycle, 70 ms apart: the intervals alternate.
    [Fact]
    public void DoubleBurstsContradictNothing()
    {
        double[] doubles = [.. Enumerable.Range(0, (int)(Seconds * Hz)).SelectMany(i => new[] { i / Hz, (i / Hz) + 0.07 })];
        Assert.Same(Rhythm, Of(doubles));
    }

    [Fact]
    public void WhereThereIsNoRhythmNothingIsTakenBack()
    {
        RhythmResult none = new() { Verdict = RhythmVerdict.NoPeak, Reason = "none" };
        Assert.Same(none, IntervalVeto.Of(none, JerkRegularity.Of([Behind(0.5)], none)));
    }

    private static RhythmResult Of(double[] onsets) => IntervalVeto.Of(Rhythm, JerkRegularity.Of([onsets], Rhythm, BurstSeconds));

    // Waits at chance behind a dead time that is this part of the mean interval.
    private static double[] Behind(double deadPart)
    {
        var random = new Random(7);
        List<double> onsets = [];
        for (double t = 0; t < Seconds; t += (deadPart - ((1 - deadPart) * Math.Log(1 - random.NextDouble()))) / Hz)
        {
            onsets.Add(t);
        }

        return [.. onsets];
    }
}
