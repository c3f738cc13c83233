using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>What a limb does through a day: it rests, reaches for things, and walks.</summary>
public sealed record DailyLifeOptions
{
    /// <summary>Gets the mean number of reaches a minute while the wearer sits. Default 20.</summary>
    public double ReachesPerMinute { get; init; } = 20;

    /// <summary>Gets the shortest reach in seconds. Default 0.5, a quick one over a table.</summary>
    public double MinimumReachSeconds { get; init; } = 0.5;

    /// <summary>Gets the longest reach in seconds. Default 1.2.</summary>
    public double MaximumReachSeconds { get; init; } = 1.2;

    /// <summary>Gets the mean way of a reach of a second in metres; shorter reaches go less far. Default 0.35, over a table.</summary>
    public double ReachMetres { get; init; } = 0.35;

    /// <summary>Gets the mean length of a walk in seconds; 0 for none. Default 20.</summary>
    public double WalkSeconds { get; init; } = 20;

    /// <summary>Gets the mean time between two walks in seconds. Default 40.</summary>
    public double SeatedSeconds { get; init; } = 40;

    /// <summary>Gets the number of steps a second. Default 1.8, a usual pace of adults (Pachi and Ji 2005, Struct. Eng. 83:36).</summary>
    public double StepsPerSecond { get; init; } = 1.8;

    /// <summary>Gets the amplitude of the body's rise and fall, and of the limb's swing, in g. Default 0.25.</summary>
    public double StepG { get; init; } = 0.25;

    /// <summary>Gets the mean peak of what a heel strike sends to the sensor, in g. Default 0.3.</summary>
    public double ImpactG { get; init; } = 0.3;

    internal void Validate()
    {
        Guard.ThrowIfOutside(ReachesPerMinute, 0, 120);
        Guard.ThrowIfOutside(MinimumReachSeconds, 0.1, 10);
        Guard.ThrowIfOutside(MaximumReachSeconds, MinimumReachSeconds, 10);
        Guard.ThrowIfOutside(ReachMetres, 0, 2);
        Guard.ThrowIfOutside(WalkSeconds, 0, 86_400);
        Guard.ThrowIfOutside(SeatedSeconds, 1, 86_400);
        Guard.ThrowIfOutside(StepsPerSecond, 0.5, 4);
        Guard.ThrowIfOutside(StepG, 0, 5);
        Guard.ThrowIfOutside(ImpactG, 0, 10);
    }
}

/// <summary>Adds the acceleration of reaches and walks to the axes of a sensor.</summary>
internal sealed class DailyMovements(SimulationOptions options, DailyLifeOptions life, RandomSource random)
{
    private const double StandardGravity = 9.80665;

    // A walk begins and ends with slower and smaller steps.
    private const double StartSeconds = 0.7;

    // The step of a stride differs from the one before by so much of its length.
    private const double StepVariation = 0.03;

    // What a heel strike leaves of itself at the sensor: a ring that dies away within 0.2 s.
    private const double RingHz = 12;
    private const double RingSeconds = 0.06;
    private const double RingReachSeconds = 0.3;

    /// <summary>Adds the movements, and says where they are.</summary>
    public void AddTo(double[][] axes, string channel, List<Disturbance> disturbances)
    {
        double time = 0;
        while (time < options.DurationSeconds)
        {
            double seated = life.WalkSeconds > 0 ? life.SeatedSeconds * random.NextUniform(0.5, 1.5) : options.DurationSeconds;
            Reach(axes, time, Math.Min(time + seated, options.DurationSeconds), channel, disturbances);
            time += seated;
            double end = Math.Min(time + (life.WalkSeconds * random.NextUniform(0.5, 1.5)), options.DurationSeconds);
            if (end > time)
            {
                Walk(axes, time, end);
                disturbances.Add(Disturbance.Between(time, end, "walking", channel));
            }

            time = end;
        }
    }

    /// <summary>Reaches along straight lines with the least jerk: Flash and Hogan (1985), doi:10.1523/JNEUROSCI.05-07-01688.1985.</summary>
    private void Reach(double[][] axes, double from, double until, string channel, List<Disturbance> disturbances)
    {
        if (life.ReachesPerMinute == 0)
        {
            return;
        }

        double pause = 60 / life.ReachesPerMinute;
        for (double time = from + (pause * random.NextExponential()); time < until; time += pause * random.NextExponential())
        {
            double length = random.NextUniform(life.MinimumReachSeconds, life.MaximumReachSeconds);
            double metres = life.ReachMetres * Math.Min(1, length) * random.NextUniform(0.5, 1.5);
            (double X, double Y, double Z) along = random.NextDirection();
            int first = SampleAt(time);
            int end = SampleAt(Math.Min(time + length, until));
            for (int index = first; index < end; index++)
            {
                double u = ((index / options.SampleRate) - time) / length;
                double push = u * (60 + (u * ((120 * u) - 180))) * metres / (length * length * StandardGravity);
                Add(axes, index, along, push);
            }

            disturbances.Add(Disturbance.Between(time, Math.Min(time + length, until), "reach", channel));
            time += length;
        }
    }

    /// <summary>Walks: the limb's swing at half the rate of the steps, the body's rise and fall with its harmonics, and the strike of each heel.</summary>
    private void Walk(double[][] axes, double from, double until)
    {
        (double X, double Y, double Z) swing = random.NextDirection();
        (double X, double Y, double Z) body = random.NextDirection();
        (double X, double Y, double Z) strike = random.NextDirection();
        double[] phases = [random.NextUniform(), random.NextUniform(), random.NextUniform()];
        double steps = 0;
        double pace = life.StepsPerSecond;
        for (int index = SampleAt(from); index < SampleAt(until); index++)
        {
            double time = index / options.SampleRate;
            double gate = Math.Clamp(Math.Min(time - from, until - time) / StartSeconds, 0, 1);
            double before = Math.Floor(steps);
            steps += pace / options.SampleRate;
            Add(axes, index, swing, gate * life.StepG * PortableMath.SinTurns(steps / 2));
            double rise = 0;
            for (int harmonic = 1; harmonic <= phases.Length; harmonic++)
            {
                rise += PortableMath.SinTurns((harmonic * steps) + phases[harmonic - 1]) / (harmonic * harmonic);
            }

            Add(axes, index, body, gate * life.StepG * rise);
            if (Math.Floor(steps) > before)
            {
                pace = life.StepsPerSecond * (1 + (StepVariation * random.NextNormal()));
                Strike(axes, index, strike, gate * life.ImpactG * random.NextUniform(0.75, 1.25));
            }
        }
    }

    private void Strike(double[][] axes, int first, (double X, double Y, double Z) along, double peak)
    {
        int end = Math.Min(options.SampleCount, first + (int)(RingReachSeconds * options.SampleRate));
        for (int index = first; index < end; index++)
        {
            double time = (index - first) / options.SampleRate;
            Add(axes, index, along, peak * PortableMath.Exp(-time / RingSeconds) * PortableMath.SinTurns(RingHz * time));
        }
    }

    private static void Add(double[][] axes, int index, (double X, double Y, double Z) along, double value)
    {
        axes[0][index] += along.X * value;
        axes[1][index] += along.Y * value;
        axes[2][index] += along.Z * value;
    }

    private int SampleAt(double seconds) => Placement.FirstSampleAt(seconds, options.SampleRate, options.SampleCount);
}
