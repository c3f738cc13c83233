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

    /// <summary>Words, beside empty cells or marks.</summary>
    Words,
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

    /// <summary>
    /// Gives the unit in which three columns have the length of gravity, or <see langword="null"/>: their median length is that
    /// of 1 g to a fifth, and half of the lengths lie within a fifth of it. Three channels of EMG around zero have neither.
    /// </summary>
    public static string? GravityUnit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        if (x.Length < LeastRows)
        {
            return null;
        }

        double[] lengths = new double[x.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Math.Sqrt((x[i] * x[i]) + (y[i] * y[i]) + (z[i] * z[i]));
        }

        Array.Sort(lengths);
        double median = Statistics.UpperMedian(lengths);
        double spread = lengths[lengths.Length * 3 / 4] - lengths[lengths.Length / 4];
        if (!(spread <= 2 * LargestGravitySpread * median))
        {
            return null;
        }

        foreach ((string unit, double gravity) in ((string, double)[])[("g", 1), ("m/s^2", StandardGravity), ("mg", 1000)])
        {
            if (Math.Abs(median - gravity) <= LargestGravityError * gravity)
            {
                return unit;
            }
        }

        return null;
    }

    private const double StandardGravity = 9.80665;

    // Sensors of phones and watches are off by a few per cent; a moving limb adds to it, a kinetic tremor of 8 m/s² a sixth.
    private const double LargestGravityError = 0.2;
    private const double LargestGravitySpread = 0.2;

    /// <summary>
    /// Returns true if the first rows of a column are no signal, so that words may stand in it: no number at all, or whole ones
    /// that stand still but for a few changes.
    /// </summary>
    public static bool MayHoldWords(ReadOnlySpan<double> rows)
    {
        int changes = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (!double.IsNaN(rows[i]) && rows[i] != Math.Floor(rows[i]))
            {
                return false;
            }

            changes += i > 0 && !rows[i].Equals(rows[i - 1]) ? 1 : 0;
        }

        return rows.Length >= LeastRows && changes <= MostStatusChanges * rows.Length;
    }

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
