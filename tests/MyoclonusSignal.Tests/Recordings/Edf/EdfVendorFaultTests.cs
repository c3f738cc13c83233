using MyoclonusSignal.Recordings;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>What vendors do wrong: read with a warning that has the numbers, or refused with the place.</summary>
public sealed class EdfVendorFaultTests
{
    [Fact]
    public void ATruncatedLastRecordIsLeftOut()
    {
        EdfBuilder builder = Records(3);
        builder.Cut = 7;
        ReadEdf read = ReadEdf.From(builder);
        Assert.Equal(20, read.Signals[0].Length);
        Assert.Equal(["truncated-record", "record-count"], read.WarningCodes);
        Assert.Contains("13 of 20 bytes follow, at byte 552", read.Warnings[0].Text, StringComparison.Ordinal);
        Assert.Contains("The header states 3 data records, the file has 2", read.Warnings[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("999")]
    [InlineData("")]
    [InlineData("?")]
    public void AWrongCountOfRecordsIsToldAndTheFilesSizeCounts(string stated)
    {
        EdfBuilder builder = Records(2);
        builder.RecordCount = stated;
        ReadEdf read = ReadEdf.From(builder);
        Assert.Equal(20, read.Signals[0].Length);
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("record-count", warning.Code);
        string shown = int.TryParse(stated, out int count) && count >= 0 ? stated : "-1 (unknown)";
        Assert.Contains($"states {shown} data records, the file has 2", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3", 0)]
    [InlineData("1", 19)]
    public void AFileWithoutAnyRecordIsTold(string stated, int bytes)
    {
        EdfBuilder builder = Records(1);
        (builder.RecordCount, builder.Cut) = (stated, 20 - bytes);
        ReadEdf read = ReadEdf.From(builder);
        Assert.Empty(read.Signals[0]);
        RecordingWarning warning = Assert.Single(read.Warnings, warning => warning.Code == "no-records");
        Assert.Contains($"states {stated}, and {bytes} bytes follow its 512, where one record has 20", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01/02/20", "22.15.30", "2020-02-01 22:15:30")]
    [InlineData("01-02-20", "22.15.30", "2020-02-01 22:15:30")]
    [InlineData("01.02.20", "22:15:30", "2020-02-01 22:15:30")]
    [InlineData("01/13/20", "22.15.30", null)]
    [InlineData("2020-01-", "22.15.30", null)]
    [InlineData("20200102", "22.15.30", null)]
    public void ADateOrTimeWithoutPointsIsToldAsItWasTaken(string date, string time, string? taken)
    {
        EdfBuilder builder = Records(1);
        (builder.Date, builder.Time, builder.Recording) = (date, time, "X");
        ReadEdf read = ReadEdf.From(builder);
        Assert.Equal(taken, read.StartTime?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("bad-date", warning.Code);
        Assert.Contains($"\"{(time.Contains(':', StringComparison.Ordinal) ? time : date)}\"", warning.Text, StringComparison.Ordinal);
        Assert.Contains("bytes 168 to 183", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACountOfABillionRecordsAllocatesNothingForThem()
    {
        EdfBuilder builder = Records(2);
        builder.RecordCount = "99999999";
        byte[] bytes = builder.ToBytes();
        ReadEdf.From(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadEdf.From(bytes, capacity: 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void ARecordOfHugeStatedSizeAllocatesNothingForIt()
    {
        EdfBuilder builder = new EdfBuilder { RecordSeconds = "1000" }.With(new Signal("EMG", 10)).Record(new int[10]);
        byte[] bytes = builder.ToBytes();
        "99999999"u8.CopyTo(bytes.AsSpan(256 + 216));
        ReadEdf.From(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadEdf read = ReadEdf.From(bytes, capacity: 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Empty(read.Signals[0]);
    }

    [Theory]
    [InlineData("31.02.21", "22.15.30", "X", false)]
    [InlineData("0.0.0", "22.15.30", "X", false)]
    [InlineData("", "", "X", false)]
    [InlineData("02.03.21", "25.00.00", "X", false)]
    [InlineData("31.02.21", "22.15.30", "Startdate 02-MAR-2021 X X X", true)]
    public void ABadDateDoesNotStopTheReading(string date, string time, string recording, bool isKnown)
    {
        EdfBuilder builder = Records(1);
        (builder.Date, builder.Time, builder.Recording) = (date, time, recording);
        ReadEdf read = ReadEdf.From(builder);
        Assert.Equal(isKnown, read.StartTime is not null);
        Assert.Equal("bad-date", Assert.Single(read.Warnings).Code);
        Assert.Equal(10, read.Signals[0].Length);
    }

    [Theory]
    [InlineData("01.01.85", 1985)]
    [InlineData("01.01.99", 1999)]
    [InlineData("01.01.00", 2000)]
    [InlineData("01.01.84", 2084)]
    public void TwoDigitsOfAYearPivotAt1985(string date, int year)
    {
        EdfBuilder builder = Records(1);
        (builder.Date, builder.Recording) = (date, "X");
        Assert.Equal(year, ReadEdf.From(builder).StartTime!.Value.Year);
    }

    [Fact]
    public void TheYearOfEdfPlusCountsBehind2084()
    {
        EdfBuilder builder = Records(1);
        (builder.Date, builder.Recording) = ("02.03.yy", "Startdate 02-MAR-2091 X X X");
        Assert.Equal(2091, ReadEdf.From(builder).StartTime!.Value.Year);
    }

    [Fact]
    public void AStartThatIsNotKnownIsNone()
    {
        EdfBuilder builder = Records(1);
        (builder.Date, builder.Time, builder.Recording) = ("01.01.85", "00.00.00", "Startdate X X X X");
        ReadEdf read = ReadEdf.From(builder);
        Assert.Null(read.StartTime);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void SpacesBeforeAFieldAreLeftOut()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { RecordSeconds = "      1" }
            .With(new Signal("   EMG TA", 10) { PhysicalMinimum = "  -3276.8"[..8], PhysicalMaximum = " 3276.7" }).Record(new int[10]));
        Assert.Equal(("EMG TA", 10.0), (read.Channels[0].Name, read.Channels[0].SampleRate));
        Assert.Equal("header-spaces", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void ADecimalCommaIsRefusedWithAHint()
    {
        RecordingFormatException fault = ReadEdf.FaultOf(new EdfBuilder { RecordSeconds = "1,0" }.With(new Signal("EMG", 10)).Record(new int[10]));
        Assert.Equal(
            ("byte 244 (duration of a data record)", "a number", "\"1,0     \""), (fault.Place, fault.Expected, fault.Found));
        Assert.Contains("run with RecordingOptions.IsLenient to read it as 1.0", fault.Remedy!, StringComparison.Ordinal);
    }

    [Fact]
    public void ADecimalCommaIsReadAsAPointWhereThatIsAsked()
    {
        ReadEdf read = ReadEdf.From(
            new EdfBuilder { RecordSeconds = "0,5" }.With(new Signal("EMG", 1) { PhysicalMinimum = "-3276,8", PhysicalMaximum = "3276,7" }).Record(new[] { 100 }),
            new RecordingOptions { IsLenient = true });
        Assert.Equal((2.0, 10.0), (read.Channels[0].SampleRate, Math.Round(read.Signals[0][0], 9)));
        Assert.Contains("3 numbers", Assert.Single(read.Warnings).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5E1", 15)]
    [InlineData("15.0", 15)]
    [InlineData("+15", 15)]
    public void NumbersMayHaveExponentsAndSigns(string maximum, double expected)
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder()
            .With(new Signal("EMG", 1) { PhysicalMinimum = "-15", PhysicalMaximum = maximum, DigitalMinimum = "-10", DigitalMaximum = "10" }).Record(new[] { 10 }));
        Assert.Equal(expected, read.Signals[0][0]);
    }

    [Theory]
    [InlineData("10", "10", "-5", "5")]
    [InlineData("-10", "10", "5", "5")]
    [InlineData("-10", "10", "5", "-5")]
    [InlineData("-1e308", "1e308", "-5", "5")]
    public void ASignalWithoutAScaleGivesItsDigitalValuesWithoutAUnit(string physicalMinimum, string physicalMaximum, string digitalMinimum, string digitalMaximum)
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("EMG", 1)
        {
            PhysicalMinimum = physicalMinimum,
            PhysicalMaximum = physicalMaximum,
            DigitalMinimum = digitalMinimum,
            DigitalMaximum = digitalMaximum,
        }).Record(new[] { 123 }));
        Assert.Equal((123.0, (string?)null), (read.Signals[0][0], read.Channels[0].Unit));
        Assert.Equal("not-calibrated", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void AWrongSizeOfTheHeaderIsToldAndTheNumberOfSignalsCounts()
    {
        EdfBuilder builder = Records(2);
        builder.HeaderBytes = "256";
        ReadEdf read = ReadEdf.From(builder);
        Assert.Equal(20, read.Signals[0].Length);
        Assert.Equal("header-size", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void RepeatedAndEmptyLabelsGetNamesOfTheirOwn()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("EMG", 1), new Signal("EMG", 1), new Signal("", 1)).Record(new[] { 1 }, new[] { 2 }, new[] { 3 }));
        Assert.Equal(["EMG", "EMG (2)", "signal 3"], read.Channels.Select(channel => channel.Name));
        Assert.Contains("label-repeated", read.WarningCodes);
    }

    [Fact]
    public void ASignalWithoutSamplesIsLeftOut()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("EMG", 1), new Signal("empty", 0)).Record(new[] { 1 }, Array.Empty<int>()));
        Assert.Equal("EMG", Assert.Single(read.Channels).Name);
        Assert.Equal("signal-empty", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void AnnotationsInAFileWithoutThePlusMarkAreRead()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("EMG", 10), Signal.Annotations())
            .Record(new int[10], EdfBuilder.Lists(0, EdfBuilder.List("+1", null, "a"))));
        Assert.Equal(("EDF+C", "a"), (read.Format, Assert.Single(read.Annotations).Text));
        Assert.Equal("no-plus-mark", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void AHeaderThatIsCutOffIsRefusedWithItsPlace()
    {
        byte[] bytes = Records(1).ToBytes();
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => ReadEdf.From(bytes[..300]));
        Assert.Equal(("byte 300 (the header of 1 signals)", "the end of the file"), (fault.Place, fault.Found));
    }

    [Fact]
    public void ADurationOfZeroWithSignalsIsRefused() => Assert.Equal(
        "byte 244 (duration of a data record)", ReadEdf.FaultOf(new EdfBuilder { RecordSeconds = "0" }.With(new Signal("EMG", 10)).Record(new int[10])).Place);

    [Fact]
    public void ANumberOfSignalsThatIsNoneIsRefused()
    {
        byte[] bytes = Records(1).ToBytes();
        "0   "u8.CopyTo(bytes.AsSpan(252));
        Assert.Equal("byte 252 (number of signals)", Assert.Throws<RecordingFormatException>(() => ReadEdf.From(bytes)).Place);
    }

    private static EdfBuilder Records(int count)
    {
        EdfBuilder builder = new EdfBuilder().With(new Signal("EMG", 10));
        for (int i = 0; i < count; i++)
        {
            builder.Record(new int[10]);
        }

        return builder;
    }
}
