using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Measures each kind of recording and prints a row of the table.</summary>
internal static class TonicTable
{
    private const int UsualRecords = 12;

    // As many false jerks in noise at 100 and 125 Hz as the plain detector has there.
    private const double ManyAlarms = 3000;
    private const double JerkTolerance = 0.1;
    private const double SilenceTolerance = 0.05;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["jerks 6 dB over a tonic contraction"] = new(".32 / 1.00 / .48", "recall .85, precision .96"),
        ["jerks 10 dB over a tonic contraction"] = new(".98 / 1.00 / .99", "no worse"),
        ["jerks 6 dB in contractions of 20 s"] = new(".54 / .99 / .70", "recall .85, precision .96"),
        ["silent periods without jerks"] = new("1.00 / 1.00 / 1.00", "no worse"),
        ["silent periods behind jerks, 10 times the contraction"] = new(".77 / 1.00 / .87", ".95, within 10 ms"),
        ["silent periods behind jerks, 46 times the contraction"] = new(".03 / .22 / .06", ".95, within 10 ms"),
        ["silent periods behind jerks, 150 times the contraction"] = new("0", ".95, within 10 ms"),
        ["contractions 3 s on, 1 s off, 34 dB"] = new(".89 / 1.00 / .94", "all"),
        ["contractions 3 s on, 1 s off, 20 dB"] = new(".93 / 1.00 / .96", "all"),
        ["contractions 9 s on, 1 s off, 34 dB"] = new(".05 / .21 / .09", "all"),
        ["contractions 4 s on, 0.6 s off, 34 dB"] = new("0", "all"),
        ["contractions 9 s on, 1 s off, 15 dB"] = new("", "all"),
        ["jerks 10 dB, 250 Hz"] = new("1.00 / 1.00 / 1.00", "as plain RMS"),
        ["jerks 10 dB, 200 Hz"] = new(".93 / .98 / .95", "F1 .80"),
        ["jerks 10 dB, 125 Hz"] = new(".64 / .97 / .77", "as plain RMS"),
        ["jerks 10 dB, 100 Hz"] = new(".00 / .75 / .01", "as plain RMS"),
        ["jerks 6 dB, 250 Hz"] = new(".53 / 1.00 / .69", "as plain RMS"),
        ["jerks 6 dB, 200 Hz"] = new(".23 / .99 / .38", "F1 .75"),
        ["jerks 6 dB, 125 Hz"] = new(".04 / .97 / .09", "as plain RMS, or why not"),
        ["jerks 6 dB, 100 Hz"] = new("0", "as plain RMS, or why not"),
        ["jerks 3 dB, 1000 Hz"] = new(".87 / 1.00 / .93", "F1 .95"),
        ["jerks 3 dB, 2000 Hz"] = new(".86 / 1.00 / .92", "F1 .95"),
        ["noise alone, 1000 Hz"] = new("1.5 an hour", "no worse"),
        ["single motor units"] = new("472 jerks a minute", "named"),
        ["rhythmic jerks of 3 to 8 Hz"] = new("1.00 / 1.00 / 1.00", "no worse"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| kind | n | ours: recall / precision / F1 | plain RMS: recall / precision / F1 |");
        output.WriteLine("|---|---|---|---|");
        foreach (double db in (double[])[6, 10])
        {
            WriteJerks(output, $"jerks {db} dB over a tonic contraction", Make(options, records, seed => TonicRecordings.JerksOverTonic(seed, db)));
        }

        WriteJerks(output, "jerks 6 dB in contractions of 20 s", Make(options, records, seed => TonicRecordings.JerksInContractions(seed, 6)));
        foreach (double ratio in (double[])[0, 3, 10, 46, 150])
        {
            WriteSilences(output, ratio == 0 ? "silent periods without jerks" : $"silent periods behind jerks, {ratio} times the contraction", Make(options, records, seed => TonicRecordings.SilencesBehindJerks(seed, ratio)));
        }

        foreach ((double on, double off, double db) in ((double, double, double)[])[(2, 2, 34), (3, 1, 34), (3, 1, 20), (9, 1, 34), (4, 0.6, 34), (1.5, 0.7, 30), (9, 1, 15)])
        {
            WriteContractions(output, $"contractions {on} s on, {off} s off, {db} dB", Make(options, records, seed => TonicRecordings.DutyCycle(seed, on, off, db)));
        }

        foreach ((int factor, double db) in ((int, double)[])[(20, 10), (16, 10), (10, 10), (8, 10), (20, 6), (16, 6), (10, 6), (8, 6)])
        {
            WriteJerks(output, string.Create(CultureInfo.InvariantCulture, $"jerks {db} dB, {2000.0 / factor:0} Hz"), Make(options, records, seed => TonicRecordings.JerksAtRest(seed, db, factor, 0.03, 0.1)));
        }

        foreach (int factor in (int[])[20, 16])
        {
            WriteJerks(output, string.Create(CultureInfo.InvariantCulture, $"jerks 6 dB, {2000.0 / factor:0} Hz, {ManyAlarms} false alarms allowed"), Make(options, records, seed => TonicRecordings.JerksAtRest(seed, 6, factor, 0.03, 0.1)), ManyAlarms);
        }

        foreach (int factor in (int[])[2, 1])
        {
            WriteJerks(output, string.Create(CultureInfo.InvariantCulture, $"jerks 3 dB, {2000.0 / factor:0} Hz"), Make(options, records, seed => TonicRecordings.JerksAtRest(seed, 3, factor, 0.03, 0.1)));
        }

        foreach (double rate in (double[])[100, 125, 200, 250, 400, 1000])
        {
            WriteNoise(output, string.Create(CultureInfo.InvariantCulture, $"noise alone, {rate:0} Hz"), Make(options, records, seed => TonicRecordings.Noise(seed, rate)));
        }

        foreach (double rate in (double[])[100, 125])
        {
            WriteNoise(output, string.Create(CultureInfo.InvariantCulture, $"noise alone, {rate:0} Hz, {ManyAlarms} false alarms allowed"), Make(options, records, seed => TonicRecordings.Noise(seed, rate)), ManyAlarms);
        }

        WriteUnits(output, Make(options, 2 * records, TonicRecordings.SingleUnits));
        WriteJerks(output, "rhythmic jerks of 3 to 8 Hz", Make(options, 2 * records, TonicRecordings.RhythmicJerks));
    }

    private static IEnumerable<TonicRecording> Make(ForeignOptions options, int records, Func<int, TonicRecording> make) =>
        Enumerable.Range(options.SeedBase, records).Select(make);

    private static void WriteJerks(ForeignOutput output, string kind, IEnumerable<TonicRecording> recordings, double? falseAlarmsPerHour = null)
    {
        var ours = default(Tally);
        var plain = default(Tally);
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze(falseAlarmsPerHour);
            ours.Add(recording.Jerks, [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)], JerkTolerance);
            plain.Add(recording.Jerks, [.. PlainRms.Detect(recording.Samples, recording.SampleRate).Where(e => e.DurationSeconds <= 0.5).Select(e => e.StartSeconds)], JerkTolerance);
        }

        WriteRow(output, kind, $"{ours.True}", $"{ours}", $"{plain}");
    }

    private static void WriteSilences(ForeignOutput output, string kind, IEnumerable<TonicRecording> recordings)
    {
        var ours = default(Tally);
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze();
            ours.Add(recording.Silences, [.. result.Events.Where(e => e.Kind == EventKind.NegativeJerk).Select(e => e.OnsetSeconds)], SilenceTolerance);
        }

        WriteRow(output, kind, $"{ours.True}", $"{ours}; onset error median {ours.MedianErrorMilliseconds:0.0} ms, within 10 ms {ours.Within(0.01):0.00}", "none");
    }

    private static void WriteContractions(ForeignOutput output, string kind, IEnumerable<TonicRecording> recordings)
    {
        var ours = default(Tally);
        int jerks = 0;
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze();
            ours.Add(recording.Contractions, [.. result.Events.Where(e => e.Kind == EventKind.Contraction).Select(e => e.OnsetSeconds)], 0.2);
            jerks += result.Events.Count(e => e.Kind == EventKind.Jerk);
        }

        WriteRow(output, kind, $"{ours.True}", $"{ours}; {jerks} jerks", "none");
    }

    private static void WriteNoise(ForeignOutput output, string kind, IEnumerable<TonicRecording> recordings, double? falseAlarmsPerHour = null)
    {
        double hours = 0;
        int ours = 0;
        int plain = 0;
        foreach (TonicRecording recording in recordings)
        {
            hours += recording.Samples.Length / recording.SampleRate / 3600;
            ours += recording.Analyze(falseAlarmsPerHour).Events.Count;
            plain += PlainRms.Detect(recording.Samples, recording.SampleRate).Count;
        }

        WriteRow(output, kind, string.Create(CultureInfo.InvariantCulture, $"{hours:0.0} h"), PerHour(ours), PerHour(plain));

        string PerHour(int count) => string.Create(CultureInfo.InvariantCulture, $"{count / hours:0.0} false an hour");
    }

    private static void WriteUnits(ForeignOutput output, IEnumerable<TonicRecording> recordings)
    {
        int count = 0;
        int named = 0;
        double minutes = 0;
        int jerks = 0;
        int plain = 0;
        foreach (TonicRecording recording in recordings)
        {
            AnalysisResult result = recording.Analyze();
            count++;
            minutes += recording.Samples.Length / recording.SampleRate / 60;
            jerks += result.Events.Count(e => e.Kind == EventKind.Jerk);
            named += result.Warnings.Any(w => w.Code.Contains("motor-unit", StringComparison.Ordinal)) ? 1 : 0;
            plain += PlainRms.Detect(recording.Samples, recording.SampleRate).Count;
        }

        WriteRow(output, "single motor units", $"{count}", $"{named} named; {jerks / minutes:0.0} jerks a minute", $"{plain / minutes:0.0} jerks a minute");
    }

    private static void WriteRow(ForeignOutput output, string kind, string count, string ours, string plain)
    {
        output.WriteLine($"| {kind} | {count} | {ours} | {plain} |");
        output.Found(kind, count, ours, plain);
    }
}
