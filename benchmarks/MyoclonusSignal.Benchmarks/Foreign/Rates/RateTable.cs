using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Rates;

/// <summary>How often the 95 % interval of a rate covers the true one, and how wide it is.</summary>
internal static class RateTable
{
    private const int UsualRecords = 2000;

    // A quarter of the time is lost in pieces of this length.
    private const double GapSeconds = 7;
    private const double SeenSeconds = 21;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["independent (Poisson), 10 min"] = new("96 %", "at least 90.5 %"),
        ["independent (Poisson), 60 min"] = new("94 %", "at least 90.5 %"),
        ["clusters of 4 within 2 s, 10 min"] = new("68 %", "at least 90.5 %"),
        ["clusters of 4 within 2 s, 60 min"] = new("67 %", "at least 90.5 %"),
        ["5 Hz trains of 15, 10 min"] = new("42 %", "at least 90.5 %"),
        ["5 Hz trains of 15, 60 min"] = new("38 %", "at least 90.5 %"),
        ["active 30 s, silent 60 s, 10 min"] = new("27 %", "at least 90.5 %"),
        ["active 30 s, silent 60 s, 60 min"] = new("29 %", "at least 90.5 %"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| jerks, 20 a minute | length | n | covered: Poisson | covered: blocks | width of blocks, median upper/lower | covered: blocks, a quarter lost in gaps |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((string name, Func<Random, double, List<double>> make) in RateProcesses.All)
        {
            foreach (double minutes in (double[])[10, 60])
            {
                Coverage found = Measure(make, 60 * minutes, records, options.SeedBase);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {minutes} min | {records} | {100 * found.Poisson:0} % | {100 * found.Blocks:0} % | {found.MedianRatio:0.00} | {100 * found.WithGaps:0} % |"));
                output.Found(
                    string.Create(CultureInfo.InvariantCulture, $"{name}, {minutes} min"),
                    $"{records}",
                    string.Create(CultureInfo.InvariantCulture, $"{100 * found.Blocks:0} %"),
                    string.Create(CultureInfo.InvariantCulture, $"Poisson {100 * found.Poisson:0} %"));
            }
        }
    }

    /// <summary>Measures a process.</summary>
    public static Coverage Measure(Func<Random, double, List<double>> make, double seconds, int records, int seedBase)
    {
        int poisson = 0;
        int blocks = 0;
        int withGaps = 0;
        double[] ratios = new double[records];
        List<(Interval Stretch, double Seconds)> seen = [];
        for (double start = 0; start + SeenSeconds <= seconds; start += SeenSeconds + GapSeconds)
        {
            seen.Add((new Interval(start, start + SeenSeconds), SeenSeconds));
        }

        for (int i = 0; i < records; i++)
        {
            List<double> times = make(new Random(seedBase + i), seconds);
            ConfidenceInterval byBlocks = RateInterval.OfBlocks(TimeBlocks.Of([(new(0, seconds), seconds)], times)).Ci95;
            blocks += byBlocks.Contains(RateProcesses.PerMinute) ? 1 : 0;
            ratios[i] = byBlocks.High / Math.Max(byBlocks.Low, double.Epsilon);
            poisson += RateInterval.Poisson(times.Count, seconds).Ci95.Contains(RateProcesses.PerMinute) ? 1 : 0;
            IEnumerable<double> left = times.Where(time => time % (SeenSeconds + GapSeconds) < SeenSeconds && time < seen[^1].Stretch.EndSeconds);
            withGaps += RateInterval.OfBlocks(TimeBlocks.Of(seen, left)).Ci95.Contains(RateProcesses.PerMinute) ? 1 : 0;
        }

        Array.Sort(ratios);
        return new Coverage((double)poisson / records, (double)blocks / records, (double)withGaps / records, ratios[records / 2]);
    }
}

/// <summary>Parts of the recordings whose interval covers the true rate.</summary>
internal readonly record struct Coverage(double Poisson, double Blocks, double WithGaps, double MedianRatio);
