using System.Reflection;

namespace MyoclonusSignal;

/// <summary>Where tests find files: the repository, and the real recordings beside it, which are never part of it.</summary>
internal static class TestData
{
    public static string RepoRoot { get; } = Path.GetFullPath(
        typeof(TestData).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!);

    /// <summary>Gives the path of a real recording; skips the test, saying why, where the folder is missing.</summary>
    /// <remarks>The folder is named by MYOCLONUS_TEST_DATA, or is <c>../shared/data</c> beside the repository.</remarks>
    public static string RealRecording(string relativePath)
    {
        string folder = Environment.GetEnvironmentVariable("MYOCLONUS_TEST_DATA")
            ?? Path.Combine(RepoRoot, "..", "shared", "data");
        string path = Path.GetFullPath(Path.Combine(folder, relativePath));
        Assert.SkipUnless(File.Exists(path), $"The real recording {relativePath} is not on this machine (set MYOCLONUS_TEST_DATA).");
        return path;
    }

    public static string Fixture(string relativePath) =>
        Path.Combine(RepoRoot, "tests", "MyoclonusSignal.Tests", "Fixtures", relativePath);
}
