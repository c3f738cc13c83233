using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>A proportion with its 95 % interval.</summary>
/// <param name="Value">Successes over trials, 0 to 1.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
public readonly record struct Proportion(double Value, double Low, double High)
{
    // The normal quantile of 0.975.
    private const double Z = 1.959963984540054;

    /// <summary>
    /// Gives the proportion with its score interval (Wilson 1927, doi:10.1080/01621459.1927.10502953), which stays within
    /// 0 to 1 and has a width for 0 and all successes too; <see langword="null"/> without trials.
    /// </summary>
    /// <param name="successes">The number of successes.</param>
    /// <param name="trials">The number of trials.</param>
    public static Proportion? Of(int successes, int trials)
    {
        Guard.ThrowIfOutside(trials, 0, int.MaxValue);
        Guard.ThrowIfOutside(successes, 0, trials);
        if (trials == 0)
        {
            return null;
        }

        double p = (double)successes / trials;
        double weight = Z * Z / trials;
        double centre = (p + (weight / 2)) / (1 + weight);
        double half = Z / (1 + weight) * Math.Sqrt((p * (1 - p) / trials) + (weight / (4 * trials)));
        double low = successes == 0 ? 0 : centre - half;
        double high = successes == trials ? 1 : centre + half;
        return new Proportion(p, low, high);
    }
}
