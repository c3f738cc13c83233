using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>One simulated channel of a comparison, conditioned, with its true jerks.</summary>
/// <param name="Samples">The conditioned samples, the ends cut off.</param>
/// <param name="Truth">The jerks, in seconds from the first of those samples.</param>
internal sealed record BenchmarkRecording(double[] Samples, Interval[] Truth)
{
    private const double LowHz = 20;
    private const double HighHz = 450;

    // Below it lie gravity and voluntary movements.
    private const double MovementHz = 5;

    // Cut off behind the filter at the start, until the hum is followed, and at the end.
    private const double MarginSeconds = 1.5;

    // Between the last jerk and the cut.
    private const double QuietSeconds = 0.3;

    /// <summary>Gets the recording as it was made, with its margins.</summary>
    public required SimulatedRecording Whole { get; init; }

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
            Contractions = options.Wanted == EventKind.NegativeJerk
                ? [.. scenario.Contractions.Select(contraction => contraction with { ContractionToNoiseDb = burstToNoiseDb })]
                : scenario.Contractions,
            Hum = options.HumHz > 0 && !options.IsAcceleration ? new() { FrequencyHz = options.HumHz } : null,

            // A detector behind the interface sees a signal without gaps.
            Artefacts = scenario.Artefacts with { Gaps = [] },
        });
        double[] samples = options.IsAcceleration ? Movement(recording, options) : Muscle(recording, options);
        int margin = CutSamples(options);

        // The front of a burst comes out of the filter so much later.
        double delay = options.IsAcceleration ? 0 : Delay(options);
        return new BenchmarkRecording(samples[margin..^margin], Events(recording, options, delay - CutSeconds(options)))
        {
            Whole = recording,
        };
    }

    /// <summary>Gives what bursts of a detector say of the events that are looked for: jerks, or the pauses between them.</summary>
    public static Interval[] EventsOf(IReadOnlyList<Segment> bursts, DetectorBenchmarkOptions options)
    {
        double rate = options.SampleRate;
        if (options.Wanted == EventKind.Jerk)
        {
            return
            [
                .. bursts.Select(burst => new Interval(burst.Start / rate, burst.End / rate))
                    .Where(burst => burst.DurationSeconds <= options.JerkLimitSeconds),
            ];
        }

        SilentPeriodOptions silence = new();
        List<Interval> pauses = [];
        double end = double.NaN;
        foreach (Segment burst in bursts)
        {
            double pause = (burst.Start / rate) - end;
            if (pause >= silence.MinimumSeconds && pause <= silence.MaximumSeconds)
            {
                pauses.Add(new Interval(end, burst.Start / rate));
            }

            end = double.IsNaN(end) ? burst.End / rate : Math.Max(end, burst.End / rate);
        }

        return [.. pauses];
    }

    /// <summary>Gives the events that a method finds in the recording as it was made, within the margins and on the clock of <see cref="Samples"/>.</summary>
    public Interval[] EventsOf(RecordingDetector detector, DetectorBenchmarkOptions options)
    {
        double cut = CutSeconds(options);
        return Kept(detector.Detect(Whole).Select(found => new Interval(found.StartSeconds - cut, found.EndSeconds - cut)), options);
    }

    /// <summary>Gives the true events as they stand in the recording, on the clock of <see cref="Samples"/>.</summary>
    public Interval[] TruthOfWhole(DetectorBenchmarkOptions options) =>
        Events(Whole, options, -CutSeconds(options));

    private static Interval[] Events(SimulatedRecording recording, DetectorBenchmarkOptions options, double shift) =>
        Kept(
            recording.Truth.Where(real => real.Kind == options.Wanted)
                .Select(real => new Interval(real.OnsetSeconds + shift, real.OnsetSeconds + shift + real.DurationSeconds)),
            options);

    /// <summary>Leaves out what lies in the ends that are cut off.</summary>
    private static Interval[] Kept(IEnumerable<Interval> events, DetectorBenchmarkOptions options) =>
        [.. events.Where(one => one.EndSeconds > 0 && one.StartSeconds < options.DurationSeconds)];

    private static int CutSamples(DetectorBenchmarkOptions options) => (int)Math.Round(MarginSeconds * options.SampleRate);

    private static double CutSeconds(DetectorBenchmarkOptions options) => CutSamples(options) / options.SampleRate;

    private static double[] Muscle(SimulatedRecording recording, DetectorBenchmarkOptions options)
    {
        double[] samples = [.. recording.Signals[0].Samples];
        new SosFilter(Filter(options)).Process(samples, samples);
        Lines(options, samples)?.Process(samples);
        return samples;
    }

    /// <summary>The length of the acceleration above 5 Hz: what detectors of one signal are given of three axes.</summary>
    private static double[] Movement(SimulatedRecording recording, DetectorBenchmarkOptions options)
    {
        double[] norm = new double[recording.Signals[0].Samples.Length];
        double[] axis = new double[norm.Length];
        foreach (SimulatedSignal signal in recording.Signals)
        {
            new SosFilter(Butterworth.HighPass(4, MovementHz, options.SampleRate)).Process(signal.Samples, axis);
            for (int i = 0; i < norm.Length; i++)
            {
                norm[i] += axis[i] * axis[i];
            }
        }

        for (int i = 0; i < norm.Length; i++)
        {
            norm[i] = Math.Sqrt(norm[i]);
        }

        return norm;
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
