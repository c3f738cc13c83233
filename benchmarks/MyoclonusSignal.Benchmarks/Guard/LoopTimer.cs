namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>Times a loop, its naive twin and the copy in turns, and counts the bytes the loop allocates.</summary>
/// <remarks>
/// A neighbour on the machine only ever adds time, so the least of many short repetitions is the one it disturbed least;
/// taking turns gives all three the same clock frequency and the same neighbours.
/// </remarks>
internal sealed class LoopTimer(TimeProvider time)
{
    private const int Rounds = 250;
    private const int CountedCalls = 16;
    private const int MostCallsPerRepetition = 1024;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan LeastRepetition = TimeSpan.FromMicroseconds(100);

    /// <summary>Runs all three until the code is compiled and the loop's memory has its full size.</summary>
    public void Warm(HotLoop loop)
    {
        long start = time.GetTimestamp();
        do
        {
            loop.Prepare(1);
            loop.Process();
            loop.Naive();
            loop.Copy();
        }
        while (time.GetElapsedTime(start) < WarmUp);
    }

    public LoopMeasurement Measure(HotLoop loop)
    {
        Action run = loop.Process;
        Action naive = loop.Naive;
        Action copy = loop.Copy;
        int runCalls = CallsPerRepetition(loop, run);
        int naiveCalls = CallsPerRepetition(loop, naive);
        int copyCalls = CallsPerRepetition(loop, copy);
        double runLeast = double.PositiveInfinity;
        double naiveLeast = double.PositiveInfinity;
        double copyLeast = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            loop.Prepare(runCalls);
            runLeast = Math.Min(runLeast, Nanoseconds(run, runCalls));
            naiveLeast = Math.Min(naiveLeast, Nanoseconds(naive, naiveCalls));
            copyLeast = Math.Min(copyLeast, Nanoseconds(copy, copyCalls));
        }

        return new LoopMeasurement(
            runLeast / loop.SamplesPerCall,
            naiveLeast / loop.SamplesPerCall,
            copyLeast / loop.SamplesPerCall,
            BytesPerBlock(loop));
    }

    private static long BytesPerBlock(HotLoop loop)
    {
        long most = 0;
        for (int i = 0; i < CountedCalls; i++)
        {
            loop.Prepare(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            loop.Process();
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return most;
    }

    /// <summary>So many calls that the clock's own steps do not matter.</summary>
    private int CallsPerRepetition(HotLoop loop, Action action)
    {
        loop.Prepare(1);
        double one = Math.Min(Nanoseconds(action, 1), Nanoseconds(action, 1));
        return (int)Math.Clamp(Math.Ceiling(LeastRepetition.TotalNanoseconds / Math.Max(one, 100)), 1, MostCallsPerRepetition);
    }

    private double Nanoseconds(Action action, int calls)
    {
        long start = time.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        return time.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
