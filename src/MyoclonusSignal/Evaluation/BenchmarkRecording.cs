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

    // Cut off behind the filters at each end, where the notches ring: they forget with a time constant of 0.19 s.
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
        SosCoefficients filter = Filter(options);
        ZeroPhase.Filter(
            filter, samples, samples, PaddingKind.Odd, Math.Min(filter.SettlingSamples(1e-3), samples.Length - 1));
        int margin = (int)Math.Round(MarginSeconds * options.SampleRate);
        double marginSeconds = margin / options.SampleRate;
        return new BenchmarkRecording(
            samples[margin..^margin],
            [.. recording.Truth.Where(real => real.TrialType == "jerk").Select(jerk => new EventInterval(
                jerk.OnsetSeconds - marginSeconds, jerk.OnsetSeconds - marginSeconds + jerk.DurationSeconds))]);
    }

    /// <summary>The filter that stands before every detector: the band of EMG without the mains and its harmonics, as in an analysis.</summary>
    internal static SosCoefficients Filter(DetectorBenchmarkOptions options)
    {
        // Half the order, as it is filtered forwards and backwards.
        double highHz = Math.Min(HighHz, 0.45 * options.SampleRate);
        SosCoefficients filter = Butterworth.BandPass(2, LowHz, highHz, options.SampleRate);
        return options.HumHz > 0
            ? MainsNotches.Append(filter, options.HumHz, MainsNotches.Lines(options.HumHz, LowHz, highHz, options.SampleRate), depth: 1)
            : filter;
    }
}
