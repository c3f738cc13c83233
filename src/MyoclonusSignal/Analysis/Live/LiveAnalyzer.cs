using System.Diagnostics.CodeAnalysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The analysis of a recording that is still being made: takes in its samples block by block and gives each event as soon as
/// it is settled. The events are those that <see cref="MyoclonusAnalyzer"/> finds with the same options.
/// </summary>
/// <remarks>
/// <para>What is given and not taken back is, after <see cref="Finish"/>, event for event what the analysis of the whole
/// recording gives. An event is taken back where later ones show it to be a heartbeat: the first eight or so, until the
/// pulse is known. From then on heartbeats are not given at all. The last 64 events decide meanwhile; where the whole
/// recording tells otherwise, <see cref="Finish"/> puts it right.</para>
/// <para>Electrocardiograms and trigger channels among the channels are used as there: marks of stimuli a second after them, beats
/// as far as a stretch of half a minute has settled. Annotations come with no block; what they alone tell is not known here.</para>
/// <para>The rhythm of each channel is reported as <see cref="RhythmMonitor"/> sees it on the last twelve seconds (with the default
/// options): when it begins, moves to another frequency, and ends; see <see cref="TryTakeRhythm"/>. Its estimate over the whole
/// recording is left to <see cref="MyoclonusAnalyzer"/>, and groups are assigned at the end.</para>
/// <para>Any block size gives the same notices in the same order. Memory grows with the number of events, not with time; a
/// block in which none settles allocates nothing once the preview (<see cref="AnalysisOptions.PreviewSeconds"/>) is over.
/// Not thread-safe.</para>
/// </remarks>
public sealed class LiveAnalyzer
{
    private readonly AnalysisSession _session;
    private readonly Queue<LiveNotice> _notices = new();
    private readonly Queue<LiveRhythmNotice> _rhythms = new();
    private readonly Dictionary<AnalysisEvent, long> _ids = [];
    private AnalysisResult? _result;

    /// <summary>Initializes a new instance of the <see cref="LiveAnalyzer"/> class.</summary>
    /// <param name="channels">The channels of the recording, as its reader gives them.</param>
    /// <param name="options">What to do; <see cref="AnalysisOptions.ForLive"/> where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or a channel asked for is not among the channels.</exception>
    public LiveAnalyzer(IReadOnlyList<RecordingChannel> channels, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        Options = options ?? AnalysisOptions.ForLive;
        Options.Validate();
        if (Options.EmgBurstDetector is IBurstDetector detector)
        {
            throw new ArgumentException($"The detector \"{detector.Name}\" needs a whole recording; live there is only the library's own.", nameof(options));
        }

        Channels = MyoclonusAnalyzer.Choose(channels, Options);
        _session = new AnalysisSession(Channels, Options, isLive: true, references: new RecordingReferences(channels));
        LatencySeconds = Channels.Select(Latency).DefaultIfEmpty(0).Max();
    }

    /// <summary>Gets the options.</summary>
    public AnalysisOptions Options { get; }

    /// <summary>Gets the channels analysed.</summary>
    public IReadOnlyList<RecordingChannel> Channels { get; }

    /// <summary>
    /// Gets how much signal must have come in behind the offset of a jerk before it is given, in seconds, at most: what the
    /// detector looks at behind it, and the delay of the filters. This holds where the power then falls to the noise at once;
    /// what trails off or goes over into other activity takes so much longer, and the first jerks wait until the preview is over.
    /// </summary>
    public double LatencySeconds { get; }

    /// <summary>Takes in the next samples.</summary>
    /// <param name="block">The samples; it may be filled again afterwards.</param>
    /// <exception cref="InvalidOperationException">The recording was finished.</exception>
    public void Process(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_result is not null)
        {
            throw new InvalidOperationException("The recording was finished; use a new analyzer for the next one.");
        }

        _session.Process(_session.IsPreviewing ? block.Copy() : block);
        _session.TakeNotices(_notices, _rhythms);
    }

    /// <summary>Gives the next event that has settled, or that is taken back.</summary>
    /// <param name="notice">The notice, where the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when there is none until more samples come in.</returns>
    public bool TryTake([NotNullWhen(true)] out LiveNotice? notice)
    {
        if (!_notices.TryDequeue(out notice))
        {
            return false;
        }

        if (!_ids.TryGetValue(notice.Event, out long id))
        {
            id = _ids.Count + 1;
            _ids.Add(notice.Event, id);
        }

        notice = notice with { Id = id };
        return true;
    }

    /// <summary>Gives the next change in the rhythm of a channel.</summary>
    /// <remarks>
    /// A rhythm is seen when it fills some half of the stretch that is looked at, and its end as late. A gap empties that stretch.
    /// Without <see cref="AnalysisOptions.RemoveEcg"/> heartbeats stay in the envelope of EMG; they are mostly slower than the band.
    /// Stimuli and the discharges of a single motor unit stay in it too: they are told only after the monitor has read their samples.
    /// </remarks>
    /// <param name="notice">The notice, where the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when there is none until more samples come in.</returns>
    public bool TryTakeRhythm([NotNullWhen(true)] out LiveRhythmNotice? notice) => _rhythms.TryDequeue(out notice);

    /// <summary>Ends the recording: settles what was open, which <see cref="TryTake"/> then gives.</summary>
    /// <param name="name">What the recording is called in the result.</param>
    /// <param name="readerWarnings">The warnings of its reader.</param>
    /// <returns>Everything found; without the rhythm of the whole recording, and without the hash of a file.</returns>
    public AnalysisResult Finish(string name = "live", IReadOnlyList<RecordingWarning>? readerWarnings = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_result is null)
        {
            _result = _session.Finish(name, string.Empty, "live", readerWarnings ?? []);
            _session.TakeNotices(_notices, _rhythms);
        }

        return _result;
    }

    /// <summary>
    /// The detector's latency, the pause, the window and the flank by which it sees that a burst has ended, and the delay of
    /// the filters; lines are taken out without delay.
    /// </summary>
    private double Latency(RecordingChannel channel)
    {
        if (channel.Kind is not (ChannelKind.Emg or ChannelKind.Acceleration))
        {
            return 0;
        }

        ConditioningPlan plan = ConditioningPlan.For(channel, channel.Kind, Options);
        if (plan.Filter is null)
        {
            return 0;
        }

        double delay = plan.DelaySeconds;
        JerkDetectorOptions detector = channel.Kind == ChannelKind.Acceleration ? Options.AccelerationDetector : Options.EmgDetector;
        DetectorGeometry geometry = new(detector, channel.SampleRate, 2 * plan.Band.WidthHz);
        delay += Options.RemoveEcg && channel.Kind == ChannelKind.Emg ? HeartbeatReview.DelaySeconds(geometry.LatencySamples / channel.SampleRate) : 0;
        double latency = (geometry.LatencySamples + geometry.WaitSamples) / channel.SampleRate;
        return latency + (2 * detector.ScaleSeconds) + detector.FlankSeconds + delay;
    }
}
