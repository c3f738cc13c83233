namespace MyoclonusSignal.Envelopes;

/// <summary>A stretch of a signal that runs in one lane: what is read from <see cref="Start"/>, and kept from <see cref="KeepFrom"/>.</summary>
/// <param name="Signal">The index of the signal.</param>
/// <param name="Start">Where reading begins.</param>
/// <param name="KeepFrom">Where the warm-up has ended.</param>
/// <param name="End">Behind the last sample.</param>
internal readonly record struct LaneStretch(int Signal, int Start, int KeepFrom, int End);
