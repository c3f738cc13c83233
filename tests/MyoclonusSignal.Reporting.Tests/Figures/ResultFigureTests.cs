using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Reporting.Report;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Reporting.Tests.Figures;

public sealed class ResultFigureTests
{
    private const int Limit = 100_000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Lazy<AnalysisResult> Mixed = new(() => Analyze("emg", 1, "uV"));

    [Fact]
    public void EveryKindOfFigureOfAMixedRecordingIsSmallAndTheSameEachTime()
    {
        IReadOnlyList<(string Name, Action<Stream> Write)> files = ResultFigures.Files(Mixed.Value, "rec");
        Assert.Equal(
            ["rec_raster.svg", "rec_ranges.svg", "rec_emg_trace.svg", "rec_emg_durations.svg", "rec_emg_intervals.svg", "rec_emg_average.svg", "rec_emg_spectrum.svg", "rec_emg_spectrogram.svg"],
            files.Select(file => file.Name));
        foreach ((string name, Action<Stream> write) in files)
        {
            byte[] first = Bytes(write);
            Assert.True(first.Length < Limit, $"{name}: {first.Length} bytes.");
            Assert.Equal(first, Bytes(write));
            Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
            XElement figure = Parse(first);
            Assert.NotEmpty(figure.Element(Svg + "title")!.Value);
            Assert.NotEmpty(figure.Element(Svg + "desc")!.Value);
        }
    }

    [Theory]
    [InlineData(1e-9, null)]
    [InlineData(1e9, "uV")]
    public void FiguresOfVerySmallAndVeryLargeValuesHoldNumbersOnly(double factor, string? unit)
    {
        foreach ((string name, Action<Stream> write) in ResultFigures.Files(Analyze("emg", factor, unit), "rec"))
        {
            string text = Encoding.UTF8.GetString(Bytes(write));
            Assert.False(text.Contains("NaN", StringComparison.Ordinal) || text.Contains("Infinity", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void AHostileNameIsTextInEveryFigure()
    {
        string hostile = "<script>alert(1)</script>\"'&]]>\u202e\u0001" + string.Concat(Enumerable.Repeat("\U0001F9E0", 2500));
        foreach ((string name, Action<Stream> write) in ResultFigures.Files(Analyze(hostile, 1, "uV"), "rec"))
        {
            XElement figure = Parse(Bytes(write));
            Assert.Empty(figure.Descendants(Svg + "script"));
            Assert.True(name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'), name);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void TheRasterOfEightHoursStaysSmall(int events)
    {
        const double Seconds = 8 * 3600;
        AnalysisEvent one = Mixed.Value.Events[0];
        AnalysisResult night = Mixed.Value with
        {
            Input = Mixed.Value.Input with { DurationSeconds = Seconds },
            Events = [.. Enumerable.Range(0, events).Select(i => one with { OnsetSeconds = (i + 0.5) * Seconds / events })],
        };
        byte[] drawn = Bytes(stream => RasterFigure.Write(night, stream));
        Assert.True(drawn.Length < 60_000, $"{drawn.Length} bytes.");
        Assert.Contains("time (h)", Parse(drawn).Descendants(Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void TheMedianThatIsWrittenIsTheOneOfTheSummary()
    {
        ChannelResult channel = Mixed.Value.Channels[0];
        string expected = string.Create(CultureInfo.InvariantCulture, $"median {channel.Jerks!.IntervalMedianSeconds:0.###} s");
        XElement figure = Parse(Bytes(stream => IntervalFigure.Write(Mixed.Value, channel, stream)));
        Assert.Equal(2, figure.Descendants(Svg + "text").Count(text => text.Value.Contains(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public void ATextIsNeverCutInsideALetter() => Assert.Equal("\U0001F9E0…", PlainText.Of("\U0001F9E0\U0001F9E0\U0001F9E0", 2));

    private static AnalysisResult Analyze(string name, double factor, string? unit)
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.Mixed, 60, 3);
        SimulatedRecording simulated = Simulator.Generate(options);
        double[] samples = [.. simulated.Signals[0].Samples.Select(value => factor * value)];
        using MemoryRecording recording = new([new RecordingChannel(name, ChannelKind.Emg, unit, simulated.Options.SampleRate, [0], [name])], [samples]);
        return MyoclonusAnalyzer.Analyze(recording, traces: new SignalTraceOptions());
    }

    private static XElement Parse(byte[] drawn) => XDocument.Parse(Encoding.UTF8.GetString(drawn)).Root!;

    private static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream written = new();
        write(written);
        return written.ToArray();
    }
}
