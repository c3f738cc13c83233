using System.Globalization;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>Turns the flat and the clipped stretches of a channel into warnings with their place.</summary>
internal static class QualityPlaces
{
    // A warning a second at most; more than ten of a kind are no longer read one by one.
    private const double JoinSeconds = 1;
    private const int MostWarnings = 10;

    /// <summary>Gives the warnings of the stretches at a rail, with the number of the events that lie in them.</summary>
    public static IEnumerable<RecordingWarning> OfClipped(
        string channel, IEnumerable<(double StartSeconds, double EndSeconds)> places, IReadOnlyList<AnalysisEvent> events) =>
        Warnings("clipped", channel, places, stretch =>
        {
            int hit = events.Count(e => e.OnsetSeconds < stretch.EndSeconds && e.OnsetSeconds + e.DurationSeconds > stretch.StartSeconds);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{channel}: samples at a rail from {stretch.StartSeconds:0.###} to {stretch.EndSeconds:0.###} s{(hit == 0 ? string.Empty : $"; the amplitudes of {hit} event{(hit == 1 ? string.Empty : "s")} there are too small")}.");
        });

    /// <summary>Gives the warnings of the flat stretches.</summary>
    public static IEnumerable<RecordingWarning> OfFlat(string channel, IEnumerable<(double StartSeconds, double EndSeconds)> places) =>
        Warnings("flat", channel, places, stretch => string.Create(
            CultureInfo.InvariantCulture, $"{channel}: no change from {stretch.StartSeconds:0.###} to {stretch.EndSeconds:0.###} s; an electrode or cable may be off."));

    private static IEnumerable<RecordingWarning> Warnings(
        string code,
        string channel,
        IEnumerable<(double StartSeconds, double EndSeconds)> places,
        Func<(double StartSeconds, double EndSeconds), string> text)
    {
        List<(double StartSeconds, double EndSeconds)> joined = [];
        foreach ((double start, double end) in places.OrderBy(place => place.StartSeconds))
        {
            if (joined.Count > 0 && start - joined[^1].EndSeconds < JoinSeconds)
            {
                joined[^1] = (joined[^1].StartSeconds, Math.Max(joined[^1].EndSeconds, end));
            }
            else
            {
                joined.Add((start, end));
            }
        }

        foreach ((double start, double end) in joined.Take(MostWarnings))
        {
            // Blocks of other sizes give times that differ in their last digits.
            (double Start, double End) stretch = (Math.Round(start, 4), Math.Round(end, 4));
            yield return new RecordingWarning(code, channel, stretch.Start, stretch.End, text(stretch));
        }

        if (joined.Count > MostWarnings)
        {
            (double start, double end) = (Math.Round(joined[MostWarnings].StartSeconds, 4), Math.Round(joined[^1].EndSeconds, 4));
            yield return new RecordingWarning(code, channel, start, end, string.Create(
                CultureInfo.InvariantCulture, $"{channel}: {joined.Count - MostWarnings} more stretches of that kind from {start:0.###} to {end:0.###} s."));
        }
    }
}
