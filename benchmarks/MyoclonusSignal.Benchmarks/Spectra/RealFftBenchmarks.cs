using System.Numerics;
using System.Runtime.InteropServices;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>Forward transforms of one length, side by side through a block.</summary>
public abstract class RealFftBenchmarks : HotLoop
{
    private readonly RealFft _fft;
    private readonly NaiveFft _naive;
    private readonly Complex[] _spectrum;
    private readonly double[] _scratch;

    /// <summary>Plans both transforms.</summary>
    protected RealFftBenchmarks(int length)
    {
        _fft = new RealFft(length);
        _naive = new NaiveFft(length);
        _spectrum = new Complex[_fft.SpectrumLength];
        _scratch = new double[_fft.ScratchLength];
    }

    /// <inheritdoc/>
    public override string Name => $"RealFft, {_fft.Length}";

    internal override ReadOnlySpan<double> Result => MemoryMarshal.Cast<Complex, double>(_spectrum);

    /// <inheritdoc/>
    public override void Process()
    {
        for (int start = 0; start < BlockSamples; start += _fft.Length)
        {
            _fft.Forward(Input.AsSpan(start, _fft.Length), _spectrum, _scratch);
        }
    }

    /// <inheritdoc/>
    public override void Naive()
    {
        for (int start = 0; start < BlockSamples; start += _fft.Length)
        {
            _naive.Forward(Input.AsSpan(start, _fft.Length), _spectrum);
        }
    }
}
