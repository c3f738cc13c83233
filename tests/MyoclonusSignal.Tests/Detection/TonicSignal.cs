using MyoclonusSignal.Detection;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>
/// Contractions with silences in them, made without the library's own simulator: Gaussian noise with a muscle's spectrum, or
/// the trains of some motor units, under an amplitude of one's own, in band-passed noise of power 1. Ratios are in the band.
/// </summary>
internal sealed class TonicSignal(int seed, double seconds, double sampleRate)
{
    private readonly Random _random = new(seed);

    /// <summary>Gets the amplitude over time, 1 at full contraction.</summary>
    public double[] Amplitude { get; } = new double[(int)(seconds * sampleRate)];

    public List<Interval> Silences { get; } = [];

    public List<Interval> Contractions { get; } = [];

    public TonicSignal AddContraction(double start, double end, double ramp = 0.15)
    {
        Contractions.Add(new Interval(start, end));
        for (int i = At(start); i < At(end); i++)
        {
            double t = i / sampleRate;
            double edge = Math.Min(t - start, end - t);
            Amplitude[i] += edge <= 0 ? 0 : ramp > 0 ? Math.Min(1, edge / ramp) : 1;
        }

        return this;
    }

    /// <summary>Contractions of 8 s, after 3 s of rest each.</summary>
    public TonicSignal AddContractions()
    {
        for (double start = 3; start + 8 < seconds - 1; start += 11)
        {
            AddContraction(start, start + 8);
        }

        return this;
    }

    /// <summary>Silences at random times, some 20 a minute of contraction, at least 0.35 s from each other and from the edges.</summary>
    public TonicSignal AddSilences(double shortest, double longest, double edge, double left = 0)
    {
        foreach ((double start, double end) in Contractions)
        {
            double t = start + 0.5;
            while (true)
            {
                t += -1.5 * Math.Log(1 - _random.NextDouble());
                double duration = shortest * Math.Pow(longest / shortest, _random.NextDouble());
                if (t + duration > end - 0.5)
                {
                    break;
                }

                AddSilence(t, t + duration, edge, left);
                t += duration + Math.Max(0.35, duration);
            }
        }

        return this;
    }

    /// <summary>Adds one silence; its bounds are the middles of its edges.</summary>
    public TonicSignal AddSilence(double start, double end, double edge = 0, double left = 0)
    {
        Silences.Add(new Interval(start, end));
        for (int i = At(start - edge); i < At(end + edge); i++)
        {
            double inside = Math.Min((i / sampleRate) - start, end - (i / sampleRate));
            double share = edge > 0 ? Math.Clamp(0.5 + (inside / edge), 0, 1) : inside >= 0 ? 1 : 0;
            Amplitude[i] *= 1 - (share * (1 - left));
        }

        return this;
    }

    /// <summary>Multiplies the amplitude by 1 + depth·sin(2πft), as tremor and breath do.</summary>
    public TonicSignal Modulate(double hz, double depth)
    {
        for (int i = 0; i < Amplitude.Length; i++)
        {
            Amplitude[i] *= 1 + (depth * Math.Sin(2 * Math.PI * hz * i / sampleRate));
        }

        return this;
    }

    /// <summary>Lets the force wander slowly over a factor of some ±3 dB.</summary>
    public TonicSignal Wander()
    {
        double level = 0;
        for (int i = 0; i < Amplitude.Length; i++)
        {
            level += (-level / (2 * sampleRate)) + (0.35 * _random.NextNormal() / Math.Sqrt(sampleRate));
            Amplitude[i] *= Math.Exp(level);
        }

        return this;
    }

    public double[] Gaussian(double ratioDb)
    {
        double[] carrier = Noise();
        new SosFilter(Butterworth.BandPass(1, Math.Min(45, 0.15 * sampleRate), Math.Min(170, 0.4 * sampleRate), sampleRate)).Process(carrier, carrier);
        return InNoise(carrier, ratioDb, isModulated: false);
    }

    /// <summary>Units that discharge 8 to 18 times a second, at intervals that scatter by 15 to 25 %.</summary>
    public double[] MotorUnits(double ratioDb, int units)
    {
        double[] carrier = new double[Amplitude.Length];
        for (int unit = 0; unit < units; unit++)
        {
            double hz = 8 + (10 * _random.NextDouble());
            double scatter = 0.15 + (0.1 * _random.NextDouble());
            double size = Math.Exp(0.5 * _random.NextNormal());
            double width = 0.0012 + (0.0016 * _random.NextDouble());
            double skew = _random.NextDouble() - 0.5;
            for (double t = _random.NextDouble() / hz; t < seconds; t += Math.Max(0.3, 1 + (scatter * _random.NextNormal())) / hz)
            {
                // A unit takes part while the drive is there; its size does not change.
                int at = Math.Min(Amplitude.Length - 1, (int)(t * sampleRate));
                if (_random.NextDouble() < Amplitude[at])
                {
                    AddPotential(carrier, t, width, size, skew);
                }
            }
        }

        return InNoise(carrier, ratioDb, isModulated: true);
    }

    /// <summary>Counts what was found, and what was not.</summary>
    public void Score(List<SilentPeriod> found, ScoreTally tally) => tally.Add(
        [.. found.Select(silence => new Interval(silence.Start / sampleRate, silence.End / sampleRate))],
        [.. Silences.OrderBy(silence => silence.StartSeconds)],
        new MatchOptions());

    public static List<SilentPeriod> Detect(double[] x, double sampleRate, SilentPeriodOptions? options = null, int block = int.MaxValue) =>
        Read(new SilentPeriodDetector(options ?? new(), sampleRate), x, block);

    public static List<SilentPeriod> Read(SilentPeriodDetector detector, double[] x, int block = int.MaxValue)
    {
        List<SilentPeriod> silences = [];
        for (int at = 0; at < x.Length; at += Math.Min(block, x.Length - at))
        {
            ReadOnlySpan<double> rest = x.AsSpan(at, Math.Min(block, x.Length - at));
            while (!rest.IsEmpty)
            {
                if (detector.TryRead(rest, out int consumed, out SilentPeriod silence))
                {
                    silences.Add(silence);
                }

                rest = rest[consumed..];
            }
        }

        while (detector.TryFinish(out SilentPeriod silence))
        {
            silences.Add(silence);
        }

        return silences;
    }

    private int At(double time) => (int)Math.Clamp(Math.Ceiling(time * sampleRate), 0, Amplitude.Length);

    private void AddPotential(double[] carrier, double seconds, double width, double size, double skew)
    {
        int first = Math.Max(0, (int)((seconds - (5 * width)) * sampleRate));
        int end = Math.Min(carrier.Length, (int)((seconds + (5 * width)) * sampleRate) + 1);
        for (int i = first; i < end; i++)
        {
            double z = ((i / sampleRate) - seconds) / width;
            carrier[i] += size * (z + skew - (skew * z * z)) * Math.Exp(-z * z / 2);
        }
    }

    /// <summary>Puts the carrier into noise: in the band, and at full amplitude, it has the stated ratio.</summary>
    private double[] InNoise(double[] carrier, double ratioDb, bool isModulated)
    {
        double[] noise = TestSignals.BandPassed(Noise(), sampleRate);
        double[] full = TestSignals.BandPassed(carrier, sampleRate);
        double power = 0;
        double weight = 0;
        for (int i = 0; i < full.Length; i++)
        {
            power += full[i] * full[i];
            weight += isModulated ? Math.Min(1, Amplitude[i]) : 1;
            carrier[i] *= isModulated ? 1 : Amplitude[i];
        }

        double scale = Math.Sqrt(Math.Pow(10, ratioDb / 10) / (power / weight)) * Math.Sqrt(noise.Sum(v => v * v) / noise.Length);
        double[] active = TestSignals.BandPassed(carrier, sampleRate);
        for (int i = 0; i < active.Length; i++)
        {
            active[i] = (active[i] * scale) + noise[i];
        }

        return active;
    }

    private double[] Noise()
    {
        double[] noise = new double[Amplitude.Length];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = _random.NextNormal();
        }

        return noise;
    }
}
