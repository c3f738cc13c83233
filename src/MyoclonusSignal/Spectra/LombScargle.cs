using System.Globalization;
using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>The generalised Lomb–Scargle periodogram: spectra of samples at uneven times, without resampling them.</summary>
/// <remarks>
/// At each frequency a·cos + b·sin (+ c) is fitted by least squares: Lomb (1976), doi:10.1007/BF00648343; Scargle (1982),
/// doi:10.1086/160554; with the constant c Zechmeister and Kürster (2009), doi:10.1051/0004-6361:200811296. Cost: samples
/// × frequencies, about 1 ns each. Thread-safe.
/// </remarks>
public static class LombScargle
{
    // Turning a point on the unit circle again and again loses a bit each few steps; afresh before it matters.
    private const int StepsBetweenFreshAngles = 64;

    /// <summary>Writes the periodogram at the frequencies lowHz, lowHz + stepHz, …</summary>
    /// <param name="timesSeconds">Times of the samples in any order, finite.</param>
    /// <param name="values">As many values; a missing one (NaN or infinite) is left out.</param>
    /// <param name="lowHz">First frequency in Hz, above 0.</param>
    /// <param name="stepHz">Distance of the frequencies in Hz, above 0; a fifth of 1/duration draws every peak.</param>
    /// <param name="periodogram">Receives one value for each frequency; its length is their number.</param>
    /// <param name="scaling">Unit of the result.</param>
    /// <param name="floatingMean">Whether to fit a constant with each sinusoid; otherwise the values are taken as they are.</param>
    /// <returns>The number of samples used, N.</returns>
    /// <exception cref="ArgumentException">
    /// The lengths differ, a time is not finite, fewer than 4 values are present, or a number is out of its range.
    /// </exception>
    public static int Estimate(
        ReadOnlySpan<double> timesSeconds,
        ReadOnlySpan<double> values,
        double lowHz,
        double stepHz,
        Span<double> periodogram,
        LombScargleScaling scaling = LombScargleScaling.ExplainedVariance,
        bool floatingMean = true)
    {
        Guard.ThrowIfOutside(lowHz, double.Epsilon, double.MaxValue);
        Guard.ThrowIfOutside(stepHz, double.Epsilon, double.MaxValue);
        Guard.ThrowIfOutside((int)scaling, 0, (int)LombScargleScaling.Power, nameof(scaling));
        (double[] times, double[] kept) = KeepPresent(timesSeconds, values);
        double total = 0;
        double mean = floatingMean ? Trend.Sum(kept) / kept.Length : 0;
        for (int i = 0; i < kept.Length; i++)
        {
            // A constant taken off beforehand changes nothing in the fit with a constant, and keeps its digits.
            kept[i] -= mean;
            total += kept[i] * kept[i] / kept.Length;
        }

        double scale = scaling == LombScargleScaling.Power ? 0.5 * kept.Length : total > 0 ? 1 / total : 0;
        var circle = new TurningAngles(times, stepHz);
        for (int k = 0; k < periodogram.Length; k++)
        {
            if (k % StepsBetweenFreshAngles == 0)
            {
                circle.Set(lowHz + (k * stepHz));
            }

            periodogram[k] = scale * circle.ExplainedVariance(kept, floatingMean);
            circle.Turn();
        }

        return kept.Length;
    }

    /// <summary>Gives the probability that noise without a rhythm has such a peak anywhere in the frequencies searched.</summary>
    /// <param name="peak">Height of the peak as <see cref="LombScargleScaling.ExplainedVariance"/>, 0 to 1.</param>
    /// <param name="sampleCount">Number of samples used, N, 4 or more.</param>
    /// <param name="independentFrequencies">How many frequencies are independent: about band × duration; above 0.</param>
    /// <returns>1 − (1 − (1 − z)^((N−3)/2))^M: Zechmeister and Kürster (2009), eq. 24, for white normal noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double FalseAlarmProbability(double peak, int sampleCount, double independentFrequencies)
    {
        Guard.ThrowIfOutside(peak, 0, 1);
        Guard.ThrowIfOutside(sampleCount, 4, int.MaxValue);
        Guard.ThrowIfOutside(independentFrequencies, double.Epsilon, double.MaxValue);
        double single = Math.Exp(0.5 * (sampleCount - 3) * double.LogP1(-peak));
        return -double.ExpM1(independentFrequencies * double.LogP1(-single));
    }

    /// <summary>The samples that have a value, with their times from the middle of the recording.</summary>
    private static (double[] Times, double[] Values) KeepPresent(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        if (times.Length != values.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"Times and values must be as many; found {times.Length} and {values.Length}."),
                nameof(values));
        }

        int finite = Finite.CountLeading(times);
        if (finite < times.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Time {finite} is {times[finite]}; expected seconds."), nameof(times));
        }

        List<double> keptTimes = new(times.Length);
        List<double> keptValues = new(times.Length);
        double earliest = double.PositiveInfinity;
        double latest = double.NegativeInfinity;
        for (int i = 0; i < times.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                keptTimes.Add(times[i]);
                keptValues.Add(values[i]);
                earliest = Math.Min(earliest, times[i]);
                latest = Math.Max(latest, times[i]);
            }
        }

        if (keptValues.Count < 4)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"A periodogram needs 4 values; found {keptValues.Count} of {values.Length}."),
                nameof(values));
        }

        double middle = 0.5 * (earliest + latest);
        foreach (ref double time in CollectionsMarshal.AsSpan(keptTimes))
        {
            time -= middle;
        }

        return ([.. keptTimes], [.. keptValues]);
    }
}

/// <summary>The unit of a Lomb–Scargle periodogram.</summary>
public enum LombScargleScaling
{
    /// <summary>The part of the variance that a sinusoid of this frequency explains, 0 to 1.</summary>
    ExplainedVariance,

    /// <summary>A²·N/4 for a sinusoid of amplitude A in N samples, in unit² (SciPy's default).</summary>
    Power,
}
