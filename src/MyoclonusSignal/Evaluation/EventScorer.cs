using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Compares a table of detected events with a table of true ones, channel by channel and kind by kind.</summary>
internal static class EventScorer
{
    /// <summary>Gives the scores.</summary>
    /// <param name="detected">The detected events.</param>
    /// <param name="truth">The true events.</param>
    /// <param name="options">The criterion, its tolerance and the kinds to compare.</param>
    /// <param name="recordedSeconds">The length of the recording in seconds, or <see langword="null"/> when not known.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <remarks>
    /// Events are matched only within the same channel and kind. When no row of one of the tables states a channel, the
    /// channels of the other are not looked at, and likewise for the kinds: a table from a tool that writes onsets and
    /// durations alone can be scored. A channel may be written with its unit, as in a recording's header
    /// (<c>emg_ta [uV]</c>). A row without an onset cannot be placed; it is counted and left out.
    /// </remarks>
    public static EventComparison Score(
        EventTable detected, EventTable truth, MatchOptions options, double? recordedSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(detected);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        EventGroups groups = EventGroups.Of(detected, truth, options);
        var all = new ScoreTally();
        var byKind = new SortedDictionary<string, ScoreTally>(StringComparer.Ordinal);
        var parts = new List<ChannelScore>();
        foreach ((string? channel, string? kind, Interval[] found, Interval[] real) in groups.Groups)
        {
            var tally = new ScoreTally();
            tally.Add(found, real, options);
            parts.Add(new ChannelScore(channel, kind, tally.ToScore(recordedSeconds)));
            if (!byKind.TryGetValue(kind ?? string.Empty, out ScoreTally? ofKind))
            {
                byKind[kind ?? string.Empty] = ofKind = new ScoreTally();
            }

            ofKind.Add(tally);
            all.Add(tally);
        }

        double? channelSeconds = recordedSeconds * groups.ChannelCount;
        return new EventComparison(
            all.ToScore(channelSeconds),
            [.. byKind.Select(pair => new ChannelScore(null, pair.Key.Length == 0 ? null : pair.Key, pair.Value.ToScore(channelSeconds)))],
            parts,
            groups.RowsWithoutOnset);
    }
}
