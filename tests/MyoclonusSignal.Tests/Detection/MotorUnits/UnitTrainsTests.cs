using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>What is one motor unit, and what is not, told from shapes, sizes and times alone.</summary>
public sealed class UnitTrainsTests
{
    private const int ShapeLength = 24;
    private const int Count = 60;

    [Fact]
    public void OneShapeAtAUnitsRateIsAUnit() =>
        Assert.InRange(Find(Times(0.12, 0.2), _ => 20, _ => 1, isAlike: true), 55, Count);

    [Fact]
    public void ShapesThatDifferAreNone() =>
        Assert.Equal(0, Find(Times(0.2, 0.05), _ => 20, _ => 1, isAlike: false));

    [Fact]
    public void BurstsLongerThanAPotentialAreNone() =>
        Assert.Equal(0, Find(Times(0.2, 0.05), _ => 20, _ => 0.5, isAlike: true));

    [Fact]
    public void OneShapeOfEverySizeIsNone() =>
        Assert.Equal(0, Find(Times(0.2, 0.05), i => 5 * Math.Pow(40, i % 7 / 6.0), _ => 1, isAlike: true));

    [Fact]
    public void OneShapeTwiceASecondIsNone() =>
        Assert.Equal(0, Find(Times(0.5, 0.05), _ => 20, _ => 1, isAlike: true));

    [Fact]
    public void FewAreNone() =>
        Assert.Equal(0, Find(Times(0.12, 0.2)[..8], _ => 20, _ => 1, isAlike: true));

    [Fact]
    public void TwoPotentialsAtOnceAmongDischargesAreAUnitsToo()
    {
        double[] seconds = Times(0.12, 0.2);
        Assert.InRange(Find(seconds, _ => 20, i => i % 6 == 3 ? 0.5 : 1, isAlike: true, duration: 0.03), 55, Count);
        Assert.InRange(Find(seconds, i => i % 6 == 3 ? 90 : 20, i => i % 6 == 3 ? 0.5 : 1, isAlike: true, duration: 0.03), 45, 50);
    }

    [Fact]
    public void NothingIsFoundInNothing() => Assert.Empty(UnitTrains.Find([], [], [], [], new ShapeList(new ShapeStore(ShapeLength), [])));

    private static double[] Times(double interval, double cv)
    {
        double[] noise = TestSignals.Noise(1, Count);
        double[] seconds = new double[Count];
        for (int i = 1; i < Count; i++)
        {
            seconds[i] = seconds[i - 1] + (interval * Math.Max(0.4, 1 + (cv * noise[i])));
        }

        return seconds;
    }

    private static int Find(double[] seconds, Func<int, double> amplitude, Func<int, double> core, bool isAlike, double duration = 0.012)
    {
        double[] noise = TestSignals.Noise(2, seconds.Length * ShapeLength);
        ShapeStore shapes = new(ShapeLength);
        Span<float> shape = [];
        for (int i = 0; i < noise.Length; i++)
        {
            shape = i % ShapeLength == 0 ? shapes.Add() : shape;
            double z = ((i % ShapeLength) - 12) / 2.0;
            shape[i % ShapeLength] = (float)(isAlike ? (((z * z) - 1 - z) * Math.Exp(-z * z / 2)) + (0.08 * noise[i]) : noise[i]);
        }

        int[] all = [.. Enumerable.Range(0, seconds.Length)];
        return UnitTrains.Find(
            seconds, [.. all.Select(amplitude)], [.. all.Select(_ => duration)], [.. all.Select(core)], new ShapeList(shapes, all)).Count(unit => unit);
    }
}
