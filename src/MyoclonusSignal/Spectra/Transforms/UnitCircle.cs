namespace MyoclonusSignal.Spectra;

/// <summary>Points of the unit circle at rational parts of a turn, each correct to the last bit or so.</summary>
internal static class UnitCircle
{
    /// <summary>Gives sine and cosine of 2π·<paramref name="part"/>/<paramref name="whole"/>.</summary>
    /// <remarks>
    /// The angle is brought into the first eighth of a turn with integers, so that no rounding of π is magnified
    /// and the symmetries of the circle hold exactly.
    /// </remarks>
    public static (double Sin, double Cos) SinCos(long part, long whole)
    {
        part %= whole;
        if (part < 0)
        {
            part += whole;
        }

        // Eighths of a turn in units of 1/(8·whole).
        long eighths = 8 * part;
        long octant = eighths / whole;
        long rest = eighths - (octant * whole);
        bool mirrored = (octant & 1) != 0;
        long inOctant = mirrored ? whole - rest : rest;
        (double sin, double cos) = Math.SinCos(Math.PI * inOctant / (4.0 * whole));
        if (mirrored)
        {
            (sin, cos) = (cos, sin);
        }

        return (octant / 2) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }
}
