using System.Text.Json.Serialization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Turns the runs of equal samples of a channel into stretches with the events in them.</summary>
internal static class QualityPlaces
{
    // A rail that is reached in every phase of a burst is one stretch to whoever looks for it.
    private const double JoinSeconds = 1;

    // Times of one sample that were counted from different origins differ in their last digits.
    private const int Digits = 6;

    /// <summary>Makes one of stretches that lie less than a gap apart; the result is sorted.</summary>
    /// <param name="places">The stretches, in any order.</param>
    /// <param name="gapSeconds">The gap in seconds.</param>
    public static List<Interval> Join(IEnumerable<Interval> places, double gapSeconds)
    {
        List<Interval> joined = [];
        foreach ((double start, double end) in places.OrderBy(place => place.StartSeconds))
        {
            if (joined.Count > 0 && start - joined[^1].EndSeconds < gapSeconds)
            {
                joined[^1] = joined[^1] with { EndSeconds = Math.Max(joined[^1].EndSeconds, end) };
            }
            else
            {
                joined.Add(new Interval(start, end));
            }
        }

        return joined;
    }

    /// <summary>Gives the stretches in order; what lies nearer than a second to the one before is joined with it.</summary>
    /// <param name="places">The runs, in any order.</param>
    /// <param name="events">The events of the channel.</param>
    public static IReadOnlyList<QualityPlace> Join(
        IEnumerable<Interval> places, IReadOnlyList<AnalysisEvent> events)
    {
        return [.. Join(places, JoinSeconds).Select(place => new QualityPlace(
            Math.Round(place.StartSeconds, Digits),
            Math.Round(place.DurationSeconds, Digits),
            events.Count(e => place.Overlaps(new Interval(e.OnsetSeconds, e.OnsetSeconds + e.DurationSeconds)))))];
    }
}

/// <summary>A stretch of a channel in which the signal is not what the electrodes saw.</summary>
/// <param name="StartSeconds">Where it begins, in seconds from the recording's first sample.</param>
/// <param name="DurationSeconds">Its duration in seconds.</param>
/// <param name="EventCount">How many events overlap it; of a stretch at a rail their amplitudes are too small.</param>
public readonly record struct QualityPlace(double StartSeconds, double DurationSeconds, [property: JsonPropertyName("events")] int EventCount);
