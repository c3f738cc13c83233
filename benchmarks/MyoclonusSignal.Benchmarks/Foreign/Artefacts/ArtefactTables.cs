using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Artefacts;

/// <summary>Measures how jerks are found under hearts, lost packets and stimuli, beside the plain detector.</summary>
internal static class ArtefactTables
{
    private const int UsualRecords = 12;
    private const int Jerks = 40;
    private const double JerkDb = 13;
    private const double ToleranceSeconds = 0.1;

    public static void WriteHearts(ForeignOptions options, ForeignOutput output)
    {
        WriteHead(output, "ours, heart removed first");
        foreach (double db in (double[])[-4, -2, 0, 4, 8, 20])
        {
            WriteRow(output, options, string.Create(CultureInfo.InvariantCulture, $"heart {db} dB"), new(), with => with.AddHeart(db, 0));
        }

        foreach (double db in (double[])[-3, 5, 12])
        {
            WriteRow(output, options, string.Create(CultureInfo.InvariantCulture, $"heart {db} dB with ectopic beats"), new(), with => with.AddHeart(db, 0.1));
        }

        WriteRow(output, options, "heart 10 dB at 100 a minute", new(), with => with.AddHeart(10, 0, 100));
    }

    public static void WriteLeads(ForeignOptions options, ForeignOutput output)
    {
        const double Db = 12;
        WriteHead(output, "ours, heart removed first");
        Row("none", null, _ => { });
        Row("one", null, with => with.AddEcg(LeadFault.None));
        Row("upside down", null, with => with.AddEcg(LeadFault.Inverted));
        Row("noise of 300 µV on it", null, with => with.AddEcg(LeadFault.Noisy));
        foreach (LeadFault fault in (LeadFault[])[LeadFault.Flat, LeadFault.Noise, LeadFault.Loud, LeadFault.Hum])
        {
            string name = fault.ToString().ToLowerInvariant();
            Row($"{name} from the middle on", null, with => with.AddEcg(fault, 60));
            Row($"{name} for 20 s", null, with => with.AddEcg(fault, 45, 65));
            Row($"{name} all the time", null, with => with.AddEcg(fault));
        }

        Row("two, one off in the first half, one in the second", null, with =>
        {
            with.AddEcg(LeadFault.Noise, 0, 60);
            with.AddEcg(LeadFault.Flat, 60);
        });
        Row("ectopic beats", with => with.AddHeart(Db, 0.1), with => with.AddEcg(LeadFault.None));
        Row("atrial fibrillation, without a lead", with => with.AddHeart(Db, 0, 80, irregular: 0.22), _ => { });
        Row("atrial fibrillation", with => with.AddHeart(Db, 0, 80, irregular: 0.22), with => with.AddEcg(LeadFault.None));
        Row("pauses, without a lead", with => with.AddHeart(Db, 0, pauseFraction: 0.05), _ => { });
        Row("pauses", with => with.AddHeart(Db, 0, pauseFraction: 0.05), with => with.AddEcg(LeadFault.None));
        Row("pacemaker", null, with => with.AddEcg(LeadFault.Paced));

        void Row(string kind, Action<ArtefactRecording>? heart, Action<ArtefactRecording> lead) => WriteRow(output, options, kind, new(), with =>
        {
            (heart ?? (one => one.AddHeart(Db, 0)))(with);
            lead(with);
        });
    }

    public static void WriteLosses(ForeignOptions options, ForeignOutput output)
    {
        WriteHead(output, null);
        foreach ((double shortest, double longest) in ((double, double)[])[(0.005, 0.02), (0.02, 0.1), (0.1, 0.3)])
        {
            foreach ((bool isHeld, double offset) in ((bool, double)[])[(true, 0), (false, 0), (false, 400)])
            {
                string filling = isHeld ? "held" : offset == 0 ? "zeros" : "zeros on an offset";
                WriteRow(output, options, string.Create(CultureInfo.InvariantCulture, $"{filling}, {1000 * shortest:0}–{1000 * longest:0} ms"), null, with => with.Lose(shortest, longest, isHeld, offset));
            }
        }
    }

    public static void WriteStimuli(ForeignOptions options, ForeignOutput output)
    {
        WriteHead(output, null);
        foreach ((string kind, double interval, double jitter, double size) in ((string, double, double, double)[])
            [("each second, 1 mV", 1, 0, 1000), ("3 a second, 300 µV", 0.33, 0, 300), ("each 5 s ± 1 s, 3 mV", 5, 1, 3000)])
        {
            WriteRow(output, options, kind, null, with => with.AddStimuli(interval, jitter, size));
        }

        foreach (double apart in (double[])[0.003, 0.015, 0.1])
        {
            WriteRow(output, options, string.Create(CultureInfo.InvariantCulture, $"pairs {1000 * apart:0} ms apart, each 5 s ± 1 s, 3 mV"), null, with => with.AddStimuli(5, 1, 3000, 2, apart));
        }

        WriteRow(output, options, "5 pulses at 10 Hz, each 3 s, 1 mV", null, with => with.AddStimuli(3, 0, 1000, 5, 0.1));
        WriteRow(output, options, "10 pulses at 3 Hz, each 8 s, 300 µV", null, with => with.AddStimuli(8, 0, 300, 10, 1.0 / 3));
        foreach (double recovery in (double[])[0.005, 0.02, 0.05])
        {
            WriteRow(output, options, string.Create(CultureInfo.InvariantCulture, $"each second, 1 mV, recovery of {1000 * recovery:0} ms"), null, with => with.AddStimuli(1, 0, 1000, recoverySeconds: recovery));
        }

        WriteRow(output, options, "each second, 1 mV, reflex of 15 to 21 dB at 40 to 60 ms", null, with => with.AddStimuli(1, 0, 1000, reflexDb: 15));
        WriteRow(output, options, "each second, 200 µV, reflex of 15 to 21 dB at 40 to 60 ms", null, with => with.AddStimuli(1, 0, 200, reflexDb: 15));
    }

    private static void WriteHead(ForeignOutput output, string? second)
    {
        string column = second is null ? string.Empty : $" {second} |";
        output.WriteLine($"| kind | jerks | ours: recall / precision / F1 |{column} plain RMS |");
        output.WriteLine($"|---|---|---|{(second is null ? string.Empty : "---|")}---|");
    }

    private static void WriteRow(ForeignOutput output, ForeignOptions options, string kind, AnalysisOptions? removing, Action<ArtefactRecording> disturb)
    {
        (Tally ours, Tally removed, Tally plain) = (new(), new(), new());
        int records = options.Records > 0 ? options.Records : UsualRecords;
        for (int i = 0; i < records; i++)
        {
            ArtefactRecording recording = new(options.SeedBase + i, Jerks, JerkDb);
            disturb(recording);
            ours.Add(recording.Jerks, Onsets(recording.Analyze()));
            plain.Add(recording.Jerks, [.. PlainRms.Detect(recording.Samples, 1000).Where(e => e.EndSeconds - e.StartSeconds <= 0.5).Select(e => e.StartSeconds)]);
            if (removing is not null)
            {
                removed.Add(recording.Jerks, Onsets(recording.Analyze(removing with { RemoveEcg = true })));
            }
        }

        string column = removing is null ? string.Empty : $" {removed} |";
        output.WriteLine($"| {kind} | {ours.True} | {ours} |{column} {plain} |");
        output.Found(kind, $"{ours.True}", $"{ours}", $"{plain}");
        if (removing is not null)
        {
            output.Found($"{kind}{ArtefactGoals.HeartRemoved}", $"{ours.True}", $"{removed}", $"{plain}");
        }
    }

    private static double[] Onsets(AnalysisResult result) => [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)];

    private sealed class Tally
    {
        private int _found;
        private int _matched;

        public int True { get; private set; }

        /// <summary>Matches each jerk with the nearest onset that is left.</summary>
        public void Add(List<double> truth, double[] onsets)
        {
            List<double> left = [.. onsets];
            True += truth.Count;
            _found += onsets.Length;
            foreach (double onset in truth)
            {
                double nearest = left.Count == 0 ? double.NaN : left.MinBy(other => Math.Abs(other - onset));
                if (Math.Abs(nearest - onset) <= ToleranceSeconds)
                {
                    left.Remove(nearest);
                    _matched++;
                }
            }
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{(double)_matched / Math.Max(1, True):0.000} / {(double)_matched / Math.Max(1, _found):0.000} / {2.0 * _matched / Math.Max(1, True + _found):0.000}");
    }
}
