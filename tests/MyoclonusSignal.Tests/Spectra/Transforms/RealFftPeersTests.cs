using System.Numerics;
using CsCheck;
using MyoclonusSignal.Spectra;
using NWavesRealFft = NWaves.Transforms.RealFft64;

namespace MyoclonusSignal.Tests.Spectra;

/// <summary>The transforms of two other .NET libraries as oracles that share no line with ours, with Math.NET or with SciPy.</summary>
public class RealFftPeersTests
{
    /// <summary>Relative to the largest bin, as against Math.NET and SciPy. NWaves turns from one angle to the next, FftSharp takes each anew.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>4 to 32,768, which NWaves and FftSharp both transform; NWaves takes no other lengths.</summary>
    private static readonly Gen<int> PowerOfTwo = Gen.Int[2, 15].Select(exponent => 1 << exponent);

    [Fact]
    public void APowerOfTwoEqualsFftSharp() =>
        PowerOfTwo.Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                double[] input = Reference.Noise(length, seed);
                Complex[] expected = FftSharp.FFT.ForwardReal(input);
                Reference.AssertClose(Reference.Interleave(expected), Reference.Interleave(Forward(input)), Tolerance);
            },
            iter: 60);

    [Fact]
    public void AnyLengthEqualsTheSumsOfFftSharp() =>
        Gen.Int[1, 300].Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                double[] input = Reference.Noise(length, seed);
                Complex[] expected = FftSharp.DFT.Forward(input);
                Reference.AssertClose(
                    Reference.Interleave(expected.AsSpan(0, (length / 2) + 1)), Reference.Interleave(Forward(input)), Tolerance);
            },
            iter: 60);

    [Theory]
    [InlineData(1000)]
    [InlineData(1999)]
    [InlineData(5000)]
    [InlineData(9998)]
    [InlineData(12000)]
    public void AnyLengthEqualsTheChirpOfFftSharp(int length)
    {
        double[] input = Reference.Noise(length, length);
        Complex[] expected = FftSharp.Bluestein.Forward(input);
        Reference.AssertClose(
            Reference.Interleave(expected.AsSpan(0, (length / 2) + 1)), Reference.Interleave(Forward(input)), Tolerance);
    }

    [Fact]
    public void APowerOfTwoEqualsNWaves() =>
        PowerOfTwo.Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                double[] input = Reference.Noise(length, seed);
                double[] real = new double[(length / 2) + 1];
                double[] imaginary = new double[(length / 2) + 1];
                new NWavesRealFft(length).Direct(input, real, imaginary);
                Complex[] expected = [.. real.Zip(imaginary, (re, im) => new Complex(re, im))];
                Reference.AssertClose(Reference.Interleave(expected), Reference.Interleave(Forward(input)), Tolerance);
            },
            iter: 60);

    [Fact]
    public void TheInverseEqualsThatOfBoth() =>
        PowerOfTwo.Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                Complex[] spectrum = Forward(Reference.Noise(length, seed));
                RealFft plan = new(length);
                double[] found = new double[length];
                plan.Inverse(spectrum, found, new double[plan.ScratchLength]);
                Reference.AssertClose(FftSharp.FFT.InverseReal(spectrum), found, Tolerance);

                double[] real = [.. spectrum.Select(bin => bin.Real)];
                double[] imaginary = [.. spectrum.Select(bin => bin.Imaginary)];
                double[] expected = new double[length];
                new NWavesRealFft(length).InverseNorm(real, imaginary, expected);
                Reference.AssertClose(expected, found, Tolerance);
            },
            iter: 60);

    private static Complex[] Forward(double[] input)
    {
        RealFft plan = new(input.Length);
        Complex[] spectrum = new Complex[plan.SpectrumLength];
        plan.Forward(input, spectrum, new double[plan.ScratchLength]);
        return spectrum;
    }
}
