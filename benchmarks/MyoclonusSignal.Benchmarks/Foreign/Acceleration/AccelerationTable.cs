using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>Measures each kind of recording and prints a row of the table.</summary>
internal static class AccelerationTable
{
    private const int UsualRecords = 12;
    private const double Tolerance = 0.1;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["at rest, jerks of 0.05 g"] = new("0.994 / 0.994 / 0.994, 5", "no worse"),
        ["at rest, jerks of 0.3 g"] = new("", "as plain"),
        ["at rest, jerks of 1 g"] = new("", "as plain"),
        ["at rest, limbs of 4 to 4.5 Hz, jerks of 0.3 g"] = new("", "as plain"),
        ["at rest, nothing"] = new("0 an hour", "no worse"),
        ["reaching, jerks of 0.3 g"] = new("0.718 / 0.447 / 0.551, 888", "F1 0.94, 100 an hour"),
        ["fast reaching, jerks of 0.3 g"] = new("0.077 / 0.301 / 0.122, 178", "F1 0.94, 100 an hour"),
        ["reaching, jerks of 0.15 g"] = new("0.655 / 0.398 / 0.495, 990", "as plain"),
        ["reaching, nothing"] = new("1083 an hour", "100 an hour"),
        ["walking, soft steps, jerks of 0.8 g"] = new("0.630 / 0.889 / 0.738, 78", "recall 0.9; gait named"),
        ["walking, hard steps, jerks of 0.8 g"] = new("0.575 / 0.740 / 0.647, 202", "recall 0.9; gait named"),
        ["walking, nothing"] = new("348 an hour", "100 an hour; gait named"),
        ["walking, sensor at the ankle, nothing"] = new("527 an hour", "100 an hour; gait named"),
        ["walking, jerks of 0.8 g while standing"] = new("0.800 / 0.900 / 0.847, 53", "recall 0.9; gait named"),
        ["running, nothing"] = new("8 an hour", "100 an hour; gait named"),
        ["phone in the hand, jerks of 0.3 g"] = new("0.933 / 0.926 / 0.929, 60", "F1 0.80"),
        ["phone in the hand, jerks of 0.1 g"] = new("0.879 / 0.896 / 0.887, 82", "F1 0.80"),
        ["phone in the hand, nothing"] = new("72 an hour", "100 an hour"),
        ["tremor, nothing"] = new("2 an hour", "no worse; no gait"),
        ["two tremors, nothing"] = new("13 an hour", "no worse; no gait"),
        ["two tremors of an arm held up, nothing"] = new("5 an hour; 12 of 12 walk", "no gait"),
        ["tremor, jerks 3 to 10 times as large"] = new("0.902 / 0.986 / 0.942, 12", "as plain"),
        ["two tremors, jerks 3 to 10 times as large"] = new("0.896 / 0.980 / 0.936, 17", "as plain"),
        ["two tremors of an arm held up, jerks 3 to 10 times as large"] = new("0.937 / 0.990 / 0.963, 8; 11 of 12 walk", "as plain; no gait"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| kind | jerks | ours: recall / precision / F1, false an hour | gait named in | plain threshold: the same | duration over the true one: median; its median error in ms |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, Func<int, LimbRecording> make) in AccelerationKinds.All)
        {
            if (Environment.GetEnvironmentVariable("DIAG") is { } p2 && !name.Contains(p2)) { continue; }
            var ours = default(AccelerationTally);
            var plain = default(AccelerationTally);
            int named = 0;
            foreach (int seed in Enumerable.Range(options.SeedBase, records))
            {
                LimbRecording recording = make(seed);
                AnalysisResult result = recording.Analyze(isMetric: seed % 2 == 1);
                AnalysisEvent[] jerks = [.. result.Events.Where(e => e.Kind == EventKind.Jerk)];
                ours.Add(recording, [.. jerks.Select(e => e.OnsetSeconds)], Tolerance, [.. jerks.Select(e => e.DurationSeconds)]);
                if (Environment.GetEnvironmentVariable("DIAG") is { } pat && name.Contains(pat))
                {
                    foreach (double onset in recording.Onsets.Where(o => !jerks.Any(j => Math.Abs(j.OnsetSeconds - o) < Tolerance)))
                    {
                        var near = result.Events.Where(e => e.OnsetSeconds < onset + 0.3 && e.OnsetSeconds + e.DurationSeconds > onset - 0.1).Select(e => $"{e.Kind} {e.OnsetSeconds - onset:0.00} {e.DurationSeconds:0.00}");
                        var rej = result.Channels[0].Rejected.Where(e => e.OnsetSeconds < onset + 0.3 && e.OnsetSeconds + e.DurationSeconds > onset - 0.1).Select(e => $"R:{e.Reason} {e.OnsetSeconds - onset:0.00}");
                        output.WriteLine($"MISS {name} {seed} fs {recording.SampleRate} {onset:0.00}: {string.Join("; ", near.Concat(rej))}");
                    }
                    foreach (var j in jerks.Where(j => !recording.Onsets.Any(o => Math.Abs(j.OnsetSeconds - o) < Tolerance)))
                    {
                        output.WriteLine($"FALSE {name} {seed} fs {recording.SampleRate} {j.OnsetSeconds:0.00} dur {j.DurationSeconds:0.000} peak {j.PeakAmplitude:0.000} snr {j.SnrDb:0}");
                    }
                }
                plain.Add(recording, PlainThreshold.Detect(recording), Tolerance);
                named += result.Warnings.Any(warning => warning.Code == "gait") ? 1 : 0;
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ours.True} | {ours} | {named} of {records} | {plain} | {ours.Durations} |"));
            output.Found(name, $"{ours.True}", $"{ours}; {named} of {records} walk", $"{plain}");
        }
    }
}

/// <summary>Counts what was found in recordings.</summary>
internal record struct AccelerationTally
{
    private double _seconds;
    private List<(double Found, double True)>? _durations;

    public int True { get; private set; }

    public int Found { get; private set; }

    public int Matched { get; private set; }

    public readonly double Recall => True == 0 ? 1 : (double)Matched / True;

    public readonly double Precision => Found == 0 ? 1 : (double)Matched / Found;

    public readonly double F1 => Recall + Precision == 0 ? 0 : 2 * Recall * Precision / (Recall + Precision);

    public readonly double FalsePerHour => 3600 * (Found - Matched) / _seconds;

    /// <summary>Gets the median of the durations over the true ones, and of how far off they are in milliseconds.</summary>
    public readonly string Durations => _durations is not { Count: > 0 } pairs
        ? string.Empty
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Middle(pairs.Select(pair => pair.Found / pair.True)):0.00}; {1000 * Middle(pairs.Select(pair => Math.Abs(pair.Found - pair.True))):0}");

    /// <summary>Matches each true onset with the nearest one that is left.</summary>
    public void Add(LimbRecording recording, double[] onsets, double tolerance, double[]? durations = null)
    {
        _seconds += recording.Seconds;
        True += recording.Onsets.Count;
        Found += onsets.Length;
        int[] partners = [.. NearestOnset.Match(recording.Onsets, onsets, tolerance)];
        Matched += partners.Count(partner => partner >= 0);
        _durations ??= [];
        for (int i = 0; durations is not null && i < partners.Length; i++)
        {
            if (partners[i] >= 0)
            {
                _durations.Add((durations[partners[i]], recording.Durations[i]));
            }
        }
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    public override readonly string ToString() => True == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{FalsePerHour:0.0} false")
        : string.Create(CultureInfo.InvariantCulture, $"{Recall:0.000} / {Precision:0.000} / {F1:0.000}, {FalsePerHour:0}");
}
