using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Matches detected events with true ones, one to one, so that as many as possible are matched.</summary>
public static class EventMatcher
{
    // Times come from tables with four decimals: a tolerance met but for rounding is met.
    private const double Slack = 1e-9;

    /// <summary>Gives the pairs of a largest one-to-one matching, in the order of the true onsets.</summary>
    /// <param name="detected">The detected events in any order.</param>
    /// <param name="truth">The true events in any order.</param>
    /// <param name="options">The criterion and its tolerance.</param>
    /// <exception cref="ArgumentException">A time is not finite or an event ends before it begins; an option is out of range.</exception>
    /// <remarks>
    /// No other matching has more pairs. Where no event of a list lies inside another one of the same list, as a detector's
    /// events of one channel do not, the sum of absolute onset differences is also the smallest among those matchings, unless some
    /// 32,000 events all overlap one another. O(n log n) but for such crowds, which take the square of their number in time and
    /// a quarter of a byte of it in memory. Thread-safe.
    /// </remarks>
    public static IReadOnlyList<EventPair> Match(
        ReadOnlySpan<Interval> detected, ReadOnlySpan<Interval> truth, MatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ThrowIfNotIntervals(detected, nameof(detected));
        ThrowIfNotIntervals(truth, nameof(truth));
        int[] detectedOrder = Order(detected);
        int[] truthOrder = Order(truth);
        double tolerance = options.ToleranceSeconds + Slack;
        bool byOnset = options.Criterion == MatchCriterion.Onset;
        Interval[] sortedDetected = new Interval[detected.Length];
        for (int index = 0; index < detected.Length; index++)
        {
            Interval found = detected[detectedOrder[index]];
            sortedDetected[index] = byOnset ? new(found.StartSeconds, found.StartSeconds) : found;
        }

        Interval[] widenedTruth = new Interval[truth.Length];
        for (int index = 0; index < truth.Length; index++)
        {
            Interval real = truth[truthOrder[index]];
            double end = byOnset ? real.StartSeconds : real.EndSeconds;
            widenedTruth[index] = new(real.StartSeconds - tolerance, end + tolerance);
        }

        int[]? ordered = HasNoNesting(sortedDetected) && HasNoNesting(widenedTruth)
            ? OrderedMatching.Find(sortedDetected, widenedTruth, tolerance)
            : null;
        int[] partners = ordered ?? SweepMatching.Find(sortedDetected, widenedTruth);
        var pairs = new List<EventPair>(truth.Length);
        for (int index = 0; index < partners.Length; index++)
        {
            if (partners[index] >= 0)
            {
                pairs.Add(new EventPair(detectedOrder[partners[index]], truthOrder[index]));
            }
        }

        return pairs;
    }

    private static int[] Order(ReadOnlySpan<Interval> events)
    {
        int[] order = [.. Enumerable.Range(0, events.Length)];
        Interval[] keys = events.ToArray();
        Array.Sort(order, (a, b) =>
        {
            int byOnset = keys[a].StartSeconds.CompareTo(keys[b].StartSeconds);
            int byOffset = byOnset != 0 ? byOnset : keys[a].EndSeconds.CompareTo(keys[b].EndSeconds);
            return byOffset != 0 ? byOffset : a.CompareTo(b);
        });
        return order;
    }

    private static bool HasNoNesting(Interval[] sorted)
    {
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].EndSeconds < sorted[index - 1].EndSeconds)
            {
                return false;
            }
        }

        return true;
    }

    private static void ThrowIfNotIntervals(ReadOnlySpan<Interval> events, string parameterName)
    {
        for (int index = 0; index < events.Length; index++)
        {
            Interval found = events[index];
            if (!double.IsFinite(found.StartSeconds) || !double.IsFinite(found.EndSeconds) || found.EndSeconds < found.StartSeconds)
            {
                throw new ArgumentException(
                    $"Event {index}: expected finite times and an end not before the onset, found {found}.", parameterName);
            }
        }
    }
}

/// <summary>A detected event and the true event it was matched with.</summary>
/// <param name="Detected">The index in the list of detected events.</param>
/// <param name="Truth">The index in the list of true events.</param>
public readonly record struct EventPair(int Detected, int Truth);
