using System.Diagnostics;
using CsvHelper;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Benchmarks.Recordings;

/// <summary>
/// The verb <c>read-csv</c>: how long the numbers of plain rows take when they are read from the bytes as they lie, and when CsvHelper
/// cuts the rows into cells first; in turns, the best of each.
/// </summary>
internal static class ReadCsvCommand
{
    private const int Turns = 7;
    private const int Rows = 800_000;
    private const int Channels = 4;

    // As many rows as the reader keeps at hand.
    private const int WindowRows = 2048;

    public static int Run(TextWriter output, int rows = Rows)
    {
        byte[] text = CsvText.Create(rows, Channels);
        (double Plain, double Cells, double Library) best = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        (double Plain, double Cells, double Library) sums = default;
        for (int turn = 0; turn < Turns; turn++)
        {
            best = (
                Math.Min(best.Plain, Milliseconds(() => sums.Plain = ReadPlainRows(text))),
                Math.Min(best.Cells, Milliseconds(() => sums.Cells = ReadCells(text))),
                Math.Min(best.Library, Milliseconds(() => sums.Library = ReadByLibrary(text))));
        }

        if (sums.Plain != sums.Cells || sums.Plain != sums.Library)
        {
            output.WriteLine($"The three ways read different numbers: their sums are {sums.Plain:R}, {sums.Cells:R} and {sums.Library:R}.");
            return 1;
        }

        output.WriteLine($"{rows} rows of a time and {Channels} channels, {text.Length / 1e6:0.0} MB");
        output.WriteLine($"numbers read from the bytes as they lie: {best.Plain:0} ms");
        output.WriteLine($"cells cut by CsvHelper, numbers as above: {best.Cells:0} ms");
        output.WriteLine($"cells cut and numbers read by CsvHelper: {best.Library:0} ms");
        return 0;
    }

    private static double ReadPlainRows(byte[] text)
    {
        (CsvHead head, LineBuffer lines) = Begin(text);
        RowParser parser = new("benchmark.csv", head, lines, timeColumn: 0, skipped: null);
        double[] times = new double[WindowRows];
        double[][] signals = [.. Enumerable.Range(0, Channels).Select(_ => new double[WindowRows])];
        double sum = 0;
        for (int row = 0; parser.TryRead(times, signals, row % WindowRows); row++)
        {
            foreach (double[] signal in signals)
            {
                sum += signal[row % WindowRows];
            }
        }

        return sum;
    }

    private static double ReadCells(byte[] text)
    {
        (CsvHead head, LineBuffer lines) = Begin(text);
        CellReader cells = new("benchmark.csv", lines, head.Dialect.Separator) { IsOneWanted = false };
        double[] times = new double[WindowRows];
        double[][] signals = [.. Enumerable.Range(0, Channels).Select(_ => new double[WindowRows])];
        double sum = 0;
        for (int row = 0; cells.TryRead(row + 2); row++)
        {
            for (int column = 0; column <= Channels; column++)
            {
                double[] numbers = column == 0 ? times : signals[column - 1];
                if (!cells.TryParse(column, (byte)'.', out numbers[row % WindowRows]))
                {
                    throw new InvalidDataException($"row {row}: no number");
                }

                sum += column == 0 ? 0 : numbers[row % WindowRows];
            }
        }

        return sum;
    }

    /// <summary>With what the reader asks of a number, which the library does not: no commas between thousands, no infinities.</summary>
    private static double ReadByLibrary(byte[] text)
    {
        (CsvHead _, LineBuffer lines) = Begin(text);
        CsvReaderOptions options = new() { HasHeader = false, Separator = ',' };
        double[] times = new double[WindowRows];
        double[][] signals = [.. Enumerable.Range(0, Channels).Select(_ => new double[WindowRows])];
        double sum = 0;
        int row = 0;
        while (lines.Prepare() && lines.TryFindLines(isOneWanted: false, out ReadOnlyMemory<byte> whole))
        {
            using CsvReader reader = CsvReader.Create(whole[1..], options);
            for (; reader.Read(); row++)
            {
                for (int column = 0; column <= Channels; column++)
                {
                    double[] numbers = column == 0 ? times : signals[column - 1];
                    if (!NumberParser.IsNumeric(reader.GetSpan(column), (byte)'.') || !reader.TryParse(column, out numbers[row % WindowRows]) || !double.IsFinite(numbers[row % WindowRows]))
                    {
                        throw new InvalidDataException($"row {row}: no number");
                    }

                    sum += column == 0 ? 0 : numbers[row % WindowRows];
                }
            }

            lines.Skip(whole.Length - 1);
        }

        return sum;
    }

    private static (CsvHead Head, LineBuffer Lines) Begin(byte[] text)
    {
        CsvHead head = new("benchmark.csv", text.AsMemory(0, Math.Min(text.Length, CsvHead.Length)), isWholeFile: text.Length <= CsvHead.Length);
        return (head, new LineBuffer(ReadOnlyMemory<byte>.Empty, new MemoryStream(text, head.RowsOffset, text.Length - head.RowsOffset)));
    }

    private static double Milliseconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
