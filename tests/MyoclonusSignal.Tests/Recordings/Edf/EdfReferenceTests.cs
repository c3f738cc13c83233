using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings.Edf;

/// <summary>What MNE-Python reads from the same files: its numbers for files that a script made, and itself where it is installed.</summary>
public sealed class EdfReferenceTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("mixed.edf")]
    [InlineData("mixed.bdf")]
    public void EverySampleEqualsWhatMneReads(string file)
    {
        ReadEdf read = Read(TestData.Fixture("Recordings/" + file), new RecordingOptions());
        string[][] rows = [.. File.ReadLines(TestData.Fixture("Recordings/mixed.txt")).Select(line => line.Split('\t')).Where(cells => cells[0] == file)];
        Assert.Equal(3, rows.Length);
        foreach (string[] cells in rows)
        {
            double[] expected = [.. cells[2].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            double[] found = read.Signals[read.Channels.Single(channel => channel.Name == cells[1]).Signals[0]];
            double largest = expected.Max(Math.Abs);
            Assert.Equal(expected.Length, found.Length);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-13 * largest));
        }

        Assert.Equal(
            [new(1.25, 0.5, "jerk"), new(3, null, "Müller"), new(3, null, "zweiter Text")], read.Annotations);
        Assert.Equal(new DateTime(2026, 3, 1, 22, 0, 0), read.StartTime);
    }

    [Fact]
    public void TheBdfTwinOfARealRecordingEqualsItsEdf()
    {
        ReadEdf edf = Read(TestData.RealRecording("edfio/short_psg.edf"), new RecordingOptions());
        ReadEdf bdf = Read(TestData.RealRecording("edfio/short_psg.bdf"), new RecordingOptions());
        Assert.Equal(7, edf.Channels.Count);
        for (int signal = 0; signal < edf.Signals.Length; signal++)
        {
            Assert.NotEmpty(edf.Signals[signal]);
            Assert.Equal(edf.Signals[signal], bdf.Signals[signal]);
        }
    }

    [Fact]
    public void ARealPolysomnogramHasItsRatesKindsAndScoring()
    {
        ReadEdf night = Read(TestData.RealRecording("stagpoint_psg/female57_apsg.edf"), new RecordingOptions());
        Assert.Equal("EDF+C", night.Format);
        Assert.Equal(
            ["EMG chin R-ref", "EMG chin L-ref", "EMG RAT", "EMG LAT"],
            night.Channels.Where(channel => channel.Kind == ChannelKind.Emg).Select(channel => channel.Name));
        Assert.Equal([128, 32, 4], night.Channels.Select(channel => channel.SampleRate).Distinct());
        Assert.All(night.Channels, channel => Assert.Equal(900 * channel.SampleRate, night.Signals[channel.Signals[0]].Length));
        Assert.Single(night.Segments);
        ReadEdf scoring = Read(TestData.RealRecording("stagpoint_psg/female57_scoring.edf"), new RecordingOptions());
        Assert.Equal(16, scoring.Annotations.Count(annotation => annotation.Text.StartsWith("Sleep stage", StringComparison.Ordinal)));
        RecordingAnnotation movement = Assert.Single(scoring.Annotations, annotation => annotation.Text.Contains("imb", StringComparison.Ordinal));
        Assert.Equal((149.3297, 1.1016), (Math.Round(movement.OnsetSeconds, 4), Math.Round(movement.DurationSeconds!.Value, 4)));
    }

    [Theory]
    [InlineData("stagpoint_psg/female57_apsg.edf")]
    [InlineData("stagpoint_psg/female57_scoring.edf")]
    [InlineData("edfio/short_psg.edf")]
    [InlineData("edfio/short_psg.bdf")]
    public void EverySampleOfARealRecordingEqualsWhatMneReads(string recording)
    {
        AssertEqualsMne(TestData.RealRecording(recording));
    }

    [Theory]
    [InlineData(".edf")]
    [InlineData(".bdf")]
    public void EverySampleWrittenEqualsWhatMneReads(string extension)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + extension);
        using (FileStream file = File.Create(path))
        {
            EdfRecordingWriter.Write(
                () => EdfRecordingReader.Open(TestData.Fixture("Recordings/mixed.edf"), new RecordingOptions { KeepsUnits = true }),
                file,
                new EdfWriteOptions { IsBdf = extension == ".bdf", Annotations = [new(0.125, 0.5, "Zuckung – β"), new(7, null, "late")] });
        }

        AssertEqualsMne(path);
        File.Delete(path);
    }

    private static void AssertEqualsMne(string path)
    {
        Assert.SkipUnless(HasMne(), "MNE-Python is not installed (Debian: python3-mne).");
        using EdfRecordingReader reader = EdfRecordingReader.Open(path, new RecordingOptions { KeepsUnits = true });
        ReadEdf read = ReadEdf.From(reader);
        string folder = Directory.CreateTempSubdirectory("edf-").FullName;
        for (int i = 0; i < read.Signals.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.f64")), MemoryMarshal.AsBytes<double>(read.Signals[i]));
        }

        File.WriteAllLines(Path.Combine(folder, "index.txt"), read.Channels.Select(channel => $"{channel.Name}\t{channel.Unit}"));
        File.WriteAllLines(Path.Combine(folder, "annotations.tsv"), read.Annotations.Select(annotation => string.Create(
            CultureInfo.InvariantCulture, $"{annotation.OnsetSeconds:R}\t{annotation.DurationSeconds ?? 0:R}\t{annotation.Text}{(annotation.Channel is null ? string.Empty : "@@" + annotation.Channel)}")));
        (int code, string output) = Run(TestData.Fixture("Recordings/compare_edf.py"), path, folder);
        Directory.Delete(folder, true);
        Assert.True(code == 0, output);
        Assert.Contains(" samples", output, StringComparison.Ordinal);
    }

    private static ReadEdf Read(string path, RecordingOptions options)
    {
        using EdfRecordingReader reader = EdfRecordingReader.Open(path, options);
        return ReadEdf.From(reader);
    }

    private static bool HasMne() => File.Exists(Python) && Run("-c", "import mne").Code == 0;

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
