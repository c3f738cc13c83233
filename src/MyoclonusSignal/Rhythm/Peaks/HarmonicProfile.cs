namespace MyoclonusSignal.Rhythm;

/// <summary>Reads the harmonics of a rhythm from the spectrum of each axis.</summary>
internal static class HarmonicProfile
{
    // A harmonic dominates when it has half as much power again as the fundamental, and is a peak: so many times the valleys
    // on both sides of it.
    private const double LeastRatio = 1.5;
    private const double LeastContrast = 3;

    // What an axis must have of the power of all at the rhythm and its harmonics to be dominated by anything: a third of the
    // amplitude along it. Below, cross-talk and the sensor's noise decide.
    private const double LeastShare = 0.1;

    private static readonly string[] Names = ["x", "y", "z"];

    public static AxisHarmonics[] Of(WindowedPower power, double frequencyHz)
    {
        var profiles = new AxisHarmonics[power.AxisCount];
        double[] powers = new double[power.AxisCount];
        double[] density = new double[power.BinCount];
        for (int axis = 0; axis < profiles.Length; axis++)
        {
            power.AxisPower(axis, density);
            profiles[axis] = Of(power, density, frequencyHz, axis, out powers[axis]);
        }

        double all = powers.Sum();
        for (int axis = 0; axis < profiles.Length; axis++)
        {
            profiles[axis] = powers[axis] < LeastShare * all ? profiles[axis] with { Dominant = 1 } : profiles[axis];
        }

        return profiles;
    }

    /// <summary>Says which axes a harmonic dominates; empty where none does, or where there is one signal only.</summary>
    public static string Words(IReadOnlyList<AxisHarmonics> profiles)
    {
        if (profiles.Count < 2)
        {
            return string.Empty;
        }

        IEnumerable<string> sayings = profiles
            .Where(profile => profile.Dominant > 1)
            .GroupBy(profile => profile.Dominant)
            .OrderBy(group => group.Key)
            .Select(group => $"; the {Ordinal(group.Key)} harmonic dominates {(group.Count() == 1 ? "axis" : "axes")} {string.Join(" and ", group.Select(profile => Names[profile.Axis]))}");
        return string.Concat(sayings);
    }

    private static AxisHarmonics Of(WindowedPower power, double[] density, double frequencyHz, int axis, out double sum)
    {
        double highest = (power.BinCount - 1) * power.StepHz;
        List<double> peaks = [];
        int dominant = 1;
        for (int h = 1; (h + 0.5) * frequencyHz <= highest; h++)
        {
            double peak = Peak(power, density, h * frequencyHz);
            double valleys = 0.5 * (At(power, density, (h - 0.5) * frequencyHz) + At(power, density, (h + 0.5) * frequencyHz));
            if (h > 1 && peak >= LeastRatio * peaks[dominant - 1] && peak >= LeastContrast * valleys)
            {
                dominant = h;
            }

            peaks.Add(peak);
        }

        sum = peaks.Sum();
        double first = peaks.Count > 0 ? peaks[0] : 0;
        return new AxisHarmonics(axis, [.. peaks.Select(peak => first > 0 ? peak / first : double.NaN)], dominant);
    }

    private static double Peak(WindowedPower power, double[] density, double frequencyHz)
    {
        double reach = 0.5 / power.WindowSeconds;
        int last = Math.Min(density.Length - 1, (int)((frequencyHz + reach) / power.StepHz));
        double peak = 0;
        for (int b = Math.Max(0, (int)Math.Ceiling((frequencyHz - reach) / power.StepHz)); b <= last; b++)
        {
            peak = Math.Max(peak, density[b]);
        }

        return peak;
    }

    private static double At(WindowedPower power, double[] density, double frequencyHz) =>
        density[Math.Clamp((int)Math.Round(frequencyHz / power.StepHz), 0, density.Length - 1)];

    private static string Ordinal(int order) => order switch
    {
        2 => "2nd",
        3 => "3rd",
        _ => FormattableString.Invariant($"{order}th"),
    };
}

/// <summary>How the power of a rhythm is shared among its harmonics on one axis.</summary>
/// <param name="Axis">Index of the axis, from 0.</param>
/// <param name="Ratios">
/// Power density at f, 2f, 3f, … as far as the spectrum reaches, each over that at f; the first one is 1.
/// </param>
/// <param name="Dominant">The harmonic that dominates the axis: 1 for the fundamental, 2 for twice its frequency, ….</param>
internal readonly record struct AxisHarmonics(int Axis, IReadOnlyList<double> Ratios, int Dominant);
