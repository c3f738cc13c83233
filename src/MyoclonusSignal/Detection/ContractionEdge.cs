namespace MyoclonusSignal.Detection;

/// <summary>Finds where a contraction ends on one side: at a pause before another event, or where its power has gone.</summary>
/// <param name="bins">The power of the signal.</param>
/// <param name="geometry">The lengths of windows.</param>
/// <param name="sampleRate">The sampling rate in Hz.</param>
/// <param name="startBin">Where the contraction begins, as far as that is known.</param>
/// <param name="raisedPower">The power that it has at least up to its edges.</param>
/// <param name="restPower">The power below which the muscle is at rest.</param>
internal readonly struct ContractionEdge(
    BinHistory bins, DetectorGeometry geometry, double sampleRate, long startBin, double raisedPower, double restPower)
{
    private const double InsideSeconds = 1;

    // A jerk beside a contraction, in a window of 48 ms: jerks last up to 0.1 s, a few up to 0.15 s.
    private const double BesideJerkSeconds = 0.2;

    private long PauseBins => (long)(ContractionTracker.PauseSeconds * sampleRate / geometry.BinSamples);

    /// <summary>Goes from inside a contraction outwards to the last raised bin before a pause; a burst beyond the pause is another event.</summary>
    public long Walk(long bin, int direction, long limit)
    {
        long last = bin;
        long brief = PauseBeside(bin, direction);
        bool isRest = false;
        for (; bin != limit && Math.Abs(bin - last) <= PauseBins; bin += direction)
        {
            double power = bins.Double(bin);
            if (power >= raisedPower)
            {
                // The discharges of an end that fades grow fewer; what comes behind a rest is no part of it.
                if (isRest && Math.Abs(bin - last) > brief && IsShort(bin, direction))
                {
                    return last;
                }

                last = bin;
                isRest = false;
            }
            else
            {
                isRest |= power < restPower;
            }
        }

        return last;
    }

    /// <summary>Returns true if what begins at a bin, outwards, ends before long and is followed by a rest: a jerk, as a contraction goes on behind a silent period.</summary>
    private bool IsShort(long bin, int direction)
    {
        long last = bin;
        long longest = (long)(BesideJerkSeconds * sampleRate / geometry.BinSamples);
        for (long at = bin; at >= 0 && at < bins.KnownBins && Math.Abs(at - last) <= PauseBins; at += direction)
        {
            last = bins.Double(at) >= raisedPower ? at : last;
            if (Math.Abs(last - bin) > longest)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives the number of bins of a pause beyond which another event lies: twice the longest within the second inside the edge, for
    /// contractions of few units have pauses by themselves.
    /// </summary>
    private long PauseBeside(long core, int direction)
    {
        long length = (long)(InsideSeconds * sampleRate / geometry.BinSamples);
        long first = direction > 0 ? Math.Max(startBin, core - length) : core;
        long end = direction > 0 ? core : Math.Min(bins.KnownBins, core + length);
        if (geometry.RingSamples > 0 || end - first < length)
        {
            return PauseBins;
        }

        long longest = 0;
        long run = 0;
        for (long bin = first; bin < end; bin++)
        {
            run = bins.Double(bin) < raisedPower ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return Math.Min(PauseBins, Math.Max(2 * longest, 2 * geometry.HalfWindowBins));
    }

    /// <summary>Gives how far from its last raised bin the edge of a contraction may lie: not beyond the middle of a pause before another event.</summary>
    public long Boundary(long coarse, int direction, long limit)
    {
        if (geometry.RingSamples > 0)
        {
            return limit;
        }

        long weakest = coarse;
        long beyond = Math.Clamp(coarse + (direction * (geometry.EdgePad + (2 * geometry.HalfWindowBins))), 0, Math.Max(0, bins.KnownBins - 1));
        for (long bin = coarse; bin != beyond; bin += direction)
        {
            weakest = bins.Double(bin) < bins.Double(weakest) ? bin : weakest;
            if (weakest != coarse && bins.Double(bin) >= raisedPower && bins.Double(weakest) < restPower)
            {
                return direction > 0 ? Math.Min(limit, weakest) : Math.Max(limit, weakest);
            }
        }

        return limit;
    }
}
