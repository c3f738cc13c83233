namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>The kinds of recordings of acceleration in daily life; each seed has a sensor, a place and a wearer of its own.</summary>
internal static class AccelerationKinds
{
    private const double Seconds = 180;
    private static readonly double[] Rates = [50, 64, 100, 128, 200];
    private static readonly double[] LowRate = [25];
    private static readonly double[] TremorRates = [50, 100, 128, 200, 400];

    /// <summary>Gets the kinds by their names, in the order of the table.</summary>
    public static IReadOnlyList<(string Name, Func<int, LimbRecording> Make)> All { get; } =
    [
        ("at rest, jerks of 0.05 g", seed => New(seed, r => r.Still().Jerks(40, 0.05))),
        ("at rest, jerks of 0.3 g", seed => New(seed, r => r.Still().Jerks(40, 0.3))),
        ("at rest, jerks of 1 g", seed => New(seed, r => r.Still().Jerks(40, 1))),
        ("at rest, limbs of 4 to 4.5 Hz, jerks of 0.3 g", seed => New(seed, r => r.Still().Jerks(90, 0.3, 4, 4.5))),
        ("at rest, nothing", seed => New(seed, r => r.Still())),
        ("reaching, jerks of 0.3 g", seed => New(seed, r => r.Reaching(0.6, 1.4, 0.5, 2).Jerks(50, 0.3))),
        ("fast reaching, jerks of 0.3 g", seed => New(seed, r => r.Reaching(0.4, 0.8, 0.5, 1).Jerks(50, 0.3))),
        ("reaching, jerks of 0.15 g", seed => New(seed, r => r.Reaching(0.6, 1.4, 0.5, 2).Jerks(50, 0.15))),
        ("reaching, nothing", seed => New(seed, r => r.Reaching(0.5, 1.4, 0.5, 2))),
        ("walking, soft steps, jerks of 0.8 g", seed => Walk(seed, Rates, 0.1, 50, 0.8)),
        ("walking, hard steps, jerks of 0.8 g", seed => Walk(seed, Rates, 0.35, 50, 0.8)),
        ("walking, nothing", seed => Walk(seed, Rates, 0.25, 0, 0)),
        ("walking, sensor at the ankle, nothing", seed => New(seed, r => r.Still().Walking(r.Uniform(1.4, 2.3), 0.5, 0.25, r.Uniform(0.6, 1.2), 0.1, 12))),
        ("walking, jerks of 0.8 g while standing", seed => New(seed, r => r.Still().Walking(r.Uniform(1.4, 2.3), 0.3, 0.2, 0.2, 0.8, 25).Jerks(30, 0.8))),
        ("running, nothing", seed => New(seed, r => r.Still().Walking(r.Uniform(2.5, 2.9), 0.7, 0.8, r.Uniform(0.6, 1.5), 0.9, 10))),
        ("phone in the hand, jerks of 0.3 g", seed => New(seed, r => r.Still().HoldingAPhone().Jerks(40, 0.3))),
        ("phone in the hand, jerks of 0.1 g", seed => New(seed, r => r.Still().HoldingAPhone().Jerks(40, 0.1))),
        ("phone in the hand, nothing", seed => New(seed, r => r.Still().HoldingAPhone())),
        ("tremor, nothing", seed => Tremble(seed, 1, 0)),
        ("two tremors, nothing", seed => Tremble(seed, 2, 0)),
        ("two tremors of an arm held up, nothing", seed => Tremble(seed, 2, 0, 1)),
        ("tremor, jerks 3 to 10 times as large", seed => Tremble(seed, 1, 45)),
        ("two tremors, jerks 3 to 10 times as large", seed => Tremble(seed, 2, 45)),
        ("two tremors of an arm held up, jerks 3 to 10 times as large", seed => Tremble(seed, 2, 45, 1)),
        ("stairs, nothing", seed => New(seed, r => r.Still().ClimbingStairs())),
        ("stairs, jerks of 0.8 g", seed => New(seed, r => r.Still().ClimbingStairs().Jerks(50, 0.8))),
        ("typing, nothing", seed => New(seed, r => r.Still().Typing())),
        ("typing, jerks of 0.5 g", seed => New(seed, r => r.Still().Typing().Jerks(45, 0.5))),
        ("tapping with a finger, nothing", seed => New(seed, r => r.Still().Tapping())),
        ("tapping with a finger, jerks of 0.5 g", seed => New(seed, r => r.Still().Tapping().Jerks(45, 0.5))),
        ("driving, nothing", seed => New(seed, r => r.Still().Driving())),
        ("driving, jerks of 0.5 g", seed => New(seed, r => r.Still().Driving().Jerks(45, 0.5))),
        ("25 Hz: at rest, jerks of 0.3 g", seed => New(seed, LowRate, r => r.Still().Jerks(40, 0.3))),
        ("25 Hz: reaching, jerks of 0.3 g", seed => New(seed, LowRate, r => r.Reaching(0.6, 1.4, 0.5, 2).Jerks(50, 0.3))),
        ("25 Hz: reaching, nothing", seed => New(seed, LowRate, r => r.Reaching(0.5, 1.4, 0.5, 2))),
        ("25 Hz: walking, jerks of 0.8 g", seed => Walk(seed, LowRate, 0.2, 50, 0.8)),
        ("25 Hz: walking, nothing", seed => Walk(seed, LowRate, 0.25, 0, 0)),
        ("one axis: at rest, jerks of 0.3 g", seed => New(seed, r => r.Still().Jerks(40, 0.3).OneAxis())),
        ("one axis: reaching, jerks of 0.3 g", seed => New(seed, r => r.Reaching(0.6, 1.4, 0.5, 2).Jerks(50, 0.3).OneAxis())),
        ("one axis: reaching, nothing", seed => New(seed, r => r.Reaching(0.5, 1.4, 0.5, 2).OneAxis())),
        ("one axis: walking, jerks of 0.8 g", seed => Walk(seed, Rates, 0.2, 50, 0.8, axes: 1)),
        ("one axis: walking, nothing", seed => Walk(seed, Rates, 0.25, 0, 0, axes: 1)),
    ];

    private static LimbRecording Walk(int seed, double[] rates, double impactG, int jerks, double peakG, int axes = 3) => New(seed, rates, r =>
    {
        r.Still().Walking(r.Uniform(1.4, 2.3), r.Uniform(0.15, 0.4), r.Uniform(0.1, 0.3), impactG, r.Uniform(0.6, 1), 8);
        r = jerks > 0 ? r.Jerks(jerks, peakG) : r;
        return axes == 1 ? r.OneAxis() : r;
    });

    /// <summary>Tremors of 3 to 8 Hz and 0.05 to 0.3 g; jerks are measured by the larger one.</summary>
    private static LimbRecording Tremble(int seed, int tremors, int jerks, double drift = 0) => New(seed, TremorRates, r =>
    {
        double hertz = r.Uniform(3, tremors > 1 ? 5 : 8);
        double amplitude = 0.05 * Math.Pow(6, r.Uniform(0, 1));
        r.Still().Trembling(hertz, amplitude, r.Uniform(0.1, 0.4));
        if (tremors > 1)
        {
            r.Trembling(r.Uniform(hertz + 1.5, 8), amplitude * r.Uniform(0.4, 1), r.Uniform(0.1, 0.4));
        }

        r.Drifting(drift * amplitude);
        return jerks > 0 ? r.Jerks(jerks, amplitude * 3 * Math.Pow(10 / 3.0, r.Uniform(0, 1))) : r;
    });

    private static LimbRecording New(int seed, Func<LimbRecording, LimbRecording> make) => New(seed, Rates, make);

    private static LimbRecording New(int seed, double[] rates, Func<LimbRecording, LimbRecording> make)
    {
        var recording = new LimbRecording(seed, rates[seed % rates.Length], Seconds);
        return make(recording).Sensor(recording.Uniform(0.002, 0.006), 0.001);
    }
}
