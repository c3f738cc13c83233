using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>One kind of jerks in a simulated recording: when they come, how long and how large they are.</summary>
public sealed record JerkOptions
{
    /// <summary>Gets how jerks follow one another. Default <see cref="JerkPattern.Random"/>.</summary>
    public JerkPattern Pattern { get; init; } = JerkPattern.Random;

    /// <summary>Gets the mean rate of random and irregular jerks per minute. Default 20.</summary>
    public double RatePerMinute { get; init; } = 20;

    /// <summary>Gets the shortest interval between the onsets of random jerks in seconds. Default 0.3.</summary>
    public double MinimumIntervalSeconds { get; init; } = 0.3;

    /// <summary>Gets the coefficient of variation of irregular intervals, 0.05 to 2. Default 0.5.</summary>
    public double IntervalCv { get; init; } = 0.5;

    /// <summary>Gets the frequency of a rhythmic train in Hz. Default 5, the middle of 3–8 Hz.</summary>
    public double FrequencyHz { get; init; } = 5;

    /// <summary>
    /// Gets the coefficient of variation of a rhythmic train's periods, 0 to 0.3. The changes add up from period to
    /// period, as in a biological oscillator; no period is shorter than half the mean. Default 0.05.
    /// </summary>
    public double PeriodCv { get; init; } = 0.05;

    /// <summary>Gets the time before which these jerks do not come, in seconds. Default 0.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Gets the time from which these jerks no longer come, in seconds, or <see langword="null"/> for the recording's end.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Gets the shortest burst in seconds. Durations are uniform on a logarithmic scale. Default 0.03.</summary>
    public double MinimumBurstSeconds { get; init; } = 0.03;

    /// <summary>Gets the longest burst in seconds. Default 0.1.</summary>
    public double MaximumBurstSeconds { get; init; } = 0.1;

    /// <summary>Gets the course of a burst's amplitude. Default <see cref="BurstShape.RaisedCosine"/>.</summary>
    public BurstShape Shape { get; init; } = BurstShape.RaisedCosine;

    /// <summary>
    /// Gets the size of a burst in dB over the noise floor: 10 · log10(P/N), where P is the expected power of the burst
    /// alone, averaged from its onset to its offset, and N the power of the channel's undisturbed noise floor
    /// (<see cref="SimulatedChannel.NoiseRms"/> squared), both from 0 Hz to half the sampling rate. Default 20.
    /// </summary>
    public double BurstToNoiseDb { get; init; } = 20;

    /// <summary>Gets the standard deviation of that size from jerk to jerk in dB. Default 2.</summary>
    public double SizeSpreadDb { get; init; } = 2;

    internal void Validate()
    {
        Guard.ThrowIfOutside(RatePerMinute, 0.001, 6000);
        Guard.ThrowIfOutside(MinimumIntervalSeconds, 0, 3600);
        Guard.ThrowIfOutside(IntervalCv, 0.05, 2);
        Guard.ThrowIfOutside(FrequencyHz, 0.01, 50);
        Guard.ThrowIfOutside(PeriodCv, 0, 0.3);
        Guard.ThrowIfOutside(StartSeconds, 0, 1e9);
        Guard.ThrowIfOutside(EndSeconds ?? double.MaxValue, StartSeconds, double.MaxValue, nameof(EndSeconds));
        Guard.ThrowIfOutside(MinimumBurstSeconds, 0.002, 10);
        Guard.ThrowIfOutside(MaximumBurstSeconds, MinimumBurstSeconds, 10);
        Guard.ThrowIfOutside((int)Shape, 0, (int)BurstShape.FastRise, nameof(Shape));
        Guard.ThrowIfOutside(BurstToNoiseDb, -60, 120);
        Guard.ThrowIfOutside(SizeSpreadDb, 0, 20);
        ThrowIfJerksDoNotFit();
    }

    private void ThrowIfJerksDoNotFit()
    {
        switch (Pattern)
        {
            case JerkPattern.Random when MinimumIntervalSeconds >= 60 / RatePerMinute:
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The shortest interval ({MinimumIntervalSeconds} s) must be below the mean interval ({60 / RatePerMinute} s)."));
            case JerkPattern.Rhythmic when MaximumBurstSeconds > 0.9 / FrequencyHz:
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The longest burst ({MaximumBurstSeconds} s) must be at most 0.9 periods ({0.9 / FrequencyHz} s)."));
            case JerkPattern.Random or JerkPattern.Irregular or JerkPattern.Rhythmic:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(Pattern), Pattern, "Expected one of the named patterns.");
        }
    }
}

/// <summary>How jerks follow one another.</summary>
public enum JerkPattern
{
    /// <summary>A Poisson process with a dead time: no memory beyond the shortest interval.</summary>
    Random,

    /// <summary>Gamma-distributed intervals with a stated coefficient of variation: between a clock (0) and chance (1).</summary>
    Irregular,

    /// <summary>A train at a stated frequency with small changes of the period.</summary>
    Rhythmic,
}
