using System.Globalization;
using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Lines are cut into the same cells however many are cut at once, and numbers have the same bits however they are read.</summary>
public sealed class CellReaderTests
{
    private const string Alphabet = "01.-+eE,";
    private const int LongestOfAlphabet = 5;

    private static readonly Gen<string> LongNumbers = Gen.OneOf(
        Gen.Double.Where(double.IsFinite).Select(x => x.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Double.Where(double.IsFinite).Select(x => x.ToString("E16", CultureInfo.InvariantCulture)),
        Gen.Double[-1e6, 1e6].Select(x => x.ToString("F15", CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Char['0', '9'].Array[17, 40], Gen.Int[0, 40]).Select((digits, mark) => new string(digits).Insert(Math.Min(mark, digits.Length), ".")));

    [Fact]
    public void ANumberHasTheBitsOfDoubleParse() => LongNumbers.Array[1000].Sample(
        texts =>
        {
            CellReader cells = Reader(string.Join('\n', texts), ';');
            foreach (string text in texts)
            {
                Assert.True(cells.TryRead(1));
                Assert.True(cells.TryParse(0, (byte)'.', out double found), text);
                Assert.True(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(found), text);
            }
        },
        iter: 20);

    [Theory]
    [InlineData('.')]
    [InlineData(',')]
    public void TheSameTextsAreNumbersAsForTheNumberParser(char mark)
    {
        List<string> texts = ["Infinity", "-Infinity", "1e400", "NaN", "1,234,567.5", "(1)", new string('1', 1500), "1.2345678901234567,8"];
        for (int length = 1; length <= LongestOfAlphabet; length++)
        {
            for (int code = 0; code < Math.Pow(Alphabet.Length, length); code++)
            {
                texts.Add(string.Create(length, code, static (text, rest) =>
                {
                    foreach (ref char letter in text)
                    {
                        letter = Alphabet[rest % Alphabet.Length];
                        rest /= Alphabet.Length;
                    }
                }));
            }
        }

        CellReader cells = Reader(string.Join('\n', texts), ';');
        foreach (string text in texts)
        {
            Assert.True(cells.TryRead(1));
            bool isNumber = NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)mark, out double expected);
            Assert.True(isNumber == cells.TryParse(0, (byte)mark, out double found), text);
            Assert.True(!isNumber || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(found), text);
        }
    }

    [Theory]
    [InlineData("a,b\nc,d\n", "a|b", "c|d")]
    [InlineData("a,b\r\nc,d", "a|b", "c|d")]
    [InlineData("a,b\rc,d\r", "a|b", "c|d")]
    [InlineData("a,b\r\r\nc,d\n", "a|b", "", "c|d")]
    [InlineData("\"a,b\",\"c\"\"d\"\n,\n \n", "a,b|c\"d", "|", " ")]
    [InlineData("a,\"b\nc,d\n", "a|b", "c|d")]
    [InlineData("a,\"b\rc,d\n", "a|b", "c|d")]
    [InlineData("\uFEFFa,b\n\uFEFF\"c\",d\n", "\uFEFFa|b", "\uFEFF\"c\"|d")]
    public void LinesAreCutTheSameOneByOneAndAllAtOnce(string text, params string[] rows)
    {
        foreach (bool isOneByOne in (bool[])[true, false])
        {
            CellReader cells = Reader(text, ',');
            List<string> found = [];
            do
            {
                cells.IsOneWanted = isOneByOne;
            }
            while (cells.TryRead(found.Count + 1) && Add(found, cells));

            Assert.Equal(rows, found);
        }
    }

    [Fact]
    public void SeveralSpacesAreOneSeparator()
    {
        CellReader cells = Reader("  1   NaN 3 \n\n4 \t n/a \"6\"\n", ' ');
        List<string> found = [];
        while (cells.TryRead(1) && Add(found, cells))
        {
        }

        Assert.Equal(["1|NaN|3", string.Empty, "4|n/a|6"], found);
    }

    [Theory]
    [InlineData("\uFEFF0.02,1\n")]
    [InlineData("\uFEFF\"0.02\",1\n")]
    public void AMarkOfTheByteOrderInsideATableIsNoTime(string row)
    {
        RecordingFormatException error = Assert.Throws<RecordingFormatException>(() => ReadRecording.From($"time_s,emg\n0,1\n0.01,\n{row}0.03,1\n"));
        Assert.Contains("line 4, column 1 (time_s): expected a time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALineThatIsThereIsCutWithoutWaitingForMore()
    {
        using var stream = new OneRead("\"0\",\"1\"\n\"2\",\"3\"\n\"4\","u8.ToArray());
        var lines = new LineBuffer(default, stream, isLive: true);
        CellReader cells = new("r.csv", lines, ',') { IsOneWanted = false };
        Assert.True(cells.TryRead(1));
        Assert.True(lines.HasRow);
        Assert.True(cells.TryRead(2));
        Assert.Equal("3", Encoding.UTF8.GetString(cells[1]));
        Assert.False(lines.HasRow);
        Assert.False(cells.HasRow);
    }

    private static CellReader Reader(string text, char separator) =>
        new("r.csv", new LineBuffer(default, new MemoryStream(Encoding.UTF8.GetBytes(text))), separator) { IsOneWanted = false };

    private static bool Add(List<string> rows, CellReader cells)
    {
        StringBuilder row = new();
        for (int i = 0; i < cells.Count; i++)
        {
            row.Append(i > 0 ? "|" : string.Empty).Append(Encoding.UTF8.GetString(cells[i]));
        }

        rows.Add(row.ToString());
        return true;
    }

    /// <summary>Gives its bytes once; who asks for more would wait.</summary>
    private sealed class OneRead(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw new InvalidOperationException("It would wait here.");
    }
}
