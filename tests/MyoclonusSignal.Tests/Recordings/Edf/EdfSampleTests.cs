using System.Security.Cryptography;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>The rules of EDF and BDF for samples: scale, rates, units, blocks.</summary>
public sealed class EdfSampleTests
{
    [Fact]
    public void PhysicalValuesFollowTheRangesOfTheHeader()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder()
            .With(new Signal("EMG TA", 5) { PhysicalMinimum = "-100", PhysicalMaximum = "300", DigitalMinimum = "-2048", DigitalMaximum = "2047" })
            .Record(new[] { -2048, 2047, 0, -1, 1000 }));
        Assert.Equal("EDF", read.Format);
        Assert.Equal(-100, read.Signals[0][0]);
        Assert.Equal(300, read.Signals[0][1], 1e-12);
        Assert.Equal(-100 + (2048 * 400.0 / 4095), read.Signals[0][2], 1e-12);
        Assert.Equal(-100 + (2047 * 400.0 / 4095), read.Signals[0][3], 1e-12);
        Assert.Equal(-100 + (3048 * 400.0 / 4095), read.Signals[0][4], 1e-12);
    }

    [Fact]
    public void ANegativeGainIsLegal()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder()
            .With(new Signal("EMG", 2) { PhysicalMinimum = "10", PhysicalMaximum = "-10", DigitalMinimum = "-10", DigitalMaximum = "10" })
            .Record(new[] { -10, 5 }));
        Assert.Equal([10, -5], read.Signals[0]);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void DigitalValuesOutsideTheStatedRangeAreScaledLikeTheOthers()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder()
            .With(new Signal("EMG", 1) { PhysicalMinimum = "-1", PhysicalMaximum = "1", DigitalMinimum = "-100", DigitalMaximum = "100" })
            .Record(new[] { 150 }));
        Assert.Equal(1.5, read.Signals[0][0], 1e-12);
    }

    [Fact]
    public void BdfHasThreeBytesInTwosComplement()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder { IsBdf = true, Mark = "24BIT" }
            .With(new Signal("EMG", 4) { PhysicalMinimum = "-8388608", PhysicalMaximum = "8388607", DigitalMinimum = "-8388608", DigitalMaximum = "8388607" })
            .Record(new[] { -8388608, 8388607, -1, 65536 }));
        Assert.Equal("BDF", read.Format);
        Assert.Equal([-8388608, 8388607, -1, 65536], read.Signals[0]);
    }

    [Fact]
    public void TheRateIsSamplesPerRecordOverTheRecordsDuration()
    {
        // Readers that take a record for a second get this wrong (pyedflib 179, 199).
        ReadEdf read = ReadEdf.From(new EdfBuilder { RecordSeconds = "30" }
            .With(new Signal("EMG", 3000), new Signal("SaO2", 15, "%"))
            .Record(new int[3000], new int[15]));
        Assert.Equal([100, 0.5], read.Channels.Select(channel => channel.SampleRate));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(64)]
    [InlineData(5000)]
    public void AnyBlockSizeGivesTheSameSamplesOfEveryRate(int capacity)
    {
        EdfBuilder builder = MixedRates();
        ReadEdf whole = ReadEdf.From(builder, capacity: 100_000);
        ReadEdf parts = ReadEdf.From(builder, capacity: capacity);
        Assert.Equal(whole.Signals[0], parts.Signals[0]);
        Assert.Equal(whole.Signals[1], parts.Signals[1]);
        Assert.Equal(whole.Signals[2], parts.Signals[2]);
        Assert.Equal(Enumerable.Range(0, 96).Select(i => i * 0.1), whole.Signals[0], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => i * 0.2), whole.Signals[1], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 0.3), whole.Signals[2], (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal((0.0, 0), (Assert.Single(parts.Segments).StartSeconds, parts.Segments[0].Starts[0]));
    }

    [Fact]
    public void TheBlocksStartIsThatOfTheFastestSignalRead()
    {
        string path = WriteTemporary(MixedRates());
        using EdfRecordingReader reader = EdfRecordingReader.Open(path);
        SampleBlock block = new(reader.SignalCount, 10);
        long samples = 0;
        while (reader.ReadBlock(block))
        {
            Assert.Equal(samples / 32.0, block.StartSeconds, 1e-12);
            samples += block[0].Length;
        }

        File.Delete(path);
        Assert.Equal(96, samples);
    }

    [Fact]
    public void ChannelsNotAskedForHaveNoSamples()
    {
        ReadEdf read = ReadEdf.From(MixedRates(), wanted: channel => channel.Name == "SaO2");
        Assert.Empty(read.Signals[0]);
        Assert.Equal(24, read.Signals[1].Length);
    }

    [Fact]
    public void ARecordLargerThanAnyBufferIsReadInParts()
    {
        // 1.6 million bytes in one record.
        int[] samples = [.. Enumerable.Range(0, 800_000).Select(i => (i * 7 % 2000) - 1000)];
        EdfBuilder builder = new EdfBuilder { RecordSeconds = "400" }.With(new Signal("EMG", 800_000)).Record(samples).Record(samples);
        byte[] bytes = builder.ToBytes();
        ReadEdf read = ReadEdf.From(bytes, capacity: 16384);
        Assert.Equal(1_600_000, read.Signals[0].Length);
        Assert.Equal(samples.Concat(samples).Select(digital => -3276.8 + ((digital + 32768) * (6553.5 / 65535))), read.Signals[0]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), read.Sha256);
    }

    [Fact]
    public void TheHashIsThatOfTheWholeFile()
    {
        byte[] bytes = [.. MixedRates().ToBytes(), 1, 2, 3];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ReadEdf.From(bytes).Sha256);
    }

    [Theory]
    [InlineData("uV", "uV", 1, null)]
    [InlineData("\u00B5V", "uV", 1, "\u00B5V = uV")]
    [InlineData("mV", "uV", 1000, "mV * 1000 = uV")]
    [InlineData("V", "uV", 1e6, "V * 1000000 = uV")]
    [InlineData("nV", "uV", 0.001, "nV * 0.001 = uV")]
    [InlineData("g", "g", 1, null)]
    [InlineData("mg", "g", 0.001, "mg * 0.001 = g")]
    [InlineData("m/s^2", "m/s^2", 1, null)]
    [InlineData("m/s\u00B2", "m/s^2", 1, "m/s\u00B2 = m/s^2")]
    [InlineData("%", "%", 1, null)]
    [InlineData("", null, 1, null)]
    public void UnitsAreEvenedOutAndTheConversionIsRecorded(string written, string? unit, double factor, string? conversion)
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("s", 1, written)).Record(new[] { 100 }));
        Assert.Equal((unit, conversion), (read.Channels[0].Unit, read.Channels[0].UnitConversion));
        Assert.Equal(10 * factor, read.Signals[0][0], 1e-9 * factor);
    }

    [Fact]
    public void TheGreekLetterMuInUtf8IsMicro()
    {
        byte[] bytes = new EdfBuilder().With(new Signal("EMG", 1, "??V")).Record(new[] { 100 }).ToBytes();
        "μV"u8.CopyTo(bytes.AsSpan(256 + 96));
        ReadEdf read = ReadEdf.From(bytes);
        Assert.Equal("uV", read.Channels[0].Unit);
        Assert.Contains("header-not-ascii", read.WarningCodes);
    }

    [Fact]
    public void UnitsStayAsTheyAreWhereThatIsAsked()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder().With(new Signal("EMG", 1, "mV")).Record(new[] { 100 }), new RecordingOptions { KeepsUnits = true });
        Assert.Equal(("mV", null), (read.Channels[0].Unit, read.Channels[0].UnitConversion));
        Assert.Equal(10, read.Signals[0][0], 1e-9);
    }

    [Fact]
    public void LabelsAndUnitsTellTheKind()
    {
        string[] labels = ["EMG RAT", "EEG C3-A2", "C4-M1", "EOG E2-Cz", "ECG", "Leg/L", "Resp chest", "SaO2", "acc_x", "acc_y", "acc_z"];
        EdfBuilder builder = new EdfBuilder().With([.. labels.Select(label => new Signal(label, 1, label.StartsWith("acc", StringComparison.Ordinal) ? "g" : label == "SaO2" ? "%" : "uV"))]);
        builder.Record([.. labels.Select(object (_) => new[] { 1 })]);
        Assert.Equal(
            [ChannelKind.Emg, ChannelKind.Eeg, ChannelKind.Eeg, ChannelKind.Other, ChannelKind.Other, ChannelKind.Emg, ChannelKind.Other, ChannelKind.Other, ChannelKind.Acceleration],
            ReadEdf.From(builder).Channels.Select(channel => channel.Kind));
    }

    [Fact]
    public void WhatTheHeaderSaysOfFiltersAndElectrodesIsKept()
    {
        ReadEdf read = ReadEdf.From(new EdfBuilder()
            .With(new Signal("EMG", 1) { Prefilter = "HP:10Hz LP:500Hz N:50Hz", Transducer = "AgAgCl electrodes" }).Record(new[] { 1 }));
        Assert.Equal(("HP:10Hz LP:500Hz N:50Hz", "AgAgCl electrodes"), (read.Channels[0].Prefilter, read.Channels[0].Transducer));
    }

    private static EdfBuilder MixedRates()
    {
        EdfBuilder builder = new EdfBuilder().With(new Signal("EMG", 32), new Signal("SaO2", 8, "%"), new Signal("Pulse", 7, "1/min"));
        for (int record = 0; record < 3; record++)
        {
            int Start(int count) => record * count;
            builder.Record(
                Enumerable.Range(Start(32), 32).ToArray(),
                Enumerable.Range(Start(8), 8).Select(i => 2 * i).ToArray(),
                Enumerable.Range(Start(7), 7).Select(i => 3 * i).ToArray());
        }

        return builder;
    }

    private static string WriteTemporary(EdfBuilder builder)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        File.WriteAllBytes(path, builder.ToBytes());
        return path;
    }
}
