using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Synthesis;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Whole analyses of EDF recordings: the same result as from other formats, right across gaps, and on real nights.</summary>
public sealed class EdfAnalysisTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edf-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void TheSameSamplesFromEdfAndCsvGiveTheSameEvents()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 40, 3));
        string edf = WriteEdf(() => MemoryReader.Of(recording));
        string csv = Path.Combine(_folder, "r.csv");
        using (RecordingReader reader = RecordingFile.Open(edf))
        using (FileStream file = File.Create(csv))
        {
            CsvRecordingWriter.Write(reader, file);
        }

        AnalysisResult fromEdf = Analyze(edf);
        AnalysisResult fromCsv = Analyze(csv);
        Assert.InRange(fromEdf.Events.Count, 5, 100);
        Assert.Equal(fromCsv.Events, fromEdf.Events);
    }

    [Fact]
    public void ChannelsOfSeveralRatesGiveWhatEachGivesAlone()
    {
        // The slow channel comes first, and its rate divides neither the fast one's nor the blocks.
        Random random = new(5);
        int[] Noise(int count, int from, int to) => [.. Enumerable.Range(0, count).Select(i => (int)((i >= from && i < to ? 4000 : 200) * (random.NextDouble() - 0.5)))];
        EdfBuilder builder = new EdfBuilder().With(new EdfBuilder.Signal("EMG slow", 250), new EdfBuilder.Signal("EMG fast", 1999), new EdfBuilder.Signal("SaO2", 1, "%"));
        for (int record = 0; record < 40; record++)
        {
            bool isJerk = record % 4 == 2;
            builder.Record(Noise(250, 100, isJerk ? 120 : 0), Noise(1999, 700, isJerk ? 850 : 0), new[] { 95 });
        }

        string path = Path.Combine(_folder, "mixed.edf");
        File.WriteAllBytes(path, builder.ToBytes());
        AnalysisOptions part = new() { StartSeconds = 3.3, StopSeconds = 33.7 };
        AnalysisResult both = Analyze(path, part);
        Assert.Equal(["EMG slow", "EMG fast"], both.Channels.Select(channel => channel.Name));
        Assert.Equal([7, 7], both.Channels.Select(channel => channel.Jerks!.Count));
        foreach (string name in (string[])["EMG slow", "EMG fast"])
        {
            AnalysisResult alone = Analyze(path, part with { Channels = [name] });
            Assert.Equal(alone.Channels[0].Quality.SampleCount, both.Channels.Single(channel => channel.Name == name).Quality.SampleCount);
            Assert.Equal(
                alone.Events.Select(row => (row.OnsetSeconds, row.DurationSeconds, row.PeakAmplitude)),
                both.Events.Where(row => row.Channel == name).Select(row => (row.OnsetSeconds, row.DurationSeconds, row.PeakAmplitude)));
        }
    }

    [Fact]
    public void NoEventSpansAGapAndTimesAreThoseOfTheRecordingsClock()
    {
        // One contraction is cut in two by a gap of 10 s; a jerk follows 5 s behind it.
        Random random = new(7);
        double[] samples = [.. Enumerable.Range(0, 40_000).Select(i =>
            (i is >= 19_000 and < 21_000 or >= 25_000 and < 25_080 ? 200 : 5) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        RecordingChannel emg = new("emg", ChannelKind.Emg, "uV", 1000, [0], ["emg"]);
        string path = WriteEdf(() => new MemoryReader([emg], [samples]) { Jumps = [(20_000, 30)] });
        AnalysisResult result = Analyze(path);
        Assert.Equal([new(0, 20), new(30, 50)], result.Channels[0].Segments);
        Assert.DoesNotContain(result.Events, row => row.OnsetSeconds < 20 && row.OnsetSeconds + row.DurationSeconds > 20.0001);
        AnalysisEvent before = Assert.Single(result.Events, row => row.OnsetSeconds < 20);
        Assert.Equal((EventKind.Contraction, 19.0), (before.Kind, Math.Round(before.OnsetSeconds, 1)));
        AnalysisEvent jerk = Assert.Single(result.Events, row => row.Kind == EventKind.Jerk);
        Assert.InRange(jerk.OnsetSeconds, 34.99, 35.01);
        Assert.Contains(result.Warnings, warning => warning.Code == "time-gap");
        Assert.Equal(50, result.Input.DurationSeconds, 1e-9);
    }

    [Fact]
    public void TheConversionOfAUnitStandsInTheSummary()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 10, 3));
        RecordingChannel emg = new("emg", ChannelKind.Emg, "mV", recording.Options.SampleRate, [0], ["emg"]);
        string path = WriteEdf(() => new MemoryReader([emg], [[.. recording.Signals[0].Samples.Select(sample => sample / 1000)]]));
        AnalysisResult result = Analyze(path);
        Assert.Equal(("uV", "mV * 1000 = uV"), (result.Channels[0].Unit, result.Channels[0].UnitConversion));
        using MemoryStream summary = new();
        SummaryJson.Write(result, summary);
        Assert.Contains("\"unit_conversion\": \"mV * 1000 = uV\"", System.Text.Encoding.UTF8.GetString(summary.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void TheScoredMovementOfARealNightIsAContractionOfItsLeg()
    {
        AnalysisResult night = Analyze(TestData.RealRecording("stagpoint_psg/female57_apsg.edf"));
        Assert.Equal(["EMG chin R-ref", "EMG chin L-ref", "EMG RAT", "EMG LAT"], night.Channels.Select(channel => channel.Name));
        AnalysisEvent movement = Assert.Single(night.Events, row => row.Channel == "EMG LAT" && row.OnsetSeconds is > 148 and < 151);
        Assert.Equal(EventKind.Contraction, movement.Kind);
        Assert.InRange(movement.OnsetSeconds, 149.33 - 0.15, 149.33 + 0.15);
        Assert.InRange(movement.DurationSeconds, 1.0, 1.4);
    }

    [Theory]
    [InlineData("edfio/short_psg.edf")]
    [InlineData("edfio/short_psg.bdf")]
    public void AnEnvelopeAtOneHertzIsRefusedByName(string recording)
    {
        AnalysisResult result = Analyze(TestData.RealRecording(recording));
        Assert.Equal("EMG submental", Assert.Single(result.Warnings, warning => warning.Code == "not-raw-emg").Channel);
        Assert.Empty(result.Events);
    }

    private static AnalysisResult Analyze(string path, AnalysisOptions? options = null)
    {
        using RecordingReader reader = RecordingFile.Open(path);
        return MyoclonusAnalyzer.Analyze(reader, options);
    }

    private string WriteEdf(Func<RecordingReader> open)
    {
        string path = Path.Combine(_folder, "r.edf");
        using FileStream file = File.Create(path);
        EdfRecordingWriter.Write(open, file);
        return path;
    }
}
