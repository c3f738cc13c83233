using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How far two event tables, of two raters or two detectors, agree; neither of them is the truth.</summary>
/// <param name="Overall">Every channel and kind together: their times and events are added up.</param>
/// <param name="ByChannel">Each channel and kind, sorted by name.</param>
/// <param name="RowsWithoutOnset">How many rows of both tables had no onset and were left out.</param>
internal sealed record EventAgreement(RaterAgreement Overall, IReadOnlyList<ChannelAgreement> ByChannel, int RowsWithoutOnset)
{
    /// <summary>Compares two tables channel by channel and kind by kind, as <see cref="EventScorer.Score"/> puts them together.</summary>
    /// <param name="first">The first rater's events.</param>
    /// <param name="second">The second rater's events.</param>
    /// <param name="scored">The stretches that both scored, in seconds, not all empty; events outside are left out.</param>
    /// <param name="options">How events are matched, and which kinds are compared.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    public static EventAgreement Between(EventTable first, EventTable second, IReadOnlyList<Interval> scored, MatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        EventGroups groups = EventGroups.Of(first, second, options);
        var all = new AgreementTally(scored);
        List<ChannelAgreement> parts = [];
        foreach ((string? channel, string? kind, Interval[] ofFirst, Interval[] ofSecond) in groups.Groups)
        {
            AgreementTally tally = all.Empty();
            tally.Add(ofFirst, ofSecond, options);
            parts.Add(new ChannelAgreement(channel, kind, tally.ToAgreement()));
            all.Add(tally);
        }

        if (parts.Count == 0)
        {
            // No marks at all agree on nothing in the whole of the time.
            all.Add([], [], options);
        }

        return new EventAgreement(all.ToAgreement(), parts, groups.RowsWithoutOnset);
    }
}

/// <summary>How far two raters agree on one channel and kind of event.</summary>
/// <param name="Channel">The channel, or <see langword="null"/> where none is stated.</param>
/// <param name="TrialType">The kind of event, or <see langword="null"/> where none is stated.</param>
/// <param name="Agreement">The agreement.</param>
internal sealed record ChannelAgreement(string? Channel, string? TrialType, RaterAgreement Agreement);
