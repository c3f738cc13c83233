using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Lines;

/// <summary>EMG of a pool of motor units with lines in it: hum that drifts, swings and is switched, stimulators, ballasts.</summary>
internal static class LineRecordings
{
    private const double Noise = 4;
    private const int Units = 60;

    /// <summary>The kinds of lines that stand while jerks go on.</summary>
    public static readonly (string Kind, Action<Random, TonicRecording> Add)[] Kinds =
    [
        ("no line", (_, _) => { }),
        ("49.5–50.5 or 59.5–60.5 Hz, 3–30 µV, harmonics", (random, recording) => AddHum(random, recording, MainsHz(random, 0.5), LogUniform(random, 3, 30))),
        ("49.5–50.5 or 59.5–60.5 Hz, 30–300 µV, harmonics", (random, recording) => AddHum(random, recording, MainsHz(random, 0.5), LogUniform(random, 30, 300))),
        ("frequency drifts by up to 0.4 Hz in a minute, 10–300 µV", (random, recording) => AddDrifting(random, recording)),
        ("size swings by 10–40 % in 4–20 s, 10–300 µV", (random, recording) => AddSwinging(random, recording)),
        ("stimulator of 130 Hz, 10–100 µV", (random, recording) => AddStimulator(random, recording, 130, LogUniform(random, 10, 100))),
        ("1–3 lines anywhere in 25–400 Hz, 3–100 µV", (random, recording) => AddAnywhere(random, recording)),
        ("hum switched on and off, 10–200 µV", (random, recording) => AddSwitched(random, recording, LogUniform(random, 10, 200))),
        ("2 or 3 lines 2–9 Hz apart, 5–60 µV", (random, recording) => AddNear(random, recording)),
    ];

    /// <summary>Jerks of motor units at rest, 8 to 20 dB over the noise, with a kind of lines.</summary>
    public static TonicRecording Jerks(int seed, Action<Random, TonicRecording> lines)
    {
        var random = new Random(seed);
        TonicRecording recording = Begin(random, 90);
        AddJerks(random, recording, 8, 20);
        lines(new Random(~seed), recording);
        return recording;
    }

    /// <summary>A kind of lines in noise alone.</summary>
    public static TonicRecording NoJerks(int seed, Action<Random, TonicRecording> lines)
    {
        TonicRecording recording = Begin(new Random(seed), 90);
        lines(new Random(~seed), recording);
        return recording;
    }

    /// <summary>Bursts of 40 to 60 dB, 0.15 to 0.4 s behind each a jerk of 20 dB; <see cref="TonicRecording.Jerks"/> has those behind.</summary>
    public static TonicRecording BehindBursts(int seed, double humMicrovolts)
    {
        var random = new Random(seed);
        TonicRecording recording = Begin(random, 80);
        MotorUnitPool pool = new(random, Units, recording.SampleRate);
        for (double time = 5; time < 76; time += 3.3 + random.NextDouble())
        {
            double length = 0.04 + (0.12 * random.NextDouble());
            AddVolley(recording, pool, time, length, Noise * Math.Pow(10, (40 + (20 * random.NextDouble())) / 20));
            double behind = time + length + 0.15 + (0.25 * random.NextDouble());
            AddVolley(recording, pool, behind, 0.06, Noise * 10);
            recording.Jerks.Add(new Interval(behind, behind + 0.06));
        }

        if (humMicrovolts > 0)
        {
            AddHum(new Random(~seed), recording, MainsHz(random, 0.2), humMicrovolts);
        }

        return recording;
    }

    /// <summary>Contractions with silent periods in them, and hum.</summary>
    public static TonicRecording Silences(int seed, double humMicrovolts)
    {
        var random = new Random(seed);
        TonicRecording recording = Begin(random, 80);
        MotorUnitPool pool = new(random, 2 * Units, recording.SampleRate);
        recording.Contractions.Add(new Interval(4, 76));
        for (double time = 7; time < 73; time += 3 + (2 * random.NextDouble()))
        {
            recording.Silences.Add(new Interval(time, time + 0.09 + (0.08 * random.NextDouble())));
        }

        double[] activity = pool.Activity(recording.Drive(0.35));
        recording.Add(activity, Noise * Math.Pow(10, (24 + (8 * random.NextDouble())) / 20), 4.5, 6.5);
        if (humMicrovolts > 0)
        {
            AddHum(new Random(~seed), recording, MainsHz(random, 0.2), humMicrovolts);
        }

        return recording;
    }

    private static TonicRecording Begin(Random random, double seconds)
    {
        double[] rates = [1000, 2000, 2048];
        var recording = new TonicRecording(rates[random.Next(rates.Length)], seconds);
        recording.AddNoise(random, Noise);

        // Electrodes wander and cables sway below the band of EMG.
        double wander = 0;
        for (int n = 0; n < recording.Samples.Length; n++)
        {
            wander = (0.9995 * wander) + (0.5 * random.NextNormal());
            recording.Samples[n] += wander;
        }

        return recording;
    }

    private static void AddJerks(Random random, TonicRecording recording, double leastDb, double mostDb)
    {
        MotorUnitPool pool = new(random, Units, recording.SampleRate);
        double end = recording.Samples.Length / recording.SampleRate;
        for (double time = 3.5; time < end - 2; time += 0.7 + (1.4 * random.NextDouble()))
        {
            double length = 0.04 + (0.06 * random.NextDouble());
            AddVolley(recording, pool, time, length, Noise * Math.Pow(10, (leastDb + ((mostDb - leastDb) * random.NextDouble())) / 20));
            recording.Jerks.Add(new Interval(time, time + length));
        }
    }

    private static void AddVolley(TonicRecording recording, MotorUnitPool pool, double time, double length, double rms)
    {
        double[] volley = new double[recording.Samples.Length];
        pool.AddVolley(volley, time, length, 0.7);
        recording.Add(volley, rms, time, time + length);
    }

    private static double MainsHz(Random random, double off) => (random.Next(2) == 0 ? 50 : 60) + (off * ((2 * random.NextDouble()) - 1));

    private static double LogUniform(Random random, double least, double most) => least * Math.Pow(most / least, random.NextDouble());

    private static void AddHum(Random random, TonicRecording recording, double hz, double amplitude) =>
        AddHarmonics(random, recording, amplitude, _ => hz, _ => 1);

    private static void AddDrifting(Random random, TonicRecording recording)
    {
        double hz = MainsHz(random, 0.3);
        double slope = 0.4 / 60 * ((2 * random.NextDouble()) - 1);
        double swing = 0.03 * random.NextDouble();
        AddHarmonics(random, recording, LogUniform(random, 10, 300), t => hz + (slope * t) + (swing * Math.Sin(0.4 * t)), _ => 1);
    }

    private static void AddSwinging(Random random, TonicRecording recording)
    {
        double hz = MainsHz(random, 0.1);
        double depth = 0.1 + (0.3 * random.NextDouble());
        double turn = 2 * Math.PI / LogUniform(random, 4, 20);
        AddHarmonics(random, recording, LogUniform(random, 10, 300), _ => hz, t => 1 + (depth * Math.Sin(turn * t)));
    }

    private static void AddSwitched(Random random, TonicRecording recording, double amplitude)
    {
        double hz = MainsHz(random, 0.2);
        List<double> changes = [];
        for (double time = 20 * random.NextDouble(); time < 100; time += 8 + (20 * random.NextDouble()))
        {
            changes.Add(time);
        }

        AddHarmonics(random, recording, amplitude, _ => hz, t => changes.Count(change => change <= t) % 2);
    }

    private static void AddHarmonics(Random random, TonicRecording recording, double amplitude, Func<double, double> hz, Func<double, double> size)
    {
        double[] parts = [1, 0.05 + (0.1 * random.NextDouble()), 0.1 + (0.3 * random.NextDouble()), 0.02, 0.05 + (0.15 * random.NextDouble()), 0.01, 0.05];
        double[] phases = [.. parts.Select(_ => 2 * Math.PI * random.NextDouble())];
        double phase = 0;
        for (int n = 0; n < recording.Samples.Length; n++)
        {
            double t = n / recording.SampleRate;
            phase += 2 * Math.PI * hz(t) / recording.SampleRate;
            double sum = 0;
            for (int k = 0; k < parts.Length; k++)
            {
                sum += parts[k] * Math.Sin(((k + 1) * phase) + phases[k]);
            }

            recording.Samples[n] += amplitude * size(t) * sum;
        }
    }

    /// <summary>Pulses of 0.1 ms, of which an amplifier passes what lies below half the rate; 0.05 Hz off its nominal rate.</summary>
    private static void AddStimulator(Random random, TonicRecording recording, double nominalHz, double amplitude)
    {
        double hz = nominalHz + (0.1 * (random.NextDouble() - 0.5));
        for (int harmonic = 1; harmonic * hz < 0.45 * recording.SampleRate; harmonic++)
        {
            double phase = 2 * Math.PI * random.NextDouble();
            for (int n = 0; n < recording.Samples.Length; n++)
            {
                recording.Samples[n] += amplitude * Math.Sin((2 * Math.PI * harmonic * hz * n / recording.SampleRate) + phase) / Math.Sqrt(harmonic);
            }
        }
    }

    private static void AddNear(Random random, TonicRecording recording)
    {
        double hz = 40 + (140 * random.NextDouble());
        for (int line = 1 + random.Next(2); line >= 0; line--)
        {
            AddSine(recording, hz, LogUniform(random, 5, 60), 2 * Math.PI * random.NextDouble());
            hz += 2 + (7 * random.NextDouble());
        }
    }

    private static void AddAnywhere(Random random, TonicRecording recording)
    {
        int count = 1 + random.Next(3);
        for (int line = 0; line < count; line++)
        {
            AddSine(recording, LogUniform(random, 25, 400), LogUniform(random, 3, 100), 2 * Math.PI * random.NextDouble());
        }
    }

    private static void AddSine(TonicRecording recording, double hz, double amplitude, double phase)
    {
        double step = 2 * Math.PI * hz / recording.SampleRate;
        for (int n = 0; n < recording.Samples.Length; n++)
        {
            recording.Samples[n] += amplitude * Math.Sin((step * n) + phase);
        }
    }
}
