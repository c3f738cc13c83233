using Microsoft.Playwright;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Report;

namespace MyoclonusSignal.Reporting.Tests.Browser;

/// <summary>One browser for all tests of pages; where there is none, they are skipped with the reason.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    private readonly string _folder = Directory.CreateTempSubdirectory("report").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _reason;
    private int _pages;

    public async ValueTask InitializeAsync()
    {
        string? path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : Places.FirstOrDefault(File.Exists);
        if (path is null)
        {
            _reason = "there is no Chromium on this machine (apt-get install chromium, or name it in CHROMIUM)";
            return;
        }

        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        }
        catch (PlaywrightException error)
        {
            _reason = $"{path} does not start: {error.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes a report to a file and opens it.</summary>
    internal async Task<OpenPage> Open(AnalysisResult result, BrowserNewContextOptions? context = null, ReportOptions? options = null)
    {
        if (_browser is null)
        {
            Assert.Skip(_reason!);
        }

        string path = Path.Combine(_folder, FormattableString.Invariant($"page{Interlocked.Increment(ref _pages)}.html"));
        using (FileStream stream = File.Create(path))
        {
            HtmlReport.Write(result, options ?? new ReportOptions { CommandLine = "myoclonus analyze memory.csv" }, stream);
        }

        IBrowserContext opened = await _browser.NewContextAsync(context ?? new() { ViewportSize = new() { Width = 1200, Height = 900 }, AcceptDownloads = true });
        IPage page = await opened.NewPageAsync();
        OpenPage watched = new(page, path, new Uri(path).AbsoluteUri);
        await page.GotoAsync(watched.Address);
        return watched;
    }
}
