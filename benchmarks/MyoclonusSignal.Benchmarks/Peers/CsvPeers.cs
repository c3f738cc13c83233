using CsvHelper;
using MyoclonusSignal.Recordings;
using nietras.SeparatedValues;

namespace MyoclonusSignal.Benchmarks.Peers;

/// <summary>All numbers of a file of plain rows, from the cache of the system into doubles, on one thread.</summary>
/// <remarks>
/// The peers cut cells and read numbers. Ours is the reader of recordings, which also finds out what the file is, holds every time
/// against a clock, and hashes the bytes.
/// </remarks>
internal static class CsvPeers
{
    private const int BlockSamples = 4096;

    public static void Run(string path, TextWriter output)
    {
        (long cells, double expected) = ReadByRecordingReader(path);
        ThrowIfOther("CsvHelper", expected, ReadByCsvHelper(path));
        ThrowIfOther("Sep", expected, ReadBySep(path));
        PeerTurns.Write(
            output,
            "CSV, numbers",
            cells,
            (PeersCommand.Own, () => ReadByRecordingReader(path)),
            ("CsvHelper alone", () => ReadByCsvHelper(path)),
            ("Sep", () => ReadBySep(path)));
    }

    /// <summary>The number of cells, times with them, and the sum of all samples.</summary>
    private static (long Cells, double Sum) ReadByRecordingReader(string path)
    {
        using RecordingReader reader = RecordingFile.Open(path);
        SampleBlock block = new(reader.SignalCount, BlockSamples);
        double sum = 0;
        long rows = 0;
        while (reader.ReadBlock(block))
        {
            for (int i = 0; i < block[0].Length; i++)
            {
                for (int signal = 0; signal < block.SignalCount; signal++)
                {
                    sum += block[signal][i];
                }
            }

            rows += block[0].Length;
        }

        return (rows * (reader.SignalCount + 1), sum);
    }

    private static double ReadByCsvHelper(string path)
    {
        using CsvReader reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',' });
        double sum = 0;
        double lastTime = double.NegativeInfinity;
        while (reader.Read())
        {
            double time = reader.Parse<double>(0);
            ThrowIfUnordered(ref lastTime, time);
            for (int column = 1; column < reader.FieldCount; column++)
            {
                sum += reader.Parse<double>(column);
            }
        }

        return sum;
    }

    private static double ReadBySep(string path)
    {
        using SepReader reader = Sep.New(',').Reader().FromFile(path);
        double sum = 0;
        double lastTime = double.NegativeInfinity;
        foreach (SepReader.Row row in reader)
        {
            double time = row[0].Parse<double>();
            ThrowIfUnordered(ref lastTime, time);
            for (int column = 1; column < row.ColCount; column++)
            {
                sum += row[column].Parse<double>();
            }
        }

        return sum;
    }

    /// <summary>Uses the time, so that no compiler leaves out the reading of it.</summary>
    private static void ThrowIfUnordered(ref double lastTime, double time)
    {
        if (!(time > lastTime))
        {
            throw new InvalidDataException($"The time {time:R} follows {lastTime:R}.");
        }

        lastTime = time;
    }

    private static void ThrowIfOther(string library, double expected, double sum)
    {
        if (sum != expected)
        {
            throw new InvalidOperationException($"{library} reads other numbers: their sum is {sum:R}, ours {expected:R}.");
        }
    }
}
