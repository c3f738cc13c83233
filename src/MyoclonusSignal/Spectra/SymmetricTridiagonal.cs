namespace MyoclonusSignal.Spectra;

/// <summary>A symmetric tridiagonal matrix and its largest eigenvalues with their vectors.</summary>
/// <remarks>
/// Eigenvalues by bisection on Sturm's count, vectors by inverse iteration with pivoting (Wilkinson (1965), The Algebraic
/// Eigenvalue Problem, ch. 5). Meant for matrices whose largest eigenvalues lie well apart.
/// </remarks>
internal sealed class SymmetricTridiagonal
{
    private readonly double[] _diagonal;
    private readonly double[] _offDiagonal;
    private readonly double[] _squares;
    private readonly double _low;
    private readonly double _high;

    public SymmetricTridiagonal(double[] diagonal, double[] offDiagonal)
    {
        _diagonal = diagonal;
        _offDiagonal = offDiagonal;
        _squares = new double[diagonal.Length];
        _low = double.PositiveInfinity;
        _high = double.NegativeInfinity;
        for (int i = 0; i < diagonal.Length; i++)
        {
            double before = i > 0 ? Math.Abs(offDiagonal[i - 1]) : 0;
            double after = i < offDiagonal.Length ? Math.Abs(offDiagonal[i]) : 0;
            _squares[i] = before * before;

            // Gershgorin's circles hold every eigenvalue.
            _low = Math.Min(_low, diagonal[i] - before - after);
            _high = Math.Max(_high, diagonal[i] + before + after);
        }
    }

    /// <summary>Gives the vector, of norm one, of the largest eigenvalue but <paramref name="rank"/>.</summary>
    public double[] Eigenvector(int rank)
    {
        int n = _diagonal.Length;
        double[] vector = new double[n];
        double eigenvalue = Eigenvalue(rank);

        // A fixed start without symmetry is not orthogonal to the vector sought.
        uint state = 12345;
        for (int i = 0; i < n; i++)
        {
            state = (1664525 * state) + 1013904223;
            vector[i] = 0.5 + (state / 4294967296.0);
        }

        double[] pivots = new double[n];
        double[] upper = new double[n];
        double[] second = new double[n];
        for (int iteration = 0; iteration < 4; iteration++)
        {
            Solve(eigenvalue, vector, pivots, upper, second);
            Normalise(vector);
        }

        return vector;
    }

    /// <summary>Gives the largest eigenvalue but <paramref name="rank"/>, to the last bits.</summary>
    internal double Eigenvalue(int rank)
    {
        double low = _low;
        double high = _high;
        while (true)
        {
            double middle = low + (0.5 * (high - low));
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (CountAbove(middle) > rank)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    /// <summary>Scales to norm one, by way of a largest element of one, because a solution can be near overflow.</summary>
    private static void Normalise(double[] vector)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double square = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] /= largest;
            square += vector[i] * vector[i];
        }

        double norm = Math.Sqrt(square);
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] /= norm;
        }
    }

    /// <summary>Sturm's count: the eigenvalues above x are the positive pivots of T − x.</summary>
    private int CountAbove(double x)
    {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < _diagonal.Length; i++)
        {
            pivot = _diagonal[i] - x - (_squares[i] / pivot);
            if (pivot == 0)
            {
                pivot = 1e-300;
            }

            count += pivot > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Solves (T − x)·v = b in place by elimination with row exchanges.</summary>
    private void Solve(double x, double[] b, double[] pivots, double[] upper, double[] second)
    {
        int n = b.Length;
        double tiny = Math.Max(Math.Abs(_low), Math.Abs(_high)) * 1e-17;
        double pivot = _diagonal[0] - x;
        double above = n > 1 ? _offDiagonal[0] : 0;
        for (int i = 0; i + 1 < n; i++)
        {
            double below = _offDiagonal[i];
            double nextDiagonal = _diagonal[i + 1] - x;
            double nextUpper = i + 1 < _offDiagonal.Length ? _offDiagonal[i + 1] : 0;
            if (Math.Abs(pivot) >= Math.Abs(below))
            {
                pivots[i] = pivot == 0 ? tiny : pivot;
                upper[i] = above;
                second[i] = 0;
                double factor = below / pivots[i];
                b[i + 1] -= factor * b[i];
                pivot = nextDiagonal - (factor * above);
                above = nextUpper;
            }
            else
            {
                pivots[i] = below;
                upper[i] = nextDiagonal;
                second[i] = nextUpper;
                double factor = pivot / below;
                (b[i], b[i + 1]) = (b[i + 1], b[i] - (factor * b[i + 1]));
                pivot = above - (factor * nextDiagonal);
                above = -factor * nextUpper;
            }
        }

        pivots[n - 1] = Math.Abs(pivot) < tiny ? tiny : pivot;
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            if (i + 1 < n)
            {
                sum -= upper[i] * b[i + 1];
            }

            if (i + 2 < n)
            {
                sum -= second[i] * b[i + 2];
            }

            b[i] = sum / pivots[i];
        }
    }
}
