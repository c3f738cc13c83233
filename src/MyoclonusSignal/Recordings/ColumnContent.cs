using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings;

/// <summary>What a column without a telling name or unit holds, where it is no signal.</summary>
internal enum ColumnContent
{
    /// <summary>One value throughout.</summary>
    Constant,

    /// <summary>Whole numbers that rise by one and the same step, and may begin anew.</summary>
    Counter,

    /// <summary>Numbers that rise from row to row by steps of about one size.</summary>
    Clock,

    /// <summary>A few values, each for many rows: a status or digital line.</summary>
    Status,
}

/// <summary>Tells by its step pattern whether a column is a signal.</summary>
internal static class ColumnContents
{
    // Fewer rows do not tell; of a table that is still being written fewer may be at hand.
    private const int LeastRows = 64;

    // A counter or clock may lose rows or begin anew now and then.
    private const double MostOddSteps = 0.02;
    private const double MostUnevenStep = 0.5;
    private const int MostStatusValues = 4;
    private const double MostStatusChanges = 0.02;

    /// <summary>Gives what the first rows of a column show, or <see langword="null"/> for a signal, or for too few rows to tell.</summary>
    public static ColumnContent? Of(ReadOnlySpan<double> rows)
    {
        if (rows.Length < LeastRows || rows.ContainsAny(double.NaN, double.PositiveInfinity))
        {
            return null;
        }

        HashSet<double> values = [];
        int changes = 0;
        int falls = 0;
        bool isWhole = rows[0] == Math.Floor(rows[0]);
        double[] steps = new double[rows.Length - 1];
        for (int i = 1; i < rows.Length; i++)
        {
            steps[i - 1] = rows[i] - rows[i - 1];
            changes += steps[i - 1] != 0 ? 1 : 0;
            falls += steps[i - 1] < 0 ? 1 : 0;
            isWhole &= rows[i] == Math.Floor(rows[i]);
            if (values.Count <= MostStatusValues)
            {
                values.Add(rows[i]);
            }
        }

        double most = MostOddSteps * steps.Length;
        if (changes == 0)
        {
            return ColumnContent.Constant;
        }

        double[] sorted = [.. steps];
        Array.Sort(sorted);
        double usual = Statistics.UpperMedian(sorted);
        if (usual > 0 && isWhole && steps.Count(step => step != usual) <= Math.Max(most, falls) && falls <= Math.Max(most, steps.Length / 8))
        {
            return ColumnContent.Counter;
        }

        if (usual > 0 && falls == 0 && steps.Count(step => Math.Abs(step - usual) > MostUnevenStep * usual) <= most)
        {
            return ColumnContent.Clock;
        }

        return isWhole && values.Count <= MostStatusValues && changes <= MostStatusChanges * rows.Length ? ColumnContent.Status : null;
    }
}
