using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Benchmarks.Foreign.Acceleration;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>Jerks in daily life, in small; the table of <c>foreign acceleration</c> has them in full.</summary>
public sealed class AccelerationKindsTests
{
    // Neither the seeds on which constants were set nor those of the table.
    private const int FirstSeed = 500;
    private const int Records = 3;

    /// <summary>The kind, the least recall and precision.</summary>
    public static TheoryData<string, double, double> Kinds => new()
    {
        { "at rest, jerks of 0.05 g", 0.95, 0.97 },
        { "at rest, jerks of 0.3 g", 0.95, 0.97 },
        { "at rest, limbs of 4 to 4.5 Hz, jerks of 0.3 g", 0.93, 0.97 },
        { "reaching, jerks of 0.3 g", 0.92, 0.92 },
        { "reaching, jerks of 0.15 g", 0.9, 0.9 },
        { "walking, soft steps, jerks of 0.8 g", 0.92, 0.85 },
        { "walking, hard steps, jerks of 0.8 g", 0.95, 0.93 },
        { "walking, jerks of 0.8 g while standing", 0.93, 0.93 },
        { "phone in the hand, jerks of 0.3 g", 0.93, 0.85 },
        { "tremor, jerks 3 to 10 times as large", 0.95, 0.95 },
        { "two tremors, jerks 3 to 10 times as large", 0.95, 0.95 },
        { "two tremors of an arm held up, jerks 3 to 10 times as large", 0.95, 0.95 },
        { "stairs, jerks of 0.8 g", 0.9, 0.7 },
        { "tapping with a finger, jerks of 0.5 g", 0.8, 0.85 },
        { "driving, jerks of 0.5 g", 0.82, 0.82 },
        { "25 Hz: at rest, jerks of 0.3 g", 0.95, 0.95 },
        { "25 Hz: reaching, jerks of 0.3 g", 0.9, 0.9 },
        { "one axis: at rest, jerks of 0.3 g", 0.9, 0.95 },
    };

    /// <summary>What holds no jerk, the most jerks an hour, and whether it is walking.</summary>
    public static TheoryData<string, double, bool> Nothing => new()
    {
        { "at rest, nothing", 0, false },
        { "reaching, nothing", 100, false },
        { "walking, nothing", 100, true },
        { "walking, sensor at the ankle, nothing", 100, true },
        { "running, nothing", 100, true },
        { "phone in the hand, nothing", 100, false },
        { "tremor, nothing", 40, false },
        { "two tremors, nothing", 40, false },
        { "two tremors of an arm held up, nothing", 40, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void JerksAreFoundInDailyLife(string kind, double leastRecall, double leastPrecision)
    {
        AccelerationTally tally = Tally(kind, out _);
        Assert.True(tally.Recall >= leastRecall && tally.Precision >= leastPrecision, $"{kind}: {tally}");
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void WhatIsNoJerkIsSeldomTakenForOne(string kind, double mostPerHour, bool isWalking)
    {
        AccelerationTally tally = Tally(kind, out List<AnalysisResult> results);
        Assert.True(tally.FalsePerHour <= mostPerHour, $"{kind}: {tally}");
        if (isWalking)
        {
            Assert.All(results, result => Assert.Contains(result.Warnings, warning => warning.Code == "gait"));
            Assert.All(results, result => Assert.Contains(result.Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.Gait));
        }

        if (kind.Contains("tremor", StringComparison.Ordinal))
        {
            Assert.All(results, result => Assert.DoesNotContain(result.Warnings, warning => warning.Code == "gait"));
        }
    }

    [Theory]
    [InlineData("reaching, jerks of 0.3 g")]
    [InlineData("fast reaching, jerks of 0.3 g")]
    [InlineData("walking, hard steps, jerks of 0.8 g")]
    [InlineData("phone in the hand, jerks of 0.3 g")]
    [InlineData("two tremors, jerks 3 to 10 times as large")]
    public void EveryCountedJerkReachesTheThresholdThatIsDrawn(string kind)
    {
        // The drawn envelope has bins of its own, up to half a sample beside those of the detector.
        const double BinShare = 0.97;
        Func<int, LimbRecording> make = AccelerationKinds.All.Single(entry => entry.Name == kind).Make;
        foreach (int seed in Enumerable.Range(FirstSeed, Records))
        {
            AnalysisResult result = make(seed).Analyze(isMetric: false, new SignalTraceOptions());
            IReadOnlyList<SignalTrace> lines = Assert.Single(result.Traces).Lines;
            TracePiece envelope = Assert.Single(lines.Single(line => line.Kind == TraceKind.Envelope).Pieces);
            TracePiece threshold = Assert.Single(lines.Single(line => line.Kind == TraceKind.Threshold).Pieces);
            foreach (AnalysisEvent jerk in result.Events.Where(one => one.Kind == EventKind.Jerk))
            {
                int first = (int)((jerk.OnsetSeconds - envelope.StartSeconds) / envelope.BinSeconds);
                int last = (int)Math.Ceiling((jerk.OnsetSeconds + jerk.DurationSeconds - envelope.StartSeconds) / envelope.BinSeconds);
                double reached = Enumerable.Range(first, last - first)
                    .Max(bin => envelope.Maximum[bin] / threshold.Minimum[(int)((bin + 0.5) * envelope.BinSeconds / threshold.BinSeconds)]);
                Assert.True(reached >= BinShare, $"seed {seed}, {jerk.OnsetSeconds:0.000} s: {reached:0.000} of the threshold");
            }
        }
    }

    [Fact]
    public void WhatATapAmongOthersOrATremorHidesIsListed()
    {
        Tally("typing, nothing", out List<AnalysisResult> taps);
        Tally("tremor, jerks 3 to 10 times as large", out List<AnalysisResult> tremors);
        Assert.Contains(taps, IsListed);
        Assert.Contains(tremors, IsListed);

        static bool IsListed(AnalysisResult result) =>
            result.Channels[0].Rejected.Any(candidate => candidate.Reason == BurstRejection.WithinMovement && candidate.ReasonName == "within-movement");
    }

    private static AccelerationTally Tally(string kind, out List<AnalysisResult> results)
    {
        Func<int, LimbRecording> make = AccelerationKinds.All.Single(entry => entry.Name == kind).Make;
        var tally = default(AccelerationTally);
        results = [];
        foreach (int seed in Enumerable.Range(FirstSeed, Records))
        {
            LimbRecording recording = make(seed);
            AnalysisResult result = recording.Analyze(isMetric: seed % 2 == 1);
            tally.Add(recording, [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)], 0.1);
            results.Add(result);
        }

        return tally;
    }
}
