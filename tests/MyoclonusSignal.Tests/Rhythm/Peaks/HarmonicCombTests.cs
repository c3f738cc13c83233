using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class HarmonicCombTests
{
    private const double Rate = 50;

    // A movement of 1.8 Hz whose third harmonic stands highest.
    [Fact]
    public void AHarmonicIsExplainedByItsSlowerRhythm()
    {
        HarmonicComb comb = Comb(t => Tones(t, 1.8, 0.5, 0.4, 1, 0.3, 0.3), 1);
        Assert.True(comb.TryExplain(5.4, 3, out double slowHz, out int order));
        Assert.Equal(3, order);
        Assert.Equal(1.8, slowHz, 0.03);
        Assert.True(comb.Confirms(1.8, 3));
    }

    [Fact]
    public void ARhythmWithHarmonicsOfItsOwnIsNone()
    {
        HarmonicComb comb = Comb(t => Tones(t, 5.4, 1, 0.5, 0.3), 2);
        Assert.False(comb.TryExplain(5.4, 3, out _, out int order));
        Assert.Equal(0, order);
        Assert.False(comb.Confirms(1.8, 3));
    }

    [Fact]
    public void TwiceTheFrequencyOfATallerPeakIsItsHarmonic()
    {
        HarmonicComb comb = Comb(t => Tones(t, 2.4, 1, 0.4), 3);
        Assert.True(comb.TryExplain(4.8, 3, out double slowHz, out int order));
        Assert.Equal((2, 2.4), (order, Math.Round(slowHz, 1)));
    }

    // A sensor that sits askew shows a tremor of 34 dB with teeth of a thousandth of its power at half its frequency and a half more.
    [Fact]
    public void TeethWithoutWeightExplainNothing()
    {
        HarmonicComb comb = Comb(t => Tones(t, 2.75, 0.03, 1, 0.03, 0.2), 4, noise: 0.002);
        Assert.False(comb.TryExplain(5.5, 3, out _, out _));
        HarmonicComb heavy = Comb(t => Tones(t, 2.75, 0.5, 0.4, 0.3, 0.2), 4, noise: 0.002);
        Assert.True(heavy.TryExplain(5.5, 3, out _, out _));
    }

    [Fact]
    public void SlowerThanTheWindowResolvesIsNotLookedFor()
    {
        // 0.6 Hz is 2.4 bins of a window of 4 s: its ninth harmonic is no comb that can be seen.
        HarmonicComb comb = Comb(t => Tones(t, 0.6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 5);
        Assert.False(comb.TryExplain(5.4, 3, out double slowHz, out _) && slowHz < 0.9);
    }

    // Noise explains a peak that stands in it in hardly one of a hundred records.
    [Fact]
    public void NoiseHardlyEverMakesAComb()
    {
        int explained = Enumerable.Range(0, 400).Count(seed => Comb(t => 0.02 * Math.Sin(2 * Math.PI * 5.4 * t), 50_000 + seed).TryExplain(5.4, 3, out _, out _));
        Assert.InRange(explained, 0, 2);
    }

    private static double Tones(double t, double hz, params double[] amplitudes) =>
        amplitudes.Select((amplitude, i) => amplitude * Math.Cos((2 * Math.PI * (i + 1) * hz * t) + i)).Sum();

    private static HarmonicComb Comb(Func<double, double> signal, int seed, double noise = 0.3)
    {
        var random = new Random(seed);
        var store = new SampleStore();
        store.Append([.. Enumerable.Range(0, (int)(60 * Rate)).Select(i => signal(i / Rate) + (noise * (random.NextDouble() + random.NextDouble() - 1)))]);
        WindowedPower power = new([store], [new Segment(0, store.Count)], Rate, 200, 50, 16);
        return new HarmonicComb(power, 0, power.Count);
    }
}
