namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>What else people do by day with a sensor on: climb stairs, type, tap with a finger, drive.</summary>
internal static class EverydayActivities
{
    /// <summary>
    /// Adds flights of stairs: fewer and less even steps than on the level, each foot set down by itself, the body lifted at each step and
    /// pulled along by the hand on the rail at each second one; a turn on each landing.
    /// </summary>
    public static LimbRecording ClimbingStairs(this LimbRecording limb)
    {
        double[] body = limb.Direction();
        double[] pull = limb.Direction();
        double[] hit = limb.Direction();
        double cadence = limb.Uniform(1.1, 1.8);
        double lift = limb.Uniform(0.1, 0.3);
        double impact = limb.Uniform(0.1, 0.3);
        double rail = limb.Uniform(0.02, 0.12);
        double ringHz = limb.Uniform(7, 18);
        double decay = limb.Uniform(12, 25);
        double otherFoot = limb.Uniform(0.6, 1);
        double time = limb.Uniform(1, 3);
        while (time < limb.Seconds - 3)
        {
            int steps = (int)limb.Uniform(8, 15);
            for (int step = 0; step < steps && time < limb.Seconds - 3; step++)
            {
                double length = limb.Uniform(0.9, 1.1) / cadence;
                double size = (step % 2 == 0 ? 1 : otherFoot) * limb.Uniform(0.7, 1.3);
                limb.AddRing((int)(time * limb.SampleRate), hit, impact * size, ringHz, decay);
                limb.AddSwing(time, length, body, lift * size, 1);
                if (step % 2 == 0)
                {
                    limb.AddSwing(time, 2 * length, pull, rail * size, 1);
                }

                time += length;
            }

            limb.AddSwing(time, 1.2, limb.Direction(), limb.Uniform(0.02, 0.1), 1);
            time += limb.Uniform(0.8, 2.5);
        }

        return limb;
    }

    /// <summary>Adds typing: words of key strokes at 3 to 8 a second, each the ring of a key's stop; between words the hand shifts.</summary>
    public static LimbRecording Typing(this LimbRecording limb)
    {
        double rate = limb.Uniform(3, 8);
        double size = limb.Uniform(0.02, 0.12);
        double[] down = limb.Direction();
        double time = limb.Uniform(0.5, 2);
        while (time < limb.Seconds - 2)
        {
            int strokes = (int)limb.Uniform(2, 14);
            for (int stroke = 0; stroke < strokes && time < limb.Seconds - 2; stroke++)
            {
                double force = size * limb.LogNormal(0.35);
                limb.AddSwing(time - 0.08, 0.1, down, 0.3 * force, 1);
                limb.AddRing((int)(time * limb.SampleRate), down, force, limb.Uniform(14, 30), limb.Uniform(40, 80));
                time += limb.LogNormal(0.3) / rate;
            }

            limb.AddSwing(time, limb.Uniform(0.3, 0.6), limb.Direction(), limb.Uniform(0.01, 0.06), 1);
            time += limb.Uniform(0, 1) < 0.15 ? limb.Uniform(2, 8) : limb.Uniform(0.1, 0.8);
        }

        return limb;
    }

    /// <summary>Adds the tapping of a finger: bouts of 2 to 5 taps a second, the finger lifted and set down, each ended by the table.</summary>
    public static LimbRecording Tapping(this LimbRecording limb)
    {
        double rate = limb.Uniform(2, 5);
        double lift = limb.Uniform(0.02, 0.15);
        double impact = limb.Uniform(0.5, 2) * lift;
        double ringHz = limb.Uniform(12, 25);
        double[] down = limb.Direction();
        double time = limb.Uniform(1, 5);
        while (time < limb.Seconds - 3)
        {
            double end = Math.Min(limb.Seconds - 3, time + limb.Uniform(8, 20));
            while (time < end)
            {
                double length = limb.LogNormal(0.07) / rate;
                double size = limb.LogNormal(0.2);
                limb.AddSwing(time, length, down, lift * size, 2);
                time += length;
                limb.AddRing((int)(time * limb.SampleRate), down, impact * size, ringHz, 40);
            }

            time += limb.Uniform(3, 10);
        }

        return limb;
    }

    /// <summary>
    /// Adds what a road does to a hand on a wheel: the bounce of the body of the car at 1 to 2 Hz and that of its wheels at 9 to 14 Hz, each a
    /// resonance that noise drives, on a road whose roughness changes, at lights none; curves and steering turn the hand slowly.
    /// </summary>
    public static LimbRecording Driving(this LimbRecording limb)
    {
        double[] up = limb.Direction();
        double[] aside = limb.Direction();
        double level = 0.02 * Math.Pow(4, limb.Uniform(0, 1));
        double bodyHz = limb.Uniform(1, 2);
        double wheelHz = limb.Uniform(9, 14);
        double[] bounce = limb.Resonance(bodyHz, 0.3);
        double[] wheels = limb.Resonance(wheelHz, 0.15);
        double[] cabin = limb.Resonance(0.3 * limb.SampleRate, 0.5);
        double[] curves = limb.Resonance(0.15, 0.7);
        double roughness = 0;
        double speed = 1;
        double next = limb.Uniform(10, 40);
        bool drives = true;
        for (int i = 0; i < bounce.Length; i++)
        {
            double at = i / limb.SampleRate;
            if (at >= next)
            {
                drives = !drives;
                next = at + (drives ? limb.Uniform(20, 60) : limb.Uniform(5, 20));
            }

            speed += ((drives ? 1 : 0.05) - speed) / (2 * limb.SampleRate);
            roughness += (-0.3 * roughness / limb.SampleRate) + (0.25 * limb.Normal() / Math.Sqrt(limb.SampleRate));
            double size = level * speed * Math.Exp(roughness);
            limb.AddTo(i, up, size * (bounce[i] + wheels[i] + (0.3 * cabin[i])));
            limb.AddTo(i, aside, (0.1 * speed * curves[i]) + (0.4 * size * cabin[bounce.Length - 1 - i]));
        }

        return limb;
    }

    /// <summary>Adds some cycles of a sine under an arch.</summary>
    private static void AddSwing(this LimbRecording limb, double start, double length, double[] along, double peak, double cycles)
    {
        int first = Math.Max(0, (int)Math.Ceiling(start * limb.SampleRate));
        for (int i = first; i < Math.Min(limb.Count, (start + length) * limb.SampleRate); i++)
        {
            double part = ((i / limb.SampleRate) - start) / length;
            limb.AddTo(i, along, peak * Math.Sin(Math.PI * part) * Math.Sin(Math.Tau * cycles * part));
        }
    }

    /// <summary>Gives noise through a mass on a damped spring, of a root mean square of 1.</summary>
    private static double[] Resonance(this LimbRecording limb, double hertz, double damping)
    {
        const int Inner = 10;
        double step = 1 / (limb.SampleRate * Inner);
        double omega = Math.Tau * hertz;
        double position = 0;
        double velocity = 0;
        double[] values = new double[limb.Count];
        for (int i = 0; i < values.Length; i++)
        {
            double push = limb.Normal() * Math.Sqrt(limb.SampleRate);
            for (int k = 0; k < Inner; k++)
            {
                velocity += step * (push - (2 * damping * omega * velocity) - (omega * omega * position));
                position += step * velocity;
            }

            values[i] = position;
        }

        double rms = Math.Sqrt(values.Sum(value => value * value) / values.Length);
        return [.. values.Select(value => value / rms)];
    }

    private static double LogNormal(this LimbRecording limb, double spread) => Math.Exp(spread * limb.Normal());
}
