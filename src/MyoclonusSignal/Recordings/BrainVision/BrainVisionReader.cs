using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace MyoclonusSignal.Recordings.BrainVision;

/// <summary>
/// Reads a BrainVision recording (<c>.vhdr</c>, <c>.vmrk</c>, <c>.eeg</c>) as a stream: 16-bit and single-precision samples,
/// multiplexed or by channel; markers as annotations, new segments as gaps by their dates.
/// </summary>
/// <remarks>Memory does not grow with the length of the recording. The hash is that of the header followed by the samples.</remarks>
internal sealed class BrainVisionReader : RecordingReader
{
    private readonly BrainVisionHeader _header;
    private readonly FileStream _file;
    private readonly FileState _state;
    private readonly double[] _scales;
    private readonly List<(long Sample, double Seconds)> _segments;
    private readonly List<RecordingWarning> _warnings = [];
    private readonly long _length;
    private byte[] _bytes = [];
    private bool[] _isWanted;
    private long _position;
    private int _segment;
    private bool _isAtEnd;

    private BrainVisionReader(string path, BrainVisionHeader header, FileStream file, RecordingOptions options)
    {
        Path = path;
        _header = header;
        _file = file;
        _state = new FileState(file);
        _segments = header.Segments();
        Annotations = header.Annotations();
        long row = (long)header.Channels.Count * header.SampleBytes;
        _length = file.Length / row;
        if (file.Length % row != 0)
        {
            _warnings.Add(new RecordingWarning(
                "cut-off", null, null, null, string.Create(CultureInfo.InvariantCulture, $"The samples end in the middle of a row: {file.Length % row} bytes are left out.")));
        }

        UnitConversion[] conversions = [.. header.Channels.Select(channel => UnitConversion.Of(channel.Unit, options.KeepsUnits))];
        _scales = [.. header.Channels.Select((channel, i) => channel.Resolution * conversions[i].Factor)];
        _isWanted = [.. header.Channels.Select(_ => true)];
        ColumnHeader[] columns = [.. header.Channels.Select((channel, i) => new ColumnHeader(channel.Name, conversions[i].Unit)
        {
            // The amplifiers are made for EEG, whose channels are named by their sites alone.
            Kind = ElectrodeName.IsSiteAlone(channel.Name.ToLowerInvariant()) ? ChannelKind.Eeg : null,
        })];
        Channels = [.. ChannelTable.Build(columns, [.. columns.Select(_ => header.SampleRate)], options.Kinds, _warnings)
            .Select(channel => channel with { UnitConversion = conversions[channel.Signals[0]].Text })];
    }

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override string Format => "BrainVision";

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _scales.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => _warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingAnnotation> Annotations { get; }

    /// <inheritdoc/>
    public override DateTime? StartTime => _header.Start;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SideFiles => _header.MarkerPath is string markers ? [markers] : [];

    /// <inheritdoc/>
    public override double Progress => _length == 0 ? 1 : (double)_position / _length;

    /// <summary>Opens a recording by its header.</summary>
    public static BrainVisionReader Open(string path, RecordingOptions options)
    {
        var header = BrainVisionHeader.Read(path);
        if (!File.Exists(header.DataPath))
        {
            throw header.Fault("DataFile", "the file of samples beside the header", $"no {System.IO.Path.GetFileName(header.DataPath)}", "put the .vhdr, .vmrk and .eeg of the recording into one folder");
        }

        FileStream file = new(header.DataPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        try
        {
            return new BrainVisionReader(path, header, file, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void SelectChannels(IEnumerable<RecordingChannel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        HashSet<int> wanted = [.. channels.SelectMany(channel => channel.Signals)];
        _isWanted = [.. Enumerable.Range(0, SignalCount).Select(wanted.Contains)];
    }

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        long end = _segment + 1 < _segments.Count ? Math.Min(_length, _segments[_segment + 1].Sample) : _length;
        while (_position >= end && _segment + 1 < _segments.Count && _position < _length)
        {
            _segment++;
            end = _segment + 1 < _segments.Count ? Math.Min(_length, _segments[_segment + 1].Sample) : _length;
        }

        int count = (int)Math.Min(block.Capacity, end - _position);
        (long first, double seconds) = _segments[_segment];
        block.Begin(startsSegment: count > 0 && _position == first, seconds + ((_position - first) / _header.SampleRate));
        if (count <= 0)
        {
            if (!_isAtEnd && _state.Change() is RecordingWarning change)
            {
                _warnings.Add(change);
            }

            _isAtEnd = true;
            return false;
        }

        if (_header.IsVectorized)
        {
            for (int signal = 0; signal < SignalCount; signal++)
            {
                Read(((signal * _length) + _position) * _header.SampleBytes, count * _header.SampleBytes);
                Decode(block, signal, count, 0, _header.SampleBytes);
            }
        }
        else
        {
            int row = SignalCount * _header.SampleBytes;
            Read(_position * row, count * row);
            for (int signal = 0; signal < SignalCount; signal++)
            {
                Decode(block, signal, count, signal * _header.SampleBytes, row);
            }
        }

        _position += count;
        return true;
    }

    /// <inheritdoc/>
    public override string GetSha256()
    {
        if (_position < _length)
        {
            throw new InvalidOperationException("The hash is known after the last block has been read.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_header.Bytes);
        byte[] bytes = new byte[1 << 16];
        _file.Position = 0;
        for (int read = _file.Read(bytes); read > 0; read = _file.Read(bytes))
        {
            hash.AppendData(bytes, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Read(long offset, int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }

        _file.Position = offset;
        _file.ReadExactly(_bytes, 0, length);
    }

    private void Decode(SampleBlock block, int signal, int count, int offset, int stride)
    {
        if (!_isWanted[signal])
        {
            return;
        }

        Span<double> samples = block.Room(signal)[..count];
        double scale = _scales[signal];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> number = _bytes.AsSpan(offset + (i * stride));
            samples[i] = scale * _header.Sample switch
            {
                BrainVisionSample.Int16 => _header.IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(number) : BinaryPrimitives.ReadInt16LittleEndian(number),
                BrainVisionSample.UInt16 => _header.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(number) : BinaryPrimitives.ReadUInt16LittleEndian(number),
                _ => _header.IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(number) : BinaryPrimitives.ReadSingleLittleEndian(number),
            };
        }

        block.SetCount(signal, count);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
    }
}
