namespace MyoclonusSignal.Benchmarks.Foreign.Rates;

/// <summary>Processes of events in time whose rate is known: 20 a minute on the long run, each.</summary>
/// <remarks>All begin long before time 0, so that a recording does not begin with a cluster or an active phase more often than it should.</remarks>
internal static class RateProcesses
{
    /// <summary>The true rate of all of them.</summary>
    public const double PerMinute = 20;

    private const double PerSecond = PerMinute / 60;
    private const double ClusterSize = 4;
    private const double ClusterSeconds = 2;
    private const double TrainSize = 15;
    private const double TrainHz = 5;
    private const double OnSeconds = 30;
    private const double OffSeconds = 60;
    private const double DriftSeconds = 300;
    private const double DriftLogSd = 0.5;
    private const double ClockCv = 0.1;

    /// <summary>Gets the processes by name.</summary>
    public static IReadOnlyList<(string Name, Func<Random, double, List<double>> Make)> All { get; } =
    [
        ("independent (Poisson)", (random, seconds) => Independent(random, -1, seconds, PerSecond)),
        ("clusters of 4 within 2 s", Clusters),
        ("5 Hz trains of 15", Trains),
        ("active 30 s, silent 60 s", Phases),
        ("rate drifts over 5 min, log sd 0.5", Drift),
        ("clock, CV 0.1", Clock),
    ];

    private static List<double> Independent(Random random, double start, double end, double perSecond)
    {
        List<double> times = [];
        for (double time = start + Wait(random, perSecond); time < end; time += Wait(random, perSecond))
        {
            times.Add(time);
        }

        return Within(times, end);
    }

    private static List<double> Clusters(Random random, double seconds)
    {
        List<double> times = [];
        for (double time = -ClusterSeconds + Wait(random, PerSecond / ClusterSize); time < seconds; time += Wait(random, PerSecond / ClusterSize))
        {
            for (int i = 0; i < ClusterSize; i++)
            {
                times.Add(time + (ClusterSeconds * random.NextDouble()));
            }
        }

        return Within(times, seconds);
    }

    private static List<double> Trains(Random random, double seconds)
    {
        List<double> times = [];
        for (double time = (-TrainSize / TrainHz) + Wait(random, PerSecond / TrainSize); time < seconds; time += Wait(random, PerSecond / TrainSize))
        {
            for (int i = 0; i < TrainSize; i++)
            {
                times.Add(time + (i / TrainHz));
            }
        }

        return Within(times, seconds);
    }

    // Phases of random length: of fixed ones a recording of a whole number of them would have no error at all.
    private static List<double> Phases(Random random, double seconds)
    {
        List<double> times = [];
        bool isOn = random.NextDouble() < OnSeconds / (OnSeconds + OffSeconds);
        double time = 0;
        while (time < seconds)
        {
            double end = time + Wait(random, 1 / (isOn ? OnSeconds : OffSeconds));
            if (isOn)
            {
                times.AddRange(Independent(random, time, Math.Min(end, seconds), PerSecond * (OnSeconds + OffSeconds) / OnSeconds));
            }

            (time, isOn) = (end, !isOn);
        }

        return Within(times, seconds);
    }

    private static List<double> Drift(Random random, double seconds)
    {
        const double Step = 1;
        List<double> times = [];
        double keep = Math.Exp(-Step / DriftSeconds);
        double log = DriftLogSd * random.NextNormal();
        for (double time = 0; time < seconds; time += Step)
        {
            double rate = PerSecond * Math.Exp(log - (DriftLogSd * DriftLogSd / 2));
            times.AddRange(Independent(random, time, time + Step, rate));
            log = (keep * log) + (DriftLogSd * Math.Sqrt(1 - (keep * keep)) * random.NextNormal());
        }

        return Within(times, seconds);
    }

    private static List<double> Clock(Random random, double seconds)
    {
        List<double> times = [];
        for (double time = -random.NextDouble() / PerSecond; time < seconds; time += Math.Max(0.01, 1 + (ClockCv * random.NextNormal())) / PerSecond)
        {
            times.Add(time);
        }

        return Within(times, seconds);
    }

    private static List<double> Within(List<double> times, double seconds) => [.. times.Where(time => time >= 0 && time < seconds)];

    private static double Wait(Random random, double perSecond) => -Math.Log(1 - random.NextDouble()) / perSecond;
}
