using System.Diagnostics;
using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Tests.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>
/// Programs of others read the same samples from the same files: a written table pandas and R, each in one line without
/// arguments, written EDF+ and BDF+ and a BrainVision recording MNE-Python. Skipped where they are not installed (Debian:
/// python3-pandas, r-base-core, python3-mne).
/// </summary>
public sealed class PeerTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    // Without arguments pandas takes some 17 digits of a number, zeros in front counted; what R reads is exact.
    private const double ErrorOfPandas = 2e-14;
    private readonly string _folder = Directory.CreateTempSubdirectory("peers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PandasReadsAWrittenTableWithoutArguments()
    {
        Assert.SkipWhen(Run(Python, "-c", "import pandas") is null, "python3 with pandas is not installed.");
        string csv = WriteTable(out string heads, out double[][] samples);
        AssertSame(heads, samples, Run(Python, "-c", $"import pandas; t = pandas.read_csv(r'{csv}'); print('|'.join(t.columns)); [print(*['%.17g' % v for v in t[c].astype(float)]) for c in t.columns]")!, ErrorOfPandas);
    }

    [Fact]
    public void RReadsAWrittenTableWithoutArguments()
    {
        Assert.SkipWhen(Run("/usr/bin/Rscript", "--version") is null, "R is not installed.");
        string csv = WriteTable(out string heads, out double[][] samples);

        // R writes what may not stand in a name as points.
        heads = string.Concat(heads.Select(letter => char.IsLetterOrDigit(letter) || letter is '|' or '_' ? letter : '.'));
        AssertSame(heads, samples, Run("/usr/bin/Rscript", "-e", $"t <- read.csv('{csv}'); cat(names(t), sep='|'); cat('\\n'); for (c in t) {{ cat(sprintf('%.17g', c)); cat('\\n') }}")!, 0);
    }

    [Theory]
    [InlineData(".edf")]
    [InlineData(".bdf")]
    public void MneReadsAWrittenRecording(string extension)
    {
        Assert.SkipWhen(Run(Python, "-c", "import mne") is null, "MNE-Python is not installed.");
        string csv = WriteTable(out _, out _, missing: false);
        string path = Path.ChangeExtension(csv, extension);
        using (FileStream file = File.Create(path))
        {
            EdfRecordingWriter.Write(() => CsvRecordingReader.Open(csv), file, new EdfWriteOptions { IsBdf = extension == ".bdf" });
        }

        using RecordingReader reader = RecordingFile.Open(path);
        AssertMne(reader, $"mne.io.read_raw_{extension[1..]}(r'{path}', verbose='error')");
    }

    [Fact]
    public void MneReadsTheSameBrainVisionRecording()
    {
        Assert.SkipWhen(Run(Python, "-c", "import mne") is null, "MNE-Python is not installed.");
        string header = Path.Combine(_folder, "r.vhdr");
        File.WriteAllText(header, """
            Brain Vision Data Exchange Header File Version 1.0
            [Common Infos]
            Codepage=UTF-8
            DataFile=r.eeg
            MarkerFile=r.vmrk
            DataFormat=BINARY
            DataOrientation=MULTIPLEXED
            NumberOfChannels=2
            SamplingInterval=1000
            [Binary Infos]
            BinaryFormat=INT_16
            [Channel Infos]
            Ch1=EMG left,,0.5,µV
            Ch2=EMG right,,0.1,µV

            """);
        File.WriteAllText(Path.ChangeExtension(header, ".vmrk"), "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\nCodepage=UTF-8\nDataFile=r.eeg\n[Marker Infos]\nMk1=New Segment,,1,1,0,20130913112020000000\n");
        byte[] samples = new byte[2 * 2 * 1000];
        new Random(3).NextBytes(samples);
        File.WriteAllBytes(Path.ChangeExtension(header, ".eeg"), samples);
        using RecordingReader reader = RecordingFile.Open(header);
        AssertMne(reader, $"mne.io.read_raw_brainvision(r'{header}', verbose='error')");
    }

    private static void AssertMne(RecordingReader reader, string open)
    {
        ReadRecording read = ReadRecording.From(reader);
        string output = Run(Python, "-c", $"import mne, warnings; warnings.simplefilter('ignore'); r = {open}; d = r.get_data(); [print(*['%.17g' % v for v in row]) for row in d]")!;
        string[] rows = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.True(rows.Length >= read.Signals.Length, output[..Math.Min(200, output.Length)]);
        for (int signal = 0; signal < read.Signals.Length; signal++)
        {
            // MNE gives voltages in volts, and any other unit as it is.
            double scale = read.Channels.Single(channel => channel.Signals.Contains(signal)).Unit == "uV" ? 1e6 : 1;
            double[] found = [.. rows[signal].Split(' ').Select(number => scale * double.Parse(number, CultureInfo.InvariantCulture))];
            Assert.True(found.Length >= read.Signals[signal].Length);
            for (int i = 0; i < read.Signals[signal].Length; i++)
            {
                Assert.Equal(read.Signals[signal][i], found[i], 1e-9 * Math.Max(1, Math.Abs(found[i])));
            }
        }
    }

    private static void AssertSame(string heads, double[][] samples, string output, double precision)
    {
        string[] lines = [.. output.Split('\n').Select(line => line.Trim())];
        Assert.Equal(heads, lines[0]);
        for (int column = 0; column < samples.Length; column++)
        {
            // R writes NA, pandas nan.
            double[] found = [.. lines[column + 1].Split(' ').Select(cell => cell is "NA" or "nan" or "NaN" ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.Equal(samples[column].Length, found.Length);
            for (int i = 0; i < found.Length; i++)
            {
                Assert.True(found[i].Equals(samples[column][i]) || Math.Abs(found[i] - samples[column][i]) <= precision * Math.Max(1, Math.Abs(samples[column][i])), $"column {column}, row {i}: {found[i]:R} for {samples[column][i]:R}");
            }
        }
    }

    /// <summary>Writes a table with all that may trouble a reader: comments before it, a comma in a name, missing samples, numbers of 17 digits.</summary>
    private string WriteTable(out string heads, out double[][] samples, bool missing = true)
    {
        string csv = Path.Combine(_folder, "r.csv");
        Random random = new(11);
        StringBuilder text = new("# Technician:= Smith\n# Sampling Rate (Hz):= 100\nemg_ta [uV]\t\"emg, left [uV]\"\tacc [g]\n");
        List<double>[] columns = [[], [], [], []];
        for (int i = 0; i < 500; i++)
        {
            double[] row = [100 * (random.NextDouble() - 0.5), missing && i % 50 == 7 ? double.NaN : random.NextDouble() / 3, random.Next(1000) / 1000.0];
            columns[0].Add(i / 100.0);
            for (int column = 0; column < row.Length; column++)
            {
                columns[column + 1].Add(row[column]);
            }

            text.AppendJoin('\t', row.Select(cell => double.IsNaN(cell) ? string.Empty : cell.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        using (var reader = CsvRecordingReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "r.csv"))
        using (FileStream file = File.Create(csv))
        using (StreamWriter about = new(CsvRecordingWriter.InfoPathBeside(csv)))
        {
            CsvRecordingWriter.Write(reader, file, about: about);
        }

        heads = "time [s]|emg_ta [uV]|emg, left [uV]|acc [g]";
        samples = [.. columns.Select(column => column.ToArray())];
        return csv;
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            error.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
