namespace MyoclonusSignal.Rhythm;

/// <summary>How much neighbouring windows tell the same: their correlations ρ, and what follows for a mean over many of them.</summary>
internal sealed class WindowOverlap
{
    private readonly double[] _overlap;

    public WindowOverlap(double[] window, int hop)
    {
        double energy = 0;
        foreach (double w in window)
        {
            energy += w * w;
        }

        _overlap = new double[(window.Length - 1) / hop];
        for (int j = 1; j <= _overlap.Length; j++)
        {
            double sum = 0;
            for (int n = 0; n + (j * hop) < window.Length; n++)
            {
                sum += window[n] * window[n + (j * hop)];
            }

            _overlap[j - 1] = sum / energy;
        }
    }

    /// <summary>Σρᵢⱼ² over so many windows in a row.</summary>
    public double Squares(int count)
    {
        double sum = count;
        for (int j = 1; j <= Math.Min(count - 1, _overlap.Length); j++)
        {
            sum += 2 * (count - j) * At(j) * At(j);
        }

        return sum;
    }

    /// <summary>Σρᵢⱼρⱼₖρₖᵢ over all triples of so many windows in a row: a is the distance from i to j, b that from j to k.</summary>
    public double Cubes(int count)
    {
        int reach = Math.Min(count - 1, _overlap.Length);
        double sum = 0;
        for (int a = -reach; a <= reach; a++)
        {
            for (int b = Math.Max(-reach, -reach - a); b <= Math.Min(reach, reach - a); b++)
            {
                int span = Math.Max(0, Math.Max(a, a + b)) - Math.Min(0, Math.Min(a, a + b));
                sum += Math.Max(0, count - span) * At(a) * At(b) * At(a + b);
            }
        }

        return sum;
    }

    private double At(int distance) => distance == 0 ? 1 : _overlap[Math.Abs(distance) - 1];
}
