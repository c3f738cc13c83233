using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>
/// An accelerometer on a limb, made without the library's simulator: oscillators of 4–12 Hz and damping 0.1–0.5 pushed by
/// raised cosines of 30–100 ms in any direction, on top of what else a sensor sees. Integrated at 1 kHz or more and averaged
/// over each sampling interval, as a sensor does.
/// </summary>
internal sealed record LimbScene
{
    private const double LeastInnerRateHz = 1000;
    private const double EdgeFraction = 0.1;

    /// <summary>The noise of the sensor, root mean square per axis and sample, in g.</summary>
    public const double NoiseRms = 0.003;

    public int Seed { get; init; } = 1;

    public double SampleRate { get; init; } = 100;

    public double Seconds { get; init; } = 120;

    public int Axes { get; init; } = 3;

    /// <summary>The peak of the limb's answer over the noise, in dB, as sampled; each jerk varies by ±2 dB about it.</summary>
    public double PeakDb { get; init; } = 15;

    /// <summary>Seconds from jerk to jerk: this and up to twice as much.</summary>
    public double LeastIntervalSeconds { get; init; } = 1.5;

    /// <summary>Voluntary movement at 0.3–1.5 Hz: its displacement over that of a jerk at 8 Hz.</summary>
    public double VoluntaryRatio { get; init; }

    /// <summary>Changes of posture by 20–90° in 0.5–2 s, a minute.</summary>
    public double PosturesPerMinute { get; init; }

    public double WalkingG { get; init; }

    public double TremorG { get; init; }

    public double StepG { get; init; }

    /// <summary>Knocks against the sensor (a single sample at 1 kHz, ringing at 60 Hz), a minute.</summary>
    public double KnocksPerMinute { get; init; }

    /// <summary>Whether jerks are bursts of noise in a train of 5 Hz, four seconds on and four off, instead of a limb's answers.</summary>
    public bool IsNoiseTrain { get; init; }

    public bool HasJerks { get; init; } = true;

    public double[][] Make(out List<Interval> truth)
    {
        int factor = (int)Math.Ceiling(LeastInnerRateHz / SampleRate);
        double inner = factor * SampleRate;
        int count = (int)(Seconds * SampleRate);
        Random random = new(Seed);
        double[][] fine = [.. Enumerable.Range(0, 3).Select(_ => new double[count * factor])];
        AddMovement(fine, inner, new Random(Seed + 7_000));
        double[][] axes = [.. fine.Take(Axes).Select(axis => Sampled(axis, factor))];
        truth = [];
        if (HasJerks)
        {
            AddJerks(axes, inner, factor, random, truth);
        }

        Random noise = new(Seed + 30_000);
        foreach (double[] axis in axes)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                double value = axis[i] + (NoiseRms * noise.NextNormal());
                axis[i] = StepG > 0 ? Math.Round(value / StepG) * StepG : value;
            }
        }

        return axes;
    }

    private static double[] Direction(Random random)
    {
        double[] v = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
        double length = Math.Sqrt(v.Sum(x => x * x));
        return [.. v.Select(x => x / length)];
    }

    private static double[] Sampled(double[] fine, int factor)
    {
        double[] y = new double[fine.Length / factor];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = fine.AsSpan(i * factor, factor).ToArray().Average();
        }

        return y;
    }

    private void AddJerks(double[][] axes, double inner, int factor, Random random, List<Interval> truth)
    {
        double time = 2 + random.NextDouble();
        while (time < Seconds - 3)
        {
            double force = 0.03 + (0.07 * random.NextDouble());
            double[] response = IsNoiseTrain
                ? NoiseBurst(force, inner, random)
                : Ring(force, 4 + (8 * random.NextDouble()), 0.1 + (0.4 * random.NextDouble()), inner);

            // The onset falls anywhere between two samples.
            int onset = (int)(time * inner);
            int first = onset / factor;
            double[] placed = new double[(onset % factor) + response.Length + factor];
            response.CopyTo(placed, onset % factor);
            double[] sampled = Sampled(placed, factor);
            double peak = sampled.Max(Math.Abs);
            double scale = NoiseRms * Math.Pow(10, (PeakDb + (4 * random.NextDouble()) - 2) / 20) / peak;

            // Of one axis the sensor is taken to lie along the movement; the size is that of what it sees.
            double[] direction = axes.Length == 1 ? [1] : Direction(random);
            for (int axis = 0; axis < axes.Length; axis++)
            {
                for (int i = 0; i < sampled.Length && first + i < axes[axis].Length; i++)
                {
                    axes[axis][first + i] += scale * direction[axis] * sampled[i];
                }
            }

            int last = sampled.Length - 1;
            while (Math.Abs(sampled[last]) < EdgeFraction * peak)
            {
                last--;
            }

            // A raised cosine reaches a tenth of its height after 0.1024 of its length. A sample's time is the middle of the
            // interval it is averaged over.
            double middle = 0.5 / SampleRate;
            truth.Add(new Interval(time + (0.1024 * force) - middle, Math.Max(time + force - middle, (first + last + 1) / SampleRate)));
            bool isPause = IsNoiseTrain && (time % 8) > 4;
            time += IsNoiseTrain
                ? (isPause ? 4 : 0.2 * (0.95 + (0.1 * random.NextDouble())))
                : LeastIntervalSeconds * (1 + random.NextDouble());
        }
    }

    /// <summary>The acceleration of a mass on a spring (x'' + 2ζω x' + ω² x = force), by small steps.</summary>
    private static double[] Ring(double forceSeconds, double frequencyHz, double damping, double rate)
    {
        double omega = 2 * Math.PI * frequencyHz;
        int count = (int)((forceSeconds + (5 / (damping * omega))) * rate);
        double[] y = new double[count];
        const int Sub = 4;
        double step = 1 / rate / Sub;
        double position = 0;
        double speed = 0;
        for (int i = 0; i < count * Sub; i++)
        {
            double t = i * step;
            double force = t < forceSeconds ? 0.5 - (0.5 * Math.Cos(2 * Math.PI * t / forceSeconds)) : 0;
            double acceleration = force - (2 * damping * omega * speed) - (omega * omega * position);
            speed += step * acceleration;
            position += step * speed;
            y[i / Sub] += acceleration / Sub;
        }

        return y;
    }

    /// <summary>Noise of some 3–25 Hz under a raised cosine: no single jerk of a limb, no tremor.</summary>
    private static double[] NoiseBurst(double seconds, double rate, Random random)
    {
        int count = (int)(seconds * rate);
        double[] y = new double[count];
        double[] phases = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];
        double[] weights = [.. phases.Select(_ => random.NextNormal())];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < phases.Length; k++)
            {
                y[i] += weights[k] * Math.Cos(2 * Math.PI * (((3 + (2 * k)) * i / rate) + phases[k]));
            }

            y[i] *= 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / count));
        }

        return y;
    }

    private void AddMovement(double[][] axes, double rate, Random random)
    {
        double[] gravity = Direction(random);
        int count = axes[0].Length;
        double[] from = gravity;
        double[] to = gravity;
        double start = double.PositiveInfinity;
        double length = 1;
        double next = PosturesPerMinute > 0 ? 4 : double.PositiveInfinity;

        // A voluntary movement of d has the acceleration d ω²; a jerk of the peak's acceleration at 8 Hz has d = a / (2π 8)².
        double jerk = NoiseRms * Math.Pow(10, PeakDb / 20);
        double[][] speeds = [.. Enumerable.Range(0, 4).Select(_ => Direction(random))];
        double[] hertz = [.. Enumerable.Range(0, 4).Select(i => 0.3 + (0.4 * i))];
        double[] phases = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())];
        double[] walk = Direction(random);
        double[] shake = Direction(random);
        double tremorPhase = 0;
        double tremorSize = 1;
        for (int i = 0; i < count; i++)
        {
            double t = i / rate;
            if (t >= next)
            {
                (from, start) = (to, t);
                double[] other = Direction(random);
                double share = 0.35 + (0.65 * random.NextDouble());
                double[] mixed = [.. to.Zip(other, (a, b) => a + (share * b))];
                double norm = Math.Sqrt(mixed.Sum(x => x * x));
                to = [.. mixed.Select(x => x / norm)];
                length = 0.5 + (1.5 * random.NextDouble());
                next = t + length + (60 / PosturesPerMinute * (0.5 + random.NextDouble()));
            }

            double progress = Math.Clamp((t - start) / length, 0, 1);
            double way = double.IsFinite(start) ? progress * progress * progress * (10 + (progress * ((6 * progress) - 15))) : 1;
            tremorPhase += (5 + (0.5 * Math.Sin(2 * Math.PI * 0.05 * t))) / rate;
            tremorSize += ((1 - tremorSize) * 0.3 / rate) + (0.3 * random.NextNormal() / Math.Sqrt(rate));
            for (int axis = 0; axis < 3; axis++)
            {
                double value = from[axis] + (way * (to[axis] - from[axis]));
                for (int k = 0; k < hertz.Length && VoluntaryRatio > 0; k++)
                {
                    double ratio = hertz[k] / 8;
                    value += VoluntaryRatio * jerk * ratio * ratio / 2 * speeds[k][axis] * Math.Sin(2 * Math.PI * ((hertz[k] * t) + phases[k]));
                }

                if (WalkingG > 0)
                {
                    value += WalkingG * walk[axis] * (Math.Sin(2 * Math.PI * 2 * t) + (0.4 * Math.Sin(2 * Math.PI * ((4 * t) + phases[4])))
                        + (0.15 * Math.Sin(2 * Math.PI * ((6 * t) + phases[5]))));
                }

                value += TremorG * tremorSize * shake[axis] * Math.Sin(2 * Math.PI * tremorPhase);
                axes[axis][i] += value;
            }
        }

        for (double t = 5; KnocksPerMinute > 0 && t < Seconds - 2; t += 60 / KnocksPerMinute)
        {
            double[] direction = Direction(random);
            for (int n = 0; n < 0.1 * rate; n++)
            {
                double ring = 0.3 * Math.Exp(-n / rate / 0.01) * Math.Cos(2 * Math.PI * 60 * n / rate);
                for (int axis = 0; axis < 3; axis++)
                {
                    axes[axis][(int)(t * rate) + n] += ring * direction[axis];
                }
            }
        }
    }
}
