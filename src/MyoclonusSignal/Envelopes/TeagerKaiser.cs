using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>
/// The Teager–Kaiser energy ψ[n] = x[n]² − x[n−1]·x[n+1] as a stream: amplitude and frequency together, so that a burst of
/// EMG stands out further from the noise than in its power (Kaiser (1990), doi:10.1109/ICASSP.1990.115702).
/// </summary>
/// <remarks>
/// ψ needs the next sample, so each output belongs to the sample before; the first two outputs are 0. The unit is the square
/// of the input's. Any block size gives the same samples, bit for bit; nothing is allocated. Not thread-safe; one per signal, or
/// one for many signals in frames.
/// </remarks>
public sealed class TeagerKaiser
{
    private double[] _last;
    private double[] _beforeLast;
    private double[] _nextLast;
    private double[] _nextBeforeLast;
    private int _frames;

    /// <summary>Initializes a new instance of the <see cref="TeagerKaiser"/> class.</summary>
    /// <param name="signalCount">The number of signals; of more than one, the samples come in frames, one of every signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public TeagerKaiser(int signalCount = 1)
    {
        Guard.ThrowIfOutside(signalCount, 1, Array.MaxLength);
        _last = new double[signalCount];
        _beforeLast = new double[signalCount];
        _nextLast = new double[signalCount];
        _nextBeforeLast = new double[signalCount];
    }

    /// <summary>Gets how many samples later a feature comes out: 1.</summary>
    public static int DelaySamples => 1;

    /// <summary>Gets the number of signals.</summary>
    public int SignalCount => _last.Length;

    /// <summary>Gives the energy of a block.</summary>
    /// <param name="input">The next samples; of several signals whole frames.</param>
    /// <param name="output">Receives ψ of the sample before each; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, a frame is incomplete, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        Guard.ThrowIfNotWholeFrames(input, SignalCount);
        while (_frames < 2 && !input.IsEmpty)
        {
            // The first two frames: their ψ would need samples before the first one.
            Remember(input[..SignalCount]);
            output[..SignalCount].Clear();
            input = input[SignalCount..];
            output = output[SignalCount..];
            _frames++;
        }

        if (input.Length > SignalCount)
        {
            ProcessBackwards(input, output);
        }
        else if (!input.IsEmpty)
        {
            ProcessFrame(input, output);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _frames = 0;
        Array.Clear(_last);
        Array.Clear(_beforeLast);
    }

    private void ProcessFrame(ReadOnlySpan<double> input, Span<double> output)
    {
        for (int signal = 0; signal < input.Length; signal++)
        {
            double sample = input[signal];
            double last = _last[signal];
            output[signal] = (last * last) - (_beforeLast[signal] * sample);
            _beforeLast[signal] = last;
            _last[signal] = sample;
        }
    }

    /// <summary>At least two frames, from the last to the first: in place, no sample is overwritten before it has been used.</summary>
    private void ProcessBackwards(ReadOnlySpan<double> input, Span<double> output)
    {
        int stride = SignalCount;
        input[^stride..].CopyTo(_nextLast);
        input.Slice(input.Length - (2 * stride), stride).CopyTo(_nextBeforeLast);
        Energies(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), input.Length, stride);
        for (int signal = stride - 1; signal >= 0; signal--)
        {
            double first = input[signal];
            output[stride + signal] = (first * first) - (_last[signal] * input[stride + signal]);
        }

        for (int signal = stride - 1; signal >= 0; signal--)
        {
            output[signal] = (_last[signal] * _last[signal]) - (_beforeLast[signal] * input[signal]);
        }

        (_last, _nextLast) = (_nextLast, _last);
        (_beforeLast, _nextBeforeLast) = (_nextBeforeLast, _beforeLast);
    }

    /// <summary>ψ of all frames whose two neighbours lie in the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Energies(ref double input, ref double output, int count, int stride)
    {
        int i = count;
        for (; i - Vector256<double>.Count >= 2 * stride; i -= Vector256<double>.Count)
        {
            nuint at = (nuint)(i - Vector256<double>.Count);
            Vector256<double> middle = Vector256.LoadUnsafe(ref input, at - (nuint)stride);
            Vector256<double> before = Vector256.LoadUnsafe(ref input, at - (nuint)(2 * stride));
            ((middle * middle) - (before * Vector256.LoadUnsafe(ref input, at))).StoreUnsafe(ref output, at);
        }

        for (i--; i >= 2 * stride; i--)
        {
            double middle = Unsafe.Add(ref input, i - stride);
            double energy = (middle * middle) - (Unsafe.Add(ref input, i - (2 * stride)) * Unsafe.Add(ref input, i));
            Unsafe.Add(ref output, i) = energy;
        }
    }

    private void Remember(ReadOnlySpan<double> frame)
    {
        _last.CopyTo(_beforeLast, 0);
        frame.CopyTo(_last);
    }
}
