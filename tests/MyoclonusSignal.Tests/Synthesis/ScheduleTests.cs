using MyoclonusSignal.Detection;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class ScheduleTests
{
    [Fact]
    public void RandomJerksHaveTheStatedRateAndDeadTime()
    {
        double[] intervals = Intervals(new() { RatePerMinute = 30, MinimumIntervalSeconds = 0.5 });
        Assert.True(intervals.Min() >= 0.5 - 1e-3);
        Assert.Equal(2, intervals.Average(), 0.1);

        // A shifted exponential: its standard deviation is its mean less the dead time.
        Assert.Equal(1.5, Deviation(intervals), 0.1);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void IrregularJerksHaveTheStatedVariation(double variation)
    {
        double[] intervals = Intervals(new() { Pattern = JerkPattern.Irregular, RatePerMinute = 30, IntervalCv = variation });
        Assert.Equal(2, intervals.Average(), 0.1);
        Assert.Equal(variation, Deviation(intervals) / intervals.Average(), 0.03);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void ARhythmicTrainHasTheStatedFrequency(double frequency)
    {
        double[] intervals = Intervals(new()
        {
            Pattern = JerkPattern.Rhythmic,
            FrequencyHz = frequency,
            PeriodCv = 0.05,
            MinimumBurstSeconds = 0.02,
            MaximumBurstSeconds = 0.05,
        });
        Assert.Equal(frequency, 1 / intervals.Average(), 0.01 * frequency);
        Assert.Equal(0.05, Deviation(intervals) * frequency, 0.005);
    }

    [Fact]
    public void ATrainKeepsToItsTime()
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            SampleRate = 500,
            Jerks = [new() { Pattern = JerkPattern.Rhythmic, StartSeconds = 20, EndSeconds = 30 }],
        });
        Assert.All(recording.Truth, jerk => Assert.InRange(jerk.OnsetSeconds, 20, 30));
        Assert.InRange(recording.Truth.Count, 45, 52);
    }

    [Fact]
    public void DurationsLieInTheirRange()
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 600,
            Jerks = [new() { RatePerMinute = 40, MinimumBurstSeconds = 0.01, MaximumBurstSeconds = 0.3 }],
        });
        double[] durations = [.. recording.Truth.Select(jerk => jerk.DurationSeconds)];
        Assert.All(durations, seconds => Assert.InRange(seconds, 0.0095, 0.3005));

        // Uniform on a logarithmic scale: the median is the geometric mean of the ends.
        Assert.Equal(Math.Log(Math.Sqrt(0.01 * 0.3)), Math.Log(durations.Order().ElementAt(durations.Length / 2)), 0.25);
    }

    [Fact]
    public void ChannelsFollowWithTheirLatencyAndShareGroups()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Spread, 600, 2));
        TrueEvent[] late = [.. recording.Truth.Where(e => e.Channel == "emg_ta_l" && e.Group > 0)];
        double[] lags =
        [
            .. late.Select(jerk => jerk.OnsetSeconds - recording.Truth.Single(e => e.Channel == "emg_scm_l" && e.Group == jerk.Group).OnsetSeconds),
        ];
        Assert.Equal(0.045, lags.Average(), 0.001);
        Assert.InRange(late.Length, 140, 180);
        int[] groups = [.. recording.Truth.Select(e => e.Group).Where(group => group > 0).Distinct().Order()];
        Assert.Equal(Enumerable.Range(1, groups.Length), groups);
    }

    [Fact]
    public void AnIndependentChannelHasJerksOfItsOwn()
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 300,
            SampleRate = 500,
            Channels = [SimulatedChannel.Emg("a"), SimulatedChannel.Emg("b") with { IsIndependent = true }],
        });
        double[] a = [.. recording.Truth.Where(e => e.Channel == "a").Select(e => e.OnsetSeconds)];
        double[] b = [.. recording.Truth.Where(e => e.Channel == "b").Select(e => e.OnsetSeconds)];
        Assert.True(a.Length > 70 && b.Length > 70);
        Assert.True(b.Count(onset => a.Any(other => Math.Abs(other - onset) < 0.01)) < 5);
        Assert.All(recording.Truth, jerk => Assert.Equal(0, jerk.Group));
    }

    [Fact]
    public void JerksKeepOutOfContractionsUnlessAllowed()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.TonicContractions, 300) with
        {
            SampleRate = 500,
            Jerks = [new() { RatePerMinute = 60 }],
        };
        Assert.Equal(0, JerksInside(Simulator.Generate(options)));
        Assert.True(JerksInside(Simulator.Generate(options with { AllowJerksInContractions = true })) > 10);

        static int JerksInside(SimulatedRecording recording) => recording.Truth.Count(jerk =>
            jerk.Kind == EventKind.Jerk && recording.Truth.Any(c => c.Kind == EventKind.Contraction
                && jerk.OnsetSeconds < c.OnsetSeconds + c.DurationSeconds && jerk.OnsetSeconds + jerk.DurationSeconds > c.OnsetSeconds));
    }

    private static double[] Intervals(JerkOptions jerks)
    {
        SimulatedRecording recording = Simulator.Generate(new() { DurationSeconds = 3000, SampleRate = 1000, Jerks = [jerks] });
        double[] onsets = [.. recording.Truth.Select(jerk => jerk.OnsetSeconds)];
        return [.. onsets.Skip(1).Zip(onsets, (later, earlier) => later - earlier)];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
