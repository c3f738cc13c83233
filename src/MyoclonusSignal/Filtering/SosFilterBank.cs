using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Runs many signals through one design at once, each in a lane of the processor's vectors.</summary>
/// <remarks>
/// The samples come in frames: the first sample of every signal, then the second of every signal, and so on. Each signal's
/// samples are those of an <see cref="SosFilter"/> of its own, bit for bit, whatever the number of signals and the division into
/// blocks. Nothing is allocated after construction. Not thread-safe. <see cref="Frames"/> makes frames of separate signals.
/// </remarks>
public sealed class SosFilterBank
{
    private readonly SosCoefficients _coefficients;
    private readonly SosCascade[] _cascades;
    private readonly double[] _steadyState;
    private readonly LaneBank _bank;

    /// <summary>Initializes a new instance of the <see cref="SosFilterBank"/> class, at rest.</summary>
    /// <param name="coefficients">The design.</param>
    /// <param name="signalCount">The number of signals, at least 1; a multiple of 8 is fastest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public SosFilterBank(SosCoefficients coefficients, int signalCount)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        Guard.ThrowIfOutside(signalCount, 1, int.MaxValue);
        _coefficients = coefficients;
        SignalCount = signalCount;
        _cascades = SosCascade.ForSignals(coefficients, signalCount);
        _bank = new LaneBank(_cascades, signalCount);
        _steadyState = new double[2 * coefficients.Count];
    }

    /// <summary>Gets the number of signals.</summary>
    public int SignalCount { get; }

    /// <summary>Filters frames.</summary>
    /// <param name="input">The next frames; the length is a multiple of <see cref="SignalCount"/>.</param>
    /// <param name="output">Receives the filtered frames; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, a frame is incomplete, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output) => _bank.Process(input, output);

    /// <summary>Puts every signal at rest.</summary>
    public void Reset() => _bank.Reset();

    /// <summary>Puts every signal in the state it reaches under a constant input of its own.</summary>
    /// <param name="steadyInput">One frame: the constant input of each signal.</param>
    /// <exception cref="ArgumentException">The length is not that of a frame.</exception>
    public void Reset(ReadOnlySpan<double> steadyInput)
    {
        Guard.ThrowIfNotLength(steadyInput, SignalCount);
        int signal = 0;
        foreach (SosCascade cascade in _cascades)
        {
            for (int lane = 0; lane < cascade.LaneCount; lane++)
            {
                _coefficients.CopySteadyState(steadyInput[signal++], _steadyState);
                cascade.SetState(lane, _steadyState);
            }
        }

        _bank.Restart();
    }
}
