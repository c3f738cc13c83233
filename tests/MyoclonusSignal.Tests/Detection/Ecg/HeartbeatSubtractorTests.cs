using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class HeartbeatSubtractorTests
{
    private const double Rate = 1000;
    private const double LapSeconds = 10;
    private const double Length = 95;
    private const double Noise = 0.05;

    [Theory]
    [InlineData(1)]
    [InlineData(997)]
    [InlineData(95_000)]
    public void BlocksOfAnySizeGiveTheSameSamples(int block)
    {
        double[] signal = HeartSignal.Beating(1, Length, Rate, Noise, HeartSignal.Times(2, Length, 0.85, 0.03));
        HeartbeatSubtractor expected = new(Rate, LapSeconds);
        HeartbeatSubtractor found = new(Rate, LapSeconds);
        Assert.Equal(Run(expected, signal, 4096), Run(found, signal, block));
        Assert.Equal(expected.SubtractedCount, found.SubtractedCount);
        Assert.Equal(expected.ReductionDb(), found.ReductionDb());
    }

    // The stretches meet at 30, 60 and 90 s, where a beat is seen from both sides.
    [Theory]
    [InlineData(0)]
    [InlineData(0.0003)]
    [InlineData(-0.0003)]
    [InlineData(0.004)]
    [InlineData(-0.004)]
    [InlineData(0.03)]
    [InlineData(-0.3)]
    public void ABeatWhereTwoStretchesMeetIsSubtractedOnce(double offSeconds)
    {
        double[] times = [.. Enumerable.Range(1, 125).Select(i => (0.75 * i) + offSeconds)];
        double[] signal = HeartSignal.Beating(3, Length, Rate, Noise, times);
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        double[] cleaned = Run(subtractor, signal, 1000);
        Assert.Equal(times.Length, subtractor.SubtractedCount);
        double[] noise = HeartSignal.Noise(3, Length, Rate, Noise);
        foreach (double border in (double[])[30, 60, 90])
        {
            int from = (int)((border - 0.4) * Rate);
            double left = Enumerable.Range(from, 800).Average(n => Math.Pow(cleaned[n] - noise[n], 2));
            Assert.True(left < 0.3 * Noise * Noise, $"{left} at {border} s");
        }
    }

    // In strong noise the middle of the beat at 30 s, as the two stretches see it, is not the same.
    [Fact]
    public void NoBeatFallsBetweenTwoStretchesThatSeeItAtDifferentPlaces()
    {
        for (int step = -20; step <= 20; step++)
        {
            double[] times = [.. Enumerable.Range(1, 58).Select(i => (0.75 * i) + (step * 0.5 / Rate))];
            HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
            Run(subtractor, HeartSignal.Beating(14, 45, Rate, 0.3, times), 1000);
            Assert.Equal(times.Length, subtractor.SubtractedCount);
        }
    }

    [Fact]
    public void WhereItIsNotNeededNothingChanges()
    {
        double[] signal = HeartSignal.Beating(4, Length, Rate, Noise, HeartSignal.Times(5, Length, 0.85, 0.03));
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        Assert.Equal(signal, Run(subtractor, signal, 1000, isNeeded: false));
        Assert.Equal(0, subtractor.SubtractedCount);
        Assert.True(double.IsNaN(subtractor.ReductionDb()));
    }

    [Fact]
    public void NoiseAloneStaysAsItIs()
    {
        double[] signal = HeartSignal.Noise(6, Length, Rate, 1);
        Assert.Equal(signal, Run(new HeartbeatSubtractor(Rate, LapSeconds), signal, 1000));
    }

    [Fact]
    public void AfterAResetTheSignalIsANewOne()
    {
        double[] signal = HeartSignal.Beating(7, Length, Rate, Noise, HeartSignal.Times(8, Length, 0.85, 0.03));
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        double[] expected = Run(subtractor, signal, 1000);
        int beats = subtractor.SubtractedCount;
        subtractor.Reset();
        Assert.Empty(subtractor.Beats);
        Assert.Equal(expected, Run(subtractor, signal, 1000));

        // Counted since construction.
        Assert.Equal(2 * beats, subtractor.SubtractedCount);
    }

    [Fact]
    public void TheBeatsOfTheSettledStretchAreWhereTheyAre()
    {
        double[] times = HeartSignal.Times(9, 25, 0.85, 0.03);
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        double[] signal = HeartSignal.Beating(10, 25, Rate, Noise, times);
        Assert.Equal(signal.Length, subtractor.Fill(signal));
        Assert.False(subtractor.IsFull);
        subtractor.Settle(isNeeded: true, isLast: true);
        Assert.Equal(signal.Length, subtractor.SettledEnd);
        Assert.Equal(times.Length, subtractor.Beats.Count);
        Assert.All(times.Zip(subtractor.Beats), pair => Assert.Equal(pair.First * Rate, pair.Second.Position, 2.0));
        Assert.All(subtractor.Beats, beat => Assert.True(beat.LeftPower < 0.1 * beat.Power, $"{beat}"));
        Assert.InRange(subtractor.ReductionDb(), 10, 30);
    }

    [Fact]
    public void TheLargestPowersAreThoseOfTheBestWindow()
    {
        double[] signal = HeartSignal.Beating(11, 25, Rate, Noise, HeartSignal.Times(12, 25, 0.85, 0.03));
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        subtractor.Fill(signal);
        subtractor.Settle(isNeeded: true, isLast: true);
        double[] cleaned = new double[signal.Length];
        double[] fast = new double[signal.Length];
        subtractor.CopyCleaned(0, cleaned);
        subtractor.CopyFast(0, fast);
        foreach ((long start, long end, int window) in ((long, long, int)[])[(4000, 4300, 24), (4000, 4300, 300), (4000, 4010, 24), (24_990, 26_000, 5)])
        {
            (double originalPower, double cleanedPower, double fastPower) = subtractor.LargestPowers(start, end, window);
            Assert.Equal(Largest(signal, start, end, window), originalPower, 1e-9);
            Assert.Equal(Largest(cleaned, start, end, window), cleanedPower, 1e-9);
            Assert.Equal(Largest(fast, start, end, window), fastPower, 1e-9);
        }
    }

    [Fact]
    public void OfWhiteNoiseTheFastPartIsThatOfTheBandAboveTheBorder()
    {
        Assert.Equal(1 - (HeartbeatSubtractor.FastHz / 500), FastPart(1000), 0.03);

        // The quietest windows of 15 samples have a tenth more of it: what was before them rings into them.
        Assert.InRange(FastPart(300), 1 - (HeartbeatSubtractor.FastHz / 150), 1.2 * (1 - (HeartbeatSubtractor.FastHz / 150)));
        Assert.True(double.IsNaN(FastPart(200)));
    }

    // Slow movement for half of the time, much stronger than the noise.
    [Fact]
    public void TheFastPartIsToldFromTheQuietestWindows()
    {
        double[] signal = [.. HeartSignal.Noise(15, 40, Rate, 1).Select((x, n) => n < 20_000 ? x + (10 * Math.Sin(2 * Math.PI * 15 * n / Rate)) : x)];
        HeartbeatSubtractor subtractor = new(Rate, LapSeconds);
        subtractor.Fill(signal);
        subtractor.Settle(isNeeded: true, isLast: true);
        Assert.Equal(1 - (HeartbeatSubtractor.FastHz / 500), subtractor.FastPartOfNoise, 0.03);
    }

    private static double FastPart(double rate)
    {
        HeartbeatSubtractor subtractor = new(rate, LapSeconds);
        subtractor.Fill(HeartSignal.Noise(13, 40, rate, 1));
        subtractor.Settle(isNeeded: true, isLast: true);
        return subtractor.FastPartOfNoise;
    }

    private static double Largest(double[] samples, long start, long end, int window)
    {
        int last = (int)Math.Min(end, samples.Length);
        window = Math.Min(window, last - (int)start);
        return Enumerable.Range((int)start, last - (int)start - window + 1).Max(from => samples[from..(from + window)].Average(x => x * x));
    }

    private static double[] Run(HeartbeatSubtractor subtractor, double[] signal, int block, bool isNeeded = true)
    {
        List<double> cleaned = [];
        for (int at = 0; at < signal.Length;)
        {
            subtractor.Release();
            at += subtractor.Fill(signal.AsSpan(at, Math.Min(block, signal.Length - at)));
            if (subtractor.IsFull)
            {
                subtractor.Settle(isNeeded, isLast: false);
                Take();
            }
        }

        subtractor.Settle(isNeeded, isLast: true);
        Take();
        return [.. cleaned];

        void Take()
        {
            double[] settled = new double[subtractor.SettledEnd - cleaned.Count];
            subtractor.CopyCleaned(cleaned.Count, settled);
            cleaned.AddRange(settled);
        }
    }
}
