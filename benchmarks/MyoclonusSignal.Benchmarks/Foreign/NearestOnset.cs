namespace MyoclonusSignal.Benchmarks.Foreign;

/// <summary>Matches true onsets with those found, by a rule that the library's own matching has no part in.</summary>
internal static class NearestOnset
{
    /// <summary>Gives for each true onset, in their order, the nearest found one that is left, or -1.</summary>
    /// <param name="truth">The true onsets in seconds.</param>
    /// <param name="found">The onsets found.</param>
    /// <param name="tolerance">How far apart two of a pair may be.</param>
    public static int[] Match(IEnumerable<double> truth, double[] found, double tolerance)
    {
        bool[] isUsed = new bool[found.Length];
        return [.. truth.Select(onset =>
        {
            int best = -1;
            for (int i = 0; i < found.Length; i++)
            {
                double error = Math.Abs(found[i] - onset);
                best = !isUsed[i] && error <= tolerance && (best < 0 || error < Math.Abs(found[best] - onset)) ? i : best;
            }

            if (best >= 0)
            {
                isUsed[best] = true;
            }

            return best;
        })];
    }
}
