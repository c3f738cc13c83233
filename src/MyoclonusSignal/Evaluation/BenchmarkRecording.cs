using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>One simulated channel of a comparison, conditioned, with its true jerks.</summary>
/// <param name="Samples">The conditioned samples, the ends cut off.</param>
/// <param name="Truth">The jerks, in seconds from the first of those samples.</param>
internal sealed record BenchmarkRecording(double[] Samples, EventInterval[] Truth)
{
    private const double LowHz = 20;
    private const double HighHz = 450;

    // Cut off behind the filter at the start, until the hum is followed, and at the end.
    private const double MarginSeconds = 1.5;

    // Between the last jerk and the cut.
    private const double QuietSeconds = 0.3;

    /// <summary>Simulates and conditions a recording.</summary>
    public static BenchmarkRecording Create(DetectorBenchmarkOptions options, double burstToNoiseDb, ulong seed)
    {
        double whole = options.DurationSeconds + (2 * MarginSeconds);
        SimulationOptions scenario = SimulationScenarios.Create(options.Scenario, whole, seed);
        SimulatedRecording recording = Simulator.Generate(scenario with
        {
            SampleRate = options.SampleRate,
            EmgModel = options.EmgModel,
            Jerks = [.. scenario.Jerks.Select(jerks => jerks with
            {
                BurstToNoiseDb = burstToNoiseDb,
                RatePerMinute = jerks.Pattern == JerkPattern.Random ? options.RatePerMinute : jerks.RatePerMinute,
                StartSeconds = Math.Max(jerks.StartSeconds, MarginSeconds + QuietSeconds),
                EndSeconds = Math.Min(jerks.EndSeconds ?? whole, whole - MarginSeconds - QuietSeconds),
            })],
            Hum = options.HumHz > 0 ? new() { FrequencyHz = options.HumHz } : null,

            // A detector behind the interface sees a signal without gaps.
            Artefacts = scenario.Artefacts with { Gaps = [] },
        });
        double[] samples = recording.Signals[0].Samples;
        new SosFilter(Filter(options)).Process(samples, samples);
        Lines(options, samples)?.Process(samples);
        int margin = (int)Math.Round(MarginSeconds * options.SampleRate);

        // The front of a burst comes out of the filter so much later.
        double shift = Delay(options) - (margin / options.SampleRate);
        return new BenchmarkRecording(
            samples[margin..^margin],
            [.. recording.Truth.Where(real => real.Kind == EventKind.Jerk).Select(jerk => new EventInterval(
                jerk.OnsetSeconds + shift, jerk.OnsetSeconds + shift + jerk.DurationSeconds))]);
    }

    /// <summary>The library's own detector behind that filter, as in an analysis.</summary>
    internal static AdaptiveBurstDetector Adaptive(DetectorBenchmarkOptions options) => new()
    {
        BandwidthHz = HighHzOf(options) - LowHz,
        TailPower = TailTrimmer.TailPower(Filter(options), Delay(options)),
        Response = EdgeResponse.Of(Filter(options), Delay(options)),
    };

    /// <summary>The filter that stands before every detector, as in an analysis: the band of EMG.</summary>
    internal static SosCoefficients Filter(DetectorBenchmarkOptions options) => Butterworth.BandPass(4, LowHz, HighHzOf(options), options.SampleRate);

    /// <summary>What takes the hum out behind it, as in an analysis; <see langword="null"/> where there is none.</summary>
    private static LineCanceller? Lines(DetectorBenchmarkOptions options, ReadOnlySpan<double> filtered)
    {
        if (options.HumHz <= 0)
        {
            return null;
        }

        double power = 0;
        foreach (double sample in filtered)
        {
            power += sample * sample / filtered.Length;
        }

        var canceller = new LineCanceller(options.SampleRate, HighHzOf(options) - LowHz);
        foreach (double hz in LineBand.Harmonics(options.HumHz, LowHz, HighHzOf(options), options.SampleRate))
        {
            canceller.Add(hz, Math.Sqrt(2 * power));
        }

        return canceller;
    }

    private static double Delay(DetectorBenchmarkOptions options) => BandDelay.LeastSeconds(Filter(options), LowHz, HighHzOf(options));

    private static double HighHzOf(DetectorBenchmarkOptions options) => Math.Min(HighHz, 0.45 * options.SampleRate);
}
