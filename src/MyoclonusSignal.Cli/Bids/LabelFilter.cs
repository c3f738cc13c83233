using System.Text.Json.Nodes;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>Which participants, sessions and tasks were asked for.</summary>
internal sealed class LabelFilter(string[]? participants, string[]? sessions, string[]? tasks)
{
    public bool Matches(string path) => Matches(participants, path, "sub") && Matches(sessions, path, "ses") && Matches(tasks, path, "task");

    /// <summary>Returns true if a participant, with <c>sub-</c>, was asked for.</summary>
    public bool MatchesParticipant(string participant) => participants is not { Length: > 0 } || participants.Any(label => participant == "sub-" + label);

    /// <summary>Gives the labels as they stand in a manifest.</summary>
    public JsonObject ToNode() => new()
    {
        ["participant_label"] = Labels(participants),
        ["session_label"] = Labels(sessions),
        ["task_label"] = Labels(tasks),
    };

    /// <summary>Gives what matches; where nothing does, or one of the labels of participants has nothing, that is an error.</summary>
    /// <param name="all">What there is.</param>
    /// <param name="pathOf">Its file, in whose name the labels stand.</param>
    /// <param name="where">The folder, for the message.</param>
    /// <param name="what">What was looked for, for the message.</param>
    public IReadOnlyList<T> Choose<T>(IReadOnlyList<T> all, Func<T, string> pathOf, string where, string what)
    {
        T[] matching = [.. all.Where(item => Matches(pathOf(item)))];
        if (matching.Length == 0)
        {
            string[] present = [.. all.Select(item => BidsRecording.EntityOf(pathOf(item), "sub")).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            throw new CliException(
                ExitCodes.NothingMatched,
                $"{where}: expected {what}{Asked()}, found none",
                all.Count == 0 ? null : $"There are {all.Count}, of participants {string.Join(", ", present)}.");
        }

        return matching;
    }

    private static bool Matches(string[]? labels, string path, string entity) =>
        labels is not { Length: > 0 } || labels.Contains(BidsRecording.EntityOf(path, entity), StringComparer.Ordinal);

    private static JsonArray? Labels(string[]? labels) => labels is { Length: > 0 } ? new JsonArray([.. labels.Select(label => (JsonNode)label)]) : null;

    private string Asked()
    {
        string[] parts = [.. new[] { ("participant", participants), ("session", sessions), ("task", tasks) }
            .Where(part => part.Item2 is { Length: > 0 }).Select(part => $"{part.Item1} {string.Join(" or ", part.Item2!)}")];
        return parts.Length == 0 ? string.Empty : " of " + string.Join(", ", parts);
    }
}
