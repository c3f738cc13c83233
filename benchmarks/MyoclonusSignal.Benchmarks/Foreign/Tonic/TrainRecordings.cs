using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Makes jerks right beside contractions, trains over contractions, and strong trains whose bursts leave short pauses.</summary>
internal static class TrainRecordings
{
    private const double SampleRate = 2048;

    /// <summary>Contractions of 2 to 4 s at 20 dB over the noise, each with one jerk beside its onset or its offset.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="shortest">The shortest pause between the jerk and the contraction in seconds.</param>
    /// <param name="longest">The longest one.</param>
    /// <param name="jerkDb">The jerk's power over the noise in decibels.</param>
    public static TonicRecording JerksBesideContractions(int seed, double shortest, double longest, double jerkDb)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 150);
        var pool = new MotorUnitPool(random, 60 + random.Next(140), SampleRate);
        for (double start = 5; start < 142; start += 6.5 + random.NextDouble())
        {
            var contraction = new Interval(start, start + 2 + (2 * random.NextDouble()));
            recording.Contractions.Add(contraction);
            double duration = 0.03 + (0.05 * random.NextDouble());
            double gap = shortest + ((longest - shortest) * random.NextDouble());
            double onset = random.Next(2) == 0 ? contraction.EndSeconds + gap : start - gap - duration;
            recording.Jerks.Add(new Interval(onset, onset + duration));
        }

        (double first, double last) = recording.Contractions[0];
        recording.Add(pool.Activity(recording.Drive(0.2 + (0.3 * random.NextDouble()))), 10, first + 0.2, last - 0.2);
        AddVolleys(recording, pool, Math.Pow(10, jerkDb / 20), 0.8);
        AddNoise(recording, random);
        return recording;
    }

    /// <summary>Contractions of 15 to 200 units whose drive comes up and goes down within a fifth of a second to one second; no jerks.</summary>
    public static TonicRecording Ramps(int seed)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 150);
        int units = (int)(15 * Math.Pow(200 / 15.0, random.NextDouble()));
        double level = 0.15 + (0.35 * random.NextDouble());
        double[] drive = new double[recording.Samples.Length];
        for (double start = 5; start < 142; start += 7)
        {
            double ramp = 0.2 + (0.8 * random.NextDouble());
            var contraction = new Interval(start, start + (2 * ramp) + 1.5 + random.NextDouble());
            recording.Contractions.Add(contraction);
            for (int n = recording.At(contraction.StartSeconds); n < recording.At(contraction.EndSeconds); n++)
            {
                double inside = Math.Min((n / SampleRate) - contraction.StartSeconds, contraction.EndSeconds - (n / SampleRate));
                drive[n] = level * Math.Min(1, inside / ramp);
            }
        }

        (double first, double last) = recording.Contractions[0];
        recording.Add(new MotorUnitPool(random, units, SampleRate).Activity(drive), Math.Pow(10, (15 + (15 * random.NextDouble())) / 20), first + 1, last - 1);
        AddNoise(recording, random);
        return recording;
    }

    /// <summary>Two trains of 8 s within tonic contractions.</summary>
    public static TonicRecording TrainsOverContractions(int seed, double hz, double jerkDb)
    {
        var random = new Random(seed);
        var recording = new TonicRecording(SampleRate, 60);
        var pool = new MotorUnitPool(random, 60 + random.Next(140), SampleRate);
        recording.Contractions.Add(new Interval(4, 28));
        recording.Contractions.Add(new Interval(32, 56));
        double longest = Math.Min(0.06, 0.4 / hz);
        recording.Add(pool.Activity(recording.Drive(0.1 + (0.25 * random.NextDouble()))), 10, 5, 27);
        foreach ((double start, double _) in recording.Contractions)
        {
            AddTrain(recording, random, start + 8, start + 16, hz, 0.03, longest);
        }

        AddVolleys(recording, pool, 10 * Math.Pow(10, jerkDb / 20), 0.8);
        AddNoise(recording, random);
        return recording;
    }

    /// <summary>Three strong trains of 6 s at rest; their bursts are volleys of motor units, or noise with steep or smooth edges.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="hz">Bursts a second.</param>
    /// <param name="seconds">The duration of a burst in seconds.</param>
    /// <param name="jerkDb">Their power over the noise in decibels.</param>
    /// <param name="factor">How many times slower than at 2048 Hz it is sampled.</param>
    public static TonicRecording StrongTrains(int seed, double hz, double seconds, double jerkDb, int factor)
    {
        var random = new Random(seed);
        var fast = new TonicRecording(SampleRate, 40);
        for (double start = 5; start < 35; start += 11)
        {
            AddTrain(fast, random, start, start + 6, hz, seconds, seconds);
        }

        int shape = random.Next(3);
        if (shape == 0)
        {
            AddVolleys(fast, new MotorUnitPool(random, 60 + random.Next(140), SampleRate), 1, 0.8);
        }
        else
        {
            double ramp = shape == 1 ? 0.005 : 0.2 * seconds;
            foreach ((double onset, double offset) in fast.Jerks)
            {
                for (int n = fast.At(onset); n < fast.At(offset); n++)
                {
                    double edge = Math.Min(1, Math.Min((n / SampleRate) - onset, offset - (n / SampleRate)) / ramp);
                    fast.Samples[n] = random.NextNormal() * Math.Sin(Math.PI / 2 * Math.Max(0, edge));
                }
            }
        }

        TonicRecording recording = factor == 1 ? fast : fast.Slower(factor);
        double power = 0;
        foreach ((double onset, double offset) in recording.Jerks)
        {
            int margin = (int)(0.1 * recording.SampleRate);
            int first = recording.At(onset) - margin;
            int end = recording.At(offset) + margin;
            power += Math.Pow(recording.InBandRms(recording.Samples.AsSpan(first, end - first), margin, end - first - margin), 2) / recording.Jerks.Count;
        }

        double scale = Math.Pow(10, jerkDb / 20) / Math.Sqrt(power);
        foreach (ref double sample in recording.Samples.AsSpan())
        {
            sample *= scale;
        }

        AddNoise(recording, random);
        return recording;
    }

    private static void AddTrain(TonicRecording recording, Random random, double start, double end, double hz, double shortest, double longest)
    {
        for (double t = start; t < end; t += (1 + (0.04 * random.NextNormal())) / hz)
        {
            recording.Jerks.Add(new Interval(t, t + shortest + ((longest - shortest) * random.NextDouble())));
        }
    }

    private static void AddVolleys(TonicRecording recording, MotorUnitPool pool, double rms, double share)
    {
        // Each volley is made and scaled on its own stretch, so that a train costs no more than its length.
        foreach ((double onset, double offset) in recording.Jerks)
        {
            int first = recording.At(onset - 0.1);
            int end = recording.At(offset + 0.1);
            double[] signal = new double[end - first];
            double start = first / recording.SampleRate;
            pool.AddVolley(signal, onset - start, offset - onset, share);
            double scale = rms / recording.InBandRms(signal, recording.At(onset) - first, recording.At(offset) - first);
            for (int n = 0; n < signal.Length; n++)
            {
                recording.Samples[first + n] += scale * signal[n];
            }
        }
    }

    /// <summary>Adds white noise of power 1 in the band.</summary>
    private static void AddNoise(TonicRecording recording, Random random) =>
        recording.AddNoise(random, Math.Sqrt(recording.SampleRate / 2 / (Math.Min(450, 0.45 * recording.SampleRate) - 20)));
}
