using System.Numerics;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>The memory in which the transforms of one window are computed.</summary>
internal sealed class WindowScratch(int axisCount, RealFft fft)
{
    public double[] Samples { get; } = new double[fft.Length];

    public double[] Power { get; } = new double[fft.SpectrumLength];

    public double[] Fft { get; } = new double[fft.ScratchLength];

    public Complex[][] Spectra { get; } =
        [.. Enumerable.Range(0, axisCount).Select(_ => new Complex[fft.SpectrumLength])];
}
