using System.Text.Json.Nodes;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Writes a live analysis as lines of JSON: <c>start</c>, then <c>event</c>, <c>retracted</c> and <c>rhythm</c> as they come, then
/// <c>summary</c>. Stable order of keys, units in the names; times have four decimals, like those of <c>events.tsv</c>.
/// </summary>
/// <remarks>A line reaches the stream in one piece; the stream is not flushed.</remarks>
internal static class LiveJson
{
    /// <summary>Writes the first line: what is analysed, with which options, and how late events come.</summary>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteStart(LiveAnalyzer analyzer, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        JsonFormats.WriteLine(new LiveStartView(analyzer), stream);
    }

    /// <summary>Writes an event, or that it is taken back.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteNotice(LiveNotice notice, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.IsRetracted)
        {
            JsonFormats.WriteLine(new LiveRetractionView(notice), stream);
        }
        else
        {
            JsonFormats.WriteLine(new LiveEventView(notice), stream);
        }
    }

    /// <summary>Writes a change in the rhythm of a channel.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteRhythm(LiveRhythmNotice notice, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(notice);
        JsonFormats.WriteLine(new LiveRhythmView(notice), stream);
    }

    /// <summary>Writes the last line: what was found in the whole recording, and how late it was reported.</summary>
    /// <param name="result">The result.</param>
    /// <param name="end">Why it ended.</param>
    /// <param name="latency">How much signal came in behind the events before they were given.</param>
    /// <param name="processing">How long it took, by the clock on the wall, from reading a sample to giving the event it settled.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteSummary(AnalysisResult result, LiveEnd end, DelaySummary latency, DelaySummary processing, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        JsonFormats.WriteLine(new LiveSummaryView(result, end, latency, processing), stream);
    }
}

/// <summary>The first line.</summary>
internal sealed class LiveStartView(LiveAnalyzer analyzer)
{
    public string Type { get; } = "start";

    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public SoftwareView Software { get; } = new();

    public IEnumerable<LiveChannelView> Channels =>
        analyzer.Channels.Select(channel => new LiveChannelView(channel.Name, channel.Kind, channel.Unit, channel.SampleRate));

    public double LatencySeconds => Live.Rounded(analyzer.LatencySeconds);

    public double PreviewSeconds => Live.Rounded(analyzer.Options.PreviewSeconds);

    public JsonObject Options => OptionsJson.ToNode(analyzer.Options);
}

/// <summary>A channel in the first line.</summary>
internal sealed record LiveChannelView(string Name, ChannelKind Kind, string? Unit, double SamplingRateHz);

/// <summary>An event.</summary>
internal sealed class LiveEventView(LiveNotice notice)
{
    private readonly AnalysisEvent _row = notice.Event;

    public string Type { get; } = "event";

    public long Id => notice.Id;

    public double OnsetSeconds => Live.Rounded(_row.OnsetSeconds);

    public double DurationSeconds => Live.Rounded(_row.DurationSeconds);

    public string TrialType => _row.Kind.TrialType();

    public string Channel => _row.Channel;

    public double PeakTimeSeconds => Live.Rounded(_row.PeakTimeSeconds);

    public double PeakAmplitude => _row.PeakAmplitude;

    public double RmsAmplitude => _row.RmsAmplitude;

    public double Area => _row.Area;

    public double SnrDb => Live.Rounded(_row.SnrDb, 2);

    public string BurstClass => _row.BurstClass;

    public double RiseTimeSeconds => Live.Rounded(_row.RiseSeconds);

    public double MeanFrequencyHz => Live.Rounded(_row.MeanFrequencyHz, 1);

    public double OnsetUncertaintySeconds => Live.Rounded(_row.OnsetUncertaintySeconds);

    public double OffsetUncertaintySeconds => Live.Rounded(_row.OffsetUncertaintySeconds);

    /// <summary>Gets nothing: which movement an event belongs to is known at the end.</summary>
    public string? Group { get; }

    public double LatencySeconds => Live.Rounded(notice.LatencySeconds);
}

/// <summary>An event that is taken back.</summary>
internal sealed class LiveRetractionView(LiveNotice notice)
{
    public string Type { get; } = "retracted";

    public long Id => notice.Id;

    public double OnsetSeconds => Live.Rounded(notice.Event.OnsetSeconds);

    public string Channel => notice.Event.Channel;

    public BurstRejection? Reason => notice.Reason == BurstRejection.None ? null : notice.Reason;
}

/// <summary>A change of the rhythm.</summary>
internal sealed class LiveRhythmView(LiveRhythmNotice notice)
{
    public string Type { get; } = "rhythm";

    public string Channel => notice.Channel;

    public bool IsOn => notice.IsOn;

    public RhythmChange Change => notice.Change;

    public double SinceSeconds => Live.Rounded(notice.SinceSeconds);

    public double FrequencyHz => Live.Rounded(notice.FrequencyHz);

    public ConfidenceInterval? FrequencyCi95 => notice.FrequencyCi95;

    public double PValue => notice.PValue;

    public double SnrDb => Live.Rounded(notice.SnrDb, 2);

    public double GivenSeconds => Live.Rounded(notice.GivenSeconds);
}

/// <summary>The last line.</summary>
internal sealed class LiveSummaryView(AnalysisResult result, LiveEnd end, DelaySummary latency, DelaySummary processing)
{
    public string Type { get; } = "summary";

    public LiveEnd Ended => end;

    public double DurationSeconds => Live.Rounded(result.Input.DurationSeconds);

    public double LineFrequencyHz => result.LineFrequencyHz;

    public int Events => result.Events.Count;

    public IEnumerable<LiveChannelSummaryView> Channels => result.Channels.Select(channel => new LiveChannelSummaryView(channel));

    public IReadOnlyList<RecordingWarning> Warnings => result.Warnings;

    public LiveDelayView LatencySeconds => new(latency);

    public LiveDelayView ProcessingSeconds => new(processing);
}

/// <summary>What was found in a channel.</summary>
internal sealed class LiveChannelSummaryView(ChannelResult channel)
{
    public string Name => channel.Name;

    public ChannelKind Kind => channel.Kind;

    public double AnalysedSeconds => Live.Rounded(channel.AnalysedSeconds);

    public int Segments => channel.Segments.Count;

    public QualityView Quality => new(channel);

    public JerksView? Jerks => channel.Jerks is JerkSummary jerks ? new JerksView(jerks) : null;

    public OrderedDictionary<string, int> Rejected =>
        new(channel.Rejected.CountBy(candidate => candidate.Reason).OrderBy(reason => reason.Key).Select(reason => KeyValuePair.Create(RejectedCandidate.NameOf(reason.Key), reason.Value)));
}

/// <summary>Delays in seconds.</summary>
internal sealed class LiveDelayView(DelaySummary delay)
{
    public double Median => Live.Rounded(delay.MedianSeconds);

    public double P95 => Live.Rounded(delay.Percentile95Seconds);

    public double Max => Live.Rounded(delay.MaximumSeconds);
}

/// <summary>Numbers of the lines.</summary>
file static class Live
{
    /// <summary>Rounds to so many decimals, as <c>events.tsv</c> does: what is not known is not a number, which is written as null.</summary>
    public static double Rounded(double? value, int decimals = 4) => value is double number ? Math.Round(number, decimals) : double.NaN;
}
