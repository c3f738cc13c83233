using System.Runtime.ExceptionServices;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Evaluation;

/// <summary>Compares detectors on simulated recordings whose jerks are known: all of them see the same conditioned samples.</summary>
/// <remarks>
/// Jerks of 30 to 100 ms in noise, filtered as in an analysis: 20 to 450 Hz, the mains and its harmonics taken out, the filter's
/// delay taken off the times. Recordings of one number have one seed at every size of jerks. The result depends on the options alone, not on the
/// number of threads.
/// </remarks>
public static class DetectorBenchmark
{
    /// <summary>
    /// Gets the scenarios in which detectors can be compared: those with one channel. Artefacts come without their gap; of
    /// acceleration detectors see the length of the three axes above 5 Hz; a silent period is a pause of 50 to 500 ms between
    /// two bursts.
    /// </summary>
    public static IReadOnlyList<SimulationScenario> Scenarios { get; } =
    [
        SimulationScenario.RandomJerks, SimulationScenario.RhythmicTrain, SimulationScenario.IrregularJerks, SimulationScenario.Mixed,
        SimulationScenario.NoiseOnly, SimulationScenario.TonicContractions, SimulationScenario.JerksInContractions, SimulationScenario.NoiseSteps,
        SimulationScenario.Ecg, SimulationScenario.Artefacts, SimulationScenario.NegativeMyoclonus, SimulationScenario.Accelerometer,
        SimulationScenario.DailyLife,
    ];

    /// <summary>Runs the comparison.</summary>
    /// <param name="detectors">The detectors, with different names.</param>
    /// <param name="options">The recordings.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>An accuracy for each detector and size, in the order of the detectors, then of the sizes.</returns>
    /// <exception cref="ArgumentException">There is no detector, or two have one name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<DetectorAccuracy> Run(
        IReadOnlyList<IBurstDetector> detectors, DetectorBenchmarkOptions options, CancellationToken cancellationToken = default) =>
        RunWith(detectors, [], options, cancellationToken);

    /// <summary>Runs the comparison, with methods that see the recordings as they were made, before the detectors.</summary>
    internal static IReadOnlyList<DetectorAccuracy> RunWith(
        IReadOnlyList<IBurstDetector> detectors,
        IReadOnlyList<RecordingDetector> ofRecordings,
        DetectorBenchmarkOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ThrowIfNotNamedApart(ofRecordings.Select(detector => detector.Name).Concat(detectors.Select(detector => detector.Name)), nameof(detectors));
        DetectorAccuracy[,] measured = Measure(detectors, ofRecordings, options, cancellationToken);
        return [.. measured.Cast<DetectorAccuracy>()];
    }

    /// <summary>Runs detectors with every value of their thresholds, on the recordings on which <see cref="Run"/> compares them.</summary>
    /// <param name="sweeps">The detectors, with different names, and their thresholds; <see cref="ThresholdSweep.All"/> has those of the library.</param>
    /// <param name="options">The recordings.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>A curve for each detector and size, in the order of the detectors, then of the sizes.</returns>
    /// <exception cref="ArgumentException">There is no sweep, two have one name, or a default is not among the thresholds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<OperatingCurve> Sweep(
        IReadOnlyList<ThresholdSweep> sweeps, DetectorBenchmarkOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ThrowIfNotNamedApart(sweeps.Select(sweep => sweep.Detector), nameof(sweeps));
        foreach (ThresholdSweep sweep in sweeps)
        {
            sweep.Validate();
        }

        DetectorAccuracy[,] measured = Measure([.. sweeps.SelectMany(sweep => sweep.Thresholds.Select(sweep.Create))], [], options, cancellationToken);
        List<OperatingCurve> curves = [];
        int first = 0;
        foreach (ThresholdSweep sweep in sweeps)
        {
            for (int ratio = 0; ratio < options.BurstToNoiseDb.Count; ratio++)
            {
                OperatingPoint[] points = [.. sweep.Thresholds.Select((threshold, index) =>
                    new OperatingPoint(threshold, threshold == sweep.DefaultThreshold, measured[first + index, ratio]))];
                curves.Add(new OperatingCurve(sweep.Detector, options.BurstToNoiseDb[ratio], sweep.Parameter, points));
            }

            first += sweep.Thresholds.Count;
        }

        return curves;
    }

    /// <summary>Gives the library's own detector as an analysis would set it up for the recordings of these options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AdaptiveBurstDetector Adaptive(DetectorBenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return BenchmarkRecording.Adaptive(options);
    }

    /// <summary>Gives the accuracy of each method at each size.</summary>
    private static DetectorAccuracy[,] Measure(
        IReadOnlyList<IBurstDetector> detectors,
        IReadOnlyList<RecordingDetector> ofRecordings,
        DetectorBenchmarkOptions options,
        CancellationToken cancellationToken)
    {
        int ratios = options.BurstToNoiseDb.Count;
        string[] names = [.. ofRecordings.Select(detector => detector.Name), .. detectors.Select(detector => detector.Name)];
        var tallies = new ScoreTally[names.Length][];
        for (int method = 0; method < names.Length; method++)
        {
            tallies[method] = new ScoreTally[ratios * options.Recordings];
        }

        InParallel(
            ratios * options.Recordings,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken },
            job =>
            {
                BenchmarkRecording recording = BenchmarkRecording.Create(
                    options, options.BurstToNoiseDb[job / options.Recordings], options.Seed + (ulong)(job % options.Recordings));
                for (int method = 0; method < names.Length; method++)
                {
                    bool isOfRecordings = method < ofRecordings.Count;
                    Interval[] found = isOfRecordings
                        ? recording.EventsOf(ofRecordings[method], options)
                        : BenchmarkRecording.EventsOf(detectors[method - ofRecordings.Count].Detect(recording.Samples, options.SampleRate), options);
                    var tally = new ScoreTally();
                    tally.Add(found, isOfRecordings ? recording.TruthOfWhole(options) : recording.Truth, options.Match);
                    tallies[method][job] = tally;
                }
            });

        var accuracies = new DetectorAccuracy[names.Length, ratios];
        for (int method = 0; method < names.Length; method++)
        {
            for (int ratio = 0; ratio < ratios; ratio++)
            {
                accuracies[method, ratio] = DetectorAccuracy.Of(
                    names[method],
                    options.BurstToNoiseDb[ratio],
                    tallies[method].AsSpan(ratio * options.Recordings, options.Recordings),
                    options.DurationSeconds);
            }
        }

        return accuracies;
    }

    /// <summary>Works side by side; what a detector throws is thrown as it is.</summary>
    private static void InParallel(int count, ParallelOptions options, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }
    }

    private static void ThrowIfNotNamedApart(IEnumerable<string> names, string parameterName)
    {
        string[] all = [.. names];
        if (all.Length == 0 || all.Distinct().Count() < all.Length)
        {
            throw new ArgumentException("Expected at least one detector, and a name of its own for each.", parameterName);
        }
    }
}
