using System.Text.RegularExpressions;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>A block of code in the README or in a page of the docs.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of its fence.</param>
/// <param name="Language">What the fence says: <c>csharp</c>, <c>bash</c>, ….</param>
/// <param name="Text">The code.</param>
public sealed partial record DocumentationBlock(string Page, int Line, string Language, string Text)
{
    /// <summary>Gives the blocks of one language, page by page.</summary>
    public static IEnumerable<DocumentationBlock> All(string language)
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(TestData.RepoRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(Path.Combine(TestData.RepoRoot, "README.md"))
            .Order(StringComparer.Ordinal);
        foreach (string path in pages)
        {
            string text = File.ReadAllText(path);
            foreach (Match fence in Fence().Matches(text))
            {
                if (fence.Groups["language"].Value == language)
                {
                    yield return new DocumentationBlock(
                        Path.GetRelativePath(TestData.RepoRoot, path), 1 + text.AsSpan(0, fence.Index).Count('\n'), language, fence.Groups["code"].Value);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
