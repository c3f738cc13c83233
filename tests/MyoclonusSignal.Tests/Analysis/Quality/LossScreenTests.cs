using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Lost packets are missing samples and no events; what stands still of itself is neither.</summary>
public sealed class LossScreenTests
{
    private const double Rate = 1000;

    public enum Filling
    {
        HeldValue,
        Zeros,
    }

    [Theory]
    [InlineData(Filling.HeldValue, 0, 0.1, 0.3)]
    [InlineData(Filling.HeldValue, 0, 0.005, 0.05)]
    [InlineData(Filling.Zeros, 250, 0.02, 0.3)]
    [InlineData(Filling.Zeros, 0, 0.005, 0.3)]
    [InlineData(Filling.Zeros, -3000, 0.005, 0.02)]
    public void LossesInNoiseAreMissingAndNoEvents(Filling filling, double offset, double shortest, double longest)
    {
        double[] samples = Noise(60, 5, offset, seed: 1);
        List<(int Start, int Length)> losses = Lose(samples, filling, shortest, longest, seed: 2);
        AnalysisResult result = Analyze(samples);
        Assert.Empty(result.Events);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code is "clipped" or "flat");
        Assert.Equal(losses.Sum(loss => loss.Length) / (double)samples.Length, result.Channels[0].Quality.MissingFraction, losses.Count / (double)samples.Length);
        RecordingWarning warning = Assert.Single(result.Warnings, warning => warning.Code == "lost-packets");
        Assert.Contains($"{losses.Count} stretches", warning.Text, StringComparison.Ordinal);
        Assert.Equal(losses[0].Start / Rate, warning.StartSeconds!.Value, 1.1 / Rate);
        Assert.Equal((losses[^1].Start + losses[^1].Length) / Rate, warning.EndSeconds!.Value, 1.1 / Rate);
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(-90, 0)]
    [InlineData(0, 1000)]
    public void FiveZerosThatTheSignalLeapsToAreLost(double offset, double drift)
    {
        // Neighbours are equal so often that five of them are no loss for that alone.
        double[] samples = Noise(60, 5, offset, seed: 13);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = 0.5 * Math.Round(2 * (samples[i] + (drift * Math.Sin(2 * Math.PI * 0.03 * i / Rate))));
        }

        int count = 0;
        for (int at = 2500; at < samples.Length - 2000; at += 1700)
        {
            if (Math.Abs(samples[at]) > 50)
            {
                samples.AsSpan(at, 5).Clear();
                count++;
            }
        }

        AnalysisResult result = Analyze(samples);
        Assert.Empty(result.Events);
        Assert.Contains($"{count} stretches of 5 to 5 ms", Assert.Single(result.Warnings, warning => warning.Code == "lost-packets").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "clipped");
    }

    [Theory]
    [InlineData(0.01, 0.05, 0.3)]
    [InlineData(0.5, 0.05, 0.3)]
    [InlineData(0, 0.02, 0.05)]
    public void LossesFilledInByLinesAreMissingAndNoEvents(double step, double shortest, double longest)
    {
        double[] samples = [.. Noise(60, 5, 100, seed: 14).Select(Rounded)];
        List<(int Start, int Length)> losses = Lose([.. samples], Filling.Zeros, shortest, longest, seed: 15);
        foreach ((int start, int length) in losses)
        {
            double before = samples[start - 1];
            double after = samples[start + length];
            for (int i = 0; i < length; i++)
            {
                samples[start + i] = Rounded(before + ((after - before) * (i + 1) / (length + 1)));
            }
        }

        AnalysisResult result = Analyze(samples);
        Assert.Empty(result.Events);
        Assert.Contains(result.Warnings, warning => warning.Code == "lost-packets" && warning.Text.Contains($"{losses.Count} stretches", StringComparison.Ordinal) && warning.Text.Contains("straight lines", StringComparison.Ordinal));

        // The first samples of a line, twenty at the most coarse step, cannot be told from the signal.
        double missing = result.Channels[0].Quality.MissingFraction * samples.Length;
        Assert.InRange(missing, losses.Sum(loss => loss.Length - 20), losses.Sum(loss => loss.Length + 1));
        AnalysisResult inBlocks = Analyze(samples, 97);
        Assert.Equal(result.Warnings, inBlocks.Warnings);
        Assert.Equal(result.Channels[0].Quality, inBlocks.Channels[0].Quality);

        double Rounded(double sample) => step == 0 ? sample : step * Math.Round(sample / step);
    }

    [Fact]
    public void ASignalThatWasInterpolatedFromALowerRateLosesNothing()
    {
        double[] few = Noise(60, 5, 0, seed: 16, rate: 100);
        double[] samples = [.. Enumerable.Range(0, (few.Length - 1) * 10).Select(i => few[i / 10] + ((few[(i / 10) + 1] - few[i / 10]) * (i % 10) / 10))];
        Assert.DoesNotContain(Analyze(samples).Warnings, warning => warning.Code == "lost-packets");
    }

    [Theory]
    [InlineData(Filling.HeldValue)]
    [InlineData(Filling.Zeros)]
    public void LossesInColouredNoiseAreHardlyEverEvents(Filling filling)
    {
        // Behind a low pass of 100 Hz, in which there is no event without losses. With the noise learned anew in each segment there were seven.
        int events = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            double[] samples = Noise(60, 20, 0, seed: 100 + seed);
            for (int i = 1; i < samples.Length; i++)
            {
                samples[i] = samples[i - 1] + (0.47 * (samples[i] - samples[i - 1]));
            }

            Assert.Empty(Analyze(samples).Events);
            Lose(samples, filling, 0.06, 0.3, seed: 200 + seed);
            events += Analyze(samples).Events.Count;
        }

        Assert.InRange(events, 0, 2);
    }

    [Theory]
    [InlineData(Filling.HeldValue)]
    [InlineData(Filling.Zeros)]
    public void TheAxesOfAnAccelerometerAreLostTogether(Filling filling)
    {
        double[][] axes = [Noise(60, 0.01, 0.2, 3, 100), Noise(60, 0.01, 0.5, 4, 100), Noise(60, 0.01, 0.8, 5, 100)];
        List<(int Start, int Length)> losses = Lose(axes[0], filling, 0.06, 0.3, 6, 100);
        foreach ((int start, int length) in losses)
        {
            axes[1].AsSpan(start, length).Fill(filling == Filling.Zeros ? 0 : axes[1][start - 1]);
            axes[2].AsSpan(start, length).Fill(filling == Filling.Zeros ? 0 : axes[2][start - 1]);
        }

        MemoryReader reader = new([new RecordingChannel("acc", ChannelKind.Acceleration, "g", 100, [0, 1, 2], ["x", "y", "z"])], axes);
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Events);
        Assert.Contains(result.Warnings, warning => warning.Code == "lost-packets" && warning.Text.Contains($"{losses.Count} stretches", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(0.7, 0)]
    [InlineData(3, 0)]
    [InlineData(12, 0)]
    [InlineData(30, 10)]
    [InlineData(30, 45)]
    public void ACoarseConverterAndADeadBandLoseNothing(double rmsSteps, double deadSteps)
    {
        // At a quarter of the rate a smooth signal; in turn as quiet as said and ten times louder.
        double[] samples = Noise(120, rmsSteps, 0, seed: 7);
        for (int i = 0; i < samples.Length; i++)
        {
            double loud = samples[i] * (i / 5000 % 2 == 0 ? 1 : 10);
            samples[i] = Math.Abs(loud) < deadSteps ? 0 : Math.Clamp(Math.Round(loud), -128, 127);
        }

        AnalysisResult result = Analyze(samples);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "lost-packets");
        Assert.Equal(0, result.Channels[0].Quality.MissingFraction);
    }

    [Fact]
    public void BurstsClippedAtARailAreNotLost()
    {
        SimulatedRecording recording = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 60,
            SampleRate = 4000,
            Seed = 4,
            Jerks = [new() { RatePerMinute = 30, BurstToNoiseDb = 40 }],
        });
        double[] samples = [.. recording.Signals[0].Samples.Select(sample => Math.Clamp(sample, -60, 60))];
        AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryReader.OfEmg(samples, 4000), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Channels[0].Quality.ClippedFraction > 0.001);
        Assert.DoesNotContain(result.Warnings, warning => warning.Code == "lost-packets");
        Assert.Equal(recording.Truth.Count, result.Events.Count(e => e.Kind == EventKind.Jerk));
    }

    [Fact]
    public void AnElectrodesPopAtARailIsNotLost()
    {
        double[] samples = Noise(60, 5, 300, seed: 8);
        for (int i = 0; i < 300; i++)
        {
            samples[30_000 + i] = Math.Min(5000, samples[30_000 + i] + (9000 * Math.Exp(-i / 40.0)));
        }

        Assert.DoesNotContain(Analyze(samples).Warnings, warning => warning.Code == "lost-packets");
    }

    [Theory]
    [InlineData(5, 0.02, 1000)]
    [InlineData(20, 0.05, 2000)]
    [InlineData(3, 0.002, 500)]
    public void AHeldValueWithADitherIsLost(double rms, double dither, double rate)
    {
        double[] samples = Noise(60, rms, 100, seed: 30, rate);
        List<(int Start, int Length)> losses = Lose(samples, Filling.HeldValue, 0.05, 0.3, seed: 31, rate);
        double[] rest = Noise(60, dither, 0, seed: 32, rate);
        foreach ((int start, int length) in losses)
        {
            for (int i = start; i < start + length; i++)
            {
                samples[i] += rest[i];
            }
        }

        samples = [.. samples.Select(sample => Math.Round(sample, 4))];
        AnalysisResult result = Analyze(samples, rate: rate);
        Assert.Empty(result.Events);
        Assert.Contains($"{losses.Count} stretches", Assert.Single(result.Warnings, warning => warning.Code == "lost-packets").Text, StringComparison.Ordinal);
        Assert.Equal(losses.Sum(loss => loss.Length), result.Channels[0].Quality.MissingFraction * samples.Length, 3.0 * losses.Count);
        AnalysisResult inBlocks = Analyze(samples, 97, rate);
        Assert.Equal(result.Warnings, inBlocks.Warnings);
        Assert.Equal(result.Channels[0].Quality, inBlocks.Channels[0].Quality);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(36)]
    [InlineData(46)]
    [InlineData(60)]
    public void RestBetweenContractionsIsNotLost(double ratioDb)
    {
        // The first half is contracted throughout, as is what is learned from; then rest of 0.1 to 1 s, or of 5 s, comes every second.
        double[] samples = Noise(120, 100, 0, seed: 33);
        double scale = Math.Pow(10, -ratioDb / 20);
        int rest = 0;
        Random random = new(34);
        for (int i = 60_000; i < samples.Length;)
        {
            int length = Math.Min(samples.Length - i, random.Next(4) == 0 ? 5000 : 100 + random.Next(900));
            foreach (ref double sample in samples.AsSpan(i, length))
            {
                sample *= scale;
            }

            rest += length;
            i += length + 1000;
        }

        double missing = Analyze(samples).Channels[0].Quality.MissingFraction * samples.Length;
        Assert.InRange(missing, 0, ratioDb < 40 ? 0 : 0.1 * rest);
    }

    [Theory]
    [InlineData(6, 18, 6, 512)]
    [InlineData(8, 20, 10, 0)]
    public void NoiseBesideALongConstantStretchIsNoContraction(double before, double constant, double after, double value)
    {
        double[] samples = Noise(before + constant + after, 4, 0, seed: 35);
        samples.AsSpan((int)(before * Rate), (int)(constant * Rate)).Fill(value);
        Assert.Empty(Analyze(samples).Events);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(97, 0)]
    [InlineData(4096, 0)]
    [InlineData(1, 0.05)]
    [InlineData(97, 0.05)]
    [InlineData(1, 1)]
    [InlineData(97, 3)]
    public void BlocksOfAnySizeGiveTheSame(int mostSamples, double step)
    {
        double[] samples = Noise(40, 5, 100, seed: 9);
        Lose(samples, Filling.Zeros, 0.005, 0.3, seed: 10);
        Lose(samples, Filling.HeldValue, 0.005, 0.3, seed: 11);
        for (int i = 0; i < 200; i++)
        {
            samples[20_000 + i] = samples[20_000] + (i * 0.03);
        }

        samples = step == 0 ? samples : [.. samples.Select(sample => step * Math.Round(sample / step))];
        samples[30_000] = double.NaN;
        AnalysisResult expected = Analyze(samples);
        AnalysisResult found = Analyze(samples, mostSamples);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(expected.Warnings, found.Warnings);
        Assert.Equal(expected.Channels[0].Quality, found.Channels[0].Quality);
        Assert.Equal(expected.Channels[0].Segments, found.Channels[0].Segments);
    }

    [Fact]
    public void ASteadyStateAllocatesNothing()
    {
        double[] samples = Noise(4, 5, 0, seed: 12);
        LossScreen losses = new([0], [new PlausibleRange(0, double.PositiveInfinity)], Rate);
        SampleBlock block = new(1, 500);
        long before = 0;
        for (int i = 0; i < samples.Length; i += 500)
        {
            samples.AsSpan(i, 500).CopyTo(block.Room(0));
            block.SetCount(0, 500);
            before = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            losses.Process(block, 0, 500, i / Rate, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static AnalysisResult Analyze(double[] samples, int mostSamples = int.MaxValue, double rate = Rate) => MyoclonusAnalyzer.Analyze(
        MemoryReader.OfEmg(samples, rate, mostSamples), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Gaussian noise of a stated deviation on an offset.</summary>
    private static double[] Noise(double seconds, double rms, double offset, int seed, double rate = Rate)
    {
        Random random = new(seed);
        double[] samples = new double[(int)(seconds * rate)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = offset + (rms * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return samples;
    }

    /// <summary>Loses a packet about every two seconds.</summary>
    private static List<(int Start, int Length)> Lose(double[] samples, Filling filling, double shortest, double longest, int seed, double rate = Rate)
    {
        Random random = new(seed);
        List<(int Start, int Length)> losses = [];
        for (double at = 2; at < (samples.Length / rate) - 2; at += 1 + (2 * random.NextDouble()))
        {
            int start = (int)(at * rate);
            int length = (int)Math.Ceiling((shortest + ((longest - shortest) * random.NextDouble())) * rate);
            samples.AsSpan(start, length).Fill(filling == Filling.Zeros ? 0 : samples[start - 1]);
            losses.Add((start, length));
        }

        return losses;
    }
}
