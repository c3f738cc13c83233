using System.Runtime.Intrinsics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>
/// The power of a signal at some chosen frequencies, by Goertzel's recursion (Goertzel (1958), doi:10.2307/2310304), a few
/// frequencies side by side.
/// </summary>
/// <remarks>For a handful of frequencies, or ones that are no bins of a transform. Thread-safe; allocates nothing after construction.</remarks>
internal sealed class GoertzelBank
{
    private const int Lanes = 4;

    // Four recursions of four lanes hide the latency of each other.
    private const int Group = 4 * Lanes;

    private readonly double[] _coefficients;

    /// <summary>Initializes a new instance of the <see cref="GoertzelBank"/> class.</summary>
    /// <param name="frequenciesHz">The frequencies in Hz.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public GoertzelBank(IReadOnlyList<double> frequenciesHz, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Count = frequenciesHz.Count;
        _coefficients = new double[(Count + Group - 1) / Group * Group];
        for (int i = 0; i < Count; i++)
        {
            _coefficients[i] = 2 * Math.Cos(2 * Math.PI * frequenciesHz[i] / sampleRate);
        }
    }

    /// <summary>Gets the number of frequencies.</summary>
    public int Count { get; }

    /// <summary>Measures |Σ x·exp(−iωn)|² at every frequency.</summary>
    /// <param name="samples">The signal, windowed.</param>
    /// <param name="power">Takes the powers, in the square of the signal's unit; at least <see cref="Count"/> long.</param>
    public void Measure(ReadOnlySpan<double> samples, Span<double> power)
    {
        Span<double> group = stackalloc double[Group];
        for (int first = 0; first < Count; first += Group)
        {
            MeasureGroup(samples, _coefficients.AsSpan(first, Group), group);
            group[..Math.Min(Group, Count - first)].CopyTo(power[first..]);
        }
    }

    private static void MeasureGroup(ReadOnlySpan<double> samples, ReadOnlySpan<double> coefficients, Span<double> power)
    {
        Vector256<double> c0 = Vector256.Create(coefficients);
        Vector256<double> c1 = Vector256.Create(coefficients[Lanes..]);
        Vector256<double> c2 = Vector256.Create(coefficients[(2 * Lanes)..]);
        Vector256<double> c3 = Vector256.Create(coefficients[(3 * Lanes)..]);
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
        foreach (double sample in samples)
        {
            Vector256<double> x = Vector256.Create(sample);
            (a0, b0) = ((x - b0) + (c0 * a0), a0);
            (a1, b1) = ((x - b1) + (c1 * a1), a1);
            (a2, b2) = ((x - b2) + (c2 * a2), a2);
            (a3, b3) = ((x - b3) + (c3 * a3), a3);
        }

        Power(a0, b0, c0).CopyTo(power);
        Power(a1, b1, c1).CopyTo(power[Lanes..]);
        Power(a2, b2, c2).CopyTo(power[(2 * Lanes)..]);
        Power(a3, b3, c3).CopyTo(power[(3 * Lanes)..]);
    }

    private static Vector256<double> Power(Vector256<double> last, Vector256<double> beforeLast, Vector256<double> coefficient) =>
        (last * last) + (beforeLast * beforeLast) - (coefficient * last * beforeLast);
}
