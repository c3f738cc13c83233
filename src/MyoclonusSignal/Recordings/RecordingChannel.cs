using System.Text.Json.Serialization;

namespace MyoclonusSignal.Recordings;

/// <summary>One channel of a recording: a single signal, or the axes of one accelerometer.</summary>
/// <param name="Name">The name as in the recording without its unit; for a sensor of three axes the common stem (<c>acc</c>).</param>
/// <param name="Kind">What the channel measures.</param>
/// <param name="Unit">The unit as written (<c>uV</c>, <c>mV</c>, <c>g</c>, <c>m/s^2</c>), or <see langword="null"/> where none is stated.</param>
/// <param name="SampleRate">The sampling rate in Hz.</param>
/// <param name="Signals">The indices of the channel's signals in a <see cref="SampleBlock"/>: one, or three for the axes x, y, z.</param>
/// <param name="SignalNames">The names of those signals as in the recording (<c>acc_x</c>, …), in the same order.</param>
public sealed record RecordingChannel(
    string Name,
    ChannelKind Kind,
    string? Unit,
    double SampleRate,
    IReadOnlyList<int> Signals,
    IReadOnlyList<string> SignalNames)
{
    /// <summary>Gets where its samples lie on the recording's own clock; complete when the recording has been read.</summary>
    [JsonIgnore]
    public TimeMap TimeMap { get; init; } = TimeMap.Identity;

    /// <summary>Gets how the samples were converted from the unit in the file, for example <c>mV * 1000 = uV</c>, or <see langword="null"/> where they were not.</summary>
    public string? UnitConversion { get; init; }

    /// <summary>Gets what the file says of filters that the samples went through before, or <see langword="null"/>.</summary>
    public string? Prefilter { get; init; }

    /// <summary>Gets what the file says of the electrode or sensor, or <see langword="null"/>.</summary>
    public string? Transducer { get; init; }
}

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

/// <summary>The names that kinds of channels have in files, in messages and on the command line.</summary>
internal static class ChannelKindNames
{
    private static readonly (ChannelKind Kind, string Name)[] Names =
    [
        (ChannelKind.Emg, "emg"),
        (ChannelKind.Acceleration, "acc"),
        (ChannelKind.Eeg, "eeg"),
        (ChannelKind.Other, "other"),
    ];

    /// <summary>Gets all names.</summary>
    public static IEnumerable<string> All => Names.Select(one => one.Name);

    /// <summary>Gives the name of a kind.</summary>
    public static string Name(this ChannelKind kind) => Array.Find(Names, one => one.Kind == kind).Name;

    /// <summary>Gives the kind of a name, or <see langword="null"/> where there is no such kind.</summary>
    public static ChannelKind? Find(string? name) => Array.FindIndex(Names, one => one.Name == name) is int at and >= 0 ? Names[at].Kind : null;
}
