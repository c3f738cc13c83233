using System.Globalization;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>The number that a device gives its samples tells which of them were lost.</summary>
public class SampleCounterTests
{
    private const string Board = "%Board = OpenBCI_GUI$BoardCytonSerial\n";

    [Theory]
    [InlineData(Board, 1)]
    [InlineData("%Board = OpenBCI_GUI$BoardCytonSerialDaisy\n", 2)]
    [InlineData("", 1)]
    public void OpenBciSamplesThatTheCounterSkipsAreLost(string board, int step)
    {
        // Lost: sample 500 alone, 1000 to 1099, and three behind where the counter begins anew.
        ReadRecording read = Read(OpenBci(board, step, i => i == 500 || i is >= 1000 and < 1100 || i is >= 1536 and < 1539));
        Assert.Equal(250, read.SampleRate);
        Assert.Equal([(0, 0), (1100 / 250.0, 1000)], read.Segments);
        int emg = read.Channels[1].Signals[0];
        Assert.Equal(2000 - 100, read.Signals[emg].Length);
        Assert.Equal([500, 1436, 1437, 1438], Enumerable.Range(0, 1900).Where(i => double.IsNaN(read.Signals[emg][i])));
        Assert.Equal([499, 501, 999, 1100], [read.Signals[emg][499], read.Signals[emg][501], read.Signals[emg][999], read.Signals[emg][1000]]);
        Assert.Contains(read.Warnings, warning => warning.Code == "time-gap" && warning.StartSeconds == 4);
        Assert.Contains(read.Warnings, warning => warning.Code == "short-gaps" && warning.Text.Contains("4 rows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    [InlineData(1 << 16)]
    public void AnyBlockSizeGivesTheSameSamples(int blockSize)
    {
        string text = OpenBci(Board, 1, i => i % 700 is >= 650 and < 665);
        ReadRecording whole = Read(text);
        ReadRecording read = ReadRecording.From(text, capacity: blockSize);
        Assert.Equal(whole.Segments, read.Segments);
        Assert.Equal(whole.Signals[1], read.Signals[1]);
    }

    [Theory]
    [InlineData("%Board = OpenBCI_GUI$BoardGanglionBLE\n", 3)]
    [InlineData(Board, 0)]
    public void ANumberThatIsNoCounterOfThisKindTellsNothing(string board, int step)
    {
        ReadRecording read = Read(OpenBci(board, step, _ => false));
        Assert.Single(read.Segments);
        Assert.Equal(2000, read.Signals[1].Length);
    }

    [Fact]
    public void AWholeRecordingHasNoGap()
    {
        ReadRecording read = Read(OpenBci(Board, 1, _ => false));
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (double)i), read.Signals[1]);
        Assert.DoesNotContain(read.Warnings, warning => warning.Code.Contains("gap", StringComparison.Ordinal));
    }

    [Fact]
    public void AnOldFileOfAnotherBoardHasNoCounterOfTheCyton()
    {
        // A Ganglion counts to 200.
        ReadRecording read = Read("%OpenBCI Raw EEG Data\n%Number of channels = 4\n%Sample Rate = 200.0 Hz\n" + Rows(i => $"{i % 201}, {i}, 2, 3, 4, 0.01, 0.02, 0.98, 13:45:00.123, 1693560861500"));
        Assert.Equal(2000, read.Signals[1].Length);
    }

    [Fact]
    public void OneResolutionForAllIsNotThatOfTheCounter()
    {
        ReadRecording read = Read(
            "# OpenSignals Text File Format\n# {\"00:07\": {\"device\": \"bitalino\", \"sampling rate\": 1000, \"resolution\": 10, \"channels\": [1], \"label\": [\"A1\"], \"column\": [\"nSeq\", \"A1\"]}}\n# EndOfHeader\n"
            + Rows(i => $"{i % 16}\t{512 + (i % 9)}"));
        Assert.Equal(2000, read.Signals[1].Length);
    }

    [Fact]
    public void ACounterThatBeginsAnewElsewhereTellsNothing()
    {
        ReadRecording read = Read("%OpenBCI Raw EXG Data\n%Sample Rate = 250 Hz\n" + Board + "Sample Index, EXG Channel 0\n" + Rows(i => $"{i % 64}, {i}"));
        Assert.Equal(2000, read.Signals[1].Length);
    }

    [Fact]
    public void RowsInTheWrongOrderAreNotALoss()
    {
        ReadRecording read = Read(
            "%OpenBCI Raw EXG Data\n%Sample Rate = 250 Hz\n" + Board + "Sample Index, EXG Channel 0\n"
            + Rows(i => $"{(i % 500 == 400 ? i + 1 : i % 500 == 401 ? i - 1 : i) % 256}, {i}"));
        Assert.Single(read.Segments);
        Assert.Equal(2001, read.Signals[1].Length);
    }

    [Fact]
    public void BitalinoCountsToFifteen()
    {
        ReadRecording read = Read(
            "# OpenSignals Text File Format. Version 1\n# {\"98:D3:B1:FD:3D:1F\": {\"device\": \"bitalino_rev\", \"sampling rate\": 1000, \"resolution\": [4, 1, 10], \"channels\": [1], \"sensor\": [\"EMGBITREV\"], \"label\": [\"A1\"], \"column\": [\"nSeq\", \"I1\", \"A1\"]}}\n# EndOfHeader\n"
            + string.Concat(Enumerable.Range(0, 1000).Where(i => i is < 600 or > 604).Select(i => $"{i % 16}\t0\t{512 + (i % 9)}\n")));
        Assert.Equal(1000, read.Signals[2].Length);
        Assert.Equal([600, 601, 602, 603, 604], Enumerable.Range(0, 1000).Where(i => double.IsNaN(read.Signals[2][i])));
    }

    private static string Rows(Func<int, FormattableString> row) => string.Concat(Enumerable.Range(0, 2000).Select(i => row(i).ToString(CultureInfo.InvariantCulture) + "\n"));

    private static ReadRecording Read(string text) => ReadRecording.From(text);

    private static string OpenBci(string board, int step, Func<int, bool> isLost) =>
        $"%OpenBCI Raw EXG Data\n%Number of channels = 8\n%Sample Rate = 250 Hz\n{board}Sample Index, EXG Channel 0, Timestamp\n"
        + string.Concat(Enumerable.Range(0, 2000).Where(i => !isLost(i)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * step % 256}.0, {i}.0, 1693560861.5\n")));
}
