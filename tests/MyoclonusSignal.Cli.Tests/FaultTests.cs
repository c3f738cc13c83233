using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>
/// Every step on the disk of every verb fails once, and is once the last before the process dies: what is left is the old set, the new
/// one, or none. MYOCLONUS_MONTE_CARLO=full takes every write of a report, too.
/// </summary>
[Collection(nameof(FaultTests))]
public sealed class FaultTests : IDisposable
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO") == "full";

    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-fault-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Each verb with the name of the manifest that is there only with a whole set.</summary>
    public static TheoryData<string, string> Verbs() => new()
    {
        { "analyze", "r_manifest.json" },
        { "report", "r_manifest.json" },
        { "convert-csv", "c.csv_manifest.json" },
        { "convert-edf", "c.edf_manifest.json" },
        { "simulate", "s.csv" },
        { "benchmark", "detectors_manifest.json" },
        { "participant", "sub-01/emg/sub-01_task-rest_desc-jerks_manifest.json" },
        { "group", "group_jerks_manifest.json" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void AFaultOrADeathAtAnyStepMixesNoSets(string verb, string claim)
    {
        Prepare();
        string old = Folder("old");
        Assert.Equal(0, Run(verb, old, isNew: false));
        string @new = Folder("new");
        Copy(old, @new);
        int steps = FaultySteps.Run(int.MaxValue, isDeath: false, () => Assert.Equal(0, Run(verb, @new, isNew: true)));
        Assert.InRange(steps, 4, 400);
        Dictionary<string, string> before = Hashes(old);
        Dictionary<string, string> after = Hashes(@new);
        Assert.NotEqual(before, after);
        Dictionary<string, int> states = [];
        foreach ((int at, bool isDeath) in from at in Chosen(steps) from isDeath in (bool[])[false, true] select (at, isDeath))
        {
            string own = Folder(string.Create(CultureInfo.InvariantCulture, $"{at}{isDeath}"));
            Copy(old, own);
            int code = 0;
            FaultySteps.Run(at, isDeath, () => code = Run(verb, own, isNew: true));
            Dictionary<string, string> left = Hashes(own);
            string state = Same(left, before) ? "old" : Same(left, after) ? "new" : left.ContainsKey(claim) ? "mixed" : "none";
            Assert.True(state != "mixed", string.Create(CultureInfo.InvariantCulture, $"{verb}, step {at}, {(isDeath ? "death" : "fault")}: {string.Join(", ", left.Keys)}"));
            Assert.True(code != 0 || state == "new", string.Create(CultureInfo.InvariantCulture, $"{verb}, step {at}: says that all is well and leaves {state}"));
            states[state] = states.GetValueOrDefault(state) + 1;
            Directory.Delete(own, recursive: true);
        }

        Assert.True(states.ContainsKey("old"), "A fault before anything is published must leave the old set.");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{verb}: {steps} steps, {string.Join(", ", states.OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => $"{state.Key} {state.Value}"))}"));
    }

    /// <summary>Every step; of the many writes of a report every ninth, unless all are asked for. The last steps publish.</summary>
    private static IEnumerable<int> Chosen(int steps) =>
        Enumerable.Range(0, steps).Where(at => IsFull || steps <= 60 || at >= steps - 30 || at % 9 == 0);

    private static bool Same(Dictionary<string, string> left, Dictionary<string, string> whole) =>
        left.Count == whole.Count && whole.All(file => left.GetValueOrDefault(file.Key) == file.Value);

    private static Dictionary<string, string> Hashes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".partial", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static int Call(params string[] arguments) => CommandLine.Run([.. arguments, "--quiet"]);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Prepare()
    {
        Assert.Equal(0, Call("simulate", PathOf("r.csv"), "--duration", "6", "--rate", "60"));
        Assert.Equal(0, Call("simulate", PathOf("long.csv"), "--duration", "7", "--rate", "60"));
        Folder("bids/sub-01/emg");
        File.WriteAllText(PathOf("bids/dataset_description.json"), """{"Name": "x", "BIDSVersion": "1.11.1"}""");
        Assert.Equal(0, Call("convert", PathOf("r.csv"), PathOf("bids/sub-01/emg/sub-01_task-rest_emg.edf")));
        File.WriteAllText(PathOf("r_annotations.tsv"), "onset\tduration\ttrial_type\tchannel\n1\t0\tseen\tn/a\n", new UTF8Encoding(false));
    }

    /// <summary>Runs a verb: once for the old set, then with other options or another input for the new one.</summary>
    private int Run(string verb, string folder, bool isNew)
    {
        switch (verb)
        {
            case "analyze":
                return Call("analyze", PathOf("r.csv"), "-o", folder, "--force", "--rhythm-band", isNew ? "4-8" : "3-8");
            case "report":
                // The report joins the set that the analysis wrote; another figure makes it a new one.
                return !isNew
                    ? Call("analyze", PathOf("r.csv"), "-o", folder, "--force")
                    : Call("report", Path.Combine(folder, "r_summary.json"), "--recording", PathOf("r.csv"), "--figures", "svg", "--force");
            case "convert-csv":
                return Call("convert", PathOf(isNew ? "long.csv" : "r.csv"), Path.Combine(folder, "c.csv"), "--force");
            case "convert-edf":
                return Call("convert", PathOf(isNew ? "long.csv" : "r.csv"), Path.Combine(folder, "c.edf"), "--force");
            case "simulate":
                return Call("simulate", Path.Combine(folder, "s.csv"), "--duration", "5", "--seed", isNew ? "2" : "1", "--force");
            case "benchmark":
                return Call("benchmark", "-o", folder, "--recordings", "1", "--duration", "5", "--burst-to-noise", isNew ? "10" : "20", "--no-curves", "--force");
            case "participant":
                return Call("run", PathOf("bids"), folder, "participant", "--force", "--rhythm-band", isNew ? "4-8" : "3-8");
            default:
                if (!isNew)
                {
                    Assert.Equal(0, Call("run", PathOf("bids"), folder, "participant", "--force"));
                    return Call("run", PathOf("bids"), folder, "group");
                }

                File.WriteAllText(PathOf("exclude.tsv"), "sub-01\tof no use\n");
                return Call("run", PathOf("bids"), folder, "group", "--exclude", PathOf("exclude.tsv"));
        }
    }
}
