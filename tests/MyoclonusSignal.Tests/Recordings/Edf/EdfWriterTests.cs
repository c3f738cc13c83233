using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Tests.Analysis;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>What is written reads back: samples within half a step, gaps, missing samples, annotations, in any form.</summary>
public sealed class EdfWriterTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SamplesReadBackWithinHalfAStep(bool isBdf)
    {
        double[] samples = [.. Enumerable.Range(0, 2500).Select(i => 300 * Math.Sin(i * 0.37) * Math.Cos(i * 0.011))];
        EdfWriteResult result = Write(() => MemoryReader.OfEmg(samples, 1000), new EdfWriteOptions { IsBdf = isBdf });
        ReadEdf read = Read();
        Assert.Equal(isBdf ? "BDF+C" : "EDF+C", read.Format);
        Assert.Equal(1000, read.Channels[0].SampleRate);
        Assert.Equal(samples.Length, read.Signals[0].Length);
        double step = result.Signals[0].Step;
        Assert.InRange(step, 0, isBdf ? 600.01 / 16777215 : 600.01 / 65535);
        Assert.All(samples.Zip(read.Signals[0]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.500001 * step));
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void GapsReadBackAsSegmentsOfTheVerySamples()
    {
        double[] samples = [.. Enumerable.Range(0, 3210).Select(i => (double)(i % 97))];
        Write(() => new MemoryReader([Emg(1000)], [samples]) { Jumps = [(1234, 1.75), (2001, 3.00025)] });
        ReadEdf read = Read();
        Assert.Equal("EDF+D", read.Format);
        Assert.Equal([(0.0, 0), (1.75, 1234), (3.00025, 2001)], read.Segments.Select(segment => (segment.StartSeconds, segment.Starts[0])));
        Assert.Equal(samples, read.Signals[0], (a, b) => Math.Abs(a - b) < 0.001);
        Assert.Equal(["time-gap", "time-gap"], read.WarningCodes);
        Assert.Empty(read.Annotations);
    }

    [Fact]
    public void AGapShorterThanARecordMakesTheRecordsShorter()
    {
        // 1000 samples from 0 s, then 5 ms are missing.
        double[] samples = [.. Enumerable.Range(0, 2003).Select(i => (double)(i % 97))];
        EdfWriteResult result = Write(() => new MemoryReader([Emg(1000)], [samples]) { Jumps = [(1003, 1.008)] });
        Assert.True(result.RecordSeconds <= 0.008, "A record would reach over the gap.");
        Assert.Equal([(0.0, 0), (1.008, 1003)], Read().Segments.Select(segment => (segment.StartSeconds, segment.Starts[0])));
    }

    [Fact]
    public void AnEstimatedRateWithShortGapsIsWrittenToWithinAQuarterOfASample()
    {
        // A clock of 49.9907 Hz that jumps by 65 ms now and then: whole records must end in three samples' time.
        const double Rate = 49.99071339889154;
        double[] samples = [.. Enumerable.Range(0, 1491).Select(i => (double)(i % 97))];
        EdfWriteResult result = Write(() => new MemoryReader([Emg(Rate)], [samples]) { Jumps = [(46, 0.983), (546, 11.0526), (1048, 21.1627)] });
        Assert.InRange(result.Signals[0].RateError, 0, 0.25 / 502);
        ReadEdf read = Read();
        Assert.Equal([(0.0, 0), (0.983, 46), (11.0526, 546), (21.1627, 1048)], read.Segments.Select(segment => (Math.Round(segment.StartSeconds, 9), segment.Starts[0])));
        Assert.Equal(samples.Length, read.Signals[0].Length);
    }

    [Theory]
    [InlineData(1e-14, 0)]
    [InlineData(1e-8, 0)]
    [InlineData(0, 1e-14)]
    public void WhatTheHeaderCannotHoldIsRefused(double amplitude, double offset)
    {
        double[] samples = [.. Enumerable.Range(0, 1000).Select(i => offset + (amplitude * Math.Sin(i)))];
        Assert.Contains("in a smaller unit", Assert.Throws<ArgumentException>(() => Write(() => MemoryReader.OfEmg(samples, 1000))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e9, "uV", "mV", false)]
    [InlineData(-2e8, "uV", "mV", true)]
    [InlineData(1e13, "uV", "V", false)]
    [InlineData(99_999_999, "uV", "uV", false)]
    [InlineData(3e8, "mg", "g", true)]
    public void NumbersTooLongForTheHeaderAreWrittenInALargerUnit(double offScale, string unit, string written, bool isBdf)
    {
        double[] samples = [.. Enumerable.Range(0, 1000).Select(i => i is >= 300 and < 350 ? offScale : 100 * Math.Sin(i))];
        RecordingChannel channel = new("c", unit == "mg" ? ChannelKind.Acceleration : ChannelKind.Emg, unit, 1000, [0], ["c"]);
        EdfWriteResult result = Write(() => new MemoryReader([channel], [samples]), new EdfWriteOptions { IsBdf = isBdf });
        Assert.Equal(written, result.Signals[0].Unit);
        Assert.Equal(written != unit, result.Losses.Any(loss => loss.EndsWith($": written in {written}", StringComparison.Ordinal)));
        double readUnit = unit == "mg" ? 1e-3 : 1;
        Assert.Equal(samples, Read().Signals[0], (a, b) => Math.Abs((a * readUnit) - b) <= 0.51 * readUnit * Math.Abs(offScale) / (isBdf ? 16777215 : 65535) + 0.51 * readUnit);
    }

    [Theory]
    [InlineData(1e9, null)]
    [InlineData(-2e7, "N")]
    public void NumbersTooLongForTheHeaderInAUnitThatHasNoLargerAreRefusedByName(double offScale, string? unit)
    {
        RecordingChannel channel = new("force", ChannelKind.Other, unit, 1000, [0], ["force"]);
        string message = Assert.Throws<ArgumentException>(() => Write(() => new MemoryReader([channel], [[0, 1, offScale, 3]]))).Message;
        Assert.Contains("The values of force", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(0, -0.1)]
    [InlineData(1e-4, 0)]
    [InlineData(0.01, 100000)]
    public void WhatTheHeaderCanHoldIsWritten(double amplitude, double offset)
    {
        double[] samples = [.. Enumerable.Range(0, 1000).Select(i => offset + (amplitude * Math.Sin(i)))];
        Write(() => MemoryReader.OfEmg(samples, 1000));
        Assert.Equal(samples, Read().Signals[0], (a, b) => Math.Abs(a - b) <= Math.Max(amplitude, Math.Abs(offset) * (amplitude > 0 ? 0 : 1)) / 1000);
    }

    [Fact]
    public void MissingSamplesReadBackAsMissing()
    {
        double[] samples = [.. Enumerable.Range(0, 2500).Select(i => i is >= 100 and < 105 or >= 990 and < 1990 or 2499 ? double.NaN : (i % 97) - 48)];
        EdfWriteResult result = Write(() => MemoryReader.OfEmg(samples, 1000));
        Assert.Equal(1006, result.Signals[0].MissingCount);
        ReadEdf read = Read();
        Assert.Equal(samples.Select(double.IsNaN), read.Signals[0].Select(double.IsNaN));
        Assert.Empty(read.Annotations);
    }

    [Fact]
    public void AnnotationsReadBack()
    {
        RecordingAnnotation[] annotations =
        [
            new(-1.5, null, "Lights off"), new(0.25, 0.0625, "jerk", "emg"), new(0.25, 0, "a@@b"), new(0.25, 0, "a@@b", "emg"), new(0.25, 0, "@@@"), new(0.25, 0, "x@@"), new(0.25, 0, "zweite Zeile\n\tµ – β"), new(1.123456789, 30, "Sleep stage W"),
            .. Enumerable.Range(0, 200).Select(i => new RecordingAnnotation(Math.Round(1.2 + (i * 0.001), 3), null, $"number {i}")),
        ];
        Write(() => MemoryReader.OfEmg(new double[2000], 1000), new EdfWriteOptions { Annotations = annotations });
        Assert.Equal(annotations, Read().Annotations);
    }

    [Theory]
    [InlineData(92.77)]
    [InlineData(128)]
    [InlineData(85.714285714)]
    [InlineData(1.2)]
    [InlineData(1111.11)]
    [InlineData(51200)]
    public void AnyRateIsWrittenToWithinAMillisecondInADay(double rate)
    {
        EdfWriteResult result = Write(() => MemoryReader.OfEmg(new double[1000], rate));
        Assert.InRange(result.Signals[0].RateError, 0, 1e-8);
        ReadEdf read = Read();
        Assert.Equal(rate, read.Channels[0].SampleRate, 1e-8 * rate);
        Assert.Equal(1000, read.Signals[0].Length);
    }

    [Fact]
    public void ChannelsOfSeveralRatesAreWrittenWithTheirRates()
    {
        byte[] source = new EdfBuilder { RecordSeconds = "2" }
            .With(new EdfBuilder.Signal("EMG", 64), new EdfBuilder.Signal("SaO2", 6, "%"))
            .Record(Enumerable.Range(0, 64).ToArray(), Enumerable.Range(0, 6).ToArray())
            .Record(Enumerable.Range(0, 64).ToArray(), Enumerable.Range(6, 6).ToArray()).ToBytes();
        string from = _path + ".source.edf";
        File.WriteAllBytes(from, source);
        Write(() => EdfRecordingReader.Open(from));
        ReadEdf expected = ReadEdf.From(source);
        ReadEdf found = Read();
        File.Delete(from);
        Assert.Equal([32, 3], found.Channels.Select(channel => channel.SampleRate));
        Assert.Equal(expected.Signals[0], found.Signals[0], (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal(expected.Signals[1], found.Signals[1], (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal(expected.StartTime, found.StartTime);
    }

    [Fact]
    public void LabelsAreAsciiAndEachOfItsOwn()
    {
        string[] names = ["a very long name of a muscle 1", "a very long name of a muscle 2", "β", "EDF Annotations"];
        RecordingChannel[] channels = [.. names.Select((name, i) => new RecordingChannel(name, ChannelKind.Emg, "uV", 100, [i], [name]))];
        EdfWriteResult result = Write(() => new MemoryReader(channels, [.. names.Select(_ => new double[100])]));
        Assert.Equal(["a very long name", "a very long na~2", "?", "EDF Annotation~2"], result.Signals.Select(signal => signal.Label));
        Assert.Equal(result.Signals.Select(signal => signal.Label), Read().Channels.Select(channel => channel.Name));
    }

    [Fact]
    public void TheHeaderIsPrintableAsciiWithoutExponents()
    {
        Write(() => MemoryReader.OfEmg([1.23456789e-5, 8192.202312], 1000));
        byte[] header = File.ReadAllBytes(_path)[..(256 * 3)];
        Assert.All(header, letter => Assert.InRange(letter, (byte)32, (byte)126));
        string text = Encoding.ASCII.GetString(header);
        Assert.Equal("0       ", text[..8]);
        Assert.Equal("8192.203", text.Substring(256 + (112 * 2), 8));
    }

    [Fact]
    public void ARecordingThatRoundTripsThroughEveryFormatKeepsItsGapsAndSamples()
    {
        StringBuilder csv = new("time [s],emg_ta [uV],acc_x [g],acc_y [g],acc_z [g]\n");
        for (int i = 0; i < 3000; i++)
        {
            double time = i < 1700 ? i * 0.002 : (i * 0.002) + 2.5;
            string emg = i is >= 500 and < 510 ? string.Empty : FormattableString.Invariant($"{100 * Math.Sin(i * 0.7):0.###}");
            csv.Append(FormattableString.Invariant($"{time:0.000},{emg},{0.1 * Math.Sin(i * 0.1):0.####},0,1\n"));
        }

        byte[] original = Encoding.UTF8.GetBytes(csv.ToString());
        ReadEdf first = ReadEdf.From(CsvRecordingReader.Open(new MemoryStream(original), "r.csv"));
        EdfWriteResult edf = Write(() => CsvRecordingReader.Open(new MemoryStream(original), "r.csv"));
        byte[] second = ToCsv();
        EdfWriteResult bdf = Write(() => CsvRecordingReader.Open(new MemoryStream(second), "r.csv"), new EdfWriteOptions { IsBdf = true });
        ReadEdf last = ReadEdf.From(CsvRecordingReader.Open(new MemoryStream(ToCsv()), "r.csv"));
        Assert.Equal(("EDF+D", "BDF+D"), (edf.Format, bdf.Format));
        Assert.Equal(first.Channels.Select(Shape), last.Channels.Select(Shape));
        Assert.Equal(first.Segments.Select(segment => segment.Starts[0]), last.Segments.Select(segment => segment.Starts[0]));
        Assert.Equal(first.Segments[1].StartSeconds, last.Segments[1].StartSeconds, 1e-9);
        for (int signal = 0; signal < first.Signals.Length; signal++)
        {
            double most = 0.500001 * (edf.Signals[signal].Step + bdf.Signals[signal].Step);
            Assert.Equal(first.Signals[signal].Select(double.IsNaN), last.Signals[signal].Select(double.IsNaN));
            Assert.All(
                first.Signals[signal].Zip(last.Signals[signal]).Where(pair => !double.IsNaN(pair.First)),
                pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, most));
        }

        static (string, ChannelKind, string?, double) Shape(RecordingChannel channel) =>
            (channel.Name, channel.Kind, channel.Unit, Math.Round(channel.SampleRate, 6));
    }

    [Fact]
    public void AnyRecordingReadsBack() => Gen.Select(
        Choose.From([100, 125, 200, 250, 500, 1000]), Gen.Int[1, 40].Array[0, 4], Gen.Double[-1e5, 1e5].Array[1, 400], Gen.Bool, Gen.Int[0, 300]).Sample(
        (rate, gaps, samples, isBdf, missing) =>
        {
            samples = [.. samples.Select(sample => Math.Round(sample, 2))];
            if (missing < samples.Length)
            {
                samples[missing] = double.NaN;
            }

            List<(int Index, double Seconds)> jumps = [];
            double time = 0;
            int at = 0;
            for (int i = 0; i < gaps.Length; i++)
            {
                int next = samples.Length * (i + 1) / (gaps.Length + 1);
                time += ((next - at) + gaps[i]) / (double)rate;
                if (next > at && next < samples.Length)
                {
                    jumps.Add((next, time));
                }

                at = next;
            }

            EdfWriteResult result = Write(() => new MemoryReader([Emg(rate)], [samples]) { Jumps = jumps }, new EdfWriteOptions { IsBdf = isBdf });
            ReadEdf read = Read();
            Assert.Equal(samples.Length, read.Signals[0].Length);
            Assert.All(samples.Zip(read.Signals[0]), pair => Assert.True(
                double.IsNaN(pair.First) ? double.IsNaN(pair.Second) : Math.Abs(pair.First - pair.Second) <= (0.500001 * result.Signals[0].Step) + Rounding(pair.First), "A sample changed."));
            Assert.Equal([0, .. jumps.Select(jump => jump.Index)], read.Segments.Select(segment => segment.Starts[0]));
            Assert.All(jumps.Zip(read.Segments.Skip(1)), pair => Assert.Equal(pair.First.Seconds, pair.Second.StartSeconds, 1e-6));
        },
        iter: 300,
        threads: 1);

    private static RecordingChannel Emg(double rate) => new("emg", ChannelKind.Emg, "uV", rate, [0], ["emg"]);

    private EdfWriteResult Write(Func<RecordingReader> open, EdfWriteOptions? options = null)
    {
        using FileStream file = File.Create(_path);
        return EdfRecordingWriter.Write(open, file, options);
    }

    private ReadEdf Read()
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(_path);
        return ReadEdf.From(reader, capacity: 777);
    }

    private byte[] ToCsv()
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(_path, new RecordingOptions { KeepsUnits = true });
        MemoryStream text = new();
        CsvRecordingWriter.Write(reader, text);
        return text.ToArray();
    }

    // A record of one value has a step so fine that the last digits of a double count: scaling back rounds two or three times.
    private static double Rounding(double sample) => 4 * (Math.BitIncrement(Math.Abs(sample)) - Math.Abs(sample));
}
