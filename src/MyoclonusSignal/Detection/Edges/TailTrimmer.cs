using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Moves the offset of a jerk back to where its power came down to what the filters in front still ring, beside the noise:
/// behind a large burst the band-pass itself rings above the noise.
/// </summary>
/// <remarks>Which bursts are jerks is decided before: only the offset moves, and only towards the onset.</remarks>
internal sealed class TailTrimmer(BinHistory bins, EdgeEstimator edges, DetectorGeometry geometry, double tailPower)
{
    // What rings must matter beside the noise, and the jerk must stand out of both.
    private const double LeastRinging = 0.5;
    private const double LeastRatio = 4;

    // Offsets are placed some tens of milliseconds after a burst of typical length.
    private const double TailSeconds = 0.02;
    private const double BurstSeconds = 0.06;

    /// <summary>Gives what a filter leaves of a burst's power where its offset is placed.</summary>
    /// <param name="filter">The filter before the detector.</param>
    /// <param name="delaySeconds">The delay that is taken off the times.</param>
    public static double TailPower(SosCoefficients filter, double delaySeconds) =>
        BandDelay.TailPower(filter, delaySeconds, TailSeconds, BurstSeconds);

    /// <summary>Gives the offset of a jerk.</summary>
    /// <param name="start">The onset, a sample index.</param>
    /// <param name="end">The offset as the noise alone has it.</param>
    /// <param name="floorPower">The mean power of the noise.</param>
    /// <param name="independence">Degrees of freedom per sample.</param>
    /// <param name="offsetHalf">Half the width of the central 68 % of the offset in seconds.</param>
    public long Trim(long start, long end, double floorPower, double independence, ref double offsetHalf)
    {
        long peakBin = start / geometry.BinSamples;
        for (long bin = peakBin; bin < end / geometry.BinSamples; bin++)
        {
            peakBin = bins.Middle(bin) > bins.Middle(peakBin) ? bin : peakBin;
        }

        double peak = bins.Middle(peakBin);
        double noise = floorPower + (tailPower * peak);
        if (!(tailPower * peak > LeastRinging * floorPower) || peak < LeastRatio * noise)
        {
            return end;
        }

        long peakSample = Math.Clamp((peakBin * geometry.BinSamples) + (geometry.BinSamples / 2), start, end);
        long guess = ChangePoint.Offset(bins, peakSample, end, noise, ChangePoint.RatioOf(peak / noise));
        long core = Math.Min(peakSample, (start + guess) / 2);
        double offset = edges.KnowsRinging
            ? edges.Estimate(BurstEdge.OffsetBeforeRinging, end, bins.SampleCount, core, floorPower, independence, out double half)
            : edges.Estimate(BurstEdge.Offset, guess, bins.SampleCount, core, noise, independence, out half);
        long trimmed = Math.Clamp((long)Math.Round(offset), start + 1, end);
        offsetHalf = trimmed < end ? half : offsetHalf;
        return trimmed;
    }
}
