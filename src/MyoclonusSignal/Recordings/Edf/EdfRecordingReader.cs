using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Reads EDF, EDF+C, EDF+D, BDF and BDF+ as a stream: signals of different rates, the start of each data record from its
/// annotations, gaps as segments, annotations on the recording's own clock. What vendors do wrong is a warning where the
/// meaning is clear, and refused with its place where it is not.
/// </summary>
/// <remarks>
/// Memory does not grow with the length of the recording but with the number of its annotations. A block begins a segment
/// where time is missing before it; within a segment the samples follow each other by the stated duration of a record.
/// </remarks>
internal sealed class EdfRecordingReader : RecordingReader
{
    private readonly EdfHeader _header;
    private readonly RecordBytes _bytes;
    private readonly RecordClock _clock;
    private readonly AnnotationSignals _annotations;
    private readonly List<EdfColumn> _columns;
    private readonly List<RecordingWarning> _warnings = [];
    private readonly long _recordCount;
    private readonly double _recordSeconds;
    private readonly double _resolution;
    private readonly List<RecordPiece> _pieces = [];
    private EdfColumn[] _selected;
    private int _fastest;
    private int _granule;
    private long _record = -1;
    private int _piece;
    private int _position;
    private bool _isBroken;
    private readonly FileState _state;
    private bool _isAtEnd;
    private bool _hasBegun;

    private EdfRecordingReader(string path, Stream file, RecordingOptions options)
    {
        Path = path;
        _state = new FileState(file);
        _header = EdfHeader.Read(path, file, options.IsLenient, _warnings, out byte[] headerBytes);
        _recordCount = RecordCount.Find(_header, file.Length, _warnings);
        _bytes = new RecordBytes(path, file, headerBytes, _header.RecordBytes, _recordCount);
        _annotations = new AnnotationSignals(_header);
        RecordSpacing spacing = RecordSpacing.Find(path, _header, _recordCount, file, options.IsLenient, _warnings);
        _recordSeconds = spacing.Seconds;
        _resolution = spacing.ResolutionSeconds;
        _columns = EdfColumn.Of(_header, _recordSeconds, options.KeepsUnits, _warnings);
        _selected = [.. _columns];
        _clock = new RecordClock(path, _recordSeconds, _columns.Count == 0 ? double.PositiveInfinity : 0.5 * _recordSeconds / _header.MostSamples, !_header.IsDiscontinuous, RecordStarts.Of(_header, file), _warnings);
        Channels = [.. EdfColumn.Channels(_columns, options.Kinds, _warnings).Select(channel => channel with { TimeMap = _clock.Map })];
        PlausibleRate.Check(path, Channels, "export the recording again, with the right duration of a data record; or say that the channel is neither with RecordingOptions.Kinds \"NAME=other\"");
        SetGrid();
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override string Format => _header.Format;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _columns.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => _warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingAnnotation> Annotations => _annotations.Annotations;

    /// <inheritdoc/>
    public override DateTime? StartTime => _header.StartTime is DateTime start && Math.Abs(_clock.OriginSeconds) < 86400 ? start.AddSeconds(_clock.OriginSeconds) : _header.StartTime;

    /// <inheritdoc/>
    public override RecordingMetadata Metadata => EdfIdentification.Parse(_header.Patient, _header.RecordingText);

    internal override string? ClockEvidence => _clock.Evidence;

    /// <inheritdoc/>
    public override double Progress => _recordCount == 0 ? 1 : (double)Math.Max(0, _record) / _recordCount;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say about itself, and how strictly it is read.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">The header is not one of EDF or BDF, or does not tell what is needed.</exception>
    public static EdfRecordingReader Open(string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), path, options);
    }

    /// <summary>Reads from a stream, which is closed with the reader, also where the reader is not made.</summary>
    /// <param name="stream">The stream, one that can seek; its byte 0 is the first of the header.</param>
    /// <param name="path">The name by which errors call it.</param>
    /// <param name="options">What the file does not say about itself, and how strictly it is read.</param>
    /// <exception cref="RecordingFormatException">The header is not one of EDF or BDF, or does not tell what is needed.</exception>
    public static EdfRecordingReader Open(Stream stream, string path, RecordingOptions? options = null)
    {
        try
        {
            stream.Position = 0;
            return new EdfRecordingReader(path, stream, options ?? new RecordingOptions());
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void SelectChannels(IEnumerable<RecordingChannel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (_hasBegun)
        {
            throw new InvalidOperationException("Channels are selected before the first block is read.");
        }

        HashSet<int> wanted = [.. channels.SelectMany(channel => channel.Signals)];
        _selected = [.. _columns.Where((_, i) => wanted.Contains(i))];
        SetGrid();
    }

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _hasBegun = true;
        int count = 0;
        Span<int> counts = _columns.Count <= 64 ? stackalloc int[_columns.Count] : new int[_columns.Count];
        counts.Clear();
        while (count < block.Capacity && FindPiece())
        {
            RecordPiece piece = _pieces[_piece];
            bool startsSegment = piece.StartsSegment && _position == piece.Start;
            if (startsSegment && count > 0)
            {
                break;
            }

            int take = Take(piece, block.Capacity - count, mayCut: count == 0);
            if (take == 0)
            {
                break;
            }

            if (count == 0)
            {
                block.Begin(startsSegment, _clock.RecordSeconds + (_recordSeconds * _position / _fastest));
            }

            foreach (EdfColumn column in _selected)
            {
                Copy(column, block.Room(column.Index)[counts[column.Index]..], take, ref counts[column.Index]);
            }

            count += take;
            _position += take;
        }

        if (count == 0)
        {
            block.Begin(false, _record < 0 ? 0 : _clock.RecordSeconds + _recordSeconds);
        }

        for (int signal = 0; signal < _columns.Count; signal++)
        {
            block.SetCount(signal, counts[signal]);
        }

        return count > 0;
    }

    /// <inheritdoc/>
    public override string GetSha256() => _isAtEnd
        ? _bytes.GetSha256()
        : throw new InvalidOperationException("The hash is known after the last block has been read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bytes.Dispose();
        }
    }

    private void SetGrid()
    {
        _fastest = _selected.Length == 0 ? 0 : _selected.Max(column => column.SamplesPerRecord);
        int divisor = _selected.Aggregate(0, (gcd, column) => (int)Gcd(gcd, column.SamplesPerRecord));
        _granule = divisor == 0 ? 1 : _fastest / divisor;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    /// <summary>Moves to the next piece of a record that has samples left; <see langword="false"/> at the end of the recording.</summary>
    private bool FindPiece()
    {
        while (_piece >= _pieces.Count || _position >= _pieces[_piece].End)
        {
            if (_piece + 1 < _pieces.Count)
            {
                _piece++;
                _position = _pieces[_piece].Start;
            }
            else if (!NextRecord())
            {
                return false;
            }
        }

        return true;
    }

    private bool NextRecord()
    {
        if (_record + 1 >= _recordCount)
        {
            Finish();
            return false;
        }

        _record++;
        long position = _header.HeaderBytes + (_record * _header.RecordBytes);
        double? stated = _annotations.HasSignals ? _annotations.Read(_bytes, _record, position) : (_record * _recordSeconds);
        if (stated is null && _header.IsDiscontinuous && _columns.Count > 0)
        {
            throw new RecordingFormatException(
                Path,
                string.Create(CultureInfo.InvariantCulture, $"byte {position} (data record {_record + 1})"),
                "an annotation that tells when the record starts, as the file is discontinuous",
                "none",
                "export the recording again: where its gaps are cannot be told");
        }

        bool startsSegment = _clock.Advance(stated, double.IsFinite(_resolution) ? Math.Min(_resolution, _annotations.StartResolutionSeconds) : _resolution, position);
        _annotations.Settle(_clock.OriginSeconds);
        _isBroken = RecordPiece.Divide(_pieces, _annotations.Absent, _clock, _recordSeconds, _fastest, startsSegment || _isBroken);
        _clock.TakePieces(_pieces, _fastest, startsSegment);
        _piece = 0;
        _position = _pieces.Count > 0 ? _pieces[0].Start : 0;
        return true;
    }

    private void Finish()
    {
        if (!_isAtEnd)
        {
            _isAtEnd = true;
            _clock.Finish();
            _annotations.Finish(_warnings);
            if (_state.Change() is RecordingWarning change)
            {
                _warnings.Add(change);
            }
        }
    }

    /// <summary>How many samples of the fastest signal to take: where it can be, so many that the others have whole numbers too.</summary>
    private int Take(RecordPiece piece, int room, bool mayCut)
    {
        int left = piece.End - _position;
        if (left <= room)
        {
            return left;
        }

        int aligned = ((_position + room) / _granule * _granule) - _position;
        return aligned > 0 ? aligned : mayCut ? room : 0;
    }

    private void Copy(EdfColumn column, Span<double> room, int take, ref int count)
    {
        int first = column.SampleAt(_position, _fastest);
        int length = column.SampleAt(_position + take, _fastest) - first;
        if (length == 0)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = _bytes.Read(
            _record, column.RecordOffset + ((long)first * _header.SampleBytes), length * _header.SampleBytes);
        DigitalSamples.Decode(bytes, _header.SampleBytes, column.DigitalMinimum, column.Gain, column.PhysicalMinimum, room[..length]);
        if (_annotations.Absent.Count > 0)
        {
            column.Blank(room[..length], _clock.RecordSeconds + _clock.LateSeconds, first, _annotations.Absent);
        }

        count += length;
    }
}
