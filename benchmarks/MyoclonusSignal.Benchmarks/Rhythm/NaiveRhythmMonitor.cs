using System.Numerics;
using MyoclonusSignal.Benchmarks.Spectra;

namespace MyoclonusSignal.Benchmarks.Rhythm;

/// <summary>
/// The least monitor of a rhythm: every second the Hann-windowed spectra of the last twelve are made anew and averaged, and the
/// highest bin from 3 to 8 Hz is set against the median of its neighbours. It has no test, no background and no comb; it is the
/// yardstick of the cost, not of the result.
/// </summary>
internal sealed class NaiveRhythmMonitor
{
    private const int WindowSeconds = 4;
    private const int StretchSeconds = 12;
    private const double Factor = 4;

    private readonly int _rate;
    private readonly double[] _stretch;
    private readonly double[] _window;
    private readonly double[] _padded;
    private readonly double[] _power;
    private readonly double[] _sorted;
    private readonly Complex[] _spectrum;
    private readonly NaiveFft _fft;
    private int _held;

    public NaiveRhythmMonitor(int sampleRate)
    {
        _rate = sampleRate;
        _stretch = new double[StretchSeconds * sampleRate];
        _window = new double[WindowSeconds * sampleRate];
        for (int i = 0; i < _window.Length; i++)
        {
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / _window.Length));
        }

        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * _window.Length));
        _fft = new NaiveFft(length);
        _padded = new double[length];
        _spectrum = new Complex[(length / 2) + 1];
        _power = new double[_spectrum.Length];
        _sorted = new double[_spectrum.Length];
    }

    /// <summary>Gets how many seconds were called rhythmic.</summary>
    public int RhythmicCount { get; private set; }

    public void Process(ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            _stretch[_held++] = sample;
            if (_held == _stretch.Length)
            {
                RhythmicCount += IsRhythmic() ? 1 : 0;
                Array.Copy(_stretch, _rate, _stretch, 0, _stretch.Length - _rate);
                _held -= _rate;
            }
        }
    }

    private bool IsRhythmic()
    {
        Array.Clear(_power);
        for (int start = 0; start + _window.Length <= _stretch.Length; start += _rate)
        {
            double mean = 0;
            for (int i = 0; i < _window.Length; i++)
            {
                mean += _stretch[start + i] / _window.Length;
            }

            Array.Clear(_padded);
            for (int i = 0; i < _window.Length; i++)
            {
                _padded[i] = (_stretch[start + i] - mean) * _window[i];
            }

            _fft.Forward(_padded, _spectrum);
            for (int k = 0; k < _spectrum.Length; k++)
            {
                _power[k] += (_spectrum[k].Real * _spectrum[k].Real) + (_spectrum[k].Imaginary * _spectrum[k].Imaginary);
            }
        }

        double step = (double)_rate / _padded.Length;
        int first = (int)(1 / step);
        int count = (int)(16 / step) - first;
        double highest = 0;
        for (int k = (int)(3 / step); k <= (int)(8 / step); k++)
        {
            highest = Math.Max(highest, _power[k]);
        }

        Array.Copy(_power, first, _sorted, 0, count);
        Array.Sort(_sorted, 0, count);
        return highest > Factor * _sorted[count / 2];
    }
}
