using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>One sustained (tonic) contraction, in every EMG channel of the recording.</summary>
public sealed record SimulatedContraction
{
    /// <summary>Gets the onset in seconds: the amplitude is at 10 % there.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Gets the duration in seconds, between the points of 10 % amplitude. Default 3.</summary>
    public double DurationSeconds { get; init; } = 3;

    /// <summary>Gets how long the amplitude takes to rise, and to fall, in seconds; at most half the duration. Default 0.1.</summary>
    public double RampSeconds { get; init; } = 0.1;

    /// <summary>Gets the size in dB over the noise floor, of the level part. Default 15.</summary>
    public double ContractionToNoiseDb { get; init; } = 15;

    /// <summary>Gets the mean rate of silent periods (negative jerks) per minute within the contraction. Default 0.</summary>
    public double SilentPeriodsPerMinute { get; init; }

    /// <summary>Gets the shortest silent period in seconds. Default 0.05, the low end of asterixis (50–200 ms).</summary>
    public double MinimumSilentSeconds { get; init; } = 0.05;

    /// <summary>Gets the longest silent period in seconds. Default 0.2.</summary>
    public double MaximumSilentSeconds { get; init; } = 0.2;

    /// <summary>Gets the fraction of the amplitude that is left in a silent period, 0 to 1. Default 0.</summary>
    public double SilentAmplitude { get; init; }

    internal double EndSeconds => StartSeconds + DurationSeconds;

    internal void Validate(double recordingSeconds)
    {
        Guard.ThrowIfOutside(StartSeconds, 0, recordingSeconds);
        Guard.ThrowIfOutside(DurationSeconds, 0.01, 1e9);
        Guard.ThrowIfOutside(EndSeconds, 0, recordingSeconds);
        Guard.ThrowIfOutside(RampSeconds, 0, DurationSeconds / 2);
        Guard.ThrowIfOutside(ContractionToNoiseDb, -60, 120);
        Guard.ThrowIfOutside(SilentPeriodsPerMinute, 0, 600);
        Guard.ThrowIfOutside(MinimumSilentSeconds, 0.005, 10);
        Guard.ThrowIfOutside(MaximumSilentSeconds, MinimumSilentSeconds, 10);
        Guard.ThrowIfOutside(SilentAmplitude, 0, 1);
    }
}
