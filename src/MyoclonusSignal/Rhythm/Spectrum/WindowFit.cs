using System.Numerics;

namespace MyoclonusSignal.Rhythm;

/// <summary>Fits a cosine, a sine and a constant to the samples of one window, each with its weight, frequency by frequency.</summary>
internal sealed class WindowFit
{
    private readonly double[] _seconds;
    private readonly double[] _weights;
    private readonly Complex[] _points;
    private readonly Complex[] _steps;
    private readonly double _stepHz;
    private readonly double _total;
    private double _cosine;
    private double _sine;
    private double _cosineSquared;
    private double _crossed;

    /// <summary>Weighs the samples.</summary>
    /// <param name="times">Their times in seconds.</param>
    /// <param name="widths">The time that each stands for, in mean intervals.</param>
    /// <param name="from">Where the window begins, in seconds.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="stepHz">The distance of the frequencies.</param>
    public WindowFit(ReadOnlySpan<double> times, ReadOnlySpan<double> widths, double from, double seconds, double stepHz)
    {
        _seconds = new double[times.Length];
        _weights = new double[times.Length];
        _points = new Complex[times.Length];
        _steps = new Complex[times.Length];
        _stepHz = stepHz;
        for (int i = 0; i < times.Length; i++)
        {
            _seconds[i] = times[i] - from;
            _weights[i] = widths[i] * 0.5 * (1 - Math.Cos(2 * Math.PI * _seconds[i] / seconds));
            _steps[i] = Complex.FromPolarCoordinates(1, 2 * Math.PI * stepHz * _seconds[i]);
            _total += _weights[i];
        }
    }

    /// <summary>Goes to the next frequency.</summary>
    /// <param name="bin">Which one it is.</param>
    /// <param name="isFresh">Whether the angles are computed rather than turned from the frequency before.</param>
    public void MoveTo(int bin, bool isFresh)
    {
        _cosine = 0;
        _sine = 0;
        _cosineSquared = 0;
        _crossed = 0;
        for (int i = 0; i < _points.Length; i++)
        {
            Complex point = isFresh ? Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * _stepHz * _seconds[i]) : _points[i] * _steps[i];
            _points[i] = point;
            double weight = _weights[i];
            _cosine += weight * point.Real;
            _sine += weight * point.Imaginary;
            _cosineSquared += weight * point.Real * point.Real;
            _crossed += weight * point.Real * point.Imaginary;
        }
    }

    /// <summary>
    /// Fits; the square of the result's magnitude is the power that the sinusoid explains, so that of noise it has the same
    /// mean and the same scatter at all frequencies, however the samples lie.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="leastVariance">Of a cosine or sine with less of its weight's half than this, nothing is estimated.</param>
    public Complex Fit(ReadOnlySpan<double> values, double leastVariance)
    {
        double mean = 0;
        for (int i = 0; i < values.Length; i++)
        {
            mean += _weights[i] * values[i];
        }

        if (!(_total > 0))
        {
            return Complex.Zero;
        }

        mean /= _total;
        double valueCosine = 0;
        double valueSine = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double weighted = _weights[i] * (values[i] - mean);
            valueCosine += weighted * _points[i].Real;
            valueSine += weighted * _points[i].Imaginary;
        }

        // About the phase at which cosine and sine, less their constants, are orthogonal.
        double cc = _cosineSquared - (_cosine * _cosine / _total);
        double ss = _total - _cosineSquared - (_sine * _sine / _total);
        double cs = _crossed - (_cosine * _sine / _total);
        (double sin, double cos) = Math.SinCos(0.5 * Math.Atan2(2 * cs, cc - ss));
        double root = 0.5 * double.Hypot(cc - ss, 2 * cs);
        double half = 0.5 * _total;
        double along = Whitened((valueCosine * cos) + (valueSine * sin), (0.5 * (cc + ss)) + root, half, leastVariance);
        double across = Whitened((valueSine * cos) - (valueCosine * sin), (0.5 * (cc + ss)) - root, half, leastVariance);
        return new Complex((along * cos) - (across * sin), -((along * sin) + (across * cos)));
    }

    private static double Whitened(double sum, double variance, double half, double leastVariance) =>
        variance > leastVariance * half ? sum * Math.Sqrt(half / variance) : 0;
}
