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
        Assert.Contains($": {jerks.Length} jerks", Html(reviewed), StringComparison.Ordinal);
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
        OpenPage page = await Open(found);
        await Stretch(page, 0.2, 0.26);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Add as an event of" }).ClickAsync();
        AnalysisResult reviewed = found.WithReview(await Save(page));
        AnalysisEvent added = Assert.Single(reviewed.Events, one => one.Review?.Verdict == ReviewVerdict.Added);
        Assert.Equal((0.2, 0.06, EventKind.Jerk), (added.OnsetSeconds, Math.Round(added.DurationSeconds, 4), added.Kind));
        Assert.InRange(added.PeakTimeSeconds, 0.2, 0.26);
        Assert.True(added.PeakAmplitude > 0);

        // A longer one is a contraction; it is still the same event.
        await Stretch(page, 0.2, 0.9);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Move the edges" }).ClickAsync();
        added = Assert.Single(found.WithReview(await Save(page)).Events, one => one.Review?.Verdict == ReviewVerdict.Added);
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
