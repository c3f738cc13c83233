using System.Text;
using CsCheck;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Whatever a file holds, it gives a recording or says where and why not.</summary>
public sealed class CsvMutationTests
{
    private static readonly string[] Seeds =
    [
        "time_s,emg [uV],acc_x,acc_y,acc_z\n0.00,1.5,0,0,1\n0.01,-2,0,0.1,1\n0.02,,0,0.1,1\n0.03,7,0,0.1,1\n",
        "# Simple Text Format\n# Sampling Rate (Hz):= 100.00\n# Units:= mV\n# Labels:= emg_ta\temg_gm\n1\t2\n3\t4\n5\t6\n",
        "timestamp;emg\n2019-03-21 14:58:00:500;1,5\n2019-03-21 14:58:00:510;2,5\n2019-03-21 14:58:00:520;n/a\n",
        "Exported by X\n\n\"time [ms]\"\t\"TA (mV)\"\r\n0\t1e-3\r\n10\t2E+2\r\n20\tNaN\r\n30\t4\r\n",
        "1\n2\n\n4\n5\n",
    ];

    private static readonly string[] Tokens =
    [
        ",", ";", "\t", "\n", "\r", "\"", "\"\"", "#", ":=", ":", "-", "e", "E9", ".", "NaN", "1e308", "1e-308", "-1e308", "99999999999999999999",
        "\0", "\uFEFF", "µ", "\n\n", " ", "T", "Z", "12:00:00", "2019-03-21", "time_s", "sample", "[", "]", "x", "0",
    ];

    private static readonly Gen<(int Kind, int At, int Length, string Token)> Mutation =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 400], Gen.Int[1, 12], Choose.From(Tokens));

    [Fact]
    public void AMutatedFileGivesARecordingOrAFormatException() =>
        Gen.Select(Choose.From(Seeds), Mutation.Array[1, 5], Gen.Bool, Gen.Bool).Sample(
            (seed, mutations, hasRate, isResampled) =>
            {
                string text = mutations.Aggregate(seed, Apply);
                try
                {
                    using var reader = CsvRecordingReader.Open(
                        new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadRecording.Path, new RecordingOptions { SampleRate = hasRate ? 100 : null });
                    bool isUneven = isResampled && reader.ResampleUnevenClock();
                    ReadRecording read = ReadRecording.From(reader, capacity: 3);

                    // A row is never more than a few intervals late without a gap.
                    Assert.True(!isUneven || read.Signals[0].Length < 20 * text.Length, "The grid has no end.");
                    Assert.All(read.Channels, channel => Assert.True(channel.SampleRate > 0 && double.IsFinite(channel.SampleRate), "The rate is no rate."));
                    Assert.All(read.Segments, segment => Assert.True(double.IsFinite(segment.StartSeconds), "The time is no time."));
                    Assert.All(read.Signals, signal => Assert.DoesNotContain(signal, double.IsInfinity));
                }
                catch (RecordingFormatException fault)
                {
                    Assert.NotEmpty(fault.Place);
                }
            },
            iter: int.TryParse(Environment.GetEnvironmentVariable("MYOCLONUS_FUZZ"), out int iterations) ? iterations : 6000);

    [Fact]
    public void AnyBytesGiveARecordingOrAFormatException() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            try
            {
                ReadRecording.From(bytes, new RecordingOptions { SampleRate = 100 });
            }
            catch (RecordingFormatException fault)
            {
                Assert.NotEmpty(fault.Place);
            }
        },
        iter: 2000);

    [Fact]
    public void AFileCutAnywhereGivesARecordingOrAFormatException()
    {
        foreach (string seed in Seeds)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(seed);
            for (int length = 0; length < bytes.Length; length++)
            {
                try
                {
                    ReadRecording.From(bytes[..length], new RecordingOptions { SampleRate = 100 });
                }
                catch (RecordingFormatException fault)
                {
                    Assert.NotEmpty(fault.Place);
                }
            }
        }
    }

    private static string Apply(string text, (int Kind, int At, int Length, string Token) mutation)
    {
        if (text.Length == 0)
        {
            return mutation.Token;
        }

        int at = mutation.At % text.Length;
        int length = Math.Min(mutation.Length, text.Length - at);
        return mutation.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, mutation.Token),
            2 => text.Remove(at, length).Insert(at, mutation.Token),
            3 => text.Insert(at, text.Substring(at, length)),
            _ => text[..at],
        };
    }
}
