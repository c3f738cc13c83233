using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A detector of the literature, or of the user's own, in the whole analysis.</summary>
public sealed class GivenDetectorTests
{
    private static readonly SimulatedRecording Jerks = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 30, seed: 3));

    [Fact]
    public void ItsBurstsAreTheEventsWhateverTheBlocks()
    {
        AnalysisOptions options = new() { EmgBurstDetector = new Abbink() };
        AnalysisResult whole = Analyze(MemoryReader.Of(Jerks), options);
        AnalysisResult blocks = Analyze(MemoryReader.Of(Jerks, 97), options);
        Assert.Equal(whole.Events, blocks.Events);
        Assert.InRange(whole.Events.Count(e => Jerks.Truth.Any(t => Math.Abs(t.OnsetSeconds - e.OnsetSeconds) < 0.05)), Jerks.Truth.Count - 1, Jerks.Truth.Count);
        Assert.All(whole.Events, e => Assert.InRange(e.SnrDb, 0, 60));
    }

    [Fact]
    public void TheLibrarysOwnBehindTheInterfaceFindsTheSame()
    {
        AnalysisResult own = Analyze(MemoryReader.Of(Jerks), new());
        SosCoefficients filter = Butterworth.BandPass(4, 20, 450, 2000);
        EdgeResponse response = EdgeResponse.Of(filter, BandDelay.LeastSeconds(filter, 20, 450));
        double tail = BandDelay.TailPower(filter, BandDelay.LeastSeconds(filter, 20, 450), 0.02, 0.06);
        AnalysisResult given = Analyze(MemoryReader.Of(Jerks), new() { EmgBurstDetector = new AdaptiveBurstDetector { TailPower = tail, Response = response } });
        Assert.Equal(own.Events.Select(e => (e.OnsetSeconds, e.DurationSeconds, e.Kind, e.PeakAmplitude)), given.Events.Select(e => (e.OnsetSeconds, e.DurationSeconds, e.Kind, e.PeakAmplitude)));
        Assert.All(own.Events.Zip(given.Events), pair =>
        {
            Assert.Equal(pair.First.RmsAmplitude, pair.Second.RmsAmplitude, 1e-9);
            Assert.Equal(pair.First.Area, pair.Second.Area, 1e-9);
            Assert.Equal(pair.First.MeanFrequencyHz!.Value, pair.Second.MeanFrequencyHz!.Value, 1e-9);
            Assert.Equal(pair.First.SnrDb, pair.Second.SnrDb, 1.0);
        });
    }

    [Fact]
    public void BurstsOutOfOrderAreRefusedByTheDetectorsName()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Analyze(MemoryReader.Of(Jerks), new() { EmgBurstDetector = new Backwards() }));
        Assert.Contains("backwards", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LiveThereIsNone() =>
        Assert.Throws<ArgumentException>(() => new LiveAnalyzer(MemoryReader.Of(Jerks).Channels, AnalysisOptions.ForLive with { EmgBurstDetector = new Bonato() }));

    private static AnalysisResult Analyze(RecordingReader reader, AnalysisOptions options) =>
        MyoclonusAnalyzer.Analyze(reader, options, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Backwards : IBurstDetector
    {
        public string Name => "backwards";

        public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate) => [new(500, 600), new(100, 200)];
    }
}
