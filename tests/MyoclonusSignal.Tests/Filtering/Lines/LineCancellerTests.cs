using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Lines are followed and subtracted; bursts, noise and block sizes do not matter.</summary>
public sealed class LineCancellerTests
{
    private const double SampleRate = 1000;
    private const double BandHz = 430;

    [Fact]
    public void BlocksOfAnySizeGiveTheSameSamples() => Gen.Int[1, 3000].Sample(
        size =>
        {
            double[] signal = Line(Noise(20_000, 1), 50.1, _ => 30);
            double[] whole = [.. signal];
            Following(50).Process(whole);
            LineCanceller canceller = Following(50);
            for (int at = 0; at < signal.Length; at += size)
            {
                canceller.Process(signal.AsSpan(at, Math.Min(size, signal.Length - at)));
            }

            Assert.Equal(whole, signal);
        },
        iter: 20);

    [Fact]
    public void SilenceIsNoJumpOfALine()
    {
        // As of a stretch of one sample between two gaps.
        LineCanceller canceller = Following(50);
        canceller.Restart();
        canceller.Process(new double[2000]);
        Assert.Empty(canceller.Switches);
    }

    [Theory]
    [InlineData(50, 49.7, 100, 0.1)]
    [InlineData(60, 60.2, 300, 0.15)]
    [InlineData(130, 130, 10, 0.03)]
    [InlineData(150, 150.4, 3, 0.02)]
    public void AFrequencyALittleOffIsFollowed(double statedHz, double hz, double amplitude, double mostLeft)
    {
        // The larger the line over the noise, the faster it is followed, and the more of the noise beside it goes with it.
        double[] clean = Noise(30_000, 2);
        double[] signal = Line([.. clean], hz, _ => amplitude);
        LineCanceller canceller = Following(statedHz, amplitude);
        canceller.Process(signal);
        Assert.True(Left(signal, clean, 5000) < mostLeft, $"{Left(signal, clean, 5000)} of the noise's power is left");
        Assert.Equal(hz, canceller.Lines[0].Hz, 0.05);
    }

    [Theory]
    [InlineData(128.0, 131.0)]
    [InlineData(128.0, 133.5)]
    [InlineData(60.0, 64.8)]
    [InlineData(60.0, 75.0)]
    [InlineData(50.0, 55.3, 58.1)]
    public void LinesThatBeatAreToldApart(params double[] lines)
    {
        double[] clean = Noise(30_000, 12);
        double[] signal = [.. clean];
        LineCanceller canceller = new(SampleRate, BandHz);
        foreach (double hz in lines)
        {
            Line(signal, hz, _ => 10);
            Assert.True(canceller.Add(hz + 0.1, 10));
        }

        canceller.Process(signal);
        Assert.True(Left(signal, clean, 2000) < 0.1 * lines.Length, $"{Left(signal, clean, 2000)} of the noise's power is left");
        Assert.Equal(lines, canceller.Lines.Select(line => Math.Round(line.Hz, 1)));
    }

    [Fact]
    public void ABurstOfSixtyDecibelsMovesNothing()
    {
        double[] clean = Noise(30_000, 3);
        double[] signal = Line([.. clean], 50, _ => 3);
        double[] burst = Noise(100, 4);
        for (int at = 6000; at < 28_000; at += 1700)
        {
            for (int n = 0; n < burst.Length; n++)
            {
                clean[at + n] += 1000 * burst[n];
                signal[at + n] += 1000 * burst[n];
            }
        }

        Following(50, 3).Process(signal);
        Assert.True(Left(signal, clean, 5000) < 0.03, $"{Left(signal, clean, 5000)} of the noise's power is left");
    }

    [Fact]
    public void NoiseIsNotEaten()
    {
        double[] clean = Noise(60_000, 5);
        double[] signal = [.. clean];
        LineCanceller canceller = new(SampleRate, BandHz);
        for (int harmonic = 1; harmonic < 9; harmonic++)
        {
            canceller.Add(50 * harmonic, 1);
        }

        canceller.Process(signal);
        Assert.True(Left(signal, clean, 5000) < 0.02, $"{Left(signal, clean, 5000)} of the noise's power is gone");
    }

    [Fact]
    public void ALineSwitchedOffAndOnIsFollowedAgainWithinAFifthOfASecond()
    {
        double[] clean = Noise(40_000, 6);
        double[] signal = Line([.. clean], 50, t => t is > 12 and < 25 ? 0 : 50);
        LineCanceller canceller = Following(50, 50);
        canceller.Process(signal);
        Assert.Equal(2, canceller.Switches.Count);
        Assert.InRange(canceller.Switches[0].Start, 11_800, 12_040);
        Assert.InRange(canceller.Switches[1].Start, 24_800, 25_040);
        Assert.All(canceller.Switches, change => Assert.Equal(50, change.Amplitude, 10.0));
        foreach (int from in (int[])[12_300, 25_300])
        {
            Assert.True(Left(signal[..(from + 5000)], clean, from) < 0.05);
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        double[] signal = Line(Noise(10_000, 7), 50, t => t < 4 ? 10 : 0);
        LineCanceller canceller = Following(50, 10);
        canceller.Process(signal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        canceller.Process(signal.AsSpan(0, 3000));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static LineCanceller Following(double hz, double amplitude = 30)
    {
        LineCanceller canceller = new(SampleRate, BandHz);
        Assert.True(canceller.Add(hz, amplitude));
        return canceller;
    }

    /// <summary>The power of what differs from the signal without lines, over that of its noise of unit power.</summary>
    private static double Left(double[] signal, double[] clean, int from)
    {
        double sum = 0;
        for (int n = from; n < signal.Length; n++)
        {
            sum += (signal[n] - clean[n]) * (signal[n] - clean[n]);
        }

        return sum / (signal.Length - from);
    }

    private static double[] Line(double[] signal, double hz, Func<double, double> amplitude)
    {
        for (int n = 0; n < signal.Length; n++)
        {
            signal[n] += amplitude(n / SampleRate) * Math.Sin((2 * Math.PI * hz * n / SampleRate) + 0.7);
        }

        return signal;
    }

    private static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
