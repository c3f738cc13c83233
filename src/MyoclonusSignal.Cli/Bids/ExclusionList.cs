using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>The participants that a group does without, each with the reason.</summary>
internal sealed class ExclusionList
{
    private const string Header = "participant_id";
    private const string Prefix = "sub-";

    private readonly List<(string Participant, string Reason)> _rows = [];

    /// <summary>Gets the number of participants.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads the file of <c>--exclude</c>: on each line a participant, with or without <c>sub-</c>, and behind a space or a tab the reason.</summary>
    /// <param name="path">The file; <see langword="null"/> excludes nobody.</param>
    /// <param name="dataset">The data set that has the participants.</param>
    /// <exception cref="CliException">A line has no reason, or names nobody in the data set.</exception>
    public static ExclusionList Read(string? path, BidsDataset dataset)
    {
        ExclusionList list = new();
        if (path is null)
        {
            return list;
        }

        int number = 0;
        foreach (string line in Lines(path))
        {
            number++;
            string[] parts = line.Trim().Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts is [] || parts[0].StartsWith('#') || parts[0] == Header)
            {
                continue;
            }

            string place = string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}");
            if (parts.Length < 2)
            {
                throw new CliException(ExitCodes.BadData, $"{place}: expected a participant and the reason, found \"{parts[0]}\"", remedy: $"write {parts[0]}, a tab, and why");
            }

            string participant = parts[0].StartsWith(Prefix, StringComparison.Ordinal) ? parts[0] : Prefix + parts[0];
            if (!dataset.Participants.Contains(participant))
            {
                throw new CliException(
                    ExitCodes.BadData, $"{place}: expected a participant of {dataset.Root}, found {participant}", remedy: Suggestion.For(participant, dataset.Participants) ?? "take the line out");
            }

            list._rows.Add((participant, parts[1]));
        }

        return list;
    }

    public bool Contains(string participant) => _rows.Exists(row => row.Participant == participant);

    /// <summary>Writes the table that stands beside the results of the group.</summary>
    public void Write(Stream stream)
    {
        StringBuilder table = new("participant_id\treason\n");
        foreach ((string participant, string reason) in _rows)
        {
            table.Append(participant).Append('\t').Append(TableText.Write(reason)).Append('\n');
        }

        stream.Write(Encoding.UTF8.GetBytes(table.ToString()));
    }

    private static List<string> Lines(string path)
    {
        try
        {
            return SideFile.ReadLines(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: "give --exclude an existing file", innerException: error);
        }
    }
}
