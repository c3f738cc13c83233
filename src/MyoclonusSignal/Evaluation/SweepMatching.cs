using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>
/// A largest matching of any two lists of intervals. The interval that ends first can only have partners that contain its
/// end; to give it the one of them that ends first never costs a pair, since whoever needed that partner reaches at least
/// as far and can take the partner left over.
/// </summary>
internal static class SweepMatching
{
    /// <summary>Gives the partner of each true event, or −1.</summary>
    /// <param name="detected">Detected events sorted by onset.</param>
    /// <param name="widened">True events widened by the tolerance, sorted by onset.</param>
    public static int[] Find(Interval[] detected, Interval[] widened)
    {
        int[] partners = new int[widened.Length];
        Array.Fill(partners, -1);
        var sides = (Detected: new Side(detected), Truth: new Side(widened));
        int[] order = [.. Enumerable.Range(0, detected.Length + widened.Length)];
        double[] ends = [.. detected.Select(e => e.EndSeconds), .. widened.Select(e => e.EndSeconds)];
        Array.Sort(ends, order);
        foreach (int index in order)
        {
            bool isDetected = index < detected.Length;
            Side own = isDetected ? sides.Detected : sides.Truth;
            Side other = isDetected ? sides.Truth : sides.Detected;
            int self = isDetected ? index : index - detected.Length;
            if (own.Close(self) && other.TryTakeFirstToEnd(own.EndOf(self), out int partner))
            {
                partners[isDetected ? partner : self] = isDetected ? self : partner;
            }
        }

        return partners;
    }

    /// <summary>One list, the part of it that has begun, and what is already matched or past.</summary>
    private sealed class Side(Interval[] sorted)
    {
        private readonly bool[] _isClosed = new bool[sorted.Length];
        private readonly PriorityQueue<int, double> _begun = new();
        private int _next;

        public double EndOf(int index) => sorted[index].EndSeconds;

        public bool Close(int index) => !_isClosed[index] && (_isClosed[index] = true);

        public bool TryTakeFirstToEnd(double time, out int index)
        {
            for (; _next < sorted.Length && sorted[_next].StartSeconds <= time; _next++)
            {
                _begun.Enqueue(_next, sorted[_next].EndSeconds);
            }

            while (_begun.TryDequeue(out index, out _))
            {
                if (Close(index))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
