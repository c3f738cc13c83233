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
        (double level, double slope) = Trend.Line(samples, _detrend);
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
}
