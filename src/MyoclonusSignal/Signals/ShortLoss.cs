using System.Globalization;

namespace MyoclonusSignal.Signals;

/// <summary>How long a loss of samples may be without ending a segment.</summary>
internal static class ShortLoss
{
    /// <summary>Fifty milliseconds: a packet of most wireless sensors, and as long as the shortest silent period of EMG.</summary>
    public const double Seconds = 0.05;

    // An accelerometer at 25 Hz loses two rows at a time; three are then 120 ms, less than a period of the fastest rhythm looked for,
    // 8 Hz. At lower rates it is two, and at any rate one.
    private const int MostSamples = 3;
    private const double MostSeconds = 0.125;

    /// <summary>Gives the number of samples of the longest loss that is bridged.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static int Samples(double sampleRate)
    {
        int usual = (int)Math.Floor((Seconds * sampleRate) + 1e-6);
        int slow = Math.Min(MostSamples, (int)Math.Floor((MostSeconds * sampleRate) + 1e-6));
        return Math.Max(1, Math.Max(usual, slow));
    }

    /// <summary>Says how long a loss may be at most: <c>50 ms</c>.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static string Text(double sampleRate)
    {
        double longest = Math.Max(Seconds, Samples(sampleRate) / sampleRate);
        return string.Create(CultureInfo.InvariantCulture, $"{longest * 1e3:0.#} ms");
    }
}
