using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>What counts as a jerk, and how rarely noise may be taken for one. The defaults are for surface EMG.</summary>
/// <remarks>Every threshold is relative to the noise floor of the signal itself; none depends on the unit.</remarks>
public sealed record JerkDetectorOptions
{
    /// <summary>Gets the options for surface EMG, the defaults.</summary>
    public static JerkDetectorOptions ForEmg { get; } = new();

    /// <summary>
    /// Gets the options for the magnitude of acceleration: a limb answers a jerk with a damped oscillation of some 4–12 Hz
    /// that outlasts the muscle's burst several times over, so all windows are longer, and the next jerk often comes before
    /// the last one has rung down.
    /// </summary>
    /// <remarks>
    /// Windows of 30, 60 and 120 ms: half a period of the slowest resonance, and short enough to leave the rest between the
    /// bursts of a train of 5 Hz (windows up to 0.2 s find 0.3 of them, these 0.9). A rise of eight times: within a decaying
    /// oscillation of 4 Hz the power in 60 ms rises by 4.9 at most.
    /// </remarks>
    public static JerkDetectorOptions ForAcceleration { get; } = new()
    {
        ScaleSeconds = 0.06,
        JerkLimitSeconds = 1.0,
        MinimumDurationSeconds = 0.03,
        JoinGapSeconds = 0.06,
        FlankSeconds = 0.08,
        RenewalRatio = 8,
    };

    /// <summary>
    /// Gets the length of the middle window over which power is averaged, in seconds; a window of half and one of twice
    /// this length are tested with it. Default 0.024: bursts of cortical myoclonus last 10–50 ms, others up to 100 ms and
    /// more (Latorre 2023; van der Veen 2024: 31 ± 7 against 57 ± 12 ms).
    /// </summary>
    public double ScaleSeconds { get; init; } = 0.024;

    /// <summary>
    /// Gets the longest duration of a jerk in seconds; a longer burst is a contraction. Default 0.5: the ILAE's limit for
    /// the silent period of negative myoclonus, and above every published duration of a positive jerk.
    /// </summary>
    public double JerkLimitSeconds { get; init; } = 0.5;

    /// <summary>Gets the shortest burst kept, in seconds. Default 0.005: half of the shortest published burst (10 ms).</summary>
    public double MinimumDurationSeconds { get; init; } = 0.005;

    /// <summary>
    /// Gets the longest pause inside one burst, in seconds; a longer one separates two bursts. Default 0.025: a single motor
    /// unit's potentials are 10–20 ms apart inside a burst, and the fastest published trains (18 Hz) pause for 30 ms.
    /// </summary>
    public double JoinGapSeconds { get; init; } = 0.025;

    /// <summary>
    /// Gets how many times power must fall and then rise again, within one burst, for a second burst to begin where it was
    /// least; 0 for never. Default 0: a muscle's bursts are told apart by pauses down to the noise.
    /// </summary>
    /// <remarks>
    /// A limb rings on after a jerk, so that the next jerk often comes before the noise is reached again; ringing only
    /// decays, so a rise is a new push.
    /// </remarks>
    public double RenewalRatio { get; init; }

    /// <summary>
    /// Gets how often per hour noise alone may exceed the upper threshold, for stationary Gaussian noise. Default 0.35: in
    /// 67 hours of noise each, 0.12, 0.17, 0.45 and 0.33 an hour were measured at 4000, 2000, 1000 and 500 Hz. A
    /// tenth of it finds two in a hundred jerks fewer at 3 dB. Below 470 Hz of sampling the band of EMG is narrow and more are
    /// allowed, up to one in two minutes at 200 Hz: otherwise jerks of 6 dB would be lost. Over the activity of a muscle it is one in
    /// four minutes.
    /// </summary>
    public double FalseAlarmsPerHour { get; init; } = 0.35;

    /// <summary>
    /// Gets the ratio of power to the noise floor below which a burst has ended. Default 2 (3 dB); it is raised where few
    /// degrees of freedom (a low sampling rate) make the smoothed power of noise itself exceed it.
    /// </summary>
    public double LowerThreshold { get; init; } = 2.0;

    /// <summary>
    /// Gets the time in seconds before and after a burst in which the power must be lower than in the burst. It keeps the
    /// edge of a lasting change (a contraction, a step of the noise) from being taken for a jerk. Default 0.05.
    /// </summary>
    public double FlankSeconds { get; init; } = 0.05;

    /// <summary>
    /// Gets how far the detector looks ahead for the resting level against which a contraction is measured, in seconds.
    /// Default 5. It is the larger part of the detector's latency; 0 is the least.
    /// </summary>
    public double LookAheadSeconds { get; init; } = 5;

    /// <summary>
    /// Gets how far the detector looks back for the resting level against which a contraction is measured, in seconds; a
    /// raised level that lasts longer becomes the new resting level. Default 30.
    /// </summary>
    public double LookBackSeconds { get; init; } = 30;

    internal void Validate()
    {
        Guard.ThrowIfOutside(ScaleSeconds, 0.002, 1);
        Guard.ThrowIfOutside(JerkLimitSeconds, 0.02, 1.5);
        Guard.ThrowIfOutside(MinimumDurationSeconds, 0, JerkLimitSeconds);
        Guard.ThrowIfOutside(JoinGapSeconds, 0, 0.5);
        if (RenewalRatio != 0)
        {
            Guard.ThrowIfOutside(RenewalRatio, 2, 1e6);
        }

        Guard.ThrowIfOutside(FalseAlarmsPerHour, 1e-6, 1e6);
        Guard.ThrowIfOutside(LowerThreshold, 1.2, 100);
        Guard.ThrowIfOutside(FlankSeconds, 0.005, 1);
        Guard.ThrowIfOutside(LookAheadSeconds, 0, 60);
        Guard.ThrowIfOutside(LookBackSeconds, 2, 600);
    }
}
