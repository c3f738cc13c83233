using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>The events of two tables, put together by channel and kind as far as both tables state them.</summary>
internal sealed class EventGroups
{
    private readonly SortedDictionary<(string Channel, string Kind), (List<Interval> First, List<Interval> Second)> _groups;

    private EventGroups(bool useChannels, bool useKinds)
    {
        UseChannels = useChannels;
        UseKinds = useKinds;
        _groups = new(Comparer<(string Channel, string Kind)>.Create((a, b) =>
        {
            int byChannel = string.CompareOrdinal(a.Channel, b.Channel);
            return byChannel != 0 ? byChannel : string.CompareOrdinal(a.Kind, b.Kind);
        }));
    }

    /// <summary>Gets how many rows of both tables had no onset and were left out.</summary>
    public int RowsWithoutOnset { get; private set; }

    /// <summary>Gets the number of different channels, at least 1.</summary>
    public int ChannelCount => Math.Max(1, _groups.Keys.Select(key => key.Channel).Distinct().Count());

    /// <summary>Gets each channel and kind, sorted; <see langword="null"/> where a table does not state it.</summary>
    public IEnumerable<(string? Channel, string? Kind, Interval[] First, Interval[] Second)> Groups =>
        _groups.Select(pair => (NullIfEmpty(pair.Key.Channel), NullIfEmpty(pair.Key.Kind), pair.Value.First.ToArray(), pair.Value.Second.ToArray()));

    private bool UseChannels { get; }

    private bool UseKinds { get; }

    /// <summary>Puts the rows of two tables together.</summary>
    public static EventGroups Of(EventTable first, EventTable second, MatchOptions options)
    {
        // An empty table has no rows to state anything: what the other one states holds for both.
        bool hasEmpty = first.Rows.Count == 0 || second.Rows.Count == 0;
        EventGroups groups = new(
            hasEmpty || (first.Rows.Any(row => row.Channel is not null) && second.Rows.Any(row => row.Channel is not null)),
            hasEmpty || (first.Rows.Any(row => row.TrialType is not null) && second.Rows.Any(row => row.TrialType is not null)));
        groups.Collect(first, options, isSecond: false);
        groups.Collect(second, options, isSecond: true);
        return groups;
    }

    private void Collect(EventTable table, MatchOptions options, bool isSecond)
    {
        foreach (EventRow row in table.Rows)
        {
            if (options.TrialTypes.Count > 0 && UseKinds && !options.TrialTypes.Contains(row.TrialType ?? string.Empty))
            {
                continue;
            }

            if (row.OnsetSeconds is not double onset)
            {
                RowsWithoutOnset++;
                continue;
            }

            (string, string) key = (UseChannels ? NameOf(row.Channel) : string.Empty, UseKinds ? row.TrialType ?? string.Empty : string.Empty);
            if (!_groups.TryGetValue(key, out (List<Interval> First, List<Interval> Second) group))
            {
                _groups[key] = group = ([], []);
            }

            (isSecond ? group.Second : group.First).Add(new Interval(onset, row.EndSeconds!.Value));
        }
    }

    private static string NameOf(string? channel) => channel is null ? string.Empty : ColumnHeader.Parse(channel).Name;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
