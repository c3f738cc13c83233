using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Foreign.Rhythm;

/// <summary>The subject <c>rhythm</c> of <c>foreign</c>: how many records of each kind are called rhythmic.</summary>
internal static class ForeignRhythmTable
{
    private const int Records = 1000;

    // Seeds of one kind are that far from those of the next.
    private const int SeedsPerKind = 20_000;

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["limbs that ring, jerks at chance"] = new("0.5 %", "at most 1 %"),
        ["limbs that ring for 0.3–0.5 s"] = new("48.9 %", "at most 1 %"),
        ["long jerks, 300–400 ms"] = new("0.0 %", "at most 1 %"),
        ["doublets, 200–450 ms apart"] = new("0.0 %", "at most 1 %"),
        ["a burst every 2.5–6 s"] = new("0.0 %", "at most 1 %"),
        ["jerks behind a dead time, 3–6 a second"] = new("0.5 %", "at most 1 %"),
        ["the same, a limb's"] = new("2.7 %", "at most 1 %"),
        ["jerks behind a dead time, 10–20 s"] = new("2.7 %", "at most 1 %"),
        ["jerks behind a dead time, a limb's, 10–20 s"] = new("8.0 %", "at most 1 %"),
        ["pulses of many shapes, EMG"] = new("0.0 %", "at most 1 %"),
        ["pulses of many shapes, a limb's"] = new("0.2 %", "at most 1 %"),
        ["trains of 1–2.5 Hz, EMG"] = new("0.0 %", "at most 1 %"),
        ["pure lines at 90–480 Hz"] = new("1.7 %", "at most 1 %"),
        ["hearts of 10–30 dB"] = new("0.1 %", "at most 1 %"),
        ["walking"] = new("0.0 %", "at most 1 %"),
        ["slow tapping, 0.8–2.4 Hz"] = new("0.6 %", "at most 1 %"),
        ["trains of 3–8 Hz, 6–20 dB, 20 s"] = new("100 % (100 %)", "at least 99 %"),
        ["the same, 10 s"] = new("98.7 % (98.7 %)", "at least 95 %"),
        ["trains at 6 dB, variation 0.15, 20 s"] = new("100 % (100 %)", "at least 99 %"),
        ["trains at 6 dB, variation 0.15, 10 s"] = new("96.1 % (96.1 %)", "at least 95 %"),
        ["trains at 3 dB, 20 s"] = new("100 % (100 %)", "found"),
        ["trains in 10 of 60 s, 6–20 dB"] = new("95.7 % (95.7 %)", "found"),
        ["trains in 10 of 60 s, variation 0.15"] = new("57.2 % (57.2 %)", "found"),
        ["tremor of a limb, 3–8 Hz"] = new("100 % (99.3 %)", "at least 99 %"),
        ["jerks of a limb that rings, in a train"] = new("100 % (99.0 %)", "at least 99 %"),
        ["tapping, 3–6 Hz"] = new("100 % (100 %)", "at least 99 %"),
        ["two rhythms at once"] = new("100 % (100 %)", "at least 99 %"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : Records;
        output.WriteLine("| kind | n | rhythmic, % | at the right frequency, % | bouts away from any rhythm, % | occupancy, median |");
        output.WriteLine("|---|---|---|---|---|---|");
        for (int k = 0; k < ForeignRhythmKinds.All.Count; k++)
        {
            ForeignRhythmKind kind = ForeignRhythmKinds.All[k];
            int rhythmic = 0;
            int right = 0;
            int astray = 0;
            List<double> occupancies = [];
            for (int i = 0; i < records; i++)
            {
                ForeignRhythmRecord record = kind.Make(new ForeignSignal(options.SeedBase + (k * SeedsPerKind) + i));
                RhythmResult? result = Decide(record);
                if (result is { IsRhythmic: true })
                {
                    rhythmic++;
                    right += IsRight(result, record.RhythmsHz) ? 1 : 0;
                    astray += result.Bouts.Any(bout => !record.RhythmsHz.Any(hz => IsNear(bout.FrequencyHz, hz))) ? 1 : 0;
                    occupancies.Add(result.Occupancy);
                }
            }

            occupancies.Sort();
            string Percent(int count) => (100.0 * count / records).ToString("0.0", CultureInfo.InvariantCulture);
            output.WriteLine(kind.IsRhythmic
                ? string.Create(CultureInfo.InvariantCulture, $"| {kind.Name} | {records} | {Percent(rhythmic)} | {Percent(right)} | {Percent(astray)} | {(occupancies.Count > 0 ? occupancies[occupancies.Count / 2] : double.NaN):0.00} |")
                : $"| {kind.Name} | {records} | {Percent(rhythmic)} | | | |");
            output.Found(kind.Name, $"{records}", $"{Percent(rhythmic)} %{(kind.IsRhythmic ? $" ({Percent(right)} %)" : string.Empty)}", "none");
        }
    }

    public static RhythmResult? Decide(ForeignRhythmRecord record) =>
        MyoclonusAnalyzer.Analyze(record.Signals, record.SampleRate, record.Unit).Channels[0].Rhythm;

    // All that there are are named, and the first is one of them.
    public static bool IsRight(RhythmResult result, double[] rhythmsHz)
    {
        double[] named = [result.FrequencyHz!.Value, .. result.Others.Select(other => other.FrequencyHz)];
        return rhythmsHz.All(hz => named.Any(own => IsNear(own, hz))) && rhythmsHz.Any(hz => IsNear(named[0], hz));
    }

    // A train of 10 s whose intervals vary by 0.15 has a mean frequency of its own, 0.06 of the process's at 3 Hz.
    public static bool IsNear(double frequencyHz, double rightHz) => Math.Abs(frequencyHz - rightHz) <= Math.Max(0.3, 0.08 * rightHz);
}
