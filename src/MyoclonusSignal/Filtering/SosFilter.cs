using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Runs one signal through a cascade of second-order sections, block by block.</summary>
/// <remarks>
/// Transposed direct form II. Any division of the signal into blocks gives the same samples, bit for bit. NaN and infinity
/// stay in the state for ever: split a recording at its gaps first. Nothing is allocated after construction. Not
/// thread-safe; one per signal.
/// </remarks>
public sealed class SosFilter
{
    private readonly SosSection[] _sections;
    private readonly double[] _first;
    private readonly double[] _second;

    /// <summary>Initializes a new instance of the <see cref="SosFilter"/> class, at rest.</summary>
    /// <param name="coefficients">The design.</param>
    public SosFilter(SosCoefficients coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        _sections = coefficients.Sections.ToArray();
        _first = new double[_sections.Length];
        _second = new double[_sections.Length];
    }

    /// <summary>Filters a block.</summary>
    /// <param name="input">The next samples.</param>
    /// <param name="output">Receives the filtered samples; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        int section = 0;

        // Two sections a pass: their recursions are independent of each other, so the processor runs them side by side.
        for (; section + 1 < _sections.Length; section += 2)
        {
            ProcessPair(section, section == 0 ? input : output, output);
        }

        if (section < _sections.Length)
        {
            ProcessOne(section, section == 0 ? input : output, output);
        }
    }

    /// <summary>Puts the filter at rest.</summary>
    public void Reset()
    {
        Array.Clear(_first);
        Array.Clear(_second);
    }

    /// <summary>Puts the filter in the state it reaches under a constant input, so that a step up to it causes no transient.</summary>
    /// <param name="steadyInput">The constant input.</param>
    public void Reset(double steadyInput)
    {
        double level = steadyInput;
        for (int i = 0; i < _sections.Length; i++)
        {
            SosSection s = _sections[i];
            double output = level * (s.B0 + s.B1 + s.B2) / (1 + s.A1 + s.A2);
            _second[i] = (s.B2 * level) - (s.A2 * output);
            _first[i] = (s.B1 * level) - (s.A1 * output) + _second[i];
            level = output;
        }
    }

    private void ProcessPair(int section, ReadOnlySpan<double> input, Span<double> output)
    {
        SosSection a = _sections[section];
        SosSection b = _sections[section + 1];
        double a1 = _first[section];
        double a2 = _second[section];
        double b1 = _first[section + 1];
        double b2 = _second[section + 1];
        output = output[..input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i];
            double y = (a.B0 * x) + a1;
            a1 = (a.B1 * x) - (a.A1 * y) + a2;
            a2 = (a.B2 * x) - (a.A2 * y);
            double z = (b.B0 * y) + b1;
            b1 = (b.B1 * y) - (b.A1 * z) + b2;
            b2 = (b.B2 * y) - (b.A2 * z);
            output[i] = z;
        }

        _first[section] = a1;
        _second[section] = a2;
        _first[section + 1] = b1;
        _second[section + 1] = b2;
    }

    private void ProcessOne(int section, ReadOnlySpan<double> input, Span<double> output)
    {
        SosSection s = _sections[section];
        double first = _first[section];
        double second = _second[section];
        output = output[..input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i];
            double y = (s.B0 * x) + first;
            first = (s.B1 * x) - (s.A1 * y) + second;
            second = (s.B2 * x) - (s.A2 * y);
            output[i] = y;
        }

        _first[section] = first;
        _second[section] = second;
    }
}
