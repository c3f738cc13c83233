using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Benchmarks.Peers;

/// <summary>The spectrum of real samples, again and again from the same memory, by each library's call for real samples.</summary>
internal static class TransformPeers
{
    /// <summary>The last is no power of two: 4 s at 1 kHz.</summary>
    private static readonly int[] Lengths = [512, 1024, 4096, 65536, 4000];

    /// <summary>Half a millisecond of the fastest: the time of the processor is told in microseconds.</summary>
    private const int SamplesOfRun = 1 << 20;

    /// <summary>NWaves turns from one angle to the next, FftSharp's chirp squares an index: both lose some digits.</summary>
    private const double Tolerance = 1e-10;

    public static void Run(TextWriter output)
    {
        // Math.NET would take all processors for a long transform; every other takes one.
        Control.UseSingleThread();
        foreach (int length in Lengths)
        {
            Run(length, output);
        }
    }

    private static void Run(int length, TextWriter output)
    {
        double[] signal = TestSignal.Create(length);
        RealFft plan = new(length);
        Complex[] spectrum = new Complex[plan.SpectrumLength];
        double[] scratch = new double[plan.ScratchLength];
        plan.Forward(signal, spectrum, scratch);
        ReadOnlySpan<double> ours = MemoryMarshal.Cast<Complex, double>(spectrum);

        // Math.NET transforms in place: the copy is part of its work.
        double[] packed = new double[length + 2];
        void MathNet()
        {
            signal.CopyTo(packed, 0);
            Fourier.ForwardReal(packed, length, FourierOptions.NoScaling);
        }

        MathNet();
        PeerTurns.ThrowIfDifferent("Math.NET", ours, packed.AsSpan(0, ours.Length), Tolerance);

        bool isPowerOfTwo = BitOperations.IsPow2(length);
        Func<double[], Complex[]> fftSharp = isPowerOfTwo ? FftSharp.FFT.ForwardReal : FftSharp.Bluestein.Forward;
        PeerTurns.ThrowIfDifferent("FftSharp", ours, MemoryMarshal.Cast<Complex, double>(fftSharp(signal).AsSpan(0, spectrum.Length)), Tolerance);

        int runs = Math.Max(1, SamplesOfRun / length);
        List<(string, Action)> peers =
        [
            (PeersCommand.Own, Repeat(runs, () => plan.Forward(signal, spectrum, scratch))),
            ("FftSharp", Repeat(runs, () => fftSharp(signal))),
            ("Math.NET", Repeat(runs, MathNet)),
        ];
        if (isPowerOfTwo)
        {
            NWaves.Transforms.RealFft64 nwaves = new(length);
            double[] real = new double[spectrum.Length];
            double[] imaginary = new double[spectrum.Length];
            nwaves.Direct(signal, real, imaginary);
            double[] theirs = [.. real.Zip(imaginary).SelectMany(bin => new[] { bin.First, bin.Second })];
            PeerTurns.ThrowIfDifferent("NWaves", ours, theirs, Tolerance);
            peers.Add(("NWaves", Repeat(runs, () => nwaves.Direct(signal, real, imaginary))));
        }

        PeerTurns.Write(output, $"rfft, {length}", (long)runs * length, [.. peers]);
    }

    private static Action Repeat(int runs, Action transform) => () =>
    {
        for (int i = 0; i < runs; i++)
        {
            transform();
        }
    };
}
