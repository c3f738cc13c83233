using System.Numerics;

namespace MyoclonusSignal.Rhythm;

/// <summary>What the matrices of power between axes, one for each bin, tell of the axes.</summary>
internal static class AxisMatrix
{
    /// <summary>The direction in which the power near a frequency, less that of the windows' mean level, is largest.</summary>
    /// <param name="crossed">The matrices, bin by bin.</param>
    /// <param name="firstBin">The first bin.</param>
    /// <param name="endBin">The bin behind the last one.</param>
    /// <param name="axis">Receives the direction; its length is the number of axes, at most three.</param>
    public static void PrincipalAxis(Complex[] crossed, int firstBin, int endBin, Span<double> axis)
    {
        int axisCount = axis.Length;
        Span<double> matrix = stackalloc double[axisCount * axisCount];
        matrix.Clear();
        for (int b = firstBin; b < endBin; b++)
        {
            for (int i = 0; i < matrix.Length; i++)
            {
                matrix[i] += crossed[(b * matrix.Length) + i].Real;
            }
        }

        axis.Fill(1 / Math.Sqrt(axisCount));
        Span<double> next = stackalloc double[axisCount];
        for (int step = 0; step < 200; step++)
        {
            double norm = 0;
            for (int i = 0; i < axisCount; i++)
            {
                next[i] = 0;
                for (int j = 0; j < axisCount; j++)
                {
                    next[i] += matrix[(i * axisCount) + j] * axis[j];
                }

                norm += next[i] * next[i];
            }

            for (int i = 0; i < axisCount; i++)
            {
                axis[i] = norm > 0 ? next[i] / Math.Sqrt(norm) : axis[i];
            }
        }
    }

    /// <summary>How many independent axes the summed ones are worth, as the mean over the bins [firstBin, endBin).</summary>
    public static double MeanEffectiveAxes(Complex[] crossed, int axisCount, int firstBin, int endBin)
    {
        int squared = axisCount * axisCount;
        if (squared == 1)
        {
            return 1;
        }

        // Satterthwaite: a sum of chi-squares with the eigenvalues λ is worth (Σλ)²/Σλ² of them.
        double sum = 0;
        for (int b = firstBin; b < endBin; b++)
        {
            double trace = 0;
            double norm = 0;
            for (int i = 0; i < squared; i++)
            {
                Complex c = crossed[(b * squared) + i];
                trace += i % (axisCount + 1) == 0 ? c.Real : 0;
                norm += (c.Real * c.Real) + (c.Imaginary * c.Imaginary);
            }

            sum += norm > 0 ? trace * trace / norm : 1;
        }

        return sum / (endBin - firstBin);
    }
}
