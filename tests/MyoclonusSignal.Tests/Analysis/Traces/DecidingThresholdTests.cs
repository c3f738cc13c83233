using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis.Traces;

/// <summary>The threshold that is drawn is the one that decided.</summary>
public sealed class DecidingThresholdTests
{
    // The drawn envelope has bins of its own, up to half a sample beside those of the detector.
    private const double BinShare = 0.97;

    // One threshold is drawn for so long.
    private const double CellSeconds = 0.8;

    public static TheoryData<SimulationScenario> All => [.. Enum.GetValues<SimulationScenario>()];

    [Theory]
    [MemberData(nameof(All))]
    public void EveryCountedJerkReachesTheThreshold(SimulationScenario scenario)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            AnalysisResult result = Analyze(scenario, seed);
            foreach (AnalysisEvent jerk in result.Events.Where(one => one.Kind == EventKind.Jerk))
            {
                double reached = Reached(result.Traces.Single(traces => traces.Channel == jerk.Channel), jerk.OnsetSeconds, jerk.OnsetSeconds + jerk.DurationSeconds);
                Assert.True(reached >= BinShare, $"seed {seed}, {jerk.OnsetSeconds:0.000} s: {reached:0.000} of the threshold");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void WhatReachesTheThresholdAndIsNotCountedHasItsReason(SimulationScenario scenario)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            AnalysisResult result = Analyze(scenario, seed);
            foreach (ChannelTraces traces in result.Traces)
            {
                ChannelResult channel = result.Channels.Single(one => one.Name == traces.Channel);
                string[] unnamed = [.. Reaching(traces)
                    .Where(seconds => !result.Events.Any(one => one.Channel == channel.Name && IsBeside(one.OnsetSeconds, one.DurationSeconds, seconds))
                        && !channel.Rejected.Any(one => IsBeside(one.OnsetSeconds, one.DurationSeconds, seconds)))
                    .Select(seconds => $"{seconds:0.000}")];
                Assert.True(unnamed.Length == 0, $"seed {seed}, {channel.Name}: {string.Join(' ', unnamed)}");
            }
        }
    }

    /// <summary>Where the drawn envelope is at the drawn threshold or above it, once a cell.</summary>
    private static IEnumerable<double> Reaching(ChannelTraces traces)
    {
        double last = double.NegativeInfinity;
        foreach (TracePiece envelope in traces.Lines.Single(line => line.Kind == TraceKind.Envelope).Pieces)
        {
            TracePiece threshold = Piece(traces, TraceKind.Threshold, envelope.StartSeconds);
            for (int bin = 0; bin < envelope.Count; bin++)
            {
                double seconds = envelope.StartSeconds + ((bin + 0.5) * envelope.BinSeconds);
                if (envelope.Maximum[bin] * BinShare >= At(threshold, seconds) && seconds - last >= CellSeconds)
                {
                    last = seconds;
                    yield return seconds;
                }
            }
        }
    }

    private static bool IsBeside(double onset, double duration, double seconds) =>
        seconds > onset - CellSeconds && seconds < onset + duration + CellSeconds;

    private static AnalysisResult Analyze(SimulationScenario scenario, ulong seed) => MyoclonusAnalyzer.Analyze(
        MemoryReader.Of(Simulator.Generate(SimulationScenarios.Create(scenario, 90, seed))),
        traces: new SignalTraceOptions(),
        cancellationToken: TestContext.Current.CancellationToken);

    private static double Reached(ChannelTraces traces, double start, double end)
    {
        TracePiece envelope = Piece(traces, TraceKind.Envelope, start);
        TracePiece threshold = Piece(traces, TraceKind.Threshold, start);
        double most = 0;
        int last = (int)Math.Ceiling((end - envelope.StartSeconds) / envelope.BinSeconds);
        for (int bin = Math.Max(0, (int)((start - envelope.StartSeconds) / envelope.BinSeconds)); bin < Math.Min(last, envelope.Count); bin++)
        {
            most = Math.Max(most, envelope.Maximum[bin] / At(threshold, envelope.StartSeconds + ((bin + 0.5) * envelope.BinSeconds)));
        }

        return most;
    }

    private static double At(TracePiece piece, double seconds) =>
        piece.Minimum[Math.Clamp((int)((seconds - piece.StartSeconds) / piece.BinSeconds), 0, piece.Count - 1)];

    private static TracePiece Piece(ChannelTraces traces, TraceKind kind, double seconds) =>
        traces.Lines.Single(line => line.Kind == kind).Pieces.Last(piece => piece.StartSeconds <= seconds);
}
