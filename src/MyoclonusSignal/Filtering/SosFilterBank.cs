using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private int _untilFlush = SosCascade.ChunkFrames;

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
        _steadyState = new double[2 * coefficients.Count];
    }

    /// <summary>Gets the number of signals.</summary>
    public int SignalCount { get; }

    /// <summary>Filters frames.</summary>
    /// <param name="input">The next frames; the length is a multiple of <see cref="SignalCount"/>.</param>
    /// <param name="output">Receives the filtered frames; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, a frame is incomplete, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        Guard.ThrowIfNotWholeFrames(input, SignalCount);
        ref double from = ref MemoryMarshal.GetReference(input);
        ref double to = ref MemoryMarshal.GetReference(output);
        int frames = input.Length / SignalCount;
        for (int done = 0; done < frames;)
        {
            int count = Math.Min(frames - done, _untilFlush);
            ProcessChunk(
                ref Unsafe.Add(ref from, (nint)done * SignalCount), ref Unsafe.Add(ref to, (nint)done * SignalCount), count);
            done += count;
        }
    }

    /// <summary>Puts every signal at rest.</summary>
    public void Reset()
    {
        foreach (SosCascade cascade in _cascades)
        {
            cascade.Reset();
        }

        _untilFlush = SosCascade.ChunkFrames;
    }

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

        _untilFlush = SosCascade.ChunkFrames;
    }

    private void ProcessChunk(ref double input, ref double output, int frames)
    {
        int lane = 0;
        foreach (SosCascade cascade in _cascades)
        {
            cascade.Process(ref Unsafe.Add(ref input, lane), ref Unsafe.Add(ref output, lane), frames, SignalCount);
            lane += cascade.LaneCount;
        }

        _untilFlush -= frames;
        if (_untilFlush == 0)
        {
            foreach (SosCascade cascade in _cascades)
            {
                cascade.Flush();
            }

            _untilFlush = SosCascade.ChunkFrames;
        }
    }
}
