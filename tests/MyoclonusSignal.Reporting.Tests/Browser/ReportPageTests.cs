using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Tests.Browser;

/// <summary>The report in a real browser, opened from a file.</summary>
public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> All => ["mixed", "artefacts", "acceleration", "noise", "hostile", "night", "many"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task APageOpensWithoutErrorsAndAsksForNothing(string name)
    {
        OpenPage page = await chromium.Open(Result(name));
        await page.Ready();
        Assert.Empty(page.Troubles);
        Assert.Empty(page.Requests);
        Assert.Equal("Myoclonus report", await page.Page.InnerTextAsync(".kind", new() { Timeout = 5000 }), ignoreCase: true);
        await page.Page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("mixed", ColorScheme.Light)]
    [InlineData("mixed", ColorScheme.Dark)]
    [InlineData("night", ColorScheme.Light)]
    [InlineData("hostile", ColorScheme.Dark)]
    [InlineData("noise", ColorScheme.Light)]
    public async Task APageHasNoBarriersThatAxeFinds(string name, ColorScheme scheme)
    {
        OpenPage page = await chromium.Open(Result(name), new() { ColorScheme = scheme, ViewportSize = new() { Width = 1200, Height = 900 } });
        await page.Ready();
        foreach (IElementHandle closed in await page.Page.QuerySelectorAllAsync("details:not([open]) > summary"))
        {
            await closed.ClickAsync();
        }

        AxeResult found = await page.Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        await page.Page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("mixed")]
    [InlineData("hostile")]
    [InlineData("many")]
    public async Task APhoneIsWideEnough(string name)
    {
        OpenPage page = await chromium.Open(Result(name), new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await page.Ready();
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 360);
        await page.Page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("night")]
    [InlineData("artefacts")]
    public async Task OnAPhoneEveryTextOfAFigureCanBeRead(string name)
    {
        OpenPage page = await chromium.Open(Result(name), new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await page.Ready();
        double smallest = await page.Page.EvaluateAsync<double>(
            """
            () => Math.min(...[...document.querySelectorAll('figure svg text')].map(text => {
                const drawing = text.ownerSVGElement;
                return parseFloat(getComputedStyle(text).fontSize) * drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
            }))
            """);
        Assert.True(smallest >= 11, $"{smallest} px");
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task EventsAreReviewedWithoutSignalsToo()
    {
        OpenPage page = await chromium.Open(Results.Mixed with { Traces = [] });
        await page.Page.WaitForSelectorAsync("#review-panel", new() { State = WaitForSelectorState.Visible });
        Assert.False(await page.Page.IsVisibleAsync("#viewer"));
        Assert.Empty(page.Troubles);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task WithoutScriptsEverythingStandsThereAndNothingIsEmpty()
    {
        OpenPage page = await chromium.Open(Results.Mixed, new() { JavaScriptEnabled = false });
        Assert.Empty(page.Troubles);
        Assert.False(await page.Page.IsVisibleAsync("#viewer"));
        Assert.False(await page.Page.IsVisibleAsync("#review-panel"));
        Assert.False(await page.Page.IsVisibleAsync("#rating-form"));
        Assert.True(await page.Page.IsVisibleAsync("#events tr[data-event='0']"));
        Assert.True(await page.Page.Locator("figure svg").CountAsync() > 5);
        foreach (ILocator figure in await page.Page.Locator("figure svg").AllAsync())
        {
            Assert.True(await figure.IsVisibleAsync());
        }

        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task NamesFromAFileDoNothing()
    {
        OpenPage page = await chromium.Open(Results.HostileNames);
        await page.Ready();
        Assert.Empty(page.Troubles);
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        Assert.Equal(6, await page.Page.Locator("script").CountAsync());
        string text = await page.Page.InnerTextAsync("#summary");
        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        foreach (ILocator row in (await page.Page.Locator("#events tr[data-event]").AllAsync()).Take(3))
        {
            await row.ClickAsync();
        }

        Assert.Contains("<script>alert(1)</script>", await page.Page.InnerTextAsync("#viewer"), StringComparison.Ordinal);
        Assert.Empty(page.Troubles);
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task ScriptsThatAreNotThePagesOwnDoNotRun()
    {
        OpenPage page = await chromium.Open(Results.Noise);
        await page.Ready();
        bool isRun = await page.Page.EvaluateAsync<bool>(
            """
            () => {
                const script = document.createElement('script');
                script.textContent = 'window.strange = true';
                document.body.append(script);
                return window.strange === true;
            }
            """);
        Assert.False(isRun);
        Assert.Contains(page.Troubles, trouble => trouble.Contains("Content Security Policy", StringComparison.Ordinal));
        await page.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task DarkIsDarkAndPaperIsWhite()
    {
        OpenPage page = await chromium.Open(Results.Mixed, new() { ColorScheme = ColorScheme.Dark });
        await page.Ready();
        const string Background = "() => getComputedStyle(document.body).backgroundColor";
        Assert.Equal("rgb(20, 24, 28)", await page.Page.EvaluateAsync<string>(Background));
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        Assert.Equal("rgb(255, 255, 255)", await page.Page.EvaluateAsync<string>(Background));
        Assert.False(await page.Page.IsVisibleAsync("#viewer"));
        byte[] pdf = await page.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.True(pdf.Length > 20_000);
        await page.Page.Context.CloseAsync();
    }

    private static AnalysisResult Result(string name) => name switch
    {
        "mixed" => Results.Mixed,
        "artefacts" => Results.Artefacts,
        "acceleration" => Results.Acceleration,
        "noise" => Results.Noise,
        "hostile" => Results.HostileNames,
        "night" => Results.Night,
        _ => Results.ManyChannels(64),
    };
}
