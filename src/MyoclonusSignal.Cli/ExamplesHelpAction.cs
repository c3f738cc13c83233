using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MyoclonusSignal.Cli;

/// <summary>Help that begins with two examples.</summary>
internal sealed class ExamplesHelpAction(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["analyze"] = ["myoclonus analyze recording.csv -o results", "myoclonus analyze left.csv right.csv --channels emg_ta --rhythm-band 3-8"],
        ["run"] = ["myoclonus run /data/bids /data/derivatives/myoclonus participant --participant-label 01 02", "myoclonus run /data/bids /data/derivatives/myoclonus group"],
        ["report"] = ["myoclonus report results/recording_summary.json --force", "myoclonus report results/*_summary.json --figures svg -o pages"],
        ["inspect"] = ["myoclonus inspect recording.edf", "myoclonus inspect recording.csv --json"],
        ["convert"] = ["myoclonus convert recording.edf recording.csv --channels \"EMG RAT,EMG LAT\"", "myoclonus convert recording.csv recording.bdf"],
        ["simulate"] = ["myoclonus simulate train.csv --scenario rhythmic-train --frequency 5", "myoclonus simulate noise.csv --scenario noise-only --duration 300 --seed 7"],
        ["evaluate"] = ["myoclonus evaluate results/train_events.tsv train_truth.tsv", "myoclonus evaluate events.tsv truth.tsv --tolerance 0.02 --json"],
        ["watch"] = ["sensor | myoclonus watch - --sample-rate 1000 --line-frequency 50", "myoclonus watch - --channels emg_ta --look-ahead 1 < recording.csv"],
        ["benchmark"] = ["myoclonus benchmark -o results", "myoclonus benchmark --burst-to-noise 0,3,6 --recordings 50 --seed 7"],
    };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        string[] examples = Examples.GetValueOrDefault(
            parseResult.CommandResult.Command.Name, ["myoclonus analyze recording.csv -o results", "myoclonus simulate train.csv --scenario rhythmic-train"]);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine("  " + example);
        }

        output.WriteLine();
        return inner.Invoke(parseResult);
    }
}
