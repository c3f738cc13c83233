namespace MyoclonusSignal.Tests;

/// <summary>Measures what code allocates.</summary>
internal static class Allocations
{
    private const int Runs = 3;

    /// <summary>
    /// Gives how many bytes the calling thread allocates in an action: the least of a few runs, because now and then the
    /// runtime itself allocates on the thread, on compiling a method anew for example.
    /// </summary>
    /// <param name="action">The action; it is run once if the first run allocates nothing.</param>
    public static long Of(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < Runs && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
