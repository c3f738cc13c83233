using System.Numerics;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Stability;

/// <summary>0.1 Hz at 10 kHz: the poles lie 6e-5 from 1, where coefficients and sums nearly cancel.</summary>
public sealed class ExtremeCutoffTests
{
    private const double SampleRate = 10_000;
    private const double CutoffHz = 0.1;
    private const int FractionBits = 192;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    public void SamplesAreThoseOfArithmeticWithFiftyDigits(int order, bool isLowPass)
    {
        SosCoefficients design = isLowPass
            ? Butterworth.LowPass(order, CutoffHz, SampleRate)
            : Butterworth.HighPass(order, CutoffHz, SampleRate);
        var random = new Random(3);
        double[] input = [.. Enumerable.Range(0, 30_000).Select(_ => 100 + (10 * (random.NextDouble() - 0.5)))];
        double[] found = new double[input.Length];
        new SosFilter(design).Process(input, found);
        double[] expected = Exactly(design, input);
        double scale = expected.Max(Math.Abs);
        double worst = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max() / scale;

        // Each step rounds at 1e-16 of the signal, and the sections add up such errors over their memory of 1e4 samples.
        Assert.True(worst < 1e-9, $"Differs by {worst} of the scale.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void TheDesignHasTheResponseOfItsFormula(int order)
    {
        // |H|² = 1/(1 + (tan/tan)^2N) of the low-pass, one minus that of the high-pass.
        SosCoefficients low = Butterworth.LowPass(order, CutoffHz, SampleRate);
        SosCoefficients high = Butterworth.HighPass(order, CutoffHz, SampleRate);
        foreach (double hz in (double[])[0.01, 0.05, 0.1, 0.2, 1, 100])
        {
            double ratio = Math.Tan(Math.PI * hz / SampleRate) / Math.Tan(Math.PI * CutoffHz / SampleRate);
            double amplitude = 1 / Math.Sqrt(1 + Math.Pow(ratio, 2 * order));
            Assert.Equal(1, low.Response(hz).Magnitude / amplitude, 1e-5);
            Assert.Equal(1, high.Response(hz).Magnitude / (amplitude * Math.Pow(ratio, order)), 1e-5);
        }
    }

    /// <summary>The same recursion in fixed point of 192 bits behind the point.</summary>
    private static double[] Exactly(SosCoefficients design, double[] input)
    {
        BigInteger[] samples = [.. input.Select(ToFixed)];
        foreach (SosSection section in design.Sections)
        {
            BigInteger b0 = ToFixed(section.B0);
            BigInteger b1 = ToFixed(section.B1);
            BigInteger b2 = ToFixed(section.B2);
            BigInteger a1 = ToFixed(section.A1);
            BigInteger a2 = ToFixed(section.A2);
            BigInteger first = 0;
            BigInteger second = 0;
            for (int i = 0; i < samples.Length; i++)
            {
                BigInteger x = samples[i];
                BigInteger y = ((b0 * x) >> FractionBits) + first;
                first = (((b1 * x) - (a1 * y)) >> FractionBits) + second;
                second = ((b2 * x) - (a2 * y)) >> FractionBits;
                samples[i] = y;
            }
        }

        return [.. samples.Select(ToDouble)];
    }

    private static BigInteger ToFixed(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 0x10000000000000);
        int shift = FractionBits + Math.Max(exponent, 1) - 1075;
        BigInteger magnitude = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return bits < 0 ? -magnitude : magnitude;
    }

    private static double ToDouble(BigInteger value) => Math.ScaleB((double)(value >> (FractionBits - 100)), -100);
}
