using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;
using MyoclonusSignal.Tests.Detection;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The analysis of a recording that is still being made: the events of the whole recording, soon after they happened.</summary>
public sealed class LiveAnalyzerTests
{
    [Theory]
    [InlineData(SimulationScenario.RandomJerks, 4096)]
    [InlineData(SimulationScenario.Mixed, 97)]
    [InlineData(SimulationScenario.Artefacts, 97)]
    [InlineData(SimulationScenario.TonicContractions, 4096)]
    [InlineData(SimulationScenario.Accelerometer, 1)]
    [InlineData(SimulationScenario.Ecg, 97)]
    [InlineData(SimulationScenario.Spread, 1000)]
    [InlineData(SimulationScenario.NegativeMyoclonus, 97)]
    public void WhatIsGivenAndNotTakenBackIsTheAnalysisOfTheWholeRecording(SimulationScenario scenario, int blockSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(scenario, 60, seed: 5));
        AnalysisResult whole = Whole(MemoryReader.Of(recording), AnalysisOptions.ForLive);
        List<LiveNotice> notices = Live(MemoryReader.Of(recording), blockSamples, out AnalysisResult live);
        Assert.NotEmpty(whole.Events);
        Assert.Equal(whole.Events.Select(Ungrouped).Order(ByTime), Standing(notices).Order(ByTime));
        Assert.Equal(whole.Events, live.Events);
        Assert.Equal(whole.LineFrequencyHz, live.LineFrequencyHz);
        Assert.Equal(whole.Warnings, live.Warnings);
        Assert.Equal(whole.Channels.Select(channel => channel.Rejected.Count), live.Channels.Select(channel => channel.Rejected.Count));
        Assert.Equal(whole.Channels.Select(channel => channel.Quality), live.Channels.Select(channel => channel.Quality));
        Assert.All(live.Channels, channel => Assert.Null(channel.Rhythm));
    }

    [Theory]
    [InlineData(SimulationScenario.Mixed)]
    [InlineData(SimulationScenario.Artefacts)]
    [InlineData(SimulationScenario.Ecg)]
    [InlineData(SimulationScenario.Spread)]
    [InlineData(SimulationScenario.NegativeMyoclonus)]
    public void BlocksOfAnySizeGiveTheSameNoticesInTheSameOrder(SimulationScenario scenario)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(scenario, 45, seed: 7));
        List<LiveNotice> expected = Live(MemoryReader.Of(recording), 1, out _);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Live(MemoryReader.Of(recording), 313, out _));
        Assert.Equal(expected, Live(MemoryReader.Of(recording), 100_000, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(313)]
    [InlineData(100_000)]
    public void AnElectrocardiogramAndATriggerAreUsedAsInTheAnalysisOfTheWhole(int blockSamples)
    {
        const double Rate = 1000;
        (double[] ecg, List<double> beats) = TestHeart.Ecg(Rate, 90, 0.85, seed: 31);
        Random random = new(32);
        double[] emg = [.. Enumerable.Range(0, ecg.Length).Select(_ => random.NextNormal())];
        double[] trigger = new double[emg.Length];
        foreach (double beat in beats)
        {
            TestHeart.Add(emg, Rate, beat, 20, 0.008);
            TestHeart.Add(emg, Rate, beat + 0.02, -15, 0.008);
        }

        for (int i = 10; i < 100; i += 16)
        {
            double time = (beats[i] + beats[i + 1]) / 2;
            trigger.AsSpan((int)(time * Rate), 10).Fill(5);
            for (int n = 0; n < 30; n++)
            {
                emg[(int)(time * Rate) + 2 + n] += 300 * ((n < 2 ? 1 : 0) - (0.35 * Math.Exp(-n / 6.0)));
            }
        }

        RecordingChannel[] channels =
        [
            new("emg", ChannelKind.Emg, "uV", Rate, [0], ["emg"]), new("ECG", ChannelKind.Other, "uV", Rate, [1], ["ECG"]), new("Trigger", ChannelKind.Other, "V", Rate, [2], ["Trigger"]),
        ];
        MemoryReader Reader() => new(channels, [emg, ecg, trigger]);
        AnalysisResult whole = Whole(Reader(), AnalysisOptions.ForLive);
        List<LiveNotice> notices = Live(Reader(), blockSamples, out AnalysisResult live);
        Assert.Equal(whole.Events.Select(Ungrouped).Order(ByTime), Standing(notices).Order(ByTime));
        Assert.Equal(whole.Warnings, live.Warnings);
        Assert.Equal(whole.Channels[0].Rejected, live.Channels[0].Rejected);
        Assert.Equal(6, live.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus));

        // The artefacts are not even given: the marks are there before them.
        Assert.DoesNotContain(notices, notice => notice.Reason == BurstRejection.Stimulus);
        Assert.Equal(Live(Reader(), 777, out _), notices);
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(0, 2000)]
    [InlineData(1.5, 2000)]
    public void AJerkIsGivenWithinTheStatedLatency(double lookAheadSeconds, double sampleRate)
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 120,
            SampleRate = sampleRate,
            Jerks = [new() { RatePerMinute = 15, StartSeconds = 5, EndSeconds = 105, BurstToNoiseDb = 15 }],
        });
        AnalysisOptions options = AnalysisOptions.ForLive with
        {
            EmgDetector = JerkDetectorOptions.ForEmg with { LookAheadSeconds = lookAheadSeconds },
        };
        MemoryReader reader = MemoryReader.Of(recording);
        LiveAnalyzer analyzer = new(reader.Channels, options);
        Assert.InRange(analyzer.LatencySeconds, 3 + lookAheadSeconds, 4.5 + lookAheadSeconds);
        SampleBlock block = new(1, 50);
        double seconds = 0;
        List<double> latencies = [];
        while (reader.ReadBlock(block))
        {
            analyzer.Process(block);
            seconds += block[0].Length / sampleRate;
            while (analyzer.TryTake(out LiveNotice? notice))
            {
                // It is there with the block that settles it, not later.
                Assert.InRange(notice.GivenSeconds, seconds - (50 / sampleRate) - 1e-9, seconds + 1e-9);
                latencies.Add(notice.LatencySeconds);
            }
        }

        Assert.True(latencies.Count > 10);
        Assert.All(latencies, latency => Assert.InRange(latency, analyzer.LatencySeconds - 0.6, analyzer.LatencySeconds));
    }

    [Fact]
    public void NegativeJerksAreGivenAsTheySettle()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.NegativeMyoclonus, 60, seed: 3));
        LiveNotice[] silences = [.. Live(MemoryReader.Of(recording), 100, out _).Where(notice => notice.Event.Kind == EventKind.NegativeJerk)];
        Assert.InRange(silences.Length, 10, 100);
        Assert.DoesNotContain(silences, notice => notice.IsRetracted);

        // A series of silences is settled where activity lasts again.
        Assert.All(silences, notice => Assert.InRange(notice.LatencySeconds, 0.3, 9.5));
        Assert.True(silences.Count(notice => notice.LatencySeconds < 4.5) > 0.6 * silences.Length);
    }

    [Fact]
    public void TheFirstHeartbeatsAreTakenBackAndTheLaterOnesAreNotGiven()
    {
        // Heartbeats that stand out by far, and no jerks.
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Ecg, 120, seed: 3) with { Jerks = [] });
        List<LiveNotice> notices = Live(MemoryReader.Of(recording), 200, out AnalysisResult result);
        LiveNotice[] given = [.. notices.Where(notice => !notice.IsRetracted)];
        LiveNotice[] back = [.. notices.Where(notice => notice.IsRetracted)];
        Assert.True(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat) > 60);
        Assert.InRange(back.Length, 5, 20);
        Assert.All(back, notice =>
        {
            Assert.Equal(BurstRejection.Heartbeat, notice.Reason);
            Assert.Equal(notice.Event, Assert.Single(given, other => other.Id == notice.Id).Event);
        });

        // A pulse is eight beats; the detector needs four seconds.
        Assert.True(back.Count(notice => notice.GivenSeconds < 20) >= 5);
        Assert.InRange(given.Count(notice => notice.GivenSeconds > 30), 0, 3);
        Assert.Equal(Enumerable.Range(1, given.Length).Select(id => (long)id), given.Select(notice => notice.Id));
    }

    [Theory]
    [InlineData(97)]
    [InlineData(4096)]
    public void WithoutTheHeartTheEventsComeLaterAndAreThoseOfTheWholeRecording(int blockSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Ecg, 150, seed: 5));
        AnalysisOptions options = AnalysisOptions.ForLive with { RemoveEcg = true };
        AnalysisResult whole = Whole(MemoryReader.Of(recording), options);
        MemoryReader reader = MemoryReader.Of(recording);
        LiveAnalyzer analyzer = new(reader.Channels, options);
        Assert.InRange(analyzer.LatencySeconds, 40, 50);
        SampleBlock block = new(reader.SignalCount, blockSamples);
        List<LiveNotice> notices = [];
        while (reader.ReadBlock(block))
        {
            analyzer.Process(block);
            while (analyzer.TryTake(out LiveNotice? notice))
            {
                notices.Add(notice);
            }
        }

        Assert.NotEmpty(notices);
        Assert.All(notices, notice => Assert.InRange(
            notice.GivenSeconds - notice.Event.OnsetSeconds - notice.Event.DurationSeconds, 0, analyzer.LatencySeconds));
        AnalysisResult live = analyzer.Finish();
        while (analyzer.TryTake(out LiveNotice? notice))
        {
            notices.Add(notice);
        }

        Assert.Equal(whole.Events, live.Events);
        Assert.Equal(whole.Events.Select(Ungrouped).Order(ByTime), Standing(notices).Order(ByTime));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(5000)]
    public void GapsAndJumpsOfTheClockEndSegmentsAsInTheWholeRecording(int blockSamples)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, seed: 11));
        double[] samples = recording.Signals[0].Samples;
        // Single missing samples are bridged; the stretch and the jump end segments.
        samples[3000] = double.NaN;
        samples.AsSpan(40_000, 3_000).Fill(double.NaN);
        samples[70_000] = double.PositiveInfinity;
        MemoryReader Reader(int most) => new(MemoryReader.Of(recording).Channels, [samples], most) { Jumps = [(90_000, 50.25)] };
        AnalysisResult whole = Whole(Reader(int.MaxValue), AnalysisOptions.ForLive);
        List<LiveNotice> notices = Live(Reader(blockSamples), blockSamples, out AnalysisResult live);
        Assert.Equal(3, live.Channels[0].Segments.Count);
        Assert.Equal(whole.Events.Count, live.Events.Count);
        Assert.All(whole.Events.Zip(live.Events), pair => Assert.Equal(pair.First.OnsetSeconds, pair.Second.OnsetSeconds, 1e-9));
        Assert.All(whole.Events.Zip(live.Events), pair => Assert.Equal(pair.First.PeakAmplitude, pair.Second.PeakAmplitude));
        Assert.Equal(live.Events.Select(Ungrouped), Standing(notices).Order(ByTime));

        // What a segment's end settles is given with the sample behind it.
        Assert.Contains(notices, notice => notice.LatencySeconds < 3);
    }

    [Fact]
    public void AnHourOfRestAllocatesNothing()
    {
        double[] rest = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.NoiseOnly, 30, seed: 2) with { SampleRate = 500 }).Signals[0].Samples;
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg(rest, 500).Channels);
        SampleBlock block = new(1, 100);
        long position = 0;
        Feed(600);
        Assert.Equal(0, Allocations.Of(() => Feed(3600)));
        Assert.Empty(analyzer.Finish().Events);

        void Feed(int seconds)
        {
            for (int i = 0; i < seconds * 5; i++)
            {
                block.Begin(position == 0, position / 500.0);
                rest.AsSpan((int)(position % rest.Length), 100).CopyTo(block.Room(0));
                block.SetCount(0, 100);
                analyzer.Process(block);
                position += 100;
                if (analyzer.TryTake(out LiveNotice? notice))
                {
                    Assert.Fail($"Rest gave {notice}.");
                }
            }
        }
    }

    [Fact]
    public void WhatEndsBeforeThePreviewIsGivenAtTheEnd()
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RhythmicTrain, 3, seed: 2));
        List<LiveNotice> notices = Live(MemoryReader.Of(recording), 100, out AnalysisResult result);
        Assert.NotEmpty(result.Events);
        Assert.Equal(result.Events.Select(Ungrouped), notices.Select(notice => notice.Event));
        Assert.All(notices, notice => Assert.Equal(3, notice.GivenSeconds, 0.001));
    }

    [Fact]
    public void ARecordingWithoutASampleHasAResult()
    {
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg([], 1000).Channels);
        AnalysisResult result = analyzer.Finish("nothing");
        Assert.Equal("nothing", result.Input.Path);
        Assert.Empty(result.Events);
        Assert.Equal(0, result.Input.DurationSeconds);
        Assert.False(analyzer.TryTake(out _));
        Assert.Same(result, analyzer.Finish());
    }

    [Fact]
    public void AfterTheEndNoSampleIsTaken()
    {
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg([], 1000).Channels);
        analyzer.Finish();
        Assert.Throws<InvalidOperationException>(() => analyzer.Process(new SampleBlock(1, 1)));
    }

    [Fact]
    public void AChannelThatIsNotThereIsRefusedByName()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new LiveAnalyzer(MemoryReader.OfEmg([], 1000).Channels, AnalysisOptions.ForLive with { Channels = ["emg_gm"] }));
        Assert.Contains("emg_gm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChannelSampledTooSlowlyHasNoLatencyAndNoEvents()
    {
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg([], 25).Channels);
        Assert.Equal(0, analyzer.LatencySeconds);
        Assert.Contains(analyzer.Finish().Warnings, warning => warning.Code == "sample-rate-too-low");
    }

    private static readonly Comparer<AnalysisEvent> ByTime = Comparer<AnalysisEvent>.Create((a, b) =>
        (a.OnsetSeconds, a.Channel, a.DurationSeconds).CompareTo((b.OnsetSeconds, b.Channel, b.DurationSeconds)));

    private static AnalysisEvent Ungrouped(AnalysisEvent row) => row with { Group = string.Empty };

    /// <summary>The events given and not taken back.</summary>
    private static AnalysisEvent[] Standing(List<LiveNotice> notices) =>
        [.. notices.GroupBy(notice => notice.Id).Select(own => own.Last()).Where(last => !last.IsRetracted).Select(last => last.Event)];

    private static AnalysisResult Whole(MemoryReader reader, AnalysisOptions options) =>
        MyoclonusAnalyzer.Analyze(reader, options, cancellationToken: TestContext.Current.CancellationToken);

    private static List<LiveNotice> Live(MemoryReader reader, int blockSamples, out AnalysisResult result)
    {
        LiveAnalyzer analyzer = new(reader.Channels);
        SampleBlock block = new(reader.SignalCount, blockSamples);
        List<LiveNotice> notices = [];
        while (reader.ReadBlock(block))
        {
            analyzer.Process(block);
            Take();
        }

        result = analyzer.Finish();
        Take();
        return notices;

        void Take()
        {
            while (analyzer.TryTake(out LiveNotice? notice))
            {
                notices.Add(notice);
            }
        }
    }
}
