using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The shape of a spectrum without its peaks: a cubic in log frequency through log power, fitted robustly.</summary>
/// <remarks>
/// Only the shape is used, to straighten the spectrum before a peak is compared with its flanks; the level comes from
/// the flanks themselves. A cubic follows 1/f slopes, the roll-off of an envelope filter and the broad hump of irregular
/// jerks, but no peak of a rhythm.
/// </remarks>
internal sealed class SmoothBackground
{
    private const int Order = 3;
    private readonly double[] _coefficients = new double[Order + 1];
    private readonly double[] _normal = new double[(Order + 1) * (Order + 2)];
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _residual;
    private readonly double[] _scratch;
    private readonly bool[] _used;
    private readonly int _firstBin;
    private readonly int _fitBin;

    public SmoothBackground(WindowedPower power, double lowestHz)
    {
        _firstBin = power.FirstBin;
        _fitBin = Math.Max(_firstBin, (int)Math.Ceiling(lowestHz / power.StepHz));
        int count = power.BinCount;
        _x = new double[count];
        _y = new double[count];
        _residual = new double[count];
        _scratch = new double[count];
        _used = new bool[count];
        double centre = Math.Log(Math.Sqrt(_fitBin * (double)count));
        for (int b = 0; b < count; b++)
        {
            // Below the fitted range the cubic runs away; it is held at its edge.
            _x[b] = Math.Log(Math.Max(b, _fitBin)) - centre;
        }
    }

    /// <summary>Fits the shape and divides it out: <paramref name="flat"/> = density/shape, 0 below the first usable bin.</summary>
    public void Flatten(ReadOnlySpan<double> density, Span<double> flat)
    {
        for (int b = _fitBin; b < density.Length; b++)
        {
            _y[b] = Math.Log(Math.Max(density[b], 1e-290));
            _used[b] = true;
        }

        Solve();
        for (int round = 0; round < 2; round++)
        {
            Trim();
            Solve();
        }

        flat[.._firstBin].Clear();
        for (int b = _firstBin; b < density.Length; b++)
        {
            flat[b] = density[b] * Math.Exp(-Shape(b));
        }
    }

    private double Shape(int bin)
    {
        double x = _x[bin];
        return _coefficients[0] + (x * (_coefficients[1] + (x * (_coefficients[2] + (x * _coefficients[3])))));
    }

    private void Trim()
    {
        int count = _x.Length - _fitBin;
        Span<double> values = _scratch.AsSpan(0, count);
        for (int b = _fitBin; b < _x.Length; b++)
        {
            _residual[b] = _y[b] - Shape(b);
            values[b - _fitBin] = _residual[b];
        }

        double median = Selection.Nth(values, count / 2);
        for (int i = 0; i < count; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        double limit = 2.5 * 1.4826 * Selection.Nth(values, count / 2);
        for (int b = _fitBin; b < _x.Length; b++)
        {
            _used[b] = Math.Abs(_residual[b] - median) <= limit;
        }
    }

    private void Solve()
    {
        const int Columns = Order + 2;
        Span<double> m = _normal;
        m.Clear();

        // The matrix of a polynomial holds nothing but the sums of x⁰ to x⁶; its right side those of y to x³y.
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        for (int b = _fitBin; b < _x.Length; b++)
        {
            double x = _x[b];
            double w = _used[b] ? 1 : 0;
            double wx = w * x;
            double wxx = wx * x;
            double wxxx = wxx * x;
            s0 += w;
            s1 += wx;
            s2 += wxx;
            s3 += wxxx;
            s4 += wxx * x * x;
            s5 += wxxx * x * x;
            s6 += wxxx * x * x * x;
            t0 += w * _y[b];
            t1 += wx * _y[b];
            t2 += wxx * _y[b];
            t3 += wxxx * _y[b];
        }

        ReadOnlySpan<double> sums = [s0, s1, s2, s3, s4, s5, s6];
        ReadOnlySpan<double> right = [t0, t1, t2, t3];
        for (int i = 0; i <= Order; i++)
        {
            sums.Slice(i, Order + 1).CopyTo(m[(i * Columns)..]);
            m[(i * Columns) + Order + 1] = right[i];
        }

        for (int i = 0; i <= Order; i++)
        {
            for (int k = i + 1; k <= Order; k++)
            {
                double factor = m[(k * Columns) + i] / m[(i * Columns) + i];
                for (int j = i; j < Columns; j++)
                {
                    m[(k * Columns) + j] -= factor * m[(i * Columns) + j];
                }
            }
        }

        for (int i = Order; i >= 0; i--)
        {
            double sum = m[(i * Columns) + Order + 1];
            for (int j = i + 1; j <= Order; j++)
            {
                sum -= m[(i * Columns) + j] * _coefficients[j];
            }

            _coefficients[i] = sum / m[(i * Columns) + i];
        }
    }
}
