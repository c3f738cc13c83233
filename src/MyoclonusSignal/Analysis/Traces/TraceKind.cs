namespace MyoclonusSignal.Analysis.Traces;

/// <summary>What a line of a trace shows.</summary>
public enum TraceKind
{
    /// <summary>The samples as they were recorded, one line a signal (axis), in the channel's unit.</summary>
    Recorded,

    /// <summary>What bursts are looked for in: the band-passed EMG, or the magnitude of band-passed acceleration.</summary>
    Filtered,

    /// <summary>The moving root mean square of the filtered samples, over the detector's middle window.</summary>
    Envelope,

    /// <summary>The noise floor that the detector follows, as root mean square.</summary>
    NoiseFloor,

    /// <summary>What the envelope must reach to be a burst: the upper threshold of the middle window, as root mean square.</summary>
    Threshold,
}
