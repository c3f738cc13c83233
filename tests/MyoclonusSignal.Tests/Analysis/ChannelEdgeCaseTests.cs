using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Tests.Detection;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Channels at the edges of what can be analysed: slow, narrow, dead, in pieces, in other units.</summary>
public sealed class ChannelEdgeCaseTests
{
    [Theory]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(250)]
    [InlineData(10_000)]
    public void AStrongJerkIsFoundAtAnyRate(double sampleRate)
    {
        AnalysisResult result = Analyze(MemoryReader.OfEmg(Jerks(sampleRate, 20), sampleRate));
        double[] onsets = [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)];

        // At 100 Hz a jerk of 80 ms has eight samples, which the filter spreads.
        double tolerance = sampleRate < 250 ? 0.1 : 0.02;
        Assert.All(Enumerable.Range(1, 4), k => Assert.Contains(onsets, onset => Math.Abs(onset - (k * 4.2)) < tolerance));

        // A band of some 20 Hz rings for longer than the jerk.
        Assert.InRange(onsets.Length, 4, sampleRate <= 100 ? 5 : 4);
    }

    [Theory]
    [InlineData(20, 31)]
    [InlineData(30, 45)]
    public void AStrongJerkIsFoundInANarrowBand(double lowHz, double highHz)
    {
        AnalysisResult result = Analyze(MemoryReader.OfEmg(Jerks(1000, 20), 1000), new() { EmgBand = new FrequencyBand(lowHz, highHz) });
        Assert.Equal(4, result.Events.Count(e => e.Kind == EventKind.Jerk));
    }

    // In the short pauses of a strong and fast train the filter still rings: what rises above the noise has no end for seconds.
    [Theory]
    [InlineData(7.5, 0.08, 10)]
    [InlineData(7, 0.08, 100)]
    public void AStrongAndFastTrainIsCounted(double hz, double burstSeconds, double ratio)
    {
        double[] signal = TestSignals.Noise(71, 120_000);
        for (int i = 40_000; i < 52_000; i++)
        {
            double phase = (i - 40_000) / 2000.0 * hz % 1;
            signal[i] *= phase < burstSeconds * hz ? ratio : 1;
        }

        AnalysisResult result = Analyze(MemoryReader.OfEmg(signal, 2000));
        Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk), (6 * hz) - 4, (6 * hz) + 2);
    }

    [Fact]
    public void ADeadChannelHasNoRate()
    {
        double[] dead = new double[20_000];
        Array.Fill(dead, 3);
        AnalysisResult result = Analyze(MemoryReader.OfEmg(dead, 1000));
        JerkSummary jerks = result.Channels[0].Jerks!;
        Assert.Equal(0, jerks.Count);
        Assert.Null(jerks.RatePerMinute);
        Assert.Null(jerks.RateCi95);
        Assert.Empty(result.Channels[0].Searched);
        Assert.Contains(result.Warnings, warning => warning.Code == "flat");
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "clipped");
    }

    [Fact]
    public void StretchesTooShortToSearchAreNoTimeWithoutJerks()
    {
        // 60 ms, more than is bridged, missing every 0.16 s in the first half.
        double[] signal = Jerks(1000, 20);
        for (int i = 0; i < 10_000; i += 160)
        {
            signal.AsSpan(i, 60).Fill(double.NaN);
        }

        AnalysisResult result = Analyze(MemoryReader.OfEmg(signal, 1000));
        RecordingWarning warning = Assert.Single(result.Warnings, warning => warning.Code == "short-segments");
        Assert.Contains("62 stretches", warning.Text, StringComparison.Ordinal);
        JerkSummary jerks = result.Channels[0].Jerks!;

        // What lies behind the last missing sample was searched.
        Assert.Equal(jerks.Count / ((20_000 - 9980) / 60_000.0), jerks.RatePerMinute!.Value, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(50)]
    public void ShortLossesAreBridgedAndMarkedAndEndNoSegment(int samples)
    {
        double[] signal = Jerks(1000, 20);
        int whole = Analyze(MemoryReader.OfEmg([.. signal], 1000)).Channels[0].Jerks!.Count;
        for (int i = 700; i < 20_000; i += 1000)
        {
            signal.AsSpan(i, samples).Fill(double.NaN);
        }

        AnalysisResult result = Analyze(MemoryReader.OfEmg(signal, 1000));
        ChannelResult channel = result.Channels[0];
        Assert.Single(channel.Segments);
        Assert.Equal(whole, channel.Jerks!.Count);
        Assert.Equal(20 * samples / 20_000.0, channel.Quality.MissingFraction, 1e-12);
        Assert.Contains("are bridged", Assert.Single(result.Warnings, warning => warning.Code == "missing-samples").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uV", 1)]
    [InlineData("\u00b5V", 1)]
    [InlineData("\u03bcV", 1)]
    [InlineData("mV", 1e-3)]
    [InlineData("V", 1e-6)]
    public void ALevelInMicrovoltsMeansTheSameInEveryUnit(string unit, double scale)
    {
        AnalysisOptions options = new() { EmgBurstDetector = new FixedThreshold() };
        double[] signal = [.. Jerks(1000, 20).Select(sample => 2 * sample)];
        AnalysisResult expected = Analyze(MemoryReader.OfEmg(signal, 1000), options);
        AnalysisResult result = Analyze(Reader([.. signal.Select(sample => sample * scale)], unit), options);
        Assert.Equal(4, expected.Events.Count);
        Assert.Equal(expected.Events.Select(e => (e.OnsetSeconds, e.DurationSeconds)), result.Events.Select(e => (e.OnsetSeconds, e.DurationSeconds)));
        Assert.All(expected.Events.Zip(result.Events), pair => Assert.Equal(pair.First.PeakAmplitude * scale, pair.Second.PeakAmplitude, 1e-9 * pair.First.PeakAmplitude * scale));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("counts")]
    public void ALevelInMicrovoltsIsRefusedWhereTheUnitIsUnknown(string? unit)
    {
        AnalysisResult result = Analyze(Reader(Jerks(1000, 20), unit), new() { EmgBurstDetector = new FixedThreshold() });
        Assert.Contains(result.Warnings, warning => warning.Code == "unit-unknown");
        Assert.Null(result.Channels[0].Jerks);
        Assert.Empty(result.Events);
    }

    [Fact]
    public void ADetectorForEmgIsNotSilentlyLeftOutForAcceleration()
    {
        double[] axis = TestSignals.Noise(1, 2000);
        MemoryReader reader = new([new RecordingChannel("acc", ChannelKind.Acceleration, "g", 100, [0], ["acc"])], [axis]);
        AnalysisResult result = Analyze(reader, new() { EmgBurstDetector = new Bonato() });
        Assert.Contains(result.Warnings, warning => warning.Code == "detector-not-used");
    }

    [Theory]
    [InlineData(3.4028234663852886e38)]
    [InlineData(-3.4028234663852886e38)]
    [InlineData(1e300)]
    public void ANumberInPlaceOfAMissingSampleIsMissing(double filler)
    {
        double[] signal = Jerks(1000, 20);
        signal[2000] = filler;
        AnalysisResult result = Analyze(MemoryReader.OfEmg(signal, 1000));
        Assert.Equal(4, result.Events.Count(e => e.Kind == EventKind.Jerk));
        Assert.Equal(1 / 20_000.0, result.Channels[0].Quality.MissingFraction, 1e-9);
        Assert.Contains(result.Warnings, warning => warning.Code == "missing-samples");
    }

    [Fact]
    public void ARecordingWithoutEmgOrAccelerationIsNotSilentlyEmpty()
    {
        MemoryReader reader = new([new RecordingChannel("gyr", ChannelKind.Other, "deg/s", 100, [0], ["gyr"])], [TestSignals.Noise(1, 2000)]);
        RecordingWarning warning = Assert.Single(Analyze(reader).Warnings, warning => warning.Code == "nothing-analysed");
        Assert.Contains("gyr=emg", warning.Text, StringComparison.Ordinal);
    }

    private static MemoryReader Reader(double[] samples, string? unit) =>
        new([new RecordingChannel("emg", ChannelKind.Emg, unit, 1000, [0], ["emg"])], [samples]);

    /// <summary>Twenty seconds of noise with four jerks of 80 ms, thirty times as large.</summary>
    private static double[] Jerks(double sampleRate, int seconds)
    {
        double[] signal = TestSignals.Noise(7, (int)(seconds * sampleRate));
        for (int k = 1; k <= 4; k++)
        {
            TestSignals.AddBurst(signal, k, (int)(k * 0.21 * seconds * sampleRate), (int)(0.08 * sampleRate), 30);
        }

        return signal;
    }

    private static AnalysisResult Analyze(RecordingReader reader, AnalysisOptions? options = null) =>
        MyoclonusAnalyzer.Analyze(reader, options ?? new(), cancellationToken: TestContext.Current.CancellationToken);
}
