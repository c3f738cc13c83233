using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class SlowHeartTests
{
    private const double Rate = 500;
    private const double Pulse = 0.85;
    private const double Seconds = 50;

    // The peak of a beat is 6 dB over the root mean square of the noise, of whose power four fifths are faster than the beat.
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.5)]
    public void BeatsThatTheWholeBandHidesAreFound(int seed, double noise)
    {
        double[] times = HeartSignal.Times(100 + seed, Seconds, Pulse, 0.03);
        float[] signal = HeartSignal.Floats(HeartSignal.Beating(seed, Seconds, Rate, noise, times));
        Assert.Empty(HeartbeatFinder.Find(new SignalShapes(signal, Rate), out _).Beats);
        (List<HeartbeatCandidate> beats, _) = SlowHeart.Find(signal, Rate, out double pulse);
        Assert.Equal(Pulse, pulse, 0.05 * Pulse);
        int found = times.Count(time => beats.Exists(beat => Math.Abs((beat.Position / Rate) - time) < 0.02));
        Assert.True(found >= 0.9 * times.Length, $"{found} of {times.Length}");
        Assert.InRange(beats.Count, found, found + 3);
    }

    [Fact]
    public void ThereIsNoneInNoise()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Assert.Empty(SlowHeart.Find(HeartSignal.Floats(HeartSignal.Beating(seed, Seconds, Rate, 0.5, [])), Rate, out double pulse).Beats);
            Assert.True(double.IsNaN(pulse));
        }
    }

    // What is slow of a burst of muscle looks like that of another one; they hold much more that is fast.
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.08)]
    public void AMuscleThatJerksAtAPulseIsNone(double variability)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            double[] signal = HeartSignal.Beating(seed, Seconds, Rate, 0.2, []);
            int burst = 0;
            foreach (double time in HeartSignal.Times(200 + seed, Seconds, Pulse, variability))
            {
                TestSignals.AddBurst(signal, (1000 * seed) + burst++, (int)(time * Rate), 30, 1);
            }

            Assert.Empty(SlowHeart.Find(HeartSignal.Floats(signal), Rate, out _).Beats);
        }
    }

    [Theory]
    [InlineData(200, 1000)]
    [InlineData(500, 10)]
    public void WhereTheSignalIsTooSlowOrTooShortThereIsNone(double rate, int samples) =>
        Assert.Empty(SlowHeart.Find(new float[samples], rate, out _).Beats);
}
