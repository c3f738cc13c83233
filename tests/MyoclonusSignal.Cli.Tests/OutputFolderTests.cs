using System.Text;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>A set of files is the old one, the new one, or none that claims to be whole, whatever fails and whenever it is killed.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private static readonly string[] Names = ["r_events.tsv", "r_summary.json", "r_report.html"];

    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-set-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFaultAtAnyStepLeavesNoMixedSet(bool isDeath)
    {
        List<string> seen = [];
        int steps = CountSteps();
        Assert.InRange(steps, 12, 40);
        for (int at = 0; at < steps; at++)
        {
            string own = Directory.CreateDirectory(Path.Combine(_folder, FormattableString.Invariant($"{isDeath}{at}"))).FullName;
            Write(own, "old");
            FaultySteps.Run(at, isDeath, () => Assert.ThrowsAny<Exception>(() => Write(own, "new")));
            seen.Add(State(own));
            if (!isDeath)
            {
                Assert.DoesNotContain(Directory.EnumerateFiles(own), file => file.EndsWith(".partial", StringComparison.Ordinal));
            }
        }

        Assert.DoesNotContain("mixed", seen);
        Assert.Contains("old", seen);
        Assert.Contains("none", seen);
    }

    [Fact]
    public void AFaultBeforeTheFirstSetLeavesNothingThatClaimsToBeWhole()
    {
        for (int at = 0; at < CountSteps() - 1; at++)
        {
            string own = Directory.CreateDirectory(Path.Combine(_folder, FormattableString.Invariant($"first{at}"))).FullName;
            Exception? failed = null;
            FaultySteps.Run(at, isDeath: true, () => failed = Record.Exception(() => Write(own, "new")));
            Assert.Equal(failed is null ? "new" : "none", State(own));
        }
    }

    [Fact]
    public void ALinkIsReplacedAndWhatItPointsToStays()
    {
        string other = Path.Combine(_folder, "other.txt");
        File.WriteAllText(other, "mine");
        File.CreateSymbolicLink(Path.Combine(_folder, "r_events.tsv"), other);
        File.WriteAllText(Path.Combine(_folder, "r_events.tsv.partial"), "mine too");
        Write(_folder, "new");
        Assert.Equal("mine", File.ReadAllText(other));
        Assert.Equal("mine too", File.ReadAllText(Path.Combine(_folder, "r_events.tsv.partial")));
        Assert.Equal("new", State(_folder));
    }

    [Fact]
    public void OnlyOneWriterHasASetAndALockThatWasLeftBehindLocksNothing()
    {
        File.WriteAllText(Path.Combine(_folder, ".r.lock"), string.Empty);
        using OutputFolder first = new(_folder, overwrite: true);
        first.Prepare(["r", "s"], Names);
        using OutputFolder second = new(_folder, overwrite: true);
        CliException refused = Assert.Throws<CliException>(() => second.Prepare(["r"], Names));
        Assert.Equal(ExitCodes.TryAgain, refused.ExitCode);
        first.Dispose();
        second.Prepare(["r"], Names);
    }

    [Fact]
    public void WhatAKilledWriterLeftIsDeletedByTheNextOfTheSetAndNoOther()
    {
        FaultySteps.Run(3, isDeath: true, () => Assert.ThrowsAny<Exception>(() => Write(_folder, "new")));
        string left = Assert.Single(Directory.GetFiles(_folder, "*.partial"));
        using OutputFolder other = new(_folder, overwrite: true);
        other.Prepare(["s"], ["s.txt"]);
        Assert.True(File.Exists(left));
        Write(_folder, "new");
        Assert.Equal("new", State(_folder));
        Assert.Empty(Directory.GetFiles(_folder, "*.partial"));
    }

    [Fact]
    public void FoldersThatWereMadeForNothingAreTakenAwayAndNoOthers()
    {
        string above = Path.Combine(_folder, "sub-01", "ses-01");
        using OutputFolder folder = new(Path.Combine(above, "emg"), overwrite: false);
        folder.Prepare(["r"], Names);
        File.WriteAllText(Path.Combine(_folder, "sub-01", "notes.txt"), "mine");
        folder.RemoveIfUnused();
        Assert.False(Directory.Exists(above));
        Assert.True(File.Exists(Path.Combine(_folder, "sub-01", "notes.txt")));
    }

    [Fact]
    public void AFileThatIsReadIsNeverWritten()
    {
        string input = Path.Combine(_folder, "r_events.tsv");
        File.WriteAllText(input, "time,emg\n");
        string link = Path.Combine(_folder, "link.csv");
        File.CreateSymbolicLink(link, input);
        foreach (string named in (string[])[input, Path.Combine(_folder, ".", "r_events.tsv"), link])
        {
            using OutputFolder folder = new(_folder, overwrite: true);
            Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => folder.Prepare([], Names, [named])).ExitCode);
        }
    }

    [Fact]
    public void ALinkFurtherUpHidesNoInput()
    {
        string real = Directory.CreateDirectory(Path.Combine(_folder, "real", "sub")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, "real"));
        File.WriteAllText(Path.Combine(real, "r_events.tsv"), "time,emg\n");
        using OutputFolder folder = new(Path.Combine(_folder, "link", "sub"), overwrite: true);
        Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => folder.Prepare([], Names, [Path.Combine(real, "r_events.tsv")])).ExitCode);
    }

    [Fact]
    public void WhatTheSetBeforeHadAndThisOneHasNotGoesUnlessItWasChanged()
    {
        WriteSet("a.txt", "b.txt", "c.txt");
        File.AppendAllText(Path.Combine(_folder, "c.txt"), "mine");
        WriteSet("a.txt");
        Assert.Equal(["a.txt", "c.txt", "r_manifest.json"], Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Where(name => name[0] != '.').Order(StringComparer.Ordinal));

        void WriteSet(params string[] names)
        {
            using OutputFolder output = new(_folder, overwrite: true);
            output.Prepare(["r"], names);
            output.Write(
                "r",
                names.Select(name => (name, (Action<Stream>)(stream => stream.Write(Encoding.UTF8.GetBytes(name))))),
                written => ("r_manifest.json", ResultManifest.Of([], written).Write));
        }
    }

    [Fact]
    public void AManifestThatNamesOtherPlacesIsNotFollowed()
    {
        File.WriteAllText(
            Path.Combine(_folder, "r_manifest.json"),
            """{"schema_version":1,"software":{"name":"x","version":"1"},"options":{},"files":[{"name":"/dev/zero","sha256":"00","bytes":0}]}""");
        Assert.False(ResultManifest.Read(Path.Combine(_folder, "r_manifest.json"))!.IsWhole(_folder));
    }

    private static void Write(string folder, string content)
    {
        using OutputFolder output = new(folder, overwrite: true);
        output.Prepare(["r"], Names);
        output.Write(
            "r",
            Names.Select(name => (name, (Action<Stream>)(stream => stream.Write(Encoding.UTF8.GetBytes($"{content} {name}"))))),
            written => ("r_manifest.json", (ResultManifest.Of([], written) with { Input = new ManifestInput("r.csv", "00") }).Write));
    }

    private static string State(string folder)
    {
        if (ResultManifest.Read(Path.Combine(folder, "r_manifest.json")) is not ResultManifest manifest)
        {
            return "none";
        }

        string[] contents = [.. Names.Select(name => File.ReadAllText(Path.Combine(folder, name)).Split(' ')[0]).Distinct()];
        bool isWhole = manifest.IsWhole(folder) && contents.Length == 1;
        return isWhole ? contents[0] : "mixed";
    }

    private int CountSteps()
    {
        string own = Directory.CreateDirectory(Path.Combine(_folder, "count")).FullName;
        Write(own, "old");
        return FaultySteps.Run(int.MaxValue, isDeath: false, () => Write(own, "new"));
    }
}
