namespace MyoclonusSignal.Rhythm;

/// <summary>The frequency of a peak between the bins, and that of the rhythm it belongs to.</summary>
internal static class PeakSummit
{
    // The top of the hill that the peak belongs to, by a parabola through the logarithms of three bins.
    private static double Of(PeakSearch search, int index) => Of(search.Test, search.Flat, index, search.Power.StepHz);

    /// <summary>The same of a flattened spectrum that is given.</summary>
    public static double Of(PeakTest test, ReadOnlySpan<double> flat, int index, double stepHz)
    {
        int i = index;
        while (true)
        {
            double here = flat[test.FirstBin + i];
            if (i + 1 < test.Count && flat[test.FirstBin + i + 1] > here)
            {
                i++;
            }
            else if (i > 0 && flat[test.FirstBin + i - 1] > here)
            {
                i--;
            }
            else
            {
                break;
            }
        }

        int bin = test.FirstBin + i;
        double a = Math.Log(Math.Max(flat[bin - 1], 1e-290));
        double b = Math.Log(Math.Max(flat[bin], 1e-290));
        double c = Math.Log(Math.Max(flat[bin + 1], 1e-290));
        double bend = a - (2 * b) + c;
        double shift = bend < 0 ? Math.Clamp(0.5 * (a - c) / bend, -0.5, 0.5) : 0;
        return (bin + shift) * stepHz;
    }

    /// <summary>The frequency of the rhythm behind a finding, whose windows are loaded.</summary>
    /// <remarks>Bursts are not sine waves: their second harmonic may be the taller peak. The lower one is then the rhythm.</remarks>
    public static double Fundamental(PeakFinding found, RhythmOptions options)
    {
        PeakSearch search = found.Search;
        PeakTest test = search.Test;
        ReadOnlySpan<double> flat = search.Flat;
        double peakHz = Of(search, found.Evidence.Index);
        double count = search.Power.TailCount(found.FirstWindow, found.EndWindow);
        double tolerance = 0.5 / search.Power.WindowSeconds;
        PeakEvidence lower = default;
        for (int i = test.BandStart; i < test.BandEnd; i++)
        {
            if (Math.Abs((2 * test.FrequencyOf(i)) - peakHz) <= 2 * tolerance && test.Prominence(flat, i) > lower.Prominence)
            {
                lower = test.Evidence(flat, i, count);
            }
        }

        // Nor does a trace of what the peak itself has make it a harmonic.
        ReadOnlySpan<double> power = search.Average;
        int own = (int)Math.Round(peakHz / search.Power.StepHz);
        if (power[test.FirstBin + lower.Index] < HarmonicComb.LeastWeight * power[Math.Min(own, power.Length - 1)])
        {
            return peakHz;
        }

        // A weak peak that happens to lie at half the frequency does not make a strong one its harmonic.
        bool strong = lower.Prominence >= 0.5 * found.Evidence.Prominence || lower.Probability <= 1e-6;
        return strong && lower.Prominence >= options.MinimumProminence && lower.Probability <= options.Significance
            && Math.Abs((2 * Of(search, lower.Index)) - peakHz) <= tolerance
            ? peakHz / 2
            : peakHz;
    }
}
