using MyoclonusSignal.Benchmarks.Pipeline;
using MyoclonusSignal.Benchmarks.Tests.Guard;

namespace MyoclonusSignal.Benchmarks.Tests.Pipeline;

public sealed class PipelineTimerTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void TheLeastOfTheTurnsCountsAndTheyAlternate()
    {
        List<string> order = [];
        int first = 0;
        double[] least = new PipelineTimer(_time).Measure(
            [
                new PipelineWork(() =>
                {
                    order.Add("a");
                    Take(first++ % 3 == 1 ? 2 : 7);
                }),
                new PipelineWork(() =>
                {
                    order.Add("b");
                    Take(3);
                }),
            ],
            turns: 4);
        Assert.Equal([2e6, 3e6], least);
        Assert.Equal("abababababab", string.Concat(order)[..12]);
    }

    [Fact]
    public void WhatMakesReadyIsNotTimed()
    {
        double[] least = new PipelineTimer(_time).Measure([new PipelineWork(() => Take(1)) { Prepare = () => Take(50) }], turns: 1);
        Assert.Equal(1e6, Assert.Single(least));
    }

    [Fact]
    public void AShortWorkIsTimedSeveralTimesATurn()
    {
        int calls = 0;
        double[] least = new PipelineTimer(_time).Measure([new PipelineWork(() => Take(calls++ % 5 == 3 ? 1 : 9)) { TimesATurn = 5 }], turns: 1);
        Assert.Equal(1e6, Assert.Single(least));
    }

    [Fact]
    public void TheFirstTurnsInWhichCodeIsCompiledDoNotCount()
    {
        int calls = 0;
        double[] least = new PipelineTimer(_time).Measure([new PipelineWork(() => Take(calls++ < 4 ? 1 : 4))], turns: 2);
        Assert.Equal(4e6, Assert.Single(least));
    }

    [Fact]
    public void ProcessorTimeGoesOnWithWork()
    {
        ProcessorTime time = new();
        long start = time.GetTimestamp();
        double sum = 0;
        while (time.GetElapsedTime(start) < TimeSpan.FromMilliseconds(5))
        {
            sum += Math.Sqrt(sum + 1);
        }

        Assert.True(sum > 0);
    }

    private void Take(double milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
