using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Pipeline;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Tests.Pipeline;

/// <summary>A stage that is run alone tells something of the product only where it does what the product does.</summary>
public sealed class PipelineStagesTests
{
    // Two minutes: a preview and as much again behind it, in which a rhythm would be looked for.
    private const int Rows = 240_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EachStageGivesWhatTheWholeJobGives(bool withJerks)
    {
        PipelineJob job = new(withJerks ? PipelineRecording.DenseJerks(Rows) : PipelineRecording.Noise(Rows));
        job.Whole();
        AnalysisResult result = job.Result!;
        PipelineStages stages = new(job);
        Assert.Equal(PipelineRecording.ChannelCount, stages.Channels.Count);
        Assert.All(stages.Channels.Zip(result.Channels), pair =>
        {
            (PipelineChannel stage, ChannelResult whole) = pair;
            int events = result.Events.Count(found => found.Channel == whole.Name);
            int beats = whole.Rejected.Count(rejected => rejected.Reason == BurstRejection.Heartbeat);
            stage.PrepareQuality();
            Assert.Equal(whole.Quality with { NoiseFloorRms = null }, stage.Quality());
            (int bursts, double floorRms) = stage.Detect();
            Assert.Equal(events + whole.Rejected.Count, bursts);
            Assert.Equal(floorRms, stage.BinsAndFloor(), 1e-12 * floorRms);
            Assert.Equal(events + beats, stage.Judge());
            Assert.Equal(beats, stage.Heart());
            stage.PrepareGathering();
            Assert.Equal(events, stage.Gather());
            stage.Envelope();
            Assert.Equal(whole.Rhythm!.PValue, stage.Rhythm()!.PValue);
            Assert.InRange(events, withJerks ? 100 : 0, withJerks ? 120 : 2);
        });
    }

    [Fact]
    public void TheStagesWithTheRestAreTheWholeJob()
    {
        PipelineStages stages = new(Finished());
        double[] times = [.. stages.Works().Select((_, i) => 1e6 * (i + 1))];
        PipelineTable table = stages.Of(times);
        Assert.Equal(
            ["read", "preview", "quality", "condition", "envelope", "floor", "detect", "judge", "heart", "rhythm", "gather", "write", "rest"],
            table.Stages.Select(stage => stage.Name));
        Assert.Equal(table.Totals.Whole, table.Stages.Sum(stage => stage.Nanoseconds), 1e-9);
        Assert.Equal(1e6 / table.Totals.Samples, table.Totals.Whole, 1e-9);
        Assert.Equal(-1e6 / table.Totals.Samples, table.Totals.Analysis, 1e-9);
    }

    [Fact]
    public void ResultsAreWrittenAnewEachTime()
    {
        PipelineJob job = Finished();
        long once = job.ResultBytes;
        job.Write();
        Assert.True(once > 0);
        Assert.Equal(once, job.ResultBytes);
    }

    [Fact]
    public void EveryWorkCanBeRunAgain()
    {
        foreach (PipelineWork work in new PipelineStages(Finished()).Works())
        {
            for (int i = 0; i < 2; i++)
            {
                work.Prepare();
                work.Run();
            }
        }
    }

    private static PipelineJob Finished()
    {
        PipelineJob job = new(PipelineRecording.DenseJerks(Rows / 3));
        job.Whole();
        return job;
    }
}
