using System.Globalization;
using System.Text;
using CsCheck;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Samples of an uneven clock, interpolated onto its mean rate where that is asked for.</summary>
public sealed class RowResamplerTests
{
    private const double Rate = 50;

    [Fact]
    public void ASineAtUnevenTimesIsThatSineAtEvenTimes()
    {
        // A tenth of the rate, and times off by 0.15 intervals (standard deviation): a cubic of NumPy's is off by 0.2 %.
        double Sine(double seconds) => Math.Sqrt(2) * Math.Sin(2 * Math.PI * 0.1 * Rate * seconds);
        string text = Text(Jittered(4000, 0.26), Sine);
        ReadRecording even = Read(text, isResampled: true, 1000);
        Assert.InRange(ErrorOf(even, Sine), 0, 0.004);
        Assert.InRange(ErrorOf(Read(text, isResampled: false, 1000), Sine), 0.05, 0.2);
    }

    [Fact]
    public void ACubicOfTimeIsExact() => Gen.Int[1, 1000].Sample(
        seed =>
        {
            double Cubic(double seconds) => (((((0.02 * seconds) - 0.5) * seconds) + 1) * seconds) - 3;
            ReadRecording read = Read(Text(Jittered(500, 0.3, seed), Cubic), isResampled: true, 77);
            for (int i = 2; i < read.Signals[0].Length - 3; i++)
            {
                Assert.Equal(Cubic(i / read.SampleRate), read.Signals[0][i], 1e-3);
            }
        },
        iter: 20);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void AnyBlockSizeGivesTheSameSamples(int capacity)
    {
        string text = Text(Jittered(3000, 0.3), seconds => Math.Sin(seconds), gapAfter: 1200);
        ReadRecording expected = Read(text, isResampled: true, 1000);
        ReadRecording read = Read(text, isResampled: true, capacity);
        Assert.Equal(expected.Signals[0], read.Signals[0]);
        Assert.Equal(expected.Segments, read.Segments);
        Assert.Equal(expected.Sha256, read.Sha256);
    }

    [Fact]
    public void NothingIsInterpolatedAcrossAGap()
    {
        // 0 before the gap and 1 behind it: what lies between would show.
        ReadRecording read = Read(Text(Jittered(2000, 0.3), seconds => seconds < 20 ? 0 : 1, gapAfter: 1000), isResampled: true, 1000);
        Assert.Equal(2, read.Segments.Count);
        Assert.Equal(21, read.Segments[1].StartSeconds, 0.02);
        Assert.InRange(read.Segments[1].Start, 998, 1001);
        Assert.All(read.Signals[0][..read.Segments[1].Start], sample => Assert.Equal(0, sample));
        Assert.All(read.Signals[0][read.Segments[1].Start..], sample => Assert.Equal(1, sample, 1e-12));
    }

    [Fact]
    public void AMissingSampleStaysMissingAndTakesNoMoreThanItsTwoPlaces()
    {
        ReadRecording read = Read(Text(Jittered(1000, 0.3), seconds => Math.Abs(seconds - 10) < 0.009 ? double.NaN : seconds), isResampled: true, 100);
        int[] missing = [.. Enumerable.Range(0, read.Signals[0].Length).Where(i => double.IsNaN(read.Signals[0][i]))];
        Assert.InRange(missing.Length, 1, 2);
        Assert.All(missing, i => Assert.Equal(10, i / read.SampleRate, 0.04));
    }

    [Fact]
    public void NothingIsInterpolatedOverAShortLoss()
    {
        // Noise at 1 kHz of at most 1, and 40 rows lost each second: a cubic over the loss would be larger than what it goes through.
        Random random = new(4);
        double[] times = [.. Jittered(10_000, 0.3).Select(seconds => seconds * Rate / 1000).Where(seconds => seconds % 1 is < 0.5 or >= 0.54)];
        ReadRecording read = Read(Text(times, _ => (2 * random.NextDouble()) - 1), isResampled: true, 100);
        Assert.Single(read.Segments);
        Assert.InRange(read.Signals[0].Count(double.IsNaN), 390, 430);
        Assert.All(read.Signals[0].Where(double.IsFinite), sample => Assert.InRange(sample, -2, 2));
    }

    [Fact]
    public void TheWarningStatesTheMethodAndTheTrueRate()
    {
        ReadRecording read = Read(Text([.. Jittered(4000, 0.3).Select(seconds => seconds / 1.02)], Math.Sin), isResampled: true, 1000);
        Assert.Equal(1.02 * Rate, read.SampleRate, 0.01);
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("resampled", warning.Code);
        Assert.Contains("cubic through the four samples", warning.Text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{read.SampleRate:0.####} Hz"), warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAskingTheWarningStatesWhatIsDone() => Assert.Contains(
        "taken as evenly spaced at the mean rate of",
        Assert.Single(Read(Text(Jittered(4000, 0.3), Math.Sin), isResampled: false, 1000).Warnings).Text,
        StringComparison.Ordinal);

    [Fact]
    public void AClockThatChangesItsRateKeepsItsTimes()
    {
        // 2 % faster in the last half: taken as even, the end would be off by some samples.
        double[] times = Jittered(100_000, 0.3);
        times = [.. times.Select(seconds => seconds < 1800 ? seconds : 1800 + ((seconds - 1800) / 1.02))];
        ReadRecording read = Read(Text(times, seconds => seconds), isResampled: true, 1000);
        Assert.Single(read.Segments);
        Assert.Equal(times[^1], read.Signals[0][^1], 0.05);
        Assert.Equal((read.Signals[0].Length - 1) / read.SampleRate, read.Signals[0][^1], 0.001);
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "clock-drift");
    }

    [Fact]
    public void AnEvenOrCoarseClockIsNotResampled()
    {
        double[] even = [.. Enumerable.Range(0, 1000).Select(i => i / Rate)];
        double[] coarse = [.. Enumerable.Range(0, 1000).Select(i => Math.Floor(i / 400.0 * 100) / 100)];
        Assert.False(Open(Text(even, Math.Sin)).ResampleUnevenClock());
        Assert.False(Open(Text(coarse, Math.Sin)).ResampleUnevenClock());
        Assert.True(Open(Text(Jittered(1000, 0.3), Math.Sin)).ResampleUnevenClock());
    }

    [Fact]
    public void ABlockAllocatesNothing()
    {
        using CsvRecordingReader reader = Open(Text(Jittered(100_000, 0.3), Math.Sin));
        Assert.True(reader.ResampleUnevenClock());
        SampleBlock block = new(1, 1000);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(reader.ReadBlock(block));
        }

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                reader.ReadBlock(block);
            }
        }));
        Assert.Equal(1000, block[0].Length);
    }

    [Fact]
    public void ItMustBeAskedForBeforeTheFirstBlock()
    {
        using CsvRecordingReader reader = Open(Text(Jittered(1000, 0.3), Math.Sin));
        reader.ReadBlock(new SampleBlock(1, 10));
        Assert.Throws<InvalidOperationException>(() => reader.ResampleUnevenClock());
    }

    [Fact]
    public void AnAnalysisResamplesWhereItsOptionsSaySoAndRecordsIt()
    {
        string text = Text(Jittered(2000, 0.3), Math.Sin, "acc_x [g]");
        AnalysisResult result = MyoclonusAnalyzer.Analyze(Open(text), new AnalysisOptions { Resample = true }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(result.Warnings, warning => warning.Code == "resampled");
        using MemoryStream summary = new();
        SummaryJson.Write(result, summary);
        summary.Position = 0;
        Assert.True(OptionsJson.Read(summary).Resample);
        string even = Text([.. Enumerable.Range(0, 1000).Select(i => i / Rate)], Math.Sin, "acc_x [g]");
        Assert.Contains(
            MyoclonusAnalyzer.Analyze(Open(even), new AnalysisOptions { Resample = true }, cancellationToken: TestContext.Current.CancellationToken).Warnings, warning => warning.Code == "not-resampled");
        Assert.Contains(MyoclonusAnalyzer.Analyze(Open(text), cancellationToken: TestContext.Current.CancellationToken).Warnings, warning => warning.Code == "irregular-clock");
    }

    private static double ErrorOf(ReadRecording read, Func<double, double> truth)
    {
        double[] samples = read.Signals[0];
        return Math.Sqrt(Enumerable.Range(5, samples.Length - 10).Average(i => Math.Pow(samples[i] - truth(i / read.SampleRate), 2)));
    }

    /// <summary>Times that are off their even places by up to a part of the interval to either side; the first is 0.</summary>
    private static double[] Jittered(int count, double part, int seed = 3)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => (i + (i == 0 ? 0 : part * ((2 * random.NextDouble()) - 1))) / Rate)];
    }

    private static string Text(double[] times, Func<double, double> signal, string name = "emg") => Text(times, signal, times.Length, name);

    private static string Text(double[] times, Func<double, double> signal, int gapAfter, string name = "emg")
    {
        StringBuilder text = new($"time_s,{name}\n");
        for (int i = 0; i < times.Length; i++)
        {
            double seconds = Math.Round(times[i] + (i >= gapAfter ? 1 : 0), 7);
            text.Append(CultureInfo.InvariantCulture, $"{seconds:F7},{signal(seconds)}\n");
        }

        return text.ToString();
    }

    private static CsvRecordingReader Open(string text) => CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadRecording.Path);

    private static ReadRecording Read(string text, bool isResampled, int capacity)
    {
        using CsvRecordingReader reader = Open(text);
        Assert.True(!isResampled || reader.ResampleUnevenClock());
        return ReadRecording.From(reader, capacity);
    }
}
