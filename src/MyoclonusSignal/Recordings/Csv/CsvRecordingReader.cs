using System.Globalization;
using System.Text;
using CsvHelper;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads a recording from text: comma, semicolon or tab; with or without header, time axis, comments; the rules are in the
/// manual. The rate comes from the time axis, a comment, or the caller.
/// </summary>
public sealed class CsvRecordingReader : RecordingReader
{
    // Enough rows to know the rate to a few parts per million; held in memory until they are handed out.
    private const int PreviewRows = 65536;
    private const int LongestLine = 1 << 20;
    private const string GiveRate = "give the sampling rate with --sample-rate HZ";

    private readonly HashingStream _file;
    private readonly long _fileLength;
    private readonly CsvReader _rows;
    private readonly CsvHead _head;
    private readonly TimeColumn? _time;
    private readonly int _timeColumn;
    private readonly int[] _signalColumns;
    private readonly double _quantum;
    private readonly RecordingClock _clock;
    private readonly List<RecordingWarning> _warnings;
    private readonly double[] _row;
    private readonly double[] _preview;
    private int _previewCount;
    private int _previewAt;
    private double _rowTime;
    private long _pendingEmpty;
    private bool _waiting;
    private bool _hasRow;
    private bool _isAtEnd;

    private CsvRecordingReader(string path, Stream stream, CsvRecordingOptions options)
    {
        Path = path;
        _file = new HashingStream(stream);
        try
        {
            _fileLength = stream.CanSeek ? stream.Length : 0;
            byte[] head = new byte[CsvHead.Length];
            int length = _file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            _head = new CsvHead(path, head.AsSpan(0, length), length < head.Length);
            _warnings = [.. _head.Warnings];
            _rows = CsvReader.Create(
                new PrefixedStream(head.AsMemory(_head.RowsOffset..length), _file),
                new CsvReaderOptions
                {
                    HasHeader = false,
                    Separator = _head.Separator,
                    SkipEmptyLines = false,
                    TrackLineNumbers = true,
                    FieldCountMismatch = CsvFieldCountHandling.Allow,
                    MaxRecordSize = LongestLine,
                    AllowLineBreaksInQuotes = false,
                });
            _timeColumn = FindTimeColumn();
            _signalColumns = [.. Enumerable.Range(0, _head.Columns.Count).Where(column => column != _timeColumn)];
            if (_signalColumns.Length == 0)
            {
                throw Fault("header", "a column of samples beside the time axis", "none");
            }

            double? statedRate = options.SampleRate ?? _head.SampleRate;
            bool isCounted = _timeColumn >= 0 && _head.Columns[_timeColumn].IsSampleNumber;
            if (statedRate is null && (_timeColumn < 0 || isCounted))
            {
                throw Fault("header", "a time axis or a sampling rate", "neither", GiveRate);
            }

            _time = _timeColumn < 0 ? null : new TimeColumn(_head.Columns[_timeColumn], _head.DecimalMark, statedRate ?? double.NaN);
            _row = new double[_signalColumns.Length];
            _preview = new double[PreviewRows * (_signalColumns.Length + 1)];
            _quantum = ReadPreview(isCounted, statedRate);
            _clock = MakeClock(isCounted, statedRate);
            ColumnHeader[] signals = [.. _signalColumns.Select(column => _head.Columns[column])];
            Channels = ChannelTable.Build(signals, _clock.SampleRate, options, _warnings);
        }
        catch
        {
            _rows?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override string Format => _head.Format;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _signalColumns.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => _warnings;

    /// <inheritdoc/>
    public override double Progress => _fileLength == 0 ? 0 : Math.Min(1, (double)_file.BytesRead / _fileLength);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say about itself.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">It is not a table of numbers, or has no sampling rate.</exception>
    public static CsvRecordingReader Open(string path, CsvRecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), path, options);
    }

    /// <summary>Reads from a stream, which is closed with the reader.</summary>
    /// <param name="stream">The stream, at its start.</param>
    /// <param name="path">The name by which errors call it.</param>
    /// <param name="options">What the file does not say about itself.</param>
    /// <exception cref="RecordingFormatException">It is not a table of numbers, or has no sampling rate.</exception>
    public static CsvRecordingReader Open(Stream stream, string path, CsvRecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        options ??= new CsvRecordingOptions();
        options.Validate();
        return new CsvRecordingReader(path, stream, options);
    }

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        int count = 0;
        while (count < block.Capacity && (_hasRow || NextRow()))
        {
            if (!_hasRow)
            {
                // The row decides whether it continues this block before it is written into it.
                bool isGap = _time is null ? _clock.Advance() : _clock.Advance(_rowTime);
                if (isGap && count > 0)
                {
                    _hasRow = true;
                    break;
                }

                if (count == 0)
                {
                    block.Begin(isGap, _clock.RowSeconds);
                }
            }
            else
            {
                block.Begin(startsSegment: true, _clock.RowSeconds);
                _hasRow = false;
            }

            for (int signal = 0; signal < _row.Length; signal++)
            {
                block.Room(signal)[count] = _row[signal];
            }

            count++;
        }

        if (count == 0)
        {
            block.Begin(false, _clock.RowSeconds);
            if (!_isAtEnd)
            {
                _isAtEnd = true;
                _clock.Finish();
            }
        }

        for (int signal = 0; signal < _row.Length; signal++)
        {
            block.SetCount(signal, count);
        }

        return count > 0;
    }

    /// <inheritdoc/>
    public override string GetSha256() => _isAtEnd
        ? _file.GetSha256()
        : throw new InvalidOperationException("The hash is known after the last block has been read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _file.Dispose();
        }
    }

    private int FindTimeColumn()
    {
        int found = -1;
        for (int column = 0; column < _head.Columns.Count; column++)
        {
            if (_head.Columns[column].IsTime)
            {
                if (found >= 0)
                {
                    throw Fault(
                        string.Create(CultureInfo.InvariantCulture, $"header, column {column + 1}"),
                        "one time axis",
                        $"a second one, \"{_head.Columns[column].Name}\" beside \"{_head.Columns[found].Name}\"",
                        "rename one of the columns");
                }

                found = column;
            }
        }

        return found;
    }

    private double ReadPreview(bool isCounted, double? statedRate)
    {
        int width = _row.Length + 1;
        while (_previewCount < PreviewRows && ReadRow())
        {
            Span<double> kept = _preview.AsSpan(_previewCount * width, width);
            kept[0] = _rowTime;
            _row.CopyTo(kept[1..]);
            _previewCount++;
        }

        if (_previewCount == 0)
        {
            throw Fault(Line(), "rows of numbers after the header", "the end of the file");
        }

        return isCounted ? 1 / statedRate!.Value : _time?.QuantumSeconds ?? 0;
    }

    private RecordingClock MakeClock(bool isCounted, double? statedRate)
    {
        if (_time is null || isCounted)
        {
            return isCounted
                ? RecordingClock.FromCount(statedRate!.Value, _warnings)
                : RecordingClock.FromRate(statedRate!.Value, _warnings);
        }

        if (_previewCount < 2)
        {
            throw Fault(Line(), "at least two rows, to tell the sampling rate", "one");
        }

        double[] times = new double[_previewCount];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = _preview[i * (_row.Length + 1)];
            if (i > 0 && (times[i] < times[i - 1] || times[i] == times[0]))
            {
                // Said by the row itself when it is handed out; here it must only not spoil the rate.
                Array.Resize(ref times, Math.Max(2, i));
                break;
            }
        }

        if (times[^1] <= times[0])
        {
            throw BackwardsFault(_head.LinesBefore + 2, times[0], times[1]);
        }

        var clock = RecordingClock.FromTimes(times, _quantum, statedRate, _warnings);
        if (!_time.HasUnit && !_time.IsClockTime && clock.SampleRate < 2)
        {
            throw Fault(
                "header, time axis",
                "the unit of a time axis whose steps are 0.5 or more",
                $"steps of {(1 / clock.SampleRate).ToString("0.###", CultureInfo.InvariantCulture)} without a unit",
                "write the unit into the header: time [ms], or name the column time_ms");
        }

        return clock;
    }

    /// <summary>Gives the next row, from the preview first.</summary>
    private bool NextRow()
    {
        if (_previewAt < _previewCount)
        {
            int width = _row.Length + 1;
            ReadOnlySpan<double> kept = _preview.AsSpan(_previewAt++ * width, width);
            _rowTime = kept[0];
            kept[1..].CopyTo(_row);
            ThrowIfBackwards(_head.LinesBefore + _previewAt);
            return true;
        }

        if (!ReadRow())
        {
            return false;
        }

        ThrowIfBackwards(LineNumber());
        return true;
    }

    private void ThrowIfBackwards(long line)
    {
        if (_time is not null && _clock.IsBackwards(_rowTime, _quantum))
        {
            throw BackwardsFault(line, _clock.PreviousTime, _rowTime);
        }
    }

    private RecordingFormatException BackwardsFault(long line, double previous, double time) => Fault(
        string.Create(CultureInfo.InvariantCulture, $"line {line}, column {_timeColumn + 1} ({_head.Columns[_timeColumn].Name})"),
        string.Create(CultureInfo.InvariantCulture, $"a time after {previous} s"),
        string.Create(CultureInfo.InvariantCulture, $"{time} s"),
        "sort the rows by time and take out repeated ones");

    /// <summary>Reads one row of the file into <see cref="_row"/>; an empty line of a single column is a missing sample.</summary>
    private bool ReadRow()
    {
        try
        {
            while (true)
            {
                if (_pendingEmpty > 0 && _head.Columns.Count == 1)
                {
                    _pendingEmpty--;
                    _row[0] = double.NaN;
                    return true;
                }

                if (_waiting)
                {
                    _waiting = false;
                    ParseRow();
                    return true;
                }

                long empty = 0;
                bool hasRow;
                while ((hasRow = _rows.Read()) && _rows.FieldCount <= 1 && (_rows.FieldCount == 0 || _rows.GetSpan(0).IsEmpty))
                {
                    empty++;
                }

                if (!hasRow)
                {
                    return false;
                }

                if (empty == 0)
                {
                    ParseRow();
                    return true;
                }

                if (_head.Columns.Count > 1)
                {
                    throw Fault(
                        string.Create(CultureInfo.InvariantCulture, $"line {LineNumber() - 1}"),
                        string.Create(CultureInfo.InvariantCulture, $"{_head.Columns.Count} cells"),
                        "an empty line",
                        "delete empty lines inside the table");
                }

                _pendingEmpty = empty;
                _waiting = true;
            }
        }
        catch (CsvFormatException error)
        {
            throw new RecordingFormatException(
                Path, Line(), "a row of cells", error.Message, "check the quotes and the length of this line", error);
        }
    }

    private void ParseRow()
    {
        int cells = _rows.FieldCount;
        int columns = _head.Columns.Count;
        bool hasTrailing = cells == columns + 1 && _rows.GetSpan(columns).IsEmpty;
        if (cells != columns && !hasTrailing)
        {
            throw Fault(
                Line(),
                string.Create(CultureInfo.InvariantCulture, $"{columns} cells, as in the header"),
                string.Create(CultureInfo.InvariantCulture, $"{cells}"),
                "complete or delete this row");
        }

        if (_time is not null && !_time.TryParse(_rows.GetSpan(_timeColumn), out _rowTime))
        {
            throw CellFault(_timeColumn, "a time");
        }

        byte mark = _head.DecimalMark;
        for (int signal = 0; signal < _signalColumns.Length; signal++)
        {
            if (!NumberParser.TryParse(_rows.GetSpan(_signalColumns[signal]), mark, out _row[signal]))
            {
                throw CellFault(_signalColumns[signal], "a number, or an empty cell for a missing sample");
            }
        }
    }

    private RecordingFormatException CellFault(int column, string expected)
    {
        ReadOnlySpan<byte> cell = _rows.GetSpan(column);
        string text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 40)]);
        bool isDecimalComma = _head.DecimalMark == '.' && text.Contains(',', StringComparison.Ordinal);
        return Fault(
            string.Create(CultureInfo.InvariantCulture, $"line {LineNumber()}, column {column + 1} ({_head.Columns[column].Name})"),
            expected,
            $"\"{text}\"",
            isDecimalComma ? "write decimal points, or use ; or tab between the cells" : "correct this cell");
    }

    private long LineNumber() => _head.LinesBefore + Math.Max(1, _rows.LineNumber);

    private string Line() => string.Create(CultureInfo.InvariantCulture, $"line {LineNumber()}");

    private RecordingFormatException Fault(string place, string expected, string found, string? remedy = null) =>
        new(Path, place, expected, found, remedy);
}
