using System.Globalization;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>
/// Measures at low sampling rates what recall costs in false jerks: the detector with more and more false alarms allowed, beside the
/// plain one with a lower and lower threshold, on the same recordings.
/// </summary>
internal static class AlarmTable
{
    private const int UsualRecords = 12;
    private const double JerkDb = 6;
    private const double JerkTolerance = 0.1;
    private const double FastRate = 2000;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["jerks 6 dB, 100 Hz, 30 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 100 Hz, 300 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 100 Hz, 3000 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 100 Hz, 6000 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 125 Hz, 30 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 125 Hz, 300 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 125 Hz, 3000 an hour allowed"] = new("", "as plain RMS with as many false"),
        ["jerks 6 dB, 125 Hz, 6000 an hour allowed"] = new("", "as plain RMS with as many false"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| rate | detector | recall / precision / F1 | false jerks an hour of noise |");
        output.WriteLine("|---|---|---|---|");
        foreach (int factor in (int[])[20, 16])
        {
            double rate = FastRate / factor;
            TonicRecording[] jerks = [.. Enumerable.Range(options.SeedBase, records).Select(seed => TonicRecordings.JerksAtRest(seed, JerkDb, factor, 0.03, 0.1))];
            TonicRecording[] noise = [.. Enumerable.Range(options.SeedBase, records).Select(seed => TonicRecordings.Noise(seed, rate))];
            Dictionary<double, string> plain = [];
            foreach (double deviations in (double[])[4, 5, 6, 7])
            {
                plain[deviations] = WriteRow(output, rate, string.Create(CultureInfo.InvariantCulture, $"plain RMS, {deviations} deviations"), jerks, noise, recording =>
                    [.. PlainRms.Detect(recording.Samples, recording.SampleRate, deviations).Where(e => e.DurationSeconds <= 0.5).Select(e => e.StartSeconds)]);
            }

            // The first is what the detector allows itself at such a rate.
            // Beside each stands the plain detector with as many false jerks, as nearly as its thresholds go.
            foreach ((double perHour, double deviations) in ((double, double)[])[(30, 7), (300, 6), (3000, 5), (6000, 4)])
            {
                string ours = WriteRow(output, rate, string.Create(CultureInfo.InvariantCulture, $"ours, {perHour} an hour allowed"), jerks, noise, recording =>
                    [.. recording.Analyze(perHour).Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)]);
                output.Found(string.Create(CultureInfo.InvariantCulture, $"jerks 6 dB, {rate:0} Hz, {perHour} an hour allowed"), $"{jerks.Sum(recording => recording.Jerks.Count)}", ours, plain[deviations]);
            }
        }
    }

    private static string WriteRow(
        ForeignOutput output, double rate, string detector, TonicRecording[] jerks, TonicRecording[] noise, Func<TonicRecording, double[]> find)
    {
        var found = default(Tally);
        foreach (TonicRecording recording in jerks)
        {
            found.Add(recording.Jerks, find(recording), JerkTolerance);
        }

        double hours = noise.Sum(recording => recording.Samples.Length / recording.SampleRate / 3600);
        int alarms = noise.Sum(recording => find(recording).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rate:0} Hz | {detector} | {found} | {alarms / hours:0} |"));
        return string.Create(CultureInfo.InvariantCulture, $"{found}, {alarms / hours:0} an hour of noise");
    }
}
