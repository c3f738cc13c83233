using System.Numerics;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// Groups zeros and poles into second-order sections so that each section's response stays near one: the pole nearest the
/// unit circle takes the zeros nearest to it and comes last (the "nearest" pairing of SciPy's <c>zpk2sos</c>).
/// </summary>
internal static class SectionPairing
{
    // Roots that are conjugate or real up to rounding.
    private const double Tolerance = 100 * 2.220446049250313e-16;

    public static SosCoefficients ToSections(ZerosPolesGain digital, double sampleRate)
    {
        List<Complex> poles = [.. digital.Poles];
        List<Complex> zeros = [.. digital.Zeros];
        int count = Math.Max(1, (Math.Max(poles.Count, zeros.Count) + 1) / 2);
        poles.AddRange(Enumerable.Repeat(Complex.Zero, (2 * count) - poles.Count));
        zeros.AddRange(Enumerable.Repeat(Complex.Zero, (2 * count) - zeros.Count));
        MakeRealRootsReal(poles);
        MakeRealRootsReal(zeros);

        SosSection[] sections = new SosSection[count];
        for (int at = count - 1; at >= 0; at--)
        {
            sections[at] = TakeSection(poles, zeros);
        }

        SosSection first = sections[0];
        sections[0] = first with { B0 = first.B0 * digital.Gain, B1 = first.B1 * digital.Gain, B2 = first.B2 * digital.Gain };
        return new SosCoefficients(sections, sampleRate);
    }

    private static SosSection TakeSection(List<Complex> poles, List<Complex> zeros)
    {
        Complex pole = Take(poles, p => Math.Abs(1 - p.Magnitude), _ => true);
        Complex otherPole = IsReal(pole)
            ? Take(poles, p => Math.Abs(1 - p.Magnitude), IsReal)
            : Take(poles, p => (p - Complex.Conjugate(pole)).Magnitude, _ => true);
        Complex zero = Take(zeros, z => (z - pole).Magnitude, _ => true);
        Complex otherZero = IsReal(zero)
            ? Take(zeros, z => (z - pole).Magnitude, IsReal)
            : Take(zeros, z => (z - Complex.Conjugate(zero)).Magnitude, _ => true);
        return new SosSection(
            1,
            -(zero + otherZero).Real,
            (zero * otherZero).Real,
            -(pole + otherPole).Real,
            (pole * otherPole).Real);
    }

    private static Complex Take(List<Complex> roots, Func<Complex, double> distance, Func<Complex, bool> which)
    {
        Complex nearest = roots.Where(which).MinBy(distance);
        roots.Remove(nearest);
        return nearest;
    }

    private static bool IsReal(Complex root) => root.Imaginary == 0;

    private static void MakeRealRootsReal(List<Complex> roots)
    {
        for (int i = 0; i < roots.Count; i++)
        {
            if (Math.Abs(roots[i].Imaginary) <= Tolerance * roots[i].Magnitude)
            {
                roots[i] = roots[i].Real;
            }
        }
    }
}
