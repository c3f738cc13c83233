namespace MyoclonusSignal.Analysis.Traces;

/// <summary>One line of a channel's traces over the whole recording.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Name">The signal's name, of <see cref="TraceKind.Recorded"/> (an axis of acceleration has its own); otherwise the channel's.</param>
/// <param name="Pieces">Its stretches, sorted by time; one for each gap-free segment.</param>
public sealed record SignalTrace(TraceKind Kind, string Name, IReadOnlyList<TracePiece> Pieces);
