namespace MyoclonusSignal.Analysis;

/// <summary>What subtracting the mean beat tells of a burst.</summary>
internal enum HeartbeatVerdict
{
    /// <summary>Something rises out of the noise without the heart, or there is no beat near.</summary>
    NoHeartbeat,

    /// <summary>It is nothing but a beat of the heart.</summary>
    Heartbeat,

    /// <summary>The heart changes so much from beat to beat that what is left may be the heart's: its shape must tell.</summary>
    Undecided,
}
