using System.Numerics;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Gaussian noise whose density falls with the frequency to any power, made in the spectrum and cut out of twice its length.</summary>
internal sealed class ColouredNoise
{
    // Slow enough that a record of seconds sees the wandering below its own lowest frequency.
    private const double LeastPeriodSeconds = 100;
    private readonly double[] _amplitude;
    private readonly double[] _period;
    private readonly double[] _scratch;
    private readonly Complex[] _spectrum;
    private readonly RealFft _fft;
    private readonly int _length;

    public ColouredNoise(double seconds, double sampleRate, double exponent)
    {
        _length = (int)(seconds * sampleRate);
        _fft = new RealFft(RealFft.NextFastLength((int)Math.Max(2 * _length, LeastPeriodSeconds * sampleRate)));
        _period = new double[_fft.Length];
        _scratch = new double[_fft.ScratchLength];
        _spectrum = new Complex[_fft.SpectrumLength];
        _amplitude = [.. Enumerable.Range(0, _spectrum.Length).Select(k => k == 0 ? 0 : Math.Pow(k, -exponent / 2))];
    }

    public double[] Next(TrainSimulator simulator)
    {
        for (int k = 0; k < _spectrum.Length; k++)
        {
            _spectrum[k] = new Complex(_amplitude[k] * simulator.Normal(), _amplitude[k] * simulator.Normal());
        }

        _fft.Inverse(_spectrum, _period, _scratch);
        return _period[.._length];
    }
}
