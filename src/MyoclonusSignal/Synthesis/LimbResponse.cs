namespace MyoclonusSignal.Synthesis;

/// <summary>
/// The acceleration of a mass on a damped spring under a pulse of force, H(s) = s² / (s² + 2ζω₀s + ω₀²), by the bilinear
/// transform with the resonance kept.
/// </summary>
internal static class LimbResponse
{
    /// <summary>Gives the answer to a jerk's force, from the force's first sample until it has died away or the recording ends.</summary>
    public static double[] To(ScheduledJerk jerk, SimulationOptions options, out int first)
    {
        BurstEnvelope force = BurstEnvelope.Of(jerk.Shape);
        LimbOptions limb = options.Limb;
        int count = options.SampleCount;
        first = Placement.FirstSampleAt(jerk.OnsetSeconds - (force.Lead * jerk.DurationSeconds), options.SampleRate, count);
        double forceEnd = jerk.EndSeconds + (force.Tail * jerk.DurationSeconds);

        // The slowest pole decays by e^-7 (0.1 %) within 7/σ; σ is the distance of that pole from the imaginary axis.
        double damping = limb.DampingRatio;
        double slowest = damping < 1 ? damping : damping - Math.Sqrt((damping * damping) - 1);
        double ring = 7 / (slowest * 6.283185307179586 * limb.ResonanceHz);
        int last = Placement.FirstSampleAt(forceEnd + ring, options.SampleRate, count);

        double turns = limb.ResonanceHz / options.SampleRate / 2;
        double k = PortableMath.SinTurns(turns) / PortableMath.CosTurns(turns);
        double scale = 1 / (1 + (2 * damping * k) + (k * k));
        double a1 = 2 * ((k * k) - 1) * scale;
        double a2 = (1 - (2 * damping * k) + (k * k)) * scale;
        double x1 = 0;
        double x2 = 0;
        double y1 = 0;
        double y2 = 0;
        double[] answer = new double[last - first];
        for (int index = 0; index < answer.Length; index++)
        {
            double time = (first + index) / options.SampleRate;
            double x = force.At((time - jerk.OnsetSeconds) / jerk.DurationSeconds);
            double y = (scale * (x - (2 * x1) + x2)) - (a1 * y1) - (a2 * y2);
            (x2, x1, y2, y1) = (x1, x, y1, y);
            answer[index] = y;
        }

        return answer;
    }

    /// <summary>The last index with at least a fraction of the largest absolute value.</summary>
    public static int LastAbove(ReadOnlySpan<double> answer, double fraction)
    {
        double peak = 0;
        foreach (double value in answer)
        {
            peak = Math.Max(peak, Math.Abs(value));
        }

        int last = answer.Length - 1;
        while (last > 0 && Math.Abs(answer[last]) < fraction * peak)
        {
            last--;
        }

        return last;
    }
}
