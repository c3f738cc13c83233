namespace MyoclonusSignal.Benchmarks.Foreign.Rhythm;

/// <summary>Kinds of records on which the decision on a rhythm is measured: those without one, and those with one.</summary>
internal static class ForeignRhythmKinds
{
    private const double EvenVariation = 0.15;

    public static IReadOnlyList<ForeignRhythmKind> All { get; } =
    [
        new("limbs that ring, jerks at chance", false, s => LimbThatRings(s, s.Uniform(0.1, 0.3))),
        new("limbs that ring for 0.3–0.5 s", false, s => LimbThatRings(s, s.Uniform(0.3, 0.5))),
        new("long jerks, 300–400 ms", false, LongJerks),
        new("doublets, 200–450 ms apart", false, Doublets),
        new("a burst every 2.5–6 s", false, FarApart),
        new("jerks behind a dead time, 3–6 a second", false, s => DeadTimeEmg(s, s.Uniform(30, 90))),
        new("the same, a limb's", false, s => DeadTimeLimb(s, s.Uniform(30, 90))),
        new("jerks behind a dead time, 10–20 s", false, s => DeadTimeEmg(s, s.Uniform(10, 20))),
        new("jerks behind a dead time, a limb's, 10–20 s", false, s => DeadTimeLimb(s, s.Uniform(10, 20))),
        new("pulses of many shapes, EMG", false, ManyShapesEmg),
        new("pulses of many shapes, a limb's", false, ManyShapesLimb),
        new("trains of 1–2.5 Hz, EMG", false, SlowTrain),
        new("pure lines at 90–480 Hz", false, PureLine),
        new("hearts of 10–30 dB", false, Heart),
        new("walking", false, Walking),
        new("slow tapping, 0.8–2.4 Hz", false, SlowTapping),
        new("trains of 3–8 Hz, 6–20 dB, 20 s", true, s => Train(s, 20, 20, s.Uniform(6, 20))),
        new("the same, 10 s", true, s => Train(s, 10, 10, s.Uniform(6, 20))),
        new("trains at 6 dB, variation 0.15, 20 s", true, s => Train(s, 20, 20, 6, EvenVariation)),
        new("trains at 6 dB, variation 0.15, 10 s", true, s => Train(s, 10, 10, 6, EvenVariation)) { LeastFound = 0.8 },
        new("trains at 3 dB, 20 s", true, s => Train(s, 20, 20, 3)),
        new("trains in 10 of 60 s, 6–20 dB", true, s => Train(s, 60, 10, s.Uniform(6, 20))),
        new("trains in 10 of 60 s, variation 0.15", true, s => Train(s, 60, 10, s.Uniform(6, 20), EvenVariation)) { LeastFound = 0.7 },
        new("tremor of a limb, 3–8 Hz", true, Tremor),
        new("jerks of a limb that rings, in a train", true, LimbTrain),
        new("tapping, 3–6 Hz", true, FastTapping),
        new("two rhythms at once", true, TwoRhythms),
    ];

    private static ForeignRhythmRecord LimbThatRings(ForeignSignal s, double decay)
    {
        double seconds = s.Uniform(40, 120);
        double[][] axes = s.Acceleration(seconds);
        double[] direction = s.Direction();
        double hz = s.Uniform(4, 7.5);
        double size = s.Uniform(8, 50);
        foreach (double t in s.Times(seconds, s.Uniform(1.5, 6), s.Uniform(0.4, 1)))
        {
            double own = size * Math.Exp(0.3 * s.Normal());
            ForeignSignal.Add(axes, direction, t, 8 * decay, own, x => Math.Exp(-x / decay) * Math.Sin(2 * Math.PI * hz * x));
        }

        return ForeignRhythmRecord.OfAxes(axes);
    }

    private static ForeignRhythmRecord LongJerks(ForeignSignal s)
    {
        double seconds = s.Uniform(40, 90);
        double[] power = Quiet(seconds);
        double length = s.Uniform(0.3, 0.4);
        double size = Power(s.Uniform(6, 25));
        double rise = s.Uniform(0.05, 0.25);
        foreach (double t in s.Times(seconds, s.Uniform(1.2, 4), s.Uniform(0.4, 1)))
        {
            ForeignSignal.Add(power, t, length, size, x => Flat(x, rise));
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord Doublets(ForeignSignal s)
    {
        double seconds = s.Uniform(40, 90);
        double[] power = Quiet(seconds);
        double apart = s.Uniform(0.2, 0.45);
        double length = s.Uniform(0.04, 0.09);
        double size = Power(s.Uniform(8, 25));
        foreach (double t in s.Times(seconds, s.Uniform(1, 3), s.Uniform(0.4, 1)))
        {
            ForeignSignal.Add(power, t, length, size, Bell);
            ForeignSignal.Add(power, t + apart + (0.005 * s.Normal()), length, size * s.Uniform(0.5, 1), Bell);
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord FarApart(ForeignSignal s)
    {
        double[] power = Quiet(60);
        double length = s.Uniform(0.15, 0.5);
        double size = Power(s.Uniform(8, 30));
        double rise = s.Uniform(0.05, 0.4);
        foreach (double t in s.Times(60, s.Uniform(2.5, 6), s.Uniform(0, 0.05)))
        {
            ForeignSignal.Add(power, t, length, size, x => Flat(x, rise));
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord DeadTimeEmg(ForeignSignal s, double seconds)
    {
        double[] power = Quiet(seconds);
        double mean = 1 / s.Uniform(3.5, 6);
        double length = s.Uniform(0.03, 0.08);
        double size = Power(s.Uniform(8, 25));
        foreach (double t in s.TimesBehindDeadTime(seconds, mean, s.Uniform(0.45, 0.6) * mean))
        {
            ForeignSignal.Add(power, t, length, size * Math.Exp(0.3 * s.Normal()), Bell);
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord DeadTimeLimb(ForeignSignal s, double seconds)
    {
        double[][] axes = s.Acceleration(seconds);
        double[] direction = s.Direction();
        double mean = 1 / s.Uniform(3.5, 6);
        double hz = s.Uniform(4, 12);
        double decay = s.Uniform(0.03, 0.1);
        foreach (double t in s.TimesBehindDeadTime(seconds, mean, s.Uniform(0.45, 0.6) * mean))
        {
            ForeignSignal.Add(axes, direction, t, 8 * decay, 20 * Math.Exp(0.3 * s.Normal()), x => Math.Exp(-x / decay) * Math.Sin(2 * Math.PI * hz * x));
        }

        return ForeignRhythmRecord.OfAxes(axes);
    }

    private static ForeignRhythmRecord ManyShapesEmg(ForeignSignal s)
    {
        double seconds = s.Uniform(30, 90);
        double[] power = Quiet(seconds);
        double length = s.Uniform(0.03, 0.3);
        double size = Power(s.Uniform(6, 25));
        Func<double, double> shape = Shape(s);
        foreach (double t in s.Times(seconds, Math.Max(length, s.Uniform(0.2, 2)), s.Uniform(0.4, 1)))
        {
            ForeignSignal.Add(power, t, length, size * Math.Exp(0.4 * s.Normal()), shape);
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord ManyShapesLimb(ForeignSignal s)
    {
        double seconds = s.Uniform(30, 90);
        double[][] axes = s.Acceleration(seconds);
        double[] direction = s.Direction();
        double length = s.Uniform(0.1, 0.5);
        Func<double, double> shape = Shape(s);
        double cycles = s.Uniform(0.5, 2.5);
        foreach (double t in s.Times(seconds, Math.Max(length, s.Uniform(0.3, 3)), s.Uniform(0.4, 1)))
        {
            ForeignSignal.Add(
                axes, direction, t, length, 20 * Math.Exp(0.4 * s.Normal()), x => shape(x / length) * Math.Sin(2 * Math.PI * cycles * x / length));
        }

        return ForeignRhythmRecord.OfAxes(axes);
    }

    private static ForeignRhythmRecord SlowTrain(ForeignSignal s)
    {
        double[] power = Quiet(60);
        double length = s.Uniform(0.04, 0.12);
        double size = Power(s.Uniform(6, 20));
        foreach (double t in s.Times(60, 1 / s.Uniform(1, 2.5), s.Uniform(0, EvenVariation)))
        {
            ForeignSignal.Add(power, t, length, size * Math.Exp(0.2 * s.Normal()), Bell);
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power));
    }

    private static ForeignRhythmRecord PureLine(ForeignSignal s)
    {
        double[] samples = s.Emg(Quiet(60));
        double hz = s.Chance(0.3) ? new[] { 103, 128, 152.6, 202.5 }[(int)s.Uniform(0, 4)] : s.Uniform(90, 480);
        double size = s.Uniform(2, 60);
        double phase = s.Uniform(0, 2 * Math.PI);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += size * Math.Sin((2 * Math.PI * hz * i / ForeignSignal.EmgRate) + phase);
        }

        return ForeignRhythmRecord.OfEmg(samples);
    }

    private static ForeignRhythmRecord Heart(ForeignSignal s)
    {
        double[] samples = s.Emg(Quiet(90));
        double size = 4 * Math.Pow(10, s.Uniform(10, 30) / 20) * 2;
        double width = s.Uniform(0.009, 0.014);
        foreach (double t in s.Times(90, 60 / s.Uniform(50, 110), s.Uniform(0.02, 0.08)))
        {
            double own = size * (1 + (0.05 * s.Normal()));
            for (int i = Math.Max(0, (int)((t - 0.3) * 1000)); i < Math.Min(samples.Length, (int)((t + 0.5) * 1000)); i++)
            {
                double x = (i / 1000.0) - t;
                samples[i] += own * (Gauss(x, 0, width) - (0.25 * Gauss(x, -0.025, width)) - (0.35 * Gauss(x, 0.028, 1.2 * width))
                    + (0.12 * Gauss(x, -0.16, 0.025)) + (0.25 * Gauss(x, 0.28, 0.045)));
            }
        }

        return ForeignRhythmRecord.OfEmg(samples);
    }

    private static ForeignRhythmRecord Walking(ForeignSignal s)
    {
        double[][] axes = s.Acceleration(60);
        double[] up = s.Direction();
        double[] side = s.Direction();
        double step = 1 / s.Uniform(1.6, 2.2);
        double hz = s.Uniform(8, 14);
        double impact = s.Uniform(10, 40);
        double swing = s.Uniform(10, 30);
        bool left = false;
        foreach (double t in s.Times(60, step, s.Uniform(0.02, 0.05)))
        {
            double uneven = left ? 1 : s.Uniform(0.8, 1);
            left = !left;
            ForeignSignal.Add(axes, up, t, 0.3, impact * uneven, x => Math.Exp(-x / 0.04) * Math.Sin(2 * Math.PI * hz * x));
            ForeignSignal.Add(axes, up, t, step, swing * uneven, x => Math.Sin(2 * Math.PI * x / step));
            ForeignSignal.Add(axes, side, t, step, swing * (left ? 1 : -1), x => Math.Sin(Math.PI * x / step));
        }

        return ForeignRhythmRecord.OfAxes(axes);
    }

    private static ForeignRhythmRecord SlowTapping(ForeignSignal s) => Tapping(s, s.Uniform(0.8, 2.4), 60);

    private static ForeignRhythmRecord FastTapping(ForeignSignal s) => Tapping(s, s.Uniform(3.2, 6), 20);

    private static ForeignRhythmRecord Tapping(ForeignSignal s, double hz, double seconds)
    {
        double[][] axes = s.Acceleration(seconds);
        double[] direction = s.Direction();
        double swing = s.Uniform(10, 40);
        double impact = s.Uniform(5, 40);
        double width = 0.35 / hz;
        foreach (double t in s.Times(seconds, 1 / hz, s.Uniform(0.03, 0.08)))
        {
            ForeignSignal.Add(axes, direction, t - width, 2 * width, swing, x => -Math.Sin(Math.PI * x / width));
            ForeignSignal.Add(axes, direction, t, 0.15, impact, x => Math.Exp(-x / 0.02) * Math.Sin(2 * Math.PI * 18 * x));
        }

        return ForeignRhythmRecord.OfAxes(axes, hz);
    }

    private static ForeignRhythmRecord Train(ForeignSignal s, double seconds, double trainSeconds, double decibels, double? variation = null)
    {
        double[] power = Quiet(seconds);
        double hz = s.Uniform(3.1, 7.9);
        double length = s.Uniform(0.04, 0.08);
        double start = s.Uniform(0, seconds - trainSeconds);
        foreach (double t in s.Times(trainSeconds, 1 / hz, variation ?? s.Uniform(0, EvenVariation), start))
        {
            ForeignSignal.Add(power, t, length, Power(decibels) * Math.Exp(0.3 * s.Normal()), Bell);
        }

        return ForeignRhythmRecord.OfEmg(s.Emg(power), hz);
    }

    // A line that wanders in frequency and strength, as tremor does.
    private static ForeignRhythmRecord Tremor(ForeignSignal s)
    {
        double[][] axes = s.Acceleration(20);
        double[] first = s.Direction();
        double[] second = s.Direction();
        double hz = s.Uniform(3.1, 7.9);
        double size = Math.Sqrt(2 * Power(s.Uniform(6, 25)));
        double wander = s.Uniform(0, 0.25);
        double phase = s.Uniform(0, 2 * Math.PI);
        double drift = 0;
        double strength = 0;
        for (int i = 0; i < axes[0].Length; i++)
        {
            drift = (0.995 * drift) + (0.1 * wander * s.Normal());
            strength = (0.995 * strength) + (0.03 * s.Normal());
            phase += 2 * Math.PI * (hz + drift) / ForeignSignal.AccelerationRate;
            double own = size * Math.Exp(strength);
            ForeignSignal.Add(axes, first, i / ForeignSignal.AccelerationRate, 0.015, own, _ => Math.Sin(phase));
            ForeignSignal.Add(axes, second, i / ForeignSignal.AccelerationRate, 0.015, own * 0.4, _ => Math.Sin((2 * phase) + 1));
        }

        return ForeignRhythmRecord.OfAxes(axes, hz);
    }

    private static ForeignRhythmRecord LimbTrain(ForeignSignal s)
    {
        double[][] axes = s.Acceleration(20);
        double[] direction = s.Direction();
        double hz = s.Uniform(3.1, 7.9);
        double own = s.Uniform(4, 10);
        double decay = s.Uniform(0.05, 0.15);
        double size = s.Uniform(8, 30);
        foreach (double t in s.Times(20, 1 / hz, s.Uniform(0, EvenVariation)))
        {
            ForeignSignal.Add(axes, direction, t, 8 * decay, size * Math.Exp(0.2 * s.Normal()), x => Math.Exp(-x / decay) * Math.Sin(2 * Math.PI * own * x));
        }

        return ForeignRhythmRecord.OfAxes(axes, hz);
    }

    private static ForeignRhythmRecord TwoRhythms(ForeignSignal s)
    {
        double[][] axes = s.Acceleration(30);
        double low = s.Uniform(3.3, 4.6);
        double high = Math.Min(7.8, low * s.Uniform(1.4, 1.75));
        double[] first = s.Direction();
        double[] second = s.Direction();
        double size = Math.Sqrt(2 * Power(s.Uniform(8, 20)));
        double ratio = s.Uniform(0.6, 1.6);
        double a = s.Uniform(0, 6);
        double b = s.Uniform(0, 6);
        for (int i = 0; i < axes[0].Length; i++)
        {
            a += (2 * Math.PI * low / ForeignSignal.AccelerationRate) + (0.06 * s.Normal());
            b += (2 * Math.PI * high / ForeignSignal.AccelerationRate) + (0.06 * s.Normal());
            ForeignSignal.Add(axes, first, i / ForeignSignal.AccelerationRate, 0.015, size, _ => Math.Sin(a));
            ForeignSignal.Add(axes, second, i / ForeignSignal.AccelerationRate, 0.015, size * ratio, _ => Math.Sin(b));
        }

        return ForeignRhythmRecord.OfAxes(axes, low, high);
    }

    private static double[] Quiet(double seconds) => new double[(int)(seconds * ForeignSignal.EmgRate)];

    private static double Power(double decibels) => Math.Pow(10, decibels / 10);

    private static double Gauss(double x, double middle, double width) => Math.Exp(-(x - middle) * (x - middle) / (2 * width * width));

    // Mean 1 over its length.
    private static double Bell(double x) => 1 - Math.Cos(2 * Math.PI * x);

    private static double Flat(double x, double rise) => Math.Min(1, Math.Min(x, 1 - x) / rise);

    private static Func<double, double> Shape(ForeignSignal s)
    {
        double skew = s.Uniform(0.1, 0.9);
        double bumps = Math.Floor(s.Uniform(2, 4));
        return (int)s.Uniform(0, 5) switch
        {
            0 => Bell,
            1 => x => Flat(x, 0.05),
            2 => x => 2 * (x < skew ? x / skew : (1 - x) / (1 - skew)),
            3 => x => 1 - Math.Cos(2 * Math.PI * bumps * x),
            _ => x => 5 * Math.Exp(-5 * x),
        };
    }
}

/// <summary>A kind of record.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsRhythmic">Whether there is a rhythm in the band.</param>
/// <param name="Make">Makes one.</param>
internal sealed record ForeignRhythmKind(string Name, bool IsRhythmic, Func<ForeignSignal, ForeignRhythmRecord> Make)
{
    /// <summary>Gets the part of 30 records with a rhythm that is found but for one time in 400 or fewer.</summary>
    public double LeastFound { get; init; } = 0.9;
}

/// <summary>A record with what is true of it.</summary>
/// <param name="Signals">One signal in µV, or three axes in g.</param>
/// <param name="SampleRate">The rate in Hz.</param>
/// <param name="Unit">The unit of the samples.</param>
/// <param name="RhythmsHz">The frequencies that there are in the band.</param>
internal sealed record ForeignRhythmRecord(double[][] Signals, double SampleRate, string Unit, double[] RhythmsHz)
{
    public static ForeignRhythmRecord OfEmg(double[] samples, params double[] rhythmsHz) => new([samples], ForeignSignal.EmgRate, "uV", rhythmsHz);

    public static ForeignRhythmRecord OfAxes(double[][] axes, params double[] rhythmsHz) => new(axes, ForeignSignal.AccelerationRate, "g", rhythmsHz);
}
