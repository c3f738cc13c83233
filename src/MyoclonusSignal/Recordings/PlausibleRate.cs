using System.Globalization;

namespace MyoclonusSignal.Recordings;

/// <summary>What sampling rates recordings of muscles and of movement have; any other is a misread unit or a damaged header.</summary>
internal static class PlausibleRate
{
    /// <summary>The lowest rate of either in Hz: below, nothing of a jerk or a rhythm is left.</summary>
    public const double LowestHz = 1;

    /// <summary>The highest rate of EMG in Hz: ten times what needle EMG is recorded at.</summary>
    public const double HighestEmgHz = 200_000;

    /// <summary>The highest rate of acceleration in Hz: faster than the sensors of vibration tests.</summary>
    public const double HighestAccelerationHz = 10_000;

    // Of a rate that a header holds as the length of a record.
    private const double Rounding = 1e-9;

    /// <summary>Refuses a recording with a channel at a rate that it cannot have.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="remedy">What the caller can do; NAME stands for the channel.</param>
    /// <exception cref="RecordingFormatException">A channel has such a rate.</exception>
    public static void Check(string path, IEnumerable<RecordingChannel> channels, string remedy)
    {
        foreach (RecordingChannel channel in channels)
        {
            double highest = channel.Kind == ChannelKind.Acceleration ? HighestAccelerationHz : HighestEmgHz;
            if (channel.Kind is ChannelKind.Emg or ChannelKind.Acceleration
                && !(channel.SampleRate >= LowestHz * (1 - Rounding) && channel.SampleRate <= highest * (1 + Rounding)))
            {
                throw new RecordingFormatException(
                    path,
                    $"channel {channel.Name}",
                    string.Create(CultureInfo.InvariantCulture, $"a sampling rate of {LowestHz} to {highest} Hz for {(channel.Kind == ChannelKind.Emg ? "EMG" : "acceleration")}"),
                    string.Create(CultureInfo.InvariantCulture, $"{channel.SampleRate:g4} Hz"),
                    remedy.Replace("NAME", channel.Name, StringComparison.Ordinal));
            }
        }
    }
}
