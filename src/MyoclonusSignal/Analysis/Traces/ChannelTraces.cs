namespace MyoclonusSignal.Analysis.Traces;

/// <summary>What the signals of one channel look like, for people to see: kept small whatever the length of the recording.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Lines">
/// The whole recording: the recorded signals first, then filtered, envelope, noise floor and threshold where there are such. A
/// short recording is in the finest bins, of 2 ms or of one sample; a long one in fewer, at most <see cref="SignalTraceOptions.MostBins"/>.
/// </param>
/// <param name="Details">
/// Where those bins are not the finest, the surroundings of events and rejected candidates in the finest ones, sorted by time,
/// without overlap; of very many events those spread evenly over the recording, and the extreme ones. What a detector of
/// the user's own finds is known at the end of a segment only, so that of long segments the last seconds alone have details.
/// </param>
internal sealed record ChannelTraces(string Channel, IReadOnlyList<SignalTrace> Lines, IReadOnlyList<TraceDetail> Details);

/// <summary>One line of a channel's traces over the whole recording.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Name">The signal's name, of <see cref="TraceKind.Recorded"/> (an axis of acceleration has its own); otherwise the channel's.</param>
/// <param name="Pieces">Its stretches, sorted by time; one for each gap-free segment.</param>
internal sealed record SignalTrace(TraceKind Kind, string Name, IReadOnlyList<TracePiece> Pieces);

/// <summary>What a line of a trace shows.</summary>
internal enum TraceKind
{
    /// <summary>The samples as they were recorded, one line a signal (axis), in the channel's unit.</summary>
    Recorded,

    /// <summary>What bursts are looked for in: the band-passed EMG, or the magnitude of band-passed acceleration.</summary>
    Filtered,

    /// <summary>The moving root mean square of the filtered samples, over the detector's middle window.</summary>
    Envelope,

    /// <summary>The noise floor that the detector follows, as root mean square.</summary>
    NoiseFloor,

    /// <summary>
    /// What the envelope had to reach, as root mean square: the upper threshold of the middle window, or where another measure decided
    /// (another window, the whitened signal, what lies above the band of movement) the envelope at which that would just have decided.
    /// </summary>
    Threshold,
}

/// <summary>A stretch of a line without a gap: the smallest and the largest value in each of many bins of equal length.</summary>
/// <param name="StartSeconds">Where the first bin begins, in seconds on the recording's clock.</param>
/// <param name="BinSeconds">The length of a bin in seconds.</param>
/// <param name="Minimum">The smallest value in each bin.</param>
/// <param name="Maximum">The largest value in each bin; as many as of <paramref name="Minimum"/>, and the same array where a bin is one value.</param>
internal sealed record TracePiece(double StartSeconds, double BinSeconds, IReadOnlyList<float> Minimum, IReadOnlyList<float> Maximum)
{
    /// <summary>Gets the number of bins.</summary>
    public int Count => Minimum.Count;

    /// <summary>Gets where the last bin ends, in seconds on the recording's clock.</summary>
    public double EndSeconds => StartSeconds + (Count * BinSeconds);
}

/// <summary>The surroundings of one or several events, in finer bins than the whole recording.</summary>
/// <param name="StartSeconds">Where it begins, in seconds on the recording's clock.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Pieces">One piece for each line of <see cref="ChannelTraces.Lines"/>, in the same order; of floor and threshold as of the rest.</param>
internal sealed record TraceDetail(double StartSeconds, double EndSeconds, IReadOnlyList<TracePiece> Pieces);
