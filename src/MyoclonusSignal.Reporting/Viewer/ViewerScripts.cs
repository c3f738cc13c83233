using System.Text;

namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>The scripts of a page, in the order in which they are to run.</summary>
internal static class ViewerScripts
{
    private static readonly string[] Names = ["plotly-basic.min.js", "signals.js", "viewer.js", "review.js", "rating.js"];

    /// <summary>Gets the texts. Those of the library draw nothing by themselves; those of this project show the elements that need them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(Read)];

    private static string Read(string name)
    {
        using Stream stream = typeof(ViewerScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
