using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Artefacts of a stimulator without a trigger channel: fast trains, pairs, and reflexes behind them.</summary>
public sealed class StimulusTrainTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData(0.33, 1, 300)]
    [InlineData(1.0, 2, 1000)]
    [InlineData(3.0, 5, 1000)]
    public void ArtefactsOfTrainsAndPairsAreStimuliAndJerksBetweenThemStay(double intervalSeconds, int pulses, double microvolts)
    {
        (double[] emg, int stimuli, _) = Make(intervalSeconds, pulses, microvolts, reflexMicrovolts: 0, seed: 3);
        Random random = new(4);
        List<double> jerks = [];
        for (double time = 3.15; time < 88; time += 3)
        {
            // Between two artefacts, in the longest pause.
            double place = 1.3 + (Math.Ceiling((time - 1.3) / intervalSeconds) * intervalSeconds) + (intervalSeconds < 1 ? 0.12 : 0.6);
            jerks.Add(place);
            for (int n = 0; n < 60; n++)
            {
                emg[(int)(place * Rate) + n] += 40 * random.NextNormal();
            }
        }

        AnalysisResult result = Analyze(emg);
        int found = jerks.Count(jerk => result.Events.Any(e => e.Kind == EventKind.Jerk && Math.Abs(e.OnsetSeconds - jerk) < 0.05));
        Assert.InRange(found, 0.95 * jerks.Count, jerks.Count);
        Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk) - found, 0, 0.12 * jerks.Count);
        Assert.InRange(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus), 0.9 * stimuli, stimuli);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(3, 4000)]
    [InlineData(5, 1000)]
    [InlineData(7.5, 2000)]
    public void ATrainOfStimuliIsNoRhythmOfTheMuscle(double hz, double rate)
    {
        (double[] emg, int stimuli, _) = Make(1 / hz, 1, 300, reflexMicrovolts: 0, seed: 6, rate);
        AnalysisResult result = Analyze(emg, rate);
        Assert.InRange(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus), 0.9 * stimuli, stimuli);
        Assert.False(result.Channels[0].Rhythm!.IsRhythmic, result.Channels[0].Rhythm!.Reason);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(200)]
    public void SharpBurstsOfSlowRecordingsAreLookedAt(double rate)
    {
        // Their shapes have fewer samples than those of faster ones.
        Random random = new(11);
        double[] emg = [.. Enumerable.Range(0, (int)(90 * rate)).Select(_ => 5 * random.NextNormal())];
        for (double time = 2; time < 88; time += 2 + random.NextDouble())
        {
            emg[(int)(time * rate)] += 400;
            emg[(int)(time * rate) + 1] -= 300;
        }

        Assert.Single(Analyze(emg, rate).Channels);
    }

    [Fact]
    public void ARhythmBesideStimuliStays()
    {
        (double[] emg, _, _) = Make(3.1, 1, 300, reflexMicrovolts: 0, seed: 7);
        Random random = new(8);
        for (double time = 2; time < 88; time += 0.19 + (0.02 * random.NextDouble()))
        {
            for (int n = 0; n < 60; n++)
            {
                emg[(int)(time * Rate) + n] += 60 * random.NextNormal();
            }
        }

        RhythmResult rhythm = Analyze(emg).Channels[0].Rhythm!;
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        Assert.Equal(5, rhythm.FrequencyHz!.Value, 0.05);
    }

    [Fact]
    public void AReflexBehindEachStimulusIsAJerk()
    {
        (double[] emg, _, List<double> reflexes) = Make(1, 1, 200, reflexMicrovolts: 50, seed: 5);
        AnalysisResult result = Analyze(emg);
        int found = reflexes.Count(reflex => result.Events.Any(e => e.Kind == EventKind.Jerk && Math.Abs(e.OnsetSeconds - reflex) < 0.07));
        Assert.InRange(found, 0.9 * reflexes.Count, reflexes.Count);
        Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk), found, 1.05 * reflexes.Count);
    }

    private static AnalysisResult Analyze(double[] emg, double rate = Rate) => MyoclonusAnalyzer.Analyze(
        new MemoryRecording([new RecordingChannel("emg", ChannelKind.Emg, "uV", rate, [0], ["emg"])], [emg]), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Ninety seconds of noise of 5 µV, artefacts that fall between two samples, and interference patterns 45 to 60 ms behind them.</summary>
    private static (double[] Emg, int Stimuli, List<double> Reflexes) Make(double intervalSeconds, int pulses, double microvolts, double reflexMicrovolts, int seed, double rate = Rate)
    {
        Random random = new(seed);
        double[] emg = [.. Enumerable.Range(0, (int)(90 * rate)).Select(_ => 5 * random.NextNormal())];
        int stimuli = 0;
        List<double> reflexes = [];
        for (double time = 1.3; time < 88; time += intervalSeconds)
        {
            for (int pulse = 0; pulse < pulses; pulse++, stimuli++)
            {
                double at = (time + (0.1 * pulse)) * rate;
                for (int n = (int)Math.Ceiling(at); n < at + (0.06 * rate); n++)
                {
                    emg[n] += microvolts * Artefact(1000 * (n - at) / rate);
                }
            }

            double reflex = time + 0.045 + (0.015 * random.NextDouble());
            reflexes.Add(reflex);
            for (int n = 0; n < 0.03 * rate && reflexMicrovolts > 0; n++)
            {
                emg[(int)(reflex * rate) + n] += reflexMicrovolts * random.NextNormal();
            }
        }

        return (emg, stimuli, reflexes);
    }

    /// <summary>An amplifier's answer to a pulse, over milliseconds.</summary>
    private static double Artefact(double ms) =>
        Math.Exp(-0.5 * Math.Pow((ms - 2) / 0.8, 2)) - (0.3 * (1 - Math.Exp(-ms / 2)) * Math.Exp(-ms / 6));
}
