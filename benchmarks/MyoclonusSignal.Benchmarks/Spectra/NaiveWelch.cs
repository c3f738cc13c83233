using System.Numerics;

namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>The textbook's Welch: mean, window, radix-2 transform and sum of powers, one after the other.</summary>
internal sealed class NaiveWelch
{
    private readonly NaiveFft _fft;
    private readonly double[] _window;
    private readonly double[] _windowed;
    private readonly Complex[] _spectrum;
    private readonly double[] _powers;
    private readonly double[] _pending;
    private int _pendingCount;

    public NaiveWelch(int windowSamples)
    {
        _fft = new NaiveFft(windowSamples);
        _window = new double[windowSamples];
        for (int i = 0; i < windowSamples; i++)
        {
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowSamples));
        }

        _windowed = new double[windowSamples];
        _pending = new double[windowSamples];
        _spectrum = new Complex[(windowSamples / 2) + 1];
        _powers = new double[_spectrum.Length];
    }

    public void Process(double[] samples)
    {
        foreach (double sample in samples)
        {
            _pending[_pendingCount++] = sample;
            if (_pendingCount == _pending.Length)
            {
                AddWindow();
                _pendingCount = _pending.Length / 2;
                Array.Copy(_pending, _pendingCount, _pending, 0, _pendingCount);
            }
        }
    }

    private void AddWindow()
    {
        double sum = 0;
        for (int i = 0; i < _pending.Length; i++)
        {
            sum += _pending[i];
        }

        double mean = sum / _pending.Length;
        for (int i = 0; i < _pending.Length; i++)
        {
            _windowed[i] = (_pending[i] - mean) * _window[i];
        }

        _fft.Forward(_windowed, _spectrum);
        for (int k = 0; k < _spectrum.Length; k++)
        {
            double magnitude = _spectrum[k].Magnitude;
            _powers[k] += magnitude * magnitude;
        }
    }
}
