using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>On which simulated recordings detectors are compared.</summary>
public sealed record DetectorBenchmarkOptions
{
    /// <summary>
    /// Gets the sizes of the jerks, or of contractions with silent periods, in dB over the noise. Default: −3 to 20, from hardly
    /// visible to plain.
    /// </summary>
    public IReadOnlyList<double> BurstToNoiseDb { get; init; } = [-3, 0, 3, 6, 10, 16, 20];

    /// <summary>Gets what the recordings contain, one of <see cref="DetectorBenchmark.Scenarios"/>. Default: random jerks.</summary>
    public SimulationScenario Scenario { get; init; } = SimulationScenario.RandomJerks;

    /// <summary>Gets what an active muscle's signal is made of. Default: modulated noise.</summary>
    public EmgModel EmgModel { get; init; } = EmgModel.ModulatedNoise;

    /// <summary>Gets the number of recordings of each size. Default: 12, of some 240 jerks.</summary>
    public int Recordings { get; init; } = 12;

    /// <summary>Gets the length of a recording in seconds. Default: 60.</summary>
    public double DurationSeconds { get; init; } = 60;

    /// <summary>Gets the sampling rate in Hz. Default: 2000.</summary>
    public double SampleRate { get; init; } = 2000;

    /// <summary>Gets the mean number of random jerks a minute; rhythmic and irregular ones have the scenario's. Default: 20.</summary>
    public double RatePerMinute { get; init; } = 20;

    /// <summary>
    /// Gets the frequency in Hz of the mains hum that the recordings contain, with harmonics, and that is taken out;
    /// 0 for none. Default: 50.
    /// </summary>
    public double HumHz { get; init; } = 50;

    /// <summary>
    /// Gets the longest burst in seconds that counts as a jerk; a longer one of any detector is a contraction and left out
    /// before events are matched. Default: 0.5, as <see cref="Detection.JerkDetectorOptions.JerkLimitSeconds"/>.
    /// </summary>
    public double JerkLimitSeconds { get; init; } = 0.5;

    /// <summary>Gets the seed; the same seed gives the same recordings. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets when a burst counts as found.</summary>
    public MatchOptions Match { get; init; } = new();

    /// <summary>Gets the most threads to use. Default: 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets what is looked for in the recordings.</summary>
    internal EventKind Wanted => Scenario == SimulationScenario.NegativeMyoclonus ? EventKind.NegativeJerk : EventKind.Jerk;

    /// <summary>Gets a value indicating whether the recordings are of acceleration.</summary>
    internal bool IsAcceleration => Scenario is SimulationScenario.Accelerometer or SimulationScenario.DailyLife;

    /// <summary>
    /// Gets a value indicating whether the library's detector of bursts is what an analysis finds these events by: acceleration has
    /// a detector of three axes, silent periods one of their own, and there the whole analysis stands for the library alone.
    /// </summary>
    internal bool HasDetectorOfBursts => !IsAcceleration && Wanted == EventKind.Jerk;

    /// <summary>
    /// Gives the options that go with a scenario: sizes at which detectors differ in it and, for acceleration, 100 Hz without hum.
    /// </summary>
    /// <param name="scenario">What the recordings contain.</param>
    public static DetectorBenchmarkOptions For(SimulationScenario scenario)
    {
        DetectorBenchmarkOptions plain = new() { Scenario = scenario };
        return scenario switch
        {
            // Accelerometers of 3 mg of noise: jerks of 8 to 240 mg.
            SimulationScenario.Accelerometer => OfAcceleration(plain, 8, 14, 20, 26, 38),

            // Of 60 to 480 mg, over reaches of 100 to 300 and steps of some 500.
            SimulationScenario.DailyLife => OfAcceleration(plain, 26, 32, 38, 44) with { DurationSeconds = 180 },

            // The contractions have 15 dB.
            SimulationScenario.JerksInContractions => plain with { BurstToNoiseDb = [15, 18, 21, 25, 31] },
            SimulationScenario.NegativeMyoclonus => plain with { BurstToNoiseDb = [10, 15, 20, 30] },
            _ => plain,
        };
    }

    private static DetectorBenchmarkOptions OfAcceleration(DetectorBenchmarkOptions options, params double[] sizes) => options with
    {
        BurstToNoiseDb = sizes,
        SampleRate = 100,
        HumHz = 0,
        JerkLimitSeconds = JerkDetectorOptions.ForAcceleration.JerkLimitSeconds,
    };

    internal void Validate()
    {
        Guard.ThrowIfOutside(BurstToNoiseDb.Count, 1, 1000);
        foreach (double ratio in BurstToNoiseDb)
        {
            Guard.ThrowIfOutside(ratio, -60.0, 120.0, nameof(BurstToNoiseDb));
        }

        Guard.ThrowIfOutside(Recordings, 1, 100_000);
        Guard.ThrowIfOutside(DurationSeconds, 5.0, 86_400.0);
        Guard.ThrowIfOutside(SampleRate, 100.0, 100_000.0);
        Guard.ThrowIfOutside(RatePerMinute, 0.001, 120.0);
        Guard.ThrowIfOutside(HumHz, 0.0, SampleRate / 2.5);
        Guard.ThrowIfOutside(JerkLimitSeconds, 0.02, 60.0);
        Guard.ThrowIfOutside(Threads, 1, int.MaxValue);
        Guard.ThrowIfOutside((int)EmgModel, 0, (int)EmgModel.MotorUnits, nameof(EmgModel));
        if (!DetectorBenchmark.Scenarios.Contains(Scenario))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Scenario), Scenario, $"Expected a scenario with events in one channel: {string.Join(", ", DetectorBenchmark.Scenarios)}.");
        }

        Match.Validate();
    }
}
