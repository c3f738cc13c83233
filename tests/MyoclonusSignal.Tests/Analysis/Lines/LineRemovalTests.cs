using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Lines in whole recordings: what is found beside them, in one channel and not in another, and what is said.</summary>
public sealed class LineRemovalTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData(3, 40)]
    [InlineData(3, 50)]
    [InlineData(30, 60)]
    public void AJerkBehindAMuchLargerBurstIsFoundWithHumAsWithout(double hum, double burstDb)
    {
        double[] samples = Noise(1, 60, out Random random);
        List<double> jerks = [];
        for (double at = 4; at < 56; at += 8.3)
        {
            AddBurst(samples, random, at, 0.05, Math.Pow(10, burstDb / 20));
            AddBurst(samples, random, at + 0.25, 0.04, 15);
            jerks.Add(at + 0.25);
        }

        AddLine(samples, 50, hum, 0, 60);
        AnalysisResult result = Analyze([samples]);
        Assert.All(jerks, jerk => Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - jerk) < 0.02));
        Assert.Equal(2 * jerks.Count, result.Events.Count);
    }

    [Theory]
    [InlineData(50.2)]
    [InlineData(49.6)]
    [InlineData(60.3)]
    [InlineData(128)]
    public void StrongHumBesideItsNominalFrequencyHidesNoJerk(double hz)
    {
        double[] samples = Noise(2, 60, out Random random);
        List<double> jerks = AddJerks(samples, random, 60);
        AddLine(samples, hz, 100, 0, 60);
        AnalysisResult result = Analyze([samples]);
        Assert.Equal(jerks.Count, result.Events.Count);
        Assert.All(jerks, jerk => Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - jerk) < 0.03));
        Assert.Contains(result.Channels[0].LinesHz, line => Math.Abs(line - hz) < 0.1);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(131.3)]
    public void APureLineIsNoRhythmAndNoJerk(double hz)
    {
        double[] samples = Noise(3, 60, out _);
        AddLine(samples, hz, 30, 0, 60);
        AnalysisResult result = Analyze([samples]);
        Assert.Empty(result.Events);
        Assert.False(result.Channels[0].Rhythm!.IsRhythmic);
    }

    [Fact]
    public void HumInOneChannelChangesNothingInAnother()
    {
        double[] clean = Noise(4, 60, out Random random);
        double[] hummed = Noise(5, 60, out _);
        AddJerks(clean, random, 60);
        AddJerks(hummed, random, 60);
        AddLine(hummed, 50.1, 80, 0, 60);
        AnalysisResult alone = Analyze([clean]);
        AnalysisResult both = Analyze([clean, hummed]);
        Assert.Empty(both.Channels[0].LinesHz);
        Assert.Contains(both.Channels[1].LinesHz, line => Math.Abs(line - 50.1) < 0.1);
        Assert.Equal(alone.Events.Select(e => e.OnsetSeconds), both.Events.Where(e => e.Channel == "emg0").Select(e => e.OnsetSeconds));
    }

    [Theory]
    [InlineData(496, false)]
    [InlineData(50, true)]
    [InlineData(16.7, true)]
    public void StatedMainsOfWhichNothingLiesInTheBandAreAWarning(double mainsHz, bool isHeld)
    {
        AnalysisResult result = Analyze([Noise(6, 20, out _)], new AnalysisOptions { LineFrequencyHz = mainsHz });
        Assert.Equal(!isHeld, result.Warnings.Any(warning => warning.Code == "mains-not-held"));
    }

    [Fact]
    public void ALineSwitchedOnAndOffIsNoJerkAndSaidWithItsPlace()
    {
        double[] samples = Noise(7, 90, out Random random);
        List<double> jerks = AddJerks(samples, random, 90, clear: at => Math.Abs(at - 30.5) < 1.5 || Math.Abs(at - 60) < 1);
        AddLine(samples, 50, 60, 30.2, 60);
        AnalysisResult result = Analyze([samples]);
        Assert.All(result.Events, e => Assert.Contains(jerks, jerk => Math.Abs(jerk - e.OnsetSeconds) < 0.05));
        Assert.Equal(jerks.Count, result.Events.Count);
        RecordingWarning warning = Assert.Single(result.Warnings, warning => warning.Code == "line-appeared");
        Assert.InRange(warning.StartSeconds!.Value, 29, 31);
        Assert.Contains("50", warning.Text, StringComparison.Ordinal);
    }

    private static double[] Noise(int seed, double seconds, out Random random)
    {
        random = new Random(seed);
        double[] samples = new double[(int)(seconds * Rate)];
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] = random.NextNormal();
        }

        return samples;
    }

    private static List<double> AddJerks(double[] samples, Random random, double seconds, Func<double, bool>? clear = null)
    {
        List<double> jerks = [];
        for (double at = 2.5; at < seconds - 2; at += 1.1 + random.NextDouble())
        {
            if (clear?.Invoke(at) != true)
            {
                AddBurst(samples, random, at, 0.06, 8);
                jerks.Add(at);
            }
        }

        return jerks;
    }

    private static void AddBurst(double[] samples, Random random, double at, double length, double amplitude)
    {
        for (int n = (int)(at * Rate); n < (at + length) * Rate; n++)
        {
            samples[n] += amplitude * random.NextNormal();
        }
    }

    private static void AddLine(double[] samples, double hz, double amplitude, double from, double to)
    {
        for (int n = (int)(from * Rate); n < to * Rate; n++)
        {
            samples[n] += amplitude * Math.Sin(2 * Math.PI * hz * n / Rate);
        }
    }

    private static AnalysisResult Analyze(double[][] signals, AnalysisOptions? options = null) => MyoclonusAnalyzer.Analyze(
        new MemoryRecording([.. signals.Select((_, i) => new RecordingChannel($"emg{i}", ChannelKind.Emg, "uV", Rate, [i], [$"emg{i}"]))], signals),
        options,
        cancellationToken: TestContext.Current.CancellationToken);
}
