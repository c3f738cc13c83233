using System.Text;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Reporting.Report;
using MyoclonusSignal.Reporting.Viewer;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Reporting.Tests.Viewer;

public sealed class ViewerDataTests
{
    private const string Hostile = "</script><!--<img src=x onerror=alert(1)>\"'&]]>\u202e";
    private static readonly Lazy<AnalysisResult> Jerks = new(Analyze);

    [Fact]
    public void TheTableInTheDataIsTheOneOfTheFile()
    {
        using JsonDocument data = JsonDocument.Parse(Text(Jerks.Value));
        using StringReader text = new(data.RootElement.GetProperty("events_tsv").GetString()!);
        EventTable table = EventTable.Read(text, "data");
        Assert.Equal(Jerks.Value.Events.Count, table.Rows.Count);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            Assert.Equal(Jerks.Value.Events[i].OnsetSeconds, table.Rows[i].OnsetSeconds!.Value, 4);
        }
    }

    [Fact]
    public void NoNameEndsTheElementThatHoldsTheData()
    {
        string text = Text(Renamed(Jerks.Value, _ => Hostile, 1));
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('>', text);
        using JsonDocument data = JsonDocument.Parse(text);
        Assert.Equal(Hostile, data.RootElement.GetProperty("channels")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void NothingInTheDataTakesMoreThanOneLetterForItself()
    {
        // Base64 holds a plus that an encoder for HTML writes as six letters.
        Assert.DoesNotContain("\\u002B", Text(Jerks.Value), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void AReportOfANightWithEightChannelsIsBelowEightMegabytes()
    {
        const double Night = 8 * 3600;
        const int Channels = 8;
        const int DetailBins = 400;
        SignalTraceOptions limits = new();
        int bins = limits.MostBins / Channels;
        SignalTrace[] lines = [.. Enum.GetValues<TraceKind>().Select(kind => new SignalTrace(kind, "emg", [Piece(kind, 0, Night, bins)]))];
        TraceDetail[] details =
        [
            .. Enumerable.Range(0, limits.MostDetailBins / Channels / DetailBins).Select(i => new TraceDetail(
                i * 30, (i * 30) + 0.8, [.. Enum.GetValues<TraceKind>().Select(kind => Piece(kind, i * 30, 0.8, kind > TraceKind.Envelope ? 4 : DetailBins))])),
        ];
        AnalysisResult one = Jerks.Value;
        AnalysisResult night = Renamed(
            one with
            {
                Input = one.Input with { DurationSeconds = Night },
                Traces = [new ChannelTraces("emg", lines, details)],
                Events = [.. Enumerable.Range(0, 1200).Select(i => one.Events[i % one.Events.Count] with { OnsetSeconds = 24 * i })],
            },
            i => $"emg_{i}",
            Channels);
        using MemoryStream page = new();
        HtmlReport.Write(night, new ReportOptions(), page);
        Assert.InRange(page.Length, 4_000_000, 8_000_000);
    }

    private static string Text(AnalysisResult result)
    {
        using MemoryStream data = new();
        ViewerData.Write(result, new ViewerOptions(), data);
        return Encoding.UTF8.GetString(data.ToArray());
    }

    private static AnalysisResult Renamed(AnalysisResult result, Func<int, string> name, int copies) => result with
    {
        Channels = [.. Enumerable.Range(0, copies).Select(i => result.Channels[0] with { Name = name(i) })],
        Traces = [.. Enumerable.Range(0, copies).Select(i => result.Traces[0] with { Channel = name(i) })],
        Events = [.. result.Events.SelectMany(one => Enumerable.Range(0, copies).Select(i => one with { Channel = name(i) }))],
    };

    /// <summary>A line that nothing can pack: signals have two values a bin, the others one.</summary>
    private static TracePiece Piece(TraceKind kind, double start, double length, int count)
    {
        Random random = new(count);
        float[] low = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        float[] high = kind < TraceKind.Envelope ? [.. low.Select(value => value + 1)] : low;
        return new TracePiece(start, length / count, low, high);
    }

    private static AnalysisResult Analyze()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, 3);
        SimulatedRecording simulated = Simulator.Generate(options);
        using MemoryRecording recording = new(
            [new RecordingChannel("emg", ChannelKind.Emg, "uV", simulated.Options.SampleRate, [0], ["emg"])], [[.. simulated.Signals[0].Samples]]);
        return MyoclonusAnalyzer.Analyze(recording, traces: new SignalTraceOptions());
    }
}
