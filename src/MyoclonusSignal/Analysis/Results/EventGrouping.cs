using System.Globalization;

namespace MyoclonusSignal.Analysis;

/// <summary>Tells which events on several channels belong to one movement.</summary>
internal static class EventGrouping
{
    private static readonly Comparer<AnalysisEvent> ByOnset = Comparer<AnalysisEvent>.Create(Compare);

    /// <summary>
    /// Sorts events by onset and gives those of one movement their group: an event joins the movement before it when its onset
    /// follows the movement's first within the limit and its channel is not in the movement yet. An event that is alone has no group.
    /// </summary>
    /// <param name="events">The events; empty afterwards, so that those without a group are not kept beside those with one.</param>
    /// <param name="longestSeconds">The limit in seconds.</param>
    public static IReadOnlyList<AnalysisEvent> Assign(List<AnalysisEvent> events, double longestSeconds)
    {
        AnalysisEvent[] sorted = IsSorted(events) ? [.. events] : [.. events.Order(ByOnset)];
        events.Clear();
        HashSet<string> channels = new(StringComparer.Ordinal);
        int first = 0;
        int groups = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].OnsetSeconds - sorted[first].OnsetSeconds > longestSeconds || !channels.Add(sorted[i].Channel))
            {
                Name(sorted.AsSpan(first, i - first), ref groups);
                first = i;
                channels.Clear();
                channels.Add(sorted[i].Channel);
            }
        }

        Name(sorted.AsSpan(first), ref groups);
        return sorted;
    }

    /// <summary>Gives the events of one movement its name, or none where there is one event only.</summary>
    private static void Name(Span<AnalysisEvent> movement, ref int groups)
    {
        string name = movement.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"m{++groups}") : string.Empty;
        foreach (ref AnalysisEvent one in movement)
        {
            one = one with { Group = name };
        }
    }

    private static bool IsSorted(List<AnalysisEvent> events)
    {
        for (int i = 1; i < events.Count; i++)
        {
            if (Compare(events[i - 1], events[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(AnalysisEvent a, AnalysisEvent b)
    {
        int byOnset = a.OnsetSeconds.CompareTo(b.OnsetSeconds);
        int byChannel = byOnset != 0 ? byOnset : string.CompareOrdinal(a.Channel, b.Channel);
        return byChannel != 0 ? byChannel : a.DurationSeconds.CompareTo(b.DurationSeconds);
    }
}
