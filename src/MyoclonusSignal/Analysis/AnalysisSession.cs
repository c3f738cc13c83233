using System.Globalization;
using System.Runtime.ExceptionServices;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>One analysis on its way: first a preview that settles the mains, then every channel's pipeline, block by block.</summary>
internal sealed class AnalysisSession
{
    private readonly IReadOnlyList<RecordingChannel> _channels;
    private readonly AnalysisOptions _options;
    private readonly bool _isLive;
    private readonly SignalTraceOptions? _traces;
    private readonly RecordingReferences? _references;
    private readonly RecordingPreview? _preview;
    private readonly RecordingChannel? _fastest;
    private readonly List<RecordingWarning> _warnings = [];
    private readonly double? _statedMainsHz;
    private List<ChannelPipeline>? _pipelines;
    private double _endSeconds;

    /// <summary>Initializes a new instance of the <see cref="AnalysisSession"/> class.</summary>
    /// <param name="channels">The channels to analyse.</param>
    /// <param name="options">What to do.</param>
    /// <param name="isLive">Whether events are given as they settle; no rhythm is estimated then, as it needs the whole recording.</param>
    /// <param name="statedMainsHz">The mains that the recording states, in Hz, for options that state none.</param>
    /// <param name="traces">How much of the signals to keep; nothing where <see langword="null"/>.</param>
    /// <param name="references">The channels that explain bursts of others; <see langword="null"/> for none.</param>
    public AnalysisSession(
        IReadOnlyList<RecordingChannel> channels,
        AnalysisOptions options,
        bool isLive = false,
        double? statedMainsHz = null,
        SignalTraceOptions? traces = null,
        RecordingReferences? references = null)
    {
        _references = references;
        _traces = traces;
        _statedMainsHz = options.LineFrequencyHz ?? statedMainsHz;
        _channels = channels;
        _options = options;
        _isLive = isLive;
        List<RecordingChannel> read = Read(channels);
        _fastest = read.MaxBy(channel => channel.SampleRate);
        _preview = channels.Count == 0 ? null : new RecordingPreview(read, options);
    }

    /// <summary>Gets a value indicating whether the next block will be kept.</summary>
    public bool IsPreviewing => _pipelines is null && _preview is not null;

    /// <summary>Gives the channels whose samples are needed: those that are analysed, or where there is none, all, for the length.</summary>
    public static List<RecordingChannel> Read(IReadOnlyList<RecordingChannel> channels)
    {
        List<RecordingChannel> analysed = [.. channels.Where(channel => channel.Kind is ChannelKind.Emg or ChannelKind.Acceleration)];
        return analysed.Count > 0 ? analysed : [.. channels];
    }

    /// <summary>Takes in a block; gives it back when it may be filled again, or <see langword="null"/> when the preview keeps it.</summary>
    public SampleBlock? Process(SampleBlock block)
    {
        if (_preview is null)
        {
            return block;
        }

        _endSeconds = Math.Max(_endSeconds, block.StartSeconds + (block[_fastest!.Signals[0]].Length / _fastest.SampleRate));
        if (_pipelines is null)
        {
            if (_endSeconds <= _options.StartSeconds)
            {
                return block;
            }

            _preview.Add(block);
            if (_preview.IsComplete)
            {
                EndPreview();
            }

            return null;
        }

        // Channels share nothing, so they may run side by side; with one, or with the few samples of a live block, there is
        // nothing to share out.
        _references?.Process(block);
        if (_pipelines.Count == 1 || _isLive)
        {
            foreach (ChannelPipeline pipeline in _pipelines)
            {
                pipeline.Process(block);
            }
        }
        else
        {
            ProcessSideBySide(_pipelines, block);
        }

        return block;
    }

    /// <summary>Moves what live channels have given since the last call, in the order in which it settled, whatever the block size.</summary>
    public void TakeNotices(Queue<LiveNotice> notices, Queue<LiveRhythmNotice> rhythms)
    {
        if (_pipelines is not null)
        {
            LiveQueues.Take(_pipelines, feed => feed.Pending, notice => notice.GivenSeconds, notices);
            LiveQueues.Take(_pipelines, feed => feed.PendingRhythms, notice => notice.GivenSeconds, rhythms);
        }
    }

    public AnalysisResult Finish(RecordingReader reader)
    {
        EndPreview();
        _references?.Finish(reader.Annotations);
        AnalysisResult result = Finish(reader.Path, reader.GetSha256(), reader.Format, reader.Warnings);
        return result with { Input = result.Input with { SideFiles = reader.SideFiles } };
    }

    public AnalysisResult Finish(string path, string sha256, string format, IReadOnlyList<RecordingWarning> readerWarnings)
    {
        EndPreview();
        List<ChannelResult> results = [];
        List<AnalysisEvent> events = [];
        (ChannelResult Result, List<AnalysisEvent> Events)[] found = new (ChannelResult, List<AnalysisEvent>)[_pipelines!.Count];

        // One by one: the spectra of a night are larger than all that is kept of it, and take a fraction of the time.
        for (int i = 0; i < found.Length; i++)
        {
            List<AnalysisEvent> own = [];
            _pipelines[i].Finish();
            found[i] = (ChannelResultBuilder.Build(_pipelines[i], own), own);
        }

        RhythmResult?[] rhythms = ChannelComb.Explain([.. found.Select(channel => (channel.Result.Name, channel.Result.Rhythm))]);
        for (int i = 0; i < found.Length; i++)
        {
            results.Add(found[i].Result with { Rhythm = rhythms[i] });
            events.AddRange(found[i].Events);
            _warnings.AddRange(new ChannelWarnings(_options).Of(results[^1], _pipelines[i], found[i].Events));
            _pipelines[i].Live?.Finish(found[i].Events, found[i].Result.Rejected, _endSeconds);
        }

        if (_endSeconds <= _options.StartSeconds)
        {
            _warnings.Add(new RecordingWarning("nothing-selected", null, null, null, string.Create(CultureInfo.InvariantCulture, $"The recording ends at {_endSeconds:0.###} s, before the start asked for ({_options.StartSeconds:0.###} s): nothing was analysed.")));
        }

        if (_references?.LostWarning() is RecordingWarning lost)
        {
            _warnings.Add(lost);
        }

        return new AnalysisResult(
            new InputInfo(path, sha256, format, _fastest?.TimeMap.ToSeconds(_endSeconds) ?? _endSeconds),
            _options,
            MainsHz(),
            [.. readerWarnings, .. _warnings],
            results,
            EventGrouping.Assign(events, _options.GroupSeconds))
        {
            Traces = [.. _pipelines.Select(pipeline => pipeline.Traces()).OfType<ChannelTraces>()],
        };
    }

    /// <summary>The mains that were taken out: those stated, where a channel can hold them, or those that the lines of the channels are.</summary>
    private double MainsHz() => _statedMainsHz is double stated
        ? (IsHeld(stated) ? stated : 0)
        : KnownLines.MainsHz(_pipelines!.Where(pipeline => pipeline.Lines is not null).Select(pipeline => pipeline.Lines!.Lines()));

    /// <summary>Returns true if stated mains, or a harmonic of them, lie in the band of an EMG.</summary>
    private bool IsHeld(double mainsHz) => mainsHz > 0 && _pipelines!.Any(pipeline => pipeline.Lines is not null
        && LineBand.Harmonics(mainsHz, pipeline.Context.Plan.Band.LowHz, pipeline.Context.Plan.Band.HighHz, pipeline.Context.SampleRate).Count > 0);

    private static void ProcessSideBySide(List<ChannelPipeline> pipelines, SampleBlock block) =>
        InParallel(pipelines.Count, i => pipelines[i].Process(block));

    private void EndPreview()
    {
        if (_pipelines is not null)
        {
            return;
        }

        _pipelines = [];
        int analysed = _channels.Count(channel => channel.Kind is ChannelKind.Emg or ChannelKind.Acceleration);
        foreach (RecordingChannel channel in _channels)
        {
            ChannelKind kind = channel.Kind;
            if (kind is ChannelKind.Emg or ChannelKind.Acceleration)
            {
                ConditioningPlan plan = _preview!.NotRawEmg(channel) is string finding
                    ? ConditioningPlan.Refuse(_options.EmgBand, NotRawEmg(channel, finding))
                    : kind == ChannelKind.Emg && _options.EmgBurstDetector is { Unit: string unit } detector && Units.Microvolts(channel.Unit) / Units.Microvolts(unit) is null
                    ? ConditioningPlan.Refuse(_options.EmgBand, UnitUnknown(channel, detector, unit))
                    : PlanWithLines(channel, kind);
                _warnings.AddRange(plan.Warnings);
                _pipelines.Add(new ChannelPipeline(
                    new ChannelContext(channel, kind, plan, _options, _preview.QuantisationStep(channel)),
                    [.. channel.Signals.Select(signal => _preview.RangeOf(channel, signal))],
                    _preview.LossesOf(channel),
                    _isLive ? _preview.EndSeconds : null,
                    _traces is null ? null : (_traces, analysed),
                    _references));
            }
            else if (_options.Channels is not null)
            {
                _warnings.Add(new RecordingWarning(
                    "channel-not-analysed",
                    channel.Name,
                    null,
                    null,
                    $"{channel.Name} is neither EMG nor acceleration: no jerks are looked for in it. If it is, say so with RecordingOptions.Kinds \"{channel.Name}=emg\"."));
            }
        }

        if (_statedMainsHz is double stated and > 0 && _pipelines.Any(pipeline => pipeline.Lines is not null) && !IsHeld(stated))
        {
            _warnings.Add(new RecordingWarning("mains-not-held", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The stated mains of {stated:0.###} Hz lies outside the band of every EMG: nothing was taken out for it. Lines that stand in the band are taken out wherever they are.")));
        }

        if (_pipelines.Count == 0 && _options.Channels is null)
        {
            _warnings.Add(NothingToAnalyse(_channels));
        }

        foreach (SampleBlock block in _preview?.Blocks ?? [])
        {
            _references?.Process(block);
            foreach (ChannelPipeline pipeline in _pipelines)
            {
                pipeline.Process(block);
            }
        }

        _preview?.Clear();
    }

    /// <summary>Plans the filters of a channel and, of an EMG, the lines to be taken out of it, which are those of this channel alone.</summary>
    private ConditioningPlan PlanWithLines(RecordingChannel channel, ChannelKind kind)
    {
        ConditioningPlan plan = ConditioningPlan.For(channel, kind, _options);
        return plan.Filter is null || kind != ChannelKind.Emg || _statedMainsHz == 0
            ? plan
            : plan.With(KnownLines.Join(_preview!.Lines(channel, plan), _statedMainsHz, plan.Band, channel.SampleRate));
    }

    private static RecordingWarning NotRawEmg(RecordingChannel channel, string finding) => new(
        "not-raw-emg",
        channel.Name,
        null,
        null,
        $"{channel.Name} is no raw EMG: {finding}. No jerks and no rhythm are looked for in it; record or export the EMG before rectification and smoothing, at 500 Hz or more. If it is something else, say so with RecordingOptions.Kinds \"{channel.Name}=other\".");

    private static RecordingWarning NothingToAnalyse(IReadOnlyList<RecordingChannel> channels)
    {
        string others = channels.Count == 0 ? "it has none" : "it has " + string.Join(", ", channels.Select(channel => channel.Name));
        return new RecordingWarning(
            "nothing-analysed",
            null,
            null,
            null,
            $"No channel is known to be EMG or acceleration ({others}): nothing was analysed. Say what one is with RecordingOptions.Kinds \"{(channels.Count == 0 ? "NAME" : channels[0].Name)}=emg\" or =acc.");
    }

    private static RecordingWarning UnitUnknown(RecordingChannel channel, IBurstDetector detector, string unit) => new(
        "unit-unknown",
        channel.Name,
        null,
        null,
        $"{channel.Name}: the levels of the detector {detector.Name} are in {unit}, and the channel {(channel.Unit is null ? "states no unit" : $"is in {channel.Unit}")}. No jerks are looked for in it; state the unit in its header, as in {channel.Name} [uV], or use another detector.");

    /// <summary>Runs the channels side by side; what one of them throws is thrown as it is.</summary>
    private static void InParallel(int channels, Action<int> work)
    {
        try
        {
            Parallel.For(0, channels, work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }
    }
}
