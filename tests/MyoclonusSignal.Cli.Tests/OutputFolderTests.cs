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
            Write(own, "old", FileSteps.Disk);
            FaultySteps faulty = new(at, isDeath);
            Assert.ThrowsAny<Exception>(() => Write(own, "new", faulty));
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
        for (int at = 0; at < CountSteps() - 5; at++)
        {
            string own = Directory.CreateDirectory(Path.Combine(_folder, FormattableString.Invariant($"first{at}"))).FullName;
            Exception? failed = Record.Exception(() => Write(own, "new", new FaultySteps(at, isDeath: true)));
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
        Write(_folder, "new", FileSteps.Disk);
        Assert.Equal("mine", File.ReadAllText(other));
        Assert.Equal("mine too", File.ReadAllText(Path.Combine(_folder, "r_events.tsv.partial")));
        Assert.Equal("new", State(_folder));
    }

    [Fact]
    public void OnlyOneWriterHasASetAndALockThatWasLeftBehindLocksNothing()
    {
        File.WriteAllText(Path.Combine(_folder, ".r.lock"), string.Empty);
        using OutputFolder first = new(_folder, overwrite: true);
        first.Lock("r");
        first.Lock("s");
        using OutputFolder second = new(_folder, overwrite: true);
        CliException refused = Assert.Throws<CliException>(() => second.Lock("r"));
        Assert.Equal(ExitCodes.TryAgain, refused.ExitCode);
        first.Dispose();
        second.Lock("r");
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
            Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => folder.Prepare(Names, [named])).ExitCode);
        }
    }

    private static void Write(string folder, string content, IFileSteps steps)
    {
        using OutputFolder output = new(folder, overwrite: true, steps);
        output.Write(
            [.. Names.Select(name => (name, (Action<Stream>)(stream => stream.Write(Encoding.UTF8.GetBytes($"{content} {name}")))))],
            written =>
            {
                ResultManifest manifest = ResultManifest.Of("r.csv", "00", """{"options":{}}"""u8, written);
                return ("r_manifest.json", manifest.Write);
            });
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
        FaultySteps counted = new(int.MaxValue, isDeath: false);
        string own = Directory.CreateDirectory(Path.Combine(_folder, "count")).FullName;
        Write(own, "old", FileSteps.Disk);
        Write(own, "new", counted);
        return counted.Count - (Names.Length + 1);
    }

    /// <summary>The disk, of which one step fails; where that is the death of the process, no later one is done either.</summary>
    private sealed class FaultySteps(int faultAt, bool isDeath) : IFileSteps
    {
        public int Count { get; private set; }

        public Stream Create(string path)
        {
            Step();
            return FileSteps.Disk.Create(path);
        }

        public void Flush(Stream stream)
        {
            Step();
            FileSteps.Disk.Flush(stream);
        }

        public void Delete(string path)
        {
            Step();
            FileSteps.Disk.Delete(path);
        }

        public void Move(string from, string to, bool overwrite)
        {
            Step();
            FileSteps.Disk.Move(from, to, overwrite);
        }

        private void Step()
        {
            int step = Count++;
            if (step == faultAt || (isDeath && step > faultAt))
            {
                throw new IOException("No space left on device.");
            }
        }
    }
}
