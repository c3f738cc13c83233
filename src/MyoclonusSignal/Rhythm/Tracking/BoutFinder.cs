namespace MyoclonusSignal.Rhythm;

/// <summary>Finds when a rhythm is present: the likeliest sequence of "off" and "on" for the power of its fundamental.</summary>
/// <remarks>
/// Off, the squared pointer over the background about it is exponential with the mean 1; on, with a larger mean that is
/// estimated. Since the background is that of the moment, loudness alone makes no rhythm.
/// Viterbi's algorithm takes the best path with a price on each change; short gaps are closed, short bouts dropped.
/// </remarks>
internal static class BoutFinder
{
    private const double MeanDwellSeconds = 10;
    private const double LeastContrast = 2.5;

    /// <summary>Finds the bouts as ranges of pointers, both ends included.</summary>
    /// <param name="track">The pointers.</param>
    /// <param name="background">What their squares would be without the rhythm, for each.</param>
    /// <param name="minimumSeconds">Length of the shortest bout to keep.</param>
    public static List<(int First, int Last)> Find(PhaseTrack track, double[] background, double minimumSeconds)
    {
        List<(int First, int Last)> bouts = [];
        if (track.Count == 0)
        {
            return bouts;
        }

        bool[] on = new bool[track.Count];
        double[] power = new double[track.Count];
        double mean = 0;
        for (int k = 0; k < power.Length; k++)
        {
            power[k] = track.Power(k) / background[k];
            mean += power[k] / power.Length;
        }

        double price = track.Count > 1 ? Math.Log(Math.Max(2, MeanDwellSeconds / (track.Seconds[1] - track.Seconds[0]))) : 1;
        double level = Math.Max(4, mean);
        for (int round = 0; round < 5; round++)
        {
            Decode(power, level, price, on);
            double sum = 0;
            int count = 0;
            for (int k = 0; k < power.Length; k++)
            {
                sum += on[k] ? power[k] : 0;
                count += on[k] ? 1 : 0;
            }

            if (count == 0)
            {
                return bouts;
            }

            level = Math.Max(sum / count, LeastContrast);
        }

        Collect(track, on, minimumSeconds, bouts);
        return bouts;
    }

    private static void Collect(PhaseTrack track, bool[] on, double minimumSeconds, List<(int First, int Last)> bouts)
    {
        double closedGap = Math.Max(1, 4 / track.FrequencyHz);
        for (int k = 0; k < on.Length; k++)
        {
            if (!on[k])
            {
                continue;
            }

            int first = k;
            while (k + 1 < on.Length && on[k + 1])
            {
                k++;
            }

            if (bouts.Count > 0 && track.Seconds[first] - track.Seconds[bouts[^1].Last] <= closedGap)
            {
                bouts[^1] = (bouts[^1].First, k);
            }
            else
            {
                bouts.Add((first, k));
            }
        }

        bouts.RemoveAll(b => track.Seconds[b.Last] - track.Seconds[b.First] < minimumSeconds);
    }

    private static void Decode(double[] power, double level, double price, bool[] on)
    {
        // Neighbouring pointers share three quarters of their samples: each counts for a part of an observation.
        const double Weight = 0.4;
        bool[] fromOnToOff = new bool[power.Length];
        bool[] fromOffToOn = new bool[power.Length];
        double off = 0;
        double active = 0;
        for (int k = 0; k < power.Length; k++)
        {
            fromOnToOff[k] = active - price > off;
            fromOffToOn[k] = off - price > active;
            double nextOff = Math.Max(off, active - price);
            double nextOn = Math.Max(active, off - price);
            off = nextOff - (Weight * power[k]);
            active = nextOn - (Weight * (Math.Log(level) + (power[k] / level)));
        }

        bool state = active > off;
        for (int k = power.Length - 1; k >= 0; k--)
        {
            on[k] = state;
            state = state ? !fromOffToOn[k] : fromOnToOff[k];
        }
    }
}
