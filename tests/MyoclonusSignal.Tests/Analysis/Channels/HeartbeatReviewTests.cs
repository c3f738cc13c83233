using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The heart in an EMG: its beats are named, jerks under them stay, and on request it is taken out.</summary>
public sealed class HeartbeatReviewTests
{
    private const double Rate = 1000;

    [Theory]
    [InlineData(10, 55, 1)]
    [InlineData(15, 70, 2)]
    [InlineData(20, 70, 3)]
    [InlineData(20, 110, 4)]
    public void AHeartAsLargeAsTheJerksCostsAtMostTwoInAHundred(double sizeDb, double perMinute, ulong seed)
    {
        // The peak of a burst of Gaussian noise is some 2.5 times its root mean square.
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 180,
            Seed = seed,
            Jerks = [new() { BurstToNoiseDb = sizeDb }],
            Ecg = new() { RatePerMinute = perMinute, PeakMicrovolts = 2.5 * 5 * Math.Pow(10, sizeDb / 20) },
        });
        foreach (bool removes in (bool[])[false, true])
        {
            AnalysisResult result = Analyze(recording, removes);
            Assert.True(F1(result, recording) >= 0.98, $"F1 {F1(result, recording)}, removes {removes}");
            Assert.Equal(removes, result.Warnings.Any(warning => warning.Code == "ecg-removed"));
            int beats = recording.Disturbances.Count(d => d.Name == "heartbeat");
            int named = result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat);
            Assert.InRange(named, removes ? 0 : 0.7 * beats, removes ? 0.05 * beats : beats);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void ATrainOfJerksIsNotTakenForAHeartNorItsHeartForJerks(double frequencyHz)
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 120,
            Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = frequencyHz }],
            Ecg = new() { PeakMicrovolts = 100 },
        });
        Assert.True(F1(Analyze(recording, removes: false), recording) >= 0.98, $"F1 {F1(Analyze(recording, removes: false), recording)}");
        Assert.True(F1(Analyze(recording, removes: true), recording) >= 0.98, $"F1 {F1(Analyze(recording, removes: true), recording)}");
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0.7, 20)]
    public void AHeartOfAnotherShapeWithEctopicBeatsIsTheHeartsAndJerksUnderItStay(double pulseSeconds, int ectopicEvery)
    {
        (double[] samples, List<double> jerks, int beats) = HeartAndJerks(pulseSeconds, ectopicEvery, heart: 12, jerk: 8);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(jerks, onset => Assert.Contains(result.Events, e => e.OnsetSeconds < onset + 0.05 && e.OnsetSeconds + e.DurationSeconds > onset));
        Assert.InRange(result.Events.Count, jerks.Count, jerks.Count + (0.01 * beats));
        Assert.InRange(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat), 0.8 * beats, beats);
    }

    [Fact]
    public void WithTheHeartTakenOutAJerkUnderABeatHasItsOwnOnset()
    {
        (double[] samples, List<double> jerks, int beats) = HeartAndJerks(0.85, 0, heart: 12, jerk: 8);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(
            MemoryReader.OfEmg(samples, Rate), new AnalysisOptions { RemoveEcg = true }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(jerks.Count, result.Events.Count);
        Assert.All(jerks.Zip(result.Events), pair => Assert.Equal(pair.First, pair.Second.OnsetSeconds, 0.015));
        string text = Assert.Single(result.Warnings, warning => warning.Code == "ecg-removed").Text;
        int subtracted = int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(subtracted, beats - 2, beats);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(7)]
    [InlineData(20_000)]
    public void WithoutTheHeartHardlyMoreThanTheNoiseIsLeft(int blockSamples)
    {
        // Noise of power 1, to which the heart adds some 3; the noise of the mean beat adds less than a tenth to what is left.
        (double[] samples, _, int beats) = HeartAndJerks(0.85, 0, heart: 40, jerk: 0);
        HeartbeatReview review = new(Rate, bandHz: 430, latencySeconds: 4, removes: true);
        List<double> cleaned = [];
        double[] room = new double[blockSamples];
        for (int at = 0; at < samples.Length;)
        {
            at += review.Process(samples.AsSpan(at, Math.Min(blockSamples, samples.Length - at)));
            Take();
        }

        review.Finish();
        Take();
        Assert.Equal(samples.Length, cleaned.Count);
        Assert.InRange(review.SubtractedCount, beats - 2, beats);
        double heart = samples.Average(sample => sample * sample) - 1;
        double left = cleaned.Average(sample => sample * sample) - 1;
        Assert.True(heart > 1 && left < 0.1 * heart, $"{heart} before, {left} left");
        Assert.InRange(review.ReductionDb(), 12, 30);

        void Take()
        {
            while (review.Read(room) is int count and > 0)
            {
                cleaned.AddRange(room.AsSpan(0, count));
            }
        }
    }

    [Fact]
    public void AHeartThatChangesTooMuchToBeSubtractedIsToldByItsShape()
    {
        (double[] samples, List<double> beats) = ChangingHeart(new Random(4));
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(result.Events.Count, 0, 0.06 * beats.Count);
        Assert.InRange(result.Channels[0].Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat), 0.9 * beats.Count, 1.05 * beats.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void BeatsOfSuchAHeartBesideContractionsAreTheHearts(int seed)
    {
        // Beside a contraction the floor is raised, above what such a heart usually leaves.
        Random random = new(seed);
        (double[] samples, List<double> beats) = ChangingHeart(random);
        int contractions = 0;
        for (int i = 6; i < beats.Count - 6; i += 25, contractions++)
        {
            for (int n = (int)((beats[i] + 0.3) * Rate); n < (beats[i] + 2) * Rate; n++)
            {
                samples[n] += 40 * random.NextNormal();
            }
        }

        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(contractions, result.Events.Count(e => e.Kind == EventKind.Contraction));
        Assert.InRange(result.Events.Count(e => e.Kind == EventKind.Jerk), 0, 0.06 * beats.Count);
        Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.Jerk && beats.Exists(beat => Math.Abs(e.PeakTimeSeconds - beat) < 0.05 && (beats.IndexOf(beat) - 6) % 25 is 0 or 3));
        Assert.DoesNotContain(result.Events, e => e.Kind == EventKind.NegativeJerk);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WithoutAHeartNothingIsSubtractedAndNoJerkIsAHeartbeat(ulong seed)
    {
        SimulatedRecording recording = Simulator.Generate(new() { DurationSeconds = 180, Seed = seed, Jerks = [new() { RatePerMinute = 60 }] });
        Assert.Empty(Analyze(recording, removes: true).Warnings);
        Assert.DoesNotContain(Analyze(recording, removes: false).Channels[0].Rejected, candidate => candidate.Reason == BurstRejection.Heartbeat);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BlocksOfAnySizeGiveTheSameResult(bool removes)
    {
        SimulatedRecording recording = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Ecg, 100, seed: 5));
        AnalysisOptions options = new() { RemoveEcg = removes };
        AnalysisResult expected = MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording), options, cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult found = MyoclonusAnalyzer.Analyze(MemoryReader.Of(recording, 777), options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEmpty(expected.Events);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(expected.Channels[0].Rejected, found.Channels[0].Rejected);
        Assert.Equal(expected.Warnings, found.Warnings);
        Assert.Equal(expected.Channels[0].AnalysedSeconds, found.Channels[0].AnalysedSeconds);
        Assert.Equal(100, expected.Channels[0].AnalysedSeconds, 0.01);
    }

    /// <summary>Noise of 1 and a heart whose second wave has either sign, which leaves a fifth of the power of a beat.</summary>
    private static (double[] Samples, List<double> Beats) ChangingHeart(Random random)
    {
        double[] samples = [.. Enumerable.Range(0, (int)(120 * Rate)).Select(_ => random.NextNormal())];
        List<double> beats = [];
        for (double time = 0.5; time < 119; time += 0.85 * (1 + (0.03 * random.NextNormal())))
        {
            beats.Add(time);
            double second = random.Next(2) == 0 ? -7 : 7;
            for (int n = (int)((time - 0.08) * Rate); n < (int)((time + 0.08) * Rate); n++)
            {
                double x = ((n / Rate) - time) / 0.007;
                double y = x - 2;
                samples[n] += (16 * ((x * x) - 0.5) * Math.Exp(-x * x)) + (second * y * Math.Exp(-y * y));
            }
        }

        return (samples, beats);
    }

    /// <summary>
    /// Noise of 1, a heart made of one derivative of a Gaussian and a slower wave, its intervals wandering, now and then a
    /// wide ectopic beat with a pause behind it; and bursts of noise, every other one under a beat.
    /// </summary>
    private static (double[] Samples, List<double> Jerks, int Beats) HeartAndJerks(double pulse, int ectopicEvery, double heart, double jerk)
    {
        const double Seconds = 150;
        Random random = new(11);
        double[] samples = [.. Enumerable.Range(0, (int)(Seconds * Rate)).Select(_ => random.NextNormal())];
        List<double> beats = [];
        int count = 0;
        for (double time = 0.4; time < Seconds - 1; count++)
        {
            bool isEctopic = ectopicEvery > 0 && count % ectopicEvery == ectopicEvery - 1;
            double width = isEctopic ? 0.014 : 0.007;
            double height = (isEctopic ? 1.4 : 1) * heart * (1 + (0.1 * Math.Sin(time * 1.5)));
            for (int n = (int)((time - 0.1) * Rate); n < (int)((time + 0.1) * Rate); n++)
            {
                double x = ((n / Rate) - time) / width;
                samples[Math.Max(0, n)] += height * (isEctopic ? -1.2 * x : (x * x) - 0.5) * Math.Exp(-x * x);
            }

            beats.Add(time);
            double interval = pulse * (1 + (0.04 * random.NextNormal()));
            bool nextIsEctopic = ectopicEvery > 0 && (count + 1) % ectopicEvery == ectopicEvery - 1;
            time += isEctopic ? 1.35 * pulse : nextIsEctopic ? 0.65 * pulse : interval;
        }

        List<double> jerks = [];
        for (int i = 5; i < beats.Count - 5; i += 7)
        {
            // A single ectopic beat has no neighbour to be compared with: a jerk under it is lost.
            if (ectopicEvery > 0 && i % ectopicEvery == ectopicEvery - 1)
            {
                continue;
            }

            double onset = beats[i] + (i % 2 == 0 ? 0.3 * pulse : -0.02);
            jerks.Add(onset);
            for (int n = 0; n < 0.05 * Rate; n++)
            {
                samples[(int)(onset * Rate) + n] += jerk * random.NextNormal();
            }
        }

        return (samples, jerks, count);
    }

    private static AnalysisResult Analyze(SimulatedRecording recording, bool removes) => MyoclonusAnalyzer.Analyze(
        MemoryReader.Of(recording), new AnalysisOptions { RemoveEcg = removes }, cancellationToken: TestContext.Current.CancellationToken);

    private static double F1(AnalysisResult result, SimulatedRecording recording) => DetectionScore.Of(
        [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
        [.. recording.Truth.Select(e => new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds))],
        new MatchOptions()).F1 ?? 0;
}
