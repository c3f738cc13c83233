using MathNet.Numerics.Distributions;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>Compares detectors on simulated recordings whose jerks are known: all of them see the same conditioned samples.</summary>
/// <remarks>
/// Random jerks of 30 to 100 ms in noise, band-passed from 20 to 450 Hz without delay and with the hum notched out. The result
/// depends on the options alone, not on the number of threads.
/// </remarks>
public static class DetectorBenchmark
{
    private const double LowHz = 20;
    private const double HighHz = 450;
    private const double NotchQuality = 30;

    // Cut off behind the filters at each end, where the notch rings: it forgets with a time constant of 0.19 s.
    private const double MarginSeconds = 1.5;

    // Between the last jerk and the cut.
    private const double QuietSeconds = 0.3;

    /// <summary>Runs the comparison.</summary>
    /// <param name="detectors">The detectors, with different names.</param>
    /// <param name="options">The recordings.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>An accuracy for each detector and size, in the order of the detectors, then of the sizes.</returns>
    /// <exception cref="ArgumentException">There is no detector, or two have one name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<DetectorAccuracy> Run(
        IReadOnlyList<IBurstDetector> detectors, DetectorBenchmarkOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (detectors.Count == 0 || detectors.Select(detector => detector.Name).Distinct().Count() < detectors.Count)
        {
            throw new ArgumentException("Expected at least one detector, and a name of its own for each.", nameof(detectors));
        }

        int ratios = options.BurstToNoiseDb.Count;
        ScoreTally[,] tallies = new ScoreTally[detectors.Count, ratios * options.Recordings];
        Parallel.For(
            0,
            ratios * options.Recordings,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken },
            job =>
            {
                double ratio = options.BurstToNoiseDb[job / options.Recordings];
                double[] signal = Recording(options, ratio, options.Seed + (ulong)(job % options.Recordings), out EventInterval[] truth);
                for (int detector = 0; detector < detectors.Count; detector++)
                {
                    EventInterval[] found = [.. detectors[detector].Detect(signal, options.SampleRate)
                        .Select(burst => new EventInterval(burst.Start / options.SampleRate, burst.End / options.SampleRate))];
                    tallies[detector, job] = new ScoreTally();
                    tallies[detector, job].Add(found, truth, options.Match);
                }
            });

        List<DetectorAccuracy> accuracies = [];
        for (int detector = 0; detector < detectors.Count; detector++)
        {
            for (int ratio = 0; ratio < ratios; ratio++)
            {
                ScoreTally[] own = [.. Enumerable.Range(0, options.Recordings).Select(k => tallies[detector, (ratio * options.Recordings) + k])];
                accuracies.Add(Accuracy(detectors[detector].Name, options.BurstToNoiseDb[ratio], own, options));
            }
        }

        return accuracies;
    }

    /// <summary>A simulated channel, conditioned, with its true jerks.</summary>
    private static double[] Recording(DetectorBenchmarkOptions options, double burstToNoiseDb, ulong seed, out EventInterval[] truth)
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = options.DurationSeconds + (2 * MarginSeconds),
            SampleRate = options.SampleRate,
            Seed = seed,
            Jerks =
            [
                new()
                {
                    RatePerMinute = options.RatePerMinute,
                    BurstToNoiseDb = burstToNoiseDb,
                    StartSeconds = MarginSeconds + QuietSeconds,
                    EndSeconds = MarginSeconds + options.DurationSeconds - QuietSeconds,
                },
            ],
            Hum = options.HumHz > 0 ? new() { FrequencyHz = options.HumHz } : null,
        });
        int margin = (int)Math.Round(MarginSeconds * options.SampleRate);
        double marginSeconds = margin / options.SampleRate;
        truth = [.. recording.Truth.Select(jerk => new EventInterval(
            jerk.OnsetSeconds - marginSeconds, jerk.OnsetSeconds - marginSeconds + jerk.DurationSeconds))];
        double[] samples = recording.Signals[0].Samples;

        // Half the order, as it is filtered forwards and backwards.
        SosCoefficients filter = Butterworth.BandPass(2, LowHz, Math.Min(HighHz, 0.45 * options.SampleRate), options.SampleRate);
        if (options.HumHz > 0)
        {
            filter = filter.Then(Notch.Design(options.HumHz, NotchQuality, options.SampleRate));
        }

        ZeroPhase.Filter(
            filter, samples, samples, PaddingKind.Odd, Math.Min(filter.SettlingSamples(1e-3), samples.Length - 1));
        return samples[margin..^margin];
    }

    private static DetectorAccuracy Accuracy(string name, double burstToNoiseDb, ScoreTally[] tallies, DetectorBenchmarkOptions options)
    {
        var all = new ScoreTally();
        List<double> f1 = [];
        foreach (ScoreTally tally in tallies)
        {
            all.Add(tally);
            f1.Add(tally.ToScore(null).F1 ?? 1);
        }

        (double Low, double High)? interval = null;
        if (f1.Count > 1)
        {
            double mean = f1.Average();
            double deviation = Math.Sqrt(f1.Sum(value => (value - mean) * (value - mean)) / (f1.Count - 1));
            double half = StudentT.InvCDF(0, 1, f1.Count - 1, 0.975) * deviation / Math.Sqrt(f1.Count);
            interval = (Math.Max(0, mean - half), Math.Min(1, mean + half));
        }

        return new DetectorAccuracy(name, burstToNoiseDb, all.ToScore(options.DurationSeconds * tallies.Length), interval);
    }
}
