using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// Runs filters of one design, each with a state of its own, side by side in the lanes of the processor's vectors. The samples are
/// those of each filter by itself, bit for bit, and each filter is left in the state that it would have come to: it may run
/// by itself or in other company before and after.
/// </summary>
/// <remarks>Nothing is allocated after construction. Not thread-safe.</remarks>
internal sealed class SideBySideFilters
{
    private readonly SosCascade[] _cascades;
    private readonly LaneBank _bank;
    private readonly double[] _frames;
    private readonly double[][] _signals;
    private readonly int _count;

    /// <summary>Initializes a new instance of the <see cref="SideBySideFilters"/> class.</summary>
    /// <param name="coefficients">The design.</param>
    /// <param name="count">The number of filters, at least 1.</param>
    public SideBySideFilters(SosCoefficients coefficients, int count)
    {
        // Three take two passes, four one: a lane without a signal costs less than a pass.
        int lanes = count % 4 == 3 ? count + 1 : count;
        _count = count;
        _cascades = SosCascade.ForSignals(coefficients, lanes);
        _bank = new LaneBank(_cascades, lanes);
        _frames = new double[lanes * LaneBank.ChunkFrames];
        _signals = new double[lanes][];
    }

    /// <summary>Filters the first samples of signals in their place.</summary>
    /// <param name="filters">The filters, which run alike (<see cref="SosFilter.RunsLike"/>).</param>
    /// <param name="signals">The samples for each of them.</param>
    /// <param name="length">How many of the samples.</param>
    public void Process(ReadOnlySpan<SosFilter> filters, ReadOnlySpan<double[]> signals, int length)
    {
        Guard.ThrowIfNotLength(filters, _count);
        Guard.ThrowIfNotLength(signals, _count);
        signals.CopyTo(_signals);
        if (_signals.Length > _count)
        {
            // The lane without a signal follows the last one: its samples are written where those already stand.
            _signals[^1] = _signals[^2];
        }

        for (int lane = 0; lane < _signals.Length; lane++)
        {
            (SosCascade cascade, int inCascade) = LaneAt(lane);
            _bank.Resume(filters[Math.Min(lane, _count - 1)].PutInto(cascade, inCascade));
        }

        for (int at = 0; at < length; at += LaneBank.ChunkFrames)
        {
            Span<double> frames = _frames.AsSpan(0, Math.Min(LaneBank.ChunkFrames, length - at) * _signals.Length);
            Frames.FromSignals(_signals, at, frames);
            _bank.Process(frames, frames);
            Frames.ToSignals(frames, _signals, at);
        }

        for (int lane = 0; lane < _count; lane++)
        {
            (SosCascade cascade, int inCascade) = LaneAt(lane);
            filters[lane].TakeFrom(cascade, inCascade, _bank.UntilFlush);
        }

        Array.Clear(_signals);
    }

    private (SosCascade Cascade, int Lane) LaneAt(int lane)
    {
        int cascade = 0;
        while (lane >= _cascades[cascade].LaneCount)
        {
            lane -= _cascades[cascade++].LaneCount;
        }

        return (_cascades[cascade], lane);
    }
}
