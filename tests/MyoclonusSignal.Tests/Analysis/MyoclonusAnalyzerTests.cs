using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The whole analysis on recordings in memory: what it finds, when, and that nothing but the samples decides.</summary>
public sealed class MyoclonusAnalyzerTests
{
    // Twelve jerks of 25 dB two seconds apart: every one must be found, so that their times can be compared.
    private static readonly SimulationOptions TwelveJerks = new()
    {
        DurationSeconds = 30,
        SampleRate = 1000,
        Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 0.5, StartSeconds = 3, EndSeconds = 27, BurstToNoiseDb = 25, SizeSpreadDb = 0 }],
    };

    [Theory]
    [InlineData(SimulationScenario.Mixed, 4095)]
    [InlineData(SimulationScenario.Mixed, 777)]
    [InlineData(SimulationScenario.Mixed, 97)]
    [InlineData(SimulationScenario.Artefacts, 777)]
    [InlineData(SimulationScenario.Accelerometer, 97)]
    [InlineData(SimulationScenario.Ecg, 97)]
    public void BlocksOfAnySizeGiveTheSameResult(SimulationScenario scenario, int mostSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(scenario, 45, seed: 5));
        AnalysisResult expected = Analyze(MemoryReader.Of(recording));
        AnalysisResult found = Analyze(MemoryReader.Of(recording, mostSamples));
        Assert.NotEmpty(expected.Events);
        Assert.Equal(expected.LineFrequencyHz, found.LineFrequencyHz);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(Summary(expected), Summary(found));
    }

    [Fact]
    public void TheJerksOfASimulatedRecordingAreFoundAtTheirTimes()
    {
        SimulatedRecording recording = Simulator.Generate(TwelveJerks);
        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        Assert.Equal(recording.Truth.Count, result.Events.Count);
        Assert.All(recording.Truth.Zip(result.Events), pair =>
            Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 0.015));
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal(result.Events.Count(e => e.Kind == EventKind.Jerk), channel.Jerks!.Count);
        Assert.Equal(30, channel.AnalysedSeconds, 0.1);
        Assert.Equal(30, result.Input.DurationSeconds, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ATrainBetweenRestsIsManyJerksAndNoContraction(ulong seed)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Mixed, 120, seed));
        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal(0, channel.Jerks!.ContractionCount);
        Assert.InRange(channel.Jerks.Count, 0.96 * recording.Truth.Count, 1.01 * recording.Truth.Count);
        Assert.True(channel.Rhythm!.IsRhythmic);
    }

    [Theory]
    [InlineData(8, 10, 0.99)]
    [InlineData(8, 20, 0.98)]
    [InlineData(8, 30, 0.93)]
    [InlineData(7, 30, 0.99)]
    public void TheBurstsOfAFastTrainStayApart(double frequencyHz, double ratioDb, double leastRecall)
    {
        // Pauses of 40 to 70 ms, which the ringing of the filters fills behind strong bursts. Three trains: of one, a single weak
        // burst decides at 10 dB.
        int found = 0;
        int real = 0;
        for (ulong seed = 2; seed <= 4; seed++)
        {
            SimulationOptions train = SimulationScenarios.Create(SimulationScenario.RhythmicTrain, 60, seed);
            SimulatedRecording recording = Simulator.Generate(train with
            {
                Jerks = [.. train.Jerks.Select(jerks => jerks with { FrequencyHz = frequencyHz, BurstToNoiseDb = ratioDb })],
            });
            AnalysisResult result = Analyze(MemoryReader.Of(recording));
            found += result.Events.Count;
            real += recording.Truth.Count;
            Assert.All(result.Events, e => Assert.InRange(e.DurationSeconds, 0.01, 0.25));
        }

        Assert.InRange(found, leastRecall * real, real);
    }

    [Fact]
    public void ALongGapEndsASegmentALostSampleDoesNotAndNoEventSpansTheGap()
    {
        SimulatedRecording recording = Simulator.Generate(TwelveJerks);
        double[] samples = recording.Signals[0].Samples;
        TrueEvent[] hit = [recording.Truth[2], recording.Truth[6]];
        foreach (TrueEvent jerk in hit)
        {
            // One sample in the middle of a jerk, and half a second before another one.
            samples[(int)((jerk.OnsetSeconds + (jerk.DurationSeconds / 2)) * 1000)] = double.NaN;
            samples.AsSpan((int)((jerk.OnsetSeconds - 0.6) * 1000), 500).Fill(double.NaN);
        }

        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal(3, channel.Segments.Count);
        Assert.Equal(1002.0 / 30_000, channel.Quality.MissingFraction, 1e-12);
        Assert.Contains(result.Warnings, warning => warning.Code == "missing-samples" && warning.Channel == "emg");
        Assert.All(result.Events, e => Assert.Contains(channel.Segments, segment =>
            e.OnsetSeconds >= segment.StartSeconds - 1e-9 && e.OnsetSeconds + e.DurationSeconds <= segment.EndSeconds + 1e-9));

        // The others are found as if nothing had happened, and so are those of which one sample was lost.
        Assert.All(recording.Truth, jerk =>
            Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - jerk.OnsetSeconds) < 0.015));
    }

    [Fact]
    public void AfterAJumpOfTheClockTimesAreOnTheRecordingsClock()
    {
        SimulatedRecording recording = Simulator.Generate(TwelveJerks);
        int jump = (int)((recording.Truth[4].OnsetSeconds + 1) * 1000);
        double late = 100.25;
        MemoryReader reader = new(
            MemoryReader.Of(recording).Channels, [recording.Signals[0].Samples])
        {
            Jumps = [(jump, (jump / 1000.0) + late)],
        };
        AnalysisResult result = Analyze(reader);
        Assert.Equal(2, Assert.Single(result.Channels).Segments.Count);
        Assert.Equal(130.25, result.Input.DurationSeconds, 1e-9);
        Assert.All(recording.Truth, jerk =>
        {
            double expected = jerk.OnsetSeconds + (jerk.OnsetSeconds * 1000 > jump ? late : 0);
            Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - expected) < 0.015);
        });
    }

    [Fact]
    public void StartAndStopCutTheRecordingOnItsOwnClock()
    {
        SimulatedRecording recording = Simulator.Generate(TwelveJerks);
        AnalysisResult result = Analyze(
            MemoryReader.Of(recording), new AnalysisOptions { StartSeconds = 10.5, StopSeconds = 20.25 });
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal([new(10.5, 20.25)], channel.Segments);
        Assert.Equal(9750, channel.Quality.SampleCount);
        TrueEvent[] inside = [.. recording.Truth.Where(jerk => jerk.OnsetSeconds > 10.6 && jerk.OnsetSeconds + jerk.DurationSeconds < 20.2)];
        Assert.NotEmpty(inside);
        Assert.All(inside, jerk => Assert.Contains(result.Events, e => Math.Abs(e.OnsetSeconds - jerk.OnsetSeconds) < 0.015));
        Assert.All(result.Events, e => Assert.InRange(e.OnsetSeconds, 10.5, 20.25));
    }

    [Theory]
    [InlineData(777)]
    [InlineData(97)]
    public void StartAndStopGiveTheSameResultForBlocksOfAnySize(int mostSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Mixed, 60, seed: 2));
        AnalysisOptions options = new() { StartSeconds = 7.3333, StopSeconds = 51.77 };
        AnalysisResult expected = Analyze(MemoryReader.Of(recording), options);
        Assert.Equal(Summary(expected), Summary(Analyze(MemoryReader.Of(recording, mostSamples), options)));
    }

    [Fact]
    public void AStartBehindTheEndGivesNothingAndSaysNoEvent()
    {
        AnalysisResult result = Analyze(
            MemoryReader.Of(Simulator.Generate(TwelveJerks)), new AnalysisOptions { StartSeconds = 100 });
        Assert.Empty(result.Events);
        Assert.Equal(0, Assert.Single(result.Channels).AnalysedSeconds);
    }

    [Fact]
    public void ThreeAxesAreOneChannelWhoseJerksDoNotDependOnItsDirection()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Accelerometer, 60, seed: 3));
        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        ChannelResult channel = Assert.Single(result.Channels);
        Assert.Equal(3, channel.SignalNames.Count);
        Assert.NotEmpty(result.Events);
        int found = recording.Truth.Count(jerk => result.Events.Any(e => Math.Abs(e.OnsetSeconds - jerk.OnsetSeconds) < 0.1));
        Assert.Equal(recording.Truth.Count, found);

        // The same recording with its axes turned round: the magnitude is the same, so are the events.
        MemoryReader turned = new(
            MemoryReader.Of(recording).Channels, [recording.Signals[2].Samples, recording.Signals[0].Samples, [.. recording.Signals[1].Samples.Select(s => -s)]]);
        AnalysisResult other = Analyze(turned);
        Assert.Equal(result.Events.Count, other.Events.Count);
        Assert.All(result.Events.Zip(other.Events), pair => Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 1e-6));
    }

    [Fact]
    public void NoiseAloneGivesNoEventsAndNoRhythm()
    {
        AnalysisResult result = Analyze(
            MemoryReader.Of(Simulator.Generate(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 120, seed: 9))));
        Assert.Empty(result.Events);
        Assert.False(result.Channels[0].Rhythm!.IsRhythmic);
        Assert.Null(result.Channels[0].Rhythm!.FrequencyHz);
        Assert.Equal(0, result.LineFrequencyHz);
    }

    [Fact]
    public void HumAndOffsetLeaveNoEventAtTheStart()
    {
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.NoiseOnly, 40, seed: 4) with
        {
            Hum = new() { AmplitudeMicrovolts = 300 },
            Artefacts = new() { OffsetMicrovolts = 50_000 },
        };
        AnalysisResult result = Analyze(MemoryReader.Of(Simulator.Generate(options)));
        Assert.Equal(50, result.LineFrequencyHz);
        Assert.Empty(result.Events);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void ANotchThatRingsDoesNotMakeJerksLonger(double humHz)
    {
        ScoreTally tally = new();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            SimulationOptions options = SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, seed);
            SimulatedRecording recording = Simulator.Generate(options with
            {
                Hum = humHz > 0 ? new() { FrequencyHz = humHz } : null,
                Jerks = [options.Jerks[0] with { BurstToNoiseDb = 20 }],
            });
            AnalysisResult result = Analyze(MemoryReader.Of(recording));
            Assert.Equal(humHz, result.LineFrequencyHz);
            tally.Add(
                [.. result.Events.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                [.. recording.Truth.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
                new MatchOptions());
        }

        DetectionScore score = tally.ToScore(180);
        Assert.InRange(score.OffsetError!.Value.MedianSeconds, -0.006, 0.006);
        Assert.InRange(score.OffsetError!.Value.MedianAbsoluteSeconds, 0, 0.008);
    }

    [Fact]
    public void EventsAreSortedAndTheirNumbersAreInRange()
    {
        AnalysisResult result = Analyze(
            MemoryReader.Of(Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Spread, 60, seed: 6))));
        Assert.NotEmpty(result.Events);
        Assert.Equal(result.Events.OrderBy(e => e.OnsetSeconds).ThenBy(e => e.Channel, StringComparer.Ordinal), result.Events);
        Assert.All(result.Events, e =>
        {
            Assert.InRange(e.PeakTimeSeconds, e.OnsetSeconds - 0.002, e.OnsetSeconds + e.DurationSeconds + 0.002);
            Assert.True(e.PeakAmplitude >= e.RmsAmplitude && e.RmsAmplitude > 0 && e.Area > 0 && e.DurationSeconds > 0);
            Assert.Equal(BurstClasses.Of(e.DurationSeconds), e.BurstClass);
        });
    }

    [Fact]
    public void OneScaleOfTheSignalScalesItsAmplitudesAndNothingElse()
    {
        SimulatedRecording recording = Simulator.Generate(TwelveJerks);
        AnalysisResult result = Analyze(MemoryReader.Of(recording));
        double[] millivolts = [.. recording.Signals[0].Samples.Select(sample => sample / 1024)];
        AnalysisResult scaled = Analyze(MemoryReader.OfEmg(millivolts, 1000));
        Assert.Equal(result.Events.Count, scaled.Events.Count);
        Assert.All(result.Events.Zip(scaled.Events), pair =>
        {
            Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 1e-6);
            Assert.Equal(pair.First.PeakAmplitude, pair.Second.PeakAmplitude * 1024, 1e-6 * pair.First.PeakAmplitude);
            Assert.Equal(pair.First.SnrDb, pair.Second.SnrDb, 1e-6);
        });
    }

    [Fact]
    public void AChannelThatIsNotThereIsRefusedByName()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Analyze(
            MemoryReader.Of(Simulator.Generate(TwelveJerks)), new AnalysisOptions { Channels = ["emg_gm"] }));
        Assert.Contains("emg_gm", error.Message, StringComparison.Ordinal);
        Assert.Contains("emg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAnalysisThatIsStoppedStops()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => MyoclonusAnalyzer.Analyze(
            MemoryReader.Of(Simulator.Generate(TwelveJerks)), cancellationToken: stop.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(999)]
    public void ARecordingTooShortForAnythingGivesAResult(int samples)
    {
        double[] noise = [.. Enumerable.Range(0, samples).Select(i => ((i * 7919) % 101) - 50.0)];
        AnalysisResult result = Analyze(MemoryReader.OfEmg(noise, 1000));
        Assert.False(result.Channels[0].Rhythm?.IsRhythmic ?? false);
        Assert.Equal(samples, result.Channels[0].Quality.SampleCount);
    }

    [Fact]
    public void ARecordingWithoutASinglePresentSampleSaysSo()
    {
        double[] nothing = [.. Enumerable.Repeat(double.NaN, 5000)];
        AnalysisResult result = Analyze(MemoryReader.OfEmg(nothing, 1000));
        Assert.Empty(result.Events);
        Assert.Empty(result.Channels[0].Segments);
        Assert.Contains(result.Warnings, warning => warning.Code == "no-samples");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3.3)]
    [InlineData(-2048)]
    [InlineData(1e9)]
    public void ASignalThatNeverChangesHasNoEvent(double value)
    {
        double[] constant = [.. Enumerable.Repeat(value, 20_000)];
        AnalysisResult result = Analyze(MemoryReader.OfEmg(constant, 1000));
        Assert.Empty(result.Events);
        Assert.Contains(result.Warnings, warning => warning.Code == "flat");
    }

    [Fact]
    public void AnInfiniteSampleIsCountedAsMissing()
    {
        double[] samples = [.. Simulator.Generate(TwelveJerks).Signals[0].Samples];
        samples[12_345] = double.PositiveInfinity;
        ChannelResult channel = Analyze(MemoryReader.OfEmg(samples, 1000)).Channels[0];
        Assert.Single(channel.Segments);
        Assert.Equal(1 / 30_000.0, channel.Quality.MissingFraction, 1e-12);
    }

    private static AnalysisResult Analyze(RecordingReader reader, AnalysisOptions? options = null) =>
        MyoclonusAnalyzer.Analyze(reader, options, cancellationToken: TestContext.Current.CancellationToken);

    private static string Summary(AnalysisResult result)
    {
        using MemoryStream stream = new();
        SummaryJson.Write(result, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
