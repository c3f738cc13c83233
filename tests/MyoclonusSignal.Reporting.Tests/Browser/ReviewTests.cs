using System.Globalization;
using Microsoft.Playwright;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Reporting.Report;

namespace MyoclonusSignal.Reporting.Tests.Browser;

/// <summary>What a person decides in the page, from the keys to the numbers.</summary>
public sealed class ReviewTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task HalfOfTheEventsRejectedIsHalfOfThemEverywhere()
    {
        AnalysisResult found = Results.Mixed;
        OpenPage page = await Open(found);
        for (int i = 0; i < found.Events.Count; i++)
        {
            await page.Page.Keyboard.PressAsync("j");
            await page.Page.Keyboard.PressAsync(i % 2 == 0 ? "r" : "a");
        }

        // At once in the page: rows, counts, and the sentence of the summary.
        int rejected = (found.Events.Count + 1) / 2;
        Assert.Equal(rejected, await page.Page.Locator("#events tr[data-review=rejected]").CountAsync());
        AnalysisEvent[] jerks = [.. found.Events.Where((one, i) => i % 2 != 0 && one.Kind == EventKind.Jerk && one.Channel == found.Channels[0].Name)];
        string[] counts = await Counts(page, 0);
        Assert.Equal([Text(found.Channels[0].Jerks!.Count), Text(jerks.Length), (60 * jerks.Length / found.Channels[0].AnalysedSeconds).ToString("0.00", CultureInfo.InvariantCulture)], counts[..3]);
        Assert.Contains($" {jerks.Length} jerks", await page.Page.InnerTextAsync(".verdicts li .review-live"), StringComparison.Ordinal);

        // And in all that is made of the saved table.
        string path = await Save(page);
        AnalysisResult reviewed = found.WithReview(path);
        Assert.Equal(new ReviewCounts(found.Events.Count - rejected, rejected, 0), reviewed.Reviewed);
        Assert.Equal(jerks.Length, reviewed.Channels[0].Jerks!.Count);
        Assert.Equal(found.Events.Count - rejected, EventFile.Read(path).Count);
        string text = Html(reviewed);
        Assert.Contains($": {jerks.Length} jerks", text, StringComparison.Ordinal);
        Assert.Contains($"those of a review: {found.Events.Count - rejected} events accepted, {rejected} rejected, 0 added, 0 not decided", text, StringComparison.Ordinal);
        Assert.Contains("A reviewer has decided on every jerk.", text, StringComparison.Ordinal);
        Assert.Contains($"the {rejected} that a reviewer rejected are not drawn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        await page.Page.Context.CloseAsync();

        // The new page shows what was decided, and goes on from there.
        OpenPage again = await Open(reviewed);
        Assert.Equal(rejected, await again.Page.Locator("#events tr[data-review=rejected]").CountAsync());
        Assert.StartsWith($"{found.Events.Count} of {found.Events.Count}", await again.Page.InnerTextAsync(".review-progress"), StringComparison.Ordinal);
        Assert.Equal([Text(jerks.Length), Text(jerks.Length)], (await Counts(again, 0))[..2]);
        for (int i = 0; i < found.Events.Count; i++)
        {
            await again.Page.Keyboard.PressAsync("j");
            await again.Page.Keyboard.PressAsync("a");
        }

        Assert.Equal(Text(found.Channels[0].Jerks!.Count), (await Counts(again, 0))[1]);
        AnalysisResult accepted = found.WithReview(await Save(again));
        Assert.Equal(found.Events, accepted.Events.Select(one => one with { Review = null }));
        Assert.Empty(again.Troubles);
        await again.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task AnEventOfOnesOwnIsAddedMovedAndTakenBack()
    {
        AnalysisResult found = Results.Mixed;
        (AnalysisEvent before, AnalysisEvent behind) = found.Events.Zip(found.Events.Skip(1)).First(pair => pair.Second.OnsetSeconds - pair.First.OnsetSeconds - pair.First.DurationSeconds > 1);
        double start = Math.Round(before.OnsetSeconds + before.DurationSeconds + 0.05, 3);
        OpenPage page = await Open(found);
        await Stretch(page, start, start + 0.06);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add as an event of" }).ClickAsync();
        AnalysisResult reviewed = found.WithReview(await Save(page));
        AnalysisEvent added = Assert.Single(reviewed.Events, one => one.Review?.Verdict == ReviewVerdict.Added);
        Assert.Equal((start, 0.06, EventKind.Jerk), (added.OnsetSeconds, Math.Round(added.DurationSeconds, 4), added.Kind));
        Assert.InRange(added.PeakTimeSeconds, start, start + 0.06);
        Assert.True(added.PeakAmplitude > 0);

        // A longer one is a contraction; it is still the same event.
        await Stretch(page, start, start + 0.7);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Move the edges" }).ClickAsync();
        added = Assert.Single(found.WithReview(await Save(page)).Events, one => one.Review?.Verdict == ReviewVerdict.Added);
        Assert.True(behind.OnsetSeconds > start + 0.7);
        Assert.Equal((0.7, EventKind.Contraction), (Math.Round(added.DurationSeconds, 4), added.Kind));

        await page.Page.Keyboard.PressAsync("r");
        Assert.Equal(0, found.WithReview(await Save(page)).Reviewed!.Added);
        Assert.Empty(page.Troubles);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task EdgesAreMovedWithTheMouseAndKeptByTheTable()
    {
        AnalysisResult found = Results.Mixed;
        AnalysisEvent first = found.Events[0];
        OpenPage page = await Open(found);
        await page.Page.Keyboard.PressAsync("j");
        await page.View();
        await page.Page.Locator(".viewer-plot").ScrollIntoViewIfNeededAsync();
        await page.Page.Locator(".viewer-plot").FocusAsync();
        await page.Page.Keyboard.PressAsync("m");
        LocatorBoundingBoxResult box = (await page.Page.Locator(".viewer-cover").BoundingBoxAsync())!;
        (double from, double to) = await page.View();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.4f), box.Y + 20);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + 20, new() { Steps = 3 });
        await page.Page.Mouse.UpAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Move the edges" }).ClickAsync();
        AnalysisEvent moved = Assert.Single(found.WithReview(await Save(page)).Events, one => one.Review?.DetectedOnsetSeconds is not null);
        Assert.Equal(from + (0.4 * (to - from)), moved.OnsetSeconds, 0.01 * (to - from));
        Assert.Equal(0.2 * (to - from), moved.DurationSeconds, 0.01 * (to - from));
        Assert.Equal(first.OnsetSeconds, moved.Review!.DetectedOnsetSeconds!.Value, 1e-4);
        Assert.Equal(ReviewVerdict.Accepted, moved.Review.Verdict);

        // Undeciding puts the edges back.
        await page.Page.Keyboard.PressAsync("u");
        Assert.Equal(found.Events, found.WithReview(await Save(page)).Events);
        Assert.Empty(page.Troubles);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task WhatAnEarlierReviewAddedIsKeptUntilItIsRemoved()
    {
        AnalysisResult found = Results.Artefacts;
        RejectedCandidate candidate = found.Channels[0].Rejected[0];
        int before = found.Channels[0].Jerks!.Count;
        OpenPage page = await Open(found);
        await page.Page.Locator("details:has(#rejected) > summary").ClickAsync();
        await page.Page.Locator("#rejected-0 button").ClickAsync();
        await page.Page.Keyboard.PressAsync("a");
        AnalysisResult reviewed = found.WithReview(await Save(page));
        int jerks = reviewed.Channels[0].Jerks!.Count;
        Assert.Equal(before + (candidate.DurationSeconds <= found.Options.EmgDetector.JerkLimitSeconds ? 1 : 0), jerks);
        Assert.DoesNotContain(reviewed.Channels[0].Rejected, one => one.OnsetSeconds == candidate.OnsetSeconds);
        await page.Page.Context.CloseAsync();

        // Accepting all, a reload and reading the table back change nothing.
        OpenPage again = await Open(reviewed);
        for (int i = 0; i < reviewed.Events.Count; i++)
        {
            await again.Page.Keyboard.PressAsync("j");
            await again.Page.Keyboard.PressAsync("a");
        }

        await Reload(again);
        string path = await Save(again);
        await again.Page.EvaluateAsync("text => MyoclonusReview.importText(text)", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(Text(jerks), (await Counts(again, 0))[1]);
        AnalysisResult accepted = found.WithReview(await Save(again));
        Assert.Equal(new ReviewCounts(found.Events.Count, 0, 1), accepted.Reviewed);

        // Removing it is kept over a reload as well, and leaves no row.
        int added = reviewed.Events.Select((one, i) => (one, i)).First(pair => pair.one.Review?.Verdict == ReviewVerdict.Added).i;
        await again.Page.Locator(FormattableString.Invariant($"#event-{added} button")).ClickAsync();
        await again.Page.Keyboard.PressAsync("r");
        await Reload(again);
        Assert.Equal(Text(before), (await Counts(again, 0))[1]);
        Assert.Equal(new ReviewCounts(found.Events.Count, 0, 0), found.WithReview(await Save(again)).Reviewed);

        // A reload asks whether what was not saved may go.
        Assert.All(again.Troubles, trouble => Assert.StartsWith("dialog: ", trouble, StringComparison.Ordinal));
        await again.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task NothingCountsTwice()
    {
        AnalysisResult found = Results.Mixed;
        AnalysisEvent first = found.Events[0];
        OpenPage page = await Open(found);
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add as an event of" }).ClickAsync();
        Assert.Contains("There is one already", await page.Page.InnerTextAsync("#review-panel"), StringComparison.Ordinal);
        Assert.Equal(new ReviewCounts(0, 0, 0), found.WithReview(await Save(page)).Reviewed);

        // Undecided in a page of a review is undecided after a reload too.
        await page.Page.Keyboard.PressAsync("r");
        AnalysisResult reviewed = found.WithReview(await Save(page));
        await page.Page.Context.CloseAsync();
        OpenPage again = await Open(reviewed);
        await again.Page.Keyboard.PressAsync("j");
        await again.Page.Keyboard.PressAsync("u");
        await Reload(again);
        Assert.Equal(new ReviewCounts(0, 0, 0), found.WithReview(await Save(again)).Reviewed);

        // In the table it is refused with the other one's place.
        string path = Path.Combine(Path.GetDirectoryName(again.FilePath)!, "twice_events.tsv");
        string own = string.Create(CultureInfo.InvariantCulture, $"{first.OnsetSeconds + 0.01:0.0000}\t0.0300\tjerk\t{first.Channel}\tadded\n");
        await File.WriteAllTextAsync(path, "onset\tduration\ttrial_type\tchannel\treview\n" + own, TestContext.Current.CancellationToken);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{first.OnsetSeconds:0.0000} s"), Assert.Throws<Recordings.RecordingFormatException>(() => found.WithReview(path)).Message, StringComparison.Ordinal);
        await again.Page.Context.CloseAsync();
    }

    private static async Task Reload(OpenPage page)
    {
        await page.Page.ReloadAsync();
        await page.Ready();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Html(AnalysisResult result)
    {
        using MemoryStream page = new();
        HtmlReport.Write(result, new ReportOptions { HasViewer = false }, page);
        return System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(page.ToArray()), "<[^>]+>", string.Empty);
    }

    private static async Task<string[]> Counts(OpenPage page, int channel) =>
        [.. await page.Page.Locator(".review-counts tbody tr").Nth(channel).Locator("td").AllInnerTextsAsync()];

    private static async Task Stretch(OpenPage page, double from, double to)
    {
        await page.Page.GetByLabel("Onset in seconds").FillAsync(from.ToString(CultureInfo.InvariantCulture));
        await page.Page.GetByLabel("End in seconds").FillAsync(to.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<string> Save(OpenPage page)
    {
        string path = Path.Combine(Path.GetDirectoryName(page.FilePath)!, Path.GetRandomFileName() + "_events.tsv");
        await File.WriteAllTextAsync(path, await page.Page.EvaluateAsync<string>("() => MyoclonusReview.exportText()"));
        return path;
    }

    private async Task<OpenPage> Open(AnalysisResult result)
    {
        OpenPage page = await chromium.Open(result);
        await page.Ready();
        return page;
    }
}
