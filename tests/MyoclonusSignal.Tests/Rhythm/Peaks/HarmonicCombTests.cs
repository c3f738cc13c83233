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
        Assert.Equal(1.8, slowHz, 0.011);
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
        Assert.False(comb.Confirms(2.75, 2));
        HarmonicComb heavy = Comb(t => Tones(t, 2.75, 0.5, 0.4, 0.3, 0.2), 4, noise: 0.002);
        Assert.True(heavy.TryExplain(5.5, 3, out _, out _));
        Assert.True(heavy.Confirms(2.75, 2));
    }

    [Fact]
    public void ASecondHarmonicThatIsTallerThanItsFundamentalNeedsMoreTeeth()
    {
        Assert.False(Comb(t => Tones(t, 2.4, 0.5, 1), 6).TryExplain(4.8, 3, out _, out _));
        Assert.True(Comb(t => Tones(t, 2.4, 0.5, 1, 0.3), 6).TryExplain(4.8, 3, out _, out _));
    }

    // A slow movement without harmonics, which happens to be a third as fast: neither it nor the peak and its multiples make a comb.
    [Fact]
    public void ASlowMovementWithoutHarmonicsConfirmsNothing()
    {
        HarmonicComb comb = Comb(t => Tones(t, 1.8, 0.5) + Tones(t, 5.4, 1, 0.5), 7);
        Assert.False(comb.Confirms(1.8, 3));
        Assert.False(comb.TryExplain(5.4, 3, out _, out _));
    }

    // Another rhythm at half the frequency, and a trace at three halves: without the tooth that is clearest too little is left.
    [Fact]
    public void OneStrongToothAndATraceMakeNoComb()
    {
        Assert.All(Enumerable.Range(100, 10), seed =>
            Assert.False(Comb(t => Tones(t, 2.7, 0.3, 1, 0.026), seed).TryExplain(5.4, 3, out _, out _), $"seed {seed}"));
    }

    [Fact]
    public void ASlowerRhythmInsideTheBandIsNoMovement()
    {
        HarmonicComb comb = Comb(t => Tones(t, 3.25, 0.5, 1, 0.4), 8);
        Assert.False(comb.TryExplain(6.5, 3, out _, out _));
        Assert.True(comb.TryExplain(6.5, 3.5, out double slowHz, out _));
        Assert.Equal(3.25, slowHz, 0.03);
    }

    // A tremor of 5.5 Hz that waxes and wanes 1.1 times a second has lines beside it, and none at 1.1 and 2.2 Hz, as a movement would.
    [Fact]
    public void TheSideLinesOfATremorThatWaxesAndWanesAreNoComb() =>
        Assert.False(Comb(t => Tones(t, 1.1, 0, 0, 0.3, 0.5, 1, 0.5, 0.3, 0.2), 9).TryExplain(5.5, 3, out _, out _));

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
