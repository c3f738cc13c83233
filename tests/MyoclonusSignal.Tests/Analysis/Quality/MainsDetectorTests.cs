using CsCheck;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Hum is told from noise, from broad bursts and from a wrong mains frequency.</summary>
public sealed class MainsDetectorTests
{
    [Theory]
    [InlineData(50, 1000)]
    [InlineData(60, 1000)]
    [InlineData(50, 128)]
    [InlineData(50, 250)]
    [InlineData(60, 2000)]
    [InlineData(60, 4096)]
    public void HumIsFoundAtItsFrequency(double mainsHz, double sampleRate)
    {
        double[] signal = Noise(sampleRate, 20, seed: 1);
        AddLine(signal, sampleRate, mainsHz, 0.5);
        Assert.Equal(mainsHz, Find(signal, sampleRate, out double excess));
        Assert.True(excess > 10);
    }

    [Fact]
    public void HumThatShowsOnlyInItsHarmonicsIsFound()
    {
        double[] signal = Noise(1000, 20, seed: 2);
        AddLine(signal, 1000, 150, 0.5);
        Assert.Equal(50, Find(signal, 1000, out _));
    }

    [Fact]
    public void HumThatWandersIsFound()
    {
        double[] signal = Noise(1000, 20, seed: 2);
        AddLine(signal, 1000, 50.1, 1);
        Assert.Equal(50, Find(signal, 1000, out _));
    }

    [Fact]
    public void NoiseIsHumOnceInATenThousandRecordingsAtMost()
    {
        double[] sampleRates = [128, 250, 500, 1000];
        int found = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            double sampleRate = sampleRates[seed % sampleRates.Length];
            found += Find(Noise(sampleRate, 2 + (seed % 11), seed), sampleRate, out _) > 0 ? 1 : 0;
        }

        Assert.InRange(found, 0, 1);
    }

    [Fact]
    public void BurstsOfBroadActivityAreNoHum()
    {
        double[] signal = Noise(1000, 30, seed: 4);
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] *= i % 2500 < 60 ? 30 : 1;
        }

        Assert.Equal(0, Find(signal, 1000, out _));
    }

    [Fact]
    public void ALineBesideTheMainsIsNoHum()
    {
        double[] signal = Noise(1000, 20, seed: 5);
        AddLine(signal, 1000, 47, 1);
        Assert.Equal(0, Find(signal, 1000, out _));
    }

    [Fact]
    public void ASignalTooShortForAWindowTellsNothing()
    {
        Assert.Equal(0, Find(new double[1999], 1000, out double excess));
        Assert.True(double.IsNaN(excess));
    }

    [Fact]
    public void ASilentSignalHasNoHum() => Assert.Equal(0, Find(new double[20_000], 1000, out _));

    [Fact]
    public void NoWindowReachesAcrossAGap()
    {
        var detector = new MainsDetector(1000, everySeconds: 2);
        for (int i = 0; i < 10; i++)
        {
            detector.Process(Noise(1000, 1.9, i));
            detector.EndSegment();
        }

        detector.Find(out double excess);
        Assert.True(double.IsNaN(excess));
    }

    [Fact]
    public void BlocksOfAnySizeGiveTheSameExcess() => Gen.Int[1, 5000].Sample(
        size =>
        {
            double[] signal = Noise(500, 30, seed: 6);
            AddLine(signal, 500, 60, 0.3);
            Find(signal, 500, out double expected);
            var detector = new MainsDetector(500, everySeconds: 4);
            for (int at = 0; at < signal.Length; at += size)
            {
                detector.Process(signal.AsSpan(at, Math.Min(size, signal.Length - at)));
            }

            detector.Find(out double found);
            Assert.Equal(expected, found);
        },
        iter: 30);

    private static double Find(double[] signal, double sampleRate, out double excess)
    {
        var detector = new MainsDetector(sampleRate, everySeconds: 4);
        detector.Process(signal);
        return detector.Find(out excess);
    }

    private static double[] Noise(double sampleRate, double seconds, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(sampleRate * seconds)).Select(_ => random.NextNormal())];
    }

    private static void AddLine(double[] signal, double sampleRate, double frequencyHz, double amplitude)
    {
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] += amplitude * Math.Sin(2 * Math.PI * frequencyHz * i / sampleRate);
        }
    }
}
