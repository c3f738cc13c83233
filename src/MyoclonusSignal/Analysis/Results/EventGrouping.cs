using System.Globalization;

namespace MyoclonusSignal.Analysis;

/// <summary>Tells which events on several channels belong to one movement.</summary>
internal static class EventGrouping
{
    private static readonly Comparer<AnalysisEvent> ByOnset = Comparer<AnalysisEvent>.Create(Compare);

    /// <summary>
    /// Sorts events by onset and gives each its group: an event joins the group before it when its onset follows the
    /// group's first within the limit and its channel is not in the group yet.
    /// </summary>
    /// <param name="events">The events; empty afterwards, so that those without a group are not kept beside those with one.</param>
    /// <param name="longestSeconds">The limit in seconds.</param>
    public static IReadOnlyList<AnalysisEvent> Assign(List<AnalysisEvent> events, double longestSeconds)
    {
        AnalysisEvent[] sorted = IsSorted(events) ? [.. events] : [.. events.Order(ByOnset)];
        events.Clear();
        HashSet<string> channels = new(StringComparer.Ordinal);
        double first = double.NegativeInfinity;
        int group = 0;
        string name = string.Empty;
        foreach (ref AnalysisEvent e in sorted.AsSpan())
        {
            if (e.OnsetSeconds - first > longestSeconds || !channels.Add(e.Channel))
            {
                group++;
                name = string.Create(CultureInfo.InvariantCulture, $"m{group}");
                first = e.OnsetSeconds;
                channels.Clear();
                channels.Add(e.Channel);
            }

            e = e with { Group = name };
        }

        return sorted;
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
