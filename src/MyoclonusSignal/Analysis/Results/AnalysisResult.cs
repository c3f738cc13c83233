using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Everything found in one recording.</summary>
/// <param name="Input">The recording.</param>
/// <param name="Options">What was asked.</param>
/// <param name="LineFrequencyHz">The mains frequency that was taken out, or 0.</param>
/// <param name="Warnings">What had to be dealt with, with its place; in the order of the recording.</param>
/// <param name="Channels">The channels analysed, in the order of the recording.</param>
/// <param name="Events">All events, sorted by onset, then by channel.</param>
public sealed record AnalysisResult(
    InputInfo Input,
    AnalysisOptions Options,
    double LineFrequencyHz,
    IReadOnlyList<RecordingWarning> Warnings,
    IReadOnlyList<ChannelResult> Channels,
    IReadOnlyList<AnalysisEvent> Events)
{
    /// <summary>Gets the sleep stages of the recording, sorted by onset, from which the events have theirs; empty without a hypnogram.</summary>
    public IReadOnlyList<SleepEpoch> Hypnogram { get; init; } = [];

    /// <summary>Gets the file that the sleep stages came from, or <see langword="null"/> without a hypnogram.</summary>
    public HypnogramInfo? HypnogramInput { get; init; }

    /// <summary>Gets how many events a reviewer accepted, rejected and added; <see langword="null"/> for the result of an analysis as it is.</summary>
    public ReviewCounts? Reviewed { get; init; }

    /// <summary>Gets the events that a reviewer rejected, sorted by onset: they are in no count, and are not among <see cref="Events"/>.</summary>
    public IReadOnlyList<AnalysisEvent> RejectedInReview { get; init; } = [];

    /// <summary>Gets the result of the analysis, where this one is that of a review.</summary>
    internal AnalysisResult? Detected { get; init; }

    /// <summary>Gives what a reviewed table of events makes of this result.</summary>
    /// <param name="path">A table as the report saves it: an <c>events.tsv</c> with the column <c>review</c>.</param>
    /// <returns>
    /// The result with the rejected events left out, the added ones counted and moved edges in place: numbers, rates, durations and
    /// intervals are counted anew. The rhythm is that of the signal, and stays.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RecordingFormatException">It is no reviewed table of this recording; the message names the row.</exception>
    /// <example>
    /// <code>
    /// AnalysisResult reviewed = MyoclonusAnalyzer.Analyze("arm.csv").WithReview("arm_desc-reviewed_events.tsv");
    /// ResultFiles.Write(reviewed, "reviewed", "arm");
    /// </code>
    /// </example>
    public AnalysisResult WithReview(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReviewedResult.Of(this, EventTable.Read(path), path);
    }

    /// <summary>Scores the events against true ones, as the command <c>evaluate</c> does, over the time that was analysed.</summary>
    /// <param name="truth">
    /// The true events, for example those of an <see cref="EventFile"/>; those that begin before <see cref="AnalysisOptions.StartSeconds"/>
    /// or behind <see cref="AnalysisOptions.StopSeconds"/> were not looked for and are left out.
    /// </param>
    /// <param name="options">
    /// The criterion, its tolerance and the kinds to compare; <see langword="null"/> for the default tolerance and for every kind, contractions
    /// included.
    /// </param>
    /// <exception cref="ArgumentException">A time or an option is out of its range.</exception>
    /// <example>
    /// <code>
    /// AnalysisResult result = MyoclonusAnalyzer.Analyze("night.edf", new() { EmgBurstDetector = new MyDetector() });
    /// DetectionScore score = result.Score(EventFile.Read("night_truth.tsv"), new() { TrialTypes = ["jerk"] });
    /// </code>
    /// </example>
    public DetectionScore Score(IEnumerable<MarkedEvent> truth, MatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        double start = Options.StartSeconds;
        double end = Math.Min(Options.StopSeconds, Input.DurationSeconds);
        return DetectionScore.OfRecording(
            Events.Select(one => new MarkedEvent(one.OnsetSeconds, one.DurationSeconds, one.Kind.TrialType(), one.Channel)),
            truth.Where(one => one.OnsetSeconds >= start && one.OnsetSeconds <= Options.StopSeconds),
            options,
            end > start ? end - start : null);
    }

    /// <summary>Gets what the signals look like, one entry a channel of <see cref="Channels"/>; empty unless asked for.</summary>
    internal IReadOnlyList<ChannelTraces> Traces { get; init; } = [];
}

/// <summary>The recording that was analysed.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Format">The file format.</param>
/// <param name="DurationSeconds">The time from the first to behind the last sample, gaps included, in seconds.</param>
public sealed record InputInfo(string Path, string Sha256, string Format, double DurationSeconds)
{
    /// <summary>Gets the files beside the recording that were read with it.</summary>
    internal IReadOnlyList<string> SideFiles { get; init; } = [];
}

/// <summary>The file that the sleep stages of a result came from.</summary>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Sha256">The SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Scheme">The name of the scheme by which its numbers were read, or <see langword="null"/> where none was named.</param>
public sealed record HypnogramInfo(string Path, string Sha256, string? Scheme);
