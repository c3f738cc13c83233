using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>A proportion with its 95 % interval.</summary>
/// <param name="Value">Successes over trials, 0 to 1.</param>
/// <param name="Ci95">The 95 % interval.</param>
public readonly record struct Proportion(double Value, ConfidenceInterval Ci95)
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

        return Score((double)successes / trials, trials);
    }

    /// <summary>
    /// Gives the proportion of all trials with an interval that holds where trials of one group are alike, as the events of
    /// one recording are; <see langword="null"/> without trials.
    /// </summary>
    /// <param name="groups">Successes and trials of each group; groups are independent of each other.</param>
    /// <remarks>
    /// The score interval for as many independent trials as tell as much as these groups do: p(1 − p) over the variance of p
    /// between groups, by linearization, never more than there are, and fewer by the square of the normal over Student's quantile
    /// (Korn and Graubard 1998, Survey Methodology 24:193; Dean and Pagano 2015, doi:10.1093/jssam/smv024). It keeps within 0 to 1 and has a
    /// width for 0 and all successes too. For one group it is that of <see cref="Of"/>.
    /// </remarks>
    public static Proportion? OfGroups(ReadOnlySpan<(int Successes, int Trials)> groups)
    {
        int successes = 0;
        int trials = 0;
        int count = 0;
        foreach ((int ofSuccesses, int ofTrials) in groups)
        {
            Guard.ThrowIfOutside(ofTrials, 0, int.MaxValue, nameof(groups));
            Guard.ThrowIfOutside(ofSuccesses, 0, ofTrials, nameof(groups));
            successes += ofSuccesses;
            trials += ofTrials;
            count += ofTrials > 0 ? 1 : 0;
        }

        if (count < 2)
        {
            return Of(successes, trials);
        }

        double p = (double)successes / trials;
        double squares = 0;
        foreach ((int ofSuccesses, int ofTrials) in groups)
        {
            double residual = ofSuccesses - (p * ofTrials);
            squares += residual * residual;
        }

        double variance = count / (count - 1.0) * squares / ((double)trials * trials);
        double effective = variance > 0 ? Math.Min(trials, p * (1 - p) / variance) : trials;
        double narrower = Z / StudentT.InvCDF(0, 1, count - 1, 0.975);
        return Score(p, effective * narrower * narrower);
    }

    private static Proportion Score(double p, double trials)
    {
        double weight = Z * Z / trials;
        double centre = (p + (weight / 2)) / (1 + weight);
        double half = Z / (1 + weight) * Math.Sqrt((p * (1 - p) / trials) + (weight / (4 * trials)));
        return new Proportion(p, new ConfidenceInterval(p > 0 ? centre - half : 0, p < 1 ? centre + half : 1));
    }
}
