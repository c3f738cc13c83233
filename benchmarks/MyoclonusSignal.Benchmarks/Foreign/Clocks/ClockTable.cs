using System.Globalization;
using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Benchmarks.Foreign.Clocks;

/// <summary>How far onsets lie from the times of the recording's own clock.</summary>
internal static class ClockTable
{
    private const int UsualRecords = 10;
    private const double Tolerance = 0.25;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["even"] = new("", "all"),
        ["jittered stamps, 0.3 of a step"] = new("", "as with an even clock"),
        ["uneven samples, steps of 0.5 to 1.5"] = new("", "as with an even clock"),
        ["coarse, 0.1 s"] = new("", "as with an even clock"),
        ["milliseconds at 97 Hz"] = new("", "as with an even clock"),
        ["packets of 8 stamped on arrival"] = new("", "as with an even clock"),
        ["rate steps by 1 %"] = new("", "as with an even clock"),
        ["drifts by 3 %"] = new("", "as with an even clock"),
        ["a minute missing"] = new("", "as with an even clock"),
        ["3 % of the rows missing"] = new("", "as with an even clock"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| clock | n | taps found | of | false | onset off by: median | largest |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string kind in ClockKinds.Names)
        {
            ClockErrors errors = Measure(kind, records, options.SeedBase);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {records} | {errors.Found} | {errors.Taps} | {errors.False} | {1000 * errors.Median:0} ms | {1000 * errors.Largest:0} ms |"));
            output.Found(
                kind,
                $"{errors.Taps}",
                string.Create(CultureInfo.InvariantCulture, $"{errors.Found} found, {errors.False} false, {1000 * errors.Median:0} ms"),
                "none");
        }
    }

    /// <summary>Measures one kind of clock.</summary>
    public static ClockErrors Measure(string kind, int records, int seedBase)
    {
        List<double> offs = [];
        RecordingOptions reading = new() { Clock = kind.EndsWith(ClockKinds.AsUneven, StringComparison.Ordinal) ? RecordingClockKind.Uneven : RecordingClockKind.Auto };
        int taps = 0;
        int falseEvents = 0;
        for (int i = 0; i < records; i++)
        {
            ClockRecording recording = ClockKinds.Make(kind, seedBase + i);
            taps += recording.Onsets.Count;
            using var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(recording.Text)), "clock.csv", reading);
            double[] found = [.. MyoclonusAnalyzer.Analyze(reader, new AnalysisOptions()).Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)];
            HashSet<double> used = [];
            foreach (double onset in recording.Onsets)
            {
                double[] near = [.. found.Where(time => !used.Contains(time) && Math.Abs(time - onset) <= Tolerance)];
                if (near.Length > 0)
                {
                    double nearest = near.MinBy(time => Math.Abs(time - onset));
                    used.Add(nearest);
                    offs.Add(Math.Abs(nearest - onset));
                }
            }

            falseEvents += found.Length - used.Count;
        }

        offs.Sort();
        return new ClockErrors(taps, offs.Count, falseEvents, offs.Count == 0 ? double.NaN : offs[offs.Count / 2], offs.Count == 0 ? double.NaN : offs[^1]);
    }
}

/// <summary>What was found of the taps, and how far their onsets are off in seconds.</summary>
internal readonly record struct ClockErrors(int Taps, int Found, int False, double Median, double Largest);
