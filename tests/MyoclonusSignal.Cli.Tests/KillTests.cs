using System.Diagnostics;
using System.Globalization;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>
/// Processes that are ended at random moments, and pairs that write the same set: what is left is one whole set, or none that claims
/// to be. A few of each here; MYOCLONUS_MONTE_CARLO=full takes 200 kills and 100 pairs.
/// </summary>
public sealed class KillTests : IDisposable
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO") == "full";
    private static readonly int Kills = IsFull ? 200 : 6;
    private static readonly int Pairs = IsFull ? 100 : 3;

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void AnEndedConversionLeavesNothing(string signal, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no such signals.");
        _cli.Run("simulate", "r.csv", "--duration", "600", "--sample-rate", "2000").Succeeded();
        string[] before = _cli.Files(".");

        // As soon as it writes.
        using Process convert = ConvertUntilItWrites();
        using Process kill = Process.Start("kill", ["-" + signal, convert.Id.ToString(CultureInfo.InvariantCulture)]);
        convert.WaitForExit();
        Assert.Equal(code, convert.ExitCode);
        Assert.Equal(before, _cli.Files("."));
        Assert.False(Directory.Exists(_cli.PathOf("new")), "The folder that was made for it was left.");
    }

    [Fact]
    public void ARecordingThatGrowsWhileItIsConvertedIsToldAndNothingIsWritten()
    {
        _cli.Run("simulate", "r.csv", "--duration", "600", "--sample-rate", "2000").Succeeded();
        string[] before = _cli.Files(".");
        using Process convert = ConvertUntilItWrites();
        using (FileStream stream = new(_cli.PathOf("r.csv"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("600.0000,1\n"u8);
        }

        convert.WaitForExit();
        Assert.Equal(65, convert.ExitCode);
        Assert.Equal(before, _cli.Files("."));
    }

    [Fact]
    public void ARunThatIsKilledAtAnyMomentLeavesOneSetOrNoneAndIsResumed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows has no such signals.");
        PrepareBids();
        Dictionary<string, int> seen = [];
        Stopwatch clock = Stopwatch.StartNew();
        _cli.Run("run", "bids", "out", "participant", "--rhythm-band", "3-8").Succeeded();
        double longest = clock.Elapsed.TotalMilliseconds;
        byte[] whole = _cli.Bytes("out/" + Set("manifest.json"));
        Random random = new(1);
        for (int i = 0; i < Kills; i++)
        {
            string band = i % 2 == 0 ? "4-8" : "3-8";
            int exit = _cli.RunSignalled("KILL", TimeSpan.FromMilliseconds(random.NextDouble() * longest), "run", "bids", "out", "participant", "--force", "--rhythm-band", band);
            string state = ResultManifest.Read(_cli.PathOf("out/" + Set("manifest.json"))) is not ResultManifest manifest ? "none"
                : manifest.IsWhole(_cli.PathOf("out/sub-01/emg")) ? "whole" : "mixed";
            Assert.True(state != "mixed", string.Create(CultureInfo.InvariantCulture, $"kill {i}: exit code {exit}"));
            seen[state] = seen.GetValueOrDefault(state) + 1;
            _cli.Run("run", "bids", "out", "participant", "--resume", "--rhythm-band", "3-8").Succeeded();
            Assert.Equal(whole, _cli.Bytes("out/" + Set("manifest.json")));
            Assert.DoesNotContain(_cli.Files("out"), file => file.EndsWith(".partial", StringComparison.Ordinal));
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", seen.Select(state => $"{state.Key} {state.Value}")));
    }

    [Fact]
    public void OfTwoWritersOfOneSetOneIsWholeAndTheOtherSaysSo()
    {
        _cli.Run("simulate", "r.csv", "--duration", "20").Succeeded();
        Dictionary<string, int> seen = [];
        for (int i = 0; i < Pairs; i++)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"out{i}");
            using Process first = _cli.Start("analyze", "r.csv", "-o", folder, "--rhythm-band", "3-8");
            using Process second = _cli.Start("analyze", "r.csv", "-o", folder, "--rhythm-band", "4-8");
            first.WaitForExit();
            second.WaitForExit();
            int[] codes = [first.ExitCode, second.ExitCode];
            Assert.Single(codes, 0);

            // Told that another is writing, or, come late, that the results are there.
            int other = Assert.Single(codes, code => code != 0);
            Assert.True(other is 75 or 73, string.Create(CultureInfo.InvariantCulture, $"pair {i}: {first.ExitCode}, {second.ExitCode}"));
            seen[other.ToString(CultureInfo.InvariantCulture)] = seen.GetValueOrDefault(other.ToString(CultureInfo.InvariantCulture)) + 1;
            ResultManifest manifest = ResultManifest.Read(_cli.PathOf(folder + "/r_manifest.json"))!;
            Assert.True(manifest.IsWhole(_cli.PathOf(folder)));
            double low = _cli.Json(folder + "/r_summary.json").GetProperty("options").GetProperty("rhythm_band_hz")[0].GetDouble();
            Assert.Equal(first.ExitCode == 0 ? 3 : 4, low);
            Assert.Equal(5, _cli.Files(folder).Length);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", seen.Select(state => $"exit {state.Key}: {state.Value}")));
    }

    /// <summary>Starts a conversion, and gives it as soon as it writes.</summary>
    private Process ConvertUntilItWrites()
    {
        Process convert = _cli.Start("convert", "r.csv", "new/r.bdf");
        while (!convert.HasExited && !_cli.Files("new").Any(file => file.EndsWith(".partial", StringComparison.Ordinal)))
        {
            Thread.Sleep(1);
        }

        return convert;
    }

    private static string Set(string end) => "sub-01/emg/sub-01_task-rest_desc-jerks_" + end;

    private void PrepareBids()
    {
        Directory.CreateDirectory(_cli.PathOf("bids/sub-01/emg"));
        _cli.Write("bids/dataset_description.json", """{"Name": "x", "BIDSVersion": "1.11.1"}""");
        _cli.Run("simulate", "s.edf", "--duration", "20").Succeeded();
        File.Copy(_cli.PathOf("s.edf"), _cli.PathOf("bids/sub-01/emg/sub-01_task-rest_emg.edf"));
    }
}
