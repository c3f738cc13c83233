using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Envelopes;

/// <summary>What a linear envelope is made of: conditioning, rectification, smoothing. Immutable and thread-safe.</summary>
/// <remarks>
/// The linear envelope of EMG is the rectified signal behind a low-pass (Winter, Biomechanics and Motor Control of Human
/// Movement (2009), section 10.2.5); with the Teager–Kaiser energy instead of the magnitude, bursts stand out further from the
/// noise (Solnik et al. (2010), doi:10.1007/s00421-010-1521-8).
/// </remarks>
public sealed record LinearEnvelopeDesign
{
    /// <summary>Initializes a new instance of the <see cref="LinearEnvelopeDesign"/> class.</summary>
    /// <param name="smoothing">The low-pass of the envelope; its cutoff is how fast the envelope can change.</param>
    public LinearEnvelopeDesign(SosCoefficients smoothing)
    {
        ArgumentNullException.ThrowIfNull(smoothing);
        Smoothing = smoothing;
    }

    /// <summary>Gets the low-pass of the envelope.</summary>
    public SosCoefficients Smoothing { get; }

    /// <summary>Gets the filter before the operator, such as band-pass and notch; <see langword="null"/> for a signal that is conditioned already.</summary>
    public SosCoefficients? Conditioning { get; init; }

    /// <summary>Gets what is smoothed. Default: the magnitude.</summary>
    public EnvelopeOperator Operator { get; init; } = EnvelopeOperator.Rectify;

    /// <summary>Gets how many samples after a sample of the signal its energy is at hand: 1 for Teager–Kaiser.</summary>
    internal int OperatorDelaySamples => Operator == EnvelopeOperator.TeagerKaiser ? TeagerKaiser.DelaySamples : 0;

    /// <summary>Gives how much later a feature of the signal comes out of the envelope, in seconds.</summary>
    /// <param name="frequencyHz">Where the energy of the signal lies, in Hz: the conditioning delays each frequency differently.</param>
    /// <remarks>The group delay of the conditioning at this frequency, the operator's, and that of the smoothing at 0 Hz. Subtract it from event times.</remarks>
    public double DelaySeconds(double frequencyHz) =>
        (Conditioning?.GroupDelaySeconds(frequencyHz) ?? 0) + (OperatorDelaySamples / Smoothing.SampleRate) + Smoothing.GroupDelaySeconds(0);

    /// <summary>Gives after how many samples nothing is left of what went before, relative to a tolerance; of a filter that never settles more than any signal has.</summary>
    internal long SettlingSamples(double tolerance) =>
        (Conditioning is null ? 0 : Conditioning.SettlingSamplesOrNever(tolerance) ?? int.MaxValue)
        + OperatorDelaySamples
        + (long)(Smoothing.SettlingSamplesOrNever(tolerance) ?? int.MaxValue);

    /// <summary>Validates at the door of what uses the design.</summary>
    internal void Validate()
    {
        if (Conditioning is not null && Conditioning.SampleRate != Smoothing.SampleRate)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Conditioning and smoothing need one sampling rate; found {Conditioning.SampleRate} and {Smoothing.SampleRate} Hz."));
        }

        if (Operator is not (EnvelopeOperator.Rectify or EnvelopeOperator.TeagerKaiser))
        {
            throw new ArgumentException($"Expected one of the operators; found {Operator}.");
        }
    }
}

/// <summary>What makes a signal of both signs one of size, before it is smoothed.</summary>
public enum EnvelopeOperator
{
    /// <summary>The magnitude: the unit of the signal.</summary>
    Rectify,

    /// <summary>The magnitude of the Teager–Kaiser energy: the square of the unit, one sample late.</summary>
    TeagerKaiser,
}
