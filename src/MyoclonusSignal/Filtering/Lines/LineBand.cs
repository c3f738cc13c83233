namespace MyoclonusSignal.Filtering;

/// <summary>Which lines a pass band lets through so far that they matter.</summary>
internal static class LineBand
{
    /// <summary>The lowest of them over the band's lower border.</summary>
    public const double LowestFraction = 0.8;

    /// <summary>The highest of them over the band's upper border: 20 % beyond it a band-pass has taken 6 dB or more.</summary>
    public const double HighestFraction = 1.2;

    // Nothing can be followed so close to half the sampling rate.
    private const double HighestOfNyquist = 0.98;

    /// <summary>Gives the harmonics of a line that a pass band lets through, the line itself among them.</summary>
    /// <param name="hz">The frequency of the line in Hz, above 0.</param>
    /// <param name="lowHz">The lower border of the pass band in Hz.</param>
    /// <param name="highHz">Its upper border in Hz.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static List<double> Harmonics(double hz, double lowHz, double highHz, double sampleRate)
    {
        List<double> harmonics = [];
        for (double harmonic = hz; harmonic < sampleRate / 2 * HighestOfNyquist && harmonic < HighestFraction * highHz; harmonic += hz)
        {
            if (harmonic > LowestFraction * lowHz)
            {
                harmonics.Add(harmonic);
            }
        }

        return harmonics;
    }
}
