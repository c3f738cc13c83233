using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>A cascade for a fixed number of lanes.</summary>
/// <typeparam name="T">The lanes.</typeparam>
internal sealed class LaneCascade<T> : SosCascade
    where T : struct, ILanes<T>
{
    // Far below any sample; its square is far above 2e-308, where a processor's arithmetic becomes a hundred times slower.
    private const double Vanished = 1e-140;

    private readonly SosSection[] _sections;
    private readonly double[] _state;
    private readonly int _sectionsPerPass;

    /// <summary>Initializes a new instance of the <see cref="LaneCascade{T}"/> class, at rest.</summary>
    public LaneCascade(SosSection[] sections)
    {
        _sections = sections;
        _state = new double[2 * sections.Length * T.Count];

        // As few passes as possible, and those alike: eight sections are four and four.
        int passes = (sections.Length + MostSections - 1) / MostSections;
        _sectionsPerPass = (sections.Length + passes - 1) / passes;
    }

    /// <summary>Gets the most sections of one pass: with two vectors for each value, more would not fit into sixteen registers.</summary>
    private static int MostSections => typeof(T) == typeof(TwiceFourLanes) ? 3 : SectionPass.MostSections;

    /// <inheritdoc/>
    public override int LaneCount => T.Count;

    /// <inheritdoc/>
    public override void Process(ref double input, ref double output, int frames, int stride)
    {
        for (int from = 0; from < _sections.Length; from += _sectionsPerPass)
        {
            ReadOnlySpan<SosSection> sections = _sections.AsSpan(from, Math.Min(_sectionsPerPass, _sections.Length - from));
            ref double state = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_state), 2 * from * T.Count);
            SectionPass.Run<T>(sections, ref state, ref from == 0 ? ref input : ref output, ref output, frames, stride);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => Flush(_state);

    /// <summary>Sets values to 0 that have all but vanished.</summary>
    public static void Flush(Span<double> state)
    {
        foreach (ref double value in state)
        {
            if (Math.Abs(value) < Vanished)
            {
                value = 0;
            }
        }
    }

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_state);

    /// <inheritdoc/>
    public override void CopyState(int lane, Span<double> state)
    {
        for (int i = 0; i < 2 * _sections.Length; i++)
        {
            state[i] = _state[(i * T.Count) + lane];
        }
    }

    /// <inheritdoc/>
    public override void SetState(int lane, ReadOnlySpan<double> state)
    {
        for (int i = 0; i < 2 * _sections.Length; i++)
        {
            _state[(i * T.Count) + lane] = state[i];
        }
    }
}
