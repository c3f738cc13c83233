using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis.Traces;

/// <summary>What an analysis keeps of the signals for people to see.</summary>
public sealed class TraceRecorderTests
{
    private static readonly SignalTraceOptions Tight = new() { MostBins = 2000, MostDetailBins = 6000 };

    [Theory]
    [InlineData(SimulationScenario.Mixed, 4095)]
    [InlineData(SimulationScenario.Artefacts, 777)]
    [InlineData(SimulationScenario.TonicContractions, 97)]
    [InlineData(SimulationScenario.Accelerometer, 97)]
    public void BlocksOfAnySizeGiveTheSameTraces(SimulationScenario scenario, int mostSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(scenario, 90, seed: 5));
        ChannelTraces expected = Assert.Single(Analyze(recording, Tight).Traces);
        ChannelTraces found = Assert.Single(Analyze(recording, Tight, mostSamples).Traces);
        Assert.NotEmpty(expected.Details);
        Assert.Equal(expected.Lines.Select(Text), found.Lines.Select(Text));
        Assert.Equal(expected.Details.Select(Text), found.Details.Select(Text));
    }

    [Fact]
    public void TracesChangeNothingOfTheResult()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Ecg, 60, seed: 2));
        AnalysisResult without = MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult with = Analyze(recording, new SignalTraceOptions());
        Assert.Empty(without.Traces);
        Assert.Equal(Summary(without), Summary(with));
    }

    [Fact]
    public void AShortRecordingIsKeptInTheFinestBins()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 30, seed: 3));
        double[] samples = recording.Signals[0].Samples;
        ChannelTraces traces = Assert.Single(Analyze(recording, new SignalTraceOptions()).Traces);
        Assert.Empty(traces.Details);
        SignalTrace recorded = traces.Lines[0];
        TracePiece piece = Assert.Single(recorded.Pieces);
        Assert.Equal(TraceKind.Recorded, recorded.Kind);
        Assert.Equal(0.002, piece.BinSeconds, 1e-12);
        int each = (int)Math.Round(piece.BinSeconds * recording.Options.SampleRate);
        Assert.Equal((samples.Length + each - 1) / each, piece.Count);
        for (int bin = 0; bin < piece.Count; bin++)
        {
            double[] part = samples[(bin * each)..Math.Min(samples.Length, (bin + 1) * each)];
            Assert.Equal((float)part.Min(), piece.Minimum[bin]);
            Assert.Equal((float)part.Max(), piece.Maximum[bin]);
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31.7)]
    [InlineData(120)]
    public void ALongRecordingIsKeptInFewBinsThatHoldEveryExtreme(double seconds)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, seconds, seed: 3));
        double[] samples = recording.Signals[0].Samples;
        ChannelTraces traces = Assert.Single(Analyze(recording, Tight).Traces);
        TracePiece piece = Assert.Single(traces.Lines[0].Pieces);
        Assert.InRange(piece.Count, 900, 2000);
        int each = (int)Math.Round(piece.BinSeconds * recording.Options.SampleRate);
        for (int bin = 0; bin < piece.Count; bin++)
        {
            double[] part = samples[(bin * each)..Math.Min(samples.Length, (bin + 1) * each)];
            Assert.Equal((float)part.Min(), piece.Minimum[bin]);
            Assert.Equal((float)part.Max(), piece.Maximum[bin]);
        }
    }

    [Fact]
    public void FloorAndThresholdAreWhatTheNoiseHas()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, seed: 3));
        AnalysisResult result = Analyze(recording, new SignalTraceOptions());
        ChannelTraces traces = Assert.Single(result.Traces);
        Assert.Equal(
            [TraceKind.Recorded, TraceKind.Filtered, TraceKind.Envelope, TraceKind.NoiseFloor, TraceKind.Threshold],
            traces.Lines.Select(line => line.Kind));
        TracePiece floor = Assert.Single(traces.Lines[3].Pieces);
        TracePiece threshold = Assert.Single(traces.Lines[4].Pieces);
        Assert.Equal(60, floor.EndSeconds, 0.5);
        double noise = result.Channels[0].Quality.NoiseFloorRms!.Value;
        Assert.All(floor.Minimum.Zip(threshold.Maximum), pair =>
        {
            Assert.InRange(pair.First, noise * 0.7, noise * 1.4);
            Assert.InRange(pair.Second / pair.First, 1.3, 4);
        });

        // Where a jerk is, the envelope reaches the threshold; that is how it was found.
        TracePiece envelope = Assert.Single(traces.Lines[2].Pieces);
        Assert.All(result.Events, jerk =>
        {
            int from = Bin(envelope, jerk.OnsetSeconds);
            int to = Bin(envelope, jerk.OnsetSeconds + jerk.DurationSeconds);
            float most = envelope.Maximum.Skip(from).Take(to - from + 1).Max();
            Assert.True(most > threshold.Minimum[Bin(threshold, jerk.OnsetSeconds)]);
            Assert.InRange(most, jerk.RmsAmplitude * 0.9, jerk.PeakAmplitude);
        });
    }

    [Fact]
    public void EveryEventLiesInADetailWhileThereIsRoom()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.TonicContractions, 240, seed: 4));
        AnalysisResult result = Analyze(recording, Tight with { MostDetailBins = 400_000 });
        ChannelTraces traces = Assert.Single(result.Traces);
        Assert.Contains(result.Events, one => one.Kind == EventKind.Contraction);
        Assert.All(traces.Details, detail => Assert.Equal(traces.Lines.Count, detail.Pieces.Count));
        Assert.All(traces.Details.Zip(traces.Details.Skip(1)), pair => Assert.True(pair.First.EndSeconds <= pair.Second.StartSeconds + 1e-9));
        double[] samples = recording.Signals[0].Samples;
        Assert.All(result.Events, one =>
        {
            TraceDetail onset = Assert.Single(traces.Details, detail => detail.StartSeconds <= one.OnsetSeconds && one.OnsetSeconds < detail.EndSeconds);
            Assert.True(onset.StartSeconds <= Math.Max(0, one.OnsetSeconds - 0.25) || traces.Details.Any(detail => Math.Abs(detail.EndSeconds - onset.StartSeconds) < 1e-6));
            Assert.Single(traces.Details, detail => detail.StartSeconds <= one.OnsetSeconds + one.DurationSeconds && one.OnsetSeconds + one.DurationSeconds < detail.EndSeconds);
        });
        Assert.All(traces.Details, detail =>
        {
            TracePiece recorded = detail.Pieces[0];
            Assert.Equal(0.002, recorded.BinSeconds, 1e-12);
            int each = (int)Math.Round(recorded.BinSeconds * recording.Options.SampleRate);
            int first = (int)Math.Round(recorded.StartSeconds * recording.Options.SampleRate);
            for (int bin = 0; bin < recorded.Count; bin++)
            {
                int from = first + (each * bin);
                Assert.Equal((float)samples[from..Math.Min(samples.Length, from + each)].Min(), recorded.Minimum[bin]);
            }
        });
    }

    [Fact]
    public void OfTooManyEventsTheExtremeOnesAndAnEvenSelectionStay()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 900, seed: 4));
        AnalysisResult result = Analyze(recording, Tight with { MostDetailBins = 30_000 });
        ChannelTraces traces = Assert.Single(result.Traces);
        Assert.InRange(traces.Details.Sum(detail => (long)detail.Pieces[0].Count), 10_000, 30_000);
        AnalysisEvent[] jerks = [.. result.Events.Where(one => one.Kind == EventKind.Jerk)];
        AnalysisEvent[] shown = [.. jerks.Where(one => traces.Details.Any(detail => detail.StartSeconds <= one.OnsetSeconds && one.OnsetSeconds < detail.EndSeconds))];
        Assert.True(shown.Length < jerks.Length / 1.5);
        Assert.Contains(jerks.MinBy(one => one.SnrDb)!, shown);
        Assert.Contains(jerks.MaxBy(one => one.DurationSeconds)!, shown);
        Assert.Contains(jerks.MinBy(one => one.DurationSeconds)!, shown);
        Assert.All(Enumerable.Range(0, 6), part => Assert.Contains(shown, one => one.OnsetSeconds >= part * 150 && one.OnsetSeconds < (part + 1) * 150));
    }

    [Fact]
    public void GapsDivideThePieces()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Artefacts, 60, seed: 4));
        AnalysisResult result = Analyze(recording, Tight);
        ChannelTraces traces = Assert.Single(result.Traces);
        Assert.Equal(2, result.Channels[0].Segments.Count);
        Assert.All(traces.Lines, line => Assert.Equal(2, line.Pieces.Count));
        Assert.All(traces.Lines[0].Pieces.Zip(result.Channels[0].Segments), pair =>
        {
            Assert.Equal(pair.Second.StartSeconds, pair.First.StartSeconds, 1e-9);
            Assert.InRange(pair.First.EndSeconds - pair.Second.EndSeconds, -1e-6, pair.First.BinSeconds);
        });
    }

    [Fact]
    public void TheBinsAreSharedByTheChannels()
    {
        SimulatedRecording one = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, seed: 4));
        double[] samples = one.Signals[0].Samples;
        MemoryReader four = new(
            [.. Enumerable.Range(0, 4).Select(i => new MyoclonusSignal.Recordings.RecordingChannel($"emg{i}", MyoclonusSignal.Recordings.ChannelKind.Emg, "uV", 1000, [i], [$"emg{i}"]))],
            [samples, samples, samples, samples]);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(
            four, traces: Tight with { MostBins = 8000 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(4, result.Traces.Count);
        Assert.All(result.Traces, traces => Assert.All(traces.Lines, line => Assert.InRange(line.Pieces.Sum(piece => piece.Count), 100, 2000)));
        Assert.All(result.Traces, traces => Assert.Equal(result.Traces[0].Lines.Select(line => line.Pieces.Count), traces.Lines.Select(line => line.Pieces.Count)));
    }

    private static AnalysisResult Analyze(SimulatedRecording recording, SignalTraceOptions options, int mostSamples = int.MaxValue) => MyoclonusAnalyzer.Analyze(
        MemoryReader.Of(recording, mostSamples), traces: options, cancellationToken: TestContext.Current.CancellationToken);

    private static int Bin(TracePiece piece, double seconds) =>
        Math.Clamp((int)((seconds - piece.StartSeconds) / piece.BinSeconds), 0, piece.Count - 1);

    private static string Summary(AnalysisResult result)
    {
        using MemoryStream stream = new();
        SummaryJson.Write(result, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(SignalTrace line) => $"{line.Kind} {line.Name} {string.Join(' ', line.Pieces.Select(Text))}";

    private static string Text(TraceDetail detail) => $"{detail.StartSeconds} {detail.EndSeconds} {string.Join(' ', detail.Pieces.Select(Text))}";

    private static string Text(TracePiece piece) => $"{piece.StartSeconds:R} {piece.BinSeconds:R} [{string.Join(',', piece.Minimum)}] [{string.Join(',', piece.Maximum)}]";
}
