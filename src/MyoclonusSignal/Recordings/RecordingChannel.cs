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
    IReadOnlyList<string> SignalNames);
