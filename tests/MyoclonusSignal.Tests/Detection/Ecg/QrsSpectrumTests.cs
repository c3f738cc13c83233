using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>A QRS complex and a motor unit's potential are told apart by their spectra.</summary>
public sealed class QrsSpectrumTests
{
    [Theory]
    [InlineData(0.006, 500)]
    [InlineData(0.01, 500)]
    [InlineData(0.015, 250)]
    public void AWaveAsWideAsAnRWaveIsSlow(double widthSeconds, double rateHz)
    {
        // A Gaussian, and its slope as a high-pass leaves it.
        Assert.True(QrsSpectrum.IsSlow(Shape(rateHz, t => Math.Exp(-0.5 * t * t / (widthSeconds * widthSeconds))), rateHz));
        Assert.True(QrsSpectrum.IsSlow(Shape(rateHz, t => t * Math.Exp(-0.5 * t * t / (widthSeconds * widthSeconds))), rateHz));
    }

    [Theory]
    [InlineData(0.0015, 500)]
    [InlineData(0.0025, 500)]
    [InlineData(0.0025, 250)]
    public void APotentialThatTravelsAlongTheMuscleIsFast(double widthSeconds, double rateHz)
    {
        float[] shape = Shape(rateHz, t => Math.Exp(-Math.Pow((t + 0.0025) / widthSeconds, 2)) - Math.Exp(-Math.Pow((t - 0.0025) / widthSeconds, 2)));
        Assert.False(QrsSpectrum.IsSlow(shape, rateHz));
    }

    [Theory]
    [InlineData(35, false)]
    [InlineData(90, true)]
    public void ABurstIsFastWhereHardlyAnyOfItIsBelowTheBorder(double frequencyHz, bool isFast) =>
        Assert.Equal(isFast, QrsSpectrum.IsFast(Shape(500, t => Math.Cos(2 * Math.PI * frequencyHz * t) * Math.Exp(-Math.Pow(t / 0.02, 2))), 500));

    [Fact]
    public void WhereNothingAboveTheBorderIsSampledNothingIsFast() =>
        Assert.False(QrsSpectrum.IsFast(Shape(100, t => Math.Sin(2 * Math.PI * 45 * t)), 100));

    private static float[] Shape(double rateHz, Func<double, double> wave)
    {
        int half = (int)(0.05 * rateHz);
        return [.. Enumerable.Range(-half, (2 * half) + 1).Select(n => (float)wave(n / rateHz))];
    }
}
