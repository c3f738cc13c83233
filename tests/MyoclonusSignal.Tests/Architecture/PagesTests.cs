using System.Text.RegularExpressions;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Architecture;

/// <summary>What the README and the pages of the docs state about the repository is so.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Pages => [.. Directory
        .EnumerateFiles(Path.Combine(TestData.RepoRoot, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(TestData.RepoRoot, "*.md"))
        .Select(page => Path.GetRelativePath(TestData.RepoRoot, page).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLinkLeadsSomewhere(string page)
    {
        string path = Path.Combine(TestData.RepoRoot, page);
        string[] broken = [.. Link().Matches(WithoutCode(path))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Resolves(path, target))];
        Assert.True(broken.Length == 0, $"{page}: nothing is at {string.Join(", ", broken)}");
    }

    [Fact]
    public void ALinkThatLeadsNowhereIsFound()
    {
        string page = Path.Combine(TestData.RepoRoot, "docs", "formats.md");
        Assert.True(Resolves(page, "#brainvision"));
        Assert.True(Resolves(page, "detection.md#lost-packets"));
        Assert.True(Resolves(page, "../README.md"));
        Assert.False(Resolves(page, "#no-such-heading"));
        Assert.False(Resolves(page, "detection.md#no-such-heading"));
        Assert.False(Resolves(page, "README.md"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryRowOfATableHasAsManyCellsAsItsHeader(string page)
    {
        int expected = 0;
        List<string> uneven = [];
        foreach (string line in WithoutCode(Path.Combine(TestData.RepoRoot, page)).Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                expected = 0;
                continue;
            }

            // A bar in a cell divides it, also within `code`, unless a backslash stands before it.
            int cells = Bar().Count(line) - 1;
            expected = expected == 0 ? cells : expected;
            if (cells != expected)
            {
                uneven.Add(line);
            }
        }

        Assert.True(uneven.Count == 0, $"{page}:\n{string.Join('\n', uneven)}");
    }

    [Fact]
    public void ThePageOfTheResultsNamesEveryReasonOfARejection()
    {
        string row = File.ReadLines(Path.Combine(TestData.RepoRoot, "docs", "results.md"))
            .Single(line => line.StartsWith("| `reason` |", StringComparison.Ordinal));
        IEnumerable<string> named = Code().Matches(row.Split('|')[2]).Select(code => code.Groups[1].Value);
        IEnumerable<string> given = Enum.GetValues<BurstRejection>().Where(reason => reason != BurstRejection.None).Select(RejectedCandidate.NameOf);
        Assert.Equal(given.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ThePageOfTheArchitectureNamesEveryRoom()
    {
        string library = Path.Combine(TestData.RepoRoot, "src", "MyoclonusSignal");
        IEnumerable<string> rooms = Directory.EnumerateDirectories(library)
            .Where(layer => Path.GetFileName(layer) is not ("bin" or "obj"))
            .SelectMany(layer => Directory.EnumerateDirectories(layer, "*", SearchOption.AllDirectories).Prepend(layer))
            .Select(room => Path.GetRelativePath(library, room).Replace('\\', '/'));
        Assert.Equal(rooms.Order(StringComparer.Ordinal), RoomsOnThePage().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryFileThatThePageOfTheArchitectureNamesIsThere()
    {
        string[] folders = ["src/MyoclonusSignal", string.Empty];
        string[] missing = [.. Code().Matches(File.ReadAllText(Path.Combine(TestData.RepoRoot, "docs", "architecture.md")))
            .Select(code => code.Groups[1].Value)
            .Where(code => code.Contains('/', StringComparison.Ordinal) && code.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !Array.Exists(folders, folder => File.Exists(Path.Combine(TestData.RepoRoot, folder, file))))];
        Assert.True(missing.Length == 0, string.Join(", ", missing));
    }

    /// <summary>The layers in the first column of the page's first table, and the rooms (`Ecg/`) beside each of them.</summary>
    private static IEnumerable<string> RoomsOnThePage()
    {
        IEnumerable<string> rows = File.ReadLines(Path.Combine(TestData.RepoRoot, "docs", "architecture.md"))
            .SkipWhile(line => !line.StartsWith("| folder |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        foreach (string row in rows)
        {
            string[] cells = row.Split('|');
            string layer = cells[1].Trim(' ', '`');
            yield return layer;
            foreach (Match code in Code().Matches(cells[2]))
            {
                if (code.Groups[1].Value.EndsWith('/'))
                {
                    yield return $"{layer}/{code.Groups[1].Value.TrimEnd('/')}";
                }
            }
        }
    }

    private static bool Resolves(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        return parts.Length == 1 ? File.Exists(path) || Directory.Exists(path) : File.Exists(path) && Anchors(path).Contains(parts[1]);
    }

    /// <summary>The anchors that GitHub gives headings: small letters, spaces as hyphens, no punctuation.</summary>
    private static HashSet<string> Anchors(string path) =>
        [.. Heading().Matches(WithoutCode(path)).Select(heading => Punctuation().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

    private static string WithoutCode(string path) => Fenced().Replace(File.ReadAllText(path), string.Empty);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
