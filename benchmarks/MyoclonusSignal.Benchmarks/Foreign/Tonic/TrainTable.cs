using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Measures jerks beside contractions and trains, and what of them is neither counted nor listed.</summary>
internal static class TrainTable
{
    private const int UsualRecords = 8;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["jerks 6 dB, 0.05–0.15 s beside contractions"] = new("0 (161)", "counted or listed"),
        ["jerks 6 dB, 0.15–0.3 s beside contractions"] = new("0.012 / 0.222 / 0.024 (159)", "counted or listed"),
        ["jerks 6 dB, 0.3–0.6 s beside contractions"] = new("0.975 / 0.957 / 0.966 (4)", "counted or listed"),
        ["jerks 10 dB, 0.05–0.15 s beside contractions"] = new("0 (161)", "counted or listed"),
        ["jerks 10 dB, 0.15–0.3 s beside contractions"] = new("0.497 / 0.920 / 0.645 (81)", "counted or listed"),
        ["jerks 10 dB, 0.3–0.6 s beside contractions"] = new("1.000 / 0.958 / 0.979 (0)", "counted or listed"),
        ["jerks 20 dB, 0.05–0.15 s beside contractions"] = new("0 (161)", "counted or listed"),
        ["jerks 20 dB, 0.15–0.3 s beside contractions"] = new("0.770 / 0.947 / 0.849 (37)", "counted or listed"),
        ["jerks 20 dB, 0.3–0.6 s beside contractions"] = new("1.000 / 0.958 / 0.979 (0)", "counted or listed"),
        ["contractions that come up and go down slowly"] = new("52 jerks", "no jerk"),
        ["trains of 3 Hz, 6 dB over a contraction"] = new("0.788 / 0.990 / 0.877 (82)", "counted or warned of"),
        ["trains of 6 Hz, 6 dB over a contraction"] = new("0.450 / 1.000 / 0.621 (426)", "counted or warned of"),
        ["trains of 8 Hz, 6 dB over a contraction"] = new("0.292 / 1.000 / 0.452 (729)", "counted or warned of"),
        ["trains of 8 Hz, 10 dB over a contraction"] = new("0.659 / 1.000 / 0.795 (350)", "counted or warned of"),
        ["trains of 8 Hz, bursts of 80 ms, 20 dB, 2048 Hz"] = new("0.700 / 0.998 / 0.822 (320)", "counted or warned of"),
        ["trains of 8 Hz, bursts of 90 ms, 30 dB, 2048 Hz"] = new("0.108 / 1.000 / 0.194 (1034)", "counted or warned of"),
        ["trains of 8 Hz, bursts of 80 ms, 20 dB, 512 Hz"] = new("0.272 / 1.000 / 0.428 (815)", "counted or warned of"),
        ["trains of 8 Hz, bursts of 80 ms, 20 dB, 256 Hz"] = new("0.100 / 0.991 / 0.181 (1035)", "counted or warned of"),
        ["trains of 8 Hz, bursts of 80 ms, 20 dB, 128 Hz"] = new("0.015 / 0.947 / 0.030 (1143)", "counted or warned of"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| kind | n | recall / precision / F1 | neither counted nor listed; nor warned of | plain RMS | with a local threshold |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (double db in (double[])[6, 10, 20, 26])
        {
            foreach ((double shortest, double longest) in ((double, double)[])[(0.05, 0.15), (0.15, 0.3), (0.3, 0.6)])
            {
                WriteRow(output, string.Create(CultureInfo.InvariantCulture, $"jerks {db} dB, {shortest}–{longest} s beside contractions"), seed => TrainRecordings.JerksBesideContractions(seed, shortest, longest, db));
            }
        }

        WriteRamps(output, Enumerable.Range(options.SeedBase, records).Select(TrainRecordings.Ramps));
        foreach ((double hz, double db) in ((double, double)[])[(3, 6), (5, 6), (6, 6), (8, 6), (6, 10), (8, 10)])
        {
            WriteRow(output, string.Create(CultureInfo.InvariantCulture, $"trains of {hz} Hz, {db} dB over a contraction"), seed => TrainRecordings.TrainsOverContractions(seed, hz, db));
        }

        foreach (int factor in (int[])[1, 2, 4, 8, 16])
        {
            foreach ((double hz, double seconds, double db) in ((double, double, double)[])[(8, 0.06, 30), (8, 0.08, 20), (8, 0.08, 40), (8, 0.09, 30), (6, 0.08, 30)])
            {
                WriteRow(output, string.Create(CultureInfo.InvariantCulture, $"trains of {hz} Hz, bursts of {1000 * seconds:0} ms, {db} dB, {2048 / factor} Hz"), seed => TrainRecordings.StrongTrains(seed, hz, seconds, db, factor));
            }
        }

        void WriteRow(ForeignOutput output, string kind, Func<int, TonicRecording> make) => Measure(output, kind, Enumerable.Range(options.SeedBase, records).Select(make));
    }

    /// <summary>Counts the jerks that are neither counted nor rejected, nor lie within something that is.</summary>
    public static int Unlisted(TonicRecording recording, AnalysisResult result)
    {
        Interval[] counted = [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))];
        Interval[] rejected = [.. result.Channels[0].Rejected.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))];
        return recording.Jerks.Count(jerk => !counted.Concat(rejected).Any(e => e.StartSeconds < jerk.EndSeconds && jerk.StartSeconds < e.EndSeconds));
    }

    /// <summary>Counts those of them that no warning of cycles tells of, nor a contraction holds.</summary>
    public static int Untold(TonicRecording recording, AnalysisResult result)
    {
        Interval[] told =
        [
            .. result.Events.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds)),
            .. result.Channels[0].Rejected.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds)),
            .. result.Warnings.Where(w => w.Code == "cycles-not-counted").Select(w => new Interval(w.StartSeconds!.Value, w.EndSeconds!.Value)),
        ];
        return recording.Jerks.Count(jerk => !told.Any(e => e.StartSeconds < jerk.EndSeconds && jerk.StartSeconds < e.EndSeconds));
    }

    private static void WriteRamps(ForeignOutput output, IEnumerable<TonicRecording> recordings)
    {
        var contractions = default(Tally);
        int jerks = 0;
        int plain = 0;
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze();
            contractions.Add(recording.Contractions, [.. result.Events.Where(e => e.Kind == EventKind.Contraction).Select(e => e.OnsetSeconds)], 0.5);
            jerks += result.Events.Count(e => e.Kind == EventKind.Jerk);
            plain += PlainRms.Detect(recording.Samples, recording.SampleRate).Count(e => e.DurationSeconds <= 0.5);
        }

        const string Kind = "contractions that come up and go down slowly";
        output.WriteLine($"| {Kind} | {contractions.True} | {contractions} of contractions, {jerks} jerks | | {plain} jerks | |");
        output.Found(Kind, $"{contractions.True}", $"{contractions}; {jerks} jerks", $"{plain} jerks");
    }

    private static void Measure(ForeignOutput output, string kind, IEnumerable<TonicRecording> recordings)
    {
        // Onsets in a train are 125 ms apart.
        const double Tolerance = 0.05;
        var ours = default(Tally);
        var plain = default(Tally);
        var local = default(Tally);
        int unlisted = 0;
        int untold = 0;
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze();
            ours.Add(recording.Jerks, [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)], Tolerance);
            unlisted += Unlisted(recording, result);
            untold += Untold(recording, result);
            plain.Add(recording.Jerks, [.. PlainRms.Detect(recording.Samples, recording.SampleRate).Where(e => e.DurationSeconds <= 0.5).Select(e => e.StartSeconds)], Tolerance);
            local.Add(recording.Jerks, [.. PlainRms.DetectLocally(recording.Samples, recording.SampleRate).Where(e => e.DurationSeconds <= 0.5).Select(e => e.StartSeconds)], Tolerance);
        }

        output.WriteLine($"| {kind} | {ours.True} | {ours} | {unlisted}; {untold} | {plain} | {local} |");
        output.Found(kind, $"{ours.True}", $"{ours} ({unlisted}; {untold})", $"{plain}; with a local threshold {local}");
    }
}
