using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>Measures each kind of recording and prints a row of the table.</summary>
internal static class AccelerationTable
{
    private const int UsualRecords = 20;
    private const double Tolerance = 0.1;

    public static void Write(ForeignOptions options, TextWriter output)
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
