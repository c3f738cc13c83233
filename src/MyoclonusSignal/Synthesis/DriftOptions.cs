using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>A wandering baseline in every EMG channel: eight sines between two frequencies, with chance phases.</summary>
public sealed record DriftOptions
{
    /// <summary>Gets the root mean square in µV. Default 50.</summary>
    public double RmsMicrovolts { get; init; } = 50;

    /// <summary>Gets the lowest frequency in Hz. Default 0.05.</summary>
    public double LowHz { get; init; } = 0.05;

    /// <summary>Gets the highest frequency in Hz. Default 1.</summary>
    public double HighHz { get; init; } = 1;

    internal void Validate(double sampleRate)
    {
        Guard.ThrowIfOutside(RmsMicrovolts, 0, 1e9);
        Guard.ThrowIfNotCutoff(LowHz, sampleRate);
        Guard.ThrowIfNotCutoff(HighHz, sampleRate);
        Guard.ThrowIfOutside(HighHz, LowHz, sampleRate / 2);
    }
}
