using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Edges;

/// <summary>How far onsets and offsets lie from the true ones, and whether the stated uncertainty is as large as that.</summary>
internal static class EdgeTable
{
    private const int UsualRecords = 16;
    private const double Tolerance = 0.15;

    /// <summary>Gets the sizes of bursts in dB.</summary>
    public static IReadOnlyList<double> RatiosDb { get; } = [6, 10, 20, 30];

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["all shapes, 6 dB"] = new("5.5 ms, 75 %, 1.25", "no later; 68 %; at most 1.2"),
        ["all shapes, 10 dB"] = new("4.5 ms, 73 %, 1.13", "no later; 68 %; at most 1.2"),
        ["all shapes, 20 dB"] = new("2.6 ms, 58 %, 1.14", "no later; 68 %; at most 1.2"),
        ["all shapes, 30 dB"] = new("1.6 ms, 58 %, 0.91", "no later; 68 %; at most 1.2"),
        ["all shapes, the muscle holding on, 6 dB"] = new("8.5 ms, 73 %, 1.15", "no later; 68 %; at most 1.2"),
        ["all shapes, the muscle holding on, 10 dB"] = new("7.5 ms, 71 %, 1.10", "no later; 68 %; at most 1.2"),
        ["all shapes, the muscle holding on, 20 dB"] = new("4.1 ms, 66 %, 1.25", "no later; 68 %; at most 1.2"),
        ["all shapes, the muscle holding on, 30 dB"] = new("3.1 ms, 71 %, 1.47", "no later; 68 %; at most 1.2"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| bursts | dB | n | found (%) | onset: median error (ms) | bias | within the stated (%) | stated over true width | 45 ms early or more (%) | offset: median error (ms) | bias | within (%) | width |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (bool isTonic in (bool[])[false, true])
        {
            foreach (double ratioDb in RatiosDb)
            {
                EdgeErrors all = new();
                foreach (string shape in BurstShapes.Names)
                {
                    EdgeErrors errors = Measure(shape, ratioDb, isTonic, records, options.SeedBase);
                    WriteRow(output, shape, ratioDb, isTonic, errors);
                    all.Add(errors);
                }

                WriteRow(output, "all shapes", ratioDb, isTonic, all);
            }
        }
    }

    /// <summary>Measures the bursts of one kind.</summary>
    public static EdgeErrors Measure(string shape, double ratioDb, bool isTonic, int records, int seedBase)
    {
        EdgeErrors errors = new();
        for (int i = 0; i < records; i++)
        {
            EdgeRecording recording = EdgeRecording.Make(seedBase + i, shape, ratioDb, isTonic);
            AnalysisEvent[] jerks = [.. recording.Analyze().Events.Where(e => e.Kind == EventKind.Jerk)];
            foreach ((double onset, double offset) in recording.Bursts)
            {
                AnalysisEvent? nearest = jerks.MinBy(e => Math.Abs(e.OnsetSeconds - onset));
                bool isFound = nearest is not null && Math.Abs(nearest.OnsetSeconds - onset) < Tolerance;
                errors.Count(isFound ? nearest : null, onset, offset);
            }
        }

        return errors;
    }

    private static void WriteRow(ForeignOutput output, string shape, double ratioDb, bool isTonic, EdgeErrors errors)
    {
        string bursts = $"{shape}{(isTonic ? ", the muscle holding on" : string.Empty)}";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {bursts} | {ratioDb} | {errors.Bursts} | {100.0 * errors.Onset.Count / errors.Bursts:0} | {errors.Onset} | {100 * errors.EarlyShare:0.00} | {errors.Offset} |"));
        output.Found(
            string.Create(CultureInfo.InvariantCulture, $"{bursts}, {ratioDb} dB"),
            $"{errors.Bursts}",
            string.Create(CultureInfo.InvariantCulture, $"{1000 * errors.Onset.Median:0.0} ms, {100 * errors.Onset.Coverage:0} %, {errors.Onset.WidthRatio:0.00}"),
            "none");
    }
}

/// <summary>The errors of onsets and offsets.</summary>
internal sealed class EdgeErrors
{
    private const double EarlySeconds = 0.045;

    /// <summary>Gets the number of bursts that were there.</summary>
    public int Bursts { get; private set; }

    /// <summary>Gets the onsets of those that were found.</summary>
    public EdgeError Onset { get; } = new();

    /// <summary>Gets their offsets.</summary>
    public EdgeError Offset { get; } = new();

    /// <summary>Gets the share of the found bursts that begin far too early.</summary>
    public double EarlyShare => Onset.ShareBelow(-EarlySeconds);

    /// <summary>Takes in one burst.</summary>
    public void Count(AnalysisEvent? found, double onset, double offset)
    {
        Bursts++;
        if (found is not null)
        {
            Onset.Add(found.OnsetSeconds - onset, found.OnsetUncertaintySeconds ?? double.NaN);
            Offset.Add(found.OnsetSeconds + found.DurationSeconds - offset, found.OffsetUncertaintySeconds ?? double.NaN);
        }
    }

    /// <summary>Takes in those of another kind.</summary>
    public void Add(EdgeErrors other)
    {
        Bursts += other.Bursts;
        Onset.Add(other.Onset);
        Offset.Add(other.Offset);
    }
}

/// <summary>The errors of one edge, with what was stated of each.</summary>
internal sealed class EdgeError
{
    private const double StatedShare = 0.68;
    private readonly List<(double Error, double Stated)> _errors = [];

    /// <summary>Gets how many.</summary>
    public int Count => _errors.Count;

    /// <summary>Gets the median of the absolute error in seconds.</summary>
    public double Median => Quantile(_errors.Select(e => Math.Abs(e.Error)), 0.5);

    /// <summary>Gets the median of the error in seconds, negative where edges are early.</summary>
    public double Bias => Quantile(_errors.Select(e => e.Error), 0.5);

    /// <summary>Gets the share of errors within what was stated.</summary>
    public double Coverage => _errors.Count(e => Math.Abs(e.Error) <= e.Stated) / (double)Math.Max(1, _errors.Count);

    /// <summary>Gets the mean of what was stated over what 68 % of the errors do not exceed.</summary>
    public double WidthRatio => _errors.Average(e => e.Stated) / Quantile(_errors.Select(e => Math.Abs(e.Error)), StatedShare);

    public void Add(double error, double stated) => _errors.Add((error, stated));

    public void Add(EdgeError other) => _errors.AddRange(other._errors);

    /// <summary>Gives the share of errors up to a value.</summary>
    public double ShareBelow(double seconds) => _errors.Count(e => e.Error <= seconds) / (double)Math.Max(1, _errors.Count);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{1000 * Median:0.0} | {1000 * Bias:+0.0;-0.0;0.0} | {100 * Coverage:0} | {WidthRatio:0.00}");

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
    }
}
