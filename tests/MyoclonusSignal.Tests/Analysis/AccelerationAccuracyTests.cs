using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>How many jerks of an accelerometer are found, on two generators that share nothing.</summary>
/// <remarks>
/// A jerk is found when its onset lies within 0.1 s (below 20 Hz, where that is a sample: when it overlaps). The sizes are
/// small so that the suite stays fast; MYOCLONUS_MONTE_CARLO=full multiplies them by 10 and prints what the README states.
/// </remarks>
public sealed class AccelerationAccuracyTests(ITestOutputHelper output)
{
    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    /// <summary>Rate in Hz, axes, peak over the noise in dB, and the least F1.</summary>
    public static TheoryData<double, int, double, double> Limbs => new()
    {
        { 10, 3, 15, 0.3 }, { 10, 3, 20, 0.9 }, { 16, 3, 15, 0.6 }, { 16, 3, 20, 0.95 },
        { 25, 3, 10, 0 }, { 25, 3, 15, 0.65 }, { 25, 3, 20, 0.95 }, { 25, 1, 20, 0.9 },
        { 50, 3, 10, 0 }, { 50, 3, 15, 0.75 }, { 50, 3, 20, 0.96 }, { 50, 1, 20, 0.95 },
        { 100, 3, 3, 0 }, { 100, 3, 6, 0 }, { 100, 3, 10, 0.2 }, { 100, 3, 15, 0.95 }, { 100, 3, 20, 0.97 }, { 100, 1, 20, 0.95 },
        { 200, 3, 6, 0 }, { 200, 3, 10, 0.6 }, { 200, 3, 15, 0.97 }, { 200, 1, 15, 0.95 },
        { 400, 3, 3, 0 }, { 400, 3, 6, 0.3 }, { 400, 3, 10, 0.93 }, { 400, 3, 20, 0.97 },
        { 1000, 3, 3, 0.4 }, { 1000, 3, 6, 0.9 }, { 1000, 3, 10, 0.97 }, { 1000, 1, 10, 0.95 }, { 1000, 3, 30, 0.97 },
    };

    /// <summary>Rate in Hz, mean power of the burst over the noise of an axis in dB, and the least F1.</summary>
    public static TheoryData<double, double, double> Simulated => new()
    {
        { 25, 6, 0 }, { 25, 10, 0.65 }, { 25, 20, 0.95 }, { 50, 6, 0.1 }, { 50, 10, 0.7 }, { 50, 20, 0.97 },
        { 100, 3, 0 }, { 100, 6, 0.4 }, { 100, 10, 0.93 }, { 100, 20, 0.97 },
        { 200, 3, 0.3 }, { 200, 6, 0.85 }, { 200, 10, 0.97 }, { 400, 3, 0.8 }, { 400, 10, 0.97 }, { 1000, 3, 0.95 }, { 1000, 10, 0.97 },
    };

    /// <summary>What else the sensor sees, rate in Hz, peak over the noise in dB, and the least F1.</summary>
    public static TheoryData<string, double, double, double> Scenes => new()
    {
        { "voluntary", 25, 20, 0.95 }, { "voluntary", 100, 20, 0.97 }, { "voluntary", 400, 20, 0.95 },
        { "posture", 25, 20, 0.9 }, { "posture", 100, 20, 0.9 }, { "posture", 400, 20, 0.9 },
        { "tremor", 25, 20, 0.85 }, { "tremor", 100, 20, 0.95 }, { "tremor", 400, 20, 0.85 },
        { "steps", 25, 20, 0.93 }, { "steps", 100, 20, 0.97 },
        { "dense", 100, 20, 0.97 }, { "dense", 100, 40, 0.97 },
        { "train", 100, 20, 0.8 }, { "train", 100, 30, 0.8 }, { "train", 400, 20, 0.75 },
    };

    [Theory]
    [MemberData(nameof(Limbs))]
    public void JerksOfALimbAreFound(double sampleRate, int axes, double peakDb, double leastF1) => Check(
        new LimbScene { SampleRate = sampleRate, Axes = axes, PeakDb = peakDb }, "limb", leastF1);

    [Theory]
    [MemberData(nameof(Scenes))]
    public void JerksAreFoundBesideWhatElseMoves(string what, double sampleRate, double peakDb, double leastF1) =>
        Check(Scene(what, new LimbScene { SampleRate = sampleRate, PeakDb = peakDb }), what, leastF1);

    [Theory]
    [MemberData(nameof(Simulated))]
    public void JerksOfTheSimulatorAreFound(double sampleRate, double burstDb, double leastF1)
    {
        ScoreTally tally = new();
        int records = Full ? 20 : 2;
        for (int seed = 1; seed <= records; seed++)
        {
            SimulationOptions options = SimulationScenarios.Create(SimulationScenario.Accelerometer, 120, (ulong)(seed + 10)) with
            {
                SampleRate = sampleRate,
            };
            SimulatedRecording recording = Simulator.Generate(
                options with { Jerks = [options.Jerks[0] with { BurstToNoiseDb = burstDb }] });
            Interval[] truth = [.. recording.Truth.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))];
            Add(tally, MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), cancellationToken: TestContext.Current.CancellationToken), truth, sampleRate);
        }

        Report(tally, $"simulator {sampleRate} Hz, {burstDb} dB", records * 120, leastF1);
    }

    [Theory]
    [InlineData("noise", 25, 0.5)]
    [InlineData("noise", 100, 0.5)]
    [InlineData("noise", 400, 0.5)]
    [InlineData("walking", 25, 30)]
    [InlineData("walking", 100, 30)]
    [InlineData("strong tremor", 100, 30)]
    [InlineData("voluntary", 100, 0)]
    [InlineData("posture", 25, 60)]
    [InlineData("posture", 100, 150)]
    [InlineData("coarse steps", 100, 0)]
    public void WhatIsNoJerkIsHardlyEverTakenForOne(string what, double sampleRate, double mostPerHour)
    {
        int records = Full ? 20 : 1;
        int jerks = 0;
        for (int seed = 1; seed <= records; seed++)
        {
            LimbScene scene = Scene(what, new LimbScene { SampleRate = sampleRate, HasJerks = false, Seconds = 600, Seed = seed, PeakDb = 20 });
            jerks += Analyze(scene, out _).Events.Count(e => e.Kind == EventKind.Jerk);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {sampleRate} Hz: {jerks * 6.0 / records:0.0} jerks an hour"));
        Assert.InRange(jerks * 6.0 / records, 0, mostPerHour);
    }

    internal static AnalysisResult Analyze(LimbScene scene, out List<Interval> truth, double factor = 1)
    {
        double[][] axes = scene.Make(out truth);
        double[][] scaled = [.. axes.Select(axis => axis.Select(value => value * factor).ToArray())];
        RecordingChannel channel = new(
            "acc", ChannelKind.Acceleration, "g", scene.SampleRate, [.. Enumerable.Range(0, axes.Length)], [.. axes.Select((_, i) => $"acc_{"xyz"[i]}")]);
        return MyoclonusAnalyzer.Analyze(new MemoryReader([channel], scaled), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static LimbScene Scene(string what, LimbScene scene) => what switch
    {
        "noise" => scene,
        "voluntary" => scene with { VoluntaryRatio = 10 },
        "posture" => scene with { PosturesPerMinute = 6 },
        "walking" => scene with { WalkingG = 0.15 },
        "tremor" => scene with { TremorG = 0.006 },
        "strong tremor" => scene with { TremorG = 0.02 },
        "steps" => scene with { StepG = 0.004 },
        "coarse steps" => scene with { StepG = 0.02 },
        "dense" => scene with { LeastIntervalSeconds = 0.5 },
        "train" => scene with { IsNoiseTrain = true },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Unknown scene."),
    };

    private static void Add(ScoreTally tally, AnalysisResult result, Interval[] truth, double sampleRate)
    {
        Interval[] found = [.. result.Events
            .Where(e => e.Kind == EventKind.Jerk)
            .Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))];
        tally.Add(found, truth, new MatchOptions
        {
            Criterion = sampleRate < 20 ? MatchCriterion.Overlap : MatchCriterion.Onset,
            ToleranceSeconds = 0.1,
        });
    }

    private void Check(LimbScene scene, string what, double leastF1)
    {
        ScoreTally tally = new();
        int records = Full ? 20 : 2;
        for (int seed = 1; seed <= records; seed++)
        {
            AnalysisResult result = Analyze(scene with { Seed = 1 + (100 * seed) }, out List<Interval> truth);
            Add(tally, result, [.. truth], scene.SampleRate);
        }

        Report(tally, $"{what} {scene.SampleRate} Hz, {scene.Axes} axes, peak {scene.PeakDb} dB", records * scene.Seconds, leastF1);
    }

    private void Report(ScoreTally tally, string what, double seconds, double leastF1)
    {
        DetectionScore score = tally.ToScore(seconds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: F1 {score.F1:0.000}, precision {score.Precision?.Value:0.000}, recall {score.Recall?.Value:0.000}, false {score.FalsePerHour:0}/h, onset median {score.OnsetError?.MedianSeconds * 1e3:0.0} ms, median |error| {score.OnsetError?.MedianAbsoluteSeconds * 1e3:0.0} ms, 95 % {score.OnsetError?.Percentile95Seconds * 1e3:0} ms"));
        Assert.True(score.F1 >= leastF1, $"{what}: F1 {score.F1}");

        // What is too weak to be found must not be made up for by false ones.
        Assert.True(score.FalsePerHour <= (0.1 * score.TruePositives * 3600 / seconds) + 60, $"{what}: {score.FalsePerHour} false an hour");
    }
}
