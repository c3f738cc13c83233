using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Detection;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>A recording with an electrocardiogram, or a trigger, beside its EMG.</summary>
public sealed class RecordingReferencesTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData("ECG")]
    [InlineData("EKG II")]
    [InlineData("ecg_1")]
    public void TheBeatsOfAnElectrocardiogramAreTheHeartsAndJerksUnderThemStay(string name)
    {
        (double[] emg, double[] ecg, List<double> jerks, int beats) = Make();

        // Without it too few beats are alike among the contractions.
        AnalysisResult alone = Analyze(new MemoryRecording([Channel("emg", ChannelKind.Emg, 0)], [emg]));
        AnalysisResult result = Analyze(new MemoryRecording([Channel("emg", ChannelKind.Emg, 0), Channel(name, ChannelKind.Other, 1)], [emg, ecg]));
        int found = result.Events.Count(e => e.Kind == EventKind.Jerk);
        Assert.InRange(alone.Events.Count(e => e.Kind == EventKind.Jerk), found, int.MaxValue);
        Assert.InRange(found, jerks.Count, jerks.Count + (0.02 * beats));
        Assert.All(jerks, jerk => Assert.Contains(result.Events, e => e.Kind == EventKind.Jerk && Math.Abs(e.OnsetSeconds - jerk) < 0.1));
        string text = Assert.Single(result.Warnings, warning => warning.Code == "heartbeats").Text;
        Assert.Contains($"as {name} shows them", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(5)]
    public void WhereALeadIsOffTheHeartIsLookedForInTheEmgAndThatIsSaid(double noise)
    {
        // The lead shows a line, or noise that is weaker or stronger than its beats were.
        (double[] emg, double[] ecg, List<double> beats) = Steady();
        double[] off = [.. ecg];
        Random random = new(4);
        for (int n = off.Length / 2; n < off.Length; n++)
        {
            off[n] = noise * random.NextNormal();
        }

        RecordingChannel[] channels = [Channel("emg", ChannelKind.Emg, 0), Channel("ECG 1", ChannelKind.Other, 1), Channel("ECG 2", ChannelKind.Other, 2)];
        AnalysisResult one = Analyze(new MemoryRecording(channels[..2], [emg, off]));
        AnalysisResult two = Analyze(new MemoryRecording(channels, [emg, off, ecg]));
        Assert.InRange(one.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat), 0.9 * beats.Count, beats.Count);
        Assert.Empty(one.Events);
        Assert.Empty(two.Events);
        RecordingWarning lost = Assert.Single(one.Warnings, warning => warning.Code == "ecg-lost");
        Assert.Equal(60, lost.StartSeconds!.Value, 4.0);
        Assert.Contains("ECG 1: no heartbeats stand out in", lost.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(two.Warnings, warning => warning.Code == "ecg-lost");
        Assert.Contains("as ECG 1 and ECG 2 show them", Assert.Single(two.Warnings, warning => warning.Code == "heartbeats").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BlocksOfAnySizeGiveTheSameEvents()
    {
        (double[] emg, double[] ecg, _, _) = Make();
        RecordingChannel[] channels = [Channel("emg", ChannelKind.Emg, 0), Channel("ECG", ChannelKind.Other, 1)];
        AnalysisResult whole = Analyze(new MemoryRecording(channels, [emg, ecg]));
        AnalysisResult small = MyoclonusAnalyzer.Analyze(new MemoryReader(channels, [emg, ecg], 777), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(whole.Events, small.Events);
        Assert.Equal(whole.Channels[0].Rejected, small.Channels[0].Rejected);
    }

    [Theory]
    [InlineData("Trigger")]
    [InlineData("TTL")]
    [InlineData("STI 101")]
    public void AFewArtefactsAtTheFrontsOfATriggerAreStimuli(string name)
    {
        // Six artefacts are too few to be told by their sameness.
        Random random = new(9);
        double[] emg = [.. Enumerable.Range(0, 60_000).Select(_ => 4 * random.NextNormal())];
        double[] trigger = new double[emg.Length];
        for (int i = 0; i < 6; i++)
        {
            int at = (int)((5 + (8 * i) + random.NextDouble()) * Rate);
            trigger.AsSpan(at, 10).Fill(5);
            for (int n = 0; n < 30; n++)
            {
                emg[at + 3 + n] += 1000 * ((n < 2 ? 1 : 0) - (0.35 * Math.Exp(-n / 6.0)));
            }
        }

        List<double> jerks = [];
        for (double time = 3; time < 57; time += 2.7)
        {
            jerks.Add(time);
            for (int n = 0; n < 60; n++)
            {
                emg[(int)(time * Rate) + n] += 30 * random.NextNormal();
            }
        }

        AnalysisResult result = Analyze(new MemoryRecording([Channel("emg", ChannelKind.Emg, 0), Channel(name, ChannelKind.Other, 1)], [emg, trigger]));
        Assert.Equal(jerks.Count, result.Events.Count);
        Assert.All(jerks, jerk => Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - jerk) < 0.05));
        Assert.Equal(6, result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus));
        Assert.Contains($"by the marks in {name}", Assert.Single(result.Warnings, warning => warning.Code == "stimuli").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLastFrontOfAShortRecordingIsAMarkToo()
    {
        // Shorter than the preview, and the last artefact less than a second before the end.
        Random random = new(10);
        double[] emg = [.. Enumerable.Range(0, 20_000).Select(_ => 4 * random.NextNormal())];
        double[] trigger = new double[emg.Length];
        for (int i = 0; i < 6; i++)
        {
            int at = (int)((2 + (3.5 * i)) * Rate);
            trigger.AsSpan(at, 10).Fill(5);
            for (int n = 0; n < 30; n++)
            {
                emg[at + 3 + n] += 1000 * ((n < 2 ? 1 : 0) - (0.35 * Math.Exp(-n / 6.0)));
            }
        }

        AnalysisResult result = Analyze(new MemoryRecording([Channel("emg", ChannelKind.Emg, 0), Channel("TTL", ChannelKind.Other, 1)], [emg, trigger]));
        Assert.Empty(result.Events);
        Assert.Equal(6, result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus));
    }

    [Fact]
    public void AChannelThatIsAnalysedIsNoReference()
    {
        RecordingReferences references = new([Channel("ECG", ChannelKind.Emg, 0), Channel("Trigger", ChannelKind.Acceleration, 1), Channel("pulse", ChannelKind.Other, 2)]);
        Assert.Null(references.Leads);
        Assert.Empty(references.Channels);
    }

    private static RecordingChannel Channel(string name, ChannelKind kind, int signal) => new(name, kind, "uV", Rate, [signal], [name]);

    private static AnalysisResult Analyze(MemoryRecording recording) => MyoclonusAnalyzer.Analyze(recording, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Two minutes of noise of 1 with a heart of 15 dB, and its electrocardiogram of height 1.</summary>
    private static (double[] Emg, double[] Ecg, List<double> Beats) Steady()
    {
        (double[] ecg, List<double> beats) = TestHeart.Ecg(Rate, 120, 0.85, seed: 31);
        Random random = new(32);
        double[] emg = [.. Enumerable.Range(0, ecg.Length).Select(_ => random.NextNormal())];
        foreach (double beat in beats)
        {
            TestHeart.Add(emg, Rate, beat, 20, 0.008);
            TestHeart.Add(emg, Rate, beat + 0.02, -15, 0.008);
        }

        return (emg, ecg, beats);
    }

    /// <summary>
    /// Two minutes of noise of 1 with a heart whose second wave has either sign, 15 ms behind the electrocardiogram's, contractions
    /// after every ninth beat, and jerks of 20 dB under and between beats.
    /// </summary>
    private static (double[] Emg, double[] Ecg, List<double> Jerks, int Beats) Make()
    {
        (double[] ecg, List<double> beats) = TestHeart.Ecg(Rate, 120, 0.85, seed: 21);
        Random random = new(22);
        double[] emg = [.. Enumerable.Range(0, ecg.Length).Select(_ => random.NextNormal())];
        foreach (double beat in beats)
        {
            double second = random.Next(2) == 0 ? -7 : 7;
            for (int n = Math.Max(0, (int)((beat - 0.065) * Rate)); n < (beat + 0.095) * Rate; n++)
            {
                double x = ((n / Rate) - beat - 0.015) / 0.007;
                double y = x - 2;
                emg[n] += (16 * ((x * x) - 0.5) * Math.Exp(-x * x)) + (second * y * Math.Exp(-y * y));
            }
        }

        for (int i = 6; i < beats.Count - 6; i += 9)
        {
            for (int n = (int)((beats[i] + 0.3) * Rate); n < (beats[i] + 2) * Rate; n++)
            {
                emg[n] += 40 * random.NextNormal();
            }
        }

        List<double> jerks = [];
        for (int i = 4; i < beats.Count - 6; i += 9)
        {
            double onset = beats[i] + (i % 2 == 0 ? 0.4 : -0.01);
            jerks.Add(onset);
            for (int n = 0; n < 60; n++)
            {
                emg[(int)(onset * Rate) + n] += 14 * random.NextNormal();
            }
        }

        return (emg, ecg, jerks, beats.Count);
    }
}
