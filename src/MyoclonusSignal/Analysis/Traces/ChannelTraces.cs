namespace MyoclonusSignal.Analysis.Traces;

/// <summary>What the signals of one channel look like, for people to see: kept small whatever the length of the recording.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Lines">
/// The whole recording: the recorded signals first, then filtered, envelope, noise floor and threshold where there are such. A
/// short recording is in bins of at most 2 ms; a long one in bins of at most <see cref="TraceOptions.MostBins"/>.
/// </param>
/// <param name="Details">
/// Where those bins are longer than 2 ms, the surroundings of events and rejected candidates in bins of 2 ms, sorted by time,
/// without overlap; of very many events those spread evenly over the recording, and the extreme ones.
/// </param>
public sealed record ChannelTraces(string Channel, IReadOnlyList<Trace> Lines, IReadOnlyList<TraceDetail> Details);
