using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Makes the recordings: jerks over and inside contractions, silent periods behind jerks, duty cycles, low rates, single units.</summary>
internal static class TonicRecordings
{
    private const double SampleRate = 2000;
    private const double FirstSeconds = PlainRms.BaselineSeconds + 1;

    /// <summary>A muscle that contracts all the time, with jerks over it.</summary>
    public static TonicRecording JerksOverTonic(int seed, double jerkDb)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 120);
        recording.Contractions.Add(new Interval(0, 120));
        var pool = new MotorUnitPool(random, 60 + random.Next(140), SampleRate);
        double level = 0.1 + (0.25 * random.NextDouble());
        recording.Add(pool.Activity(recording.Drive(level)), 10, 0, 120);
        recording.AddNoise(random, 0.5 + random.NextDouble());
        AddJerks(recording, random, pool, 60, FirstSeconds, 119, 10 * Math.Pow(10, jerkDb / 20), 0.03, 0.06);
        return recording;
    }

    /// <summary>Contractions of 20 s with rest between them and jerks inside them.</summary>
    public static TonicRecording JerksInContractions(int seed, double jerkDb)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 120);
        var pool = new MotorUnitPool(random, 60 + random.Next(140), SampleRate);
        for (double start = 4; start < 100; start += 28)
        {
            recording.Contractions.Add(new Interval(start, start + 20));
        }

        recording.Add(pool.Activity(recording.Drive(0.1 + (0.25 * random.NextDouble()))), 20, 4, 24);
        recording.AddNoise(random, 1);
        foreach ((double start, double end) in recording.Contractions)
        {
            AddJerks(recording, random, pool, 10, start + 1, end - 1, 20 * Math.Pow(10, jerkDb / 20), 0.03, 0.06);
        }

        return recording;
    }

    /// <summary>Contractions with silent periods, with or without a jerk of so many times the contraction's amplitude before each.</summary>
    public static TonicRecording SilencesBehindJerks(int seed, double jerkRatio)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 60);
        var pool = new MotorUnitPool(random, 60 + random.Next(100), SampleRate);
        var jerks = new MotorUnitPool(random, 25 + random.Next(100), SampleRate);
        for (double start = 2; start < 50; start += 14)
        {
            recording.Contractions.Add(new Interval(start, start + 11));
            for (double t = start + 1.5; t < start + 9; t += 1.5 + (1.5 * random.NextDouble()))
            {
                double jerk = 0.025 + (0.03 * random.NextDouble());
                double lag = 0.005 * random.NextDouble();
                double silence = 0.07 + (0.11 * random.NextDouble());
                recording.Silences.Add(new Interval(t + jerk + lag, t + jerk + lag + silence));
                if (jerkRatio > 0)
                {
                    recording.Jerks.Add(new Interval(t, t + jerk));
                }
            }
        }

        double[] activity = pool.Activity(recording.Drive(0.25 + (0.35 * random.NextDouble())));
        recording.Add(activity, 20, 2.5, 3.4);
        recording.AddNoise(random, 0.7);
        foreach ((double onset, double offset) in recording.Jerks)
        {
            double[] signal = new double[recording.Samples.Length];
            jerks.AddVolley(signal, onset, offset - onset, 0.9);
            recording.Add(signal, 20 * jerkRatio, onset, offset);
        }

        return recording;
    }

    /// <summary>Contractions and rests of fixed lengths.</summary>
    public static TonicRecording DutyCycle(int seed, double onSeconds, double offSeconds, double ratioDb)
    {
        var random = new Random(seed);
        double seconds = Math.Max(60, 12 * (onSeconds + offSeconds));
        var recording = new TonicRecording(SampleRate, seconds);
        for (double start = offSeconds + (0.5 * random.NextDouble()); start + onSeconds < seconds - 0.2; start += onSeconds + offSeconds)
        {
            recording.Contractions.Add(new Interval(start, start + onSeconds));
        }

        var pool = new MotorUnitPool(random, 80 + random.Next(120), SampleRate);
        (double first, double last) = recording.Contractions[0];
        recording.Add(pool.Activity(recording.Drive(0.2 + (0.5 * random.NextDouble()))), Math.Pow(10, ratioDb / 20), first, last);
        recording.AddNoise(random, 1 / Math.Sqrt(430 / (SampleRate / 2)));
        return recording;
    }

    /// <summary>Jerks of motor units at rest, in white noise of power 1 in the band; sampled so many times slower than at 2000 Hz.</summary>
    public static TonicRecording JerksAtRest(int seed, double jerkDb, int factor, double shortest, double longest)
    {
        var random = new Random(seed);
        TonicRecording result = JerksAlone(random, jerkDb, factor, shortest, longest);
        result.AddNoise(random, Math.Sqrt(result.SampleRate / 2 / (Math.Min(450, 0.45 * result.SampleRate) - 20)));
        return result;
    }

    /// <summary>The same jerks without noise: so many decibels over a power of 1 in the band.</summary>
    public static TonicRecording JerksAlone(Random random, double jerkDb, int factor, double shortest, double longest)
    {
        // At low rates the ratio is stated in the band that is left.
        double rate = SampleRate / factor;
        var pool = new MotorUnitPool(random, 60 + random.Next(140), SampleRate);
        var fast = new TonicRecording(SampleRate, 120);
        AddJerks(fast, random, pool, 60, FirstSeconds, 119, 1, shortest, longest);
        TonicRecording recording = fast.Slower(factor);
        double ratio = Math.Pow(10, jerkDb / 20);
        var result = new TonicRecording(rate, 120);
        foreach ((double onset, double offset) in recording.Jerks)
        {
            double[] one = new double[recording.Samples.Length];
            int first = recording.At(onset - 0.1);
            int end = recording.At(offset + 0.1);
            recording.Samples.AsSpan(first, end - first).CopyTo(one.AsSpan(first));
            result.Add(one, ratio, onset, offset);
            result.Jerks.Add(new Interval(onset, offset));
        }

        return result;
    }

    /// <summary>Ten minutes of noise alone: white, or falling by up to 6 dB over an octave, whose size drifts by some decibels.</summary>
    public static TonicRecording Noise(int seed, double rate)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(rate, 600);
        recording.AddNoise(random, 1);
        double memory = 0.7 * random.NextDouble() * random.Next(2);
        double depth = 0.25 * random.NextDouble();
        double period = 60 + (200 * random.NextDouble());
        double last = 0;
        for (int n = 0; n < recording.Samples.Length; n++)
        {
            last = (memory * last) + recording.Samples[n];
            recording.Samples[n] = last * (1 + (depth * Math.Sin(2 * Math.PI * n / rate / period)));
        }

        return recording;
    }

    /// <summary>One to three motor units that discharge tonically in rest, with pauses.</summary>
    public static TonicRecording SingleUnits(int seed)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(random.Next(2) == 0 ? 1000 : SampleRate, 60);
        int units = random.Next(3) == 0 ? 2 : 1;
        var pool = new MotorUnitPool(random, units, recording.SampleRate);
        double noise = 1.5 + (2.5 * random.NextDouble());
        for (int unit = 0; unit < units; unit++)
        {
            double[] signal = new double[recording.Samples.Length];
            double hz = 5 + (7 * random.NextDouble());
            double cv = 0.1 + (0.3 * random.NextDouble());
            double first = 0.2;
            double largest = 0;
            for (double t = 0.5; t < 59; t += Math.Max(0.045, (1 + (cv * random.NextNormal())) / hz))
            {
                // Every now and then it falls silent for some seconds.
                t += random.NextDouble() < 0.01 ? 3 * random.NextDouble() : 0;
                pool.AddDischarge(signal, unit, t);
                first = t;
            }

            foreach (double value in signal)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            double peak = 18 + (15 * random.NextDouble());
            for (int n = 0; n < signal.Length; n++)
            {
                recording.Samples[n] += peak / largest * signal[n];
            }
        }

        recording.AddNoise(random, noise);
        return recording;
    }

    /// <summary>A train of jerks of many units at 3 to 8 Hz.</summary>
    public static TonicRecording RhythmicJerks(int seed)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 60);
        var pool = new MotorUnitPool(random, 25 + random.Next(100), SampleRate);
        double hz = 3 + (5 * random.NextDouble());
        double cv = 0.02 + (0.1 * random.NextDouble());
        double ratio = Math.Pow(10, (12 + (15 * random.NextDouble())) / 20);
        double shortest = random.Next(2) == 0 ? 0.018 : 0.03;
        for (double t = 2; t < 58; t += (1 + (cv * random.NextNormal())) / hz)
        {
            double duration = shortest + (shortest * random.NextDouble());
            double[] signal = new double[recording.Samples.Length];
            pool.AddVolley(signal, t, duration, 0.7);
            recording.Add(signal, ratio, t, t + duration);
            recording.Jerks.Add(new Interval(t, t + duration));
        }

        recording.AddNoise(random, 1 / Math.Sqrt(430 / (SampleRate / 2)));
        return recording;
    }

    private static void AddJerks(
        TonicRecording recording, Random random, MotorUnitPool pool, int count, double from, double to, double rms, double shortest, double longest)
    {
        double room = (to - from) / count;
        for (int i = 0; i < count; i++)
        {
            double duration = shortest + ((longest - shortest) * random.NextDouble());
            double onset = from + (room * i) + ((room - 0.5) * random.NextDouble());
            double[] signal = new double[recording.Samples.Length];
            pool.AddVolley(signal, onset, duration, 0.8);
            recording.Add(signal, rms, onset, onset + duration);
            recording.Jerks.Add(new Interval(onset, onset + duration));
        }
    }
}
