using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>
/// Measures silent periods in muscles that never rest, each recording analysed from several starts within one cell of the
/// search: what is found must not hang on where the cells fall.
/// </summary>
internal static class UnrestedTable
{
    private const int UsualRecords = 24;
    private const double Tolerance = 0.05;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["force ± 0 %, silent periods"] = new("1.00 / 1.00; 0 change", "none changes"),
        ["force ± 0 %, silent periods behind jerks of 5 times"] = new("1.00 / 1.00; 2 change", "none changes"),
        ["force ± 15 %, silent periods"] = new(".90 / 1.00; 20 change", "none changes"),
        ["force ± 15 %, silent periods behind jerks of 5 times"] = new(".85 / 1.00; 47 change", "none changes"),
        ["force ± 30 %, silent periods"] = new(".49 / .95; 58 change", "none changes"),
        ["force ± 30 %, silent periods behind jerks of 5 times"] = new(".41 / .99; 58 change", "none changes"),
        ["force ± 30 %, no silent periods"] = new("11 an hour", "no worse"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| contraction without rest | n | recall / precision / F1 | found from one start and not from another | false an hour |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (double depth in (double[])[0, 0.15, 0.3])
        {
            foreach (double jerkRatio in (double[])[0, 3, 5, 8])
            {
                WriteRow(output, options.SeedBase, records, depth, jerkRatio, hasSilences: true);
            }

            WriteRow(output, options.SeedBase, records, depth, 0, hasSilences: false);
        }
    }

    /// <summary>Gives the onsets of silent periods, in seconds of the whole recording, where its first samples are left out.</summary>
    public static double[] Onsets(TonicRecording recording, int skipped)
    {
        using var memory = new MemoryRecording(
            [new RecordingChannel("emg", ChannelKind.Emg, "uV", recording.SampleRate, [0], ["emg"])], [recording.Samples[skipped..]]);
        return
        [
            .. MyoclonusAnalyzer.Analyze(memory, new AnalysisOptions()).Events
                .Where(e => e.Kind == EventKind.NegativeJerk)
                .Select(e => e.OnsetSeconds + (skipped / recording.SampleRate)),
        ];
    }

    private static void WriteRow(ForeignOutput output, int seedBase, int records, double depth, double jerkRatio, bool hasSilences)
    {
        var tally = default(Tally);
        int changing = 0;
        int count = 0;
        int wrong = 0;
        double hours = 0;
        for (int seed = seedBase; seed < seedBase + records; seed++)
        {
            TonicRecording recording = UnrestedRecordings.Make(seed, depth, jerkRatio, hasSilences);
            double[][] found = [.. ((double[])[0, 0.013, 0.029, 0.041]).Select(start => Onsets(recording, recording.At(start)))];
            foreach (double[] onsets in found)
            {
                tally.Add(recording.Silences, onsets, Tolerance);
                wrong += onsets.Count(onset => !recording.Silences.Any(silence => Math.Abs(silence.StartSeconds - onset) <= Tolerance));
                hours += recording.Samples.Length / recording.SampleRate / 3600;
            }

            foreach (Interval silence in recording.Silences)
            {
                int times = found.Count(onsets => onsets.Any(onset => Math.Abs(silence.StartSeconds - onset) <= Tolerance));
                changing += times > 0 && times < found.Length ? 1 : 0;
                count++;
            }
        }

        string kind = hasSilences
            ? string.Create(CultureInfo.InvariantCulture, $"force ± {100 * depth:0} %, {(jerkRatio > 0 ? $"silent periods behind jerks of {jerkRatio} times" : "silent periods")}")
            : string.Create(CultureInfo.InvariantCulture, $"force ± {100 * depth:0} %, no silent periods");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {count} | {(hasSilences ? $"{tally}" : "")} | {changing} | {wrong / hours:0.0} |"));
        output.Found(kind, $"{count}", hasSilences ? $"{tally}; {changing} change" : string.Create(CultureInfo.InvariantCulture, $"{wrong / hours:0.0} an hour"), "none");
    }
}
