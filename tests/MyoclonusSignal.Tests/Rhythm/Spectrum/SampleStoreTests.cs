using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>What is kept of a signal is the signal, to less than single precision loses of what it changes by.</summary>
public sealed class SampleStoreTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(9.81e6, 1e-2)]
    [InlineData(-5, 1e9)]
    public void LittleIsLostWhateverTheSignalStandsOn(double offset, double amplitude)
    {
        double[] signal = [.. Noise(3, 70_000).Select(value => offset + (amplitude * value))];
        SampleStore store = Kept(signal, 1000);
        double[] kept = Read(store, 0, signal.Length);
        double rounding = 4 * double.BitIncrement(Math.Abs(offset)) - (4 * Math.Abs(offset));
        for (int i = 0; i < signal.Length; i++)
        {
            Assert.Equal(signal[i], kept[i], (6e-7 * amplitude) + rounding);
        }
    }

    [Fact]
    public void WhatOneSampleIsDoesNotTouchTheNextSecond()
    {
        double[] signal = Noise(4, 4096);
        signal[300] = 1e12;
        double[] kept = Read(Kept(signal, 4096), 0, signal.Length);
        Assert.Equal(1e12, kept[300], 1e6);
        for (int i = 512; i < signal.Length; i++)
        {
            Assert.Equal(signal[i], kept[i], 1e-6);
        }
    }

    [Fact]
    public void AConstantStaysOne()
    {
        double[] kept = Read(Kept([.. Enumerable.Repeat(0.1, 1000)], 7), 0, 1000);
        Assert.All(kept, value => Assert.Equal(0.1, value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(100_000)]
    public void TheSizeOfTheBlocksDoesNotMatter(int block)
    {
        double[] signal = Noise(5, 40_000);
        Assert.Equal(Read(Kept(signal, 997), 11, 39_000), Read(Kept(signal, block), 11, 39_000));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(250, 262)]
    [InlineData(100, 900)]
    [InlineData(990, 1000)]
    public void ABridgeIsALineBetweenItsNeighbours(int start, int end)
    {
        double[] signal = Noise(6, 1000);
        SampleStore store = Kept(signal, 1000);
        store.Bridge(start, end);
        double[] kept = Read(store, 0, 1000);
        double before = start > 0 ? signal[start - 1] : signal[end];
        double after = end < 1000 ? signal[end] : before;
        for (int i = 0; i < 1000; i++)
        {
            double expected = i >= start && i < end ? before + ((after - before) * (i - start + 1) / (end - start + 1)) : signal[i];
            Assert.Equal(expected, kept[i], 2e-6);
        }
    }

    [Fact]
    public void OnceThereIsRoomAppendingAllocatesNothing()
    {
        double[] signal = Noise(7, 1000);
        SampleStore store = Kept(signal, 1000);
        store.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        store.Append(signal);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SampleStore Kept(double[] signal, int block)
    {
        SampleStore store = new();
        for (int at = 0; at < signal.Length; at += block)
        {
            store.Append(signal.AsSpan(at, Math.Min(block, signal.Length - at)));
        }

        Assert.Equal(signal.Length, store.Count);
        return store;
    }

    private static double[] Read(SampleStore store, int start, int length)
    {
        double[] samples = new double[length];
        store.CopyTo(start, samples);
        return samples;
    }

    private static double[] Noise(int seed, int length)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
