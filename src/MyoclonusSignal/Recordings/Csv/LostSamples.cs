namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// The time of each row by the number that its device gave the sample: what the numbers skip was lost, and is a gap. As many as
/// the counter has numbers, or twice, cannot be distinguished from none.
/// </summary>
internal sealed class LostSamples
{
    // A counter does nothing else; one of another device than is thought does not count so.
    private const double LeastRegularShare = 0.9;
    private const int LeastRows = 16;

    // Rows in the wrong order go back by a few numbers, which a counter of few numbers cannot tell from a loss.
    private const int MostBackSteps = 4;
    private const double MostBackShare = 1.0 / 32;

    private readonly double _wrap;
    private readonly double _step;
    private readonly double _sampleRate;
    private double _previous = double.NaN;
    private double _count;
    private double _ahead;

    private LostSamples(int signal, double wrap, double step, double sampleRate)
    {
        Signal = signal;
        _wrap = wrap;
        _step = step;
        _sampleRate = sampleRate;
    }

    /// <summary>Gets the signal that holds the numbers.</summary>
    public int Signal { get; }

    /// <summary>Finds the counter of a recording without a time axis; <see langword="null"/> where the first rows show none.</summary>
    /// <param name="head">The beginning of the table.</param>
    /// <param name="signals">The columns of samples.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public static LostSamples? Find(CsvHead head, IReadOnlyList<ColumnHeader> signals, double sampleRate)
    {
        if (head.Layout?.Counter is not SampleCounter counter || signals.ToList().FindIndex(column => column.Name == counter.Name) is not (>= 0 and int signal))
        {
            return null;
        }

        int column = head.Columns.ToList().FindIndex(column => column.Name == counter.Name);
        List<double> steps = [];
        List<double> falls = [];
        double previous = double.NaN;
        foreach (ReadOnlyMemory<byte> row in head.FirstRows)
        {
            if (!NumberParser.TryParse(head.Dialect.Cell(row.Span, column), head.Dialect.DecimalMark, out double number) || !(number >= 0 && number < counter.Wrap))
            {
                return null;
            }

            if (!double.IsNaN(previous))
            {
                steps.Add((number - previous + counter.Wrap) % counter.Wrap);
                if (number < previous)
                {
                    falls.Add(previous);
                }
            }

            previous = number;
        }

        if (steps.Count < LeastRows)
        {
            return null;
        }

        // A board with twice the channels numbers its halves: every second number.
        double step = Signals.Median.Of([.. steps]);

        // One that begins anew elsewhere again and again is another counter; a single time may be a loss.
        bool isOther = falls.Count(last => last + (2 * step) < counter.Wrap) > 1;
        return step > 0 && !isOther && steps.Count(other => other == step) >= LeastRegularShare * steps.Count ? new LostSamples(signal, counter.Wrap, step, sampleRate) : null;
    }

    /// <summary>Gives the time of the next row in seconds from the first.</summary>
    /// <param name="number">Its number; one that is missing is what is due.</param>
    public double Next(double number)
    {
        double skipped = (number - _previous + _wrap) % _wrap;
        if (skipped > _wrap - Math.Min(MostBackSteps * _step, MostBackShare * _wrap))
        {
            // A row behind its place: what was taken for lost before it was not.
            _count++;
            _ahead++;
            return _count / _sampleRate;
        }

        if (!double.IsNaN(_previous))
        {
            double rows = skipped > 0 ? Math.Max(1, Math.Round(skipped / _step)) : 1;
            double late = Math.Min(_ahead, rows - 1);
            _ahead -= late;
            _count += rows - late;
        }

        _previous = double.IsNaN(number) ? (_previous + _step) % _wrap : number;
        return _count / _sampleRate;
    }
}
