using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A sample that no converter gives is missing, hides nothing, and is told; what a signal really does is none.</summary>
public sealed class AbsurdSampleTests
{
    private const double Rate = 1000;

    // Forty jerks a minute over hum of 50 Hz, whose notch rings longest.
    private static readonly SimulatedRecording Jerks = Simulator.Generate(new SimulationOptions
    {
        DurationSeconds = 60,
        SampleRate = Rate,
        Seed = 3,
        Hum = new HumOptions { FrequencyHz = 50 },
        Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 0.7, StartSeconds = 2, EndSeconds = 58, BurstToNoiseDb = 20 }],
    });

    [Theory]
    [InlineData(1e9, 10.35, 1)]
    [InlineData(1e12, 10.35, 1)]
    [InlineData(-1e12, 45.35, 1)]
    [InlineData(1e20, 45.35, 3)]
    public void JerksBehindAnAbsurdSampleAreFound(double absurd, double seconds, int length)
    {
        AnalysisResult clean = Analyze(Samples());
        AnalysisResult result = Analyze(WithAbsurd(absurd, seconds, length));
        Assert.Equal(Jerks.Truth.Count, clean.Events.Count);
        Assert.Equal(Jerks.Truth.Count(jerk => !Touches(jerk, seconds)), result.Events.Count(e => !(e.OnsetSeconds < seconds && e.OnsetSeconds + e.DurationSeconds > seconds - 0.2)));
        RecordingWarning warning = Assert.Single(result.Warnings, warning => warning.Code == "absurd-sample");
        Assert.Equal(("emg", seconds), (warning.Channel, warning.StartSeconds!.Value));
        Assert.Equal(seconds + ((length - 1) / Rate), warning.EndSeconds!.Value, 1e-9);
        Assert.Contains(length == 1 ? "one sample" : $"{length} samples", warning.Text, StringComparison.Ordinal);
        Assert.Equal(length / (60 * Rate), result.Channels[0].Quality.MissingFraction, 1e-12);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(97)]
    [InlineData(4096)]
    public void BlocksOfAnySizeGiveTheSame(int mostSamples)
    {
        double[] samples = WithAbsurd(1e12, 10.35, 2);
        (samples[40_000], samples[40_001]) = (1e10, -1e15);
        AnalysisResult expected = Analyze(samples);
        AnalysisResult found = Analyze(samples, mostSamples);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(expected.Warnings, found.Warnings);
        Assert.Contains("4 samples of up to 1E+15", Assert.Single(found.Warnings, warning => warning.Code == "absurd-sample").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e5)]
    public void ALegalSpikeIsNone(double microvolts) =>
        Assert.DoesNotContain("absurd-sample", Analyze(WithAbsurd(microvolts, 30.35, 1)).Warnings.Select(warning => warning.Code));

    [Fact]
    public void ASignalThatGrowsIsNone()
    {
        // What a filter leaves of silence at the start, then the recording.
        double[] samples = Samples();
        for (int i = 0; i < 35_000; i++)
        {
            samples[i] *= 1e-9;
        }

        var absurd = new AbsurdSamples(PlausibleRange.Of([.. samples[..30_000]]), Rate);
        double[] found = [.. samples];
        absurd.Clean(found, 0);

        // Until it passes through its middle, as what is off the scale does not.
        Assert.InRange(absurd.Count, 0, Rate / 2);
        Assert.Equal(absurd.Count, found.Count(double.IsNaN));
        Assert.False(absurd.HasSuspect(samples));
        Assert.True(absurd.HasSuspect([1e15]));
    }

    [Theory]
    [InlineData(3e9, 0.4, 0.1)]
    [InlineData(-1.1 * (1 << 21) * 0.6745, 0.4, 0.2)]
    [InlineData(1e12, 2, 0)]
    [InlineData(1e7, 0.005, 0)]
    public void AStretchOffTheScaleIsMissingAndNoEvent(double deviations, double seconds, double scatter)
    {
        // By its usual deviation, around the end of the range too.
        double[] samples = Samples();
        Random random = new(17);
        double usual = Math.Sqrt(samples[..1500].Average(sample => sample * sample));
        int length = (int)Math.Round(seconds * Rate);
        samples[30_350] = 2 * deviations * usual;
        for (int i = 1; i < length; i++)
        {
            samples[30_350 + i] = deviations * usual * (1 + (scatter * ((2 * random.NextDouble()) - 1)));
        }

        AnalysisResult result = Analyze(samples);
        Assert.Equal(length / (60 * Rate), result.Channels[0].Quality.MissingFraction, 1e-9);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "clipped");
        Assert.Contains($"{length} samples", Assert.Single(result.Warnings, warning => warning.Code == "absurd-sample").Text, StringComparison.Ordinal);
        Assert.All(result.Events, e => Assert.Contains(Jerks.Truth, jerk => Math.Abs(jerk.OnsetSeconds - e.OnsetSeconds) < 0.1));
    }

    [Fact]
    public void ALevelThatLastsIsNone()
    {
        double[] samples = [.. Enumerable.Range(0, 6000).Select(i => i < 50 ? (double)(i % 3) : 1e9)];
        var absurd = new AbsurdSamples(PlausibleRange.Of([.. samples[..50]]), Rate);
        absurd.Clean(samples, 0);
        Assert.Equal(5000, absurd.Count);
        Assert.Equal([0.05, 0.051, 0.052], absurd.Places.Take(3));
        Assert.All(samples[5050..], sample => Assert.Equal(1e9, sample));
    }

    [Fact]
    public void ASpikeThatFallsByLessThanAThousandIsTheSignal()
    {
        double[] samples = [.. Enumerable.Range(0, 100).Select(i => i switch { 50 => 1e9, 51 => 2e6, 60 => 1e10, _ => i % 3 })];
        var absurd = new AbsurdSamples(PlausibleRange.Of([.. samples[..50]]), Rate);
        absurd.Clean(samples, 0);
        Assert.Equal((1, 1e10), (absurd.Count, samples[60]));
    }

    [Fact]
    public void NothingIsAbsurdInASilentSignal()
    {
        Assert.Equal(double.PositiveInfinity, PlausibleRange.Of([0, 0, 0, 0]).Reach);
        Assert.Equal(double.PositiveInfinity, PlausibleRange.Of([]).Reach);
        Assert.Equal(double.PositiveInfinity, PlausibleRange.Of([double.NaN, 3.4e38]).Reach);
    }

    [Fact]
    public void ACoarseSignalAtRestIsMeasuredByItsStep() =>
        Assert.Equal(new PlausibleRange(1, 0.25 * (1 << 21)), PlausibleRange.Of([.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? 1.25 : 1)]));

    [Fact]
    public void AnAbsurdAxisOfAnAccelerometerIsTold()
    {
        double[][] axes = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 6000).Select(i => Math.Sin(i * (axis + 1)) / 100).ToArray())];
        axes[1][3000] = 1e12;
        MemoryReader reader = new([new RecordingChannel("acc", ChannelKind.Acceleration, "g", 100, [0, 1, 2], ["acc_x", "acc_y", "acc_z"])], axes);
        RecordingWarning warning = Assert.Single(MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken).Warnings, warning => warning.Code == "absurd-sample");
        Assert.Equal(("acc", 30.0), (warning.Channel, warning.StartSeconds));
        Assert.Equal(1e12, axes[1][3000]);
    }

    [Fact]
    public void TheSamplesOfALiveRecordingStayAsTheyAre()
    {
        LiveAnalyzer live = new(MemoryReader.OfEmg([], Rate).Channels);
        MemoryReader reader = MemoryReader.OfEmg(WithAbsurd(1e12, 20.35, 1), Rate);
        SampleBlock block = new(1, 1000);
        double largest = 0;
        while (reader.ReadBlock(block))
        {
            live.Process(block);
            largest = Math.Max(largest, block[0].ToArray().Max());
        }

        Assert.Contains("absurd-sample", live.Finish().Warnings.Select(warning => warning.Code));
        Assert.Equal(1e12, largest);
    }

    [Fact]
    public void WithoutAnyItAllocatesNothing()
    {
        double[] samples = Samples();
        var absurd = new AbsurdSamples(PlausibleRange.Of([.. samples[..30_000]]), Rate);
        Assert.Equal(0, Allocations.Of(() => absurd.HasSuspect(samples)));
    }

    private static bool Touches(TrueEvent jerk, double seconds) =>
        jerk.OnsetSeconds < seconds && jerk.OnsetSeconds + jerk.DurationSeconds > seconds - 0.2;

    private static double[] Samples() => [.. Jerks.Signals[0].Samples];

    private static double[] WithAbsurd(double absurd, double seconds, int length)
    {
        double[] samples = Samples();
        samples.AsSpan((int)Math.Round(seconds * Rate), length).Fill(absurd);
        return samples;
    }

    private static AnalysisResult Analyze(double[] samples, int mostSamples = int.MaxValue) =>
        MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, Rate, mostSamples));
}
