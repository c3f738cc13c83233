using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// What a signal was before its first sample, as far as filters care: offset, slope and the lines that will be taken out,
/// fitted to its first second by least squares and continued backwards. Filters that have seen it begin without transient.
/// </summary>
internal static class WarmStart
{
    /// <summary>How much of the signal is fitted.</summary>
    public const double FitSeconds = 1;

    // Sine and cosine, each constant and growing: a line whose frequency is a little off turns slowly.
    private const int TermsPerLine = 4;

    // Half a second for the answer of the filter to the first sample, and one in which the lines are measured.
    private const double LeadSeconds = 1.5;

    // Keeps a line that coincides with another term from blowing up.
    private const double Ridge = 1e-9;

    /// <summary>Gives the samples that would have come before the first one.</summary>
    /// <param name="head">The first samples of the segment, up to a second.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="linesHz">The frequencies of the lines.</param>
    public static double[] Lead(ReadOnlySpan<double> head, double sampleRate, IReadOnlyList<double> linesHz)
    {
        double[] lead = new double[(int)Math.Round(LeadSeconds * sampleRate)];

        // A line is distinguished from offset and slope only over a few of its periods.
        int lines = head.Length >= 5 * sampleRate / (linesHz.Count > 0 ? linesHz[0] : 1) ? linesHz.Count : 0;
        int terms = head.Length >= 0.25 * sampleRate ? 2 + (TermsPerLine * lines) : 1;
        double[] solution = Fit(head, sampleRate, linesHz, terms);
        double[] basis = new double[terms];
        for (int i = 0; i < lead.Length; i++)
        {
            Basis(i - lead.Length, head.Length, sampleRate, linesHz, basis);
            lead[i] = Dot(solution, basis);
        }

        // What is neither slope nor line goes on as its own mirror image, without a step and with its own power.
        for (int n = 0; n < Math.Min(head.Length, lead.Length); n++)
        {
            Basis(n, head.Length, sampleRate, linesHz, basis);
            lead[lead.Length - 1 - n] += head[n] - Dot(solution, basis);
        }

        return lead;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double[] Fit(ReadOnlySpan<double> head, double sampleRate, IReadOnlyList<double> linesHz, int terms)
    {
        double[] normal = new double[terms * terms];
        double[] right = new double[terms];
        double[] basis = new double[terms];
        for (int n = 0; n < head.Length; n++)
        {
            Basis(n, head.Length, sampleRate, linesHz, basis);
            for (int row = 0; row < terms; row++)
            {
                right[row] += basis[row] * head[n];
                for (int column = 0; column <= row; column++)
                {
                    normal[(row * terms) + column] += basis[row] * basis[column];
                }
            }
        }

        Cholesky.Factor(normal, terms, Ridge);
        Cholesky.Solve(normal, right);
        return right;
    }

    private static void Basis(int n, int count, double sampleRate, IReadOnlyList<double> linesHz, Span<double> basis)
    {
        basis[0] = 1;
        if (basis.Length == 1)
        {
            return;
        }

        basis[1] = (2.0 * n / count) - 1;
        for (int line = 0; (TermsPerLine * line) + 2 < basis.Length; line++)
        {
            Span<double> own = basis.Slice((TermsPerLine * line) + 2, TermsPerLine);
            (own[0], own[1]) = Math.SinCos(2 * Math.PI * linesHz[line] * n / sampleRate);
            own[2] = own[0] * basis[1];
            own[3] = own[1] * basis[1];
        }
    }
}
