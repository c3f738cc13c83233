using System.Globalization;
using System.Runtime.ExceptionServices;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>One analysis on its way: first a preview that settles the mains, then every channel's pipeline, block by block.</summary>
internal sealed class AnalysisSession
{
    // Of a recording that is held whole: enough for the processors of a machine, some megabytes each.
    private const int ChannelsAtATime = 16;

    // The spectra of an hour take some ten megabytes of each channel that is ended.
    private const double MostSecondsSideBySide = 3600;

    private readonly IReadOnlyList<RecordingChannel> _channels;
    private readonly AnalysisOptions _options;
    private readonly bool _isLive;
    private readonly SignalTraceOptions? _traces;
    private readonly RecordingReferences? _references;
    private readonly RecordingPreview? _preview;
    private readonly RecordingChannel? _fastest;
    private readonly List<RecordingWarning> _warnings = [];
    private readonly double? _statedMainsHz;
    private readonly List<PreparedChannel> _prepared = [];
    private List<ChannelPipeline>? _pipelines;
    private ChannelTeam[] _teams = [];
    private bool _isPrepared;
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
        _preview = channels.Count == 0 ? null : new RecordingPreview(read, options, holdsAll: !isLive);
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

        // Channels share nothing, so teams of them may run on several processors; with one team, or with the few samples of a live
        // block, there is nothing to share out.
        _references?.Process(block);
        if (_teams.Length == 1 || _isLive)
        {
            foreach (ChannelTeam team in _teams)
            {
                team.Process(block);
            }
        }
        else
        {
            ProcessSideBySide(_teams, block);
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
        Prepare();
        ShowReferences();
        _references?.Finish(reader.Annotations);
        AnalysisResult result = Finish(reader.Path, reader.GetSha256(), reader.Format, reader.Warnings);
        return result with { Input = result.Input with { SideFiles = reader.SideFiles } };
    }

    public AnalysisResult Finish(string path, string sha256, string format, IReadOnlyList<RecordingWarning> readerWarnings)
    {
        Prepare();
        if (_isLive && _pipelines is null)
        {
            // What settled at the end is given as what settled before.
            EndPreview();
        }

        List<ChannelFinding> found = [.. _pipelines is null ? FindFewAtATime() : Find(TakePipelines(_pipelines))];
        List<ChannelResult> results = [];
        List<AnalysisEvent> events = [];
        RhythmResult?[] rhythms = ChannelComb.Explain([.. found.Select(channel => (channel.Result.Name, channel.Result.Rhythm))]);
        for (int i = 0; i < found.Count; i++)
        {
            results.Add(found[i].Result with { Rhythm = rhythms[i] });
            events.AddRange(found[i].Events);
            _warnings.AddRange(found[i].Warnings.Of(results[^1], found[i].Events));
            found[i].Live?.Finish(found[i].Events, found[i].Result.Rejected, _endSeconds);

            // Events take much of the memory of a long recording: no list but the one that is returned keeps them.
            found[i].Events.Clear();
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
            MainsHz(found),
            [.. readerWarnings, .. _warnings],
            results,
            EventGrouping.Assign(events, _options.GroupSeconds))
        {
            Traces = [.. found.Select(channel => channel.Traces).OfType<ChannelTraces>()],
        };
    }

    /// <summary>
    /// Analyses a recording that is held whole a few channels at a time: what finds the bursts of one takes more memory than half a
    /// minute of its samples, and recordings of thousands of channels are short.
    /// </summary>
    private IEnumerable<ChannelFinding> FindFewAtATime()
    {
        foreach (PreparedChannel[] few in _prepared.Chunk(ChannelsAtATime))
        {
            foreach (ChannelFinding found in Find(new Queue<ChannelPipeline>(BeginWithPreview(few))))
            {
                yield return found;
            }
        }
    }

    /// <summary>Gives the references what is held: before they are finished, and before any channel asks them.</summary>
    private void ShowReferences()
    {
        foreach (SampleBlock block in _preview?.Blocks ?? [])
        {
            _references?.Process(block);
        }
    }

    /// <summary>Begins channels with what is held, side by side.</summary>
    private ChannelPipeline[] BeginWithPreview(IReadOnlyList<PreparedChannel> channels)
    {
        ChannelPipeline[] pipelines = new ChannelPipeline[channels.Count];
        InParallel(pipelines.Length, i =>
        {
            pipelines[i] = NewPipeline(channels[i]);
            foreach (SampleBlock block in _preview!.Blocks)
            {
                pipelines[i].Process(block);
            }
        });
        return pipelines;
    }

    /// <summary>
    /// Ends the channels, side by side; in a long recording one after the other, as the spectra of a night are larger than all that is
    /// kept of it, and what is kept of a channel is let go when it has ended.
    /// </summary>
    private List<ChannelFinding> Find(Queue<ChannelPipeline> pipelines)
    {
        List<ChannelFinding> ended = [];
        while (_endSeconds - _options.StartSeconds > MostSecondsSideBySide && pipelines.TryDequeue(out ChannelPipeline? pipeline))
        {
            ended.Add(Find(pipeline));
        }

        ChannelPipeline[] rest = [.. pipelines];
        ChannelFinding[] found = new ChannelFinding[rest.Length];
        InParallel(found.Length, i => found[i] = Find(rest[i]));
        return [.. ended, .. found];
    }

    /// <summary>Gives the pipelines to be ended; of a recording that is not live nothing else keeps them then.</summary>
    private Queue<ChannelPipeline> TakePipelines(List<ChannelPipeline> pipelines)
    {
        Queue<ChannelPipeline> taken = new(pipelines);
        if (!_isLive)
        {
            pipelines.Clear();
            _teams = [];
        }

        return taken;
    }

    private ChannelFinding Find(ChannelPipeline pipeline)
    {
        List<AnalysisEvent> events = [];
        pipeline.Finish();
        ChannelResult result = ChannelResultBuilder.Build(pipeline, events);
        ChannelWarnings warnings = new(_options);
        warnings.Add(result, pipeline);
        return new ChannelFinding(result, events, warnings, pipeline.Traces(), pipeline.Lines?.Lines(), pipeline.Live);
    }

    /// <summary>The mains that were taken out: those stated, where a channel can hold them, or those that the lines of the channels are.</summary>
    private double MainsHz(List<ChannelFinding> found) => _statedMainsHz is double stated
        ? (IsHeld(stated) ? stated : 0)
        : KnownLines.MainsHz(found.Select(channel => channel.Lines).OfType<IReadOnlyList<FoundLine>>());

    /// <summary>Returns true if stated mains, or a harmonic of them, lie in the band of an EMG.</summary>
    private bool IsHeld(double mainsHz) => mainsHz > 0 && _prepared.Exists(channel => channel.HasLines
        && LineBand.Harmonics(mainsHz, channel.Context.Plan.Band.LowHz, channel.Context.Plan.Band.HighHz, channel.Context.SampleRate).Count > 0);

    // By itself: what it hands to the processors is allocated where a method begins, and a live block allocates nothing.
    private static void ProcessSideBySide(ChannelTeam[] teams, SampleBlock block) => InParallel(teams.Length, i => teams[i].Process(block));

    /// <summary>Settles from the preview how every channel is analysed.</summary>
    private void Prepare()
    {
        if (_isPrepared)
        {
            return;
        }

        _isPrepared = true;
        PreparedChannel?[] prepared = new PreparedChannel?[_channels.Count];
        InParallel(_channels.Count, i => prepared[i] = _channels[i].Kind is ChannelKind.Emg or ChannelKind.Acceleration ? Prepare(_channels[i]) : null);
        foreach ((RecordingChannel channel, PreparedChannel? one) in _channels.Zip(prepared))
        {
            if (one is not null)
            {
                _warnings.AddRange(one.Context.Plan.Warnings);
                _prepared.Add(one);
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

        if (_statedMainsHz is double stated and > 0 && _prepared.Exists(channel => channel.HasLines) && !IsHeld(stated))
        {
            _warnings.Add(new RecordingWarning("mains-not-held", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The stated mains of {stated:0.###} Hz lies outside the band of every EMG: nothing was taken out for it. Lines that stand in the band are taken out wherever they are.")));
        }

        if (_prepared.Count == 0 && _options.Channels is null)
        {
            _warnings.Add(NothingToAnalyse(_channels));
        }
    }

    /// <summary>Settles from the preview how one channel is analysed.</summary>
    private PreparedChannel Prepare(RecordingChannel channel)
    {
        ChannelKind kind = channel.Kind;
        ConditioningPlan plan = _preview!.NotRawEmg(channel) is string finding
            ? ConditioningPlan.Refuse(_options.EmgBand, NotRawEmg(channel, finding))
            : kind == ChannelKind.Emg && _options.EmgBurstDetector is { Unit: string unit } detector && Units.Microvolts(channel.Unit) / Units.Microvolts(unit) is null
            ? ConditioningPlan.Refuse(_options.EmgBand, UnitUnknown(channel, detector, unit))
            : PlanWithLines(channel, kind);
        return new PreparedChannel(
            new ChannelContext(channel, kind, plan, _options, _preview.QuantisationStep(channel)),
            [.. channel.Signals.Select(signal => _preview.RangeOf(channel, signal))]);
    }

    private ChannelPipeline NewPipeline(PreparedChannel channel) => new(
        channel.Context,
        channel.Ranges,
        _preview!.LossesOf(channel.Context.Channel),
        _isLive ? _preview.EndSeconds : null,
        _traces is null ? null : (_traces, _prepared.Count),
        _references);

    /// <summary>Goes on with the recording as a stream: every channel has its pipeline from here on, which are given what was held.</summary>
    private void EndPreview()
    {
        Prepare();
        ShowReferences();
        _pipelines = [.. BeginWithPreview(_prepared)];
        _teams = ChannelTeam.Of(_pipelines, sharesProcessors: !_isLive);
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

    /// <summary>A channel whose analysis can begin.</summary>
    private sealed record PreparedChannel(ChannelContext Context, IReadOnlyList<PlausibleRange> Ranges)
    {
        /// <summary>Gets a value indicating whether lines are taken out of it.</summary>
        public bool HasLines => Context.Plan is { Filter: not null, Lines: not null };
    }

    /// <summary>All that is left of a channel once it is analysed.</summary>
    private sealed record ChannelFinding(
        ChannelResult Result, List<AnalysisEvent> Events, ChannelWarnings Warnings, ChannelTraces? Traces, IReadOnlyList<FoundLine>? Lines, LiveFeed? Live);

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
