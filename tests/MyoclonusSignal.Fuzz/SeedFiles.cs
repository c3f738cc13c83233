using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Fuzz;

/// <summary>Small valid files for the fuzzer to begin with: it reaches far more from them than from nothing.</summary>
internal static class SeedFiles
{
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        RecordingAnnotation[] annotations = [new(0.2, 0.1, "jerk", "emg"), new(0.5, null, "Sleep stage W")];
        foreach (bool isBdf in (bool[])[false, true])
        {
            using FileStream file = File.Create(Path.Combine(folder, isBdf ? "seed.bdf" : "seed.edf"));
            EdfRecordingWriter.Write(Recording, file, new EdfWriteOptions { IsBdf = isBdf, Annotations = annotations });
        }

        using (FileStream file = File.Create(Path.Combine(folder, "seed.csv")))
        {
            using RecordingReader reader = Recording();
            CsvRecordingWriter.Write(reader, file);
        }

        string[] times = [.. Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{(i + (0.3 * Math.Sin(i * i))) / 50:F5};{i % 7},5"))];
        File.WriteAllText(Path.Combine(folder, "uneven.csv"), "time_s;emg [mV]\n" + string.Join('\n', times).Replace('.', ',') + "\n", Encoding.UTF8);
        File.WriteAllText(Path.Combine(folder, "seed.tsv"), "onset\tduration\ttrial_type\n0.5\t0.1\tjerk\nn/a\tn/a\tn/a\n");
        File.WriteAllText(Path.Combine(folder, "seed.annot"), "class\tinstance\tchannel\tstart\tstop\tmeta\nLM\t.\tleg\t10.5\t+0.5\t.\nN2\t.\t.\te:3\t...\t.\n");
    }

    private static MemoryRecording Recording() => new(
        [new RecordingChannel("emg", ChannelKind.Emg, "uV", 50, [0], ["emg"])],
        [[.. Enumerable.Range(0, 100).Select(i => i % 30 == 7 ? double.NaN : Math.Round(10 * Math.Sin(i), 2))]]);
}
