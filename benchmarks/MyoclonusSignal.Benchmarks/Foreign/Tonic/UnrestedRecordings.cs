using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Makes contractions without a moment of rest, whose force goes up and down, with and without silent periods.</summary>
internal static class UnrestedRecordings
{
    private const double Seconds = 60;
    private const double Rms = 30;

    /// <summary>Makes one recording.</summary>
    /// <param name="seed">The seed; every second one is Gaussian noise with the spectrum of a muscle instead of motor units.</param>
    /// <param name="depth">How much the amplitude wanders: the standard deviation of its natural logarithm.</param>
    /// <param name="jerkRatio">The amplitude of the jerk before each silence, over that of the contraction; 0 for none.</param>
    /// <param name="hasSilences">Whether there are silent periods.</param>
    public static TonicRecording Make(int seed, double depth, double jerkRatio, bool hasSilences)
    {
        var random = new Random(seed);
        double rate = ((double[])[500, 1000, 2000])[random.Next(3)];
        var recording = new TonicRecording(rate, Seconds);
        recording.Contractions.Add(new Interval(0, Seconds));
        for (double t = 3; hasSilences && t < Seconds - 3; t += 2 + (4 * random.NextDouble()))
        {
            double jerk = jerkRatio > 0 ? 0.03 + (0.04 * random.NextDouble()) : 0;
            recording.Silences.Add(new Interval(t + jerk, t + jerk + 0.08 + (0.1 * random.NextDouble())));
            if (jerk > 0)
            {
                recording.Jerks.Add(new Interval(t, t + jerk));
            }
        }

        double[] force = Wander(random, rate, recording.Samples.Length, depth);
        double[] activity = seed % 2 == 0 ? Gaussian(random, recording, force) : Units(random, recording, force);
        var jerks = new MotorUnitPool(random, 25 + random.Next(100), rate);
        recording.Add(activity, Rms, 0.5, 2.5);
        recording.AddNoise(random, 1.5);
        foreach ((double onset, double offset) in recording.Jerks)
        {
            double[] signal = new double[recording.Samples.Length];
            jerks.AddVolley(signal, onset, offset - onset, 0.9);
            recording.Add(signal, Rms * jerkRatio, onset, offset);
        }

        return recording;
    }

    // The time constant of slow changes of force is a second or two.
    private static double[] Wander(Random random, double rate, int count, double depth)
    {
        double[] force = new double[count];
        double kept = Math.Exp(-1 / (1.5 * rate));
        double level = depth * random.NextNormal();
        for (int n = 0; n < count; n++)
        {
            level = (kept * level) + (depth * Math.Sqrt(1 - (kept * kept)) * random.NextNormal());
            force[n] = Math.Exp(level);
        }

        return force;
    }

    private static double[] Units(Random random, TonicRecording recording, double[] force)
    {
        double[] drive = recording.Drive(0.15 + (0.3 * random.NextDouble()));
        for (int n = 0; n < drive.Length; n++)
        {
            drive[n] = Math.Min(1, drive[n] * force[n]);
        }

        return new MotorUnitPool(random, 60 + random.Next(100), recording.SampleRate).Activity(drive);
    }

    private static double[] Gaussian(Random random, TonicRecording recording, double[] force)
    {
        // White noise through two coupled averages: a hump near 80 Hz, as of a muscle, that neither of the library's filters makes.
        double[] signal = recording.Drive(1);
        double slow = 0;
        double fast = 0;
        double toSlow = 1 - Math.Exp(-2 * Math.PI * 40 / recording.SampleRate);
        double toFast = 1 - Math.Exp(-2 * Math.PI * 160 / recording.SampleRate);
        for (int n = 0; n < signal.Length; n++)
        {
            double white = random.NextNormal();
            fast += toFast * (white - fast);
            slow += toSlow * (fast - slow);
            signal[n] *= force[n] * (fast - slow);
        }

        return signal;
    }
}
