using System.Globalization;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Colours;

/// <summary>Measures false jerks in stationary noise of any colour, and how many jerks are found in it.</summary>
internal static class ColourTable
{
    private const int UsualRecords = 12;
    private const double Seconds = 600;
    private const double JerkTolerance = 0.1;
    private const string Rates = "250, 500, 1000, 2000, 4000 Hz";

    // Jerks are those of a muscle that was sampled at this rate, and at whole parts of it.
    private const double FastRate = 2000;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        [$"white alone, {Rates}"] = new("7.0, 0.0, 0.5, 1.5, 0.0 an hour", "at most 6 an hour"),
        [$"1/f alone, {Rates}"] = new("8.5, 11.5, 62.0, 80.5, 57.0 an hour", "at most 6 an hour"),
        [$"1/f^1.5 alone, {Rates}"] = new("21.0, 166.0, 5.5, 0.0, 1.5 an hour", "at most 6 an hour"),
        [$"1/f^2 alone, {Rates}"] = new("99.5, 68.5, 2.5, 4.5, 2.5 an hour", "at most 6 an hour"),
        [$"below 80 Hz alone, {Rates}"] = new("152.0, 40.0, 129.5, 166.5, 162.0 an hour", "at most 6 an hour"),
        [$"40 to 100 Hz alone, {Rates}"] = new("161.5, 93.0, 201.0, 211.5, 251.0 an hour", "at most 6 an hour"),
        ["white, jerks 3 dB, 1000 Hz"] = new("0.892 / 0.998 / 0.942", "no worse"),
        ["1/f, jerks 3 dB, 1000 Hz"] = new("0.760 / 0.965 / 0.850", "no worse"),
        ["1/f^1.5, jerks 3 dB, 1000 Hz"] = new("0.822 / 0.997 / 0.901", "no worse"),
        ["1/f^2, jerks 3 dB, 1000 Hz"] = new("0.865 / 1.000 / 0.928", "no worse"),
        ["below 80 Hz, jerks 3 dB, 1000 Hz"] = new("0.918 / 0.947 / 0.932", "no worse"),
        ["40 to 100 Hz, jerks 3 dB, 1000 Hz"] = new("0.915 / 0.897 / 0.906", "no worse"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        double[] rates = [250, 500, 1000, 2000, 4000];
        output.WriteLine($"| noise alone | {string.Join(" | ", rates.Select(rate => $"{rate:0} Hz"))} | plain RMS, 1000 Hz |");
        output.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", rates.Length + 1))}");
        foreach (NoiseColour colour in NoiseColour.All)
        {
            string[] ours = [.. rates.Select(rate => PerHour(options, records, colour, rate, r => r.Analyze().Events.Count))];
            string plain = PerHour(options, records, colour, 1000, r => PlainRms.Detect(r.Samples, r.SampleRate).Count);
            output.WriteLine($"| {colour.Name} | {string.Join(" | ", ours)} | {plain} |");
            output.Found($"{colour.Name} alone, {Rates}", $"{records} × {Seconds / 60:0} min", $"{string.Join(", ", ours)} an hour", $"1000 Hz: {plain} an hour");
        }

        output.WriteLine();
        output.WriteLine("| jerks in noise | rate | n | ours: recall / precision / F1 | plain RMS: recall / precision / F1 |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (NoiseColour colour in NoiseColour.All)
        {
            foreach ((int factor, double db) in ((int, double)[])[(8, 10), (4, 6), (2, 3), (2, 6), (1, 3)])
            {
                var ours = default(Tally);
                var plain = default(Tally);
                foreach (int seed in Enumerable.Range(options.SeedBase, records))
                {
                    TonicRecording recording = colour.Jerks(seed, db, factor);
                    ours.Add(recording.Jerks, [.. recording.Analyze().Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)], JerkTolerance);
                    plain.Add(recording.Jerks, [.. PlainRms.Detect(recording.Samples, recording.SampleRate).Where(e => e.DurationSeconds <= 0.5).Select(e => e.StartSeconds)], JerkTolerance);
                }

                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {colour.Name}, {db} dB | {FastRate / factor:0} Hz | {ours.True} | {ours} | {plain} |"));
                output.Found(string.Create(CultureInfo.InvariantCulture, $"{colour.Name}, jerks {db} dB, {FastRate / factor:0} Hz"), $"{ours.True}", $"{ours}", $"{plain}");
            }
        }
    }

    private static string PerHour(ForeignOptions options, int records, NoiseColour colour, double rate, Func<TonicRecording, int> count)
    {
        int found = Enumerable.Range(options.SeedBase, records).Sum(seed => count(colour.Noise(seed, rate, Seconds)));
        return string.Create(CultureInfo.InvariantCulture, $"{found * 3600 / (records * Seconds):0.0}");
    }
}
