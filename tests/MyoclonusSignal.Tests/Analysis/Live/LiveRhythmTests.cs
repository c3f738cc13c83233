using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The rhythm of a recording that is still being made: told when it begins, moves and ends.</summary>
public sealed class LiveRhythmTests
{
    private const double Rate = 1000;

    private static readonly bool IsFull =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 97, 100_000)]
    [InlineData(1, 4096, 313)]
    public void ARhythmBeginsMovesAndEnds(int kind, int blockSamples, int otherBlockSamples)
    {
        List<LiveRhythmNotice> notices = Live(Reader(kind, seed: 4), blockSamples);
        Assert.Equal([RhythmChange.Began, RhythmChange.Frequency, RhythmChange.Faded], Distinct(notices));
        LiveRhythmNotice began = notices[0];
        Assert.Equal(kind == 0 ? "emg" : "acc", began.Channel);
        Assert.InRange(began.GivenSeconds, 22, 34);
        Assert.InRange(began.SinceSeconds, 18, 22);
        Assert.InRange(began.FrequencyHz, 3.8, 4.2);
        Assert.InRange(began.FrequencyCi95!.Value.Low, 3.6, began.FrequencyHz);
        Assert.InRange(began.PValue, 0, 0.01);
        Assert.True(began.SnrDb > 3);
        LiveRhythmNotice moved = notices.Last(notice => notice.Change == RhythmChange.Frequency);
        Assert.InRange(moved.GivenSeconds, 62, 76);
        Assert.InRange(moved.FrequencyHz, 6.2, 6.8);
        LiveRhythmNotice faded = notices[^1];
        Assert.InRange(faded.GivenSeconds, 100, 112.05);
        Assert.Equal((moved.FrequencyHz, moved.FrequencyCi95, began.SinceSeconds), (faded.FrequencyHz, faded.FrequencyCi95, faded.SinceSeconds));
        Assert.Equal([.. Enumerable.Repeat(true, notices.Count - 1), false], notices.Select(notice => notice.IsOn));
        if (otherBlockSamples > 0)
        {
            Assert.Equal(notices, Live(Reader(kind, seed: 4), otherBlockSamples));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ItIsWhatTheMonitorSaysFedByHand(int kind)
    {
        double[][] samples = kind == 0 ? Trains(seed: 8) : Tremor(seed: 8);
        MemoryReader reader = Reader(kind, seed: 8);
        ConditioningPlan plan = ConditioningPlan.For(reader.Channels[0], reader.Channels[0].Kind, AnalysisOptions.ForLive);
        double[][] conditioned = Conditioned(samples, Rate, plan);
        const double rate = Rate;
        const int Factor = 20;
        double[][] means = [.. conditioned.Select(axis =>
        {
            var decimator = new EnvelopeDecimator(Factor, axis.Length);
            return (kind == 0 ? decimator.MeanMagnitudes(axis) : decimator.Means(axis)).ToArray();
        })];
        var monitor = new RhythmMonitor(rate / Factor, means.Length, AnalysisOptions.ForLive.Rhythm);
        List<(double Seconds, double FrequencyHz, ConfidenceInterval? Interval)> began = [];
        List<double> ended = [];
        bool isOn = false;
        for (int i = 0; i < means[0].Length; i++)
        {
            bool isMoment = means.Length == 1
                ? monitor.TryRead(means[0].AsSpan(i, 1), out _, out RhythmMoment moment)
                : monitor.TryRead(means[0].AsSpan(i, 1), means[1].AsSpan(i, 1), means[2].AsSpan(i, 1), out _, out moment);
            if (isMoment && moment.IsOn != isOn)
            {
                isOn = moment.IsOn;
                if (isOn)
                {
                    RhythmResult estimate = monitor.Estimate();
                    began.Add(((i + 1 + EnvelopeDecimator.Lag) * Factor / rate, estimate.FrequencyHz ?? moment.FrequencyHz, estimate.FrequencyCi95));
                }
                else
                {
                    ended.Add((i + 1 + EnvelopeDecimator.Lag) * Factor / rate);
                }
            }
        }

        List<LiveRhythmNotice> notices = Live(reader, 500, AnalysisOptions.ForLive with { LineFrequencyHz = 0 });
        Assert.NotEmpty(began);
        Assert.Equal(began.Select(b => b.Seconds), notices.Where(n => n.Change == RhythmChange.Began).Select(n => n.GivenSeconds), Near);
        Assert.Equal(began.Select(b => b.FrequencyHz), notices.Where(n => n.Change == RhythmChange.Began).Select(n => n.FrequencyHz), Near);
        Assert.Equal(began.Select(b => b.Interval!.Value.High), notices.Where(n => n.Change == RhythmChange.Began).Select(n => n.FrequencyCi95!.Value.High), Near);
        Assert.Equal(ended, notices.Where(n => n.Change == RhythmChange.Faded).Select(n => n.GivenSeconds), Near);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void AGapInterruptsItAndAWholeStretchMustComeAgain(int blockSamples)
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 60,
            SampleRate = 1000,
            Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 5 }],
        });
        double[] samples = recording.Signals[0].Samples;
        samples.AsSpan(30_000, 2_000).Fill(double.NaN);
        List<LiveRhythmNotice> notices = Live(MemoryReader.OfEmg(samples, 1000), blockSamples);
        Assert.Equal([RhythmChange.Began, RhythmChange.Interrupted, RhythmChange.Began, RhythmChange.Interrupted], notices.Select(n => n.Change));
        Assert.Equal([12.04, 30.001, 44.04, 60.001], notices.Select(n => n.GivenSeconds), Near);
        Assert.Equal([0, 0, 32, 32], notices.Select(n => n.SinceSeconds), (a, b) => Math.Abs(a - b) < 0.5);
        Assert.True(double.IsNaN(notices[1].PValue));
    }

    [Fact]
    public void TwoChannelsAreToldInTheOrderOfTime()
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 50,
            SampleRate = 1000,
            Channels = [SimulatedChannel.Emg("left"), SimulatedChannel.Emg("right")],
            Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 5, StartSeconds = 10, EndSeconds = 30 }],
        });
        List<LiveRhythmNotice> expected = Live(MemoryReader.Of(recording), 10);
        Assert.Equal(["left", "right"], expected.Select(n => n.Channel).Distinct().Order());
        Assert.Equal(expected.OrderBy(n => n.GivenSeconds), expected);
        Assert.Equal(expected, Live(MemoryReader.Of(recording), 50_000));
    }

    [Theory]
    [InlineData(55, 0.03)]
    [InlineData(75, 0.01)]
    [InlineData(110, 0.03)]
    public void HeartbeatsAreNoRhythm(double beatsPerMinute, double intervalCv)
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 120,
            SampleRate = 1000,
            Seed = 2,
            Jerks = [],
            Ecg = new() { RatePerMinute = beatsPerMinute, IntervalCv = intervalCv, BreathingSwing = intervalCv },
        });
        Assert.Empty(Live(MemoryReader.Of(recording), 4096));
    }

    [Fact]
    public void IrregularJerksAreNoRhythm()
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 300,
            SampleRate = 1000,
            Seed = 4,
            Jerks = [new() { Pattern = JerkPattern.Random, RatePerMinute = 120 }],
        });
        double seconds = 0;
        List<LiveRhythmNotice> notices = Live(MemoryReader.Of(recording), 4096);
        for (int i = 1; i < notices.Count; i++)
        {
            seconds += notices[i - 1].IsOn ? notices[i].GivenSeconds - notices[i - 1].GivenSeconds : 0;
        }

        Assert.InRange(seconds, 0, 0.03 * 300);
    }

    [Fact]
    public void WhereTheBandIsTooHighForTheRateThereIsAWarning()
    {
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg([], 100).Channels);
        Assert.DoesNotContain(analyzer.Finish().Warnings, warning => warning.Code == "rhythm-band-too-high");
        RecordingChannel slow = new("acc", ChannelKind.Acceleration, "g", 15, [0, 1, 2], ["x", "y", "z"]);
        SampleBlock block = new(3, 15 * 20);
        block.Begin(true, 0);
        for (int axis = 0; axis < 3; axis++)
        {
            block.Room(axis);
            block.SetCount(axis, 15 * 20);
        }

        analyzer = new([slow]);
        analyzer.Process(block);
        Assert.Contains(analyzer.Finish().Warnings, warning => warning.Code is "rhythm-band-too-high" or "sample-rate-too-low");
    }

    [Fact]
    public void RestIsHardlyEverToldAsARhythm()
    {
        int hours = IsFull ? 30 : 3;
        int begins = 0;
        var random = new Random(20260301);
        for (int hour = 0; hour < hours; hour++)
        {
            // The envelope of noise.
            double[] envelope = [.. Enumerable.Range(0, 50 * 3600).Select(_ => 0.1 + random.NextDouble() + random.NextDouble() + random.NextDouble())];
            var monitor = new RhythmMonitor(50, 1, AnalysisOptions.ForLive.Rhythm);
            bool isOn = false;
            for (int at = 0; at < envelope.Length;)
            {
                if (monitor.TryRead(envelope.AsSpan(at), out int consumed, out RhythmMoment moment))
                {
                    begins += moment.IsOn && !isOn ? 1 : 0;
                    isOn = moment.IsOn;
                }

                at += consumed;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{begins} in {hours} h");
        Assert.InRange(begins, 0, (1.6 * hours) + 4);
    }

    [Fact]
    public void AnHourOfARhythmAllocatesNothing()
    {
        // A tremor in three axes, which is no series of jerks.
        var random = new Random(20260302);
        double[][] axes = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 30 * 100)
            .Select(i => (0.01 * (axis + 1) * Math.Sin(2 * Math.PI * 5 * i / 100)) + (0.01 * (random.NextDouble() + random.NextDouble() - 1))).ToArray())];
        LiveAnalyzer analyzer = new([new RecordingChannel("acc", ChannelKind.Acceleration, "g", 100, [0, 1, 2], ["x", "y", "z"])]);
        SampleBlock block = new(3, 20);
        long position = 0;
        Feed(600);
        Assert.True(analyzer.TryTakeRhythm(out LiveRhythmNotice? began));
        Assert.Equal(5, began.FrequencyHz, 0.05);
        Assert.Equal(0, Allocations.Of(() => Feed(3600)));
        Assert.False(analyzer.TryTakeRhythm(out _));
        Assert.Empty(analyzer.Finish().Events);

        void Feed(int seconds)
        {
            for (int i = 0; i < seconds * 5; i++)
            {
                block.Begin(position == 0, position / 100.0);
                for (int axis = 0; axis < 3; axis++)
                {
                    axes[axis].AsSpan((int)(position % axes[axis].Length), 20).CopyTo(block.Room(axis));
                    block.SetCount(axis, 20);
                }

                analyzer.Process(block);
                position += 20;
            }
        }
    }

    [Fact]
    public void BeginningAndEndAreSeenWithinTheStretchAndASteadyTrainIsToldOnce()
    {
        List<double> beginnings = [];
        List<double> ends = [];
        int moves = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            SimulatedRecording recording = Simulator.Generate(new SimulationOptions
            {
                DurationSeconds = 110,
                SampleRate = 500,
                Seed = seed,
                Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 3.5 + (0.4 * seed), PeriodCv = 0.1, StartSeconds = 20, EndSeconds = 80, BurstToNoiseDb = 10 }],
            });
            List<LiveRhythmNotice> notices = Live(MemoryReader.Of(recording), 1000);
            Assert.Equal(1, notices.Count(n => n.Change == RhythmChange.Began));
            beginnings.Add(notices[0].GivenSeconds - 20);
            ends.Add(notices[^1].GivenSeconds - 80);
            moves += notices.Count(n => n.Change == RhythmChange.Frequency);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"begin {beginnings.Order().ElementAt(5)} at most {beginnings.Max()}, end {ends.Order().ElementAt(5)} at most {ends.Max()}, moves {moves}");
        Assert.All(beginnings, delay => Assert.InRange(delay, 1, 12));
        Assert.All(ends, delay => Assert.InRange(delay, 1, 13));
        Assert.InRange(moves, 0, 2);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;

    private static MemoryReader Reader(int kind, int seed) => kind == 0
        ? MemoryReader.OfEmg(Trains(seed)[0], Rate)
        : new MemoryReader([new RecordingChannel("acc", ChannelKind.Acceleration, "g", Rate, [0, 1, 2], ["x", "y", "z"])], Tremor(seed));

    /// <summary>EMG with a train at 4 Hz from 20 to 60 s, one at 6.5 Hz to 100 s, then rest.</summary>
    private static double[][] Trains(int seed) => [Simulator.Generate(new SimulationOptions
    {
        DurationSeconds = 125,
        SampleRate = Rate,
        Seed = (ulong)seed,
        Jerks =
        [
            new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 4, StartSeconds = 20, EndSeconds = 60 },
            new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 6.5, StartSeconds = 60.1, EndSeconds = 100 },
        ],
    }).Signals[0].Samples];

    /// <summary>A sensor that shakes to and fro at the same times and frequencies, and turns slowly.</summary>
    private static double[][] Tremor(int seed)
    {
        var random = new Random(seed);
        double[][] axes = [new double[(int)(125 * Rate)], new double[(int)(125 * Rate)], new double[(int)(125 * Rate)]];
        double turns = 0;
        for (int i = 0; i < axes[0].Length; i++)
        {
            double seconds = i / Rate;
            double frequency = seconds is >= 20 and < 60 ? 4 : seconds is >= 60 and < 100 ? 6.5 : 0;
            turns += frequency / Rate;
            double shake = frequency > 0 ? 0.05 * Math.Sin(2 * Math.PI * turns) : 0;
            for (int axis = 0; axis < 3; axis++)
            {
                axes[axis][i] = (axis == 2 ? 1 : 0.1 * Math.Sin(seconds / 9)) + (shake * (axis - 0.5)) + (0.03 * (random.NextDouble() + random.NextDouble() - 1));
            }
        }

        return axes;
    }

    /// <summary>Several moves in a row, over the seam of two trains, are one.</summary>
    private static List<RhythmChange> Distinct(List<LiveRhythmNotice> notices)
    {
        List<RhythmChange> changes = [];
        foreach (LiveRhythmNotice notice in notices)
        {
            if (changes.Count == 0 || changes[^1] != notice.Change)
            {
                changes.Add(notice.Change);
            }
        }

        return changes;
    }

    private static double[][] Conditioned(double[][] raw, double sampleRate, ConditioningPlan plan)
    {
        bool isEmg = plan.RhythmFilter is null;
        double[][] result = [.. raw.Select(axis => new double[axis.Length])];
        SignalConditioner conditioner = new(plan, raw.Length, sampleRate);
        int held = conditioner.Room(raw[0].Length);
        for (int axis = 0; axis < raw.Length; axis++)
        {
            conditioner.Hold(axis, raw[axis].AsSpan(0, held));
        }

        conditioner.Held(held);
        conditioner.Prime(0);
        int written = 0;
        for (; written < held; written += Keep(Math.Min(SignalConditioner.ChunkSamples, held - written)))
        {
            conditioner.ConditionHeld(written, Math.Min(SignalConditioner.ChunkSamples, held - written));
        }

        while (written < raw[0].Length)
        {
            int length = Math.Min(SignalConditioner.ChunkSamples, raw[0].Length - written);
            for (int axis = 0; axis < raw.Length; axis++)
            {
                conditioner.Begin(axis, raw[axis].AsSpan(written, length));
            }

            conditioner.Filter(length);
            conditioner.EndChunk(length);

            written += Keep(length);
        }

        return result;

        int Keep(int length)
        {
            for (int axis = 0; axis < result.Length; axis++)
            {
                (isEmg ? conditioner.Filtered : conditioner.Slow)[axis].AsSpan(0, length).CopyTo(result[axis].AsSpan(written));
            }

            return length;
        }
    }

    private static List<LiveRhythmNotice> Live(MemoryReader reader, int blockSamples, AnalysisOptions? options = null)
    {
        LiveAnalyzer analyzer = new(reader.Channels, options);
        SampleBlock block = new(reader.SignalCount, blockSamples);
        List<LiveRhythmNotice> notices = [];
        while (reader.ReadBlock(block))
        {
            analyzer.Process(block);
            Take();
        }

        analyzer.Finish();
        Take();
        return notices;

        void Take()
        {
            while (analyzer.TryTakeRhythm(out LiveRhythmNotice? notice))
            {
                notices.Add(notice);
            }
        }
    }
}
