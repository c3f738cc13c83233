using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign;

/// <summary>Each kind of recording of the table <c>foreign tonic</c>, on a few seeds that no constant was set on.</summary>
public sealed class TonicTests
{
    [Fact]
    public void JerksSixDecibelsOverATonicContractionAreFound()
    {
        (double recall, double precision) = Score(Enumerable.Range(500, 3).Select(seed => TonicRecordings.JerksOverTonic(seed, 6)), EventKind.Jerk, 0.1);
        Assert.InRange(recall, 0.85, 1);
        Assert.InRange(precision, 0.95, 1);
    }

    [Fact]
    public void JerksInsideContractionsAreFound()
    {
        (double recall, double precision) = Score(Enumerable.Range(500, 3).Select(seed => TonicRecordings.JerksInContractions(seed, 6)), EventKind.Jerk, 0.1);
        Assert.InRange(recall, 0.85, 1);
        Assert.InRange(precision, 0.95, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(46)]
    [InlineData(150)]
    public void ASilentPeriodIsFoundHoweverLargeTheJerkBeforeIt(double ratio)
    {
        (double recall, double precision) = Score(Enumerable.Range(500, 2).Select(seed => TonicRecordings.SilencesBehindJerks(seed, ratio)), EventKind.NegativeJerk, 0.01);
        Assert.InRange(recall, 0.9, 1);
        Assert.InRange(precision, 0.9, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void ASilentPeriodIsFoundInAMuscleThatNeverRestsWhereverTheSearchBegins(double jerkRatio)
    {
        int count = 0;
        int found = 0;
        for (int seed = 500; seed < 504; seed++)
        {
            TonicRecording recording = UnrestedRecordings.Make(seed, 0.15, jerkRatio, hasSilences: true);
            foreach (double start in (double[])[0, 0.017, 0.037])
            {
                double[] onsets = UnrestedTable.Onsets(recording, recording.At(start));
                Assert.InRange(onsets.Length, 0, recording.Silences.Count);
                found += recording.Silences.Count(silence => onsets.Any(onset => Math.Abs(onset - silence.StartSeconds) <= 0.04));
                count += recording.Silences.Count;
            }
        }

        Assert.InRange((double)found / count, 0.97, 1);
    }

    [Theory]
    [InlineData(3, 1, 34)]
    [InlineData(9, 1, 34)]
    [InlineData(4, 0.6, 34)]
    [InlineData(1.5, 0.7, 30)]
    [InlineData(3, 1, 20)]
    public void EachContractionIsFoundWhereTheRestsAreShort(double onSeconds, double offSeconds, double ratioDb)
    {
        (double recall, double precision) = Score(
            Enumerable.Range(500, 2).Select(seed => TonicRecordings.DutyCycle(seed, onSeconds, offSeconds, ratioDb)), EventKind.Contraction, 0.2);
        Assert.InRange(recall, 0.95, 1);
        Assert.InRange(precision, 0.95, 1);
    }

    [Theory]
    [InlineData(10, 10, 0.9)]
    [InlineData(10, 6, 0.55)]
    [InlineData(8, 6, 0.7)]
    [InlineData(16, 10, 0.8)]
    public void AtALowRateMostJerksAreFound(int factor, double ratioDb, double leastRecall)
    {
        (double recall, double precision) = Score(
            Enumerable.Range(500, 3).Select(seed => TonicRecordings.JerksAtRest(seed, ratioDb, factor, 0.03, 0.1)), EventKind.Jerk, 0.1);
        Assert.InRange(recall, leastRecall, 1);
        Assert.InRange(precision, 0.95, 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void JerksOfMotorUnitsThreeDecibelsOverTheNoiseAreFound(int factor)
    {
        // By the power itself alone it was 0.86 and 0.82 of these.
        (double recall, double precision) = Score(
            Enumerable.Range(500, 4).Select(seed => TonicRecordings.JerksAtRest(seed, 3, factor, 0.03, 0.1)), EventKind.Jerk, 0.1);
        Assert.InRange(recall, 0.88, 1);
        Assert.InRange(precision, 0.98, 1);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(200)]
    [InlineData(250)]
    public void AtALowRateNoiseGivesFewerThanTwentyFiveFalseJerksAnHour(double rate)
    {
        TonicRecording[] hour = [.. Enumerable.Range(500, 6).Select(seed => TonicRecordings.Noise(seed, rate))];
        Assert.InRange(hour.Sum(recording => recording.Analyze().Events.Count), 0, 24);
    }

    [Fact]
    public void ASingleMotorUnitIsNamedAndNotCounted()
    {
        int named = 0;
        int left = 0;
        int all = 0;
        for (int seed = 500; seed < 508; seed++)
        {
            AnalysisResult result = TonicRecordings.SingleUnits(seed).Analyze();
            named += result.Warnings.Any(warning => warning.Code == "single-motor-unit") ? 1 : 0;
            left += result.Events.Count(e => e.Kind == EventKind.Jerk);
            all += result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.MotorUnit);
        }

        Assert.InRange(named, 6, 8);
        Assert.True(left < 0.4 * all, $"{left} jerks are left, {all} discharges are named");
    }

    [Fact]
    public void NoTrainOfJerksIsTakenForAUnit()
    {
        for (int seed = 500; seed < 508; seed++)
        {
            AnalysisResult result = TonicRecordings.RhythmicJerks(seed).Analyze();
            Assert.DoesNotContain(result.Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.MotorUnit);
        }
    }

    private static (double Recall, double Precision) Score(IEnumerable<TonicRecording> recordings, EventKind kind, double tolerance)
    {
        int found = 0;
        int matched = 0;
        int real = 0;
        foreach (TonicRecording recording in recordings)
        {
            List<Interval> truth = kind == EventKind.Jerk ? recording.Jerks : kind == EventKind.Contraction ? recording.Contractions : recording.Silences;
            double[] onsets = [.. recording.Analyze().Events.Where(e => e.Kind == kind).Select(e => e.OnsetSeconds)];
            found += onsets.Length;
            real += truth.Count;
            matched += truth.Count(t => onsets.Any(onset => Math.Abs(onset - t.StartSeconds) <= tolerance));
        }

        return ((double)matched / real, (double)matched / found);
    }
}
