using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Recordings.Hypnograms;

/// <summary>What a hypnogram does not say about itself.</summary>
public sealed record HypnogramOptions
{
    /// <summary>Gets what its numbers mean, or <see langword="null"/> where it has words; numbers without a scheme are refused.</summary>
    public StageScheme? Scheme { get; init; }

    /// <summary>Gets the length of an epoch in seconds, for files that have one label a line. Default 30, as the AASM scores.</summary>
    public double EpochSeconds { get; init; } = 30;

    /// <summary>Gets the local time of the recording's first sample, for files that state clock times or have a start of their own.</summary>
    public DateTime? RecordingStart { get; init; }
}
