using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>
/// A largest matching of two lists of intervals without nesting, and among those the one with the smallest sum of absolute
/// onset differences. Without nesting two crossing pairs can always be uncrossed, at no cost: so the best matching keeps
/// the order, and dynamic programming over the few neighbours of each true event finds it.
/// </summary>
internal static class OrderedMatching
{
    /// <summary>Gives the partner of each true event, or −1.</summary>
    /// <param name="detected">Detected events, sorted by onset and by end.</param>
    /// <param name="widened">True events widened by the tolerance, sorted likewise.</param>
    /// <param name="tolerance">By how much a true onset was moved forward.</param>
    public static int[] Find(Interval[] detected, Interval[] widened, double tolerance)
    {
        (int[] low, int[] high, int[] offset) = Neighbours(detected, widened);

        // cell[offset[i] + j − low[i]]: the best of the first i + 1 true events with the detected ones before j.
        var cells = new (int Pairs, double Cost)[offset[^1]];
        for (int i = 0; i < widened.Length; i++)
        {
            cells[offset[i]] = Above(i, low[i]);
            for (int j = low[i] + 1; j <= high[i]; j++)
            {
                (int Pairs, double Cost) best = Better(Above(i, j), cells[offset[i] + j - 1 - low[i]]);
                cells[offset[i] + j - low[i]] = Better(best, WithPair(i, j));
            }
        }

        int[] partners = new int[widened.Length];
        Array.Fill(partners, -1);
        int column = detected.Length;
        for (int i = widened.Length - 1; i >= 0; i--)
        {
            column = Math.Min(column, high[i]);
            while (column > low[i] && cells[offset[i] + column - low[i]] != Above(i, column))
            {
                if (cells[offset[i] + column - low[i]] == cells[offset[i] + column - 1 - low[i]])
                {
                    column--;
                    continue;
                }

                partners[i] = --column;
                break;
            }
        }

        return partners;

        (int Pairs, double Cost) Above(int i, int j) =>
            i == 0 ? (0, 0) : cells[offset[i - 1] + Math.Min(j, high[i - 1]) - low[i - 1]];

        (int Pairs, double Cost) WithPair(int i, int j)
        {
            (int pairs, double cost) = Above(i, j - 1);
            return (pairs + 1, cost + Math.Abs(detected[j - 1].StartSeconds - (widened[i].StartSeconds + tolerance)));
        }
    }

    private static (int Pairs, double Cost) Better((int Pairs, double Cost) a, (int Pairs, double Cost) b) =>
        b.Pairs > a.Pairs || (b.Pairs == a.Pairs && b.Cost < a.Cost) ? b : a;

    /// <summary>For each true event the detected ones [low, high) it overlaps, and where its row of cells begins.</summary>
    private static (int[] Low, int[] High, int[] Offset) Neighbours(Interval[] detected, Interval[] widened)
    {
        int[] low = new int[widened.Length];
        int[] high = new int[widened.Length];
        int[] offset = new int[widened.Length + 1];
        int first = 0;
        int last = 0;
        for (int i = 0; i < widened.Length; i++)
        {
            while (first < detected.Length && detected[first].EndSeconds < widened[i].StartSeconds)
            {
                first++;
            }

            while (last < detected.Length && detected[last].StartSeconds <= widened[i].EndSeconds)
            {
                last++;
            }

            low[i] = first;
            high[i] = Math.Max(first, last);
            offset[i + 1] = offset[i] + high[i] - low[i] + 1;
        }

        return (low, high, offset);
    }
}
