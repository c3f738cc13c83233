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

    // Jerks are those of a muscle that was sampled at this rate, and at whole parts of it.
    private const double FastRate = 2000;

    public static void Write(ForeignOptions options, TextWriter output)
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
            }
        }
    }

    private static string PerHour(ForeignOptions options, int records, NoiseColour colour, double rate, Func<TonicRecording, int> count)
    {
        int found = Enumerable.Range(options.SeedBase, records).Sum(seed => count(colour.Noise(seed, rate, Seconds)));
        return string.Create(CultureInfo.InvariantCulture, $"{found * 3600 / (records * Seconds):0.0}");
    }
}
