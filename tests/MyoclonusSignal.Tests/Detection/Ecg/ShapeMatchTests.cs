using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class ShapeMatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(12)]
    [InlineData(-12)]
    public void AShiftedAndScaledCopyIsAlikeAndItsShiftIsGiven(int shift)
    {
        double[] noise = TestSignals.Noise(3, 140);
        float[] a = HeartSignal.Floats(noise[30..110]);
        float[] b = [.. HeartSignal.Floats(noise[(30 - shift)..(110 - shift)]).Select(x => 7 * x)];
        Assert.Equal(1, ShapeMatch.Correlate(a, b, 12, out int found), 1e-6);
        Assert.Equal(shift, found);
        Assert.InRange(ShapeMatch.Correlate(a, b, Math.Max(0, Math.Abs(shift) - 1), out _), -1, shift == 0 ? 1.000001 : 0.6);
    }

    [Fact]
    public void ItIsTheLargestCoefficientOfTheOverlaps()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            double[] a = TestSignals.Noise(seed, 33);
            double[] b = TestSignals.Noise(1000 + seed, 33);
            double expected = double.NegativeInfinity;
            for (int shift = -9; shift <= 9; shift++)
            {
                (double product, double energyA, double energyB) = (0, 0, 0);
                for (int n = Math.Max(0, -shift); n < Math.Min(33, 33 - shift); n++)
                {
                    product += a[n] * b[n + shift];
                    energyA += a[n] * a[n];
                    energyB += b[n + shift] * b[n + shift];
                }

                expected = Math.Max(expected, product / Math.Sqrt(energyA * energyB));
            }

            Assert.Equal(expected, ShapeMatch.Correlate(HeartSignal.Floats(a), HeartSignal.Floats(b), 9, out _), 1e-5);
        }
    }

    [Fact]
    public void SilenceIsLikeNothing() => Assert.Equal(0, ShapeMatch.Correlate(new float[20], HeartSignal.Floats(TestSignals.Noise(1, 20)), 4, out _));

    [Fact]
    public void TheSumOfProductsIsTheSameWhereTheLengthIsNoWholeNumberOfLanes()
    {
        for (int length = 0; length < 40; length++)
        {
            float[] a = HeartSignal.Floats(TestSignals.Noise(1, length));
            float[] b = HeartSignal.Floats(TestSignals.Noise(2, length));
            Assert.Equal(a.Zip(b, (x, y) => (double)x * y).Sum(), ShapeMatch.Dot(a, b), 1e-5);
        }
    }
}
