using System.Globalization;
using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>The two ways to read a row: what both can read they read to the same bit, and what is not plain is left to the one that cuts.</summary>
public sealed class RowSourceTests
{
    private const string Header = "time_s,emg [uV],acc_g\n";
    private static readonly string[] Formats = ["F1", "F3", "F6", "F9", "0"];

    [Fact]
    public void BothReadPlainRowsToTheSameBit() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-1, 1], Gen.Int[0, 4]).Array[1, 50].Sample(
            rows =>
            {
                StringBuilder text = new(Header);
                for (int i = 0; i < rows.Length; i++)
                {
                    (double emg, double acc, int way) = rows[i];
                    string format = Formats[way];
                    text.Append(CultureInfo.InvariantCulture, $"{i * 0.001:0.000},{emg.ToString(format, CultureInfo.InvariantCulture)},{acc.ToString(format, CultureInfo.InvariantCulture)}{(i % 3 == 0 ? "\r\n" : "\n")}");
                }

                List<(long, long, long)> plain = Read(text.ToString(), (format, lines) => new PlainRows(format, lines), out _);
                Assert.Equal(rows.Length, plain.Count);
                Assert.Equal(plain, Read(text.ToString(), (format, lines) => new CutRows(format, lines), out _));
            },
            iter: 200);

    [Theory]
    [InlineData("0.001,\"2\",3")]
    [InlineData("0.001,,3")]
    [InlineData("0.001,2,3,4")]
    [InlineData("00:00:01,2,3")]
    [InlineData("0.001,2,x")]
    public void WhatIsNotPlainIsNotTaken(string row)
    {
        List<(long, long, long)> plain = Read($"{Header}0,1,2\n{row}\n0.002,3,4\n", (format, lines) => new PlainRows(format, lines), out LineBuffer left);
        Assert.Single(plain);
        Assert.StartsWith(row, Encoding.UTF8.GetString(left.Rest), StringComparison.Ordinal);
    }

    [Fact]
    public void QuotesAndMissingSamplesAreCut()
    {
        List<(long, long, long)> cut = Read($"{Header}0,\"1\",2\n0.001,,\"3\"\n", (format, lines) => new CutRows(format, lines), out _);
        Assert.Equal([(0L, Bits(1), Bits(2)), (Bits(0.001), Bits(double.NaN), Bits(3))], cut);
    }

    private static List<(long Time, long First, long Second)> Read(string text, Func<RowFormat, LineBuffer, IRowSource> make, out LineBuffer lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        CsvHead head = new("r.csv", bytes, isWholeFile: true);
        lines = new LineBuffer(bytes.AsMemory(head.RowsOffset), Stream.Null);
        IRowSource source = make(new RowFormat("r.csv", head, timeColumn: 0), lines);
        List<(long, long, long)> rows = [];
        double[] times = new double[1];
        double[][] signals = [new double[1], new double[1]];
        while (source.TryRead(times, signals, 0))
        {
            rows.Add((Bits(times[0]), Bits(signals[0][0]), Bits(signals[1][0])));
        }

        return rows;
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
