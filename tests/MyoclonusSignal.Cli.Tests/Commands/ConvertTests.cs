using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary><c>myoclonus convert</c>, and the other commands on what it writes.</summary>
public sealed class ConvertTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ARecordingKeepsItsSamplesGapsAndAnnotationsThroughEveryFormat()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("a_annotations.tsv", "onset\tduration\ttrial_type\tchannel\n0.5\t0.25\tjerk seen\temg_ta\n9.125\tn/a\tLights off\tn/a\n");
        string printed = _cli.Run("convert", "a.csv", "b.edf").Succeeded().Output;
        Assert.Contains("EDF+D", printed, StringComparison.Ordinal);
        Assert.Contains("quantised in steps of", printed, StringComparison.Ordinal);
        _cli.Run("convert", "b.edf", "c.csv").Succeeded();
        _cli.Run("convert", "c.csv", "d.bdf").Succeeded();
        _cli.Run("convert", "d.bdf", "e.csv").Succeeded();
        Assert.Equal(_cli.Lines("a_annotations.tsv"), _cli.Lines("e_annotations.tsv"));
        string[] first = _cli.Lines("a.csv");
        string[] last = _cli.Lines("e.csv");
        Assert.Equal((first.Length, first[0]), (last.Length, last[0]));
        for (int i = 1; i < first.Length; i++)
        {
            (string[] expected, string[] found) = (first[i].Split(','), last[i].Split(','));
            Assert.Equal(Number(expected[0]), Number(found[0]), 1e-9);
            Assert.Equal(expected[1].Length == 0, found[1].Length == 0);
            Assert.True(expected[1].Length == 0 || Math.Abs(Number(expected[1]) - Number(found[1])) < 0.002, $"line {i}: {first[i]} became {last[i]}");
        }
    }

    [Fact]
    public void ChangesOfAColumnOfWordsBecomeAnnotationsByTheOptionThatTheWarningNames()
    {
        _cli.Write("a.csv", "time_ms,emg [uV],activity\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 10},{i * 37 % 101},{(i < 1000 ? "rest" : "walk")}\n")));
        string warning = _cli.Run("inspect", "a.csv").Succeeded().Error;
        int at = warning.IndexOf("--annotation-columns \"", StringComparison.Ordinal);
        string column = warning[at..].Split('"')[1];
        Assert.Contains("annotation: walk, 1 times, first at 10 s", _cli.Run("inspect", "a.csv", "--annotation-columns", column).Succeeded().Output, StringComparison.Ordinal);
        _cli.Run("convert", "a.csv", "b.edf", "--annotation-columns", column).Succeeded();
        _cli.Run("convert", "b.edf", "c.csv").Succeeded();
        _cli.Run("convert", "a.csv", "d.csv", "--annotation-columns", column).Succeeded();
        Assert.Equal(["onset\tduration\ttrial_type\tchannel", "0\t10\trest\tn/a", "10\t20\twalk\tn/a"], _cli.Lines("c_annotations.tsv"));
        Assert.Equal(_cli.Lines("c_annotations.tsv"), _cli.Lines("d_annotations.tsv"));
        _cli.Run("analyze", "a.csv", "-o", "out", "--annotation-columns", column).Succeeded();
        Assert.Contains("annotation_columns", string.Concat(_cli.Lines("out/a_summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void ConvertTellsWhatTheTargetCannotHoldAndNamesNobodyWhereThatIsAsked()
    {
        _cli.Write("a.csv", "# Patient name:= Haagse Harry\n# Start:= 2021-03-02T22:15:30\n# by hand\n" + WithGap());
        string printed = _cli.Run("convert", "a.csv", "b.edf").Succeeded().Output;
        Assert.Contains("not held by EDF+D: the comment \"# by hand\"", printed, StringComparison.Ordinal);
        Assert.Contains("Haagse_Harry", Encoding.Latin1.GetString(_cli.Bytes("b.edf")), StringComparison.Ordinal);
        printed = _cli.Run("convert", "a.csv", "c.edf", "--anonymize").Succeeded().Output;
        Assert.Contains("anonymized: patient, investigation and date are left out", printed, StringComparison.Ordinal);
        string header = Encoding.Latin1.GetString(_cli.Bytes("c.edf"));
        Assert.DoesNotContain("Harry", header, StringComparison.Ordinal);
        Assert.Contains("Startdate X X X X", header, StringComparison.Ordinal);
        Assert.Equal("01.01.8522.15.30", header.Substring(168, 16));
    }

    [Theory]
    [InlineData("edf")]
    [InlineData("bdf")]
    public void WhatIsOffScaleIsWrittenInALargerUnit(string extension)
    {
        _cli.Write("a.csv", "time_ms,emg [uV]\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{(i is > 500 and < 900 ? 1_000_000_000 : i * 37 % 101)}\n")));
        string printed = _cli.Run("convert", "a.csv", $"b.{extension}").Succeeded().Output;
        Assert.Contains("the numbers of emg in uV, which are too long for the header: written in mV", printed, StringComparison.Ordinal);
        Assert.Contains("emg: read as mV * 1000 = uV", _cli.Run("inspect", $"b.{extension}").Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_ms,count\n0,1\n10,1000000000\n20,2\n30,4\n", "d.csv")]
    [InlineData("time_ms,count,emg [uV]\n0,1,2\n10,1000000000,3\n20,2,4\n30,4,5\n", "d.csv")]
    public void WhatNoHeaderHoldsIsWrittenAsTheTableThatTheMessageNames(string text, string table)
    {
        _cli.Write("a.csv", text);
        CommandResult refused = _cli.Run("convert", "a.csv", "d.edf");
        Assert.Contains("The values of count, ", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"which holds any number: {table}", refused.Error, StringComparison.Ordinal);
        _cli.Run("convert", "a.csv", table).Succeeded();
        Assert.Equal(text.Split('\n')[0].Split(',').Length, _cli.Lines(table)[0].Split(',').Length);
        if (text.Contains("emg", StringComparison.Ordinal))
        {
            Assert.Contains("; or leave out what it cannot hold with --channels", refused.Error, StringComparison.Ordinal);
            _cli.Run("convert", "a.csv", "d.edf", "--channels", "emg").Succeeded();
        }
    }

    [Fact]
    public void TheEventsOfAnEdfAreThoseOfTheCsvThatItCameFrom()
    {
        _cli.Run("simulate", "r.csv", "--duration", "30", "--rate", "60").Succeeded();
        _cli.Run("convert", "r.csv", "r.bdf").Succeeded();
        _cli.Run("analyze", "r.csv", "-o", "csv").Succeeded();
        JsonElement summary = _cli.Run("analyze", "r.bdf", "-o", "bdf", "--json").Succeeded().Json();
        Assert.Equal("BDF+C", summary.GetProperty("input").GetProperty("format").GetString());
        Assert.Equal(
            _cli.Lines("csv/r_events.tsv").Select(line => string.Join('\t', line.Split('\t')[..4])),
            _cli.Lines("bdf/r_events.tsv").Select(line => string.Join('\t', line.Split('\t')[..4])));
    }

    [Fact]
    public void InspectShowsTheAnnotationsBesideACsv()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("a_annotations.tsv", "onset\tduration\ttrial_type\tchannel\n0.5\t0.25\tjerk seen\temg_ta\n");
        Assert.Contains("annotation: jerk seen, 1 times, first at 0.5 s", _cli.Run("inspect", "a.csv").Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("jerk seen", _cli.Run("inspect", "a.csv", "--json").Succeeded().Json().GetProperty("annotations")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void InspectResamplesAnUnevenClockWhereThatIsAsked()
    {
        Random random = new(2);
        _cli.Write("a.csv", "time [s],acc_x [g],acc_y [g],acc_z [g]\n" + string.Concat(Enumerable.Range(0, 500).Select(i =>
            FormattableString.Invariant($"{(i + (0.6 * random.NextDouble())) / 50:0.0000},{Math.Sin(i * 0.3):0.000},0,1\n"))));
        Assert.Contains("resampled", Codes("inspect", "a.csv", "--resample", "--json"));
        Assert.Contains("irregular-clock", Codes("inspect", "a.csv", "--json"));
        _cli.Write("b.csv", "time [s],acc_x [g]\n" + string.Concat(Enumerable.Range(0, 500).Select(i => FormattableString.Invariant($"{i / 50.0},{Math.Sin(i * 0.3):0.000}\n"))));
        Assert.Contains("not-resampled", Codes("inspect", "b.csv", "--resample", "--json"));
    }

    private string[] Codes(params string[] arguments) =>
        [.. _cli.Run(arguments).Succeeded().Json().GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!)];

    [Fact]
    public void InspectShowsGapsAndAnnotations()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("a_annotations.tsv", "onset\tduration\ttrial_type\tchannel\n0.5\t0.25\tjerk seen\temg_ta\n");
        _cli.Run("convert", "a.csv", "b.edf").Succeeded();
        string text = _cli.Run("inspect", "b.edf").Succeeded().Output;
        Assert.Contains("EDF+D", text, StringComparison.Ordinal);
        Assert.Contains("gap: 4 to 9 s", text, StringComparison.Ordinal);
        Assert.Contains("annotation: jerk seen, 1 times, first at 0.5 s", text, StringComparison.Ordinal);
        JsonElement json = _cli.Run("inspect", "b.edf", "--json").Succeeded().Json();
        JsonElement annotation = Assert.Single(json.GetProperty("annotations").EnumerateArray());
        Assert.Equal(("jerk seen", "emg_ta"), (annotation.GetProperty("text").GetString(), annotation.GetProperty("channel").GetString()));
        Assert.Equal(2, json.GetProperty("segments").GetArrayLength());
    }

    [Fact]
    public void AnnotationsOfAnotherFileArePutIn()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("a.annot", "class\tinstance\tchannel\tstart\tstop\tmeta\nLM\t.\temg_ta\t1.25\t+0.5\t.\n");
        _cli.Run("convert", "a.csv", "b.edf", "--annotations", "a.annot").Succeeded();
        JsonElement annotation = Assert.Single(_cli.Run("inspect", "b.edf", "--json").Succeeded().Json().GetProperty("annotations").EnumerateArray());
        Assert.Equal(("LM", "emg_ta", 1.25), (annotation.GetProperty("text").GetString(), annotation.GetProperty("channel").GetString(), annotation.GetProperty("onset_s").GetDouble()));
    }

    [Fact]
    public void TheAnnotationsOfAnOverwrittenRecordingGoWithIt()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("a_annotations.tsv", "onset\tduration\ttrial_type\tchannel\n0.5\t0.25\tjerk seen\temg_ta\n0.7\t0\tn/a\tn/a\n");
        _cli.Write("b.csv", WithGap());
        Assert.Contains("1 annotations", _cli.Run("convert", "a.csv", "a.edf").Succeeded().Output, StringComparison.Ordinal);
        _cli.Run("convert", "a.edf", "st.csv").Succeeded();
        Assert.True(File.Exists(_cli.PathOf("st_annotations.tsv")));
        _cli.Run("convert", "b.csv", "st.csv", "--force").Succeeded();
        Assert.False(File.Exists(_cli.PathOf("st_annotations.tsv")));
        _cli.Run("convert", "st.csv", "st.edf").Succeeded();
        Assert.Contains("st.csv", _cli.Json("st.edf_manifest.json").GetProperty("input").GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Empty(_cli.Run("inspect", "st.edf", "--json").Succeeded().Json().GetProperty("annotations").EnumerateArray());
    }

    [Fact]
    public void ATableThatConvertDidNotWriteIsNeverDeleted()
    {
        _cli.Write("b.csv", WithGap());
        _cli.Write("st_annotations.tsv", "mine");
        CommandResult refused = _cli.Run("convert", "b.csv", "st.csv", "--force").Refused(73);
        Assert.Contains("rename or delete it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["b.csv", "st_annotations.tsv"], _cli.Files("."));
        File.Move(_cli.PathOf("st_annotations.tsv"), _cli.PathOf("mine.tsv"));
        _cli.Run("convert", "b.csv", "st.csv").Succeeded();
        Assert.Equal(["b.csv", "mine.tsv", "st.csv", "st.csv_manifest.json"], _cli.Files("."));
    }

    [Fact]
    public void AFileThatExistsIsNotOverwrittenUnasked()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Write("b.edf", "mine");
        CommandResult refused = _cli.Run("convert", "a.csv", "b.edf").Refused(73);
        Assert.Contains("name another file", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("-o", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", Encoding.UTF8.GetString(_cli.Bytes("b.edf")));
        _cli.Run("convert", "a.csv", "b.edf", "--force").Succeeded();
    }

    [Fact]
    public void OtherFormatsAreRefusedAsUsage()
    {
        _cli.Write("a.csv", WithGap());
        CommandResult result = _cli.Run("convert", "a.csv", "b.mat");
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(".csv, .edf or .bdf", result.Error, StringComparison.Ordinal);
        Assert.Equal(64, _cli.Run("convert", "a.csv", "./a.csv", "--force").ExitCode);
    }

    [Fact]
    public void ADecimalCommaInAHeaderIsAnErrorWithPlaceAndRemedy()
    {
        _cli.Write("a.csv", WithGap());
        _cli.Run("convert", "a.csv", "b.edf").Succeeded();
        byte[] bytes = _cli.Bytes("b.edf");
        "0,25    "u8.CopyTo(bytes.AsSpan(244));
        File.WriteAllBytes(_cli.PathOf("b.edf"), bytes);
        CommandResult result = _cli.Run("analyze", "b.edf", "-o", "out");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("b.edf, byte 244 (duration of a data record): expected a number, found \"0,25    \"", result.Error, StringComparison.Ordinal);
        Assert.Contains("--lenient", result.Error, StringComparison.Ordinal);
        Assert.Equal([], _cli.Files("out"));
        _cli.Run("inspect", "b.edf", "--lenient").Succeeded();
    }

    [Fact]
    public void AnnotationsAloneAreNoRecordingToAnalyze()
    {
        string head = "0".PadRight(8) + "X X X X".PadRight(80) + "Startdate X X X X".PadRight(80) + "01.01.8500.00.00" + "512".PadRight(8)
            + "EDF+C".PadRight(44) + "1".PadRight(8) + "0".PadRight(8) + "1".PadRight(4) + "EDF Annotations".PadRight(96) + string.Empty.PadRight(8)
            + "-1".PadRight(8) + "1".PadRight(8) + "-32768".PadRight(8) + "32767".PadRight(8) + string.Empty.PadRight(80) + "20".PadRight(8) + string.Empty.PadRight(32);
        _cli.Write("a.edf", head + "+0\u0014\u0014\0+1\u0014note\u0014\0".PadRight(40, '\0'));
        CommandResult result = _cli.Run("analyze", "a.edf", "-o", "out");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("annotations only", result.Error, StringComparison.Ordinal);
        Assert.Contains("annotation: note, 1 times, first at 1 s", _cli.Run("inspect", "a.edf").Succeeded().Output, StringComparison.Ordinal);
    }

    /// <summary>500 Hz, 4 s, 5 s missing, 3 s; ten cells are empty.</summary>
    private static string WithGap()
    {
        StringBuilder text = new("time [s],emg_ta [uV]\n");
        for (int i = 0; i < 3500; i++)
        {
            double time = (i * 0.002) + (i < 2000 ? 0 : 5);
            string sample = i is >= 700 and < 710 ? string.Empty : (50 * Math.Sin(i * 0.9)).ToString("0.###", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{time:0.000},{sample}\n");
        }

        return text.ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
