using System.Globalization;

namespace MyoclonusSignal.Analysis;

/// <summary>Tells which events on several channels belong to one movement.</summary>
internal static class EventGrouping
{
    /// <summary>
    /// Sorts events by onset and gives each its group: an event joins the group before it when its onset follows the
    /// group's first within the limit and its channel is not in the group yet.
    /// </summary>
    public static IReadOnlyList<AnalysisEvent> Assign(List<AnalysisEvent> events, double longestSeconds)
    {
        List<AnalysisEvent> sorted = [.. events
            .OrderBy(e => e.OnsetSeconds)
            .ThenBy(e => e.Channel, StringComparer.Ordinal)
            .ThenBy(e => e.DurationSeconds)];
        List<AnalysisEvent> grouped = new(sorted.Count);
        HashSet<string> channels = new(StringComparer.Ordinal);
        double first = double.NegativeInfinity;
        int group = 0;
        foreach (AnalysisEvent e in sorted)
        {
            if (e.OnsetSeconds - first > longestSeconds || !channels.Add(e.Channel))
            {
                group++;
                first = e.OnsetSeconds;
                channels.Clear();
                channels.Add(e.Channel);
            }

            grouped.Add(e with { Group = string.Create(CultureInfo.InvariantCulture, $"m{group}") });
        }

        return grouped;
    }
}
