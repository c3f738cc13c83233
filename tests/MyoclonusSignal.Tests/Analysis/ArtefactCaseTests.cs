using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Artefacts;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Recordings of the kinds that once gave a wrong answer, made without the simulator: hearts and stimuli over jerks.</summary>
public sealed class ArtefactCaseTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void ThePulseOfAFastHeartIsNotTakenAsDouble(int seed)
    {
        ArtefactRecording recording = new(seed, 40, 13);
        recording.AddHeart(10, 0, 100);
        AssertF1(0.98, recording, recording.Analyze());
    }

    [Theory]
    [InlineData(5, 21)]
    [InlineData(12, 22)]
    public void EctopicBeatsAreTheHearts(double sizeDb, int seed)
    {
        ArtefactRecording recording = new(seed, 40, 13);
        recording.AddHeart(sizeDb, 0.12);
        AssertF1(0.97, recording, recording.Analyze());
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void RemovingALargeHeartIsNeverWorse(int seed)
    {
        ArtefactRecording recording = new(seed, 40, 13);
        recording.AddHeart(20, 0);
        double without = F1(recording, recording.Analyze());
        AssertF1(Math.Max(0.98, without), recording, recording.Analyze(new AnalysisOptions { RemoveEcg = true }));
    }

    // 143 beats a minute, whose QRS complexes are shorter than the window in which they are looked for.
    [Theory]
    [InlineData(1002, 0)]
    [InlineData(1002, 0.1)]
    [InlineData(35, 0.1)]
    public void AGoodLeadIsNeverWorse(int seed, double ectopicFraction)
    {
        ArtefactRecording recording = new(seed, 40, 13);
        recording.AddHeart(12, ectopicFraction);
        double without = F1(recording, recording.Analyze());
        recording.AddEcg(LeadFault.None);
        AssertF1(Math.Max(0.98, without), recording, recording.Analyze());
    }

    // Intervals with no order, a coefficient of variation of 0.22, and no lead.
    [Theory]
    [InlineData(36)]
    [InlineData(37)]
    public void TheBeatsOfAtrialFibrillationAreTheHearts(int seed)
    {
        ArtefactRecording recording = new(seed, 40, 13);
        recording.AddHeart(12, 0, 80, irregular: 0.22);
        AssertF1(0.96, recording, recording.Analyze());
    }

    [Fact]
    public void AJerkFoundTogetherWithABeatHasItsOwnOnset()
    {
        ArtefactRecording recording = new(41, 40, 13);
        recording.AddHeart(4, 0, 120);
        AnalysisResult result = recording.Analyze();
        double[] errors = [.. recording.Jerks.Select(onset => result.Events.Min(e => Math.Abs(e.OnsetSeconds - onset)))];
        Assert.True(errors.Count(error => error > 0.05) <= 1, string.Join(" ", errors.Where(error => error > 0.05)));
    }

    [Theory]
    [InlineData(1, 0, 1000, 51)]
    [InlineData(0.5, 0, 2000, 52)]
    [InlineData(4, 1, 3000, 53)]
    public void StimuliAreNamedAndJerksBetweenThemStay(double intervalSeconds, double jitterSeconds, double microvolts, int seed)
    {
        ArtefactRecording recording = new(seed, 30, 16);
        recording.AddStimuli(intervalSeconds, jitterSeconds, microvolts);
        AnalysisResult result = recording.Analyze();
        int named = result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus);
        Assert.InRange(named, 0.85 * recording.ArtefactCount, recording.ArtefactCount);
        Assert.DoesNotContain(result.Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.Heartbeat);
        Assert.Contains(result.Warnings, warning => warning.Code == "stimuli");
        AssertF1(0.93, recording, result);
    }

    [Fact]
    public void JerksAndAHeartAreNoStimuli()
    {
        ArtefactRecording recording = new(61, 40, 20);
        recording.AddHeart(25, 0, 60);
        Assert.DoesNotContain(recording.Analyze().Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.Stimulus);
    }

    private static void AssertF1(double least, ArtefactRecording recording, AnalysisResult result) =>
        Assert.True(F1(recording, result) >= least, $"F1 {F1(recording, result):0.000}");

    private static double F1(ArtefactRecording recording, AnalysisResult result)
    {
        List<double> left = [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)];
        int found = left.Count;
        int matched = 0;
        foreach (double onset in recording.Jerks)
        {
            double nearest = left.Count == 0 ? double.NaN : left.MinBy(other => Math.Abs(other - onset));
            if (Math.Abs(nearest - onset) <= 0.1)
            {
                left.Remove(nearest);
                matched++;
            }
        }

        return 2.0 * matched / (recording.Jerks.Count + found);
    }
}
