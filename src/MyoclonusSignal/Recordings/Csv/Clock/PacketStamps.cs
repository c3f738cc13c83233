using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// Rows that were stamped when their packet arrived: within a packet the times hardly move, between packets they jump. Only the packets
/// tell anything: so many rows in so much time.
/// </summary>
/// <param name="GapSeconds">The step that begins a packet.</param>
/// <param name="IsClear">Whether nothing lies between the steps within packets and those between them.</param>
internal sealed record PacketStamps(double GapSeconds, bool IsClear)
{
    // Of the mean interval: rows in a packet are written as fast as a program can.
    private const double MostWithin = 0.35;

    // Three rows a packet or more: of pairs nobody can tell a packet from jitter.
    private const double LeastWithinShare = 0.6;

    private const int LeastPackets = 3;

    /// <summary>Finds packets; <see langword="null"/> where the rows have times of their own.</summary>
    /// <param name="times">The times of the first rows in seconds.</param>
    /// <param name="isAsked">Whether the caller says that there are packets.</param>
    public static PacketStamps? Find(ReadOnlySpan<double> times, bool isAsked)
    {
        double mean = (times[^1] - times[0]) / (times.Length - 1);
        List<double> between = [];
        int within = 0;
        double longestWithin = 0;
        for (int i = 1; i < times.Length; i++)
        {
            double step = times[i] - times[i - 1];
            if (step <= MostWithin * mean)
            {
                within++;
                longestWithin = Math.Max(longestWithin, step);
            }
            else
            {
                between.Add(step);
            }
        }

        // Rows that share one stamp exactly are a clock that stands still, which needs no packets.
        bool isPacket = within >= LeastWithinShare * (times.Length - 1) && between.Count >= LeastPackets && longestWithin > 0;
        if (!isPacket && !(isAsked && between.Count >= LeastPackets))
        {
            return null;
        }

        double usual = Median.Of([.. between]);
        double gap = 0.5 * (longestWithin + Math.Min(usual, between.Min()));
        return usual > 2 * mean || isAsked ? new PacketStamps(gap, between.Min() > 2 * longestWithin) : null;
    }
}
