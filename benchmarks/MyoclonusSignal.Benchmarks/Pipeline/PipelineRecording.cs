using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>
/// A recording as text, from its generator to its samples as they are read: noise of 3 µV on four channels at 2 kHz, and of dense jerks
/// a burst of 45 ms, six times the noise, on all four every 1.1 s.
/// </summary>
internal sealed class PipelineRecording
{
    public const double SampleRate = 2000;
    public const int ChannelCount = 4;

    /// <summary>Five minutes: long enough that what is done once for a recording, its preview, is a small part.</summary>
    public const int Rows = 600_000;

    private const double NoiseMicrovolts = 3;
    private const double JerkGain = 6;
    private const int JerkEverySamples = 2200;
    private const int JerkSamples = 90;

    // As many as the product reads at once.
    private const int BlockSamples = 16384;
    private const int MostRowBytes = 80;

    private PipelineRecording(string name, byte[] text)
    {
        Name = name;
        Text = text;
        using CsvRecordingReader reader = Open();
        Channels = reader.Channels;
        List<SampleBlock> blocks = [];
        SampleBlock block = SampleBlock.For(reader, BlockSamples);
        while (reader.ReadBlock(block))
        {
            blocks.Add(block.Copy());
        }

        Blocks = blocks;
        Signals = [.. Channels.Select(channel => (double[])[.. blocks.SelectMany(part => part[channel.Signals[0]].ToArray())])];
    }

    /// <summary>Gets what it is called in tables.</summary>
    public string Name { get; }

    /// <summary>Gets the bytes of its file.</summary>
    public byte[] Text { get; }

    /// <summary>Gets its channels, one signal each.</summary>
    public IReadOnlyList<RecordingChannel> Channels { get; }

    /// <summary>Gets its samples as they are read, in blocks as large as the product's.</summary>
    public IReadOnlyList<SampleBlock> Blocks { get; }

    /// <summary>Gets its samples as they are read, a signal for each channel.</summary>
    public double[][] Signals { get; }

    /// <summary>Gets the number of samples of all channels.</summary>
    public long SampleCount => Signals.Sum(signal => (long)signal.Length);

    public static PipelineRecording Noise(int rows = Rows) => new("noise", Create(rows, jerkGain: 1));

    public static PipelineRecording DenseJerks(int rows = Rows) => new("dense jerks", Create(rows, JerkGain));

    /// <summary>Opens the file.</summary>
    public CsvRecordingReader Open() => CsvRecordingReader.Open(new MemoryStream(Text), $"{Name}.csv");

    private static byte[] Create(int rows, double jerkGain, int seed = 5)
    {
        Random random = new(seed);
        MemoryStream text = new(rows * 45);
        text.Write(Encoding.UTF8.GetBytes("time"));
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            text.Write(Encoding.UTF8.GetBytes($",emg_{(char)('a' + channel)} [uV]"));
        }

        text.WriteByte((byte)'\n');
        Span<byte> line = stackalloc byte[MostRowBytes];
        for (int row = 0; row < rows; row++)
        {
            bool isJerk = (row + (JerkEverySamples / 2)) % JerkEverySamples < JerkSamples;
            (row / SampleRate).TryFormat(line, out int length, "0.0000", CultureInfo.InvariantCulture);
            for (int channel = 0; channel < ChannelCount; channel++)
            {
                line[length++] = (byte)',';
                double sample = random.NextNormal() * NoiseMicrovolts * (isJerk ? jerkGain : 1);
                sample.TryFormat(line[length..], out int written, "0.000", CultureInfo.InvariantCulture);
                length += written;
            }

            line[length++] = (byte)'\n';
            text.Write(line[..length]);
        }

        return text.ToArray();
    }
}
