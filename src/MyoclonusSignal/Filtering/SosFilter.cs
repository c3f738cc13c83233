using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Runs one signal through a cascade of second-order sections, block by block.</summary>
/// <remarks>
/// Transposed direct form II with fused multiply-add. Any division of the signal into blocks gives the same samples, bit for
/// bit, and so does <see cref="SosFilterBank"/>. After silence the states become 0 instead of denormal numbers, which would
/// slow the processor down. NaN and infinity stay in the state for ever: split a recording at its gaps first. Nothing is
/// allocated after construction. Not thread-safe; one per signal.
/// </remarks>
public sealed class SosFilter
{
    private readonly LaneCascade<OneLane> _cascade;
    private readonly SosCoefficients _coefficients;
    private readonly double[] _state;
    private readonly LaneBank _bank;

    /// <summary>Initializes a new instance of the <see cref="SosFilter"/> class, at rest.</summary>
    /// <param name="coefficients">The design.</param>
    public SosFilter(SosCoefficients coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        _coefficients = coefficients;
        _cascade = new LaneCascade<OneLane>(coefficients.Sections.ToArray());
        _bank = new LaneBank([_cascade], 1);
        _state = new double[2 * coefficients.Count];
    }

    /// <summary>Filters a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives the filtered samples; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output) => _bank.Process(input, output);

    /// <summary>Puts the filter at rest.</summary>
    public void Reset() => _bank.Reset();

    /// <summary>Puts the filter in the state it reaches under a constant input, so that a step up to it causes no transient.</summary>
    /// <param name="steadyInput">The constant input.</param>
    public void Reset(double steadyInput)
    {
        _coefficients.CopySteadyState(steadyInput, _state);
        SetState(_state);
    }

    /// <summary>Gives the state, as SciPy's <c>zf</c>: two values for each section.</summary>
    /// <param name="state">Receives the state; twice as long as there are sections.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    public void CopyState(Span<double> state)
    {
        Guard.ThrowIfNotLength<double>(state, 2 * _coefficients.Count);
        _cascade.CopyState(0, state);
    }

    /// <summary>Starts from a state, as SciPy's <c>zi</c>: two values for each section.</summary>
    /// <param name="state">The state; twice as long as there are sections.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    public void SetState(ReadOnlySpan<double> state)
    {
        Guard.ThrowIfNotLength(state, 2 * _coefficients.Count);
        _cascade.SetState(0, state);
        _bank.Restart();
    }

    /// <summary>Returns true if another filter is of the same design and as far within a chunk, so that both may run side by side.</summary>
    internal bool RunsLike(SosFilter other) =>
        _bank.UntilFlush == other._bank.UntilFlush && _coefficients.Sections.SequenceEqual(other._coefficients.Sections);

    /// <summary>Makes what runs a number of filters like this one side by side.</summary>
    internal SideBySideFilters NewSideBySide(int count) => new(_coefficients, count);

    /// <summary>Puts the state into a lane; returns the samples until vanished states are next set to 0.</summary>
    internal int PutInto(SosCascade cascade, int lane)
    {
        _cascade.CopyState(0, _state);
        cascade.SetState(lane, _state);
        return _bank.UntilFlush;
    }

    /// <summary>Takes the state back from a lane.</summary>
    internal void TakeFrom(SosCascade cascade, int lane, int untilFlush)
    {
        cascade.CopyState(lane, _state);
        _cascade.SetState(0, _state);
        _bank.Resume(untilFlush);
    }
}
