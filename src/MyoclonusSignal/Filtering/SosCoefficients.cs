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
    /// <exception cref="ArgumentException">There is no section.</exception>
    public SosCoefficients(ReadOnlySpan<SosSection> sections, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (sections.IsEmpty)
        {
            throw new ArgumentException("A filter needs at least one section; found none.", nameof(sections));
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
    /// <param name="frequencyHz">A frequency in Hz. At a zero of the response on the unit circle it is NaN.</param>
    /// <remarks>−dφ/dω, analytically: for each polynomial the real part of Σ k c_k z⁻ᵏ / Σ c_k z⁻ᵏ.</remarks>
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

    private static double PolynomialDelay(double c0, double c1, double c2, Complex delay)
    {
        Complex value = c0 + (delay * (c1 + (delay * c2)));
        Complex slope = delay * (c1 + (2 * c2 * delay));
        return (slope / value).Real;
    }
}
