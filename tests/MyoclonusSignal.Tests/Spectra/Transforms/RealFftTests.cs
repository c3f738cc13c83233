using System.Numerics;
using CsCheck;
using MathNet.Numerics.IntegralTransforms;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class RealFftTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void TheSpectrumEqualsThatOfSciPy()
    {
        Dictionary<string, double[]> reference = Reference.Read("fft.txt");
        foreach (string name in reference.Keys.Where(key => key.StartsWith('x')))
        {
            double[] input = reference[name];
            Reference.AssertClose(reference["X" + name[1..]], Reference.Interleave(Forward(input)), Tolerance);
        }
    }

    [Fact]
    public void AnyLengthEqualsMathNet() =>
        Gen.Int[1, 600].Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                double[] input = Reference.Noise(length, seed);
                Complex[] whole = [.. input.Select(sample => new Complex(sample, 0))];
                Fourier.Forward(whole, FourierOptions.AsymmetricScaling);
                Reference.AssertClose(
                    Reference.Interleave(whole.AsSpan(0, (length / 2) + 1)), Reference.Interleave(Forward(input)), Tolerance);
            },
            iter: 300);

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(8000)]
    [InlineData(65536)]
    public void ALongTransformEqualsMathNet(int length)
    {
        double[] input = Reference.Noise(length, length);
        Complex[] whole = [.. input.Select(sample => new Complex(sample, 0))];
        Fourier.Forward(whole, FourierOptions.AsymmetricScaling);
        Reference.AssertClose(
            Reference.Interleave(whole.AsSpan(0, (length / 2) + 1)), Reference.Interleave(Forward(input)), Tolerance);
    }

    [Theory]
    [InlineData(4999)]
    [InlineData(9998)]
    public void ALengthWithALargePrimeFactorEqualsTheDefinition(int length)
    {
        double[] input = Reference.Noise(length, length);
        Complex[] found = Forward(input);
        foreach (int k in new[] { 0, 1, 17, 1234, 2499 })
        {
            Complex sum = Complex.Zero;
            for (int j = 0; j < length; j++)
            {
                sum += input[j] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)j * k % length) / length);
            }

            Assert.Equal(0, (sum - found[k]).Magnitude, Tolerance * Math.Sqrt(length));
        }
    }

    [Fact]
    public void TheInverseUndoesTheForwardTransform() =>
        Gen.Int[1, 700].Select(Gen.Int[0, 1000]).Sample(
            (length, seed) =>
            {
                double[] input = Reference.Noise(length, seed);
                var plan = new RealFft(length);
                double[] output = new double[length];
                plan.Inverse(Forward(input), output, new double[plan.ScratchLength]);
                Reference.AssertClose(input, output, Tolerance);
            },
            iter: 300);

    [Fact]
    public void TheInverseLeavesItsSpectrumUnchanged()
    {
        foreach (int length in new[] { 9, 64, 100 })
        {
            var plan = new RealFft(length);
            Complex[] spectrum = Forward(Reference.Noise(length, 1));
            Complex[] before = [.. spectrum];
            plan.Inverse(spectrum, new double[length], new double[plan.ScratchLength]);
            Assert.Equal(before, spectrum);
        }
    }

    [Fact]
    public void TheVectorPlanEqualsTheScalarPlan()
    {
        Assert.SkipUnless(VectorPasses.AreSupported, "This processor has no AVX2.");
        foreach (int length in Enumerable.Range(1, 400).Concat([499, 512, 720, 1000, 1024, 1372, 2000, 2048, 4096, 6000, 8192, 4999, 9998]))
        {
            double[] input = Reference.Noise(length, length);
            var vector = new RealFft(length, vectors: true);
            var scalar = new RealFft(length, vectors: false);
            double[] scratch = new double[vector.ScratchLength];
            Complex[] expected = new Complex[scalar.SpectrumLength];
            Complex[] found = new Complex[scalar.SpectrumLength];
            scalar.Forward(input, expected, scratch);
            vector.Forward(input, found, scratch);
            Reference.AssertClose(Reference.Interleave(expected), Reference.Interleave(found), 1e-14);
            double[] back = new double[length];
            double[] backVector = new double[length];
            scalar.Inverse(expected, back, scratch);
            vector.Inverse(expected, backVector, scratch);
            Reference.AssertClose(back, backVector, 1e-14);
            Reference.AssertClose(input, back, Tolerance);
        }
    }

    [Fact]
    public void PowerIsTheSameInTimeAndInFrequency()
    {
        double[] input = Reference.Noise(360, 3);
        Complex[] spectrum = Forward(input);
        double inTime = input.Sum(sample => sample * sample);
        double inFrequency = spectrum.Select((value, k) => (k is 0 or 180 ? 1 : 2) * value.Magnitude * value.Magnitude).Sum();
        Assert.Equal(inTime, inFrequency / 360, 1e-12 * inTime);
    }

    [Fact]
    public void ACosineOnABinIsOneLineAndASineIsMinusI()
    {
        double[] cosine = [.. Enumerable.Range(0, 48).Select(j => Math.Cos(2 * Math.PI * 5 * j / 48))];
        double[] sine = [.. Enumerable.Range(0, 48).Select(j => Math.Sin(2 * Math.PI * 5 * j / 48))];
        Assert.Equal(24, Forward(cosine)[5].Real, 1e-12);
        Assert.Equal(-24, Forward(sine)[5].Imaginary, 1e-12);
        Assert.All(Forward(cosine).Where((_, k) => k != 5), value => Assert.True(value.Magnitude < 1e-12));
    }

    [Fact]
    public void TheSameScratchWithOldContentGivesTheSameSpectrum()
    {
        foreach (int length in new[] { 7, 60, 256 })
        {
            double[] input = Reference.Noise(length, 5);
            var plan = new RealFft(length);
            double[] scratch = new double[plan.ScratchLength];
            Array.Fill(scratch, double.NaN);
            Complex[] spectrum = new Complex[plan.SpectrumLength];
            Array.Fill(spectrum, new Complex(double.NaN, double.NaN));
            plan.Forward(input, spectrum, scratch);
            Assert.Equal(Forward(input), spectrum);
        }
    }

    [Fact]
    public void OnePlanServesManyThreads()
    {
        var plan = new RealFft(1024);
        double[] input = Reference.Noise(1024, 8);
        Complex[] expected = Forward(input);
        Parallel.For(
            0,
            64,
            _ =>
            {
                Complex[] spectrum = new Complex[plan.SpectrumLength];
                plan.Forward(input, spectrum, new double[plan.ScratchLength]);
                Assert.Equal(expected, spectrum);
            });
    }

    [Theory]
    [InlineData(512)]
    [InlineData(750)]
    [InlineData(75)]
    [InlineData(74)]
    [InlineData(101)]
    public void ATransformAllocatesNothing(int length)
    {
        var plan = new RealFft(length);
        double[] samples = Reference.Noise(length, 1);
        Complex[] spectrum = new Complex[plan.SpectrumLength];
        double[] scratch = new double[plan.ScratchLength];
        plan.Forward(samples, spectrum, scratch);
        plan.Inverse(spectrum, samples, scratch);
        Assert.Equal(0, Allocations.Of(() =>
        {
            plan.Forward(samples, spectrum, scratch);
            plan.Inverse(spectrum, samples, scratch);
        }));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(7, 8)]
    [InlineData(11, 12)]
    [InlineData(257, 270)]
    [InlineData(1013, 1024)]
    public void TheNextFastLengthIsTheSmallestEvenProductOfTwoThreeAndFive(int minimum, int expected) =>
        Assert.Equal(expected, RealFft.NextFastLength(minimum));

    [Fact]
    public void SpansOfAnotherLengthOrOverlappingOnesAreRefused()
    {
        var plan = new RealFft(8);
        double[] scratch = new double[plan.ScratchLength];
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RealFft.NextFastLength(0));
        Assert.Throws<ArgumentException>(() => plan.Forward(new double[7], new Complex[5], scratch));
        Assert.Throws<ArgumentException>(() => plan.Forward(new double[8], new Complex[4], scratch));
        Assert.Throws<ArgumentException>(() => plan.Forward(new double[8], new Complex[5], scratch.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => plan.Forward(scratch.AsSpan(0, 8), new Complex[5], scratch));
        Assert.Throws<ArgumentException>(() => plan.Inverse(new Complex[5], scratch.AsSpan(0, 8), scratch));
    }

    [Fact]
    public void NotANumberSpreadsAndIsNotHidden()
    {
        double[] input = Reference.Noise(64, 2);
        input[10] = double.NaN;
        Assert.All(Forward(input).Skip(1).SkipLast(1), value => Assert.True(double.IsNaN(value.Real)));
    }

    private static Complex[] Forward(double[] input)
    {
        var plan = new RealFft(input.Length);
        Complex[] spectrum = new Complex[plan.SpectrumLength];
        plan.Forward(input, spectrum, new double[plan.ScratchLength]);
        return spectrum;
    }
}
