using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Evaluation;

/// <summary>Compares a table of detected events with a table of true ones, channel by channel and kind by kind.</summary>
public static class EventScorer
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
        bool useChannels = detected.Rows.Any(row => row.Channel is not null) && truth.Rows.Any(row => row.Channel is not null);
        bool useKinds = detected.Rows.Any(row => row.TrialType is not null) && truth.Rows.Any(row => row.TrialType is not null);

        // An empty table has no rows to state anything: what the other one states holds for both.
        useChannels |= detected.Rows.Count == 0 || truth.Rows.Count == 0;
        useKinds |= detected.Rows.Count == 0 || truth.Rows.Count == 0;
        var groups = new Dictionary<(string Channel, string Kind), (List<EventInterval> Detected, List<EventInterval> Truth)>();
        int unplaced = Collect(detected, isTruth: false) + Collect(truth, isTruth: true);

        int channels = Math.Max(1, groups.Keys.Select(key => key.Channel).Distinct().Count());
        var all = new ScoreTally();
        var byKind = new SortedDictionary<string, ScoreTally>(StringComparer.Ordinal);
        var parts = new List<ChannelScore>();
        foreach ((string channel, string kind) in groups.Keys
            .OrderBy(key => key.Channel, StringComparer.Ordinal).ThenBy(key => key.Kind, StringComparer.Ordinal))
        {
            (List<EventInterval> found, List<EventInterval> real) = groups[(channel, kind)];
            var tally = new ScoreTally();
            tally.Add(found.ToArray(), real.ToArray(), options);
            parts.Add(new ChannelScore(NullIfEmpty(channel), NullIfEmpty(kind), tally.ToScore(recordedSeconds)));
            if (!byKind.TryGetValue(kind, out ScoreTally? ofKind))
            {
                byKind[kind] = ofKind = new ScoreTally();
            }

            ofKind.Add(tally);
            all.Add(tally);
        }

        return new EventComparison(
            all.ToScore(recordedSeconds * channels),
            [.. byKind.Select(pair => new ChannelScore(null, NullIfEmpty(pair.Key), pair.Value.ToScore(recordedSeconds * channels)))],
            parts,
            unplaced);

        int Collect(EventTable table, bool isTruth)
        {
            int withoutOnset = 0;
            foreach (EventRow row in table.Rows)
            {
                if (options.TrialTypes.Count > 0 && useKinds && !options.TrialTypes.Contains(row.TrialType ?? string.Empty))
                {
                    continue;
                }

                if (row.OnsetSeconds is not double onset)
                {
                    withoutOnset++;
                    continue;
                }

                (string, string) key = (
                    useChannels ? NameOf(row.Channel) : string.Empty, useKinds ? row.TrialType ?? string.Empty : string.Empty);
                if (!groups.TryGetValue(key, out (List<EventInterval> Detected, List<EventInterval> Truth) group))
                {
                    groups[key] = group = ([], []);
                }

                (isTruth ? group.Truth : group.Detected).Add(new EventInterval(onset, row.EndSeconds!.Value));
            }

            return withoutOnset;
        }
    }

    private static string NameOf(string? channel) => channel is null ? string.Empty : ColumnHeader.Parse(channel).Name;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
