using System.Numerics;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The design of a filter of finite impulse response. Immutable and thread-safe.</summary>
public sealed class FirCoefficients
{
    private readonly double[] _taps;

    /// <summary>Initializes a new instance of the <see cref="FirCoefficients"/> class.</summary>
    /// <param name="taps">The impulse response; at least one tap.</param>
    /// <param name="sampleRate">The sampling rate in Hz for which it was designed.</param>
    /// <exception cref="ArgumentException">There is no tap, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a finite number above 0.</exception>
    public FirCoefficients(ReadOnlySpan<double> taps, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (taps.IsEmpty)
        {
            throw new ArgumentException("A filter needs at least one tap; found none.", nameof(taps));
        }

        foreach (double tap in taps)
        {
            if (!double.IsFinite(tap))
            {
                throw new ArgumentException(FormattableString.Invariant($"Expected finite taps; found {tap}."), nameof(taps));
            }
        }

        _taps = taps.ToArray();
        SampleRate = sampleRate;
    }

    /// <summary>Gets the impulse response.</summary>
    public ReadOnlySpan<double> Taps => _taps;

    /// <summary>Gets the sampling rate in Hz for which the filter was designed.</summary>
    public double SampleRate { get; }

    /// <summary>Gets how many samples later a feature comes out, where the taps are symmetric (linear phase): half the length.</summary>
    public double DelaySamples => (_taps.Length - 1) / 2.0;

    /// <summary>Gives the complex response at a frequency.</summary>
    /// <param name="frequencyHz">A frequency in Hz.</param>
    public Complex Response(double frequencyHz)
    {
        Complex response = Complex.Zero;
        for (int k = 0; k < _taps.Length; k++)
        {
            response += Complex.FromPolarCoordinates(_taps[k], -2 * Math.PI * frequencyHz * k / SampleRate);
        }

        return response;
    }
}
