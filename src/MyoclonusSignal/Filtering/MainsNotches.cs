namespace MyoclonusSignal.Filtering;

/// <summary>The notches at the mains and its harmonics as far as a pass band lets them through: one comb for all who need it.</summary>
internal static class MainsNotches
{
    // Width of the notch at the mains, as its quality factor; SciPy's and MNE's usual 30 gives 1.7 Hz at 50 Hz.
    private const double MainsQuality = 30;

    /// <summary>Gives the frequencies to take out: the mains and its harmonics near the pass band.</summary>
    /// <param name="mainsHz">The frequency of the mains in Hz, above 0.</param>
    /// <param name="lowHz">The lower border of the pass band in Hz.</param>
    /// <param name="highHz">Its upper border in Hz.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static List<double> Lines(double mainsHz, double lowHz, double highHz, double sampleRate)
    {
        List<double> lines = [];

        // Harmonics outside the pass band are weak already; 20 % beyond its borders the band-pass has taken 6 dB or more.
        for (double line = mainsHz; line < sampleRate / 2 * 0.98 && line < 1.2 * highHz; line += mainsHz)
        {
            if (line > 0.8 * lowHz)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Gives a filter followed by a notch at every line, each of the same width in Hz.</summary>
    /// <param name="filter">The filter before the notches.</param>
    /// <param name="mainsHz">The frequency of the mains in Hz.</param>
    /// <param name="linesHz">What <see cref="Lines"/> gave.</param>
    /// <param name="depth">How many notches stand at each line, 1 or more.</param>
    public static SosCoefficients Append(SosCoefficients filter, double mainsHz, IReadOnlyList<double> linesHz, int depth)
    {
        foreach (double line in linesHz)
        {
            SosCoefficients notch = Notch.Design(line, MainsQuality * line / mainsHz, filter.SampleRate);
            for (int i = 0; i < depth; i++)
            {
                filter = filter.Then(notch);
            }
        }

        return filter;
    }
}
