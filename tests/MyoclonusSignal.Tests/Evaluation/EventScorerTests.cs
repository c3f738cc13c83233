using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Evaluation;

public class EventScorerTests
{
    private static readonly EventTable Truth = new(
    [
        new(1, 0.1, "jerk", "a"), new(1, 0.1, "jerk", "b"), new(5, 3, "contraction", "a"), new(10, 0.1, "jerk", "a"),
    ]);

    [Fact]
    public void EventsAreMatchedWithinTheirChannelAndKindOnly()
    {
        EventTable detected = new(
            [new(1, 0.1, "jerk", "a"), new(1.02, 0.1, "jerk", "a"), new(6, 0.1, "jerk", "a"), new(10, 0.1, "jerk", "b")]);
        EventComparison found = EventScorer.Score(detected, Truth, new(), 3600);
        Assert.Equal([("a", "contraction"), ("a", "jerk"), ("b", "jerk")], found.ByChannel.Select(part => (part.Channel, part.TrialType)));
        Assert.Equal((1, 2, 1), Counts(found.ByChannel[1].Score));
        Assert.Equal((0, 1, 1), Counts(found.ByChannel[2].Score));
        Assert.Equal((1, 3, 2), Counts(found.ByTrialType.Single(kind => kind.TrialType == "jerk").Score));
        Assert.Equal((1, 3, 3), Counts(found.Overall));
        Assert.Equal(1.5, found.Overall.FalsePerHour!.Value, 1e-12);
    }

    [Fact]
    public void AKindCanBeLookedAtAlone()
    {
        EventTable detected = new([new(1, 0.1, "jerk", "a"), new(5, 3, "contraction", "a")]);
        EventComparison found = EventScorer.Score(detected, Truth, new() { TrialTypes = ["jerk"] });
        Assert.Equal((1, 0, 2), Counts(found.Overall));
        Assert.Equal(["jerk"], found.ByTrialType.Select(kind => kind.TrialType));
    }

    [Fact]
    public void ATableWithoutChannelsAndKindsIsComparedByTimeAlone()
    {
        EventTable detected = new([new(1, 0.1), new(10, 0.1)]);
        EventTable truth = new([new(1, 0.1, "jerk", "a"), new(10, 0.1, "jerk", "a")]);
        EventComparison found = EventScorer.Score(detected, truth, new());
        Assert.Equal((2, 0, 0), Counts(found.Overall));
        Assert.Null(found.ByChannel.Single().Channel);
    }

    [Theory]
    [InlineData("emg_ta_uV")]
    [InlineData("emg_ta [uV]")]
    [InlineData("emg_ta (mV)")]
    public void AChannelWithItsUnitIsTheSameChannel(string channel)
    {
        EventComparison found = EventScorer.Score(
            new([new(1, 0.1, "jerk", "emg_ta")]), new([new(1, 0.1, "jerk", channel)]), new());
        Assert.Equal((1, 0, 0), Counts(found.Overall));
    }

    [Fact]
    public void NothingDetectedIsMissedInEveryChannel()
    {
        EventComparison found = EventScorer.Score(new([]), Truth, new());
        Assert.Equal((0, 0, 4), Counts(found.Overall));
        Assert.Equal(3, found.ByChannel.Count);
        Assert.Equal((0, 0, 0), Counts(EventScorer.Score(new([]), new([]), new()).Overall));
    }

    [Fact]
    public void ARowWithoutAnOnsetIsCountedAndLeftOut()
    {
        EventComparison found = EventScorer.Score(new([new(null, 1, "jerk", "a")]), Truth, new());
        Assert.Equal(1, found.RowsWithoutOnset);
        Assert.Equal((0, 0, 4), Counts(found.Overall));
    }

    [Fact]
    public void TheTruthOfASimulationScoresFullMarksAgainstItself()
    {
        EventTable truth = TruthTable.Of(Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Spread, 60)).Truth);
        var text = new StringWriter();
        truth.Write(text);
        EventTable back = EventTable.Read(new StringReader(text.ToString()), "truth");
        Assert.Equal(["peak_time", "peak_amplitude", "rms_amplitude", "snr_db", "group"], back.ExtraColumns);
        EventComparison found = EventScorer.Score(back, truth, new() { ToleranceSeconds = 0 }, 60);
        Assert.Equal(1, found.Overall.F1);
        Assert.Equal(0, found.Overall.FalsePositives);
        Assert.Equal(4, found.ByChannel.Count);
        Assert.Equal(0, found.Overall.OnsetError!.Value.MedianAbsoluteSeconds, 1e-4);
    }

    private static (int TruePositives, int FalsePositives, int FalseNegatives) Counts(DetectionScore score) =>
        (score.TruePositives, score.FalsePositives, score.FalseNegatives);
}
