using System.Text.RegularExpressions;

namespace MyoclonusSignal.Tests.Architecture;

/// <summary>What holds for every source file of the product.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 600;

    [Fact]
    public void AFileIsShortEnoughToRead()
    {
        string[] tooLong = [.. Files("src", "*.cs")
            .Where(file => File.ReadLines(file).Count() > MostLines)
            .Select(Relative)];
        Assert.True(tooLong.Length == 0, $"Longer than {MostLines} lines: {string.Join(", ", tooLong)}");
    }

    [Fact]
    public void AFileIsNamedAsTheTypeInIt()
    {
        string[] misnamed = [.. Files("src", "*.cs")
            .Where(file => !Regex.IsMatch(
                File.ReadAllText(file),
                $@"\b(class|struct|record|interface|enum)\s+{Regex.Escape(Path.GetFileNameWithoutExtension(file))}\b"))
            .Select(Relative)
            .Where(file => !file.EndsWith("/Program.cs", StringComparison.Ordinal))];
        Assert.True(misnamed.Length == 0, "No type of the file's name in: " + string.Join(", ", misnamed));
    }

    [Fact]
    public void ANamespaceIsItsFolderOrThatOfTheLayerWhoseRoomItIs()
    {
        // Rooms (Detection/Ecg, Analysis/Channels) are for finding things; a user's using lines name layers.
        string[] astray = [.. Files("src", "*.cs")
            .Where(file => NamespaceLine().Match(File.ReadAllText(file)) is { Success: true } match
                && !IsFolderOrLayer(match.Groups[1].Value, Relative(Path.GetDirectoryName(file)!)["src/".Length..].Replace('/', '.')))
            .Select(Relative)];
        Assert.True(astray.Length == 0, "Namespace and folder differ: " + string.Join(", ", astray));

        static bool IsFolderOrLayer(string name, string folder) =>
            name == folder || (name == folder[..Math.Max(0, folder.LastIndexOf('.'))] && name.StartsWith("MyoclonusSignal.", StringComparison.Ordinal));
    }

    [Fact]
    public void NoSourceNamesAPlaceOnOneMachine()
    {
        string[] named = [.. Files("src", "*.*").Concat(Files("tests", "*.cs")).Concat(Files("tests", "*.csproj")).Concat(Files("tests", "*.py"))
            .Where(file => MachinePath().IsMatch(File.ReadAllText(file)))
            .Select(Relative)];
        Assert.True(named.Length == 0, "A path of one machine stands in: " + string.Join(", ", named));
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(TestData.RepoRoot, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"));

    private static string Relative(string path) => Path.GetRelativePath(TestData.RepoRoot, path).Replace('\\', '/');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    // A home or work folder followed by a name; the parts are apart so that this line does not find itself.
    [GeneratedRegex(@"(?<![\w.}])/(ho" + @"me|wo" + @"rk|ro" + @"ot|Us" + @"ers)/\w|[A-Z]:\\\\?Us" + @"ers")]
    private static partial Regex MachinePath();
}
