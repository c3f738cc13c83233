using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How well detected events agree with true ones. What has no meaning is <see langword="null"/>, never NaN.</summary>
/// <param name="TruePositives">Detected events matched with a true one.</param>
/// <param name="FalsePositives">Detected events without a true one.</param>
/// <param name="FalseNegatives">True events without a detected one.</param>
/// <param name="Precision">True among detected; <see langword="null"/> when nothing was detected.</param>
/// <param name="Recall">Detected among true; <see langword="null"/> when nothing was there.</param>
/// <param name="F1">2·TP / (2·TP + FP + FN); <see langword="null"/> when nothing was there and nothing detected.</param>
/// <param name="FalsePerHour">False detections per hour of one channel; <see langword="null"/> when the length is not known.</param>
/// <param name="OnsetError">The error of the onsets of matched events; <see langword="null"/> without any.</param>
/// <param name="OffsetError">The error of their ends, where both have a length; <see langword="null"/> without any.</param>
public sealed record DetectionScore(
    int TruePositives,
    int FalsePositives,
    int FalseNegatives,
    Proportion? Precision,
    Proportion? Recall,
    double? F1,
    double? FalsePerHour,
    TimingError? OnsetError,
    TimingError? OffsetError)
{
    /// <summary>Matches and scores the events of one channel and kind.</summary>
    /// <param name="detected">The detected events in any order.</param>
    /// <param name="truth">The true events in any order.</param>
    /// <param name="options">The criterion and its tolerance.</param>
    /// <param name="recordedSeconds">The length of the recording in seconds, above 0, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    public static DetectionScore Of(
        ReadOnlySpan<Interval> detected, ReadOnlySpan<Interval> truth, MatchOptions options, double? recordedSeconds = null)
    {
        var tally = new ScoreTally();
        tally.Add(detected, truth, options);
        return tally.ToScore(recordedSeconds);
    }

    /// <summary>Matches and scores the events of a whole recording, as the command <c>evaluate</c> does.</summary>
    /// <param name="detected">The detected events in any order.</param>
    /// <param name="truth">The true events in any order, for example those of an <see cref="EventFile"/>.</param>
    /// <param name="options">The criterion, its tolerance and the kinds to compare; the defaults where <see langword="null"/>.</param>
    /// <param name="recordedSeconds">The length of the recording in seconds, above 0, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    /// <remarks>
    /// Events are matched only within the same channel and kind. When no event of one side states a channel, the channels of
    /// the other are not looked at, and likewise for the kinds. A channel may be written with its unit, as in a recording's
    /// header (<c>emg_ta [uV]</c>).
    /// </remarks>
    public static DetectionScore OfRecording(
        IEnumerable<MarkedEvent> detected, IEnumerable<MarkedEvent> truth, MatchOptions? options = null, double? recordedSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(detected);
        ArgumentNullException.ThrowIfNull(truth);
        return EventScorer.Score(
            new EventTable(detected.Select(one => one.ToRow())), new EventTable(truth.Select(one => one.ToRow())), options ?? new MatchOptions(), recordedSeconds).Overall;
    }
}

/// <summary>The score of one channel and kind of event.</summary>
/// <param name="Channel">The channel, or <see langword="null"/> for all channels or where none is stated.</param>
/// <param name="TrialType">The kind of event, or <see langword="null"/> where none is stated.</param>
/// <param name="Score">The score.</param>
internal sealed record ChannelScore(string? Channel, string? TrialType, DetectionScore Score);
