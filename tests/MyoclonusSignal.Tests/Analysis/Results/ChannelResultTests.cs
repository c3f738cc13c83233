using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis;

public sealed class ChannelResultTests
{
    private static readonly ConfidenceInterval OfIntervals = new(4.9, 5.1);

    [Theory]
    [InlineData(JerkVerdict.Rhythmic, true)]
    [InlineData(JerkVerdict.Regular, true)]
    [InlineData(JerkVerdict.Random, false)]
    [InlineData(JerkVerdict.Discordant, false)]
    public void JerksLikeAClockHaveTheIntervalOfTheirFrequency(JerkVerdict verdict, bool isClock) =>
        Assert.Equal(isClock ? OfIntervals : null, Channel(verdict, Enumerable.Range(0, 300).Select(i => i / 5.0)).ClockCi95);

    [Fact]
    public void ATrainThatComesAndGoesIsNoClock() =>
        Assert.Null(Channel(JerkVerdict.Rhythmic, Enumerable.Range(0, 100).Select(i => 20 + (i / 5.0))).ClockCi95);

    private static ChannelResult Channel(JerkVerdict verdict, IEnumerable<double> onsets)
    {
        var blocks = TimeBlocks.Of([(new(0, 60), 60)], onsets);
        JerkSummary jerks = new(blocks.Count, blocks.Count, null, null, null, null, [], 0) { Blocks = blocks };
        return new ChannelResult("emg", ChannelKind.Emg, "uV", 1000, ["emg"], null, [], 60, [new(0, 60)], new SignalQuality(60_000, 0, 0, 0, null, null), jerks, [], null)
        {
            Regularity = new JerkRegularity { Verdict = verdict, Reason = string.Empty, Intervals = default, IntervalFrequencyCi95 = OfIntervals },
        };
    }
}
