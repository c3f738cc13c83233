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
