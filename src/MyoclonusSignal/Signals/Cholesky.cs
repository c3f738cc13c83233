namespace MyoclonusSignal.Signals;

/// <summary>Small symmetric positive definite systems of linear equations, by the factor of Cholesky; rows one behind the other.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of a matrix by its factor.</summary>
    /// <param name="matrix">The matrix; its lower triangle is read.</param>
    /// <param name="order">Its order.</param>
    /// <param name="ridge">The part of each term's own that the terms before it leave at least; 0 leaves what they do.</param>
    public static void Factor(Span<double> matrix, int order, double ridge = 0)
    {
        for (int i = 0; i < order; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                double rest = matrix[(i * order) + k];
                for (int m = 0; m < k; m++)
                {
                    rest -= matrix[(i * order) + m] * matrix[(k * order) + m];
                }

                if (i == k && ridge > 0)
                {
                    rest = Math.Max(rest, ridge * matrix[(i * order) + i]);
                }

                matrix[(i * order) + k] = i == k ? Math.Sqrt(rest) : rest / matrix[(k * order) + k];
            }
        }
    }

    /// <summary>Solves with the factor, in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> values)
    {
        int order = values.Length;
        SolveLower(factor, values);
        for (int i = order - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < order; k++)
            {
                values[i] -= factor[(k * order) + i] * values[k];
            }

            values[i] /= factor[(i * order) + i];
        }
    }

    /// <summary>Solves with the lower triangle alone, in place.</summary>
    public static void SolveLower(ReadOnlySpan<double> factor, Span<double> values)
    {
        int order = values.Length;
        for (int i = 0; i < order; i++)
        {
            for (int k = 0; k < i; k++)
            {
                values[i] -= factor[(i * order) + k] * values[k];
            }

            values[i] /= factor[(i * order) + i];
        }
    }
}
