using System.Numerics;
using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Spectra;

/// <summary>One window's worth of samples detrended, windowed, padded with zeros and transformed.</summary>
/// <remarks>It owns the scratch, so one belongs to one processor; the plan inside may be shared.</remarks>
internal sealed class WindowedTransform
{
    private readonly RealFft _fft;
    private readonly double[] _window;
    private readonly Detrend _detrend;
    private readonly double[] _padded;
    private readonly double[] _scratch;

    public WindowedTransform(double[] window, Detrend detrend, RealFft fft)
    {
        _fft = fft;
        _window = window;
        _detrend = detrend;
        _padded = new double[fft.Length];
        _scratch = new double[fft.ScratchLength];
        foreach (double w in window)
        {
            Power += w * w;
            Gain += w;
        }
    }

    /// <summary>Gets Σw², by which a power density is divided.</summary>
    public double Power { get; }

    /// <summary>Gets Σw.</summary>
    public double Gain { get; }

    /// <summary>Gives the spectrum of as many samples as the window has.</summary>
    public void Transform(ReadOnlySpan<double> samples, Span<Complex> spectrum)
    {
        (double level, double slope) = Trend(samples);
        int j = 0;
        Vector256<double> ramp = Vector256.Create(0.0, 1.0, 2.0, 3.0);
        for (; j + 4 <= _window.Length; j += 4)
        {
            Vector256<double> line = Vector256.Create(level) + (slope * (ramp + Vector256.Create((double)j)));
            Vector256<double> piece = Vector256.Create<double>(samples.Slice(j, 4)) - line;
            (piece * Vector256.Create<double>(_window.AsSpan(j, 4))).CopyTo(_padded.AsSpan(j, 4));
        }

        for (; j < _window.Length; j++)
        {
            _padded[j] = _window[j] * (samples[j] - (level + (slope * j)));
        }

        _fft.Forward(_padded, spectrum, _scratch);
    }

    /// <summary>The least-squares line: its value at the first sample and its slope per sample.</summary>
    private (double Level, double Slope) Trend(ReadOnlySpan<double> samples)
    {
        if (_detrend == Detrend.None)
        {
            return (0, 0);
        }

        double mean = Sum(samples) / samples.Length;
        if (_detrend == Detrend.Constant)
        {
            return (mean, 0);
        }

        double middle = 0.5 * (samples.Length - 1);
        double moment = 0;
        for (int j = 0; j < samples.Length; j++)
        {
            moment += (j - middle) * (samples[j] - mean);
        }

        // Σ(j − middle)² = n(n² − 1)/12.
        double n = samples.Length;
        double slope = moment / (n * ((n * n) - 1) / 12);
        return (mean - (slope * middle), slope);
    }

    /// <summary>Sixteen partial sums: no addition waits for the one before, and the rounding errors are smaller.</summary>
    private static double Sum(ReadOnlySpan<double> samples)
    {
        Vector256<double> a = Vector256<double>.Zero;
        Vector256<double> b = a;
        Vector256<double> c = a;
        Vector256<double> d = a;
        while (samples.Length >= 16)
        {
            a += Vector256.Create<double>(samples);
            b += Vector256.Create<double>(samples[4..]);
            c += Vector256.Create<double>(samples[8..]);
            d += Vector256.Create<double>(samples[12..]);
            samples = samples[16..];
        }

        double sum = Vector256.Sum(a + b + (c + d));
        foreach (double sample in samples)
        {
            sum += sample;
        }

        return sum;
    }
}
