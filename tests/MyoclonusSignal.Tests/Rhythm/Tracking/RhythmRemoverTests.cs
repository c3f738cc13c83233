using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class RhythmRemoverTests
{
    [Fact]
    public void TheRhythmGoesAndWhatIsThreeResolutionsAwayStays()
    {
        double[] samples = new double[6000];
        double[] other = new double[6000];
        for (int n = 0; n < samples.Length; n++)
        {
            other[n] = 0.3 * Math.Cos((2 * Math.PI * 6.5 * n / 100) + 1);
            samples[n] = 9.8 + ((1 + (0.3 * Math.Sin(2 * Math.PI * n / 3000))) * Math.Sin(2 * Math.PI * 5 * n / 100)) + other[n];
        }

        RhythmRemover.TakeOff(samples, 100, 5, 2);
        for (int n = 200; n < samples.Length - 200; n++)
        {
            Assert.Equal(9.8 + other[n], samples[n], 0.05);
        }
    }

    [Fact]
    public void AStretchShorterThanTheWindowIsLeftFinite()
    {
        double[] samples = [1, 2, 3];
        RhythmRemover.TakeOff(samples, 100, 5, 2);
        Assert.All(samples, x => Assert.True(double.IsFinite(x)));
    }
}
