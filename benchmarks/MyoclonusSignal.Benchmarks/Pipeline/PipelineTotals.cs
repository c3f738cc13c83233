namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>What one run gave for the whole job on one recording. Times are of the processor, in nanoseconds for each sample of each channel.</summary>
/// <param name="Samples">The number of samples of all channels.</param>
/// <param name="Events">The number of events that were found.</param>
/// <param name="Whole">The whole job.</param>
/// <param name="Read">Reading alone.</param>
/// <param name="Reference">The reference work.</param>
/// <param name="Copy">The copy.</param>
internal sealed record PipelineTotals(long Samples, int Events, double Whole, double Read, double Reference, double Copy)
{
    // The reference work and the copy together take no longer then than reading.
    private const int ShortTimes = 5;

    /// <summary>Gets what is not reading.</summary>
    public double Analysis => Whole - Read;

    /// <summary>Gets what is timed, in the order in which <see cref="Of"/> takes the times.</summary>
    /// <param name="job">The job.</param>
    public static PipelineWork[] Works(PipelineJob job) =>
    [
        new(job.Whole),
        new(job.Read),
        new(job.Reference) { TimesATurn = ShortTimes },
        new(job.Copy) { TimesATurn = ShortTimes },
    ];

    /// <summary>Makes them of the times of <see cref="Works"/>.</summary>
    /// <param name="job">The job.</param>
    /// <param name="nanoseconds">The times in nanoseconds, for the whole recording.</param>
    public static PipelineTotals Of(PipelineJob job, ReadOnlySpan<double> nanoseconds)
    {
        double samples = job.Recording.SampleCount;
        return new PipelineTotals(
            job.Recording.SampleCount,
            job.Result!.Events.Count,
            nanoseconds[0] / samples,
            nanoseconds[1] / samples,
            nanoseconds[2] / samples,
            nanoseconds[3] / samples);
    }

    /// <summary>Measures the job on two recordings in turns.</summary>
    /// <param name="timer">What times it.</param>
    /// <param name="noise">The job on noise.</param>
    /// <param name="jerks">The job on dense jerks.</param>
    /// <param name="turns">How often each is timed.</param>
    public static (PipelineTotals Noise, PipelineTotals Jerks) Measure(PipelineTimer timer, PipelineJob noise, PipelineJob jerks, int turns)
    {
        PipelineWork[] works = Works(noise);
        double[] times = timer.Measure([.. works, .. Works(jerks)], turns);
        return (Of(noise, times.AsSpan(0, works.Length)), Of(jerks, times.AsSpan(works.Length)));
    }

    /// <summary>Gives what an event costs: how much longer something takes with the jerks than in the noise, in nanoseconds.</summary>
    /// <param name="withJerks">Its time a sample with the jerks.</param>
    /// <param name="inNoise">Its time a sample in the noise.</param>
    /// <param name="jerks">The totals of the recording with the jerks.</param>
    public static double OfAnEvent(double withJerks, double inNoise, PipelineTotals jerks) => (withJerks - inNoise) * jerks.Samples / jerks.Events;
}
