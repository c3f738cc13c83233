using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Fuzz;

/// <summary>Small valid inputs for the fuzzer to begin with: it reaches far more from them than from nothing.</summary>
internal static class SeedFiles
{
    private const double SampleRate = 200;
    private const double Seconds = 3;

    /// <summary>Writes the seeds of every target for a fuzzer that runs the program, into a folder for each.</summary>
    public static void Write(string folder, IReadOnlyList<FuzzTarget> targets)
    {
        foreach (FuzzTarget target in targets)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName;
            for (int i = 0; i < target.Seeds.Count; i++)
            {
                File.WriteAllBytes(Path.Combine(own, string.Create(CultureInfo.InvariantCulture, $"seed{i}")), target.Seeds[i]);
            }
        }
    }

    public static byte[] Written(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }

    public static byte[][] Recordings() =>
    [
        Edf(isBdf: false), Edf(isBdf: true),
        Written(stream =>
        {
            using RecordingReader reader = Recording();
            CsvRecordingWriter.Write(reader, stream);
        }),
        Text("time_s;emg [mV]\n" + Lines(60, i => FormattableString.Invariant($"{(i + (0.3 * Math.Sin(i * i))) / 50:F5};{i % 7},5").Replace('.', ','))),
        .. Streams(),
    ];

    public static byte[][] Annotations() =>
    [
        Text("onset\tduration\ttrial_type\n0.5\t0.1\tjerk\nn/a\tn/a\tn/a\n"),
        Text("onset\tduration\ttrial_type\tchannel\tnote\n-0.5\t0\tjerk\temg\t'=x\\n\n3e2\t1\tartefact\tn/a\t\\u001b\n"),
        Text("class\tinstance\tchannel\tstart\tstop\tmeta\nLM\t.\tleg\t10.5\t+0.5\t.\nN2\t.\t.\te:3\t...\t.\nN1\t.\t.\t22:10:00\t22:10:30\t.\n"),
        Edf(isBdf: false),
    ];

    public static byte[][] Hypnograms() =>
    [
        Text("W\nN1\nN2\nN3\nR\n?\n"),
        Text("# scored by hand\n0\n1\n2\n3\n5\n"),
        Text("onset;duration;stage\n0;30;W\n30;60;N2\n90;30;R\n"),
        .. Annotations(),
    ];

    public static byte[][] Options() =>
    [
        Text("{\"emg_band_hz\":[20,90],\"detector\":\"hodges-bui\",\"reading\":{\"kinds\":{\"emg\":\"emg\"},\"sample_rate_hz\":null}}"),
        Text("{\"channels\":[\"emg\"],\"line_frequency\":\"given\",\"line_frequency_hz\":50,\"remove_ecg\":true,\"start_s\":0.5,\"stop_s\":2}"),
    ];

    /// <summary>Texts as they come from a pipe: jerks in noise, an accelerometer, and a step in a channel that is flat otherwise.</summary>
    public static byte[][] Streams()
    {
        Func<int, double> noise = i => (i * 7919 % 1000 / 100.0) - 5;
        return
        [
            Rows("time_s,emg [uV]", i => [noise(i) * (i % 150 < 12 ? 20 : 1)]),
            Rows("time_s,emg [uV]", i => [i < 300 ? 0 : 1000]),
            Rows("time_s,emg [uV],flat [uV]", i => [noise(i), i == 300 ? 1e6 : 0]),
            Rows("time_s,acc_x [g],acc_y [g],acc_z [g]", i => [i < 250 ? 0 : 0.5, noise(i) / 1000, 1]),
            Text("# Sampling Rate (Hz):= 100\nemg_ta\n" + Lines(300, i => noise(i).ToString(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>A data set with an EMG recording and all that may stand beside it.</summary>
    public static byte[] BidsFolder() => FileArchive.Pack(
        ("dataset_description.json", Text("{\"Name\":\"Seed\",\"BIDSVersion\":\"1.11.0\",\"DatasetDOI\":\"doi:10.1/x\"}")),
        ("sub-01/emg/sub-01_task-rest_emg.edf", Edf(isBdf: false)),
        ("sub-01/emg/sub-01_task-rest_emg.json", Text("{\"SamplingFrequency\":200,\"RecordingDuration\":3,\"PowerLineFrequency\":50}")),
        ("sub-01/emg/sub-01_task-rest_channels.tsv", Text("name\ttype\tunits\tsampling_frequency\tstatus\tstatus_description\nemg\tEMG\tuV\t200\tgood\tn/a\n")),
        ("sub-01/emg/sub-01_task-rest_events.tsv", Annotations()[0]));

    /// <summary>A data set with a motion recording, whose columns are named beside it.</summary>
    public static byte[] MotionFolder() => FileArchive.Pack(
        ("dataset_description.json", Text("{\"Name\":\"Seed\",\"BIDSVersion\":\"1.11.0\"}")),
        ("task-rest_events.tsv", Annotations()[1]),
        ("sub-02/ses-a/motion/sub-02_ses-a_task-rest_tracksys-imu_motion.tsv", Text(Lines(200, i => FormattableString.Invariant($"{i % 5}\t0.{i % 9}\t1")))),
        ("sub-02/ses-a/motion/sub-02_ses-a_task-rest_tracksys-imu_motion.json", Text("{\"SamplingFrequency\":100,\"SamplingFrequencyEffective\":99.9,\"RecordingDuration\":2}")),
        ("sub-02/ses-a/motion/sub-02_ses-a_task-rest_tracksys-imu_channels.tsv", Text("name\tcomponent\ttype\ttracked_point\tunits\tsampling_frequency\nax\tx\tACCEL\tleg\tg\t100\nay\ty\tACCEL\tleg\tg\t100\naz\tz\tACCEL\tleg\tg\t100\n")));

    private static byte[] Edf(bool isBdf)
    {
        RecordingAnnotation[] annotations = [new(0.2, 0.1, "jerk", "emg"), new(0.5, 30, "Sleep stage W")];
        return Written(stream => EdfRecordingWriter.Write(Recording, stream, new EdfWriteOptions { IsBdf = isBdf, Annotations = annotations }));
    }

    private static MemoryRecording Recording() => new(
        [new RecordingChannel("emg", ChannelKind.Emg, "uV", SampleRate, [0], ["emg"])],
        [[.. Enumerable.Range(0, (int)(SampleRate * Seconds)).Select(i => i % 90 == 7 ? double.NaN : Math.Round(10 * Math.Sin(i * i) * (i % 150 < 12 ? 10 : 1), 2))]]);

    private static byte[] Rows(string header, Func<int, double[]> row) => Text(header + "\n" + Lines(
        (int)(SampleRate * Seconds), i => string.Join(',', new[] { i / SampleRate }.Concat(row(i)).Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)))));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
