using System.Diagnostics;
using System.Text;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>A written CSV is read by pandas in one line without arguments, to the same numbers; skipped where there is no pandas.</summary>
public sealed class PandasTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pandas").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PandasReadsAWrittenTableWithoutArguments()
    {
        Assert.SkipWhen(Run("import pandas") is null, "python3 with pandas is not installed.");
        string csv = Path.Combine(_folder, "r.csv");
        byte[] text = Encoding.UTF8.GetBytes("# Technician:= Smith\n# Sampling Rate (Hz):= 100\nemg [uV]\tacc\n0.1\t1\n\t2\n0.3\t3\n");
        using (var reader = CsvRecordingReader.Open(new MemoryStream(text), "r.csv"))
        using (FileStream file = File.Create(csv))
        using (StreamWriter about = new(CsvRecordingWriter.InfoPathBeside(csv)))
        {
            CsvRecordingWriter.Write(reader, file, about: about);
        }

        Assert.Equal(
            "time [s],emg [uV],acc 0.1 nan 0.3 [1.0, 2.0, 3.0]",
            Run($"import pandas; t = pandas.read_csv(r'{csv}'); print(','.join(t.columns), *t['emg [uV]'].tolist(), t['acc'].astype(float).tolist())")!.Trim());
    }

    private static string? Run(string program)
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
