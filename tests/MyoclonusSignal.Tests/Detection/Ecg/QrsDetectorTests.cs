using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>The beats of an electrocardiogram of Gaussian waves.</summary>
public sealed class QrsDetectorTests
{
    [Theory]
    [InlineData(128, 50)]
    [InlineData(250, 70)]
    [InlineData(1000, 140)]
    public void EveryBeatIsFoundOnceAndAllAtOneDelay(double sampleRate, double perMinute)
    {
        (double[] ecg, List<double> beats) = TestHeart.Ecg(sampleRate, 120, 60 / perMinute, seed: 3);
        double[] found = [.. Find(ecg, sampleRate, 4096).Select(at => at / sampleRate)];

        // The last ones are known with what follows them.
        Assert.InRange(found.Length, beats.Count - 1, beats.Count);
        double[] delays = [.. found.Zip(beats, (at, beat) => at - beat).Order()];
        Assert.InRange(delays[^1] - delays[0], 0, 0.016);
        Assert.InRange(delays[delays.Length / 2], 0, 0.06);
    }

    [Fact]
    public void BlocksOfAnySizeAndGapsOfMissingSamplesGiveTheSameBeats()
    {
        (double[] ecg, _) = TestHeart.Ecg(250, 60, 0.8, seed: 4);
        List<long> whole = Find(ecg, 250, int.MaxValue);
        Assert.Equal(whole, Find(ecg, 250, 7));
        QrsDetector detector = new(250);
        List<long> beats = [];
        detector.Process(ecg.AsSpan(0, 5000), beats);
        detector.Skip(1000, beats);
        detector.Process(ecg.AsSpan(6000), beats);
        Assert.Equal(whole.Where(at => at is < 4900 or > 6150), beats.Where(at => at is < 4900 or > 6150));
        Assert.DoesNotContain(beats, at => at is > 5000 and < 6000);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2500)]
    public void TheSpikesOfAPacemakerDoNotMoveTheBeats(double sampleRate)
    {
        (double[] ecg, List<double> beats) = TestHeart.Ecg(sampleRate, 60, 0.8, seed: 3);
        List<long> without = Find(ecg, sampleRate, 4096);
        double height = ecg.Max();
        for (int i = 0; i < beats.Count; i += 3)
        {
            ecg.AsSpan((int)((beats[i] - 0.06) * sampleRate), (int)(0.002 * sampleRate)).Fill(8 * height);
        }

        List<long> with = Find(ecg, sampleRate, 4096);
        Assert.Equal(without.Count, with.Count);
        Assert.All(without.Zip(with), pair => Assert.Equal(pair.First, pair.Second, 0.002 * sampleRate));
    }

    [Fact]
    public void NoBeatsStandOutOfNoiseOrOfALineAndTheLevelIsKept()
    {
        (double[] ecg, List<double> beats) = TestHeart.Ecg(500, 120, 0.8, seed: 6);
        Random random = new(7);
        double height = ecg.Max();
        for (int n = 40 * 500; n < 80 * 500; n++)
        {
            ecg[n] = n < 60 * 500 ? 3 * height * random.NextNormal() : 5 * height;
        }

        QrsDetector detector = new(500);
        List<long> found = [];
        detector.Process(ecg, found);
        Assert.All(detector.Windows.Where(window => window.Start is > 41 * 500 and < 58 * 500 or > 62 * 500 and < 78 * 500), window => Assert.False(window.StandsOut));
        Assert.All(detector.Windows.Where(window => window.Start is < 38 * 500 or > 80 * 500), window => Assert.True(window.StandsOut));
        Assert.Equal(beats.Count(beat => beat > 81), found.Count(at => at > 81 * 500), 1.0);
    }

    [Fact]
    public void AnOffsetIsNoBeatBehindAGap()
    {
        double[] ecg = [.. Enumerable.Range(0, 10_000).Select(i => 20_000 + (i % 400 is > 190 and < 200 ? 500 * Math.Sin(Math.PI * (i % 400 - 190) / 10) : 0))];
        QrsDetector detector = new(500);
        List<long> beats = [];
        for (int at = 0; at < ecg.Length; at += 750)
        {
            detector.Process(ecg.AsSpan(at, Math.Min(740, ecg.Length - at)), beats);
            detector.Skip(10, beats);
        }

        // A beat each 0.8 s, but for the first and those that lie in a gap.
        Assert.InRange(beats.Count, 15, 25);
        Assert.All(beats, at => Assert.InRange(at % 400, 180, 230));
    }

    [Fact]
    public void WithoutBeatsTheSizeIsNotKnownAndNoneIsTold()
    {
        QrsDetector detector = new(250);
        List<long> beats = [];
        detector.Process(new double[5000], beats);
        Assert.Empty(beats);
        Assert.Equal(long.MaxValue, detector.KnownFrom);
    }

    private static List<long> Find(double[] ecg, double sampleRate, int block)
    {
        QrsDetector detector = new(sampleRate);
        List<long> beats = [];
        for (int at = 0; at < ecg.Length; at += Math.Min(block, ecg.Length - at))
        {
            detector.Process(ecg.AsSpan(at, Math.Min(block, ecg.Length - at)), beats);
        }

        return beats;
    }
}
