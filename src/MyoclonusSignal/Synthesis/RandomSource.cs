using System.Numerics;

namespace MyoclonusSignal.Synthesis;

/// <summary>Random numbers with the same bits on every platform and in every version.</summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna 2021, doi:10.1145/3460772), its state filled by SplitMix64 (Steele, Lea and Flood
/// 2014, doi:10.1145/2660193.2660195) from the seed, a purpose and an index: each purpose has a stream of its own, so
/// that switching the hum on does not move a single jerk. Normal numbers by the polar method (Marsaglia and Bray 1964,
/// doi:10.1137/1006063), gamma by Marsaglia and Tsang (2000, doi:10.1145/358407.358414). Not thread-safe.
/// </remarks>
internal sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare;
    private bool _hasSpare;

    public RandomSource(ulong seed, RandomPurpose purpose, int index)
    {
        ulong state = seed;
        state = SplitMix(ref state) ^ (ulong)purpose;
        state = SplitMix(ref state) ^ (uint)index;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in the open interval (0, 1): the middle of one of 2⁵² equal cells.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Uniform between two bounds.</summary>
    public double NextUniform(double minimum, double maximum) => minimum + ((maximum - minimum) * NextUniform());

    /// <summary>Uniform on a logarithmic scale between two positive bounds.</summary>
    public double NextLogUniform(double minimum, double maximum) =>
        minimum * PortableMath.Exp(NextUniform() * PortableMath.Log(maximum / minimum));

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -PortableMath.Log(NextUniform());

    /// <summary>Normal with mean 0 and variance 1.</summary>
    public double NextNormal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double x;
        double y;
        double radius;
        do
        {
            x = (2 * NextUniform()) - 1;
            y = (2 * NextUniform()) - 1;
            radius = (x * x) + (y * y);
        }
        while (radius >= 1);

        double scale = Math.Sqrt(-2 * PortableMath.Log(radius) / radius);
        _spare = y * scale;
        _hasSpare = true;
        return x * scale;
    }

    /// <summary>Gamma with the given shape and scale 1: mean and variance are both <paramref name="shape"/>.</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * PortableMath.Pow(NextUniform(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (PortableMath.Log(NextUniform()) < (0.5 * x * x) + d - (d * v) + (d * PortableMath.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>A direction in space, uniform on the sphere (Marsaglia 1972, doi:10.1214/aoms/1177692644).</summary>
    public (double X, double Y, double Z) NextDirection()
    {
        double a;
        double b;
        double s;
        do
        {
            a = (2 * NextUniform()) - 1;
            b = (2 * NextUniform()) - 1;
            s = (a * a) + (b * b);
        }
        while (s >= 1);

        double root = 2 * Math.Sqrt(1 - s);
        return (a * root, b * root, 1 - (2 * s));
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What a stream of random numbers is for. The values are part of what a seed means: never renumber them.</summary>
internal enum RandomPurpose
{
    SharedSchedule = 1,
    OwnSchedule = 2,
    Recruitment = 3,
    Noise = 4,
    JerkCarrier = 5,
    ContractionCarrier = 6,
    SilentPeriods = 7,
    Hum = 8,
    Drift = 9,
    Heart = 10,
    ElectrodePops = 11,
    Posture = 12,
    LimbDirection = 13,
    Movements = 14,
}
