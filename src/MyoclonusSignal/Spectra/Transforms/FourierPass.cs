namespace MyoclonusSignal.Spectra;

/// <summary>One pass of a Stockham transform: its radix, its place in the plan and its twiddle factors.</summary>
/// <remarks>
/// Decimation in frequency, self-sorting (Swarztrauber (1984), doi:10.1016/S0167-8191(84)90413-7). With
/// <c>n = Radix · Groups · Stride</c> points, element <c>j</c> of butterfly (p, q) is read at
/// <c>q + Stride·(p + Groups·j)</c>, and output <c>k</c>, turned by exp(−2πi·p·k / (Radix·Groups)), is written at
/// <c>q + Stride·(Radix·p + k)</c>.
/// </remarks>
internal sealed class FourierPass
{
    public FourierPass(int radix, int groups, int stride)
    {
        Radix = radix;
        Groups = groups;
        Stride = stride;
        Twiddles = new double[2 * groups * (radix - 1)];
        for (int p = 0; p < groups; p++)
        {
            for (int k = 1; k < radix; k++)
            {
                int at = 2 * ((p * (radix - 1)) + k - 1);
                (Twiddles[at + 1], Twiddles[at]) = UnitCircle.SinCos(-(long)p * k, (long)radix * groups);
            }
        }

        Roots = new double[2 * radix];
        for (int k = 0; k < radix; k++)
        {
            (Roots[(2 * k) + 1], Roots[2 * k]) = UnitCircle.SinCos(k, radix);
        }
    }

    /// <summary>Gets the number of points of one butterfly.</summary>
    public int Radix { get; }

    /// <summary>Gets the number of butterflies with different twiddle factors.</summary>
    public int Groups { get; }

    /// <summary>Gets the number of butterflies that share their twiddle factors and lie beside each other.</summary>
    public int Stride { get; }

    /// <summary>Gets cosine and sine for p = 0…Groups−1 and, within p, k = 1…Radix−1.</summary>
    public double[] Twiddles { get; }

    /// <summary>Gets cosine and sine of 2πk/Radix for k = 0…Radix−1.</summary>
    public double[] Roots { get; }
}
