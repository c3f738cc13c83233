using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The design of a filter as a cascade of second-order sections. Immutable and thread-safe.</summary>
public sealed class SosCoefficients
{
    private readonly SosSection[] _sections;

    /// <summary>Initializes a new instance of the <see cref="SosCoefficients"/> class.</summary>
    /// <param name="sections">The sections in the order in which they are applied; at least one.</param>
    /// <param name="sampleRate">The sampling rate in Hz for which they were designed.</param>
    /// <exception cref="ArgumentException">There is no section, or a coefficient is not finite.</exception>
    public SosCoefficients(ReadOnlySpan<SosSection> sections, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (sections.IsEmpty)
        {
            throw new ArgumentException("A filter needs at least one section; found none.", nameof(sections));
        }

        foreach (SosSection section in sections)
        {
            if (!double.IsFinite(section.B0 + section.B1 + section.B2 + section.A1 + section.A2))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Expected finite coefficients; found {section}. A design of such an order and band is beyond doubles."),
                    nameof(sections));
            }
        }

        _sections = sections.ToArray();
        SampleRate = sampleRate;
    }

    /// <summary>Gets the sections in the order in which they are applied.</summary>
    public ReadOnlySpan<SosSection> Sections => _sections;

    /// <summary>Gets the number of sections.</summary>
    public int Count => _sections.Length;

    /// <summary>Gets the sampling rate in Hz for which the filter was designed.</summary>
    public double SampleRate { get; }

    /// <summary>Gives the complex response at a frequency.</summary>
    /// <param name="frequencyHz">A frequency in Hz.</param>
    public Complex Response(double frequencyHz)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / SampleRate);
        Complex response = Complex.One;
        foreach (SosSection section in _sections)
        {
            response *= (section.B0 + (delay * (section.B1 + (delay * section.B2))))
                / (1 + (delay * (section.A1 + (delay * section.A2))));
        }

        return response;
    }

    /// <summary>Gives the group delay at a frequency: how much later its envelope comes out, in seconds.</summary>
    /// <param name="frequencyHz">A frequency in Hz. At a zero of the response on the unit circle it is the limit from both sides.</param>
    /// <remarks>
    /// −dφ/dω, analytically: for each polynomial the real part of Σ k c_k z⁻ᵏ / Σ c_k z⁻ᵏ; for one with its zeros on the unit circle
    /// half its degree, everywhere.
    /// </remarks>
    public double GroupDelaySeconds(double frequencyHz)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / SampleRate);
        double samples = 0;
        foreach (SosSection s in _sections)
        {
            samples += PolynomialDelay(s.B0, s.B1, s.B2, delay) - PolynomialDelay(1, s.A1, s.A2, delay);
        }

        return samples / SampleRate;
    }

    /// <summary>Gives the response at many frequencies.</summary>
    /// <param name="frequenciesHz">Frequencies in Hz.</param>
    /// <param name="response">Receives the complex response at each; as long as the frequencies.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Response(ReadOnlySpan<double> frequenciesHz, Span<Complex> response)
    {
        Guard.ThrowIfNotLength<Complex>(response, frequenciesHz.Length);
        for (int i = 0; i < frequenciesHz.Length; i++)
        {
            response[i] = Response(frequenciesHz[i]);
        }
    }

    /// <summary>Gives the state of the sections under a constant input; for the input 1 that is SciPy's <c>sosfilt_zi</c>.</summary>
    /// <param name="steadyInput">The constant input.</param>
    /// <param name="state">Receives two values for each section, in the order of <see cref="SosFilter.SetState"/>.</param>
    /// <exception cref="ArgumentException">The length is not twice the number of sections.</exception>
    /// <exception cref="InvalidOperationException">A pole at 0 Hz keeps the filter from ever being steady.</exception>
    public void CopySteadyState(double steadyInput, Span<double> state)
    {
        Guard.ThrowIfNotLength<double>(state, 2 * _sections.Length);
        double level = steadyInput;
        for (int i = 0; i < _sections.Length; i++)
        {
            SosSection s = _sections[i];
            double denominator = 1 + s.A1 + s.A2;
            if (denominator == 0)
            {
                throw new InvalidOperationException("A filter with a pole at 0 Hz has no steady state under a constant input.");
            }

            double output = level * (s.B0 + s.B1 + s.B2) / denominator;
            state[(2 * i) + 1] = (s.B2 * level) - (s.A2 * output);
            state[2 * i] = (s.B1 * level) - (s.A1 * output) + state[(2 * i) + 1];
            level = output;
        }
    }

    /// <summary>Gives after how many samples what went before has died away: the length of a warm-up.</summary>
    /// <param name="tolerance">What may be left of it, relative to its size; above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is outside its range, or the filter has a pole on or outside the unit circle.</exception>
    /// <remarks>
    /// The slowest pole r decays as rⁿ; m poles about as slow as it, one behind the other, as nᵐ⁻¹·rⁿ. The number errs on the
    /// long side.
    /// </remarks>
    public int SettlingSamples(double tolerance)
    {
        Guard.ThrowIfOutside(tolerance, double.Epsilon, Math.BitDecrement(1));
        return SettlingSamplesOrNever(tolerance) is int samples
            ? samples
            : throw new ArgumentOutOfRangeException(
                nameof(tolerance), tolerance, "A filter with a pole on or outside the unit circle never comes within a tolerance.");
    }

    /// <summary>As <see cref="SettlingSamples"/>; <see langword="null"/> of a filter that never settles.</summary>
    internal int? SettlingSamplesOrNever(double tolerance)
    {
        double[] radii = [.. _sections.SelectMany(PoleRadii).OrderDescending()];
        if (!(radii[0] < 1))
        {
            return null;
        }

        // Poles four times as fast or more are gone long before; all others count as if they were as slow.
        double rate = -Math.Log(Math.Max(radii[0], 1e-300));
        int slow = radii.Count(r => -Math.Log(Math.Max(r, 1e-300)) < 4 * rate);

        // What rings after an impulse may start at a few times its peak, as the parts of several poles cancel at first.
        double decay = Math.Log(4 * slow / tolerance);
        double samples = decay / rate;
        for (int i = 0; i < 30; i++)
        {
            samples = (decay + ((slow - 1) * Math.Log(1 + (rate * samples)))) / rate;
        }

        // The samples that the zeros reach back.
        return (int)Math.Min(Array.MaxLength, Math.Ceiling(samples) + (2 * _sections.Length));
    }

    /// <summary>Gives the cascade of this filter and another one after it.</summary>
    /// <param name="next">A filter for the same sampling rate.</param>
    /// <exception cref="ArgumentException">The sampling rates differ.</exception>
    public SosCoefficients Then(SosCoefficients next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.SampleRate != SampleRate)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Both filters need one sampling rate; found {SampleRate} and {next.SampleRate} Hz."),
                nameof(next));
        }

        return new SosCoefficients([.. _sections, .. next._sections], SampleRate);
    }

    private static bool AreEqual(double a, double b) => Math.Abs(a - b) <= 2e-15 * Math.Abs(a);

    /// <summary>The distances of the poles from 0; of a conjugate pair once, because a pair decays as one.</summary>
    private static double[] PoleRadii(SosSection section)
    {
        double half = -section.A1 / 2;
        double discriminant = (half * half) - section.A2;
        if (discriminant < 0)
        {
            return [Math.Sqrt(section.A2)];
        }

        double root = Math.Sqrt(discriminant);
        return [Math.Abs(half + root), Math.Abs(half - root)];
    }

    private static double PolynomialDelay(double c0, double c1, double c2, Complex delay)
    {
        // Symmetric and antisymmetric polynomials delay all frequencies alike; at their zeros the formula below would be 0/0.
        if (AreEqual(c0, c2) || (AreEqual(c0, -c2) && c1 == 0))
        {
            return 1;
        }

        if (c2 == 0 && AreEqual(Math.Abs(c0), Math.Abs(c1)))
        {
            return 0.5;
        }

        Complex value = c0 + (delay * (c1 + (delay * c2)));
        Complex slope = delay * (c1 + (2 * c2 * delay));
        return (slope / value).Real;
    }
}

/// <summary>
/// One second-order section, H(z) = (B0 + B1 z⁻¹ + B2 z⁻²) / (1 + A1 z⁻¹ + A2 z⁻²), normalised so that a0 = 1.
/// </summary>
/// <param name="B0">Numerator coefficient of z⁰.</param>
/// <param name="B1">Numerator coefficient of z⁻¹.</param>
/// <param name="B2">Numerator coefficient of z⁻².</param>
/// <param name="A1">Denominator coefficient of z⁻¹.</param>
/// <param name="A2">Denominator coefficient of z⁻².</param>
public readonly record struct SosSection(double B0, double B1, double B2, double A1, double A2);
