using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class JerkExtentTests
{
    private const double SampleRate = 100;
    private const int Samples = 700;

    // Half a cosine of 0.2 s: a tenth of its peak is reached 6.4 ms behind its begin and before its end.
    private const double Duration = 0.2;
    private const double Tenth = 0.00638;

    [Theory]
    [InlineData(3.0)]
    [InlineData(3.0025)]
    [InlineData(3.005)]
    [InlineData(3.0075)]
    public void AJerkBeginsAndEndsAtATenthBetweenSamples(double onset)
    {
        Burst jerk = Trim(onset, slow: 0, out _);
        Assert.InRange(((jerk.Start + jerk.StartShift) / SampleRate) - (onset + Tenth), -0.001, 0.001);
        Assert.InRange(((jerk.End + jerk.EndShift) / SampleRate) - (onset + Duration - Tenth), -0.001, 0.001);
    }

    [Fact]
    public void SlowMovementDoesNotLengthenIt()
    {
        Burst jerk = Trim(3.003, slow: 2, out Burst found);
        Assert.InRange(found.Length, 50, 70);
        Assert.InRange((jerk.Length + jerk.EndShift - jerk.StartShift) / SampleRate, 0.16, 0.22);
    }

    [Fact]
    public void AnOnsetThatTheLikelihoodPlacedStays()
    {
        MovementSignal signal = Limb(3.003, 0);
        Burst found = Found(280, 340, 0.001);
        Burst jerk = new JerkExtent(signal).Trim(found, keepsOnset: true);
        Assert.Equal(found.Start, jerk.Start);
        Assert.Equal(0, jerk.StartShift);
        Assert.InRange(jerk.End + jerk.EndShift, 319, 320.5);
    }

    [Fact]
    public void WhereATenthIsInTheNoiseItStaysAsItWasFound()
    {
        Burst found = Found(280, 340, 0.1);
        Assert.Equal(found, new JerkExtent(Limb(3.003, 0)).Trim(found, keepsOnset: false));
    }

    [Fact]
    public void WhereTheNextJerkIsBesideItItStaysAsItWasFound()
    {
        Burst found = Found(280, 298, 0.001);
        Assert.Equal(found, new JerkExtent(Limb(3.003, 0)).Trim(found, keepsOnset: false));
    }

    [Theory]
    [InlineData(5, 60)]
    [InlineData(660, Samples)]
    public void AtTheEndsOfASegmentItStaysAsItWasFound(long start, long end)
    {
        Burst found = Found(start, end, 0.001);
        Assert.Equal(found, new JerkExtent(Limb(3.003, 0)).Trim(found, keepsOnset: false));
    }

    private static Burst Trim(double onset, double slow, out Burst found)
    {
        found = Found(280, 340, 0.001);
        return new JerkExtent(Limb(onset, slow)).Trim(found, keepsOnset: false);
    }

    private static Burst Found(long start, long end, double floorRms) => new(
        start, end, EventKind.Jerk, start, 1, 1, 1, floorRms, 20, 0.03, double.NaN, double.NaN, double.NaN, BurstRejection.None);

    /// <summary>Half a cosine along the first axis, and a swing of 0.7 Hz along it and the second.</summary>
    private static MovementSignal Limb(double onset, double slow)
    {
        double[][] axes = [new double[Samples], new double[Samples], new double[Samples]];
        for (int i = 0; i < Samples; i++)
        {
            double time = i / SampleRate;
            double at = (time - onset) / Duration;
            double swing = slow * Math.Sin(Math.Tau * 0.7 * time);
            axes[0][i] = (at is > 0 and < 1 ? Math.Sin(Math.PI * at) : 0) + swing;
            axes[1][i] = 0.5 * swing;
        }

        var signal = new MovementSignal(SampleRate, 3, Samples, 30);
        for (int at = 0; at < Samples;)
        {
            at += signal.Fill(axes, axes, at, Samples);
        }

        signal.Finish();
        return signal;
    }
}
