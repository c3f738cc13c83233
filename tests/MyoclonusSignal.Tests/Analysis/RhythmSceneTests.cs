using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Accelerometers on hands, written without the library's simulator: a motor, walking, tremor, controls.</summary>
public sealed class RhythmSceneTests
{
    [Theory]
    [InlineData(50, 3.1)]
    [InlineData(50, 7.9)]
    [InlineData(100, 5)]
    [InlineData(1000, 6.2)]
    public void AMotorIsRhythmicAtItsSpeed(double sampleRate, double frequencyHz)
    {
        // Its harmonics are there as well, and a converter of 4 mg.
        RhythmResult rhythm = Analyze(sampleRate, 30, 1, 0.01, 0.004, t =>
        {
            double turn = 2 * Math.PI * frequencyHz * t;
            double v = (0.05 * Math.Sin(turn)) + (0.02 * Math.Sin((2 * turn) + 1)) + (0.01 * Math.Sin((3 * turn) + 2));
            return (v, 0.6 * v, -0.3 * v);
        });
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        Assert.Equal(frequencyHz, rhythm.FrequencyHz!.Value, 0.01);
        Assert.True(rhythm.FrequencyCi95!.Value.Contains(frequencyHz));
        Assert.InRange(rhythm.Line!.Value.PValue, 0, 1e-6);
    }

    [Theory]
    [InlineData(50, 1.6)]
    [InlineData(100, 1.9)]
    [InlineData(100, 2.2)]
    public void WalkingIsNoTremorForItsHarmonics(double sampleRate, double stepsHz)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Random random = new(seed);
            double phase = 0;
            double last = 0;
            double pace = 0;
            RhythmResult rhythm = Analyze(sampleRate, 60, seed, 0.02, 0, t =>
            {
                pace = (0.98 * pace) + (0.02 * (random.NextDouble() - 0.5));
                phase += 2 * Math.PI * stepsHz * (1 + (2 * pace)) * (t - last);
                last = t;
                double stride = phase / 2;
                return (
                    (0.3 * Math.Sin(stride)) + (0.1 * Math.Sin(2 * stride)) + (0.06 * Math.Sin(3 * stride)) + (0.05 * Math.Sin((5 * stride) + 1)),
                    (0.1 * Math.Sin(phase)) + (0.08 * Math.Sin((2 * phase) + 1)) + (0.05 * Math.Sin((3 * phase) + 2)),
                    (0.3 * Math.Sin(phase + 1)) + (0.15 * Math.Sin(2 * phase)) + (0.07 * Math.Sin(3 * phase)));
            });
            Assert.False(rhythm.IsRhythmic, rhythm.Reason);
            Assert.InRange(rhythm.OutsideHz!.Value, 0.45 * stepsHz, 1.05 * stepsHz);
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public void ATremorWhoseSecondHarmonicDominatesOneAxisHasItsFundamental(double sampleRate)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Random random = new(seed);
            double phase = 0;
            double last = 0;
            RhythmResult rhythm = Analyze(sampleRate, 30, seed, 0.01, 0, t =>
            {
                phase += (2 * Math.PI * 5.2 * (t - last)) + (Math.Sqrt(t - last) * (random.NextDouble() - 0.5));
                last = t;
                return ((0.01 * Math.Sin(phase)) + (0.03 * Math.Sin((2 * phase) + 1)), 0.03 * Math.Sin(phase), 0.02 * Math.Sin(phase + 1));
            });
            Assert.True(rhythm.IsRhythmic, rhythm.Reason);
            Assert.Equal(5.2, rhythm.FrequencyHz!.Value, 0.1);
            Assert.Contains("2nd harmonic dominates axis x", rhythm.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10.5)]
    public void PhysiologicalTremorLiesOutsideTheBand(double frequencyHz)
    {
        // A resonance of 2.5 Hz width driven by noise, on each axis.
        int outside = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            Random random = new(seed);
            double[] state = new double[6];
            double radius = Math.Exp(-Math.PI * 2.5 / 100);
            double turn = 2 * radius * Math.Cos(2 * Math.PI * frequencyHz / 100);
            RhythmResult rhythm = Analyze(100, 60, seed, 0.002, 0, _ =>
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    double next = (turn * state[2 * axis]) - (radius * radius * state[(2 * axis) + 1])
                        + (0.002 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
                    (state[2 * axis], state[(2 * axis) + 1]) = (next, state[2 * axis]);
                }

                return (state[0], state[2], state[4]);
            });
            outside += rhythm is { IsRhythmic: false, OutsideHz: > 8 } ? 1 : 0;
        }

        Assert.InRange(outside, 7, 8);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.2)]
    public void AModulatedAmplitudeDoesNotMoveTheFrequency(double modulationHz)
    {
        RhythmResult rhythm = Analyze(100, 60, 2, 0.02, 0, t =>
            (0.05 * (1 + (0.9 * Math.Sin(2 * Math.PI * modulationHz * t))) * Math.Sin(2 * Math.PI * 5 * t), 0, 0));
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        Assert.Equal(5, rhythm.FrequencyHz!.Value, 0.03);
    }

    [Fact]
    public void AnIntermittentRhythmHasItsBouts()
    {
        RhythmResult rhythm = Analyze(100, 120, 3, 0.02, 0, t => (t % 20 < 6 ? 0.05 * Math.Sin(2 * Math.PI * 5 * t) : 0, 0, 0));
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        Assert.Equal(5, rhythm.FrequencyHz!.Value, 0.05);
        Assert.Equal(6, rhythm.Bouts.Count);
        for (int k = 0; k < 6; k++)
        {
            Assert.Equal(20 * k, rhythm.Bouts[k].StartSeconds, 1.0);
            Assert.Equal((20 * k) + 6, rhythm.Bouts[k].EndSeconds, 1.0);
        }

        Assert.Equal(0.3, rhythm.Occupancy, 0.06);
    }

    [Fact]
    public void AShortRecordHasAWiderIntervalAndAShorterOneNone()
    {
        static (double X, double Y, double Z) Tremor(double t) => (0.05 * Math.Sin(2 * Math.PI * 5 * t), 0, 0);
        double Width(double seconds)
        {
            RhythmResult rhythm = Analyze(100, seconds, 4, 0.02, 0, Tremor);
            Assert.True(rhythm.IsRhythmic, rhythm.Reason);
            Assert.True(rhythm.FrequencyCi95!.Value.Contains(5));
            return rhythm.FrequencyCi95.Value.High - rhythm.FrequencyCi95.Value.Low;
        }

        Assert.True(Width(2.5) > 3 * Width(30));
        Assert.Equal(RhythmVerdict.TooShort, Analyze(100, 1.5, 4, 0.02, 0, Tremor).Verdict);
    }

    [Fact]
    public void OneShakeOfTwoSecondsIsNoRhythm()
    {
        RhythmResult rhythm = Analyze(100, 60, 5, 0.01, 0, t => (t is > 20 and < 22 ? 0.5 * Math.Sin(2 * Math.PI * 5 * t) : 0, 0, 0));
        Assert.Equal(RhythmVerdict.TooWeak, rhythm.Verdict);
        Assert.Contains("a single moment", rhythm.Reason, StringComparison.Ordinal);
    }

    private static RhythmResult Analyze(
        double sampleRate, double seconds, int seed, double noise, double step, Func<double, (double X, double Y, double Z)> movement)
    {
        Random random = new(1000 + seed);
        double[][] axes = [.. Enumerable.Range(0, 3).Select(_ => new double[(int)(seconds * sampleRate)])];
        for (int i = 0; i < axes[0].Length; i++)
        {
            (double x, double y, double z) = movement(i / sampleRate);
            double[] values = [x, y, z + 1];
            for (int axis = 0; axis < 3; axis++)
            {
                double value = values[axis] + (2 * noise * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
                axes[axis][i] = step > 0 ? Math.Round(value / step) * step : value;
            }
        }

        RecordingChannel channel = new("acc", ChannelKind.Acceleration, "g", sampleRate, [0, 1, 2], ["acc_x", "acc_y", "acc_z"]);
        return Assert.Single(MyoclonusAnalyzer.Analyze(new MemoryReader([channel], axes)).Channels).Rhythm!;
    }
}
