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
    private double _startSeconds;

    /// <summary>Initializes a new instance of the <see cref="CsvRecordingWriter"/> class and writes the header.</summary>
    /// <param name="stream">Receives UTF-8 text.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="headers">The heads of the signals' columns: <c>emg_ta [uV]</c>.</param>
    /// <param name="comments">Lines in front of the header, each from its mark <c>#</c> on; none where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A head or a comment holds a line break, or a comment has no mark.</exception>
    public CsvRecordingWriter(Stream stream, double sampleRate, IReadOnlyList<string> headers, IReadOnlyList<string>? comments = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(headers);
        Signals.Guard.ThrowIfNotSampleRate(sampleRate);
        foreach (string header in headers)
        {
            if (header.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                throw new ArgumentException($"A column's head must not hold line breaks; found \"{header}\".", nameof(headers));
            }
        }

        foreach (string comment in comments ?? [])
        {
            if (!comment.StartsWith('#') || comment.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                throw new ArgumentException($"A comment must begin with # and hold no line breaks; found \"{comment}\".", nameof(comments));
            }
        }

        _stream = stream;
        _sampleRate = sampleRate;
        _signalCount = headers.Count;

        // One hundredth of a sampling interval, at least: the rate can be read back from the rounded times.
        _timeDecimals = Math.Clamp((int)Math.Ceiling(Math.Log10(sampleRate)) + 2, 3, 9);
        _stream.Write(Encoding.UTF8.GetBytes(string.Concat((comments ?? []).Select(comment => comment + "\n")) + "time [s]," + string.Join(',', headers.Select(Quote)) + "\n"));
    }

    /// <summary>
    /// Writes a whole recording of one sampling rate, its gaps as jumps of the time axis. What it says of the patient, of its
    /// start and of the filters before is given apart, for a file beside it (<see cref="InfoPathBeside"/>) that
    /// <see cref="CsvRecordingReader"/> reads back: a table with comments in front is no table to other programs.
    /// </summary>
    /// <param name="reader">The recording, at its start.</param>
    /// <param name="stream">Receives UTF-8 text; left open.</param>
    /// <param name="anonymize">Whether to leave out the patient, the investigation, the comments and the date.</param>
    /// <param name="about">Takes the lines of the file beside it, none where nothing is known; <see langword="null"/> leaves them out.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">The recording has no channel, or channels of different rates, which have no common time axis.</exception>
    /// <exception cref="RecordingFormatException">The recording is broken at the place reached.</exception>
    public static long Write(RecordingReader reader, Stream stream, bool anonymize = false, TextWriter? about = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        double[] rates = [.. reader.Channels.Select(channel => channel.SampleRate).Distinct()];
        if (rates.Length != 1)
        {
            throw new ArgumentException(
                rates.Length == 0
                    ? "A CSV needs at least one channel; the recording has none."
                    : $"A CSV has one sampling rate; the recording has {string.Join(", ", rates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)))} Hz.",
                nameof(reader));
        }

        string[] heads = new string[reader.SignalCount];
        foreach (RecordingChannel channel in reader.Channels)
        {
            for (int i = 0; i < channel.Signals.Count; i++)
            {
                heads[channel.Signals[i]] = Head(channel.SignalNames[i], channel.Unit);
            }
        }

        // The first record of EDF may tell by how much of a second the first sample is later than the header's start.
        SampleBlock block = SampleBlock.For(reader, 4096);
        bool isThere = reader.ReadBlock(block);
        RecordingMetadata metadata = anonymize ? RecordingMetadata.Unknown : reader.Metadata;
        DateTime? start = anonymize ? Edf.HeaderDate.WithoutDate(reader.StartTime) : reader.StartTime;
        using CsvRecordingWriter writer = new(stream, rates[0], heads);
        foreach (string line in about is null ? [] : MetadataComments.Lines(metadata, start, reader.Channels))
        {
            about!.Write(line + "\n");
        }

        double[] row = new double[reader.SignalCount];
        long rows = 0;
        for (; isThere; isThere = reader.ReadBlock(block))
        {
            if (block.StartsSegment)
            {
                writer.BeginSegment(block.StartSeconds);
            }

            int count = block[0].Length;
            for (int i = 0; i < count; i++)
            {
                for (int signal = 0; signal < row.Length; signal++)
                {
                    row[signal] = block[signal][i];
                }

                writer.WriteRow(row);
            }

            rows += count;
        }

        return rows;
    }

    /// <summary>Gives the name of the file beside a recording that holds what its table cannot: <c>r_recording.txt</c> for <c>r.csv</c>.</summary>
    /// <param name="recording">The recording.</param>
    public static string InfoPathBeside(string recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Path.Combine(Path.GetDirectoryName(recording) ?? string.Empty, Path.GetFileNameWithoutExtension(recording) + "_recording.txt");
    }

    /// <summary>Gives the head of a signal's column, from which its name and its unit are read back.</summary>
    /// <param name="name">The signal's name; control characters become spaces.</param>
    /// <param name="unit">Its unit, or <see langword="null"/>.</param>
    public static string Head(string name, string? unit)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        plain = plain.Length == 0 ? "signal" : plain;
        plain = new ColumnHeader(plain, null).IsTime ? plain + " signal" : plain;

        // An empty unit says that what looks like a unit at the end of the name is not one.
        string head = unit is null ? plain : $"{plain} [{unit}]";
        return ColumnHeader.Parse(head) == new ColumnHeader(plain, unit) ? head : $"{plain} [{unit}]";
    }

    /// <summary>Says that the next row is the first behind a jump of the clock.</summary>
    /// <param name="startSeconds">Its time in seconds.</param>
    public void BeginSegment(double startSeconds)
    {
        _startSeconds = startSeconds;
        _row = 0;
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
        (_startSeconds + (_row / _sampleRate)).TryFormat(_buffer.AsSpan(_used), out int written, "F" + _timeDecimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
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

    /// <summary>A head with a comma or a quote in it stands in quotes, its own quotes doubled (RFC 4180).</summary>
    private static string Quote(string head) => head.AsSpan().IndexOfAny(",\";\t") < 0 ? head : $"\"{head.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Reserve(int bytes)
    {
        if (_used + bytes > BufferBytes)
        {
            _stream.Write(_buffer, 0, _used);
            _used = 0;
        }
    }
}
