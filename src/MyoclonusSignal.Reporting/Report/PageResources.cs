using System.Text;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>What the page carries with it.</summary>
internal static class PageResources
{
    /// <summary>Gets the rules of style of the page and of the viewer.</summary>
    public static string Style { get; } = Read("report.css") + Read("viewer.css");

    private static string Read(string name)
    {
        using Stream stream = typeof(PageResources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
