using System.Numerics;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// Lines so near each other that a hop shows them as one: a Kalman filter for all of them together, which tells them apart by how they
/// beat from hop to hop.
/// </summary>
/// <remarks>
/// What is left of a hop at the frequency of one line is the sum of what is left of each, weighted by how alike their waves are within
/// the hop, and so is the noise. The covariance of all sizes and speeds says which of them an error belongs to.
/// </remarks>
internal sealed class LineGroup
{
    /// <summary>The most lines of a group: the cost grows with the third power, and a comb of more is a train of pulses.</summary>
    public const int MostLines = 4;

    // Two waves that are the same within a hop leave nothing to tell them by.
    private const double LeastApart = 1e-6;

    private readonly LineTracker[] _lines;
    private readonly double _sampleRate;
    private readonly int _hop;
    private readonly int _count;

    // Sizes first, then speeds; Hermitian.
    private readonly Complex[,] _covariance;
    private readonly Complex[,] _likeness;
    private readonly Complex[,] _middle;
    private readonly Complex[,] _seen;
    private readonly Complex[,] _innovation;
    private readonly Complex[,] _gain;
    private readonly Complex[] _error;
    private readonly Complex[] _turn;

    /// <summary>Initializes a new instance of the <see cref="LineGroup"/> class.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="hop">The length of a hop in samples.</param>
    public LineGroup(LineTracker[] lines, double sampleRate, int hop)
    {
        _lines = lines;
        _sampleRate = sampleRate;
        _hop = hop;
        _count = lines.Length;
        _covariance = new Complex[2 * _count, 2 * _count];
        _likeness = new Complex[_count, _count];
        _middle = new Complex[2 * _count, _count];
        _seen = new Complex[2 * _count, _count];
        _innovation = new Complex[_count, _count];
        _gain = new Complex[2 * _count, _count];
        _error = new Complex[_count];
        _turn = new Complex[_count];
        Restart();
    }

    /// <summary>Gets the lines.</summary>
    public IReadOnlyList<LineTracker> Lines => _lines;

    /// <summary>Takes the lines as they are, each uncertain by itself.</summary>
    public void Restart()
    {
        Array.Clear(_covariance);
        for (int i = 0; i < _count; i++)
        {
            SetOwn(i, _lines[i].Covariance);
        }
    }

    /// <summary>Learns from what is left of a hop, and moves on to the next one.</summary>
    /// <param name="left">What is left of the whole hop.</param>
    /// <param name="noiseVariance">The variance that the hop's noise gives to each part of a complex amplitude.</param>
    /// <param name="leastAmplitude">An amplitude below which a line does no harm.</param>
    public void Learn(ReadOnlySpan<double> left, double noiseVariance, double leastAmplitude)
    {
        for (int i = 0; i < _count; i++)
        {
            (double real, double imaginary) = _lines[i].Look(left);
            _error[i] = new Complex(real, imaginary);
        }

        Compare();
        Weigh(noiseVariance);
        for (int i = 0; i < _count; i++)
        {
            Complex size = Complex.Zero;
            Complex speed = Complex.Zero;
            for (int j = 0; j < _count; j++)
            {
                size += _gain[i, j] * _error[j];
                speed += _gain[_count + i, j] * _error[j];
            }

            (double, double, double) own = (_covariance[i, i].Real, _covariance[i, _count + i].Real, _covariance[_count + i, _count + i].Real);
            _turn[i] = _lines[i].Correct(size, speed, own, leastAmplitude);
        }

        Advance();
    }

    /// <summary>Takes a line as it is, uncertain by itself: it has jumped.</summary>
    public void Reset(LineTracker line)
    {
        int at = Array.IndexOf(_lines, line);
        for (int other = 0; at >= 0 && other < 2 * _count; other++)
        {
            _covariance[at, other] = _covariance[other, at] = 0;
            _covariance[_count + at, other] = _covariance[other, _count + at] = 0;
        }

        if (at >= 0)
        {
            SetOwn(at, line.Covariance);
        }
    }

    private void SetOwn(int line, (double Size, double Together, double Speed) covariance)
    {
        _covariance[line, line] = covariance.Size;
        _covariance[line, _count + line] = covariance.Together;
        _covariance[_count + line, line] = covariance.Together;
        _covariance[_count + line, _count + line] = covariance.Speed;
    }

    /// <summary>How alike the waves of two lines are within a hop: the mean of one over the other.</summary>
    private void Compare()
    {
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < _count; j++)
            {
                double step = 2 * Math.PI * (_lines[j].TableHz - _lines[i].TableHz) / _sampleRate;
                double half = Math.Sin(step / 2);
                _likeness[i, j] = Math.Abs(half) < 1e-12 ? 1
                    : Complex.FromPolarCoordinates(Math.Sin(_hop * step / 2) / (_hop * half), step * (_hop - 1) / 2);
            }
        }
    }

    /// <summary>Computes the gain, and how uncertain all is after the hop.</summary>
    private void Weigh(double noiseVariance)
    {
        int all = 2 * _count;

        // The covariance with the amplitudes in the middle of the hop, and with what a hop shows of them.
        for (int row = 0; row < all; row++)
        {
            for (int j = 0; j < _count; j++)
            {
                _middle[row, j] = _covariance[row, j] + (_covariance[row, _count + j] / 2);
            }
        }

        for (int row = 0; row < all; row++)
        {
            for (int k = 0; k < _count; k++)
            {
                Complex sum = Complex.Zero;
                for (int j = 0; j < _count; j++)
                {
                    sum += _middle[row, j] * Complex.Conjugate(_likeness[k, j]);
                }

                _seen[row, k] = sum;
            }
        }

        for (int i = 0; i < _count; i++)
        {
            for (int k = 0; k < _count; k++)
            {
                Complex sum = noiseVariance * _likeness[i, k];
                for (int j = 0; j < _count; j++)
                {
                    sum += _likeness[i, j] * (_seen[j, k] + (_seen[_count + j, k] / 2));
                }

                _innovation[i, k] = sum;
            }
        }

        Divide();
        for (int row = 0; row < all; row++)
        {
            for (int column = row; column < all; column++)
            {
                Complex taken = Complex.Zero;
                for (int k = 0; k < _count; k++)
                {
                    taken += _gain[row, k] * Complex.Conjugate(_seen[column, k]);
                }

                _covariance[row, column] -= taken;
                _covariance[column, row] = Complex.Conjugate(_covariance[row, column]);
            }
        }
    }

    /// <summary>The gain: what goes together with what is seen, over how uncertain that is, by Cholesky's decomposition.</summary>
    private void Divide()
    {
        double scale = double.Epsilon;
        for (int i = 0; i < _count; i++)
        {
            scale = Math.Max(scale, _innovation[i, i].Real);
        }

        for (int i = 0; i < _count; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                Complex sum = _innovation[i, k];
                for (int j = 0; j < k; j++)
                {
                    sum -= _innovation[i, j] * Complex.Conjugate(_innovation[k, j]);
                }

                _innovation[i, k] = i == k ? Math.Sqrt(Math.Max(sum.Real, LeastApart * scale)) : sum / _innovation[k, k].Real;
            }
        }

        for (int row = 0; row < 2 * _count; row++)
        {
            // gain · L · Lᴴ = seen, first for gain · L.
            for (int k = 0; k < _count; k++)
            {
                Complex sum = _seen[row, k];
                for (int j = 0; j < k; j++)
                {
                    sum -= _gain[row, j] * Complex.Conjugate(_innovation[k, j]);
                }

                _gain[row, k] = sum / _innovation[k, k].Real;
            }

            for (int k = _count - 1; k >= 0; k--)
            {
                Complex sum = _gain[row, k];
                for (int j = k + 1; j < _count; j++)
                {
                    sum -= _gain[row, j] * _innovation[j, k];
                }

                _gain[row, k] = sum / _innovation[k, k].Real;
            }
        }
    }

    /// <summary>Moves the covariance on by a hop, in which each line turns by itself and wanders.</summary>
    private void Advance()
    {
        double keep = _lines[0].Keep;
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Complex turn = i == j ? 1 : _turn[i] * Complex.Conjugate(_turn[j]);
                double added = i == j ? _lines[i].Added : 0;
                Complex sizes = _covariance[i, j];
                Complex sizeSpeed = _covariance[i, _count + j];
                Complex speedSize = _covariance[_count + i, j];
                Complex speeds = _covariance[_count + i, _count + j];
                Set(i, j, (turn * (sizes + sizeSpeed + speedSize + speeds)) + (added / 3));
                Set(i, _count + j, (turn * keep * (sizeSpeed + speeds)) + (added / 2));
                Set(_count + i, j, (turn * keep * (speedSize + speeds)) + (added / 2));
                Set(_count + i, _count + j, (turn * keep * keep * speeds) + added);
            }
        }

        void Set(int row, int column, Complex value)
        {
            _covariance[row, column] = row == column ? Math.Max(0, value.Real) : value;
            _covariance[column, row] = Complex.Conjugate(_covariance[row, column]);
        }
    }
}
