using System.Globalization;
namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Reads a recording from text: comma, semicolon or tab; with or without header, time axis, comments; the rules are in the
/// manual. The rate comes from the time axis, a comment, or the caller.
/// </summary>
internal sealed class CsvRecordingReader : RecordingReader
{
    // Of a table that is still being written: enough to tell a header from rows, and the separator.
    private const int LiveLines = 10;

    private const string RateRemedy = "write the unit into the header: time [ms]; or, if another column is the time axis, name it with RecordingOptions.TimeColumn; or count the rows with RecordingOptions.SampleRate";

    private static readonly double[] Absent = [.. Enumerable.Repeat(double.NaN, 256)];

    private readonly HashingStream _file;
    private readonly Stream _text;
    private readonly long _fileLength;
    private readonly CsvTable _table = null!; // Null only where each sensor has a time column of its own.
    private readonly SensorTable? _sensors;
    private readonly MetadataComments _comments;
    private readonly RowThinner?[] _thinners;
    private readonly int[] _counts;
    private readonly SkippedLines? _skipped;
    private readonly List<RecordingWarning> _warnings;
    private readonly bool _isLive;
    private readonly DateTime? _layoutStart;
    private RowResampler? _resampler;
    private bool _hasBegun;
    private readonly FileState _state;
    private bool _isAtEnd;

    // What was found of the table and not given yet: rows that are missing, then rows that are there.
    private int _missingRows;
    private int _runRows;
    private bool _runStartsSegment;
    private double _runSeconds;

    private CsvRecordingReader(string path, Stream stream, RecordingOptions options)
    {
        Path = path;
        _file = new HashingStream(stream);
        _state = new FileState(stream);
        _text = _file;
        try
        {
            _text = TextSource.Open(path, _file, options.Encoding);
            _fileLength = stream.CanSeek ? stream.Length : 0;
            byte[] bytes = new byte[CsvHead.Length];
            _isLive = options.IsLive;
            int read = _isLive ? ReadLines(bytes, out bool isWhole) : ReadAll(bytes, out isWhole);
            Stream? rewritten = options.Encoding is null ? TextSource.FromWindows1252(_text, bytes.AsSpan(0, read), isWhole) : null;
            bool isWindows = rewritten is not null;
            rewritten ??= _isLive ? null : GarminSensorData.Of(_text, bytes.AsSpan(0, read));
            if (rewritten is not null)
            {
                _text = rewritten;
                read = _isLive ? ReadLines(bytes, out isWhole) : ReadAll(bytes, out isWhole);
            }

            CsvHead head = new(path, bytes.AsMemory(0, read), isWhole, options.Columns, options.AnnotationColumns);
            _warnings = [.. head.Warnings];
            SideFiles = head.InfoFile is string info ? [info] : [];
            if (isWindows)
            {
                _warnings.Add(new RecordingWarning("encoding-assumed", null, null, null, "The text is not UTF-8: read as Windows-1252. Otherwise say so with RecordingOptions.Encoding utf-8 or utf-16."));
            }

            if (FileSignature.IsEdfName(path))
            {
                _warnings.Add(new RecordingWarning("name-misleads", null, null, null, $"The file is named {System.IO.Path.GetExtension(path)} but holds a text table: it was read as CSV."));
            }

            LineBuffer lines = new(bytes.AsMemory(head.RowsOffset..read), _text, _isLive);
            _comments = head.Comments.Metadata;
            Format = head.Layout is { } layout ? $"CSV, {layout.Name}" : head.Comments.IsSimpleText ? "Simple Text Format" : "CSV";
            _layoutStart = head.Layout?.Start;
            if (head.Layout?.Description?.HasTimeForEachSensor == true && head.Columns.Count(column => column.Role == ColumnRole.Time) > 1)
            {
                _sensors = new SensorTable(path, head, lines);
                (_thinners, _counts) = ([], []);
                Channels = [.. ChannelTable.Build(_sensors.Signals, _sensors.SampleRates, options.Kinds, _warnings)];
                PlausibleRate.Check(path, Channels, "write the unit into the header of each time column: time [ms]");
                return;
            }

            _skipped = options.IsLenient ? new SkippedLines(_warnings) : null;
            _table = new CsvTable(path, head, lines, options, _warnings, _skipped);
            _thinners = [.. _table.RowsPerSample.Select(rows => rows > 1 ? new RowThinner(rows) : null)];
            _counts = new int[_thinners.Length];
            Channels = [.. ChannelTable.Build(
                _table.Signals, [.. _table.RowsPerSample.Select(rows => _table.Clock.SampleRate / rows)], options.Kinds, _warnings,
                signal => _isLive ? null : _table.HoldsWords(signal) ? ColumnContent.Words : ColumnContents.Of(_table.Rows.Signal(signal)), System.IO.Path.GetFileNameWithoutExtension(path),
                signals => _isLive ? null : ColumnContents.GravityUnit(_table.Rows.Signal(signals[0]), _table.Rows.Signal(signals[1]), _table.Rows.Signal(signals[2]))).Select(channel => _comments.Describe(channel) with { TimeMap = _table.Clock.Map })];
            PlausibleRate.Check(path, Channels, RateRemedy);
            if (options.Clock == RecordingClockKind.Uneven && !_isLive)
            {
                ResampleUnevenClock();
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _sensors?.Signals.Count ?? _table.Signals.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => _warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingAnnotation> Annotations => _sensors?.Annotations ?? _table.Annotations;

    /// <inheritdoc/>
    public override DateTime? StartTime => _comments.Start ?? _table?.Start ?? _layoutStart;

    /// <inheritdoc/>
    public override RecordingMetadata Metadata => _comments.Metadata;

    internal override string? ClockEvidence => _table?.Clock.Evidence;

    /// <inheritdoc/>
    public override double Progress => _fileLength == 0 ? 0 : Math.Min(1, (double)_file.BytesRead / _fileLength);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say about itself.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">It is not a table of numbers, or has no sampling rate.</exception>
    public static CsvRecordingReader Open(string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), path, options);
    }

    /// <summary>Reads from a stream, which is closed with the reader; unpacks gzip.</summary>
    /// <param name="stream">The stream, at its start.</param>
    /// <param name="path">The name by which errors call it.</param>
    /// <param name="options">What the file does not say about itself.</param>
    /// <exception cref="RecordingFormatException">It is not a table of numbers, or has no sampling rate.</exception>
    public static CsvRecordingReader Open(Stream stream, string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        options ??= new RecordingOptions();
        options.Validate();
        return new CsvRecordingReader(path, stream, options);
    }

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _hasBegun = true;
        return _sensors is not null ? ReadSensors(block, _sensors) : _resampler is null ? ReadRows(block) : ReadResampled(block, _resampler);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A block has been read already, or the text is still being written.</exception>
    public override bool ResampleUnevenClock()
    {
        if (_isLive || _hasBegun)
        {
            throw new InvalidOperationException("A recording can be resampled only before its first block, and not while it is still being written.");
        }

        if (_sensors is not null)
        {
            return false;
        }

        if (_table.RowsPerSample.Any(rows => rows > 1))
        {
            _warnings.Add(new RecordingWarning("slower-column-not-resampled", null, null, null, "Columns that are filled in some rows only are not resampled, nor those beside them: the samples are taken as evenly spaced."));
            return false;
        }

        _resampler ??= _table.Clock.TryResample() ? new RowResampler(_table) : null;
        return _resampler is not null;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SideFiles { get; }

    /// <inheritdoc/>
    public override string GetSha256() => _isAtEnd
        ? _file.GetSha256()
        : throw new InvalidOperationException("The hash is known after the last block has been read.");

    private void WarnOfChange()
    {
        if (_isLive)
        {
            return;
        }

        _ = _file.GetSha256();
        if (_state.Change(_file.BytesRead) is RecordingWarning change)
        {
            _warnings.Add(change);
        }
    }

    private bool ReadSensors(SampleBlock block, SensorTable sensors)
    {
        bool isThere = sensors.ReadBlock(block);
        if (!isThere && !_isAtEnd)
        {
            _isAtEnd = true;
            WarnOfChange();
        }

        return isThere;
    }

    private bool ReadResampled(SampleBlock block, RowResampler resampler)
    {
        bool isThere = resampler.ReadBlock(block);
        if (!isThere)
        {
            End();
        }

        return isThere;
    }

    private void End()
    {
        if (!_isAtEnd)
        {
            _isAtEnd = true;
            _table.Clock.Finish();
            _skipped?.Finish();
            WarnOfChange();
            if (_table.Clock.RateChange is string change)
            {
                throw new RecordingFormatException(
                    Path,
                    "time axis",
                    "one sampling rate, to a tenth",
                    change,
                    "interpolate the samples with RecordingOptions.Clock uneven");
            }

            foreach ((long line, double units) in _table.Rows.SetBacks)
            {
                _warnings.Add(new RecordingWarning("clock-set-back", null, null, null, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clock is set back by {units / _table.Rows.UnitsPerSecond:0.###} s before line {line}, as at the end of summer time, when a device was set or connected anew, or when a counter began again. A new segment starts; its times go on where those before it end.")));
            }

            if (_thinners.Sum(thinner => thinner?.OffPlaceCount ?? 0) is > 0 and long count)
            {
                _warnings.Add(new RecordingWarning("slower-column-shifted", null, null, null, string.Create(
                    CultureInfo.InvariantCulture, $"{count} cells of slower columns are filled where none was due; their samples were counted on from there, and are off by less than one each time.")));
            }
        }
    }

    private bool ReadRows(SampleBlock block)
    {
        int count = 0;
        Array.Clear(_counts);
        while (count < block.Capacity && (_missingRows > 0 || _runRows > 0 || FindRun(block.Capacity - count, mayStartSegment: count == 0)))
        {
            if (count == 0)
            {
                block.Begin(_runStartsSegment, _runSeconds);
            }

            int taken = Math.Min(_missingRows > 0 ? Math.Min(_missingRows, Absent.Length) : _runRows, block.Capacity - count);
            for (int signal = 0; signal < SignalCount; signal++)
            {
                ReadOnlySpan<double> rows = _missingRows > 0 ? Absent : _table.Rows.Signal(signal);
                TakeRows(signal, rows[..taken], block.Room(signal)[_counts[signal]..], isSegmentStart: count == 0 && _runStartsSegment);
            }

            count += taken;
            _runSeconds += taken / _table.Clock.SampleRate;
            _runStartsSegment = false;
            if (_missingRows > 0)
            {
                _missingRows -= taken;
                continue;
            }

            _table.Rows.Skip(taken);
            _runRows -= taken;
            if (_isLive)
            {
                break;
            }
        }

        if (count == 0)
        {
            block.Begin(false, _table.Clock.RowSeconds);
            End();
        }

        for (int signal = 0; signal < SignalCount; signal++)
        {
            block.SetCount(signal, _counts[signal]);
        }

        return count > 0;
    }

    private bool FindRun(int most, bool mayStartSegment)
    {
        _runRows = _table.FindRun(most, mayStartSegment);
        if (_runRows == 0)
        {
            return false;
        }

        _missingRows = _table.RunMissingRows;
        _runStartsSegment = _table.RunStartsSegment;
        _runSeconds = _table.RunStartSeconds;
        return true;
    }

    private void TakeRows(int signal, ReadOnlySpan<double> rows, Span<double> room, bool isSegmentStart)
    {
        if (_thinners[signal] is not RowThinner thinner)
        {
            rows.CopyTo(room);
            _counts[signal] += rows.Length;
            return;
        }

        if (isSegmentStart)
        {
            thinner.BeginSegment();
        }

        _counts[signal] += thinner.Take(rows, room);
    }

    private int ReadAll(byte[] bytes, out bool isWhole)
    {
        int length = _text.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        isWhole = length < bytes.Length;
        return length;
    }

    /// <summary>Reads no more than the first lines after the comments, by which the form of the table is recognised.</summary>
    private int ReadLines(byte[] bytes, out bool isWhole)
    {
        int length = 0;
        isWhole = false;
        while (length < bytes.Length && !isWhole && CountLines(bytes.AsSpan(0, length)) < LiveLines)
        {
            int read = _text.Read(bytes.AsSpan(length));
            isWhole = read == 0;
            length += read;
        }

        return length;
    }

    /// <summary>Counts whole lines that are neither blank nor comments.</summary>
    private static int CountLines(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (text.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int length)
        {
            count += length > 0 && text[0] != '#' ? 1 : 0;
            text = text[(length + 1)..];
        }

        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
            _file.Dispose();
        }
    }
}
