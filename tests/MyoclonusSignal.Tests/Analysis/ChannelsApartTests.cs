using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What is told of a channel depends neither on the blocks in which it comes nor on the channel beside it.</summary>
public class ChannelsApartTests
{
    private const double SampleRate = 1000;
    private const int Count = 40_000;

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(4096)]
    [InlineData(999)]
    [InlineData(1)]
    public void QualityDoesNotDependOnTheBlocks(int blockSize)
    {
        double[] emg = Noise(1);

        // Flat for 900 samples across the ends of blocks of 4096 and 16384, at a rail for ten across the end of one of 999.
        Array.Fill(emg, 3, 16_384 - 450, 900);
        Array.Fill(emg, 500, 9990 - 5, 10);
        RecordingInspection inspection = RecordingInspector.Inspect(new MemoryReader([Channel("emg", 0)], [emg], blockSize), cancellationToken: TestContext.Current.CancellationToken);
        SignalQuality quality = inspection.Signals[0][0].Quality;
        Assert.Equal((900.0 / Count, 10.0 / Count), (quality.FlatFraction, quality.ClippedFraction));
        Assert.Equal((15.934, 0.9), (inspection.Signals[0][0].Flat[0].StartSeconds, Math.Round(inspection.Signals[0][0].Flat[0].DurationSeconds, 9)));
    }

    [Theory]
    [InlineData(50, 300)]
    [InlineData(60, 30)]
    [InlineData(128, 100)]
    public void HumInOneChannelDoesNotChangeTheEventsOfAnother(double humHz, double microvolts)
    {
        double[] emg = Noise(2);
        for (int jerk = 1; jerk < 18; jerk++)
        {
            double[] burst = Noise(100 + jerk);
            for (int i = 0; i < 90; i++)
            {
                emg[(jerk * 2100) + i] += 12 * burst[i];
            }
        }

        double[] quiet = Noise(3);
        double[] humming = [.. quiet.Select((sample, i) => sample + (microvolts * Math.Sin(2 * Math.PI * humHz * i / SampleRate)))];
        IReadOnlyList<AnalysisEvent> alone = Events(emg, quiet);
        Assert.NotEmpty(alone);
        Assert.Equal(alone, Events(emg, humming));
    }

    private static IReadOnlyList<AnalysisEvent> Events(double[] emg, double[] beside) =>
        [.. MyoclonusAnalyzer.Analyze(new MemoryReader([Channel("emg", 0), Channel("beside", 1)], [emg, beside]), new AnalysisOptions()).Events.Where(found => found.Channel == "emg")];

    private static RecordingChannel Channel(string name, int signal) => new(name, ChannelKind.Emg, "uV", SampleRate, [signal], [name]);

    private static double[] Noise(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Count).Select(_ => 4 * (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2))];
    }
}
