using System.Globalization;
using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A reviewed table makes the numbers; a table that is none of the recording's is refused.</summary>
public sealed class ReviewedResultTests : IDisposable
{
    private static readonly AnalysisResult Found = MyoclonusAnalyzer.Analyze(Path.Combine(TestData.RepoRoot, "samples", "data", "random_jerks.csv"));

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void AcceptingAllGivesTheNumbersOfTheAnalysis()
    {
        AnalysisResult reviewed = Review((_, _) => "accepted");
        Assert.Equal(Found.Events, reviewed.Events.Select(one => one with { Review = null }));
        Assert.Equal(new ReviewCounts(Found.Events.Count, 0, 0), reviewed.Reviewed);
        Assert.Equal(Json(Found, "channels"), Json(reviewed, "channels"));
        Assert.Equal(Json(Found, "warnings"), Json(reviewed, "warnings"));
    }

    [Fact]
    public void RejectingHalfCountsHalf()
    {
        AnalysisResult reviewed = Review((_, i) => i % 2 == 0 ? "rejected" : "n/a");
        AnalysisEvent[] kept = [.. Found.Events.Where((_, i) => i % 2 != 0)];
        Assert.Equal(kept.Length, reviewed.Events.Count);
        Assert.Equal(Found.Events.Count - kept.Length, reviewed.RejectedInReview.Count);
        ChannelResult before = Found.Channels[0];
        ChannelResult channel = reviewed.Channels[0];
        AnalysisEvent[] jerks = [.. kept.Where(one => one.Channel == channel.Name && one.Kind == EventKind.Jerk)];
        Assert.Equal(jerks.Length, channel.Jerks!.Count);
        Assert.Equal(60 * jerks.Length / before.AnalysedSeconds, channel.Jerks.RatePerMinute!.Value, 1e-9);
        Assert.True(channel.Jerks.RateCi95!.Value.High < before.Jerks!.RateCi95!.Value.High);
        double[] intervals = [.. jerks.Zip(jerks.Skip(1), (a, b) => b.OnsetSeconds - a.OnsetSeconds).Order()];
        Assert.Equal(intervals[intervals.Length / 2], channel.Jerks.IntervalMedianSeconds!.Value, 0.5 * (intervals[^1] - intervals[0]) / intervals.Length);
        Assert.Equal(before.Rhythm?.FrequencyHz, channel.Rhythm?.FrequencyHz);
        Assert.Equal(new ReviewCounts(0, reviewed.RejectedInReview.Count, 0), reviewed.Reviewed);
    }

    [Fact]
    public void ATableThatWasWrittenByAReviewGivesTheSameAgain()
    {
        AnalysisResult reviewed = Review((_, i) => i % 3 == 0 ? "rejected" : i % 3 == 1 ? "accepted" : "n/a", "0.7000\t0.0500\tjerk\temg\tadded\n");
        using (FileStream table = File.Create(_path))
        {
            ResultFiles.WriteEvents(reviewed, table);
        }

        AnalysisResult again = reviewed.WithReview(_path);
        Assert.Equal(Json(reviewed, null), Json(again, null));
        Assert.Equal(reviewed.RejectedInReview, again.RejectedInReview);

        // What reads events for a score leaves out what was rejected.
        Assert.Equal(reviewed.Events.Count, EventFile.Read(_path).Count);
    }

    [Fact]
    public void AnAddedEventCountsAndHasWhatTheTableSaysOfIt()
    {
        string channel = Found.Channels[0].Name;
        AnalysisResult reviewed = Review((_, _) => "n/a", $"0.7000\t0.0500\tjerk\t{channel}\tadded\n");
        Assert.Equal(Found.Channels[0].Jerks!.Count + 1, reviewed.Channels[0].Jerks!.Count);
        AnalysisEvent added = Assert.Single(reviewed.Events, one => one.Review?.Verdict == ReviewVerdict.Added);
        Assert.Equal((0.7, 0.05, "le50ms"), (added.OnsetSeconds, added.DurationSeconds, added.BurstClass));
        Assert.True(double.IsNaN(added.PeakAmplitude));
        Assert.Equal(new ReviewCounts(0, 0, 1), reviewed.Reviewed);
    }

    [Fact]
    public void AMovedEdgeHoldsAndKeepsWhereItWas()
    {
        AnalysisEvent first = Found.Events[0];
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"onset\tduration\ttrial_type\tchannel\treview\tdetected_onset\n{first.OnsetSeconds + 0.02:0.0000}\t0.5500\tcontraction\t{first.Channel}\taccepted\t{first.OnsetSeconds:0.0000}\n");
        File.WriteAllText(_path, text);
        AnalysisResult reviewed = Found.WithReview(_path);
        AnalysisEvent moved = reviewed.Events[0];
        Assert.Equal(first.OnsetSeconds + 0.02, moved.OnsetSeconds, 1e-4);
        Assert.Equal((0.55, EventKind.Contraction, "gt500ms"), (moved.DurationSeconds, moved.Kind, moved.BurstClass));
        Assert.Null(moved.OnsetUncertaintySeconds);
        Assert.True(double.IsNaN(moved.RmsAmplitude));
        Assert.Equal((first.OnsetSeconds, first.DurationSeconds), (moved.Review!.DetectedOnsetSeconds, moved.Review.DetectedDurationSeconds));
        Assert.Equal(Found.Channels[0].Jerks!.Count - 1, reviewed.Channels[0].Jerks!.Count);

        // The rest of the analysis is not in this table, and that is said.
        Assert.Contains(reviewed.Warnings, warning => warning.Code == "review-incomplete");
    }

    [Theory]
    [InlineData("maybe", "accepted, rejected, added or n/a")]
    [InlineData("accepted", "an event of this analysis")]
    public void ARowThatIsNoneOfTheAnalysisIsRefused(string verdict, string expected)
    {
        File.WriteAllText(_path, $"onset\tduration\ttrial_type\tchannel\treview\n0.0100\t0.0500\tjerk\t{Found.Channels[0].Name}\t{verdict}\n");
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => Found.WithReview(_path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("0.0100 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500.0000\t0.0500\tjerk", "within a stretch that was analysed")]
    [InlineData("-0.0100\t0.0500\tjerk", "within a stretch that was analysed")]
    [InlineData("0.1000\t0.0000\tjerk", "an event of some duration")]
    [InlineData("0.1000\t0.5500\tjerk", "contraction in the column trial_type")]
    [InlineData("0.1000\t0.0500\tcontraction", "jerk in the column trial_type")]
    [InlineData("0.1000\t0.0500\tspasm", "jerk, contraction or negative_jerk")]
    [InlineData("0.7500\t0.0500\tjerk", "an event beside the others")]
    public void AnAddedEventThatCannotBeIsRefusedWithItsRow(string row, string expected)
    {
        File.WriteAllText(_path, $"onset\tduration\ttrial_type\tchannel\treview\n{row}\t{Found.Channels[0].Name}\tadded\n");
        Assert.Contains(expected, Assert.Throws<RecordingFormatException>(() => Found.WithReview(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowThatStandsTwiceOrIsCalledOtherwiseIsRefused()
    {
        AnalysisEvent first = Found.Events[0];
        string row = string.Create(CultureInfo.InvariantCulture, $"{first.OnsetSeconds:0.0000}\t{first.DurationSeconds:0.0000}");
        File.WriteAllText(_path, $"onset\tduration\ttrial_type\tchannel\treview\n{row}\tjerk\t{first.Channel}\taccepted\n{row}\tjerk\t{first.Channel}\taccepted\n");
        Assert.Contains("each event once", Assert.Throws<RecordingFormatException>(() => Found.WithReview(_path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, $"onset\tduration\ttrial_type\tchannel\treview\n{row}\tcontraction\t{first.Channel}\taccepted\n");
        Assert.Contains("as in the analysis", Assert.Throws<RecordingFormatException>(() => Found.WithReview(_path)).Message, StringComparison.Ordinal);

        // A word that is no decision is one nowhere.
        File.WriteAllText(_path, $"onset\tduration\ttrial_type\tchannel\treview\n{row}\tjerk\t{first.Channel}\tRejected\n");
        Assert.Throws<RecordingFormatException>(() => EventFile.Read(_path));
    }

    [Fact]
    public void AnAddedEventOfAnotherChannelIsRefused()
    {
        File.WriteAllText(_path, "onset\tduration\ttrial_type\tchannel\treview\n0.0100\t0.0500\tjerk\tnobody\tadded\n");
        Assert.Contains("nobody", Assert.Throws<RecordingFormatException>(() => Found.WithReview(_path)).Message, StringComparison.Ordinal);
    }

    /// <summary>The result by the table of the analysis with a decision in each row, and further rows.</summary>
    private AnalysisResult Review(Func<EventRow, int, string> verdict, string more = "")
    {
        EventTable table = ResultFiles.ToEventTable(Found);
        StringBuilder text = new("onset\tduration\ttrial_type\tchannel\treview\n");
        for (int i = 0; i < table.Rows.Count; i++)
        {
            EventRow row = table.Rows[i];
            text.Append(CultureInfo.InvariantCulture, $"{row.OnsetSeconds:0.0000}\t{row.DurationSeconds:0.0000}\t{row.TrialType}\t{row.Channel}\t{verdict(row, i)}\n");
        }

        File.WriteAllText(_path, text.Append(more.Replace("\temg\t", $"\t{Found.Channels[0].Name}\t", StringComparison.Ordinal)).ToString());
        return Found.WithReview(_path);
    }

    private static string Json(AnalysisResult result, string? part)
    {
        using MemoryStream text = new();
        ResultFiles.WriteSummary(result, text);
        using var document = System.Text.Json.JsonDocument.Parse(text.ToArray());
        return part is null ? document.RootElement.GetRawText() : document.RootElement.GetProperty(part).GetRawText();
    }
}
