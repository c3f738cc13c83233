using System.Numerics;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Detection;

/// <summary>
/// The mean frequency of a stretch of samples: Σ f·P(f) / Σ P(f) over periodograms of frames side by side, the last one
/// filled up with zeros, which moves no power to another frequency beyond the frame's resolution.
/// </summary>
internal sealed class BurstSpectrum
{
    // Long enough for a resolution of 4 Hz; a burst of 50 ms is longer than the period of the lowest frequency in it.
    private const double FrameSeconds = 0.25;

    private readonly RealFft _transform;
    private readonly double[] _frame;
    private readonly Complex[] _spectrum;
    private readonly double[] _scratch;
    private readonly double _resolutionHz;
    private int _filled;
    private double _power;
    private double _moment;

    public BurstSpectrum(double sampleRate)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, FrameSeconds * sampleRate));
        _transform = new RealFft(length);
        _frame = new double[length];
        _spectrum = new Complex[_transform.SpectrumLength];
        _scratch = new double[_transform.ScratchLength];
        _resolutionHz = sampleRate / length;
    }

    /// <summary>Gives the mean frequency in Hz of what was added, 0 where there is no power, and begins anew.</summary>
    public double TakeMeanHz()
    {
        if (_filled > 0)
        {
            CloseFrame();
        }

        double mean = _power > 0 ? _moment / _power : 0;
        Clear();
        return mean;
    }

    public void Clear()
    {
        _filled = 0;
        _power = 0;
        _moment = 0;
    }

    public void Add(BinHistory bins, long start, long end)
    {
        for (long n = start; n < end; n++)
        {
            _frame[_filled++] = bins.Sample(n);
            if (_filled == _frame.Length)
            {
                CloseFrame();
            }
        }
    }

    public void Add(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..count].CopyTo(_frame.AsSpan(_filled));
            samples = samples[count..];
            _filled += count;
            if (_filled == _frame.Length)
            {
                CloseFrame();
            }
        }
    }

    private void CloseFrame()
    {
        Array.Clear(_frame, _filled, _frame.Length - _filled);
        _filled = 0;
        _transform.Forward(_frame, _spectrum, _scratch);
        for (int i = 1; i < _spectrum.Length; i++)
        {
            Complex value = _spectrum[i];
            double power = (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
            _power += power;
            _moment += power * i * _resolutionHz;
        }
    }
}
