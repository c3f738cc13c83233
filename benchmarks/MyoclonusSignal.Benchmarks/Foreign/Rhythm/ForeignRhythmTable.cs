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

    public static void Write(ForeignOptions options, TextWriter output)
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
