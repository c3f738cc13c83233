using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>Mains hum in every EMG channel, with a phase of its own in each.</summary>
public sealed record HumOptions
{
    /// <summary>Gets the mains frequency in Hz. Default 50.</summary>
    public double FrequencyHz { get; init; } = 50;

    /// <summary>Gets the peak of the fundamental in µV. Default 10.</summary>
    public double AmplitudeMicrovolts { get; init; } = 10;

    /// <summary>
    /// Gets the peaks of the harmonics as fractions of the fundamental, from the second on. Those at or above half the
    /// sampling rate are left out. Default: mostly the odd ones.
    /// </summary>
    public IReadOnlyList<double> Harmonics { get; init; } = [0.05, 0.3, 0.02, 0.15];

    /// <summary>Gets how far the frequency wanders to either side within about a minute, in Hz. Default 0.02.</summary>
    public double FrequencyDriftHz { get; init; } = 0.02;

    /// <summary>Gets how far the amplitude wanders to either side, as a fraction, 0 to 1. Default 0.1.</summary>
    public double AmplitudeDrift { get; init; } = 0.1;

    internal void Validate(double sampleRate)
    {
        Guard.ThrowIfNotCutoff(FrequencyHz, sampleRate);
        Guard.ThrowIfOutside(AmplitudeMicrovolts, 0, 1e9);
        ArgumentNullException.ThrowIfNull(Harmonics);
        foreach (double harmonic in Harmonics)
        {
            Guard.ThrowIfOutside(harmonic, 0, 100, nameof(Harmonics));
        }

        Guard.ThrowIfOutside(FrequencyDriftHz, 0, FrequencyHz / 2);
        Guard.ThrowIfOutside(AmplitudeDrift, 0, 1);
    }
}
