using BenchmarkDotNet.Attributes;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Benchmarks.Recordings;

/// <summary>Rows of text into blocks of samples, four channels and a time axis, against a string for each cell.</summary>
/// <remarks>
/// The guard opens the recording again untimed. BenchmarkDotNet, which knows no preparation, times and counts a share of it.
/// </remarks>
public class CsvRecordingReaderBenchmarks : HotLoop
{
    private const int ChannelCount = 4;
    private const int RowsPerBlock = BlockSamples / ChannelCount;

    // The reader tells the sampling rate from the first rows before it gives any: these blocks are no reading.
    private const int PreviewBlocks = 34;
    private const int Blocks = 100;

    private readonly byte[] _text = CsvText.Create(Blocks * RowsPerBlock, ChannelCount);
    private readonly byte[] _blockText = CsvText.Create(RowsPerBlock, ChannelCount);
    private readonly SampleBlock _block = new(ChannelCount, RowsPerBlock);
    private readonly double[][] _channels = [.. Enumerable.Range(0, ChannelCount).Select(_ => new double[RowsPerBlock])];
    private CsvRecordingReader? _reader;
    private int _blocksLeft;

    /// <inheritdoc/>
    public override string Name => "CsvRecordingReader";

    /// <inheritdoc/>
    public override void Prepare(int calls)
    {
        if (_blocksLeft >= calls)
        {
            return;
        }

        _reader?.Dispose();
        _reader = CsvRecordingReader.Open(new MemoryStream(_text), "benchmark.csv");
        for (int i = 0; i < PreviewBlocks; i++)
        {
            _ = _reader.ReadBlock(_block);
        }

        _blocksLeft = Blocks - PreviewBlocks;
    }

    /// <inheritdoc/>
    public override void Process()
    {
        Prepare(1);
        _ = _reader!.ReadBlock(_block);
        _blocksLeft--;
    }

    /// <inheritdoc/>
    public override void Naive() => NaiveCsvReader.Read(_blockText, _channels);

    /// <summary>Closes the reader.</summary>
    [GlobalCleanup]
    public void Close() => _reader?.Dispose();
}
