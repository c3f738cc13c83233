namespace MyoclonusSignal.Detection;

/// <summary>
/// Joins bursts with no pause between them, measures the whole, and tells whether it is a jerk, a contraction or neither.
/// </summary>
internal sealed class BurstJudge
{
    // Power in the burst over power beside it. A step of the level gives 1, noise on top of it up to some 1.5.
    private const double FlankRatio = 1.8;

    // Of power, at 90 % of the amplitude.
    private const double RisenFraction = 0.81;

    // Of power. A limb of 4 Hz that is damped by a tenth keeps 0.55 of it from one half-period to the next, one of 8 Hz that
    // is damped by a third 0.11; a new push as weak as this cannot be distinguished from it.
    private const double RingFraction = 0.2;

    private readonly BinHistory _bins;
    private readonly ContractionTracker _contractions;
    private readonly TailTrimmer _trimmer;
    private readonly DetectorGeometry _geometry;
    private readonly double _sampleRate;
    private readonly BurstQueue _output;
    private readonly BurstSpectrum _spectrum;
    private readonly bool _givesRejected;
    private long _pendingStart;
    private long _pendingEnd;
    private double _pendingFloor;
    private double _pendingIndependence;
    private double _pendingOnsetHalf;
    private double _pendingOffsetHalf;
    private long _contractionEnd;
    private double _contractionPower;

    public BurstJudge(
        BinHistory bins,
        ContractionTracker contractions,
        TailTrimmer trimmer,
        DetectorGeometry geometry,
        double sampleRate,
        BurstQueue output,
        bool givesRejected)
    {
        _bins = bins;
        _contractions = contractions;
        _trimmer = trimmer;
        _geometry = geometry;
        _sampleRate = sampleRate;
        _output = output;
        _spectrum = new BurstSpectrum(sampleRate);
        _givesRejected = givesRejected;
        Reset();
    }

    public void Reset()
    {
        _pendingStart = -1;
        _pendingEnd = -1;
        _contractionPower = 0;
    }

    /// <summary>Takes in the next burst, behind the last one.</summary>
    /// <param name="start">The onset, a sample index.</param>
    /// <param name="end">The offset.</param>
    /// <param name="onsetHalf">Half the width of the central 68 % of the onset, in seconds.</param>
    /// <param name="offsetHalf">The same of the offset.</param>
    /// <param name="floorPower">The mean power of the noise before it.</param>
    /// <param name="independence">Degrees of freedom per sample.</param>
    /// <param name="isRenewed">Whether it is known to be a new rise behind the last one, however near.</param>
    public void Add(long start, long end, double onsetHalf, double offsetHalf, double floorPower, double independence, bool isRenewed)
    {
        bool isNear = !isRenewed && start - _pendingEnd <= _geometry.JoinSamples;
        if (_pendingEnd >= 0 && ((isNear && !HasPause(start, end)) || RingsOn(start, end)))
        {
            _pendingEnd = end;
            _pendingOffsetHalf = offsetHalf;
            return;
        }

        Flush();
        _pendingStart = start;
        _pendingEnd = end;
        _pendingOnsetHalf = onsetHalf;
        _pendingOffsetHalf = offsetHalf;
        _pendingFloor = floorPower;
        _pendingIndependence = independence;
    }

    /// <summary>Judges the burst that is still waiting, if none that begins at <paramref name="next"/> or later can join it.</summary>
    public void Advance(long next)
    {
        long reach = _geometry.WaitSamples + (2L * _geometry.HalfWindowBins * _geometry.BinSamples);
        if (_pendingEnd >= 0 && next - reach > _pendingEnd)
        {
            Flush();
        }
    }

    /// <summary>Judges the burst that is still waiting.</summary>
    public void Flush()
    {
        if (_pendingEnd < 0)
        {
            return;
        }

        long start = _pendingStart;
        long end = _pendingEnd;
        _pendingEnd = -1;
        BurstFeatures features = default;
        features.Add(_bins, start, end);
        ContractionSide side = _contractions.SideOf(start, end, features.MeanPower);
        if (side == ContractionSide.Part)
        {
            // It is reported with the whole.
            return;
        }

        EventKind kind = end - start > _geometry.JerkLimitSamples ? EventKind.Contraction : EventKind.Jerk;
        BurstRejection rejection = Judge(start, end, kind, features.MeanPower);
        rejection = rejection == BurstRejection.None && side == ContractionSide.Beside ? BurstRejection.BesideContraction : rejection;
        if (rejection != BurstRejection.None && !_givesRejected)
        {
            return;
        }

        if (rejection == BurstRejection.None && kind == EventKind.Contraction)
        {
            (_contractionEnd, _contractionPower) = (end, features.MeanPower);
        }

        if (kind == EventKind.Jerk)
        {
            end = _trimmer.Trim(start, end, _pendingFloor, _pendingIndependence, ref _pendingOffsetHalf);
            features = default;
            features.Add(_bins, start, end);
        }

        _spectrum.Add(_bins, start, end);
        _output.Add(features.ToBurst(start, end, kind, _pendingFloor, _spectrum.TakeMeanHz(), _sampleRate) with
        {
            RiseSeconds = kind == EventKind.Jerk ? RiseSeconds(start, end) : double.NaN,
            OnsetUncertaintySeconds = _pendingOnsetHalf,
            OffsetUncertaintySeconds = _pendingOffsetHalf,
            Rejection = rejection,
        });
    }

    /// <summary>Returns true if the power comes down between the burst that waits and the next one.</summary>
    private bool HasPause(long start, long end)
    {
        long first = _pendingEnd / _geometry.BinSamples;
        long last = start / _geometry.BinSamples;
        double before = _bins.MeanPower(_pendingStart / _geometry.BinSamples, first);
        double after = _bins.MeanPower(last, end / _geometry.BinSamples);
        return Least(first - _geometry.HalfWindowBins, last + _geometry.HalfWindowBins) < _geometry.PauseFraction * Math.Min(before, after);
    }

    /// <summary>The least power of any middle window around some bins.</summary>
    private double Least(long first, long last)
    {
        double least = double.PositiveInfinity;
        for (long bin = Math.Max(0, first); bin <= Math.Min(last, _bins.BinCount - 1); bin++)
        {
            least = Math.Min(least, _bins.Around(bin, Math.Max(2, _geometry.PauseHalves)));
        }

        return least;
    }

    private BurstRejection Judge(long start, long end, EventKind kind, double power)
    {
        if (end - start < _geometry.MinimumSamples)
        {
            return BurstRejection.TooShort;
        }

        if (!StandsOut(start, end, power))
        {
            return BurstRejection.LevelChange;
        }

        if (kind == EventKind.Contraction)
        {
            return BurstRejection.None;
        }

        // What is there before the first sample is seen is more often an amplifier that settles.
        return start <= _geometry.BinSamples ? BurstRejection.AtStart
            : _contractions.Lingers(_contractionEnd, start, power, _contractionPower, _pendingFloor) ? BurstRejection.BesideContraction
            : BurstRejection.None;
    }

    /// <summary>Returns true if a burst is a weak rest of the one before it, as a limb or a filter that rings leaves.</summary>
    private bool RingsOn(long start, long end)
    {
        if (_geometry.RingSamples == 0 || start - _pendingEnd > _geometry.RingSamples)
        {
            return false;
        }

        BurstFeatures before = default;
        before.Add(_bins, _pendingStart, _pendingEnd);
        BurstFeatures after = default;
        after.Add(_bins, start, end);
        return after.MeanPower < RingFraction * before.MeanPower;
    }

    private double RiseSeconds(long start, long end)
    {
        long first = start / _geometry.BinSamples;
        long last = (end - 1) / _geometry.BinSamples;
        double peak = 0;
        for (long bin = first; bin <= last; bin++)
        {
            peak = Math.Max(peak, _bins.Half(bin));
        }

        long risen = first;
        while (_bins.Half(risen) < RisenFraction * peak)
        {
            risen++;
        }

        return Math.Max(0, ((risen + 0.5) * _geometry.BinSamples) - start) / _sampleRate;
    }

    /// <summary>Returns true if the power falls off on both sides of a burst.</summary>
    private bool StandsOut(long start, long end, double power)
    {
        int flank = _geometry.FlankBins;
        long first = start / _geometry.BinSamples;
        long behind = (end + _geometry.BinSamples - 1) / _geometry.BinSamples;
        double before = Lower(_bins.MeanPower(first - flank, first), _bins.MeanPower(first - (2 * flank), first - flank));
        double after = Lower(_bins.MeanPower(behind, behind + flank), _bins.MeanPower(behind + flank, behind + (2 * flank)));

        // Beyond the edge of the signal nothing is known against the burst.
        return (!(before * FlankRatio > power) || Least(first - flank, first) < _geometry.PauseFraction * power)
            && (!(after * FlankRatio > power) || Least(behind, behind + flank) < _geometry.PauseFraction * power);
    }

    private static double Lower(double near, double far) => far < near ? far : near;
}
