using System.Text;
using CsCheck;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>Whatever a file holds, it gives a recording or says where and why not; and takes no more memory than its size explains.</summary>
public sealed class EdfMutationTests
{
    // The blocks, the chunk of the reader and what the test itself keeps; a header's claims must not add to them.
    private const long MostBytes = 20_000_000;

    private static readonly byte[][] Seeds =
    [
        new EdfBuilder { RecordSeconds = "0.5" }.With(new Signal("EMG TA", 50), new Signal("SaO2", 3, "%"))
            .Record(Enumerable.Range(0, 50).ToArray(), new[] { 1, 2, 3 }).Record(Enumerable.Range(0, 50).ToArray(), new[] { 1, 2, 3 }).ToBytes(),
        new EdfBuilder { Mark = "EDF+D" }.With(new Signal("EMG TA", 20, "mV"), Signal.Annotations())
            .Record(new int[20], EdfBuilder.Lists(0, EdfBuilder.List("+0.5", "1", "jerk", "again@@EMG TA")))
            .Record(new int[20], EdfBuilder.Lists(1))
            .Record(new int[20], EdfBuilder.Lists(7.5, EdfBuilder.List("+7.75", "0.1", "MyoclonusSignal: not recorded"), EdfBuilder.List("+7.5", "0.2", "MyoclonusSignal: missing samples@@EMG TA"))).ToBytes(),
        new EdfBuilder { IsBdf = true, Mark = "BDF+C" }.With(new Signal("acc_x", 10, "g"), new Signal("acc_y", 10, "g"), new Signal("acc_z", 10, "g"), Signal.Annotations(20, "BDF Annotations"))
            .Record(new int[10], new int[10], new int[10], EdfBuilder.Lists(0)).Record(new int[10], new int[10], new int[10], EdfBuilder.Lists(1)).ToBytes(),
        new EdfBuilder { Mark = "EDF+C", RecordSeconds = "0" }.With(Signal.Annotations()).Record([EdfBuilder.Lists(0, EdfBuilder.List("+30", "30", "Sleep stage W"))]).ToBytes(),
    ];

    private static readonly string[] Tokens =
    [
        "99999999", "-1", "0", "-", "1e9", "1e-9", "1E308", "-1e308", "1,5", "NaN", "Infinity", " ", "        ", "\0\0\0\0", "EDF+D", "BDF+C", "EDF Annotations",
        "+9999999999", "+1\u0014\u0014\0", "-5\u0014\u0014\0", "\u0014", "\u0015", "\0", "+1e5\u0014\u0014\0", "+.5", "@@", "9999", "2", "0.000001", "\u00FF\u00FE",
    ];

    // Half of the changes fall into the header's numbers, which decide about sizes.
    private static readonly Gen<(int Kind, double At, byte Byte, string Token)> Mutation =
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Byte, Choose.From(Tokens));

    [Fact]
    public void AMutatedFileGivesARecordingOrAFormatException()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        Gen.Select(Choose.From(Seeds), Mutation.Array[1, 5], Gen.Bool, Gen.Int[1, 40]).Sample(
            (seed, mutations, isLenient, capacity) => Read(path, mutations.Aggregate(seed, Apply), isLenient, capacity),
            iter: Iterations,
            threads: 1);
        File.Delete(path);
    }

    [Fact]
    public void AnAnalysisOfAMutatedFileEndsInAResultOrAFormatException()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".edf");
        Gen.Select(Choose.From(Seeds), Mutation.Array[1, 3]).Sample(
            (seed, mutations) =>
            {
                File.WriteAllBytes(path, mutations.Aggregate(seed, Apply));
                try
                {
                    using EdfRecordingReader reader = EdfRecordingReader.Open(path);
                    if (reader.Channels.All(channel => channel.SampleRate <= 2000))
                    {
                        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader);
                        Assert.All(result.Events, row => Assert.True(double.IsFinite(row.OnsetSeconds) && row.DurationSeconds > 0, "The event has no time."));
                    }
                }
                catch (RecordingFormatException fault)
                {
                    Assert.NotEmpty(fault.Place);
                }
            },
            iter: Iterations / 20,
            threads: 1);
        File.Delete(path);
    }

    private static int Iterations => int.TryParse(Environment.GetEnvironmentVariable("MYOCLONUS_FUZZ"), out int iterations) ? iterations : 3000;

    private static void Read(string path, byte[] bytes, bool isLenient, int capacity)
    {
        File.WriteAllBytes(path, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using (EdfRecordingReader reader = EdfRecordingReader.Open(path, new RecordingOptions { IsLenient = isLenient }))
            {
                ReadEdf read = ReadEdf.From(reader, capacity);
                Assert.All(read.Channels, channel => Assert.InRange(channel.SampleRate, 1e-6, 1e6));
                Assert.All(read.Segments, segment => Assert.True(double.IsFinite(segment.StartSeconds), "The time is no time."));
                Assert.All(read.Signals, signal => Assert.DoesNotContain(signal, double.IsInfinity));
                Assert.All(read.Annotations, annotation => Assert.True(double.IsFinite(annotation.OnsetSeconds) && annotation.DurationSeconds is null or >= 0, "The annotation has no time."));
            }

            using (EdfRecordingReader reader = EdfRecordingReader.Open(path, new RecordingOptions { IsLenient = isLenient }))
            {
                // Filters and windows have sizes of their own, which grow with the rate.
                if (reader.Channels.All(channel => channel.SampleRate <= 2000))
                {
                    RecordingInspector.Inspect(reader);
                }
            }
        }
        catch (RecordingFormatException fault)
        {
            Assert.NotEmpty(fault.Place);
            Assert.NotEmpty(fault.Expected);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    private static byte[] Apply(byte[] file, (int Kind, double At, byte Byte, string Token) mutation)
    {
        int at = (int)(mutation.At * Math.Max(0, file.Length - 1));
        byte[] token = Encoding.Latin1.GetBytes(mutation.Token);
        switch (mutation.Kind)
        {
            case 0 when file.Length > 0:
                byte[] changed = [.. file];
                changed[at] = mutation.Byte;
                return changed;
            case 1:
                return file[..at];
            case 2:
                return [.. file[..at], .. token, .. file[at..]];
            case 3:
                return [.. file[..at], .. file[Math.Min(file.Length, at + token.Length)..]];
            default:
                // A number field of the header: eight bytes, on a border of eight behind the texts.
                int field = file.Length < 800 ? at : (at % 700 / 8 * 8) + 184;
                byte[] written = [.. file];
                for (int i = 0; i < 8 && field + i < written.Length; i++)
                {
                    written[field + i] = i < token.Length ? token[i] : (byte)' ';
                }

                return written;
        }
    }
}
