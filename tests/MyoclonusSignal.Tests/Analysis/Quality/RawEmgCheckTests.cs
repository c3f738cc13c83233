using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>What is called an EMG and is an envelope, a trend or a rectified EMG is refused by name; a raw EMG on an offset is not.</summary>
public sealed class RawEmgCheckTests
{
    public static TheoryData<string> Refused => ["rectified", "rectified, negative", "moving average of 100 ms", "low-passed at 6 Hz", "trend at 1 Hz"];

    public static TheoryData<string> Raw => ["offset", "counts", "counts with heart", "coarse counts with heart", "settling electrode", "large movement on an offset", "plain"];

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatIsNoRawEmgIsRefusedByName(string name)
    {
        (double[] samples, double rate) = Make(name);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, rate), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Events);
        Assert.Null(Assert.Single(result.Channels).Jerks);
        Assert.Null(result.Channels[0].Rhythm);
        Assert.Contains("raw EMG", Assert.Single(result.Warnings, warning => warning.Code == "not-raw-emg").Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Raw))]
    public void ARawEmgIsNotRefusedWhateverItStandsOn(string name)
    {
        (double[] samples, double rate) = Make(name);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, rate), cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "not-raw-emg");
        Assert.NotEmpty(result.Events);
    }

    private static (double[] Samples, double Rate) Make(string name)
    {
        SimulationOptions options = new() { DurationSeconds = 60, SampleRate = 1000 };
        if (name.Contains("heart", StringComparison.Ordinal))
        {
            options = options with { Ecg = new() { PeakMicrovolts = 150 } };
        }

        double[] raw = Simulator.Generate(options).Signals[0].Samples;
        double[] rectified = [.. raw.Select(Math.Abs)];
        return name switch
        {
            "plain" => (raw, 1000),
            "offset" => ([.. raw.Select(sample => sample + 2000)], 1000),
            "counts" or "counts with heart" => ([.. raw.Select(sample => Math.Round(sample) + 2048)], 1000),
            "coarse counts with heart" => ([.. raw.Select(sample => Math.Round(sample / 10) + 128)], 1000),
            "settling electrode" => ([.. raw.Select((sample, n) => sample + 1000 + (20_000 * Math.Exp(-n / 4000.0)))], 1000),
            "large movement on an offset" => ([.. raw.Select((sample, n) => sample + 3000 + (800 * Math.Pow(Math.Sin(n * 0.0126), 4)))], 1000),
            "rectified" => (rectified, 1000),
            "rectified, negative" => ([.. rectified.Select(sample => -sample)], 1000),
            "moving average of 100 ms" => (Averaged(rectified, 100), 1000),
            "low-passed at 6 Hz" => (LowPassed(rectified, 6), 1000),
            "trend at 1 Hz" => ([.. Averaged(rectified, 1000).Where((_, n) => n % 1000 == 0)], 1),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Expected one of the names above."),
        };
    }

    private static double[] Averaged(double[] samples, int window) =>
        [.. Enumerable.Range(0, samples.Length).Select(n => samples.AsSpan(Math.Max(0, n - window + 1), Math.Min(window, n + 1)).ToArray().Average())];

    private static double[] LowPassed(double[] samples, double cutoffHz)
    {
        double[] smooth = new double[samples.Length];
        new SosFilter(Butterworth.LowPass(2, cutoffHz, 1000)).Process(samples, smooth);
        return [.. smooth.Select(sample => Math.Max(0, sample))];
    }
}
