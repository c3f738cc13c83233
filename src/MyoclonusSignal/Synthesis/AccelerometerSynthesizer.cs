using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Synthesis;

/// <summary>Makes the three axes of an accelerometer: gravity in a changing posture, the limb's answer to jerks, white noise.</summary>
internal sealed class AccelerometerSynthesizer(SimulationOptions options, List<TrueEvent> truth, List<Disturbance> disturbances)
{
    private const double PostureChangeSeconds = 2;

    private static readonly string[] AxisEndings = ["_x", "_y", "_z"];

    public IEnumerable<SimulatedSignal> Make(int channel, List<ScheduledJerk> jerks)
    {
        SimulatedChannel target = options.Channels[channel];
        double[][] axes = new double[3][];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = new double[options.SampleCount];
            NoiseFloor.Add(axes[axis], options, target.NoiseRms, (channel * 3) + axis);
        }

        AddGravity(axes, target.Name, new RandomSource(options.Seed, RandomPurpose.Posture, channel));
        if (options.Limb.DailyLife is DailyLifeOptions life)
        {
            new DailyMovements(options, life, new RandomSource(options.Seed, RandomPurpose.Movements, channel)).AddTo(axes, target.Name, disturbances);
        }

        AddJerks(axes, target, jerks, new RandomSource(options.Seed, RandomPurpose.LimbDirection, channel));
        return axes.Select((samples, axis) => new SimulatedSignal(target.Name + AxisEndings[axis], target.Unit, samples));
    }

    private static (double X, double Y, double Z) Normalize(double x, double y, double z)
    {
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }

    private void AddGravity(double[][] axes, string name, RandomSource random)
    {
        (double X, double Y, double Z) from = random.NextDirection();
        (double X, double Y, double Z) to = from;
        double changeStart = double.PositiveInfinity;
        double nextChange = NextChange(0, random);
        for (int index = 0; index < options.SampleCount; index++)
        {
            double time = index / options.SampleRate;
            if (time >= nextChange)
            {
                from = to;
                to = Tilt(from, random);
                changeStart = nextChange;
                nextChange = NextChange(changeStart + PostureChangeSeconds, random);
                double end = Math.Min(changeStart + PostureChangeSeconds, options.DurationSeconds);
                disturbances.Add(Disturbance.Between(changeStart, end, "posture_change", name));
            }

            double progress = Math.Clamp((time - changeStart) / PostureChangeSeconds, 0, 1);
            double share = progress is > 0 and < 1 ? 0.5 - (0.5 * PortableMath.CosTurns(progress / 2)) : progress;
            (double x, double y, double z) = time < changeStart ? to : Normalize(
                from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)), from.Z + (share * (to.Z - from.Z)));
            axes[0][index] += x;
            axes[1][index] += y;
            axes[2][index] += z;
        }
    }

    private double NextChange(double after, RandomSource random) => options.Limb.PostureChangesPerMinute == 0
        ? double.PositiveInfinity
        : after + (60 / options.Limb.PostureChangesPerMinute * random.NextExponential());

    private (double X, double Y, double Z) Tilt((double X, double Y, double Z) from, RandomSource random)
    {
        // A direction across the old one: a chance direction less its part along the old one.
        (double x, double y, double z) = random.NextDirection();
        double along = (x * from.X) + (y * from.Y) + (z * from.Z);
        (x, y, z) = Normalize(x - (along * from.X), y - (along * from.Y), z - (along * from.Z));
        double cosine = PortableMath.CosTurns(options.Limb.PostureChangeDegrees / 360);
        double sine = PortableMath.SinTurns(options.Limb.PostureChangeDegrees / 360);
        return ((cosine * from.X) + (sine * x), (cosine * from.Y) + (sine * y), (cosine * from.Z) + (sine * z));
    }

    private void AddJerks(double[][] axes, SimulatedChannel target, List<ScheduledJerk> jerks, RandomSource random)
    {
        for (int number = 0; number < jerks.Count; number++)
        {
            ScheduledJerk jerk = jerks[number];
            int onset = SampleAt(jerk.OnsetSeconds);
            double[] answer = LimbResponse.To(jerk, options, out int first);
            int end = first + LimbResponse.LastAbove(answer, BurstEnvelope.OnsetFraction) + 1;
            double power = 0;
            for (int index = onset; index < end; index++)
            {
                power += answer[index - first] * answer[index - first];
            }

            double rms = target.NoiseRms * PortableMath.AmplitudeRatio(jerk.SizeDb + target.GainDb);
            double scale = rms / Math.Sqrt(power / (end - onset));
            (double x, double y, double z) = random.NextDirection();
            for (int index = 0; index < answer.Length; index++)
            {
                answer[index] *= scale;
                axes[0][first + index] += x * answer[index];
                axes[1][first + index] += y * answer[index];
                axes[2][first + index] += z * answer[index];
            }

            int cut = number + 1 < jerks.Count ? Math.Min(end, SampleAt(jerks[number + 1].OnsetSeconds)) : end;
            double floor = target.NoiseRms * NoiseFloor.FactorAt(options, jerk.OnsetSeconds);
            TrueEvent measured = Placement.Measure(
                answer, onset - first, cut - first, options.SampleRate, floor, EventKind.Jerk, target.Name, jerk.Group);
            double shift = first / options.SampleRate;
            truth.Add(measured with { OnsetSeconds = onset / options.SampleRate, PeakSeconds = measured.PeakSeconds + shift });
        }
    }

    private int SampleAt(double seconds) => Placement.FirstSampleAt(seconds, options.SampleRate, options.SampleCount);
}
