using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The memory of the whole process is measured, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(LiveMemoryTests), DisableParallelization = true)]
[Collection(nameof(LiveMemoryTests))]
public sealed class LiveMemoryTests
{
    [Fact]
    public void MemoryGrowsWithTheEventsOnly()
    {
        double[] jerks = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 60, seed: 2) with { SampleRate = 500 }).Signals[0].Samples;
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg(jerks, 500).Channels);
        SampleBlock block = new(1, 250);
        int events = 0;
        long settled = 0;
        for (int second = 0; second < 3600; second++)
        {
            settled = second == 600 ? GC.GetTotalMemory(forceFullCollection: true) : settled;
            for (int half = 0; half < 2; half++)
            {
                long position = (second * 500L) + (half * 250);
                block.Begin(position == 0, position / 500.0);
                jerks.AsSpan((int)(position % jerks.Length), 250).CopyTo(block.Room(0));
                block.SetCount(0, 250);
                analyzer.Process(block);
                while (analyzer.TryTake(out _))
                {
                    events += second >= 600 ? 1 : 0;
                }
            }
        }

        // A row, its shape of 80 floats, and the lists that double when they grow.
        Assert.True(events > 500);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - settled, long.MinValue, events * 4000L);
        GC.KeepAlive(analyzer);
    }
}
