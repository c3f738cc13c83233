using CsCheck;
using MyoclonusSignal.Evaluation;

namespace MyoclonusSignal.Tests.Evaluation;

public class RaterAgreementTests
{
    [Fact]
    public void KappaIsThatOfAFineGrid()
    {
        Gen<EventInterval[]> events = Gen.Select(Gen.Int[0, 90], Gen.Int[1, 10])
            .Select((onset, length) => new EventInterval(onset, onset + length)).Array[1, 8];
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
        EventInterval[] first = [new(1, 2), new(5, 6), new(8, 9)];
        EventInterval[] second = [new(1.2, 2), new(8.1, 8.5)];
        Assert.Equal(RaterAgreement.Between(first, second, 10, new()), RaterAgreement.Between(second, first, 10, new()));
        Assert.Equal(0.8, RaterAgreement.Between(first, second, 10, new()).EventF1!.Value, 1e-12);
    }

    [Fact]
    public void TheSameEventsAgreeFully()
    {
        EventInterval[] events = [new(1, 2), new(5, 6)];
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

    private static bool IsMarked(EventInterval[] events, double time) =>
        events.Any(e => time >= e.OnsetSeconds && time < e.OffsetSeconds);
}
