using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The linear envelopes of a fixed number of lanes: conditioning; energy and the first section of the smoothing; its other sections.</summary>
/// <typeparam name="T">The lanes.</typeparam>
internal sealed class LaneEnvelope<T> : EnvelopeLanes
    where T : struct, ILanes<T>
{
    // Behind them ψ has both its neighbours.
    private const int FramesWithoutEnergy = 2;

    private readonly LaneCascade<T>? _conditioning;
    private readonly LaneCascade<T>? _furtherSmoothing;
    private readonly SosSection _smoothing;
    private readonly bool _isTeagerKaiser;

    // First and second state of the section, last and before-last sample, a value for each lane.
    private readonly double[] _state = new double[4 * T.Count];
    private int _framesSeen;

    /// <summary>Initializes a new instance of the <see cref="LaneEnvelope{T}"/> class.</summary>
    public LaneEnvelope(LinearEnvelopeDesign design)
    {
        ReadOnlySpan<SosSection> smoothing = design.Smoothing.Sections;
        _conditioning = design.Conditioning is null ? null : new LaneCascade<T>(design.Conditioning.Sections.ToArray());
        _smoothing = smoothing[0];
        _furtherSmoothing = smoothing.Length == 1 ? null : new LaneCascade<T>(smoothing[1..].ToArray());
        _isTeagerKaiser = design.Operator == EnvelopeOperator.TeagerKaiser;
    }

    /// <inheritdoc/>
    public override int LaneCount => T.Count;

    private ref double LastSamples => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_state), 2 * T.Count);

    private ref double BeforeLastSamples => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_state), 3 * T.Count);

    /// <inheritdoc/>
    public override void Process(ref double input, ref double output, int frames, int stride)
    {
        if (_conditioning is not null)
        {
            _conditioning.Process(ref input, ref output, frames, stride);
            input = ref output;
        }

        ref double state = ref MemoryMarshal.GetArrayDataReference(_state);
        int from = 0;
        if (_isTeagerKaiser)
        {
            for (; from < frames && _framesSeen < FramesWithoutEnergy; from++, _framesSeen++)
            {
                SkipFrame(ref Unsafe.Add(ref input, (nint)from * stride), ref Unsafe.Add(ref output, (nint)from * stride));
            }

            input = ref Unsafe.Add(ref input, (nint)from * stride);
            Smooth<TeagerKaiserEnergy>(
                _smoothing, ref state, ref input, ref Unsafe.Add(ref output, (nint)from * stride), frames - from, stride);
        }
        else
        {
            Smooth<MagnitudeEnergy>(_smoothing, ref state, ref input, ref output, frames, stride);
        }

        _furtherSmoothing?.Process(ref output, ref output, frames, stride);
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        _conditioning?.Flush();
        LaneCascade<T>.Flush(_state.AsSpan(0, 2 * T.Count));
        _furtherSmoothing?.Flush();
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _conditioning?.Reset();
        Array.Clear(_state);
        _furtherSmoothing?.Reset();
        _framesSeen = 0;
    }

    /// <summary>The energy and a section in one pass: the section waits eight cycles for its own last sample, in which the energy costs nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Smooth<TEnergy>(
        SosSection section, ref double state, ref double input, ref double output, int frames, int stride)
        where TEnergy : struct, IEnergy
    {
        LaneSection<T> smoothing = new(section);
        T first = T.Load(ref state);
        T second = T.Load(ref Unsafe.Add(ref state, T.Count));
        T last = T.Load(ref Unsafe.Add(ref state, 2 * T.Count));
        T beforeLast = T.Load(ref Unsafe.Add(ref state, 3 * T.Count));
        nint at = 0;
        for (int i = 0; i < frames; i++, at += stride)
        {
            T sample = T.Load(ref Unsafe.Add(ref input, at));
            T energy = TEnergy.Of(beforeLast, last, sample);
            smoothing.Next(energy, ref first, ref second).Store(ref Unsafe.Add(ref output, at));
            beforeLast = last;
            last = sample;
        }

        first.Store(ref state);
        second.Store(ref Unsafe.Add(ref state, T.Count));
        last.Store(ref Unsafe.Add(ref state, 2 * T.Count));
        beforeLast.Store(ref Unsafe.Add(ref state, 3 * T.Count));
    }

    /// <summary>A frame whose energy would need samples before the first one: its energy is 0.</summary>
    private void SkipFrame(ref double input, ref double output)
    {
        T.Load(ref LastSamples).Store(ref BeforeLastSamples);
        T.Load(ref input).Store(ref LastSamples);
        T.Splat(0).Store(ref output);
    }
}
