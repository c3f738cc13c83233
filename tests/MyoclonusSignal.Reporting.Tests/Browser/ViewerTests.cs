using System.Globalization;
using Microsoft.Playwright;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Reporting.Tests.Browser;

/// <summary>Looking at the signals and reviewing the events, with mouse and keys.</summary>
public sealed class ViewerTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task ARowOfTheTableLeadsToItsEvent()
    {
        OpenPage page = await Open(Results.Mixed);
        AnalysisEvent last = Results.Mixed.Events[^1];
        await page.Page.Locator(FormattableString.Invariant($"#event-{Results.Mixed.Events.Count - 1} button")).ClickAsync();
        (double from, double to) = await page.View();
        Assert.InRange(last.OnsetSeconds, from, to);
        Assert.Contains(last.OnsetSeconds.ToString("0.000", CultureInfo.InvariantCulture), await page.Page.InnerTextAsync(".viewer-status"), StringComparison.Ordinal);
        Assert.Equal("true", await page.Page.GetAttributeAsync(FormattableString.Invariant($"#event-{Results.Mixed.Events.Count - 1}"), "aria-current"));
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task ZoomAndPanChangeTheStretchThatIsSeen()
    {
        OpenPage page = await Open(Results.Mixed);
        (double from, double to) = await page.View();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        (double zoomedFrom, double zoomedTo) = await page.View();
        Assert.Equal((to - from) / 2, zoomedTo - zoomedFrom, 0.001);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Forward" }).ClickAsync();
        (double movedFrom, double movedTo) = await page.View();
        Assert.Equal((zoomedTo - zoomedFrom) / 2, movedFrom - zoomedFrom, 0.001);
        Assert.Equal(zoomedTo - zoomedFrom, movedTo - movedFrom, 0.001);
        await page.Page.Locator(".viewer-scroll").FocusAsync();
        await page.Page.Keyboard.PressAsync("0");
        Assert.Equal((0, Results.Mixed.Input.DurationSeconds), await page.View());
        await page.Page.Keyboard.PressAsync("+");
        await page.Page.Keyboard.PressAsync("+");
        await page.Page.Keyboard.PressAsync("End");
        Assert.Equal(Results.Mixed.Input.DurationSeconds, (await page.View()).To, 0.001);
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.True((await page.View()).To < Results.Mixed.Input.DurationSeconds);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task TheWheelAndDraggingMoveThroughTheRecording()
    {
        OpenPage page = await Open(Results.Mixed);
        await page.Page.Locator(".viewer-plot").ScrollIntoViewIfNeededAsync();
        (double from, double to) = await page.View();
        LocatorBoundingBoxResult box = (await page.Page.Locator(".viewer-plot .nsewdrag").Nth(1).BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.WheelAsync(0, -400);
        await page.Page.WaitForFunctionAsync("before => Number(document.getElementById('viewer').dataset.to) - Number(document.getElementById('viewer').dataset.from) < before - 0.01", to - from);
        (double zoomedFrom, double zoomedTo) = await page.View();
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 4), box.Y + (box.Height / 2), new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await page.Page.WaitForFunctionAsync("before => Number(document.getElementById('viewer').dataset.from) > before + 0.01", zoomedFrom);
        (double movedFrom, double movedTo) = await page.View();
        Assert.Equal(zoomedTo - zoomedFrom, movedTo - movedFrom, 0.01);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task KeysStepThroughTheEventsInTheirOrder()
    {
        OpenPage page = await Open(Results.Mixed);
        foreach (AnalysisEvent one in Results.Mixed.Events.Take(3))
        {
            await page.Page.Keyboard.PressAsync("j");
            (double from, double to) = await page.View();
            Assert.InRange(one.OnsetSeconds, from, to);
            Assert.Contains(one.OnsetSeconds.ToString("0.000", CultureInfo.InvariantCulture), await page.Page.InnerTextAsync(".viewer-status"), StringComparison.Ordinal);
        }

        await page.Page.Keyboard.PressAsync("k");
        Assert.Contains(Results.Mixed.Events[1].OnsetSeconds.ToString("0.000", CultureInfo.InvariantCulture), await page.Page.InnerTextAsync(".viewer-status"), StringComparison.Ordinal);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task ChannelsAndLayersAreSwitchedOnAndOff()
    {
        OpenPage page = await Open(Results.Night);
        int Rows() => page.Page.Locator(".viewer-plot .ytitle, .viewer-plot .y2title, .viewer-plot .y3title").CountAsync().GetAwaiter().GetResult();
        int before = Rows();
        await page.Page.Locator("input[data-channel='1']").UncheckAsync();
        await page.View();
        Assert.Equal(before - 1, Rows());
        int lines = await page.Page.Locator(".viewer-plot .scatterlayer .js-line").CountAsync();
        await page.Page.Locator("input[data-layer='envelope']").UncheckAsync();
        await page.View();
        Assert.Equal(lines - 1, await page.Page.Locator(".viewer-plot .scatterlayer .js-line").CountAsync());
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task WhatIsDrawnIsWhatWasRecorded()
    {
        OpenPage page = await Open(Results.Mixed);
        await page.Page.Locator("input[data-layer='recorded']").CheckAsync();
        await page.Page.Keyboard.PressAsync("0");
        await page.View();
        double[] drawn = await page.Page.EvaluateAsync<double[]>(
            "() => { const y = document.querySelector('.viewer-plot').data[0].y.filter(v => v !== null); return [Math.min(...y), Math.max(...y)]; }");
        TracePiece piece = Results.Mixed.Traces[0].Lines[0].Pieces[0];
        double range = piece.Maximum.Max() - piece.Minimum.Min();
        Assert.Equal(piece.Minimum.Min(), drawn[0], range / 255);
        Assert.Equal(piece.Maximum.Max(), drawn[1], range / 255);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task AReviewIsSavedAndReadBack()
    {
        OpenPage page = await Open(Results.Mixed);
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("a");
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("r");
        await page.Page.Locator("#review-note").FillAsync("a cable\tmoved");
        await page.Page.Locator("#review-note").BlurAsync();
        Assert.Contains("2 of", await page.Page.InnerTextAsync(".review-progress"), StringComparison.Ordinal);
        string path = Path.Combine(Path.GetDirectoryName(page.FilePath)!, "reviewed.tsv");
        IDownload saved = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save the reviewed table" }).ClickAsync());
        Assert.Equal("memory_desc-reviewed_events.tsv", saved.SuggestedFilename);
        await saved.SaveAsAsync(path);

        // The library reads the table, with the numbers of its own.
        EventTable reviewed = EventTable.Read(path);
        EventTable own = ResultFiles.ToEventTable(Results.Mixed);
        Assert.Equal([.. own.ExtraColumns, "review", "review_note", "detected_onset", "detected_duration"], reviewed.ExtraColumns);
        Assert.Equal(own.Rows.Count, reviewed.Rows.Count);
        Assert.Equal(own.Rows.Select(row => (row.OnsetSeconds, row.DurationSeconds, row.Channel)).Select(row => FormattableString.Invariant($"{row.OnsetSeconds:0.0000} {row.DurationSeconds:0.0000} {row.Channel}")), reviewed.Rows.Select(row => FormattableString.Invariant($"{row.OnsetSeconds:0.0000} {row.DurationSeconds:0.0000} {row.Channel}")));
        Assert.Equal(["accepted", "rejected"], reviewed.Rows.Take(2).Select(row => row.Extras[^4]));
        Assert.Equal("a cable moved", reviewed.Rows[1].Extras[^3]);
        await page.Page.Context.CloseAsync();

        // A new browser knows nothing of it, until the table is read.
        OpenPage again = await Open(Results.Mixed);
        Assert.StartsWith("0 of", await again.Page.InnerTextAsync(".review-progress"), StringComparison.Ordinal);
        await again.Page.Locator("#review-import").SetInputFilesAsync(path);
        await again.Page.WaitForFunctionAsync("() => document.querySelector('.review-progress').innerText.startsWith('2 of')");
        Assert.Equal("rejected", await again.Page.GetAttributeAsync("#event-1", "data-review"));
        await again.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task ARejectedCandidateCanBecomeAnEvent()
    {
        AnalysisResult result = Results.Artefacts;
        Assert.Contains(result.Channels, channel => channel.Rejected.Count > 0);
        OpenPage page = await Open(result);
        await page.Page.Locator("details:has(#rejected) > summary").ClickAsync();
        await page.Page.Locator("#rejected-0 button").ClickAsync();
        await page.Page.Keyboard.PressAsync("a");
        string text = await page.Page.EvaluateAsync<string>("() => MyoclonusReview.exportText()");
        EventTable table = EventTable.Read(new StringReader(text), "reviewed.tsv");
        Assert.Equal(result.Events.Count + 1, table.Rows.Count);
        Assert.Equal(result.Channels[0].Rejected[0].OnsetSeconds, Assert.Single(table.Rows, row => row.Extras[^4] == "added").OnsetSeconds!.Value, 1e-4);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task ATableThatIsNoReviewIsRefusedInWords()
    {
        OpenPage page = await Open(Results.Mixed);
        Assert.Contains("expected the columns", await page.Page.EvaluateAsync<string>("() => MyoclonusReview.importText('a\\tb\\n1\\t2\\n')"), StringComparison.Ordinal);
        string strange = await page.Page.EvaluateAsync<string>("() => MyoclonusReview.importText('onset\\tchannel\\treview\\n999\\temg\\taccepted\\n')");
        Assert.Contains("1 rows were not: 999 s on emg (no event begins then)", strange, StringComparison.Ordinal);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task TheDoubtfulOnesComeFirstWhereThatIsAsked()
    {
        OpenPage page = await Open(Results.Mixed);
        await page.Page.Locator("input[data-order='worst']").CheckAsync();
        await page.Page.Locator("input[data-order='worst']").BlurAsync();
        await page.Page.Keyboard.PressAsync("j");
        string status = await page.Page.InnerTextAsync(".viewer-status");
        AnalysisEvent[] first =
        [
            Results.Mixed.Events.MinBy(one => one.SnrDb)!, Results.Mixed.Events.MaxBy(one => one.DurationSeconds)!,
            Results.Mixed.Events.MinBy(one => one.DurationSeconds)!, Results.Mixed.Events.MaxBy(one => one.OnsetUncertaintySeconds)!,
        ];
        Assert.Contains(first, one => status.Contains(one.OnsetSeconds.ToString("0.000", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task TheRatingIsSavedAsJson()
    {
        OpenPage page = await Open(Results.Mixed);
        await page.Page.GetByLabel("poor").CheckAsync();
        await page.Page.GetByLabel("hum").CheckAsync();
        await page.Page.Locator("#rating-note").FillAsync("restless");
        IDownload saved = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save the rating" }).ClickAsync());
        string path = Path.Combine(Path.GetDirectoryName(page.FilePath)!, "rating.json");
        await saved.SaveAsAsync(path);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("poor", json.RootElement.GetProperty("rating").GetString());
        Assert.Equal("mains", Assert.Single(json.RootElement.GetProperty("artefacts").EnumerateArray()).GetString());
        Assert.Equal("restless", json.RootElement.GetProperty("note").GetString());
        Assert.Equal(Results.Mixed.Input.Sha256, json.RootElement.GetProperty("sha256").GetString());
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task EightHoursOfEightChannelsCanBeUsed()
    {
        AnalysisResult result = Results.Long(8, 8);
        OpenPage page = await Open(result);

        // Since the page was asked for.
        double opened = await page.Page.EvaluateAsync<double>("() => performance.now() / 1000");
        long bytes = new FileInfo(page.FilePath).Length;
        double[] redraws = await page.Page.EvaluateAsync<double[]>(
            """
            async () => {
                const times = [];
                for (const [from, to] of [[0, 28800], [1000, 1010], [5000, 9000], [28799, 28800]]) {
                    const start = performance.now();
                    MyoclonusViewer.show(from, to);
                    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                    times.push(performance.now() - start);
                }
                return times;
            }
            """);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{bytes / 1e6:0.00} MB, usable after {opened:0.00} s, redrawn in {string.Join(", ", redraws.Select(ms => ms.ToString("0", CultureInfo.InvariantCulture)))} ms"));
        Assert.True(bytes < 8_000_000, $"{bytes} bytes");
        Assert.Empty(page.Troubles);
        await page.Page.Context.CloseAsync();
    }

    private async Task<OpenPage> Open(AnalysisResult result)
    {
        OpenPage page = await chromium.Open(result);
        await page.Ready();
        return page;
    }
}
