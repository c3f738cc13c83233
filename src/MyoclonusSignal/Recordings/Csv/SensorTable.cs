using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// A table in which each sensor has a time column of its own before its samples, as Delsys writes it: row n holds the n-th
/// sample of each, so a slower sensor is ahead of the others and ends sooner. What it is ahead is kept until it is due.
/// </summary>
/// <remarks>Memory grows with what the slower sensors are ahead: all their samples, some 4 MB an hour for one axis at 148 Hz.</remarks>
internal sealed class SensorTable
{
    private const int ChunkRows = 4096;

    // A time further than this from its place is a gap or another rate: the sensors could not be put side by side.
    private const double MostOffPlace = 1.5;

    private readonly string _path;
    private readonly CsvHead _head;
    private readonly RowParser _rows;
    private readonly double[] _times = new double[ChunkRows];
    private readonly double[][] _chunk;
    private readonly int[] _columns;
    private readonly int[] _columnOfSignal;
    private readonly int[] _timeOfSignal;
    private readonly List<double>[] _waiting;
    private readonly int[] _given;
    private readonly long[] _read;
    private readonly double[] _unitsPerSecond;
    private readonly double[] _starts;
    private readonly double[] _rates;
    private readonly int _fastest;
    private readonly ColumnChanges[] _changes;
    private long _blockStart;
    private long _rowsTaken;
    private bool _isComplete;

    /// <summary>Initializes a new instance of the <see cref="SensorTable"/> class and reads the first rows.</summary>
    /// <param name="path">The name by which errors call the file.</param>
    /// <param name="head">What the beginning of the file told.</param>
    /// <param name="lines">The file from its first row on.</param>
    public SensorTable(string path, CsvHead head, LineBuffer lines)
    {
        _path = path;
        _head = head;
        _rows = new RowParser(path, head, lines, timeColumn: -1, skipped: null);

        // A column that is left out has no place among those read.
        int[] columns = _columns = [.. Enumerable.Range(0, head.Columns.Count).Where(column => head.Columns[column].Role != ColumnRole.LeftOut)];
        _changes = ColumnChanges.Of(head, _rows.Words);
        _chunk = [.. Enumerable.Range(0, columns.Length + _changes.Length).Select(_ => new double[ChunkRows])];
        List<int> signals = [];
        List<int> times = [];
        int time = -1;
        for (int i = 0; i < columns.Length; i++)
        {
            if (head.Columns[columns[i]].Role == ColumnRole.Time)
            {
                time = i;
                continue;
            }

            signals.Add(i);
            times.Add(time);
        }

        if (signals.Count == 0 || times[0] < 0)
        {
            throw new RecordingFormatException(
                path,
                "header",
                "a time column before the samples of each sensor",
                signals.Count == 0 ? "no samples" : $"none before {head.Columns[columns[signals[0]]].Name}",
                signals.Count == 0 ? CsvHead.NoRows : $"leave out what stands before the first time column with {head.ColumnsSetting(column => column < columns[times.Find(found => found >= 0)] ? ColumnList.Skip : null)}");
        }

        (_columnOfSignal, _timeOfSignal) = ([.. signals], [.. times]);
        _waiting = [.. signals.Select(_ => new List<double>())];
        _given = new int[signals.Count];
        _read = new long[signals.Count];
        Signals = [.. signals.Select(signal => head.Columns[columns[signal]])];
        int count = Fill(out double[][] first);
        _unitsPerSecond = [.. times.Select(column => TimeUnit.OfHeader(path, head, columns[column]) ?? 1)];
        RateEstimate[] estimates = [.. times.Select((column, signal) => Estimate(first[column].AsSpan(0, count), signal, _unitsPerSecond[signal]))];
        _starts = [.. times.Select((column, signal) => first[column][0] / _unitsPerSecond[signal])];
        _rates = [.. estimates.Select(estimate => estimate.SampleRate)];
        _fastest = Array.IndexOf(_rates, _rates.Max());
        Take(count);
    }

    /// <summary>Gets the columns of samples.</summary>
    public IReadOnlyList<ColumnHeader> Signals { get; }

    /// <summary>Gets their sampling rates in Hz.</summary>
    public IReadOnlyList<double> SampleRates => _rates;

    /// <summary>Gets the annotations in the columns of words and marks that are read as such; their rows are those of the fastest sensor.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations => [.. _changes.SelectMany(changes => changes.Annotations(TimeMap.Identity)).OrderBy(annotation => annotation.OnsetSeconds)];

    /// <summary>Fills a block: of the fastest sensor as much as there is room for, of the others what is due by then.</summary>
    public bool ReadBlock(SampleBlock block)
    {
        while (!_isComplete && Available(_fastest) <= block.Capacity)
        {
            Take(Fill(out _));
        }

        int fastest = Math.Min(block.Capacity, Available(_fastest));
        bool isLast = _isComplete && fastest == Available(_fastest);
        block.Begin(startsSegment: _blockStart == 0 && _given.All(given => given == 0), _blockStart / _rates[_fastest]);
        bool isAny = false;
        for (int signal = 0; signal < _waiting.Length; signal++)
        {
            // So many samples, from the start on, are not later than the last of the fastest; the rounding is the same for any block size.
            long due = (long)Math.Ceiling(((_blockStart + fastest) / _rates[_fastest] * _rates[signal]) - DueRounding);
            long given = _read[signal] - Available(signal);
            int count = signal == _fastest ? fastest : (int)Math.Min(block.Capacity, Math.Min(Available(signal), isLast ? long.MaxValue : Math.Max(0, due - given)));
            _waiting[signal].GetRange(_given[signal], count).CopyTo(block.Room(signal));
            block.SetCount(signal, count);
            _given[signal] += count;
            isAny |= count > 0;
            if (_given[signal] > ChunkRows)
            {
                _waiting[signal].RemoveRange(0, _given[signal]);
                _given[signal] = 0;
            }
        }

        _blockStart += fastest;
        return isAny;
    }

    private const double DueRounding = 1e-6;

    private int Available(int signal) => _waiting[signal].Count - _given[signal];

    private int Fill(out double[][] chunk)
    {
        chunk = _chunk;
        int count = 0;
        while (count < ChunkRows && _rows.TryRead(_times, _chunk, count))
        {
            count++;
        }

        _isComplete = count < ChunkRows;
        return count;
    }

    private void Take(int count)
    {
        for (int i = 0; i < _changes.Length; i++)
        {
            _changes[i].Take(_chunk[_columns.Length + i].AsSpan(0, count), times: [], _rowsTaken / _rates[_fastest], 1 / _rates[_fastest], startsSegment: false);
        }

        _rowsTaken += count;
        for (int signal = 0; signal < _waiting.Length; signal++)
        {
            double[] times = _chunk[_timeOfSignal[signal]];
            double[] samples = _chunk[_columnOfSignal[signal]];
            for (int row = 0; row < count; row++)
            {
                // Behind its last time a sensor has no samples, and the cells are empty.
                if (double.IsNaN(times[row]))
                {
                    continue;
                }

                double seconds = times[row] / _unitsPerSecond[signal];
                double place = (seconds - _starts[signal]) * _rates[signal];
                if (Math.Abs(place - _read[signal]) > MostOffPlace)
                {
                    throw new RecordingFormatException(
                        _path,
                        string.Create(CultureInfo.InvariantCulture, $"line {_rows.LineNumber - count + 1 + row} ({Signals[signal].Name})"),
                        string.Create(CultureInfo.InvariantCulture, $"the time {_starts[signal] + (_read[signal] / _rates[signal]):0.######} s, at {_rates[signal]:0.####} Hz"),
                        string.Create(CultureInfo.InvariantCulture, $"{seconds:0.######} s"),
                        $"{LeaveOut(signal)}; or read it alone with {Setting(signal, isAlone: true)}");
                }

                _waiting[signal].Add(samples[row]);
                _read[signal]++;
            }
        }
    }

    private string LeaveOut(int signal) => $"leave this sensor out with {Setting(signal, isAlone: false)}";

    /// <summary>Gives the columns to be read where a sensor, with all that stands behind its time column, is left out or read alone.</summary>
    private string Setting(int signal, bool isAlone)
    {
        int[] sensor = [_columns[_timeOfSignal[signal]], .. Enumerable.Range(0, Signals.Count).Where(other => _timeOfSignal[other] == _timeOfSignal[signal]).Select(other => _columns[_columnOfSignal[other]])];
        return _head.ColumnsSetting(column => sensor.Contains(column) == isAlone ? null : ColumnList.Skip);
    }

    private RateEstimate Estimate(ReadOnlySpan<double> cells, int signal, double perSecond)
    {
        int column = _columns[_timeOfSignal[signal]];
        List<double> times = [];
        foreach (double cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                times.Add(cell / perSecond);
            }
        }

        for (int i = 1; i < times.Count; i++)
        {
            if (times[i] <= times[i - 1])
            {
                times.Clear();
            }
        }

        return times.Count >= 2 && !double.IsNaN(cells[0])
            ? RateEstimate.From(times.ToArray(), Math.Pow(10, -Decimals(column)) / perSecond)
            : throw new RecordingFormatException(
                _path,
                string.Create(CultureInfo.InvariantCulture, $"header, column {column + 1} ({_head.Columns[column].Name})"),
                "a time column that rises",
                "another one",
                LeaveOut(signal));
    }

    /// <summary>Gives the most decimals that the first times of a column have.</summary>
    private int Decimals(int column)
    {
        int most = 0;
        foreach (ReadOnlyMemory<byte> row in _head.FirstRows)
        {
            List<Range> cells = CsvDialect.Cut(row.Span, _head.Dialect.Separator);
            if (column < cells.Count && row.Span[cells[column]].IndexOf(_head.Dialect.DecimalMark) is >= 0 and int at)
            {
                most = Math.Max(most, row.Span[cells[column]].Trim((byte)' ').Length - at - 1);
            }
        }

        return most;
    }
}
