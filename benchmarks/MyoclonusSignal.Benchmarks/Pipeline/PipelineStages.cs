using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>The stages of the job on one recording, each run alone over all of its channels.</summary>
/// <remarks>
/// What cannot be run without what comes before it (the floor, the detectors, the judging, the gathering) is a difference of times. What
/// no stage accounts for is the rest: handing blocks from thread to thread and from stage to stage, and collecting garbage.
/// </remarks>
internal sealed class PipelineStages
{
    // Of the times below, the first of the stages.
    private const int FirstStage = 4;

    private readonly PipelineJob _job;
    private readonly PipelineChannel[] _channels;

    /// <summary>Initializes a new instance of the <see cref="PipelineStages"/> class.</summary>
    /// <param name="job">The job.</param>
    public PipelineStages(PipelineJob job)
    {
        _job = job;
        PipelineRecording recording = job.Recording;
        RecordingPreview preview = NewPreview(recording);
        _channels = [.. recording.Channels.Select(channel => new PipelineChannel(recording, preview, channel))];
    }

    /// <summary>Gets the channels.</summary>
    public IReadOnlyList<PipelineChannel> Channels => _channels;

    /// <summary>Gets what is timed, in the order in which <see cref="Of"/> takes the times.</summary>
    public PipelineWork[] Works() =>
    [
        .. PipelineTotals.Works(_job),
        new(Preview),
        EachOf(channel => channel.Quality()) with { Prepare = () => Each(channel => channel.PrepareQuality()) },
        EachOf(channel => channel.Condition([])),
        EachOf(channel => channel.Envelope()),
        EachOf(channel => channel.Bins()),
        EachOf(channel => channel.BinsAndFloor()),
        EachOf(channel => channel.Detect()),
        EachOf(channel => channel.FindBursts()),
        EachOf(channel => channel.Judge()),
        EachOf(channel => channel.Heart()),
        new(Rhythm) { Prepare = () => Each(channel => channel.Envelope()) },
        EachOf(channel => channel.Gather()) with { Prepare = () => Each(channel => channel.PrepareGathering()) },
        new(_job.Write),
    ];

    /// <summary>Gives the stages of the times of <see cref="Works"/>, in the order of the job, with the rest.</summary>
    /// <param name="nanoseconds">The times in nanoseconds, for the whole recording.</param>
    public PipelineTable Of(ReadOnlySpan<double> nanoseconds)
    {
        PipelineTotals totals = PipelineTotals.Of(_job, nanoseconds);
        double[] times = nanoseconds[FirstStage..].ToArray();
        for (int i = 0; i < times.Length; i++)
        {
            times[i] /= totals.Samples;
        }

        if (times is not
            [
                double preview, double quality, double condition, double envelope, double bins, double floor,
                double detect, double find, double judge, double heart, double rhythm, double gather, double write,
            ])
        {
            throw new ArgumentException($"Expected a time of each work; got {nanoseconds.Length}.", nameof(nanoseconds));
        }

        (string, double)[] stages =
        [
            ("read", totals.Read),
            ("preview", preview),
            ("quality", quality),
            ("condition", condition),
            ("envelope", envelope + bins),
            ("floor", floor - bins),
            ("detect", detect - floor),
            ("judge", judge - detect),
            ("heart", heart),
            ("rhythm", rhythm),
            ("gather", gather - rhythm - (judge - find)),
            ("write", write),
        ];
        return new PipelineTable(totals, [.. stages, ("rest", totals.Whole - stages.Sum(stage => stage.Item2))]);
    }

    private static RecordingPreview NewPreview(PipelineRecording recording)
    {
        RecordingPreview preview = new(recording.Channels, new AnalysisOptions(), holdsAll: true);
        foreach (SampleBlock block in recording.Blocks)
        {
            if (!preview.IsComplete)
            {
                preview.Add(block);
            }
        }

        return preview;
    }

    private PipelineWork EachOf(Action<PipelineChannel> work) => new(() => Each(work));

    private void Each(Action<PipelineChannel> work)
    {
        foreach (PipelineChannel channel in _channels)
        {
            work(channel);
        }
    }

    /// <summary>A preview of its own, as it keeps what it has found.</summary>
    private void Preview()
    {
        RecordingPreview preview = NewPreview(_job.Recording);
        foreach (RecordingChannel channel in _job.Recording.Channels)
        {
            PipelineChannel.Plan(preview, channel);
            preview.RangeOf(channel, channel.Signals[0]);
            preview.LossesOf(channel);
        }
    }

    private void Rhythm()
    {
        (string, RhythmResult?)[] rhythms = [.. _channels.Zip(_job.Recording.Channels, (channel, own) => (own.Name, channel.Rhythm()))];
        ChannelComb.Explain(rhythms);
    }
}
