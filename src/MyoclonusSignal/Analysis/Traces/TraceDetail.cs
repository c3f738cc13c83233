namespace MyoclonusSignal.Analysis.Traces;

/// <summary>The surroundings of one or several events, in finer bins than the whole recording.</summary>
/// <param name="StartSeconds">Where it begins, in seconds on the recording's clock.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Pieces">One piece for each line of <see cref="ChannelTraces.Lines"/>, in the same order; of floor and threshold as of the rest.</param>
public sealed record TraceDetail(double StartSeconds, double EndSeconds, IReadOnlyList<TracePiece> Pieces);
