using System.Buffers;
using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Writes a recording as CSV, row by row: a column <c>time</c> in seconds, then the signals with their units in the header.
/// A missing sample is an empty cell. Numbers are the shortest that read back to the same double.
/// </summary>
/// <remarks>Not thread-safe. The stream is left open.</remarks>
public sealed class CsvRecordingWriter : IDisposable
{
    private const int BufferBytes = 1 << 16;

    // The longest double is 24 characters; a separator or line end comes behind it.
    private const int LongestCell = 26;

    private readonly Stream _stream;
    private readonly double _sampleRate;
    private readonly int _signalCount;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private readonly int _timeDecimals;
    private int _used;
    private long _row;

    /// <summary>Initializes a new instance of the <see cref="CsvRecordingWriter"/> class and writes the header.</summary>
    /// <param name="stream">Receives UTF-8 text.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="headers">The heads of the signals' columns: <c>emg_ta [uV]</c>.</param>
    /// <exception cref="ArgumentException">A head holds a comma, a quote or a line break.</exception>
    public CsvRecordingWriter(Stream stream, double sampleRate, IReadOnlyList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(headers);
        Signals.Guard.ThrowIfNotSampleRate(sampleRate);
        foreach (string header in headers)
        {
            if (header.AsSpan().IndexOfAny(",\"\r\n") >= 0)
            {
                throw new ArgumentException($"A column's head must not hold commas, quotes or line breaks; found \"{header}\".", nameof(headers));
            }
        }

        _stream = stream;
        _sampleRate = sampleRate;
        _signalCount = headers.Count;

        // One hundredth of a sampling interval, at least: the rate can be read back from the rounded times.
        _timeDecimals = Math.Clamp((int)Math.Ceiling(Math.Log10(sampleRate)) + 2, 3, 9);
        _stream.Write(Encoding.UTF8.GetBytes("time [s]," + string.Join(',', headers) + "\n"));
    }

    /// <summary>Writes the next row.</summary>
    /// <param name="samples">One sample of each signal; NaN for a missing one.</param>
    /// <exception cref="ArgumentException">There is another number of samples than of signals.</exception>
    public void WriteRow(ReadOnlySpan<double> samples)
    {
        if (samples.Length != _signalCount)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected {_signalCount} samples, found {samples.Length}."), nameof(samples));
        }

        Reserve(LongestCell);
        (_row / _sampleRate).TryFormat(_buffer.AsSpan(_used), out int written, "F" + _timeDecimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        _used += written;
        foreach (double sample in samples)
        {
            Reserve(LongestCell);
            _buffer[_used++] = (byte)',';
            if (!double.IsNaN(sample))
            {
                sample.TryFormat(_buffer.AsSpan(_used), out written, provider: CultureInfo.InvariantCulture);
                _used += written;
            }
        }

        Reserve(1);
        _buffer[_used++] = (byte)'\n';
        _row++;
    }

    /// <summary>Writes what is still in memory and gives the memory back.</summary>
    public void Dispose()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Reserve(int bytes)
    {
        if (_used + bytes > BufferBytes)
        {
            _stream.Write(_buffer, 0, _used);
            _used = 0;
        }
    }
}
