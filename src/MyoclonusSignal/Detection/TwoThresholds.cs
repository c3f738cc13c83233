using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Where an envelope is high: from the first sample above one threshold to the first that is not above another, lower one
/// (a Schmitt trigger), as a stream.
/// </summary>
/// <remarks>
/// The plainest of all detectors: fixed thresholds, no floor that follows the noise, no refinement of the edges.
/// <see cref="JerkDetector"/> has all that. Any division into blocks gives the same stretches; NaN is neither above nor below. Nothing
/// is allocated. Not thread-safe; one per signal.
/// </remarks>
public sealed class TwoThresholds
{
    private readonly double _on;
    private readonly double _off;
    private long _position;
    private long _start = -1;

    /// <summary>Initializes a new instance of the <see cref="TwoThresholds"/> class.</summary>
    /// <param name="on">A stretch begins with the first sample above it.</param>
    /// <param name="off">A stretch ends before the first sample that is not above it; at most <paramref name="on"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is not finite, or the second above the first.</exception>
    public TwoThresholds(double on, double off)
    {
        Guard.ThrowIfOutside(on, double.MinValue, double.MaxValue);
        Guard.ThrowIfOutside(off, double.MinValue, on);
        _on = on;
        _off = off;
    }

    /// <summary>Reads on to the end of the next stretch, or to the end of the block.</summary>
    /// <param name="envelope">The next samples of the envelope.</param>
    /// <param name="consumed">How many of them were read.</param>
    /// <param name="found">The stretch that has ended; its positions count from the first sample ever read.</param>
    /// <returns>Whether a stretch has ended.</returns>
    public bool TryRead(ReadOnlySpan<double> envelope, out int consumed, out Segment found)
    {
        int at = 0;
        if (_start < 0)
        {
            at = IndexAbove(envelope, _on);
            if (at < envelope.Length)
            {
                _start = _position + at;
            }
        }

        int end = at + IndexNotAbove(envelope[at..], _off);
        consumed = end;
        _position += end;
        if (_start < 0 || end == envelope.Length)
        {
            found = default;
            return false;
        }

        found = new Segment(_start, _position);
        _start = -1;
        return true;
    }

    /// <summary>Ends the stretch that the last sample left open, if any, and starts anew.</summary>
    /// <param name="last">The stretch up to the last sample.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryFinish(out Segment last)
    {
        bool isOpen = _start >= 0;
        last = isOpen ? new Segment(_start, _position) : default;
        Reset();
        return isOpen;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _position = 0;
        _start = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexAbove(ReadOnlySpan<double> samples, double threshold)
    {
        ref double first = ref MemoryMarshal.GetReference(samples);
        Vector256<double> thresholds = Vector256.Create(threshold);
        int i = 0;

        // Sixteen samples at a time, as nearly all of a recording is below.
        for (; i + (4 * Vector256<double>.Count) <= samples.Length; i += 4 * Vector256<double>.Count)
        {
            Vector256<double> a = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i), thresholds);
            Vector256<double> b = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 4), thresholds);
            Vector256<double> c = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 8), thresholds);
            Vector256<double> d = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 12), thresholds);
            if (((a | b) | (c | d)).ExtractMostSignificantBits() != 0)
            {
                break;
            }
        }

        while (i < samples.Length && !(samples[i] > threshold))
        {
            i++;
        }

        return i;
    }

    private static int IndexNotAbove(ReadOnlySpan<double> samples, double threshold)
    {
        int i = 0;
        while (i < samples.Length && samples[i] > threshold)
        {
            i++;
        }

        return i;
    }
}
