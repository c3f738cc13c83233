using System.Globalization;
using System.IO.Compression;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Tests.Recordings.Csv;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>Tables that are refused.</summary>
internal static class RefusedTables
{
    private const string Good = "time_ms,emg [uV]\n0,1\n10,2\n20,3\n30,4\n";
    private const string Delsys = "X [s],EMG 1 [mV],X [s],EMG 2 [mV],X [s],EMG 3 [mV]\n";
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Good);

    private const string MotionRows = "1\n2\n5\n3\n";

    public static IReadOnlyList<RefusedFile> All { get; } =
    [
        new("an empty file", string.Empty) { Whole = Whole, Right = IsGood },
        new("comments only", "# a\n# b\n") { Whole = Whole, Right = IsGood },
        new("comments without end", string.Concat(Enumerable.Repeat("# a comment of many words\n", 20_000)) + Good) { Right = IsGood },
        new("one channel a line", Transposed(Encoding.UTF8.GetString(Rows(100_000)))) { Right = read => AssertEmg(read, 100, null, 0, 1, 2) },
        new("one channel a line behind a table", Encoding.UTF8.GetString(Rows(100)) + string.Join(',', Enumerable.Range(0, 400_000)) + "\n")
        {
            IsRight = text => text.StartsWith("delete", StringComparison.Ordinal), Right = read => AssertEmg(read, 100, null, 0, 1, 2),
        },
        new("a separator that is none", "sep=x\n" + Good) { Right = IsGood },
        new("too few names", "0,1,2\n10,3,4\n20,5,6\n") { Options = new RecordingOptions { Columns = ["time_ms", "emg"] }, Right = read => AssertEmg(read, 100, null, 1, 3, 5) },
        new("too many names", "0,1\n10,3\n20,5\n") { Options = new RecordingOptions { Columns = ["time_ms", "emg", "acc"] }, Right = read => AssertEmg(read, 100, null, 1, 3, 5) },
        new("a header only", "time_ms,emg\n") { Whole = Whole, Right = IsGood },
        new("a header and empty lines", "time_ms,emg\n\n\n") { Whole = Whole, Right = IsGood },
        new("a header and empty cells", "time_ms,emg\n,\n,\n") { Whole = Whole, Right = IsGood },
        new("times alone", "t\n1\n2\n5\n") { Whole = Whole, IsRight = text => text.Contains("signal", StringComparison.Ordinal), Right = read => AssertEmg(read, 100, "signal", 1, 2, 5) },
        new("words alone", "time_ms,mark\n0,a\n10,b\n20,c\n") { Whole = Whole, Right = IsGood, IsRight = text => text.StartsWith("export", StringComparison.Ordinal) },
        new("no rate", "emg\n1\n2\n5\n") { Right = read => AssertEmg(read, 100, null, 1, 2, 5) },
        new("numbers of samples alone", "sample,emg\n0,1\n1,2\n2,5\n") { Right = read => AssertEmg(read, 100, null, 1, 2, 5) },
        new("one row", "time_ms,emg\n0,1\n") { Right = read => AssertEmg(read, 100, null, 1) },
        new("times that fall", "time_ms,emg\n30,4\n20,3\n10,2\n0,1\n") { Right = read => Assert.Equal((100, 4), (read.SampleRate, read.Signals[0].Length)) },
        new("times that fall once", "time_ms,emg\n0,1\n20,3\n10,2\n30,4\n40,5\n") { Right = read => Assert.Equal((100, 5), (read.SampleRate, read.Signals[0].Length)) },
        new("times that fall once beside a name with a comma", "time_ms,\"LT TIB.ANT., uV\",\"a, b\"\n0,1,1\n20,3,1\n10,2,1\n30,4,1\n40,5,1\n")
        {
            Right = read => Assert.Equal((100, "uV", "a, b"), (read.SampleRate, read.Channels[0].Unit, read.Channels[1].Name)),
        },
        new("a time that comes back", SetBack()) { Right = read => Assert.Equal((100, 100), (read.SampleRate, read.Signals[0].Length)), IsRight = text => !text.Contains("sort", StringComparison.Ordinal) },
        new("a time of no calendar", Numbered(700, i => i < 650 ? i : i * 1e15)) { Whole = Rows(700), Right = read => Assert.Equal((100, 700), (read.SampleRate, read.Signals[0].Length)) },
        new("a rate of no sensor", MotionRows)
        {
            FileName = "sub-01_task-rest_motion.tsv", Beside = Motion(1e12), Whole = Encoding.UTF8.GetBytes(MotionRows), WholeBeside = Motion(100), Right = read => Assert.Equal(100, read.SampleRate),
        },
        new("steps of nothing", "time_s,emg\n0,1\n1e-12,2\n2e-12,3\n3e-12,4\n4e-12,5\n") { Right = read => AssertEmg(read, 100, null, 1, 2, 3) },
        new("a time that is repeated", Numbered(100, i => i == 50 ? 49 : i)) { Right = read => Assert.Equal((100, true), (read.SampleRate, read.Signals[0].Length is 99 or 100)) },
        new("a clock that is said to be another", Numbered(300, i => i + (0.3 * Math.Sin(i * i))))
        {
            Options = new RecordingOptions { Clock = RecordingClockKind.Even }, Right = read => Assert.Equal(100, read.SampleRate, 0.2),
        },
        new("a clock that stands", "time,emg\n10:00:00,1\n10:00:00,2\n" + string.Concat(Enumerable.Repeat("10:00:00,5\n", 8)) + "10:00:01,5\n") { Right = read => AssertEmg(read, 100, null, 1, 2, 5) },
        new("a clock that stands throughout", "time,emg\n10:00:00,1\n10:00:00,2\n10:00:00,3\n10:00:00,4\n10:00:00,5\n") { Right = read => AssertEmg(read, 100, null, 1, 2, 3) },
        new("milliseconds without unit", "time,emg [uV]\n0,1\n10,2\n20,3\n30,4\n") { IsRight = text => text.Contains("ms", StringComparison.Ordinal), Right = IsGood },
        new("seconds without unit", "time,emg [uV]\n0,1\n1,2\n2,3\n3,4\n") { IsRight = text => text.Contains("time_s", StringComparison.Ordinal), Right = read => AssertEmg(read, 1, null, 1, 2, 3) },
        new("samples without unit", "time,emg [uV]\n0,1\n1,2\n2,3\n3,4\n") { IsRight = text => text.Contains("sample\"", StringComparison.Ordinal) || text.Contains("sample,", StringComparison.Ordinal), Right = IsGood },
        new("a time in an unknown unit", "time [ticks],emg [uV]\n0,1\n10,2\n20,3\n30,4\n") { IsRight = text => text.Contains("ms", StringComparison.Ordinal), Right = IsGood },
        new("a rate that is a word", "# Sampling Rate (Hz):= fast\nemg [uV]\n1\n2\n3\n4\n") { KnownText = "# Sampling Rate (Hz):= 100", Right = IsGood },
        new("a rate that changes", Numbered(4000, i => i < 2000 ? i : 2000 + ((i - 2000) * 1.5))) { Whole = Rows(100), IsRight = text => text.Contains("uneven", StringComparison.Ordinal), Right = read => Assert.InRange(read.SampleRate, 66, 100) },
        new("samples before the first time column", "EMG 0 [mV],EMG 1 Time Series (s),EMG 1 [mV],EMG 2 Time Series (s),EMG 2 [mV]\n0,0.00,1,0.00,1\n0,0.01,2,0.01,2\n0,0.02,5,0.02,5\n")
        {
            Right = read => AssertEmg(read, 100, "EMG 1", 1, 2, 5),
        },
        new("time columns alone", "EMG 1 Time Series (s),EMG 2 Time Series (s)\n0.00,0.00\n0.01,0.01\n0.02,0.02\n") { Whole = Whole, Right = IsGood },
        new("a sensor with a gap", Sensors(i => i, i => i, i => i > 200 ? i + 50 : i)) { IsRight = text => text.Contains("leave", StringComparison.Ordinal), Right = read => Assert.Equal((100, 2), (read.SampleRate, read.Channels.Count)) },
        new("a sensor with a gap, read alone", Sensors(i => i, i => i, i => i > 200 ? i + 50 : i)) { IsRight = text => text.Contains("alone", StringComparison.Ordinal), Right = read => Assert.Equal((100, 1, 2), (read.SampleRate, read.Channels.Count, read.Segments.Count)) },
        new("a sensor whose time stands", Sensors(i => i, _ => 7, i => i)) { Right = read => Assert.Equal((100, 2, "EMG 3"), (read.SampleRate, read.Channels.Count, read.Channels[1].Name)) },
        new("an EDF file in a pipe", SmallEdf())
        {
            FileName = "r.edf",
            Whole = SmallEdf(),
            Read = (path, options, isFile) =>
            {
                using RecordingReader reader = isFile ? RecordingFile.Open(path, options) : CsvRecordingReader.Open(new MemoryStream(File.ReadAllBytes(path)), path, options);
                return ReadRecording.From(reader);
            },
            Right = read => Assert.Equal((100, 100), (read.SampleRate, read.Signals[0].Length)),
        },
        new("a workbook", "PK\u0003\u0004and more") { Whole = Whole, Right = IsGood },
        new("binary data", [1, 0, 0, 2, .. new byte[100]]) { Whole = Whole, IsRight = text => text.StartsWith("export", StringComparison.Ordinal), Right = IsGood },
        new("UTF-16 without a mark", Encoding.Unicode.GetBytes("# \u4e2d\n" + Good)) { Whole = Whole, Right = IsGood },
        new("names in a page of Cyrillic", [.. "time_ms,"u8, .. Enumerable.Repeat((byte)0xEC, 30), .. "\n0,1\n10,2\n20,3\n"u8]) { Whole = Whole, Right = read => Assert.Equal((100, 1, 2), (read.SampleRate, read.Signals[0][0], read.Signals[0][1])) },
        new("a time that is a word", "time_ms,emg [uV]\n0,1\n10,2\nx,3\n30,4\n40,5\n") { KnownText = "20", Right = IsGood },
        new("a cell that is a word", "time_ms,emg [uV],mark\n0,1,0\n10,2,go\n20,3,0\n30,4,0\n40,5,0\n") { KnownText = "1", Right = IsGood },
        new("a decimal comma between commas", "time_ms,emg,acc\n0,1,2\n10,\"1,5\",2\n20,1,2\n30,1,2\n") { Right = read => Assert.Equal((100, 1.5), (read.SampleRate, read.Signals[0][1])) },
        new("commas between thousands", "time_ms,emg [uV]\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i < 100 ? $"{i * 10}" : $"\"{i / 100},{i % 100 * 10:000}\"")},{i + 1}\n"))) { Right = read => Assert.Equal((100, 200), (read.SampleRate, read.Signals[0].Length)) },
        new("an empty line inside", "time_ms,emg [uV]\n0,1\n10,2\n\n20,3\n30,4\n") { Right = IsGood },
        new("a line of empty cells inside", "time_ms,emg [uV]\n0,1\n10,2\n,\n20,3\n30,4\n") { Right = IsGood },
        new("a row of too few cells", "time_ms,emg [uV],acc\n0,1,2\n10,2,2\n20,3,2\n25,1\n30,1,2\n") { Right = IsGood },
        new("a time axis that is not there", Good) { Options = new RecordingOptions { TimeColumn = "clock" }, IsRight = text => text.Contains("time_ms", StringComparison.Ordinal), Right = IsGood },
        new("a column of annotations that is not there", "time_ms,emg [uV],mark\n0,1,a\n10,2,a\n20,3,b\n30,4,b\n")
        {
            Options = new RecordingOptions { AnnotationColumns = ["marker"] }, IsRight = text => text.Contains("mark\"", StringComparison.Ordinal), Right = IsGood,
        },
        new("two time axes", "time_ms,elapsed_s,emg [uV]\n0,0.01,1\n10,0.02,2\n20,0.03,3\n30,0.04,4\n40,0.55,5\n50,0.56,6\n") { Right = read => Assert.Equal(100, read.SampleRate) },
        new("two columns that rise", "clock_a,clock_b,emg [uV]\n0.00,0.11,1\n0.01,0.12,2\n0.02,0.13,3\n0.03,0.14,4\n0.04,0.15,4\n") { Right = read => Assert.Equal(100, read.SampleRate) },
        new("a rate that no muscle has", "time_s,emg [uV]\n0,1\n10,2\n20,3\n30,4\n40,5\n") { IsRight = text => !text.Contains("TimeColumn", StringComparison.Ordinal), Right = IsGood },
        new("a rate that no muscle has, of the wrong column", "time_s,emg [uV],elapsed_ms\n0,1,0\n10,2,10\n20,3,20\n30,4,30\n40,5,40\n")
        {
            Options = new RecordingOptions { TimeColumn = "time_s" }, KnownTime = "elapsed_ms", IsRight = text => text.Contains("TimeColumn", StringComparison.Ordinal), Right = IsGood,
        },
        new("gzip that is cut off", Packed(Good)[..^9]) { FileName = "r.csv.gz", Whole = Packed(Good), Right = IsGood },
        new("three bytes of gzip", Packed(Good)[..3]) { FileName = "r.csv.gz", Whole = Packed(Good), Right = IsGood },
        new("gzip that is damaged", [.. Packed(Good)[..12], 0xFF, 0xFF, .. Packed(Good)[14..]]) { FileName = "r.csv.gz", Whole = Packed(Good), Right = IsGood },
    ];

    private static void IsGood(ReadRecording read)
    {
        RecordingChannel emg = read.Channels.First(channel => channel.Kind == ChannelKind.Emg);
        Assert.Equal((100, "uV"), (emg.SampleRate, emg.Unit));
        Assert.Equal([1, 2, 3], read.Signals[emg.Signals[0]].Take(3));
    }

    private static void AssertEmg(ReadRecording read, double rate, string? name, params double[] first)
    {
        Assert.Equal((rate, ChannelKind.Emg), (read.SampleRate, read.Channels[0].Kind));
        Assert.Equal(name ?? read.Channels[0].Name, read.Channels[0].Name);
        Assert.Equal(first, read.Signals[0].Take(first.Length));
    }

    private static string Numbered(int count, Func<int, double> step) =>
        "time_ms,emg [uV]\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{step(i) * 10:0.###},{i % 7}\n")));

    private static byte[] Rows(int count) => Encoding.UTF8.GetBytes("time_ms,emg\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{i * 10},{i}\n")));

    private static Dictionary<string, byte[]> Motion(double hertz) => new()
    {
        ["sub-01_task-rest_motion.json"] = Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""{"SamplingFrequency": {{hertz}}}""")),
        ["sub-01_task-rest_channels.tsv"] = Encoding.UTF8.GetBytes("name\ttype\tunits\nemg\tEMG\tuV\n"),
    };

    private static string SetBack() => Numbered(100, i => i == 60 ? 5 : i);

    private static string Sensors(params Func<int, double>[] times) =>
        Delsys + string.Concat(Enumerable.Range(0, 400).Select(i => string.Join(',', times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time(i) / 100:0.####},{i % 7}"))) + "\n"));

    private static string Transposed(string text)
    {
        string[][] rows = [.. text.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        return string.Join('\n', Enumerable.Range(0, rows[0].Length).Select(i => string.Join(',', rows.Select(row => row[i])))) + "\n";
    }

    private static byte[] Packed(string text)
    {
        MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static byte[] SmallEdf() => new EdfBuilder().With(new EdfBuilder.Signal("emg", 100)).Record(Enumerable.Range(0, 100).ToArray()).ToBytes();
}
