using System.Numerics;
using System.Runtime.InteropServices;

namespace MyoclonusSignal.Spectra;

/// <summary>Each sample's point on the unit circle at one frequency, turned from one frequency to the next.</summary>
internal sealed class TurningAngles(double[] times, double stepHz)
{
    private readonly double[] _cos = new double[times.Length];
    private readonly double[] _sin = new double[times.Length];
    private readonly double[] _stepCos = [.. times.Select(time => Math.Cos(2 * Math.PI * stepHz * time))];
    private readonly double[] _stepSin = [.. times.Select(time => Math.Sin(2 * Math.PI * stepHz * time))];

    public void Set(double frequencyHz)
    {
        for (int i = 0; i < times.Length; i++)
        {
            (_sin[i], _cos[i]) = Math.SinCos(2 * Math.PI * frequencyHz * times[i]);
        }
    }

    public void Turn()
    {
        Span<Vector<double>> cos = MemoryMarshal.Cast<double, Vector<double>>(_cos.AsSpan());
        Span<Vector<double>> sin = MemoryMarshal.Cast<double, Vector<double>>(_sin.AsSpan());
        Span<Vector<double>> stepCos = MemoryMarshal.Cast<double, Vector<double>>(_stepCos.AsSpan());
        Span<Vector<double>> stepSin = MemoryMarshal.Cast<double, Vector<double>>(_stepSin.AsSpan());
        for (int i = 0; i < cos.Length; i++)
        {
            Vector<double> turned = (cos[i] * stepCos[i]) - (sin[i] * stepSin[i]);
            sin[i] = (sin[i] * stepCos[i]) + (cos[i] * stepSin[i]);
            cos[i] = turned;
        }

        for (int i = cos.Length * Vector<double>.Count; i < _cos.Length; i++)
        {
            double turned = (_cos[i] * _stepCos[i]) - (_sin[i] * _stepSin[i]);
            _sin[i] = (_sin[i] * _stepCos[i]) + (_cos[i] * _stepSin[i]);
            _cos[i] = turned;
        }
    }

    /// <summary>The variance that the best sinusoid explains, from the sums over the samples.</summary>
    public double ExplainedVariance(double[] values, bool floatingMean)
    {
        Vector<double> c = Vector<double>.Zero;
        Vector<double> s = c;
        Vector<double> yc = c;
        Vector<double> ys = c;
        Vector<double> cc = c;
        Vector<double> cs = c;
        int i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
        {
            var cos = new Vector<double>(_cos, i);
            var sin = new Vector<double>(_sin, i);
            var y = new Vector<double>(values, i);
            c += cos;
            s += sin;
            yc += y * cos;
            ys += y * sin;
            cc += cos * cos;
            cs += cos * sin;
        }

        var sums = new SinusoidSums(
            Vector.Sum(c), Vector.Sum(s), Vector.Sum(yc), Vector.Sum(ys), Vector.Sum(cc), Vector.Sum(cs));
        for (; i < values.Length; i++)
        {
            sums = new SinusoidSums(
                sums.C + _cos[i],
                sums.S + _sin[i],
                sums.YC + (values[i] * _cos[i]),
                sums.YS + (values[i] * _sin[i]),
                sums.CC + (_cos[i] * _cos[i]),
                sums.CS + (_cos[i] * _sin[i]));
        }

        return sums.ExplainedVariance(values.Length, floatingMean);
    }
}
