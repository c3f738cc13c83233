using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Sleep;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis.Results;

/// <summary>What the options of a reading ask for is done, and stated in the result, whichever way a recording comes into the analysis.</summary>
public sealed class RecordingStagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("myoclonus-").FullName;
    private readonly string _recording;
    private readonly string _hypnogram;

    public RecordingStagesTests()
    {
        SimulatedRecording simulated = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, durationSeconds: 60, seed: 1));
        _recording = Path.Combine(_folder, "r.csv");
        File.WriteAllLines(_recording, ["emg [uV]", .. simulated.Signals[0].Samples.Select(sample => sample.ToString("0.###", CultureInfo.InvariantCulture))]);
        _hypnogram = Path.Combine(_folder, "stages.txt");
        File.WriteAllText(_hypnogram, "0\n2\n");
    }

    private AnalysisOptions Options => new()
    {
        Rhythm = new() { Significance = 0.02 },
        Reading = new() { SampleRate = 2000, Hypnogram = _hypnogram, HypnogramScheme = "yasa" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void APathIsReadAndScoredAsItsOptionsSay()
    {
        AnalysisResult result = MyoclonusAnalyzer.Analyze(_recording, Options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2000, result.Channels[0].SampleRate);
        Assert.NotEmpty(result.Events);
        AssertScored(result);
    }

    [Fact]
    public void WhatAReaderWasOpenedWithStandsInTheResult()
    {
        using RecordingReader reader = RecordingFile.Open(_recording, Options.Reading);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, new AnalysisOptions { Reading = new() { SampleRate = 10 }, Rhythm = Options.Rhythm }, cancellationToken: TestContext.Current.CancellationToken);
        AssertScored(result);
    }

    [Fact]
    public void AHypnogramMayBeNamedForAReaderOpenedWithoutOne()
    {
        using RecordingReader reader = RecordingFile.Open(_recording, new() { SampleRate = 2000 });
        AssertScored(MyoclonusAnalyzer.Analyze(reader, Options, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void SamplesInMemoryGetTheStagesToo()
    {
        double[] samples = new double[60_000];
        AnalysisResult result = MyoclonusAnalyzer.Analyze<double>(samples, 1000, "uV", Options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([SleepStage.Wake, SleepStage.N2], result.Hypnogram.Select(epoch => epoch.Stage));
    }

    [Fact]
    public void TheOptionsOfAResultRepeatIt()
    {
        AnalysisResult first = MyoclonusAnalyzer.Analyze(_recording, Options, cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult second = MyoclonusAnalyzer.Analyze(first.Input.Path, first.Options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Summary(first), Summary(second));
    }

    [Fact]
    public void ASchemeThatIsNotKnownIsRefusedWithThoseThatAre()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => MyoclonusAnalyzer.Analyze(
            _recording, Options with { Reading = Options.Reading with { HypnogramScheme = "aasm" } }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("yasa", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHypnogramOfAnotherRecordingIsRefused()
    {
        File.WriteAllLines(_hypnogram, Enumerable.Repeat("2", 10));
        Assert.Equal("the end of the hypnogram", Assert.Throws<RecordingFormatException>(() => MyoclonusAnalyzer.Analyze(_recording, Options, cancellationToken: TestContext.Current.CancellationToken)).Place);
    }

    private static string Summary(AnalysisResult result)
    {
        using MemoryStream stream = new();
        SummaryJson.Write(result, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void AssertScored(AnalysisResult result)
    {
        Assert.Equal(Options.Reading, result.Options.Reading);
        Assert.Equal([SleepStage.Wake, SleepStage.N2], result.Hypnogram.Select(epoch => epoch.Stage));
        Assert.Equal((_hypnogram, "yasa"), (result.HypnogramInput!.Path, result.HypnogramInput.Scheme));
    }
}
