using System.Text;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>One test per rule of the manual on what a CSV recording looks like.</summary>
public sealed class CsvTableTests
{
    [Theory]
    [InlineData("time_s,emg\n0,1.5\n0.01,-2\n0.02,3e-2\n")]
    [InlineData("time_s;emg\n0;1.5\n0.01;-2\n0.02;3e-2\n")]
    [InlineData("time_s\temg\n0\t1.5\n0.01\t-2\n0.02\t3e-2\n")]
    [InlineData("time_s;emg\n0;1,5\n0,01;-2\n0,02;3e-2\n")]
    [InlineData("time_s\temg\n0\t1,5\n0,01\t-2\n0,02\t3e-2\n")]
    [InlineData("time_s,emg\r\n0,1.5\r\n0.01,-2\r\n0.02,3e-2\r\n")]
    [InlineData("time_s,emg\n0,1.5\n0.01,-2\n0.02,3e-2")]
    [InlineData("\uFEFFtime_s,emg\n0,1.5\n0.01,-2\n0.02,3e-2\n")]
    [InlineData("time_s, emg\n0, 1.5\n0.01, -2\n0.02, 3e-2\n")]
    [InlineData("\"time_s\",\"emg\"\n\"0\",\"1.5\"\n\"0.01\",\"-2\"\n\"0.02\",\"3e-2\"\n")]
    [InlineData("time_s,emg,\n0,1.5,\n0.01,-2,\n0.02,3e-2,\n")]
    [InlineData("# recorded by hand\n# again\n\ntime_s,emg\n0,1.5\n0.01,-2\n0.02,3e-2\n")]
    public void SeparatorDecimalMarkLineEndQuotesAndMarkMakeNoDifference(string text)
    {
        ReadRecording read = ReadRecording.From(text);
        Assert.Equal("CSV", read.Format);
        RecordingChannel channel = Assert.Single(read.Channels);
        Assert.Equal("emg", channel.Name);
        Assert.Equal(100, channel.SampleRate);
        Assert.Equal([1.5, -2, 0.03], read.Signals[0]);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void ADecimalCommaBetweenCommasIsRefusedWithItsPlaceAndARemedy()
    {
        RecordingFormatException fault = ReadRecording.FaultOf("emg_ta,emg_gm\n1,5\n2,\"3,5\"\n");
        Assert.Contains("line 3", fault.Place, StringComparison.Ordinal);
        Assert.NotNull(fault.Remedy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData(" ")]
    public void AnEmptyCellOrNaNIsAMissingSample(string cell)
    {
        ReadRecording read = ReadRecording.At100Hz($"emg_ta,emg_gm\n1,2\n{cell},3\n4,{cell}\n");
        Assert.Equal([1, double.NaN, 4], read.Signals[0]);
        Assert.Equal([2, 3, double.NaN], read.Signals[1]);
    }

    [Fact]
    public void AnEmptyLineOfASingleColumnIsAMissingSample() =>
        Assert.Equal([1, double.NaN, double.NaN, 4, 5], ReadRecording.At100Hz("emg\n1\n\n\n4\n5\n").Signals[0]);

    [Fact]
    public void EmptyLinesAtTheEndAreNoSamples() =>
        Assert.Equal([1, 2], ReadRecording.At100Hz("emg,eeg\n1,1\n2,2\n\n\n").Signals[0]);

    [Fact]
    public void AnEmptyLineInsideATableIsRefusedWithItsLine() =>
        Assert.Equal("line 3", ReadRecording.FaultOf("emg,eeg\n1,1\n\n2,2\n").Place);

    [Theory]
    [InlineData("emg,eeg\n1,1\n2\n3,3\n", "1")]
    [InlineData("emg,eeg\n1,1\n2,2,2\n3,3\n", "3")]
    public void ARowWithTooManyOrTooFewCellsIsRefusedWithItsLine(string text, string found)
    {
        RecordingFormatException fault = ReadRecording.FaultOf(text);
        Assert.Equal("line 3", fault.Place);
        Assert.Equal("2 cells, as in the header", fault.Expected);
        Assert.Equal(found, fault.Found);
    }

    [Fact]
    public void ATextAmongTheSamplesIsRefusedWithLineColumnAndName()
    {
        RecordingFormatException fault = ReadRecording.FaultOf("# a\nemg,eeg\n1,1\n2,2\n3,lead off\n");
        Assert.Equal("line 5, column 2 (eeg)", fault.Place);
        Assert.Equal("\"lead off\"", fault.Found);
        Assert.Equal(ReadRecording.Path, fault.Path);
    }

    [Theory]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    [InlineData("0x10")]
    [InlineData("1 000")]
    [InlineData("1e999")]
    public void AnInfiniteOrOtherwiseStrangeNumberIsRefused(string cell) =>
        Assert.Equal("line 3, column 1 (emg)", ReadRecording.FaultOf($"emg,eeg\n1,1\n{cell},2\n").Place);

    [Fact]
    public void TwoColumnsOfOneNameAreNumbered()
    {
        ReadRecording read = ReadRecording.At100Hz("emg,eeg,emg [uV]\n1,1,1\n2,2,2\n");
        Assert.Equal(["emg", "eeg", "emg (2)"], read.Channels.Select(channel => channel.Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-named");
    }

    [Fact]
    public void AColumnWithoutANameIsCalledByItsPlace()
    {
        ReadRecording read = ReadRecording.At100Hz("emg,,eeg\n1,1,1\n2,2,2\n");
        Assert.Equal(["emg", "column 2", "eeg"], read.Channels.Select(channel => channel.Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-named");
    }

    [Fact]
    public void AColumnWithNeitherNameNorValueIsLeftOut()
    {
        ReadRecording read = ReadRecording.At100Hz("emg,,eeg,\n1,,1,\n2,,2,\n");
        Assert.Equal(["emg", "eeg"], read.Channels.Select(channel => channel.Name));
        Assert.Contains(read.Warnings, warning => warning.Code == "column-left-out");
    }

    [Fact]
    public void TwoTimeAxesAreRefused() =>
        Assert.Equal("header, column 2", ReadRecording.FaultOf("time_s,time_ms,emg\n0,0,1\n1,1000,1\n").Place);

    [Fact]
    public void ATimeAxisAloneIsNoRecording() =>
        Assert.Contains("samples", ReadRecording.FaultOf("time_s\n0\n0.01\n").Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n")]
    [InlineData("# only a comment\n")]
    [InlineData("time_s,emg")]
    [InlineData("time_s,emg\n")]
    [InlineData("emg\n\n\n")]
    public void AFileWithoutRowsIsRefused(string text) =>
        Assert.Contains(ReadRecording.FaultOf(text).Found, (string[])["an empty file", "the end of the file"]);

    [Fact]
    public void AOneRowRecordingWithATimeAxisHasNoRate() =>
        Assert.Contains("two rows", ReadRecording.FaultOf("time_s,emg\n0,1\n", new RecordingOptions()).Expected, StringComparison.Ordinal);

    [Fact]
    public void AOneRowRecordingWithAGivenRateIsRead() =>
        Assert.Equal([7], ReadRecording.At100Hz("emg\n7\n").Signals[0]);

    [Fact]
    public void WithoutTimeAxisAndRateTheFaultSaysHowToGiveOne()
    {
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => ReadRecording.From("emg\n1\n2\n"));
        Assert.Contains("RecordingOptions.SampleRate", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutAHeaderIsReadAndSaidSo()
    {
        ReadRecording read = ReadRecording.At100Hz("1,2\n3,4\n");
        Assert.Equal(["ch1", "ch2"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([1, 3], read.Signals[0]);
        Assert.Contains(read.Warnings, warning => warning.Code == "no-header");
    }

    [Fact]
    public void TextBeforeTheTableIsPassedOverAndSaidSo()
    {
        ReadRecording read = ReadRecording.At100Hz("Exported by X\nPatient 7\nemg\teeg\n1\t2\n3\t4\n");
        Assert.Equal(["emg", "eeg"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([2, 4], read.Signals[1]);
        Assert.Contains(read.Warnings, warning => warning.Code == "preamble-skipped");
    }

    [Fact]
    public void AGivenRateIsNeverOverruledByTheTimeAxisAndTheConflictIsSaid()
    {
        ReadRecording read = ReadRecording.From("time_s,emg\n0,1\n0.01,2\n0.02,3\n", new RecordingOptions { SampleRate = 50 });
        Assert.Equal(50, read.SampleRate);
        Assert.Contains(read.Warnings, warning => warning.Code == "sample-rate-conflict");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void AnImpossibleRateIsRefused(double sampleRate) => Assert.Throws<ArgumentOutOfRangeException>(
        () => ReadRecording.From("emg\n1\n", new RecordingOptions { SampleRate = sampleRate }));

    [Fact]
    public void BinaryDataIsRefusedWithItsByte()
    {
        RecordingFormatException fault = ReadRecording.FaultOf([(byte)'e', (byte)'m', (byte)'g', 0, 1, 2, 3]);
        Assert.Equal("byte 3", fault.Place);
        Assert.Equal("binary data", fault.Found);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf16IsReadByItsMark(string encoding)
    {
        var utf16 = Encoding.GetEncoding(encoding);
        ReadRecording read = ReadRecording.From([.. utf16.GetPreamble(), .. utf16.GetBytes("emg [µV]\n1\n2\n3\n")], new RecordingOptions { SampleRate = 100 });
        Assert.Equal("uV", read.Channels[0].Unit);
        Assert.Equal([1, 2, 3], read.Signals[0]);
    }

    [Fact]
    public void Windows1252IsToldByItsContentWithAWarning()
    {
        byte[] text = [.. "emg_f"u8, 0xFC, .. "r ["u8, 0xB5, .. "V]\n1\n2\n3\n4\n5\n6\n"u8];
        ReadRecording read = ReadRecording.From(text, new RecordingOptions { SampleRate = 100 });
        Assert.Equal(("emg_für", "uV"), (read.Channels[0].Name, read.Channels[0].Unit));
        Assert.Contains(read.Warnings, warning => warning.Code == "encoding-assumed");
        Assert.Empty(ReadRecording.From(text, new RecordingOptions { SampleRate = 100, Encoding = TextEncoding.Windows1252 }).Warnings);
    }

    [Fact]
    public void StatedUtf8IsTakenAtItsWord()
    {
        RecordingFormatException fault = ReadRecording.FaultOf([.. "emg ["u8, 0xB5, .. "V]\n1\n2\n3\n"u8], new RecordingOptions { SampleRate = 100, Encoding = TextEncoding.Utf8 });
        Assert.Equal("byte 5", fault.Place);
        Assert.Contains("0xB5", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEdfFileIsRefusedByName() =>
        Assert.Contains("EDF", ReadRecording.FaultOf("0       " + new string('X', 300)).Found, StringComparison.Ordinal);

    [Fact]
    public void AMegabyteInOneLineIsRefusedAtItsPlace()
    {
        Assert.Equal("line 1", ReadRecording.FaultOf(new string('1', 1_100_000)).Place);
        Assert.Contains(
            "line 3", ReadRecording.FaultOf("emg,eeg\n1,1\n2," + new string('1', 1_100_000) + "\n3,3\n").Place, StringComparison.Ordinal);
    }
}
