using System.Collections.Concurrent;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Sleep;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Reporting.Tests;

/// <summary>Results of analyses of simulated recordings, each made once.</summary>
internal static class Results
{
    /// <summary>A name that is everything a name should not be.</summary>
    public const string Hostile = "<script>alert(1)</script>\"'&]]><img src=x onerror=alert(2)>\u202eabc\u0001";

    private static readonly ConcurrentDictionary<string, AnalysisResult> Made = new();

    /// <summary>Random jerks and a train of 5 Hz on one channel of 60 s.</summary>
    public static AnalysisResult Mixed => Made.GetOrAdd("mixed", _ => Analyze(SimulationScenarios.Create(SimulationScenario.Mixed, 60, seed: 3)));

    /// <summary>Contractions, negative jerks and a gap.</summary>
    public static AnalysisResult Artefacts => Made.GetOrAdd("artefacts", _ => Analyze(SimulationScenarios.Create(SimulationScenario.Artefacts, 60, seed: 3)));

    /// <summary>Acceleration of three axes.</summary>
    public static AnalysisResult Acceleration => Made.GetOrAdd("acceleration", _ => Analyze(SimulationScenarios.Create(SimulationScenario.Accelerometer, 60, seed: 3)));

    /// <summary>Nothing but noise.</summary>
    public static AnalysisResult Noise => Made.GetOrAdd("noise", _ => Analyze(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 30, seed: 3)));

    /// <summary>Names that would break a careless page.</summary>
    public static AnalysisResult HostileNames => Made.GetOrAdd("hostile", _ =>
    {
        double[] samples = Samples(30, 4);
        AnalysisResult result = Analyze(
            [Emg(Hostile, 0, Hostile), Emg("</script>" + new string('x', 5000), 1), Emg("\u0639\u0636\u0644\u0629", 2)], [samples, samples, samples]);
        return result with
        {
            Input = result.Input with { Path = "/folder/" + Hostile.Replace('/', '_') + ".csv" },
            Warnings = [new RecordingWarning("a-code", Hostile, null, null, Hostile)],
        };
    });

    /// <summary>Two channels, of which one follows the other, with sleep stages.</summary>
    public static AnalysisResult Night => Made.GetOrAdd("night", _ =>
    {
        double[] samples = Samples(120, 5);
        AnalysisResult result = Analyze([Emg("left", 0), Emg("right", 1)], [samples, [.. samples.Select(value => 0.7 * value)]]);
        return result with
        {
            Hypnogram = [new SleepEpoch(0, 30, SleepStage.Wake), new SleepEpoch(30, 60, SleepStage.N2), new SleepEpoch(90, 30, SleepStage.Rem)],
        };
    });

    /// <summary>Many channels.</summary>
    public static AnalysisResult ManyChannels(int count) => Made.GetOrAdd($"many {count}", _ =>
    {
        double[] samples = Samples(20, 6);
        return Analyze([.. Enumerable.Range(0, count).Select(i => Emg($"emg_{i}", i))], [.. Enumerable.Repeat(samples, count)]);
    });

    /// <summary>A recording of so many hours and channels, made up of what the recorder would keep at most.</summary>
    public static AnalysisResult Long(double hours, int channels)
    {
        AnalysisResult small = Mixed;
        double seconds = hours * 3600;
        Random random = new(5);
        SignalTraceOptions options = new();
        int bins = options.MostBins / channels;
        double binSeconds = seconds / bins;
        List<ChannelTraces> traces = [];
        List<ChannelResult> results = [];
        List<AnalysisEvent> events = [];
        for (int i = 0; i < channels; i++)
        {
            string name = $"emg_{i}";
            TracePiece Piece(double start, double bin, int count)
            {
                float[] low = [.. Enumerable.Range(0, count).Select(_ => -10 * random.NextSingle())];
                return new TracePiece(start, bin, low, [.. low.Select(value => 5 - value)]);
            }

            SignalTrace Line(TraceKind kind) => new(kind, name, [Piece(0, binSeconds, bins)]);
            ChannelTraces made = new(name, [Line(TraceKind.Recorded), Line(TraceKind.Filtered), Line(TraceKind.Envelope), Line(TraceKind.NoiseFloor), Line(TraceKind.Threshold)], []);
            int details = options.MostDetailBins / channels / 400;
            List<TraceDetail> kept = [];
            for (int j = 0; j < details; j++)
            {
                double start = (j + 0.5) * seconds / details;
                kept.Add(new TraceDetail(start, start + 0.8, [Piece(start, 0.002, 400), Piece(start, 0.002, 400), Piece(start, 0.002, 400), Piece(start, 0.3, 3), Piece(start, 0.3, 3)]));
                events.Add(small.Events[0] with { OnsetSeconds = start + 0.3, Channel = name, PeakTimeSeconds = start + 0.32 });
            }

            traces.Add(made with { Details = kept });
            results.Add(small.Channels[0] with { Name = name, Segments = [new(0, seconds)], AnalysedSeconds = seconds });
        }

        return small with
        {
            Input = small.Input with { DurationSeconds = seconds, Path = "night.csv" },
            Channels = results,
            Traces = traces,
            Events = [.. events.OrderBy(one => one.OnsetSeconds)],
        };
    }

    private static RecordingChannel Emg(string name, int signal, string? unit = "uV") => new(name, ChannelKind.Emg, unit, 1000, [signal], [name]);

    private static double[] Samples(double seconds, ulong seed) =>
        Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, seconds, seed) with { SampleRate = 1000 }).Signals[0].Samples;

    private static AnalysisResult Analyze(SimulationOptions options)
    {
        SimulatedRecording recording = Simulator.Generate(options);
        bool isEmg = recording.Options.Channels[0].Kind == SimulatedChannelKind.Emg;
        int[] signals = [.. Enumerable.Range(0, recording.Signals.Count)];
        RecordingChannel channel = new(
            isEmg ? "emg" : "acc", isEmg ? ChannelKind.Emg : ChannelKind.Acceleration, isEmg ? "uV" : "g", recording.Options.SampleRate, signals, [.. recording.Signals.Select(signal => signal.Name)]);
        return Analyze([channel], [.. recording.Signals.Select(signal => signal.Samples)]);
    }

    private static AnalysisResult Analyze(IReadOnlyList<RecordingChannel> channels, double[][] signals)
    {
        using MemoryRecording recording = new(channels, signals);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(recording, traces: new SignalTraceOptions());
        return result with { Input = result.Input with { Path = "memory.csv", Sha256 = new string('a', 64) } };
    }
}
