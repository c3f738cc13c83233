using Microsoft.Playwright;

namespace MyoclonusSignal.Reporting.Tests.Browser;

/// <summary>A page that is open, and everything that went wrong in it.</summary>
internal sealed class OpenPage
{
    private readonly List<string> _troubles = [];
    private readonly List<string> _requests = [];

    public OpenPage(IPage page, string path, string address)
    {
        Page = page;
        FilePath = path;
        Address = address;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _troubles.Add(error);
        page.Dialog += (_, dialog) =>
        {
            _troubles.Add("dialog: " + dialog.Message);
            _ = dialog.AcceptAsync();
        };
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    public string FilePath { get; }

    public string Address { get; }

    /// <summary>Gets errors and warnings of the console, exceptions, and dialogs.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>Gets what was asked for beside the page itself and what the page made itself.</summary>
    public IEnumerable<string> Requests => _requests.Where(url =>
        url != Address && !url.StartsWith("blob:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));

    public Task Ready() => Page.WaitForSelectorAsync("html[data-viewer=ready]", new() { State = WaitForSelectorState.Attached });

    public async Task<(double From, double To)> View()
    {
        // What was asked for is drawn with the next frame.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        double[] view = await Page.EvaluateAsync<double[]>("() => { const v = document.getElementById('viewer').dataset; return [Number(v.from), Number(v.to)]; }");
        return (view[0], view[1]);
    }
}
