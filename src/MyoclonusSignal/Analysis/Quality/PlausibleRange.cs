using System.Numerics;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>How far from its middle a signal can reach: further than any converter does at its noise.</summary>
/// <param name="Middle">The median of the signal.</param>
/// <param name="Reach">The largest distance from it that is taken for a sample; infinite where nothing is known of it.</param>
internal readonly record struct PlausibleRange(double Middle, double Reach)
{
    /// <summary>
    /// How many times its usual deviation a signal can reach. Converters for biosignals have 24 bits, of which noise leaves up
    /// to 21 (Texas Instruments, ADS1299 data sheet, table 1): their whole range is 2²¹ times their own noise.
    /// </summary>
    public const double MostDeviations = 1 << 21;

    // Of a sample of this size a median is known to a few per cent.
    private const int MostSamples = 8192;

    /// <summary>
    /// Tells it from the first samples of a signal, by medians, so that what does not belong there has no say: the median
    /// deviation from the median of those that deviate, as coarse signals at rest mostly do not.
    /// </summary>
    /// <param name="samples">The samples; missing ones are left out.</param>
    public static PlausibleRange Of(List<double> samples)
    {
        int stride = Math.Max(1, samples.Count / MostSamples);
        double[] some = [.. samples.Where((_, i) => i % stride == 0).Where(MissingSample.IsPresent)];
        if (some.Length == 0)
        {
            return new PlausibleRange(0, double.PositiveInfinity);
        }

        double middle = Median.Of(some);
        double[] deviations = [.. some.Select(sample => Math.Abs(sample - middle)).Where(deviation => deviation > 0)];
        return new PlausibleRange(middle, deviations.Length == 0 ? double.PositiveInfinity : MostDeviations * Median.Of(deviations));
    }

    /// <summary>Returns true if a sample lies beyond; a missing one does not.</summary>
    public bool Excludes(double sample) => Math.Abs(sample - Middle) > Reach && MissingSample.IsPresent(sample);

    /// <summary>Returns true if any sample lies beyond.</summary>
    public bool ExcludesAny(ReadOnlySpan<double> samples)
    {
        Vector<double> middle = new(Middle);
        Vector<double> reach = new(Reach);
        int i = 0;
        for (; i + Vector<double>.Count <= samples.Length; i += Vector<double>.Count)
        {
            if (Vector.GreaterThanAny(Vector.Abs(new Vector<double>(samples[i..]) - middle), reach))
            {
                return true;
            }
        }

        for (; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i] - Middle) > Reach)
            {
                return true;
            }
        }

        return false;
    }
}
