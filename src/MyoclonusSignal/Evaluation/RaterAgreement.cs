using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How far two raters, or two detectors, agree on the events of one channel; neither of them is the truth.</summary>
/// <param name="Kappa">
/// Cohen's kappa (1960, doi:10.1177/001316446002000104) of event against no event over time, in the limit of an ever finer
/// grid; <see langword="null"/> when both raters marked nothing, or everything, so that chance alone explains all.
/// </param>
/// <param name="AgreedFraction">The fraction of the time on which they agree.</param>
/// <param name="PositiveAgreement">
/// 2·both / (first + second) in time: agreement on events alone, which rare events do not flatter;
/// <see langword="null"/> when neither marked anything.
/// </param>
/// <param name="EventF1">The same from matched events: F1, which does not depend on who is called the truth.</param>
/// <param name="MatchedEvents">How many events of the two were matched.</param>
public sealed record RaterAgreement(
    double? Kappa, double AgreedFraction, double? PositiveAgreement, double? EventF1, int MatchedEvents)
{
    /// <summary>Compares two lists of events of one channel.</summary>
    /// <param name="first">The first rater's events in any order; overlapping ones count once in time.</param>
    /// <param name="second">The second rater's events.</param>
    /// <param name="recordedSeconds">The length of the recording in seconds; events are cut to 0 … this.</param>
    /// <param name="options">How events are matched.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    public static RaterAgreement Between(
        ReadOnlySpan<EventInterval> first, ReadOnlySpan<EventInterval> second, double recordedSeconds, MatchOptions options)
    {
        Guard.ThrowIfOutside(recordedSeconds, double.Epsilon, double.MaxValue);
        DetectionScore score = DetectionScore.Of(first, second, options);
        List<EventInterval> firstMarked = Union(first, recordedSeconds);
        List<EventInterval> secondMarked = Union(second, recordedSeconds);
        double p1 = firstMarked.Sum(Length) / recordedSeconds;
        double p2 = secondMarked.Sum(Length) / recordedSeconds;
        double both = Shared(firstMarked, secondMarked) / recordedSeconds;
        double agreed = 1 - (p1 + p2 - (2 * both));
        double byChance = (p1 * p2) + ((1 - p1) * (1 - p2));
        return new RaterAgreement(
            byChance < 1 ? (agreed - byChance) / (1 - byChance) : null,
            agreed,
            p1 + p2 > 0 ? 2 * both / (p1 + p2) : null,
            score.F1,
            score.TruePositives);
    }

    private static double Length(EventInterval interval) => interval.OffsetSeconds - interval.OnsetSeconds;

    private static List<EventInterval> Union(ReadOnlySpan<EventInterval> events, double recordedSeconds)
    {
        var union = new List<EventInterval>();
        foreach (EventInterval found in events.ToArray().OrderBy(e => e.OnsetSeconds))
        {
            double start = Math.Clamp(found.OnsetSeconds, 0, recordedSeconds);
            double end = Math.Clamp(found.OffsetSeconds, 0, recordedSeconds);
            if (union.Count > 0 && start <= union[^1].OffsetSeconds)
            {
                union[^1] = new(union[^1].OnsetSeconds, Math.Max(union[^1].OffsetSeconds, end));
            }
            else if (end > start)
            {
                union.Add(new(start, end));
            }
        }

        return union;
    }

    private static double Shared(List<EventInterval> first, List<EventInterval> second)
    {
        double shared = 0;
        int i = 0;
        int j = 0;
        while (i < first.Count && j < second.Count)
        {
            double start = Math.Max(first[i].OnsetSeconds, second[j].OnsetSeconds);
            double end = Math.Min(first[i].OffsetSeconds, second[j].OffsetSeconds);
            shared += Math.Max(0, end - start);
            if (first[i].OffsetSeconds < second[j].OffsetSeconds)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }
}
