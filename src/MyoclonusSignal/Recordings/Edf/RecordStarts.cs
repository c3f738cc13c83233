namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Reads the starts of data records in any order, without their samples.</summary>
internal sealed class RecordStarts
{
    // A start stands in front of its signal: "+123456.123456789" and three bytes, whatever follows.
    private const int MostBytes = 64;

    private readonly Stream _file;
    private readonly EdfHeader _header;
    private readonly EdfSignal _signal;
    private readonly byte[] _bytes;
    private readonly AnnotationParser _parser = new();

    private RecordStarts(EdfHeader header, Stream file, EdfSignal signal)
    {
        _header = header;
        _file = file;
        _signal = signal;
        _bytes = new byte[Math.Min(MostBytes, signal.SamplesPerRecord * header.SampleBytes)];
    }

    // A writer that leaves out zeros: of so many starts, one has its last decimal but once in 100,000.
    private const int LeastFractions = 5;

    private double _finest = double.PositiveInfinity;
    private bool _isFixed;
    private int _fractions;

    /// <summary>Gets the last decimal of those read, infinite where it is not sure: zeros may have been left out.</summary>
    public double ResolutionSeconds => _isFixed || _fractions >= LeastFractions ? _finest : double.PositiveInfinity;

    /// <summary>Gives the starts of the records of a file, or <see langword="null"/> where no signal states them.</summary>
    public static RecordStarts? Of(EdfHeader header, Stream file) =>
        header.Signals.FirstOrDefault(signal => signal.IsAnnotations && signal.SamplesPerRecord > 0) is EdfSignal signal ? new RecordStarts(header, file, signal) : null;

    /// <summary>Gives the start of a record in seconds from the header's start time, where it is stated.</summary>
    public double? Read(long record)
    {
        _file.Position = _header.HeaderBytes + (record * _header.RecordBytes) + _signal.RecordOffset;
        int length = _file.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        int end = _bytes.AsSpan(0, length).IndexOf((byte)0);
        IReadOnlyList<TimestampedTexts> lists = _parser.Parse(_bytes.AsSpan(0, end < 0 ? length : end), 0);
        if (lists.Count == 0 || !lists[0].IsRecordStart)
        {
            return null;
        }

        _finest = Math.Min(_finest, lists[0].OnsetResolution);
        _isFixed |= lists[0].HasFixedDecimals;
        _fractions += lists[0].OnsetResolution < 1 ? 1 : 0;
        return lists[0].OnsetSeconds;
    }
}
