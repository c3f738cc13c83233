using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>
/// A largest matching of two lists of intervals without nesting, and among those the one with the smallest sum of absolute
/// onset differences. Without nesting two crossing pairs can always be uncrossed, at no cost: so the best matching keeps
/// the order, and dynamic programming over the few neighbours of each true event finds it.
/// </summary>
internal static class OrderedMatching
{
    // A quarter of a byte each: 256 MB, for 32,000 events that all overlap one another.
    private const long MostCells = 1L << 30;

    private const int CellsOfByte = 4;

    /// <summary>How the best matching of the first true events with the first detected ones ends.</summary>
    private enum Step
    {
        /// <summary>The last true event has no partner.</summary>
        WithoutTrue,

        /// <summary>The last detected event has none.</summary>
        WithoutDetected,

        /// <summary>They are a pair.</summary>
        Pair,
    }

    /// <summary>Gives the partner of each true event, or −1; <see langword="null"/> for crowds whose cells would not fit into memory.</summary>
    /// <param name="detected">Detected events, sorted by onset and by end.</param>
    /// <param name="widened">True events widened by the tolerance, sorted likewise.</param>
    /// <param name="tolerance">By how much a true onset was moved forward.</param>
    public static int[]? Find(Interval[] detected, Interval[] widened, double tolerance)
    {
        (int[] low, int[] high, long[] offset) = Neighbours(detected, widened);
        if (offset[^1] > MostCells)
        {
            return null;
        }

        // A row of values for the first i + 1 true events with the detected ones before j, and of every cell only how it came about.
        byte[] steps = new byte[(offset[^1] / CellsOfByte) + 1];
        int widest = Enumerable.Range(0, widened.Length).Select(i => high[i] - low[i] + 1).DefaultIfEmpty(1).Max();
        var above = new (int Pairs, double Cost)[widest];
        var row = new (int Pairs, double Cost)[widest];
        for (int i = 0; i < widened.Length; i++)
        {
            row[0] = Above(i, low[i]);
            for (int j = low[i] + 1; j <= high[i]; j++)
            {
                (int Pairs, double Cost) withoutTrue = Above(i, j);
                (int Pairs, double Cost) withoutDetected = row[j - 1 - low[i]];
                (int Pairs, double Cost) best = Better(Better(withoutTrue, withoutDetected), WithPair(i, j));
                row[j - low[i]] = best;
                Step step = best == withoutTrue ? Step.WithoutTrue : best == withoutDetected ? Step.WithoutDetected : Step.Pair;
                long cell = offset[i] + j - low[i];
                steps[cell / CellsOfByte] |= (byte)((int)step << (2 * (int)(cell % CellsOfByte)));
            }

            (above, row) = (row, above);
        }

        int[] partners = new int[widened.Length];
        Array.Fill(partners, -1);
        int column = detected.Length;
        for (int i = widened.Length - 1; i >= 0; i--)
        {
            column = Math.Min(column, high[i]);
            while (column > low[i] && StepAt(offset[i] + column - low[i]) is Step step && step != Step.WithoutTrue)
            {
                column--;
                if (step == Step.Pair)
                {
                    partners[i] = column;
                    break;
                }
            }
        }

        return partners;

        Step StepAt(long cell) => (Step)((steps[cell / CellsOfByte] >> (2 * (int)(cell % CellsOfByte))) & 3);

        (int Pairs, double Cost) Above(int i, int j) => i == 0 ? (0, 0) : above[Math.Min(j, high[i - 1]) - low[i - 1]];

        (int Pairs, double Cost) WithPair(int i, int j)
        {
            (int pairs, double cost) = Above(i, j - 1);
            return (pairs + 1, cost + Math.Abs(detected[j - 1].StartSeconds - (widened[i].StartSeconds + tolerance)));
        }
    }

    private static (int Pairs, double Cost) Better((int Pairs, double Cost) a, (int Pairs, double Cost) b) =>
        b.Pairs > a.Pairs || (b.Pairs == a.Pairs && b.Cost < a.Cost) ? b : a;

    /// <summary>For each true event the detected ones [low, high) it overlaps, and where its row of cells begins.</summary>
    private static (int[] Low, int[] High, long[] Offset) Neighbours(Interval[] detected, Interval[] widened)
    {
        int[] low = new int[widened.Length];
        int[] high = new int[widened.Length];
        long[] offset = new long[widened.Length + 1];
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
