using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The cycles of a rhythm as a table.</summary>
public sealed class CycleFilesTests
{
    [Fact]
    public void ARowIsACycleOfTheResult()
    {
        AnalysisResult result = Trains();
        RhythmResult rhythm = result.Channels[0].Rhythm!;
        IReadOnlyList<RhythmCycle> cycles = rhythm.Cycles!.Cycles;
        using MemoryStream stream = new();
        CycleFiles.WriteCycles(result, stream);
        using StreamReader reader = new(new MemoryStream(stream.ToArray()));
        EventTable table = EventTable.Read(reader, "cycles");
        Assert.Equal(["frequency", "amplitude", "bout"], table.ExtraColumns);

        // 20 s at 5 Hz, twice.
        Assert.InRange(cycles.Count, 180, 220);
        Assert.Equal(cycles.Count, table.Rows.Count);
        Assert.All(cycles.Zip(table.Rows), pair =>
        {
            Assert.Equal(pair.First.StartSeconds, pair.Second.OnsetSeconds!.Value, 1e-4);
            Assert.Equal(1 / pair.First.FrequencyHz, pair.Second.DurationSeconds!.Value, 1e-4);
            Assert.Equal("cycle", pair.Second.TrialType);
            Assert.Equal("emg", pair.Second.Channel);
            Assert.Equal(pair.First.FrequencyHz, double.Parse(pair.Second.Extras[0]!, System.Globalization.CultureInfo.InvariantCulture), 1e-4);
            Assert.Equal(1, double.Parse(pair.Second.Extras[1]!, System.Globalization.CultureInfo.InvariantCulture) / pair.First.Amplitude, 1e-5);
        });

        // Each lies in the bout that it names.
        Assert.Equal(2, rhythm.Bouts.Count);
        Assert.Equal(["1", "2"], table.Rows.Select(row => row.Extras[2]).Distinct());
        Assert.All(table.Rows, row =>
        {
            RhythmBout bout = rhythm.Bouts[row.Extras[2] == "1" ? 0 : 1];
            Assert.InRange(row.OnsetSeconds!.Value, bout.StartSeconds - 0.05, bout.EndSeconds);
        });
        Assert.Equal(5, table.Rows.Average(row => 1 / row.DurationSeconds!.Value), 0.2);
    }

    [Fact]
    public void TheSidecarTellsEveryColumnAndTheStabilityIndex()
    {
        AnalysisResult result = Trains();
        using MemoryStream table = new();
        CycleFiles.WriteCycles(result, table);
        using MemoryStream stream = new();
        CycleFiles.WriteCyclesSidecar(result, stream);
        using JsonDocument sidecar = JsonDocument.Parse(stream.ToArray());
        string[] columns = Encoding.UTF8.GetString(table.ToArray()).Split('\n')[0].Split('\t');
        Assert.Equal(["onset", "duration", "trial_type", "channel", "frequency", "amplitude", "bout"], columns);
        Assert.All(columns, column => Assert.True(sidecar.RootElement.GetProperty(column).TryGetProperty("Description", out _)));
        Assert.Equal(
            result.Channels[0].Rhythm!.Cycles!.StabilityIndexHz!.Value,
            sidecar.RootElement.GetProperty("StabilityIndex").GetProperty("Values").GetProperty("emg").GetDouble(),
            1e-4);
        Assert.Equal((byte)'\n', stream.ToArray()[^1]);
    }

    [Fact]
    public void WithoutARhythmThereIsTheHeaderAlone()
    {
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.Of(Simulator.Generate(
            SimulationScenarios.Create(SimulationScenario.NoiseOnly, 20, seed: 2))), cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(result.Channels[0].Rhythm!.IsRhythmic);
        using MemoryStream stream = new();
        CycleFiles.WriteCycles(result, stream);
        Assert.Equal("onset\tduration\ttrial_type\tchannel\tfrequency\tamplitude\tbout\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static AnalysisResult Trains() => MyoclonusAnalyzer.Analyze(MemoryReader.Of(Simulator.Generate(new SimulationOptions
    {
        DurationSeconds = 80,
        SampleRate = 1000,
        Seed = 5,
        Jerks =
        [
            new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 5, StartSeconds = 10, EndSeconds = 30 },
            new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 5, StartSeconds = 45, EndSeconds = 65 },
        ],
    })));
}
