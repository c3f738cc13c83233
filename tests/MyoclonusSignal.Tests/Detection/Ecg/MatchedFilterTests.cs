using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class MatchedFilterTests
{
    private const double Rate = 500;
    private const int Half = 25;

    [Fact]
    public void WhereTheTemplateStandsItsHeightIsItsFactorAndItIsPure()
    {
        MatchedFilter match = new(Signal((100, 3), (300, -2)), Template());
        Assert.Equal(3, match.Height(100), 1e-5);
        Assert.Equal(1, match.Correlation(100), 1e-5);
        Assert.Equal(-2, match.Height(300), 1e-5);
        Assert.Equal(-1, match.Correlation(300), 1e-5);
        Assert.Equal(0, match.Height(200));
        Assert.Equal(0, match.Correlation(200));
    }

    [Fact]
    public void NearTheEndsThereIsNoRoomForIt()
    {
        MatchedFilter match = new(Signal((Half - 1, 1), (500 - Half, 1)), Template());
        Assert.Equal(0, match.Height(Half - 1));
        Assert.Equal(0, match.Height(500 - Half));
        Assert.Empty(match.Peaks(0.99));
    }

    [Fact]
    public void APeakIsHigherThanWhatIsBesideItAndAsPureAsSaid()
    {
        float[] signal = Signal((100, 3), (180, 4));
        signal[191] += 4;
        MatchedFilter match = new(signal, Template());
        Assert.Equal([100], match.Peaks(0.9));
        Assert.Contains(match.Peaks(0.3), at => Math.Abs(at - 180) <= 2);
        Assert.Empty(match.Peaks(1.01));
    }

    [Fact]
    public void TheBestLikenessIsThatAtTheBestShift()
    {
        float[] signal = Signal((100, 3));
        float[] stretch = signal[(100 - Half - 7)..(100 + Half + 6)];
        Assert.Equal(1, MatchedFilter.Best(stretch, Template()), 1e-5);
        Assert.Equal(new MatchedFilter(signal, Template()).Correlation(98), MatchedFilter.Best(stretch.AsSpan(..^7), Template()), 1e-5);
    }

    private static float[] Template()
    {
        double[] wave = [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(n => HeartSignal.Qrs(n / Rate))];
        double norm = Math.Sqrt(wave.Sum(x => x * x));
        return [.. wave.Select(x => (float)(x / norm))];
    }

    private static float[] Signal(params (int At, float Factor)[] places)
    {
        float[] signal = new float[500];
        float[] template = Template();
        foreach ((int at, float factor) in places)
        {
            for (int n = 0; n < template.Length; n++)
            {
                int place = at - Half + n;
                signal[place < 0 || place >= signal.Length ? 0 : place] += place < 0 || place >= signal.Length ? 0 : factor * template[n];
            }
        }

        return signal;
    }
}
