namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>The kinds of recordings of acceleration in daily life; each seed has a sensor, a place and a wearer of its own.</summary>
internal static class AccelerationKinds
{
    private const double Seconds = 180;
    private static readonly double[] Rates = [50, 64, 100, 128, 200];

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
        ("walking, soft steps, jerks of 0.8 g", seed => Walk(seed, 0.1, 50, 0.8)),
        ("walking, hard steps, jerks of 0.8 g", seed => Walk(seed, 0.35, 50, 0.8)),
        ("walking, nothing", seed => Walk(seed, 0.25, 0, 0)),
        ("walking, sensor at the ankle, nothing", seed => New(seed, r => r.Still().Walking(r.Uniform(1.4, 2.3), 0.5, 0.25, r.Uniform(0.6, 1.2), 0.1, 12))),
        ("walking, jerks of 0.8 g while standing", seed => New(seed, r => r.Still().Walking(r.Uniform(1.4, 2.3), 0.3, 0.2, 0.2, 0.8, 25).Jerks(30, 0.8))),
        ("running, nothing", seed => New(seed, r => r.Still().Walking(r.Uniform(2.5, 2.9), 0.7, 0.8, r.Uniform(0.6, 1.5), 0.9, 10))),
        ("phone in the hand, jerks of 0.3 g", seed => New(seed, r => r.Still().HoldingAPhone().Jerks(40, 0.3))),
        ("phone in the hand, jerks of 0.1 g", seed => New(seed, r => r.Still().HoldingAPhone().Jerks(40, 0.1))),
        ("phone in the hand, nothing", seed => New(seed, r => r.Still().HoldingAPhone())),
    ];

    private static LimbRecording Walk(int seed, double impactG, int jerks, double peakG) => New(seed, r =>
    {
        r.Still().Walking(r.Uniform(1.4, 2.3), r.Uniform(0.15, 0.4), r.Uniform(0.1, 0.3), impactG, r.Uniform(0.6, 1), 8);
        return jerks > 0 ? r.Jerks(jerks, peakG) : r;
    });

    private static LimbRecording New(int seed, Func<LimbRecording, LimbRecording> make)
    {
        var recording = new LimbRecording(seed, Rates[seed % Rates.Length], Seconds);
        return make(recording).Sensor(recording.Uniform(0.002, 0.006), 0.001);
    }
}
