using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>A faint tremor while the hand rests, in minutes of movement that is far louder, as a wrist has it in daily life.</summary>
public sealed class TremorUnderMovementTests
{
    private const int Rate = 50;
    private const int Seconds = 730;
    private const double TremorHz = 5.7;

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void TheBoutsAreWhereTheTremorIs(int seed, bool isModulated)
    {
        double[][] axes = Wrist(seed, isModulated, hasTremor: true);
        RhythmResult result = Estimate(axes);
        Assert.True(result.IsRhythmic, result.Reason);
        Assert.Equal(TremorHz, result.FrequencyHz!.Value, 0.15);
        Assert.InRange(TremorHz, result.FrequencyCi95!.Value.Low, result.FrequencyCi95.Value.High);
        double inside = result.Bouts.Sum(bout => Math.Max(0, Math.Min(bout.EndSeconds, 346) - Math.Max(bout.StartSeconds, 210)));
        double all = result.Bouts.Sum(bout => bout.DurationSeconds);
        Assert.InRange(inside / 132, 0.9, 1.05);
        Assert.InRange(all - inside, 0, 0.03 * (Seconds - 136));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void TheSameMovementWithoutATremorIsNoRhythm(int seed) =>
        Assert.False(Estimate(Wrist(seed, isModulated: true, hasTremor: false)).IsRhythmic);

    private static RhythmResult Estimate(double[][] axes)
    {
        var estimator = new RhythmEstimator(Rate, 3);
        estimator.Process(axes[0], axes[1], axes[2]);
        return estimator.Finish();
    }

    private static double[][] Wrist(int seed, bool isModulated, bool hasTremor)
    {
        var random = new Random(seed);
        double[][] axes = [new double[Seconds * Rate], new double[Seconds * Rate], new double[Seconds * Rate]];
        foreach (double[] axis in axes)
        {
            // Noise of the slope of movement, ten times louder while the hand does not rest (205 to 375 s).
            double slow = 0;
            double movement = 0;
            for (int i = 0; i < axis.Length; i++)
            {
                double t = (double)i / Rate;
                double swell = isModulated ? Math.Exp((1.2 * Math.Sin(2 * Math.PI * t / 7.3)) + (0.8 * Math.Sin(2 * Math.PI * t / 2.9))) : 1;
                slow = (0.9 * slow) + random.NextNormal();
                movement = (0.6 * movement) + slow;
                axis[i] = ((t is > 205 and < 375 ? 1 : 10 * swell) * movement) + (0.05 * random.NextNormal());
            }
        }

        // A tremor that wanders: its peak is 0.8 Hz wide.
        double keep = Math.Exp(-Math.PI * 0.8 / Rate);
        double share = Math.Sqrt(1 - (keep * keep));
        (double real, double imaginary) = (0, 0);
        for (int i = 0; i < Seconds * Rate; i++)
        {
            real = (keep * real) + (share * random.NextNormal());
            imaginary = (keep * imaginary) + (share * random.NextNormal());
            double turn = 2 * Math.PI * TremorHz * i / Rate;
            axes[0][i] += hasTremor && i is > 212 * Rate and < 344 * Rate ? 8 * ((real * Math.Cos(turn)) - (imaginary * Math.Sin(turn))) : 0;
        }

        return axes;
    }
}
