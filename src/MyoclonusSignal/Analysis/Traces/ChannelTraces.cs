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
public sealed record ChannelTraces(string Channel, IReadOnlyList<SignalTrace> Lines, IReadOnlyList<TraceDetail> Details);
