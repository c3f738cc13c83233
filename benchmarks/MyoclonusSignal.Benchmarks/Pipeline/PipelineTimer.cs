namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>Times several works in turns.</summary>
/// <param name="time">
/// The clock: that of the processor time of the process, as a job runs in several threads and a neighbour on the machine takes none of it.
/// </param>
/// <remarks>
/// A neighbour empties caches and only ever adds time, so that the least of the turns counts; turns give all works the same neighbours.
/// </remarks>
internal sealed class PipelineTimer(TimeProvider time)
{
    // Methods are compiled fully after thirty calls, some of them once in a turn for each channel and segment: the times come to rest in the fifth turn.
    private const int WarmUpTurns = 4;

    /// <summary>Gives the least time of each work in nanoseconds.</summary>
    /// <param name="works">The works.</param>
    /// <param name="turns">How many turns count, behind those in which code is compiled.</param>
    public double[] Measure(IReadOnlyList<PipelineWork> works, int turns)
    {
        double[] least = new double[works.Count];
        Array.Fill(least, double.PositiveInfinity);
        for (int turn = -WarmUpTurns; turn < turns; turn++)
        {
            for (int i = 0; i < works.Count; i++)
            {
                double taken = Least(works[i]);
                least[i] = turn < 0 ? least[i] : Math.Min(least[i], taken);
            }
        }

        return least;
    }

    private double Least(PipelineWork work)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < work.TimesATurn; i++)
        {
            work.Prepare();
            long start = time.GetTimestamp();
            work.Run();
            least = Math.Min(least, time.GetElapsedTime(start).TotalNanoseconds);
        }

        return least;
    }
}

/// <summary>The processor time of this process, of all its threads.</summary>
internal sealed class ProcessorTime : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
