using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Lines;

/// <summary>Measures each kind of line and prints a row of the table.</summary>
internal static class LinesTable
{
    private const int UsualRecords = 8;
    private static readonly MatchOptions Match = new();

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["jerks 8–20 dB; no line"] = new("F1 1.000", "as without a line"),
        ["jerks 8–20 dB; 49.5–50.5 or 59.5–60.5 Hz, 3–30 µV, harmonics"] = new("F1 0.999", "as without a line"),
        ["jerks 8–20 dB; 49.5–50.5 or 59.5–60.5 Hz, 30–300 µV, harmonics"] = new("F1 0.830", "as without a line"),
        ["jerks 8–20 dB; frequency drifts by up to 0.4 Hz in a minute, 10–300 µV"] = new("F1 0.975", "as without a line"),
        ["jerks 8–20 dB; size swings by 10–40 % in 4–20 s, 10–300 µV"] = new("F1 1.000", "as without a line"),
        ["jerks 8–20 dB; stimulator of 130 Hz, 10–100 µV"] = new("F1 0.327", "as without a line"),
        ["jerks 8–20 dB; 1–3 lines anywhere in 25–400 Hz, 3–100 µV"] = new("F1 0.475", "as without a line"),
        ["jerks 8–20 dB; hum switched on and off, 10–200 µV"] = new("F1 0.948", "as without a line"),
        ["jerks 8–20 dB; 2 or 3 lines 2–9 Hz apart, 5–60 µV"] = new("", "as without a line"),
        ["no jerks; hum switched on and off, 10–200 µV"] = new("40 events", "no event"),
        ["jerks behind bursts of 40–60 dB; no hum"] = new("recall 1.000", "recall 0.99"),
        ["jerks behind bursts of 40–60 dB; hum of 3 µV"] = new("recall 0.084", "recall 0.99"),
        ["jerks behind bursts of 40–60 dB; hum of 100 µV"] = new("recall 0.234", "recall 0.99"),
        ["silent periods; hum of 30 µV"] = new("F1 0.996", "as without hum"),
        ["silent periods; hum of 100 µV"] = new("F1 0.981", "as without hum"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| kind | n | ours: recall / precision / F1 | plain RMS: recall / precision / F1 |");
        output.WriteLine("|---|---|---|---|");
        foreach ((string kind, Action<Random, TonicRecording> add) in LineRecordings.Kinds)
        {
            WriteRow(output, $"jerks 8–20 dB; {kind}", Make(options, records, seed => LineRecordings.Jerks(seed, add)), EventKind.Jerk, r => r.Jerks);
        }

        foreach ((string kind, Action<Random, TonicRecording> add) in LineRecordings.Kinds)
        {
            WriteFalse(output, $"no jerks; {kind}", Make(options, records, seed => LineRecordings.NoJerks(seed, add)));
        }

        foreach (double hum in (double[])[0, 3, 30, 100])
        {
            string with = hum == 0 ? "no hum" : string.Create(CultureInfo.InvariantCulture, $"hum of {hum} µV");
            WriteRow(output, $"jerks behind bursts of 40–60 dB; {with}", Make(options, records, seed => LineRecordings.BehindBursts(seed, hum)), EventKind.Jerk, r => r.Jerks, hasOthers: true);
            WriteRow(output, $"silent periods; {with}", Make(options, records, seed => LineRecordings.Silences(seed, hum)), EventKind.NegativeJerk, r => r.Silences);
        }
    }

    private static IEnumerable<TonicRecording> Make(ForeignOptions options, int records, Func<int, TonicRecording> make) =>
        Enumerable.Range(options.SeedBase, records).Select(make);

    private static void WriteRow(
        ForeignOutput output, string what, IEnumerable<TonicRecording> recordings, EventKind kind, Func<TonicRecording, List<Interval>> truth, bool hasOthers = false)
    {
        ScoreTally ours = new();
        ScoreTally plain = new();
        foreach (TonicRecording recording in recordings)
        {
            Interval[] real = [.. truth(recording)];
            AnalysisResult result = recording.Analyze();
            ours.Add([.. result.Events.Where(e => e.Kind == kind).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))], real, Match);
            plain.Add([.. PlainRms.Detect(recording.Samples, recording.SampleRate)], real, Match);
        }

        DetectionScore score = ours.ToScore(null);
        string other = kind == EventKind.Jerk ? Text(plain.ToScore(null)) : "none";
        output.WriteLine($"| {what} | {score.TruePositives + score.FalseNegatives} | {Text(score)} | {other} |");

        // Where bursts stand beside what is looked for, those that are found are not false.
        string Told(DetectionScore of) => hasOthers ? string.Create(CultureInfo.InvariantCulture, $"recall {of.Recall?.Value ?? 0:0.000}") : Text(of);
        output.Found(what, $"{score.TruePositives + score.FalseNegatives}", Told(score), kind == EventKind.Jerk ? Told(plain.ToScore(null)) : other);
    }

    private static void WriteFalse(ForeignOutput output, string what, IEnumerable<TonicRecording> recordings)
    {
        double minutes = 0;
        int events = 0;
        int plain = 0;
        foreach (TonicRecording recording in recordings)
        {
            events += recording.Analyze().Events.Count;
            plain += PlainRms.Detect(recording.Samples, recording.SampleRate).Count;
            minutes += recording.Samples.Length / recording.SampleRate / 60;
        }

        string length = string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min");
        output.WriteLine($"| {what} | {length} | {events} events | {plain} events |");
        output.Found(what, length, $"{events} events", $"{plain} events");
    }

    private static string Text(DetectionScore score) => string.Create(
        CultureInfo.InvariantCulture, $"{score.Recall?.Value ?? 0:0.000} / {score.Precision?.Value ?? 0:0.000} / {score.F1 ?? 0:0.000}");
}
