using CsCheck;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Evaluation;

public class RaterAgreementTests
{
    [Fact]
    public void KappaIsThatOfAFineGrid()
    {
        Gen<Interval[]> events = Gen.Select(Gen.Int[0, 90], Gen.Int[1, 10])
            .Select((onset, length) => new Interval(onset, onset + length)).Array[1, 8];
        Gen.Select(events, events).Sample((first, second) =>
        {
            // Whole seconds, so a grid of one second is exact.
            int[,] table = new int[2, 2];
            for (int cell = 0; cell < 100; cell++)
            {
                table[IsMarked(first, cell + 0.5) ? 1 : 0, IsMarked(second, cell + 0.5) ? 1 : 0]++;
            }

            double agreed = (table[0, 0] + table[1, 1]) / 100.0;
            double one = (table[1, 0] + table[1, 1]) / 100.0;
            double two = (table[0, 1] + table[1, 1]) / 100.0;
            double chance = (one * two) + ((1 - one) * (1 - two));
            RaterAgreement found = RaterAgreement.Between(first, second, 100, new());
            Assert.Equal(agreed, found.AgreedFraction, 1e-9);
            Assert.Equal((agreed - chance) / (1 - chance), found.Kappa!.Value, 1e-9);
            Assert.Equal(2.0 * table[1, 1] / (100 * (one + two)), found.PositiveAgreement!.Value, 1e-9);
        });
    }

    [Fact]
    public void ItDoesNotMatterWhoIsFirst()
    {
        Interval[] first = [new(1, 2), new(5, 6), new(8, 9)];
        Interval[] second = [new(1.2, 2), new(8.1, 8.5)];
        RaterAgreement one = RaterAgreement.Between(first, second, 10, new());
        Assert.Equal((3, 2), (one.FirstEvents, one.SecondEvents));
        Assert.Equal(one, RaterAgreement.Between(second, first, 10, new()) with { FirstEvents = 3, SecondEvents = 2 });
        Assert.Equal(0.8, RaterAgreement.Between(first, second, 10, new()).EventF1!.Value, 1e-12);
    }

    [Fact]
    public void TheSameEventsAgreeFully()
    {
        Interval[] events = [new(1, 2), new(5, 6)];
        RaterAgreement found = RaterAgreement.Between(events, events, 10, new());
        Assert.Equal(1, found.Kappa!.Value, 1e-12);
        Assert.Equal(1, found.PositiveAgreement!.Value, 1e-12);
        Assert.Equal(2, found.MatchedEvents);
    }

    [Fact]
    public void NothingMarkedByEitherGivesNoKappa()
    {
        RaterAgreement found = RaterAgreement.Between([], [], 10, new());
        Assert.Null(found.Kappa);
        Assert.Null(found.PositiveAgreement);
        Assert.Null(found.EventF1);
        Assert.Equal(1, found.AgreedFraction);
        Assert.Null(RaterAgreement.Between([new(-1, 11)], [new(0, 10)], 10, new()).Kappa);
    }

    [Fact]
    public void WhatLiesOutsideTheScoredTimeIsNotCompared()
    {
        Interval[] first = [new(1, 2), new(15, 16), new(21, 22)];
        Interval[] second = [new(1, 2), new(21.5, 22)];
        RaterAgreement found = RaterAgreement.Between(first, second, [new(20, 30), new(0, 10)], new());
        Assert.Equal((2, 2, 2), (found.FirstEvents, found.SecondEvents, found.MatchedEvents));
        Assert.Equal(20, found.ScoredSeconds);

        // The same times laid end to end.
        RaterAgreement joined = RaterAgreement.Between([new(1, 2), new(11, 12)], [new(1, 2), new(11.5, 12)], 20, new());
        Assert.Equal(joined.Kappa!.Value, found.Kappa!.Value, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => RaterAgreement.Between(first, second, [], new()));
        Assert.Throws<ArgumentOutOfRangeException>(() => RaterAgreement.Between(first, second, [new(3, 3)], new()));
    }

    [Fact]
    public void ScoredTimeInPiecesIsTheScoredTime()
    {
        Interval[] first = [new(1, 2), new(58, 63), new(100, 101)];
        Interval[] second = [new(1, 2.5), new(61, 64)];
        RaterAgreement whole = RaterAgreement.Between(first, second, 120, new());
        RaterAgreement pieces = RaterAgreement.Between(first, second, [new(30, 60), new(0, 30), new(60, 90), new(90, 120), new(80, 95)], new());
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void AMinuteHasNoInterval()
    {
        RaterAgreement found = RaterAgreement.Between([new(1, 2), new(7, 8)], [new(1, 2)], 60, new());
        Assert.Null(found.KappaCi95);
        Assert.Null(found.EventF1Ci95);
        Assert.NotNull(RaterAgreement.Between([new(1, 2), new(70, 80)], [new(1, 2), new(75, 80)], 180, new()).KappaCi95);
    }

    /// <summary>Two raters who each miss marks, in minutes that are busier or easier than others, against very many such minutes.</summary>
    [Fact]
    public void TheIntervalsCoverWhatVeryManyMinutesGive()
    {
        Random random = new(3);
        const int Minutes = 30;
        const int Repeats = 400;
        (Interval[] manyFirst, Interval[] manySecond) = Marks(random, 4000);
        RaterAgreement truth = RaterAgreement.Between(manyFirst, manySecond, 60 * 4000, new());
        int kappa = 0;
        int f1 = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            (Interval[] first, Interval[] second) = Marks(random, Minutes);
            RaterAgreement found = RaterAgreement.Between(first, second, 60 * Minutes, new());
            Assert.InRange(found.Kappa!.Value, found.KappaCi95!.Value.Low, found.KappaCi95!.Value.High);
            Assert.InRange(found.EventF1!.Value, found.EventF1Ci95!.Value.Low, found.EventF1Ci95!.Value.High);
            kappa += found.KappaCi95!.Value.Low <= truth.Kappa && truth.Kappa <= found.KappaCi95!.Value.High ? 1 : 0;
            f1 += found.EventF1Ci95!.Value.Low <= truth.EventF1 && truth.EventF1 <= found.EventF1Ci95!.Value.High ? 1 : 0;
        }

        // Three standard deviations of such a count on either side of 95 %.
        Assert.InRange(kappa / (double)Repeats, 0.915, 0.985);
        Assert.InRange(f1 / (double)Repeats, 0.915, 0.985);
    }

    [Fact]
    public void TablesAreComparedChannelByChannelAndTogether()
    {
        EventTable first = new([new(1, 1, "jerk", "a"), new(5, 1, "jerk", "b [uV]"), new(null, 1, "jerk", "a")]);
        EventTable second = new([new(1, 1, "jerk", "a"), new(8, 1, "jerk", "b"), new(3, 1, "contraction", "a")]);
        EventAgreement found = EventAgreement.Between(first, second, [new(0, 10)], new() { TrialTypes = ["jerk"] });
        Assert.Equal(["a", "b"], found.ByChannel.Select(part => part.Channel));
        Assert.Equal(1, found.ByChannel[0].Agreement.Kappa!.Value, 1e-12);
        Assert.Equal(-1.0 / 9, found.ByChannel[1].Agreement.Kappa!.Value, 1e-12);
        Assert.Equal((2, 2, 1, 20.0), (found.Overall.FirstEvents, found.Overall.SecondEvents, found.Overall.MatchedEvents, found.Overall.ScoredSeconds));
        Assert.Equal(0.5, found.Overall.EventF1!.Value, 1e-12);
        Assert.Equal(1, found.RowsWithoutOnset);
        EventAgreement empty = EventAgreement.Between(new([]), new([]), [new(0, 10)], new());
        Assert.Equal((10.0, 1.0), (empty.Overall.ScoredSeconds, empty.Overall.AgreedFraction));
        Assert.Null(empty.Overall.Kappa);
    }

    private static (Interval[] First, Interval[] Second) Marks(Random random, int minutes)
    {
        List<Interval> first = [];
        List<Interval> second = [];
        for (int minute = 0; minute < minutes; minute++)
        {
            double busy = random.NextDouble();
            double easy = 0.4 + (0.6 * random.NextDouble());
            for (int slot = 0; slot < 20; slot++)
            {
                if (random.NextDouble() < busy)
                {
                    Mark(first, (60 * minute) + (3 * slot));
                    Mark(second, (60 * minute) + (3 * slot));
                }
            }

            void Mark(List<Interval> marks, double at)
            {
                if (random.NextDouble() < easy)
                {
                    double onset = at + (0.3 * random.NextDouble());
                    marks.Add(new(onset, onset + 0.5 + random.NextDouble()));
                }
            }
        }

        return ([.. first], [.. second]);
    }

    private static bool IsMarked(Interval[] events, double time) =>
        events.Any(e => e.Contains(time));
}
