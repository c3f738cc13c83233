using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Measures jerks beside contractions and trains, and what of them is neither counted nor listed.</summary>
internal static class TrainTable
{
    private const int UsualRecords = 12;

    public static void Write(ForeignOptions options, TextWriter output)
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

        output.WriteLine(MeasureRamps(Enumerable.Range(options.SeedBase, records).Select(TrainRecordings.Ramps)));
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

        void WriteRow(TextWriter writer, string kind, Func<int, TonicRecording> make) => writer.WriteLine(Measure(kind, Enumerable.Range(options.SeedBase, records).Select(make)));
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

    private static string MeasureRamps(IEnumerable<TonicRecording> recordings)
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

        return $"| contractions that come up and go down slowly | {contractions.True} | {contractions} of contractions, {jerks} jerks | | {plain} jerks | |";
    }

    private static string Measure(string kind, IEnumerable<TonicRecording> recordings)
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

        return $"| {kind} | {ours.True} | {ours} | {unlisted}; {untold} | {plain} | {local} |";
    }
}
