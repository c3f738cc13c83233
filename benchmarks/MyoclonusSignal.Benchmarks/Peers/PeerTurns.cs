using System.Diagnostics;
using System.Globalization;

namespace MyoclonusSignal.Benchmarks.Peers;

/// <summary>Times several libraries at the same work, one after the other and again: a neighbour on the machine slows all alike.</summary>
/// <remarks>
/// What counts is time of the processor, of all threads of the process together: the clock counts the neighbours' time too, and work on
/// two threads for one.
/// </remarks>
internal static class PeerTurns
{
    private const int Turns = 5;

    /// <summary>Long enough that the runtime has compiled loops and calls through interfaces for what it has seen of them.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan PerTurn = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes the speed of the fastest run of each: neighbours only ever add time.</summary>
    /// <param name="output">Receives a line for each library.</param>
    /// <param name="work">What is done.</param>
    /// <param name="values">How many values one run takes in.</param>
    /// <param name="peers">The libraries.</param>
    public static void Write(TextWriter output, string work, long values, params ReadOnlySpan<(string Library, Action Run)> peers)
    {
        foreach ((_, Action run) in peers)
        {
            _ = LeastMicroseconds(run, WarmUp);
        }

        double[] least = new double[peers.Length];
        Array.Fill(least, double.PositiveInfinity);
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < peers.Length; i++)
            {
                least[i] = Math.Min(least[i], LeastMicroseconds(peers[i].Run, PerTurn));
            }
        }

        for (int i = 0; i < peers.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work}: {peers[i].Library}: {values / least[i]:0.00}"));
        }
    }

    /// <summary>A peer that does other work than ours is no peer.</summary>
    public static void ThrowIfDifferent(string library, ReadOnlySpan<double> ours, ReadOnlySpan<double> theirs, double relative)
    {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(ours[i]));
            difference = Math.Max(difference, Math.Abs(ours[i] - theirs[i]));
        }

        // Said so that what is not a number is different.
        if (!(difference <= relative * largest))
        {
            throw new InvalidOperationException($"{library} gives other values: they differ by {difference:R} where the largest is {largest:R}.");
        }
    }

    private static double LeastMicroseconds(Action run, TimeSpan time)
    {
        double least = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        do
        {
            TimeSpan begin = Environment.CpuUsage.TotalTime;
            run();
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - begin).TotalMicroseconds);
        }
        while (Stopwatch.GetElapsedTime(start) < time);

        return least;
    }
}
