using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Tests.Recordings.Csv;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>Recordings in the formats of EDF, BDF and BrainVision that are refused.</summary>
internal static class RefusedFiles
{
    private const int Count = 100;
    private static readonly byte[] Whole = Edf(_ => { });

    public static IReadOnlyList<RefusedFile> All { get; } =
    [
        Of("a damaged first byte", [(byte)'x', .. Whole[1..]]),
        Of("packed EDF", [0x1F, 0x8B, .. Whole]),
        Of("a header cut off", Whole[..300]),
        Of("records without duration", Edf(edf => edf.RecordSeconds = "0")),
        Of("records without samples", new EdfBuilder().With(new EdfBuilder.Signal("emg", 0)).Record(Array.Empty<int>()).ToBytes()),
        Of("a duration of no record", Edf(edf => edf.RecordSeconds = "1E-7")),
        Of("a number that is a word", Edf(edf => edf.RecordSeconds = "one")),
        Of("a whole number that is none", [.. Whole[..252], (byte)'x', .. Whole[253..]]),
        Of("a decimal comma", Edf(edf => edf.RecordSeconds = "1,0")) with { IsRight = _ => true },
        Of("a rate of no muscle", Edf(edf => edf.RecordSeconds = "1000")) with { IsRight = text => text.StartsWith("export", StringComparison.Ordinal) },
        Of("a rate of another sensor", Edf(edf => edf.RecordSeconds = "1000")) with
        {
            IsRight = text => !text.StartsWith("export", StringComparison.Ordinal), Right = read => Assert.Equal((0.1, ChannelKind.Other), (read.SampleRate, read.Channels[0].Kind)),
        },
        Of("discontinuous without annotations", Edf(edf => edf.Mark = "EDF+D")),
        Of("discontinuous without a start", Discontinuous(0, null)) with { Right = read => Assert.Equal(2 * Count, read.Signals[0].Length) },
        Of("discontinuous out of order", Discontinuous(5, 2)) with { Right = read => Assert.Equal(2 * Count, read.Signals[0].Length) },
        Of("continuous records of another length than they start apart", Apart()) with { Right = read => Assert.Equal((100, 7), (read.SampleRate, Math.Round(read.Signals[0][7] * 10))) },
        Of("a length that contradicts the rate", Whole) with
        {
            FileName = "sub-01_task-rest_emg.edf", Beside = Sidecar(40), WholeBeside = Sidecar(1),
        },
        Of("a file that becomes shorter while it is read", Whole) with
        {
            Read = (path, options, isWhole) =>
            {
                using RecordingReader reader = RecordingFile.Open(path, options);
                if (!isWhole)
                {
                    using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                    file.SetLength(600);
                }

                return ReadRecording.From(reader);
            },
        },
        Of("a file that becomes longer while it is converted", Whole) with { Read = (path, _, isWhole) => Converted(path, isWhole ? path : path + ".longer") },
        new("more missing stretches than annotations hold", "time_s,emg,other\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i / 100.0},{i % 7},{i}\n")))
        {
            Whole = Whole,
            Read = (path, _, isWhole) =>
            {
                // A file of four million rows takes longer to write than to read.
                double[] holes = new double[isWhole ? 100 : 4_100_000];
                for (int i = 0; i < holes.Length; i++)
                {
                    holes[i] = i % 2 == 0 || isWhole ? i % 7 : double.NaN;
                }

                using MemoryStream written = new();
                EdfRecordingWriter.Write(() => new MemoryRecording([new RecordingChannel("emg", ChannelKind.Emg, "uV", 1000, [0], ["emg"])], [holes]), written);
                File.WriteAllBytes(path, written.ToArray());
                using RecordingReader reader = RecordingFile.Open(path);
                return ReadRecording.From(reader);
            },
            Right = read => Assert.Equal(100, read.Signals[0].Length),
        },
        Brain("a header without its section", "[Common Infos]", "[Others]", "[Common Infos]") with { IsRight = text => text.StartsWith("export", StringComparison.Ordinal) },
        Brain("samples as text", "DataFormat=BINARY", "DataFormat=ASCII", null),
        Brain("an unknown order of samples", "DataOrientation=MULTIPLEXED", "DataOrientation=MIXED", "DataOrientation=MULTIPLEXED"),
        Brain("an unknown form of samples", "BinaryFormat=INT_16", "BinaryFormat=INT_12", "BinaryFormat=INT_16"),
        Brain("a header without channels", "[Channel Infos]", "[Others]", "[Channel Infos]") with { IsRight = text => text.StartsWith("export", StringComparison.Ordinal) },
        Brain("a header without the name of its samples", "DataFile=r.eeg\n", string.Empty, null),
        Brain("a header without an interval", "SamplingInterval=10000\n", string.Empty, null),
        Brain("an interval that is none", "SamplingInterval=10000", "SamplingInterval=fast", "SamplingInterval=10000"),
        Brain("a channel that is missing", "NumberOfChannels=1", "NumberOfChannels=2", null),
        Brain("a resolution of 0", "Ch1=emg,,0.5,uV", "Ch1=emg,,0,uV", "Ch1=emg,,0.5,uV"),
        new("a header in a stream", Header())
        {
            FileName = "r.vhdr",
            Beside = Samples(),
            Whole = Header(),
            Read = (path, options, isWhole) =>
            {
                using RecordingReader reader = isWhole ? RecordingFile.Open(path, options) : RecordingFile.Open(File.OpenRead(path), path, options);
                return ReadRecording.From(reader);
            },
            Right = IsBrain,
        },
        new("a header without its samples", Header()) { FileName = "r.vhdr", Whole = Header(), WholeBeside = Samples(), Right = IsBrain },
    ];

    private static RefusedFile Of(string name, byte[] content) => new(name, content)
    {
        FileName = "r.edf",
        Whole = name.StartsWith("discontinuous o", StringComparison.Ordinal) || name.EndsWith("start", StringComparison.Ordinal) ? Discontinuous(0, 5) : Whole,
        Right = read => Assert.Equal((100, ChannelKind.Emg, Count, 7), (read.SampleRate, read.Channels[0].Kind, read.Signals[0].Length, Math.Round(read.Signals[0][7] * 10))),
    };

    private static byte[] Edf(Action<EdfBuilder> damage)
    {
        EdfBuilder edf = new EdfBuilder().With(new EdfBuilder.Signal("emg", Count)).Record(Enumerable.Range(0, Count).ToArray());
        damage(edf);
        return edf.ToBytes();
    }

    private static byte[] Discontinuous(double first, double? second)
    {
        EdfBuilder edf = new EdfBuilder { Mark = "EDF+D" }.With(new EdfBuilder.Signal("emg", Count), EdfBuilder.Signal.Annotations());
        edf.Record(Enumerable.Range(0, Count).ToArray(), EdfBuilder.Lists(first));
        edf.Record(Enumerable.Range(0, Count).ToArray(), second is double start ? EdfBuilder.Lists(start) : new byte[1]);
        return edf.ToBytes();
    }

    private static byte[] Apart()
    {
        EdfBuilder edf = new EdfBuilder { Mark = "EDF+C" }.With(new EdfBuilder.Signal("emg", Count), EdfBuilder.Signal.Annotations());
        for (int i = 0; i < 12; i++)
        {
            edf.Record(Enumerable.Range(0, Count).ToArray(), EdfBuilder.Lists(2 * i));
        }

        return edf.ToBytes();
    }

    private static Dictionary<string, byte[]> Sidecar(int seconds) =>
        new() { ["sub-01_task-rest_emg.json"] = Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""{"SamplingFrequency": 100, "RecordingDuration": {{seconds}}}""")) };

    private static ReadRecording Converted(string first, string second)
    {
        int opened = 0;
        using MemoryStream written = new();
        EdfRecordingWriter.Write(
            () =>
            {
                if (opened++ == 1 && second != first)
                {
                    File.WriteAllBytes(second, new EdfBuilder().With(new EdfBuilder.Signal("emg", Count)).Record(Enumerable.Range(0, Count).ToArray()).Record(Enumerable.Range(0, Count).ToArray()).ToBytes());
                    return RecordingFile.Open(second);
                }

                return RecordingFile.Open(first);
            },
            written);
        File.WriteAllBytes(first, written.ToArray());
        using RecordingReader reader = RecordingFile.Open(first);
        return ReadRecording.From(reader);
    }

    private static byte[] Header() => Encoding.UTF8.GetBytes("""
        Brain Vision Data Exchange Header File Version 1.0
        [Common Infos]
        DataFile=r.eeg
        DataFormat=BINARY
        DataOrientation=MULTIPLEXED
        NumberOfChannels=1
        SamplingInterval=10000
        [Binary Infos]
        BinaryFormat=INT_16
        [Channel Infos]
        Ch1=emg,,0.5,uV

        """.ReplaceLineEndings("\n"));

    private static Dictionary<string, byte[]> Samples()
    {
        byte[] samples = new byte[2 * Count];
        for (int i = 0; i < Count; i++)
        {
            samples[2 * i] = (byte)i;
        }

        return new Dictionary<string, byte[]> { ["r.eeg"] = samples };
    }

    private static RefusedFile Brain(string name, string right, string wrong, string? line) => new(
        name, Encoding.UTF8.GetString(Header()).Replace(right, wrong, StringComparison.Ordinal))
    {
        FileName = "r.vhdr",
        Beside = Samples(),
        Whole = Header(),
        KnownText = line,
        IsRight = text => line is not null || text.StartsWith("export", StringComparison.Ordinal),
        Right = IsBrain,
    };

    private static void IsBrain(ReadRecording read) =>
        Assert.Equal((100, ChannelKind.Emg, Count, 3.5), (read.SampleRate, read.Channels[0].Kind, read.Signals[0].Length, read.Signals[0][7]));
}
