using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>The lines of a channel that are known before its first sample is conditioned: those seen in the preview, and the mains where they are stated.</summary>
internal static class KnownLines
{
    // A stated frequency is the nominal one: what stands as close to it is the mains.
    private const double NominalHz = 1;

    // Harmonics of 50 and 60 Hz by which the mains are known.
    private const int MainsHarmonics = 3;

    /// <summary>Joins the lines seen with those of stated mains.</summary>
    /// <param name="seen">The lines seen.</param>
    /// <param name="statedHz">The mains as stated, or <see langword="null"/>.</param>
    /// <param name="band">The pass band.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static List<FoundLine> Join(IReadOnlyList<FoundLine> seen, double? statedHz, FrequencyBand band, double sampleRate)
    {
        List<FoundLine> lines = [.. seen];
        foreach (double harmonic in statedHz is double hz ? LineBand.Harmonics(hz, band.LowHz, band.HighHz, sampleRate) : [])
        {
            if (!lines.Any(line => Math.Abs(line.Hz - harmonic) < NominalHz))
            {
                lines.Add(new FoundLine(harmonic, 0, 0));
            }
        }

        return lines;
    }

    /// <summary>Gives the line at 50 or 60 Hz itself, the stronger one, or <see langword="null"/>.</summary>
    public static FoundLine? Mains(IReadOnlyList<FoundLine> lines)
    {
        FoundLine? mains = null;
        foreach (FoundLine line in lines)
        {
            bool isMains = Math.Abs(line.Hz - 50) < NominalHz || Math.Abs(line.Hz - 60) < NominalHz;
            mains = isMains && !(line.Amplitude <= mains?.Amplitude) ? line : mains;
        }

        return mains;
    }

    /// <summary>Gives the mains, 50 or 60 Hz, of which the lines of the channels have more power; 0 where none is near either.</summary>
    public static double MainsHz(IEnumerable<IReadOnlyList<FoundLine>> channels)
    {
        double found = 0;
        double largest = 0;
        foreach (double mains in (ReadOnlySpan<double>)[50, 60])
        {
            foreach (IReadOnlyList<FoundLine> lines in channels)
            {
                double power = 0;
                for (int harmonic = 1; harmonic <= MainsHarmonics; harmonic++)
                {
                    double hz = harmonic * mains;
                    power += lines.Where(line => Math.Abs(line.Hz - hz) < NominalHz * harmonic).Sum(line => line.Amplitude * line.Amplitude);
                }

                if (power > largest)
                {
                    (found, largest) = (mains, power);
                }
            }
        }

        return found;
    }
}
