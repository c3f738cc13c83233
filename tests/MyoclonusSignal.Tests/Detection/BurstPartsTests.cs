using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class BurstPartsTests
{
    private const double SampleRate = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsNoLargerThanNoiseBesideAStrongBurstIsNoPartOfIt(bool isBehind)
    {
        // A burst of 20 dB, 16 ms of silence, and beside that 28 ms of 2.7 times the noise's power, which one in a hundred windows
        // of noise reaches: enough for the lower threshold, and together they were one jerk.
        const int Bursts = 40;
        const int Spacing = 600;
        const int Length = 40;
        double[] x = TestSignals.Noise(5, (Bursts + 1) * Spacing);
        for (int burst = 0; burst < Bursts; burst++)
        {
            int onset = (burst * Spacing) + 500;
            int weak = isBehind ? onset + Length + 8 : onset - 22;
            x.AsSpan(isBehind ? onset + Length : onset - 8, 8).Clear();
            AddAlternating(x, weak, 14, 1.65);
            TestSignals.AddBurst(x, 1000 + burst, onset, Length, 10);
        }

        List<Burst> found = TestSignals.Read(new JerkDetector(JerkDetectorOptions.ForEmg, SampleRate, SampleRate / 2), x);
        Assert.Equal(Bursts, found.Count);
        Assert.All(found, burst => Assert.InRange(burst.Start % Spacing, 492, 505));
        Assert.All(found, burst => Assert.InRange((burst.End - 1) % Spacing, 535, 550));
    }

    [Fact]
    public void AWeakPartBetweenTwoOthersStays()
    {
        double[] x = TestSignals.Noise(5, 6000);
        AddAlternating(x, 3020, 30, 0.6);
        AddAlternating(x, 3028, 14, 1.65);
        TestSignals.AddBurst(x, 6, 3000, 20, 4.5);
        TestSignals.AddBurst(x, 7, 3050, 20, 4.5);
        Burst burst = Assert.Single(TestSignals.Read(new JerkDetector(JerkDetectorOptions.ForEmg, SampleRate, SampleRate / 2), x));
        Assert.InRange(burst.Start, 2990, 3005);
        Assert.InRange(burst.End, 3065, 3085);
    }

    private static void AddAlternating(double[] x, int first, int length, double amplitude)
    {
        for (int n = first; n < first + length; n++)
        {
            x[n] = n % 2 == 0 ? amplitude : -amplitude;
        }
    }
}
