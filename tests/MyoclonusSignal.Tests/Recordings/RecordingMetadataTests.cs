using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Tests.Recordings.Edf;
using Signal = MyoclonusSignal.Tests.Recordings.Edf.EdfBuilder.Signal;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>Who and what was recorded goes from format to format; nothing of it into a result; and it can be left out.</summary>
public sealed class RecordingMetadataTests : IDisposable
{
    private const string Patient = "MCH-0234567 F 02-MAY-1951 Haagse_Harry ward 7";
    private const string Recording = "Startdate 02-MAR-2021 EMG561 BK/JOP Sony.MNC_R_Median_Nerve room 3";

    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheSubfieldsOfEdfPlusAreRead()
    {
        RecordingMetadata metadata = Open(Write("a.edf", Edf())).Metadata;
        Assert.Equal(
            new RecordingMetadata
            {
                PatientCode = "MCH-0234567",
                PatientSex = "F",
                PatientBirthDate = new DateOnly(1951, 5, 2),
                PatientName = "Haagse Harry",
                PatientNotes = "ward 7",
                InvestigationCode = "EMG561",
                Technician = "BK/JOP",
                Equipment = "Sony.MNC R Median Nerve",
                RecordingNotes = "room 3",
            },
            metadata);
    }

    [Theory]
    [InlineData("X X X X", "Startdate X X X X")]
    [InlineData("", "")]
    [InlineData("X", "X")]
    public void WhatIsNotKnownIsNothing(string patient, string recording) =>
        Assert.Equal(RecordingMetadata.Unknown, Open(Write("a.edf", Edf(patient, recording))).Metadata);

    [Theory]
    [InlineData("Joe Smith, 12 High Street")]
    [InlineData("1 F 31-FEB-1951 Joe")]
    [InlineData("1 male 02-MAY-1951 Joe")]
    public void APatientFieldInAnotherFormIsNotes(string patient) =>
        Assert.Equal(RecordingMetadata.Unknown with { PatientNotes = patient }, Open(Write("a.edf", Edf(patient, "X"))).Metadata);

    [Theory]
    [InlineData(Patient, Recording)]
    [InlineData("X M X X", "Startdate 02-MAR-2021 X X X")]
    [InlineData("X X 01-JAN-2000 X", "Startdate 02-MAR-2021 X tech X")]
    public void EdfToEdfKeepsTheHeader(string patient, string recording)
    {
        byte[] header = ToEdf(Write("a.edf", Edf(patient, recording)), new EdfWriteOptions(), out EdfWriteResult result);
        Assert.Equal((patient, recording), (Field(header, 8, 80), Field(header, 88, 80)));
        Assert.Equal(("02.03.21", "22.15.30"), (Field(header, 168, 8), Field(header, 176, 8)));
        Assert.Equal(("Ag-AgCl", "HP:20Hz LP:450Hz"), (Field(header, 256 + 32, 80), Field(header, 256 + (136 * 2), 80)));
        Assert.Empty(result.Losses);
    }

    [Fact]
    public void EdfToCsvToEdfKeepsTheHeader()
    {
        string csv = ToCsv(Write("a.edf", Edf()));
        using RecordingReader reader = Open(csv);
        Assert.Equal(Open(Write("b.edf", Edf())).Metadata, reader.Metadata);
        Assert.Equal(new DateTime(2021, 3, 2, 22, 15, 30, 250, DateTimeKind.Unspecified), reader.StartTime);
        Assert.Equal(("HP:20Hz LP:450Hz", "Ag-AgCl"), (reader.Channels[0].Prefilter, reader.Channels[0].Transducer));
        byte[] header = ToEdf(csv, new EdfWriteOptions { IsBdf = true }, out EdfWriteResult result);
        Assert.Equal((Patient, Recording), (Field(header, 8, 80), Field(header, 88, 80)));
        Assert.Equal(("02.03.21", "22.15.30"), (Field(header, 168, 8), Field(header, 176, 8)));
        Assert.Equal(("Ag-AgCl", "HP:20Hz LP:450Hz"), (Field(header, 256 + 32, 80), Field(header, 256 + (136 * 2), 80)));
        Assert.Empty(result.Losses);
        Assert.Equal(reader.StartTime, Through(header, csv));
    }

    [Fact]
    public void AFreeTextIsCarriedBehindFieldsThatAreNotKnown()
    {
        byte[] header = ToEdf(Write("a.edf", Edf("Joe Smith", "sleep lab")), new EdfWriteOptions(), out _);
        Assert.Equal(("X X X X Joe Smith", "Startdate 02-MAR-2021 X X X sleep lab"), (Field(header, 8, 80), Field(header, 88, 80)));
    }

    [Fact]
    public void WhatTheHeaderCannotHoldIsTold()
    {
        string csv = Write("a.csv", Encoding.UTF8.GetBytes($"# Patient name:= Ωmega\n# Prefilter of emg:= {new string('f', 90)}\n# made by hand\ntime [s],emg [uV]\n0,1\n0.01,2\n0.02,3\n"));
        byte[] header = ToEdf(csv, new EdfWriteOptions(), out EdfWriteResult result);
        Assert.Equal("X X X ?mega", Field(header, 8, 80));
        Assert.Equal(
            ["the letters of the patient field that are no ASCII", "the comment \"# made by hand\"", "the prefilter of emg beyond 80 characters"],
            result.Losses);
    }

    [Fact]
    public void CommentsOfACsvStandBesideTheTable()
    {
        string csv = ToCsv(Write("a.csv", "# made by hand\n# Sampling Rate (Hz):= 100\nemg [uV]\n1\n2\n3\n"u8.ToArray()));
        Assert.StartsWith("time [s],emg [uV]\n", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.Equal("# made by hand\n", File.ReadAllText(CsvRecordingWriter.InfoPathBeside(csv)));
        using RecordingReader reader = Open(csv);
        Assert.Equal(["# made by hand"], reader.Metadata.Comments);
    }

    [Fact]
    public void DatesOfATimeAxisAreTheStartOfTheConvertedRecording()
    {
        byte[] header = ToEdf(
            Write("a.csv", Encoding.UTF8.GetBytes("time,emg [uV]\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"2024-03-05T14:07:{3 + (i / 1000):00}.{i % 1000:000},{i % 7}\n")))),
            new EdfWriteOptions(),
            out _);
        Assert.Equal(("05.03.24", "14.07.03"), (Field(header, 168, 8), Field(header, 176, 8)));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void WhatTheStepOfEdfFlattensIsToldWithNumbers(bool isBdf, bool isTold)
    {
        string csv = Write("a.csv", Encoding.UTF8.GetBytes("time,emg [uV]\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{i / 1000.0},{(i is > 900 and < 950 ? 1e7 : 100 * Math.Sin(i * 0.7))}\n")))));
        ToEdf(csv, new EdfWriteOptions { IsBdf = isBdf }, out EdfWriteResult result);
        Assert.Equal(isTold, result.Losses.Any(loss => loss.Contains("changes from sample to sample", StringComparison.Ordinal) && loss.Contains("1E+07", StringComparison.Ordinal) && loss.Contains(".bdf", StringComparison.Ordinal)));
    }

    [Fact]
    public void ARecordingWithoutMetadataHasNoComments() =>
        Assert.StartsWith("time [s],", File.ReadAllText(ToCsv(Write("a.csv", "time [s],emg [uV]\n0,1\n0.01,2\n"u8.ToArray()))), StringComparison.Ordinal);

    [Fact]
    public void AnonymizedEdfHasAnXInEveryField()
    {
        byte[] header = ToEdf(Write("a.edf", Edf()), new EdfWriteOptions { Anonymize = true }, out _);
        Assert.Equal(("X X X X", "Startdate X X X X"), (Field(header, 8, 80), Field(header, 88, 80)));
        Assert.Equal(("01.01.85", "22.15.30"), (Field(header, 168, 8), Field(header, 176, 8)));
        Assert.DoesNotContain("Harry", Encoding.ASCII.GetString(header), StringComparison.Ordinal);
        header = ToEdf(Write("b.edf", header), new EdfWriteOptions(), out _);
        Assert.Equal("Startdate X X X X", Field(header, 88, 80));
    }

    [Fact]
    public void AnonymizedCsvNamesNobodyAndNoDay()
    {
        string csv = ToCsv(Write("a.edf", Edf()), anonymize: true);
        Assert.StartsWith("time", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.Equal("# Start:= 1985-01-01T22:15:30.25\n# Prefilter of EMG:= HP:20Hz LP:450Hz\n# Transducer of EMG:= Ag-AgCl\n", File.ReadAllText(CsvRecordingWriter.InfoPathBeside(csv)));
    }

    [Fact]
    public void NoResultHoldsAnythingOfIt()
    {
        AnalysisResult result = MyoclonusAnalyzer.Analyze(Open(Write("a.edf", Edf())), cancellationToken: TestContext.Current.CancellationToken);
        string json = Encoding.UTF8.GetString(Summary(result));
        foreach (string personal in (string[])["MCH-0234567", "1951", "Harry", "ward 7", "BK/JOP", "Median"])
        {
            Assert.DoesNotContain(personal, json, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("# Patient sex:= unknown")]
    [InlineData("# Patient birth date:= 2.5.1951")]
    [InlineData("# Start:= yesterday")]
    public void AStatementThatIsNoneIsAComment(string line)
    {
        using RecordingReader reader = Open(Write("a.csv", Encoding.UTF8.GetBytes(line + "\ntime [s],emg [uV]\n0,1\n0.01,2\n")));
        Assert.Equal([line], reader.Metadata.Comments);
        Assert.Null(reader.StartTime);
    }

    private static byte[] Edf(string patient = Patient, string recording = Recording) =>
        new EdfBuilder { Mark = "EDF+C", Patient = patient, Recording = recording }
            .With(new Signal("EMG", 100) { Prefilter = "HP:20Hz LP:450Hz", Transducer = "Ag-AgCl" }, Signal.Annotations())
            .Record(Enumerable.Range(0, 100).ToArray(), EdfBuilder.Lists(0.25))
            .Record(Enumerable.Range(0, 100).ToArray(), EdfBuilder.Lists(1.25)).ToBytes();

    private static RecordingReader Open(string path) => RecordingFile.Open(path);

    private static string Field(byte[] header, int offset, int width) => Encoding.ASCII.GetString(header, offset, width).TrimEnd();

    private static byte[] ToEdf(string path, EdfWriteOptions options, out EdfWriteResult result)
    {
        MemoryStream file = new();
        result = EdfRecordingWriter.Write(() => Open(path), file, options);
        return file.ToArray();
    }

    private static byte[] Summary(AnalysisResult result)
    {
        MemoryStream json = new();
        SummaryJson.Write(result, json);
        return json.ToArray();
    }

    private string ToCsv(string path, bool anonymize = false)
    {
        string csv = Path.Combine(_folder, "written.csv");
        using RecordingReader reader = Open(path);
        using FileStream file = File.Create(csv);
        using StreamWriter about = new(CsvRecordingWriter.InfoPathBeside(csv));
        CsvRecordingWriter.Write(reader, file, anonymize, about);
        return csv;
    }

    private DateTime? Through(byte[] file, string name)
    {
        using RecordingReader reader = Open(Write(Path.GetFileName(name) + ".bdf", file));
        reader.ReadBlock(new SampleBlock(reader.SignalCount, 10));
        return reader.StartTime;
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
