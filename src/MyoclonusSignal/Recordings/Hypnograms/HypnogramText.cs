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

    /// <summary>
    /// Luna's annotations: class, instance, channel, start, stop, meta; in its older forms class, start, stop, or class,
    /// instance, start, stop. What is no stage is left out: such a file holds other annotations too.
    /// </summary>
    private List<SleepEpoch> Luna(List<string> lines)
    {
        List<(double Start, double? End, SleepStage Stage)> found = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string[] cells = Cells(lines[i], '\t');
            if (lines[i].StartsWith('#') || cells.Length < 3 || cells[0].Equals("class", StringComparison.OrdinalIgnoreCase) || StageLabel.Parse(cells[0]) is not SleepStage stage)
            {
                continue;
            }

            _line = i;
            int start = cells.Length switch { 3 => 1, 4 => 2, _ => 3 };
            (double from, double epochEnd) = LunaTime(cells[start]);
            string stop = cells.Length > start + 1 ? cells[start + 1] : ".";
            double? end = stop switch
            {
                "..." => null,
                "." => epochEnd,
                _ when stop[0] == '+' => from + Seconds(stop[1..]),
                _ => LunaTime(stop) is (double at, double behind) && stop.StartsWith("e:", StringComparison.Ordinal) ? behind : LunaTime(stop).Start,
            };
            found.Add((from, end, stage));
        }

        List<SleepEpoch> epochs = [];
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (int i = 0; i < found.Count; i++)
        {
            // "..." lasts until the next one begins.
            double end = found[i].End ?? (i + 1 < found.Count ? found[i + 1].Start : found[i].Start + options.EpochSeconds);
            epochs.Add(new SleepEpoch(found[i].Start, end - found[i].Start, found[i].Stage));
        }

        return epochs;
    }

    /// <summary>Seconds, a clock time, or <c>e:N</c>, the N-th epoch; with the end of that epoch.</summary>
    private (double Start, double End) LunaTime(string text)
    {
        if (text.StartsWith("e:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) && epoch >= 1)
        {
            return ((epoch - 1) * options.EpochSeconds, epoch * options.EpochSeconds);
        }

        double seconds = text.Contains(':', StringComparison.Ordinal) ? ClockSeconds(text) : Seconds(text);
        return (seconds, seconds + options.EpochSeconds);
    }

    private double ClockSeconds(string text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan clock) || clock < TimeSpan.Zero || clock.Days > 0)
        {
            throw Fault(_line, "seconds, a time hh:mm:ss or e:N", text, null);
        }

        if (options.RecordingStart is not DateTime start)
        {
            throw Fault(_line, "seconds, as the start of the recording is not known", text, "state when the recording started");
        }

        // A night goes on behind midnight.
        double seconds = (clock - start.TimeOfDay).TotalSeconds;
        return seconds < 0 ? seconds + 86400 : seconds;
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
                $"--hypnogram-scheme {string.Join('|', StageScheme.All.Select(scheme => scheme.Name))}");
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
        new(path, string.Create(CultureInfo.InvariantCulture, $"line {line + 1}"), expected, FoundText.Quote(found), remedy);
}
