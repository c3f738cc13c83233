using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Reporting.Tests;

/// <summary>Small comparisons of detectors to draw.</summary>
internal static class Comparisons
{
    public static DetectorBenchmarkOptions Small { get; } = new() { BurstToNoiseDb = [0, 10], Recordings = 3, DurationSeconds = 10 };

    public static IReadOnlyList<DetectorAccuracy> Accuracies(params string[] names) =>
        DetectorBenchmark.Run([.. names.Select((name, i) => new Every(name, 2000 + (500 * i)))], Small);

    public static IReadOnlyList<OperatingCurve> Curves(params string[] names) => DetectorBenchmark.Sweep(
        [.. names.Select((name, i) => new ThresholdSweep("step", 2000, [1000, 2000, 8000 + i], step => new Every(name, (int)step)))], Small);

    /// <summary>Finds a burst of 50 ms at every step, whatever the signal.</summary>
    private sealed class Every(string name, int stepSamples) : IBurstDetector
    {
        public string Name => name;

        public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate)
        {
            List<Segment> bursts = [];
            for (long at = 0; at + 100 < signal.Length; at += stepSamples)
            {
                bursts.Add(new Segment(at, at + 100));
            }

            return bursts;
        }
    }
}
