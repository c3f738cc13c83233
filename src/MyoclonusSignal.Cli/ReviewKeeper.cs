using System.Globalization;
using System.Text.Json;
using MyoclonusSignal.Cli.Bids;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>Keeps the reviewed table of a set that is analysed anew: hours of a person's work are not replaced without a copy.</summary>
internal static class ReviewKeeper
{
    private const string Analysed = $"_desc-{DerivativeFolder.Description}_";
    private const string Reviewed = "_desc-reviewed_";

    /// <summary>Copies the table of a reviewed set beside it, where the set is one; tells where to.</summary>
    /// <param name="folder">The folder of the set.</param>
    /// <param name="summary">Its summary.</param>
    /// <param name="events">Its table of events.</param>
    /// <returns>What to tell, or <see langword="null"/> where there was no review.</returns>
    public static string? Keep(string folder, string summary, string events)
    {
        string table = Path.Combine(folder, events);
        if (!File.Exists(table) || !IsReviewed(Path.Combine(folder, summary)))
        {
            return null;
        }

        byte[] content = File.ReadAllBytes(table);
        for (int number = 1; ; number++)
        {
            string kept = Path.Combine(folder, NameOf(events, number));
            if (!File.Exists(kept))
            {
                WholeFile.Write(kept, stream => stream.Write(content));
            }
            else if (!File.ReadAllBytes(kept).AsSpan().SequenceEqual(content))
            {
                continue;
            }

            return $"{table} was that of a review, which the new analysis does not hold: it is kept as {kept}";
        }
    }

    private static string NameOf(string events, int number)
    {
        string name = events.Contains(Analysed, StringComparison.Ordinal)
            ? events.Replace(Analysed, Reviewed, StringComparison.Ordinal)
            : events[..^"_events.tsv".Length] + Reviewed + "events.tsv";
        return number == 1 ? name : name.Replace(Reviewed, string.Create(CultureInfo.InvariantCulture, $"{Reviewed[..^1]}{number}_"), StringComparison.Ordinal);
    }

    private static bool IsReviewed(string summary)
    {
        try
        {
            return SummaryFile.Read(summary).IsReviewed;
        }
        catch (Exception error) when (error is CliException or IOException or JsonException)
        {
            return false;
        }
    }
}
