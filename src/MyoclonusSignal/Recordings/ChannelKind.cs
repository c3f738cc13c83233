namespace MyoclonusSignal.Recordings;

/// <summary>What a channel measures; decides how it is conditioned and whether jerks are looked for in it.</summary>
public enum ChannelKind
{
    /// <summary>Surface electromyogram.</summary>
    Emg,

    /// <summary>Acceleration, one or three axes.</summary>
    Acceleration,

    /// <summary>Electroencephalogram.</summary>
    Eeg,

    /// <summary>Anything else: goniometer, gyroscope, labels, electrocardiogram, …; not analysed unless asked.</summary>
    Other,
}
