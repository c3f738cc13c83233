using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The linear envelope of one signal or of many in frames, as a stream: conditioned, rectified, smoothed.</summary>
/// <remarks>
/// Any division into blocks gives the same samples, bit for bit. A feature comes out
/// <see cref="LinearEnvelopeDesign.DelaySeconds"/> later. NaN stays in the filters: split a recording at its gaps first. Nothing is
/// allocated after construction. Not thread-safe. A whole recording is faster with <see cref="WholeEnvelope"/>.
/// </remarks>
public sealed class LinearEnvelope
{
    private readonly LaneBank _bank;

    /// <summary>Initializes a new instance of the <see cref="LinearEnvelope"/> class.</summary>
    /// <param name="design">What the envelope is made of.</param>
    /// <param name="signalCount">The number of signals; of more than one, the samples come in frames, one of every signal.</param>
    /// <exception cref="ArgumentException">The design's filters are for different sampling rates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of signals is below 1.</exception>
    public LinearEnvelope(LinearEnvelopeDesign design, int signalCount = 1)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Validate();
        Guard.ThrowIfOutside(signalCount, 1, int.MaxValue);
        SignalCount = signalCount;
        _bank = new LaneBank(EnvelopeLanes.ForSignals(design, signalCount), signalCount);
    }

    /// <summary>Gets the number of signals.</summary>
    public int SignalCount { get; }

    /// <summary>Gives the envelope of a block.</summary>
    /// <param name="input">The next samples; of several signals whole frames.</param>
    /// <param name="output">Receives the envelope; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, a frame is incomplete, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output) => _bank.Process(input, output);

    /// <summary>Forgets everything.</summary>
    public void Reset() => _bank.Reset();
}
