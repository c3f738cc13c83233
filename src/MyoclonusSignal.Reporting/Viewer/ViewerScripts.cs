using System.Text;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>The scripts of a page, in the order in which they are to run.</summary>
internal static class ViewerScripts
{
    /// <summary>What the library that draws the signals is called, with its version and licence.</summary>
    public const string LibraryName = "plotly.js 3.7.0, basic bundle, MIT licence";

    private static readonly Lazy<string> LibraryText = new(() => Read("plotly-basic.min.js"));
    private static readonly Lazy<string[]> OwnTexts = new(() => [Read("signals.js"), Read("viewer.js"), Read("review.js"), Read("rating.js")]);

    /// <summary>
    /// Gives the scripts that a page of this result needs: the library only where there are signals to draw, because it is larger than
    /// most pages. It draws nothing by itself; the scripts of this project show the elements that need them.
    /// </summary>
    public static IReadOnlyList<string> Of(AnalysisResult result) => HasSignals(result) ? [LibraryText.Value, .. OwnTexts.Value] : OwnTexts.Value;

    /// <summary>Returns true if there are signals that the viewer can draw.</summary>
    public static bool HasSignals(AnalysisResult result) => result.Traces.Any(traces => traces.Lines.Any(line => line.Pieces.Count > 0));

    /// <summary>Says how much of a page its scripts are.</summary>
    public static string Footprint(AnalysisResult result)
    {
        string own = FormattableString.Invariant($"those of the page itself {OwnTexts.Value.Sum(Encoding.UTF8.GetByteCount) / 1e3:0} kB");
        return HasSignals(result)
            ? FormattableString.Invariant($"{LibraryName}, which draws the signals, {Encoding.UTF8.GetByteCount(LibraryText.Value) / 1e6:0.0} MB; {own}")
            : own;
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(ViewerScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
