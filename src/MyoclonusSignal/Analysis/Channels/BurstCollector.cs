using System.Runtime.InteropServices;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>The bursts found in one channel, and why some of them are no events, as far as their own samples show.</summary>
internal sealed class BurstCollector
{
    private readonly List<DetectedBurst> _bursts = [];
    private readonly List<BurstRejection> _rejections = [];
    private readonly List<double> _floorRms = [];

    /// <summary>Gets the bursts, the rejected ones among them, in the order in which they were settled.</summary>
    public IReadOnlyList<DetectedBurst> Bursts => _bursts;

    /// <summary>Takes in a burst that the detector has just given.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="rejection">Why it is no event, as far as is known already.</param>
    public void Keep(in DetectedBurst burst, BurstRejection rejection)
    {
        _bursts.Add(burst);
        _rejections.Add(rejection);
        _floorRms.Add(burst.Burst.FloorRms);
    }

    /// <summary>Takes in the noise floor at the end of a segment.</summary>
    public void KeepFloor(double floorRms) => _floorRms.Add(floorRms);

    /// <summary>Gives the median of the noise floors, or <see langword="null"/> where there was none.</summary>
    public double? MedianFloorRms()
    {
        _floorRms.Sort();
        return _floorRms.Count == 0 ? null : Statistics.UpperMedian(CollectionsMarshal.AsSpan(_floorRms));
    }

    /// <summary>Gives what was known of the bursts from the first one on when they were kept.</summary>
    public BurstRejection[] Rejections(int first) => [.. _rejections.Skip(first)];
}
