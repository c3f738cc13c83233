using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The annotations in a column of words or marks: each stretch of rows with one text is one; empty cells and zeros are not annotations.</summary>
internal sealed class ColumnChanges
{
    private readonly string _name;
    private readonly WordTable _words;
    private readonly List<(Interval Stretch, long Rows, double Text)> _stretches = [];
    private double _open = double.NaN;

    private ColumnChanges(string name, WordTable words)
    {
        _name = name;
        _words = words;
    }

    /// <summary>Makes one for each column whose changes are annotations, in their order.</summary>
    /// <param name="head">The beginning of the table.</param>
    /// <param name="words">The texts of its cells.</param>
    public static ColumnChanges[] Of(CsvHead head, WordTable words) =>
        [.. head.Columns.Where(column => column.IsAnnotations && column.Role == ColumnRole.LeftOut).Select(column => new ColumnChanges(column.Name, words))];

    /// <summary>Takes in rows that follow one another.</summary>
    /// <param name="texts">The numbers of their texts.</param>
    /// <param name="times">Their times where the samples are interpolated by these; empty where the rows are even.</param>
    /// <param name="startSeconds">The time of the first on the even grid.</param>
    /// <param name="period">The sampling interval in seconds.</param>
    /// <param name="startsSegment">Whether the clock jumps before the first.</param>
    public void Take(ReadOnlySpan<double> texts, ReadOnlySpan<double> times, double startSeconds, double period, bool startsSegment)
    {
        _open = startsSegment ? double.NaN : _open;
        int at = 0;
        while (at < texts.Length)
        {
            double text = texts[at];
            int length = 1;
            while (at + length < texts.Length && texts[at + length].Equals(text))
            {
                length++;
            }

            double begin = times.IsEmpty ? startSeconds + (at * period) : times[at];
            double end = times.IsEmpty ? startSeconds + ((at + length) * period) : times[at + length - 1] + period;
            if (text == _open)
            {
                (Interval stretch, long rows, _) = _stretches[^1];
                _stretches[^1] = (stretch with { EndSeconds = end }, rows + length, text);
            }
            else if (!double.IsNaN(text))
            {
                _stretches.Add((new Interval(begin, end), length, text));
            }

            _open = text;
            at += length;
        }
    }

    /// <summary>Gives the annotations; one of a single row is a moment and has no duration.</summary>
    /// <param name="map">From the even grid to the recording's own clock.</param>
    public IEnumerable<RecordingAnnotation> Annotations(TimeMap map)
    {
        foreach (((double start, double end), long rows, double number) in _stretches)
        {
            string text = _words[number];
            bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (isNumber && !(Math.Abs(value) > 0))
            {
                continue;
            }

            double onset = Round(map.ToSeconds(start));
            yield return new RecordingAnnotation(onset, rows == 1 ? null : Round(map.ToSeconds(end) - onset), isNumber ? $"{_name} {text}" : text);
        }
    }

    // A nanosecond is finer than any clock, and leaves no dust of the arithmetic in a table of annotations.
    private static double Round(double seconds) => Math.Round(seconds, 9);
}
