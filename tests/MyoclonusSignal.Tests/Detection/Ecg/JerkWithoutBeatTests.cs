using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Bursts of 200 ms at 1 kHz, of which a part was a beat and is noise of 1 now, and the rest is a jerk of 5.</summary>
public sealed class JerkWithoutBeatTests
{
    private const double Rate = 1000;
    private const double BandHz = 430;
    private const int Length = 200;
    private const int Window = 24;

    // The mean power of a window that rises.
    private const double LeastPower = 6;

    [Theory]
    [InlineData(100, 200)]
    [InlineData(0, 100)]
    [InlineData(60, 140)]
    [InlineData(60, 200)]
    public void TheJerkIsWhereThePowerChanges(int start, int end)
    {
        double startOff = 0;
        double endOff = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            Burst trimmed = Trim(Cleaned(seed, start, end))!.Value;
            startOff += Math.Abs(trimmed.Start - 5000 - start) / 20.0;
            endOff += Math.Abs(trimmed.End - 5000 - end) / 20.0;
            Assert.InRange(trimmed.Start, 5000, 5000 + start + 8);
            Assert.InRange(trimmed.End, 5000 + end - 8, 5000 + Length);
        }

        Assert.InRange(startOff, 0, start == 0 ? 0 : 2);
        Assert.InRange(endOff, 0, end == Length ? 0 : 2);
    }

    [Fact]
    public void ItIsMeasuredInWhatIsLeft()
    {
        double[] cleaned = Cleaned(3, 100, 200);
        Burst trimmed = Trim(cleaned)!.Value;
        double[] jerk = cleaned[(int)(trimmed.Start - 5000)..(int)(trimmed.End - 5000)];
        double power = jerk.Average(x => x * x);
        Assert.Equal(Math.Sqrt(power), trimmed.RmsAmplitude, 1e-9);
        Assert.Equal(10 * Math.Log10(power / 4), trimmed.SnrDb, 1e-9);
        Assert.Equal(jerk.Sum(Math.Abs) / Rate, trimmed.Area, 1e-9);
        Assert.Equal(jerk.Max(Math.Abs), trimmed.PeakAmplitude);
        Assert.Equal(trimmed.PeakAmplitude, Math.Abs(cleaned[trimmed.PeakIndex - 5000]));

        // Its onset is a new one; its offset, where nothing was cut off, is the detector's.
        Assert.True(double.IsNaN(trimmed.RiseSeconds));
        Assert.InRange(trimmed.OnsetUncertaintySeconds, 0, 0.006);
        Assert.NotEqual(Whole.OnsetUncertaintySeconds, trimmed.OnsetUncertaintySeconds);
        Assert.Equal(Whole.OffsetUncertaintySeconds, trimmed.OffsetUncertaintySeconds);
    }

    [Fact]
    public void WhereOnlyTheEndIsCutOffTheRiseStays()
    {
        Burst trimmed = Trim(Cleaned(4, 0, 100))!.Value;
        Assert.Equal(Whole.RiseSeconds, trimmed.RiseSeconds);
        Assert.Equal(Whole.OnsetUncertaintySeconds, trimmed.OnsetUncertaintySeconds);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(0, 0)]
    [InlineData(30, 200)]
    [InlineData(0, 170)]
    public void WhereNothingOrLittleIsToBeCutOffItStaysAsItIs(int start, int end) => Assert.Null(Trim(Cleaned(5, start, end)));

    [Fact]
    public void AnotherSignalMayTellWhereItIs()
    {
        double[] cleaned = Cleaned(6, 0, 200);
        Burst trimmed = JerkWithoutBeat.Trim(Whole, cleaned, Cleaned(7, 100, 200), Window, LeastPower, BandHz, Rate)!.Value;
        Assert.InRange(trimmed.Start, 5094, 5106);
        Assert.Equal(cleaned[(int)(trimmed.Start - 5000)..].Max(Math.Abs), trimmed.PeakAmplitude);
    }

    private static Burst Whole => new(
        5000, 5000 + Length, EventKind.Jerk, 5050, 9, 3, 1, FloorRms: 2, SnrDb: 12, RiseSeconds: 0.01, MeanFrequencyHz: 90, 0.0042, 0.0043, BurstRejection.None);

    private static Burst? Trim(double[] cleaned) => JerkWithoutBeat.Trim(Whole, cleaned, cleaned, Window, LeastPower, BandHz, Rate);

    private static double[] Cleaned(int seed, int start, int end) => [.. TestSignals.Noise(seed, Length).Select((x, n) => n >= start && n < end ? 5 * x : x)];
}
