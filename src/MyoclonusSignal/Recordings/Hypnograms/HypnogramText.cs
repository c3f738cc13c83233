using System.Globalization;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Recordings.Hypnograms;

/// <summary>Reads a hypnogram from the lines of a text: one label a line, a table, or Luna's annotations.</summary>
internal sealed class HypnogramText(string path, HypnogramOptions options)
{
    private static readonly char[] Separators = ['\t', ';', ','];
    private static readonly string[] StageColumns = ["stage", "trial_type", "label", "description", "sleep_stage", "annotation"];

    private int _line;

    public List<SleepEpoch> Read(List<string> lines)
    {
        int first = lines.FindIndex(line => line.Trim().Length > 0 && !line.StartsWith('#'));
        if (first < 0)
        {
            return [];
        }

        char separator = Array.Find(Separators, candidate => lines[first].Contains(candidate, StringComparison.Ordinal));
        return separator == '\0'
            ? OneLabelALine(lines)
            : IndexOf(Cells(lines[first], separator), "onset", "start", "time") is >= 0 and int onset && !IsLuna(lines[first], separator)
                ? Table(lines, first, separator, onset)
                : separator == '\t' ? Luna(lines) : throw Fault(first, "a column named onset, duration and stage, or one label a line", lines[first], null);
    }

    private static bool IsLuna(string line, char separator) => Cells(line, separator)[0].Equals("class", StringComparison.OrdinalIgnoreCase);

    private List<SleepEpoch> OneLabelALine(List<string> lines)
    {
        List<SleepEpoch> epochs = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string label = lines[i].Trim();
            if (label.Length > 0 && label[0] != '#')
            {
                _line = i;
                epochs.Add(new SleepEpoch(epochs.Count * options.EpochSeconds, options.EpochSeconds, Stage(label)));
            }
        }

        return epochs;
    }

    private List<SleepEpoch> Table(List<string> lines, int header, char separator, int onset)
    {
        string[] names = Cells(lines[header], separator);
        int duration = IndexOf(names, "duration");
        int stage = IndexOf(names, StageColumns);
        if (stage < 0)
        {
            throw Fault(header, "a column named stage (or trial_type, label)", lines[header], null);
        }

        List<SleepEpoch> epochs = [];
        for (int i = header + 1; i < lines.Count; i++)
        {
            if (lines[i].Trim().Length == 0)
            {
                continue;
            }

            _line = i;
            string[] cells = Cells(lines[i], separator);
            if (cells.Length <= Math.Max(onset, Math.Max(duration, stage)))
            {
                throw Fault(i, string.Create(CultureInfo.InvariantCulture, $"{names.Length} values"), lines[i], null);
            }

            // A table of events may hold more than stages; a number in a column of stages always is one.
            bool isStage = StageLabel.Parse(cells[stage]) is not null || StageLabel.Number(cells[stage]) is not null;
            if (isStage || !names[stage].Equals("trial_type", StringComparison.OrdinalIgnoreCase))
            {
                double length = duration < 0 ? options.EpochSeconds : Seconds(cells[duration]);
                epochs.Add(new SleepEpoch(Seconds(cells[onset]), length, Stage(cells[stage])));
            }
        }

        return epochs;
    }

    /// <summary>The stages among Luna's annotations; other annotations, which such a file holds too, are left out.</summary>
    private List<SleepEpoch> Luna(List<string> lines)
    {
        List<SleepEpoch> epochs = [];
        foreach (RecordingAnnotation annotation in new LunaAnnotations(path, options, isWanted: name => StageLabel.Parse(name) is not null).Read(lines))
        {
            epochs.Add(new SleepEpoch(annotation.OnsetSeconds, annotation.DurationSeconds ?? options.EpochSeconds, StageLabel.Parse(annotation.Text)!.Value));
        }

        return epochs;
    }

    private SleepStage Stage(string label)
    {
        if (StageLabel.Parse(label) is SleepStage stage)
        {
            return stage;
        }

        if (StageLabel.Number(label) is not int number)
        {
            throw Fault(_line, "a sleep stage (W, N1, N2, N3, R, …)", label, null);
        }

        if (options.Scheme is null)
        {
            throw Fault(
                _line,
                "a named scheme, as the stages are numbers: 4 is deep sleep in some and REM in others",
                label,
                $"RecordingOptions.HypnogramScheme {string.Join('|', StageScheme.All.Select(scheme => scheme.Name))}");
        }

        return options.Scheme.Stage(number) ?? throw Fault(_line, $"a number of the scheme {options.Scheme.Name}", label, null);
    }

    private double Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds)
            ? seconds
            : throw Fault(_line, "a number of seconds", text, null);

    private static string[] Cells(string line, char separator) => [.. line.Split(separator).Select(cell => cell.Trim().Trim('"'))];

    private static int IndexOf(string[] names, params string[] wanted) =>
        Array.FindIndex(names, name => Array.Exists(wanted, word => word.Equals(name, StringComparison.OrdinalIgnoreCase)));

    private RecordingFormatException Fault(int line, string expected, string found, string? remedy) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"line {line + 1}"), expected, FoundText.Quote(found), remedy ?? "correct this line");
}
