using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>The spectrum as it changes with time, at most <see cref="MostTimes"/> by <see cref="MostFrequencies"/> values.</summary>
/// <remarks>Means over stretches of equal length; where nothing was recorded there is no stretch.</remarks>
internal sealed class RhythmSpectrogram
{
    /// <summary>The largest number of stretches of time.</summary>
    public const int MostTimes = 120;

    /// <summary>The largest number of frequencies.</summary>
    public const int MostFrequencies = 64;

    private readonly double[] _density;

    internal RhythmSpectrogram(
        double[] timeSeconds, double[] frequencyHz, double[] density, double columnSeconds, double windowSeconds, ConfidenceFactors ci95)
    {
        TimeSeconds = timeSeconds;
        FrequencyHz = frequencyHz;
        _density = density;
        ColumnSeconds = columnSeconds;
        WindowSeconds = windowSeconds;
        Ci95 = ci95;
    }

    /// <summary>Gets the middle of each stretch, in seconds from the first sample.</summary>
    public IReadOnlyList<double> TimeSeconds { get; }

    /// <summary>Gets the frequencies, in Hz.</summary>
    public IReadOnlyList<double> FrequencyHz { get; }

    /// <summary>Gets how far apart the stretches are, in seconds.</summary>
    public double ColumnSeconds { get; }

    /// <summary>Gets the length of the windows, in seconds: what is shorter is smeared over so much time.</summary>
    public double WindowSeconds { get; }

    /// <summary>Gets what a density is multiplied by to give the ends of its 95 % interval, of the stretch with the fewest windows.</summary>
    public ConfidenceFactors Ci95 { get; }

    /// <summary>Gives a density, in the unit of the samples squared per Hz, summed over the axes.</summary>
    /// <param name="time">Index of the time.</param>
    /// <param name="frequency">Index of the frequency.</param>
    public double this[int time, int frequency]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(frequency);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frequency, FrequencyHz.Count);
            return _density[(time * FrequencyHz.Count) + frequency];
        }
    }

    /// <summary>Gets the same as it stands at another origin of time.</summary>
    internal RhythmSpectrogram OnClock(Func<double, double> clock) => new(
        [.. TimeSeconds.Select(clock)], [.. FrequencyHz], _density, ColumnSeconds, WindowSeconds, Ci95);

    internal RhythmSpectrogram Shifted(double seconds) => new(
        [.. TimeSeconds.Select(time => time + seconds)], [.. FrequencyHz], _density, ColumnSeconds, WindowSeconds, Ci95);
}
