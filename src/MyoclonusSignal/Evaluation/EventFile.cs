using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Reads tables of events: the truth of a recording, what a rater marked, or what this or another program found.</summary>
public static class EventFile
{
    /// <summary>
    /// Reads a BIDS events table (<c>_events.tsv</c>): tabs, one header line with <c>onset</c> and <c>duration</c>, and where it
    /// has them <c>trial_type</c> and <c>channel</c>; <c>n/a</c> for what is missing. Rows that a reviewer rejected (<c>review</c>) are
    /// left out; further columns are not looked at.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The events, sorted by onset; a row without an onset cannot be placed and is left out.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">It is not such a table; the message names the line.</exception>
    public static IReadOnlyList<MarkedEvent> Read(string path) =>
    [
        .. EventTable.Read(path).WithoutRejected(path, out _).Rows.Where(row => row.OnsetSeconds is not null).Select(row =>
            new MarkedEvent(row.OnsetSeconds!.Value, row.DurationSeconds, row.TrialType, row.Channel)),
    ];
}

/// <summary>An event that somebody or something has marked in a recording: a row of an events table.</summary>
/// <param name="OnsetSeconds">Its onset in seconds from the recording's first sample.</param>
/// <param name="DurationSeconds">Its duration in seconds, or <see langword="null"/> where it is not known.</param>
/// <param name="TrialType">Its kind (<c>jerk</c>, <c>contraction</c>, <c>negative_jerk</c>, …), or <see langword="null"/> where none is stated.</param>
/// <param name="Channel">The channel's name, or <see langword="null"/> where none is stated.</param>
public sealed record MarkedEvent(double OnsetSeconds, double? DurationSeconds, string? TrialType = null, string? Channel = null)
{
    /// <summary>Gets when the event was there; it ends at its onset where its duration is not known.</summary>
    public Interval Interval => new(OnsetSeconds, OnsetSeconds + (DurationSeconds ?? 0));

    /// <summary>Gives what a detector found as an event.</summary>
    /// <param name="found">The samples, counted from the recording's first.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="channel">The channel, or <see langword="null"/> to compare with any.</param>
    /// <param name="kind">What was looked for. Default: jerks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a positive number.</exception>
    public static MarkedEvent Of(Segment found, double sampleRate, string? channel = null, EventKind kind = EventKind.Jerk)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        return new MarkedEvent(found.Start / sampleRate, found.Length / sampleRate, kind.TrialType(), channel);
    }

    internal EventRow ToRow() => new(OnsetSeconds, DurationSeconds, TrialType, Channel);
}
