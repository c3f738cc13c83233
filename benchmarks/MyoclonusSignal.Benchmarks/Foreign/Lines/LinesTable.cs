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
    private const int UsualRecords = 12;
    private static readonly MatchOptions Match = new();

    public static void Write(ForeignOptions options, TextWriter output)
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
            WriteRow(output, $"jerks behind bursts of 40–60 dB; {with}", Make(options, records, seed => LineRecordings.BehindBursts(seed, hum)), EventKind.Jerk, r => r.Jerks);
            WriteRow(output, $"silent periods; {with}", Make(options, records, seed => LineRecordings.Silences(seed, hum)), EventKind.NegativeJerk, r => r.Silences);
        }
    }

    private static IEnumerable<TonicRecording> Make(ForeignOptions options, int records, Func<int, TonicRecording> make) =>
        Enumerable.Range(options.SeedBase, records).Select(make);

    private static void WriteRow(
        TextWriter output, string what, IEnumerable<TonicRecording> recordings, EventKind kind, Func<TonicRecording, List<Interval>> truth)
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
        output.WriteLine($"| {what} | {score.TruePositives + score.FalseNegatives} | {Text(score)} | {(kind == EventKind.Jerk ? Text(plain.ToScore(null)) : "none")} |");
    }

    private static void WriteFalse(TextWriter output, string what, IEnumerable<TonicRecording> recordings)
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

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {minutes:0} min | {events} events | {plain} events |"));
    }

    private static string Text(DetectionScore score) => string.Create(
        CultureInfo.InvariantCulture, $"{score.Recall?.Value ?? 0:0.000} / {score.Precision?.Value ?? 0:0.000} / {score.F1 ?? 0:0.000}");
}
