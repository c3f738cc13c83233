using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Channels that are analysed together, against each by itself.</summary>
public sealed class ChannelTeamTests
{
    private const int SampleRate = 500;

    // Behind the half minute that is held at first, channels come in teams.
    private const int Seconds = 70;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(17)]
    public void EachMuscleGivesWhatItGivesByItself(int count)
    {
        // Losses at other places of each, so that filters stand at other samples and in other segments.
        double[][] signals = [.. Enumerable.Range(0, count).Select(i => Muscle(i, lossSeconds: i % 3 == 0 ? 0 : 33.0 + (2.1 * i)))];
        AnalysisResult together = MyoclonusAnalyzer.Analyze(signals, SampleRate, "uV", cancellationToken: TestContext.Current.CancellationToken);
        for (int i = 0; i < count; i++)
        {
            string name = together.Channels[i].Name;
            AnalysisResult alone = MyoclonusAnalyzer.Analyze<double>(signals[i], SampleRate, "uV", name: name, cancellationToken: TestContext.Current.CancellationToken);
            AnalysisEvent[] expected = [.. alone.Events.Select(found => found with { Group = "" })];
            Assert.True(expected.Length > 10);
            Assert.Equal(expected, together.Events.Where(found => found.Channel == name).Select(found => found with { Group = "" }));
            Assert.Equal(alone.Channels[0].Jerks?.RateCi95, together.Channels[i].Jerks?.RateCi95);
            Assert.Equal(alone.Channels[0].Rhythm?.FrequencyHz, together.Channels[i].Rhythm?.FrequencyHz);
        }
    }

    [Fact]
    public void AxesOfAnAccelerometerAreThoseOfOneThatIsAlone()
    {
        double[][] axes = [.. Enumerable.Range(0, 3).Select(i => Muscle(20 + i, 0).Select(sample => sample * 1e-3).ToArray())];
        double[][] twoSensors = [.. axes, .. Enumerable.Range(0, 3).Select(i => Muscle(30 + i, 40.3).Select(sample => sample * 1e-3).ToArray())];
        string[] names = ["a_x", "a_y", "a_z", "b_x", "b_y", "b_z"];
        AnalysisResult alone = MyoclonusAnalyzer.Analyze(axes, SampleRate, "g", names: names[..3], cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult together = MyoclonusAnalyzer.Analyze(twoSensors, SampleRate, "g", names: names, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, together.Channels.Count);
        Assert.Equal(alone.Channels[0].Quality, together.Channels[0].Quality);
        Assert.Equal(
            alone.Events.Select(found => (found.OnsetSeconds, found.DurationSeconds)),
            together.Events.Where(found => found.Channel == together.Channels[0].Name).Select(found => (found.OnsetSeconds, found.DurationSeconds)));
    }

    private static double[] Muscle(int seed, double lossSeconds)
    {
        var random = new Random(seed);
        double[] signal = new double[Seconds * SampleRate];
        for (int i = 0; i < signal.Length; i++)
        {
            double inJerk = ((double)i / SampleRate) - 1.5 - (3 * Math.Floor(i / (3.0 * SampleRate)));
            double size = inJerk is > 0 and < 0.06 ? 60 : 5;
            signal[i] = size * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        }

        if (lossSeconds > 0)
        {
            signal.AsSpan((int)(lossSeconds * SampleRate), SampleRate / 4).Fill(double.NaN);
        }

        return signal;
    }
}
