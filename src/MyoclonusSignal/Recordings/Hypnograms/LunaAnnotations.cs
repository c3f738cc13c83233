using System.Globalization;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Hypnograms;

/// <summary>
/// Reads Luna's annotations: tab-separated class, instance, channel, start, stop, meta; in the older forms class, start,
/// stop, or class, instance, start, stop. A point stands for nothing; times are seconds, clock times or epochs <c>e:N</c>.
/// </summary>
internal sealed class LunaAnnotations(string path, HypnogramOptions options, Func<string, bool> isWanted)
{
    private const string None = ".";
    private const string UntilNext = "...";

    private int _line;

    /// <summary>Returns true if lines are such annotations: by the header, or by as many cells behind the comments.</summary>
    public static bool IsHeader(string line) => line.Split('\t')[0].Equals("class", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the annotations whose class is wanted, sorted by onset.</summary>
    public List<RecordingAnnotation> Read(IReadOnlyList<string> lines)
    {
        List<(double Start, double? End, string Text, string? Channel)> found = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string[] cells = [.. lines[i].Split('\t').Select(cell => cell.Trim())];
            if (lines[i].StartsWith('#') || IsHeader(lines[i]) || cells.Length < 3 || !isWanted(cells[0]))
            {
                continue;
            }

            _line = i;
            int start = cells.Length switch { 3 => 1, 4 => 2, _ => 3 };
            (double from, double epochEnd) = Time(cells[start]);
            string stop = cells.Length > start + 1 ? cells[start + 1] : None;
            double? end = stop switch
            {
                UntilNext => null,
                None => cells[start].StartsWith("e:", StringComparison.Ordinal) ? epochEnd : from,
                _ when stop.StartsWith('+') => from + Seconds(stop[1..]),
                _ when stop.StartsWith("e:", StringComparison.Ordinal) => Time(stop).EndSeconds,
                _ => Time(stop).StartSeconds,
            };
            found.Add((from, end, cells[0], cells.Length >= 5 && cells[2] is not (None or "") ? cells[2] : null));
        }

        // What lasts until the next one of its class or any other begins.
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        List<RecordingAnnotation> annotations = [];
        for (int i = 0; i < found.Count; i++)
        {
            (double start, double? end, string text, string? channel) = found[i];
            double length = (end ?? (i + 1 < found.Count ? found[i + 1].Start : start + options.EpochSeconds)) - start;
            if (length < 0)
            {
                throw new RecordingFormatException(
                    path, string.Create(CultureInfo.InvariantCulture, $"the annotation {text} at {start} s"), "an end behind its start", string.Create(CultureInfo.InvariantCulture, $"{start + length} s"), "correct this annotation");
            }

            annotations.Add(new RecordingAnnotation(start, length, text, channel));
        }

        return annotations;
    }

    /// <summary>The epoch that a text names, or that begins at its time.</summary>
    private Interval Time(string text)
    {
        if (text.StartsWith("e:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) && epoch >= 1)
        {
            return new Interval((epoch - 1) * options.EpochSeconds, epoch * options.EpochSeconds);
        }

        double seconds = text.Contains(':', StringComparison.Ordinal) ? ClockSeconds(text) : Seconds(text);
        return new Interval(seconds, seconds + options.EpochSeconds);
    }

    private double ClockSeconds(string text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan clock) || clock < TimeSpan.Zero || clock.Days > 0)
        {
            throw Fault("seconds, a time hh:mm:ss or e:N", text);
        }

        if (options.RecordingStart is not DateTime start)
        {
            throw Fault("seconds, as the start of the recording is not known", text, "write seconds from the start of the recording; or say when it started with HypnogramOptions.RecordingStart");
        }

        // A night goes on behind midnight.
        double seconds = (clock - start.TimeOfDay).TotalSeconds;
        return seconds < 0 ? seconds + 86400 : seconds;
    }

    private double Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds)
            ? seconds
            : throw Fault("a number of seconds", text);

    private RecordingFormatException Fault(string expected, string found, string? remedy = null) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"line {_line + 1}"), expected, FoundText.Quote(found), remedy ?? "correct this line");
}
