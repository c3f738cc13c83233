using MyoclonusSignal.Benchmarks.Foreign.Tonic;

namespace MyoclonusSignal.Benchmarks.Foreign.Edges;

/// <summary>The shapes of bursts: noise of a muscle's spectrum under an amplitude, and volleys of motor units.</summary>
internal static class BurstShapes
{
    /// <summary>Gets the name of the volleys of motor units, of which chance says when the first one fires.</summary>
    public const string MotorUnits = "motor units";

    private static readonly Dictionary<string, EdgeRecording.BurstMaker> Makers = new()
    {
        ["abrupt"] = Under((_, _) => (at, length) => at >= 0 && at < length ? 1 : 0),
        ["ramped"] = Under(Ramped),
        ["bell"] = Under((_, _) => (at, length) => Math.Exp(-Math.Pow(((at / length) - 0.5) * 4.29, 2) / 2)),
        ["attack and decay"] = Under(Decaying),
        ["uneven noise"] = Under(Uneven),
        [MotorUnits] = Volley,
    };

    /// <summary>Gets the shapes.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>Gives what makes bursts of a shape.</summary>
    public static EdgeRecording.BurstMaker Of(string name) => Makers[name];

    /// <summary>A straight rise and fall of 5 to 40 ms, never more than half of the burst.</summary>
    private static Func<double, double, double> Ramped(Random random, double seconds)
    {
        double rise = Math.Min(seconds / 2, 0.005 + (0.035 * random.NextDouble()));
        double fall = Math.Min(seconds / 2, 0.005 + (0.035 * random.NextDouble()));
        return (at, length) => Math.Clamp(Math.Min(at / rise, (length - at) / fall), 0, 1);
    }

    /// <summary>A rise of 3 to 15 ms, then an exponential fall.</summary>
    private static Func<double, double, double> Decaying(Random random, double seconds)
    {
        double rise = 0.003 + (0.012 * random.NextDouble());
        return (at, length) => at < 0 ? 0 : Math.Min(at / rise, Math.Exp(-Math.Max(0, at - rise) * 2.5 / length));
    }

    /// <summary>An amplitude that rises within 2 ms and then wanders by 5 dB either way, as that of few units does.</summary>
    private static Func<double, double, double> Uneven(Random random, double seconds)
    {
        double[] knots = [.. Enumerable.Range(0, 24).Select(_ => Math.Exp(0.55 * random.NextNormal()))];
        const double KnotSeconds = 0.008;
        return (at, length) =>
        {
            if (at < 0 || at >= length)
            {
                return 0;
            }

            int knot = (int)(at / KnotSeconds);
            double share = (at / KnotSeconds) - knot;
            double gain = (knots[knot] * (1 - share)) + (knots[knot + 1] * share);
            return gain * Math.Min(1, Math.Min(at, length - at) / 0.002);
        };
    }

    /// <summary>A volley of 8 to 60 units of a pool, each with a potential of its own.</summary>
    private static double[] Volley(Random random, double[] samples, double sampleRate, double start, double length)
    {
        var pool = new MotorUnitPool(random, 8 + random.Next(53), sampleRate);
        while (Array.TrueForAll(samples, value => value == 0))
        {
            pool.AddVolley(samples, start, length, 0.4 + (0.6 * random.NextDouble()));
        }

        return samples;
    }

    /// <summary>
    /// Noise under an amplitude. Its spectrum falls from a corner of 80 to 250 Hz on, as that of surface EMG does, and below 30 Hz.
    /// </summary>
    private static EdgeRecording.BurstMaker Under(Func<Random, double, Func<double, double, double>> shape) => (random, samples, sampleRate, start, length) =>
    {
        Func<double, double, double> course = shape(random, length);
        double cornerHz = 80 + (170 * random.NextDouble());
        double quick = 1 - Math.Exp(-2 * Math.PI * cornerHz / sampleRate);
        double slow = 1 - Math.Exp(-2 * Math.PI * 30 / sampleRate);
        double[] amplitude = new double[samples.Length];
        double low = 0;
        double lowest = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            low += quick * (random.NextNormal() - low);
            lowest += slow * (low - lowest);
            amplitude[i] = course((i / sampleRate) - start, length);
            samples[i] = amplitude[i] * (low - lowest);
        }

        return amplitude;
    };
}
