using System.Globalization;
using System.Runtime.ExceptionServices;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>One analysis on its way: first a preview that settles the mains, then every channel's pipeline, block by block.</summary>
internal sealed class AnalysisSession
{
    private readonly IReadOnlyList<RecordingChannel> _channels;
    private readonly AnalysisOptions _options;
    private readonly bool _isLive;
    private readonly RecordingPreview? _preview;
    private readonly RecordingChannel? _fastest;
    private readonly List<RecordingWarning> _warnings = [];
    private readonly double? _statedMainsHz;
    private List<ChannelPipeline>? _pipelines;
    private double _mainsHz;
    private double _endSeconds;

    /// <summary>Initializes a new instance of the <see cref="AnalysisSession"/> class.</summary>
    /// <param name="channels">The channels to analyse.</param>
    /// <param name="options">What to do.</param>
    /// <param name="isLive">Whether events are given as they settle; no rhythm is estimated then, as it needs the whole recording.</param>
    /// <param name="statedMainsHz">The mains that the recording states, in Hz, for options that state none.</param>
    public AnalysisSession(IReadOnlyList<RecordingChannel> channels, AnalysisOptions options, bool isLive = false, double? statedMainsHz = null)
    {
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

    public AnalysisResult Finish(RecordingReader reader) => Finish(reader.Path, reader.GetSha256(), reader.Format, reader.Warnings);

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

        for (int i = 0; i < found.Length; i++)
        {
            results.Add(found[i].Result);
            events.AddRange(found[i].Events);
            WarnOfQuality(found[i].Result, _pipelines[i]);
            _pipelines[i].Live?.Finish(found[i].Events, found[i].Result.Rejected, _endSeconds);
        }

        if (_endSeconds <= _options.StartSeconds)
        {
            _warnings.Add(new RecordingWarning("nothing-selected", null, null, null, string.Create(CultureInfo.InvariantCulture, $"The recording ends at {_endSeconds:0.###} s, before the start asked for ({_options.StartSeconds:0.###} s): nothing was analysed.")));
        }

        return new AnalysisResult(
            new InputInfo(path, sha256, format, _endSeconds),
            _options,
            _mainsHz,
            [.. readerWarnings, .. _warnings],
            results,
            EventGrouping.Assign(events, _options.GroupSeconds));
    }

    private static void ProcessSideBySide(List<ChannelPipeline> pipelines, SampleBlock block) =>
        InParallel(pipelines.Count, i => pipelines[i].Process(block));

    private void EndPreview()
    {
        if (_pipelines is not null)
        {
            return;
        }

        Dictionary<RecordingChannel, MainsDetector> mains = _preview?.MeasureMains() ?? [];
        _mainsHz = _statedMainsHz ?? RecordingPreview.FindMains(mains.Values);
        _pipelines = [];
        foreach (RecordingChannel channel in _channels)
        {
            ChannelKind kind = channel.Kind;
            if (kind is ChannelKind.Emg or ChannelKind.Acceleration)
            {
                ConditioningPlan plan = _preview!.NotRawEmg(channel) is string finding
                    ? ConditioningPlan.Refuse(_options.EmgBand, NotRawEmg(channel, finding))
                    : kind == ChannelKind.Emg && _options.EmgBurstDetector is { Unit: string unit } detector && VoltUnits.Ratio(channel.Unit, unit) is null
                    ? ConditioningPlan.Refuse(_options.EmgBand, UnitUnknown(channel, detector, unit))
                    : ConditioningPlan.For(
                        channel, kind, _options, _mainsHz, mains.TryGetValue(channel, out MainsDetector? hum) ? hum.ExcessDb(_mainsHz) : double.NaN);
                _warnings.AddRange(plan.Warnings);
                _pipelines.Add(new ChannelPipeline(
                    channel, kind, plan, _options, _preview.QuantisationStep(channel),
                    [.. channel.Signals.Select(signal => _preview.RangeOf(channel, signal))], _isLive ? _preview.EndSeconds : null));
            }
            else if (_options.Channels is not null)
            {
                _warnings.Add(new RecordingWarning(
                    "channel-not-analysed",
                    channel.Name,
                    null,
                    null,
                    $"{channel.Name} is neither EMG nor acceleration: no jerks are looked for in it. If it is, say so with --kind \"{channel.Name}=emg\"."));
            }
        }

        if (_pipelines.Count == 0 && _options.Channels is null)
        {
            _warnings.Add(NothingToAnalyse(_channels));
        }

        foreach (SampleBlock block in _preview?.Blocks ?? [])
        {
            foreach (ChannelPipeline pipeline in _pipelines)
            {
                pipeline.Process(block);
            }
        }

        _preview?.Clear();
    }

    private static RecordingWarning NotRawEmg(RecordingChannel channel, string finding) => new(
        "not-raw-emg",
        channel.Name,
        null,
        null,
        $"{channel.Name} is no raw EMG: {finding}. No jerks and no rhythm are looked for in it; record or export the EMG before rectification and smoothing, at 500 Hz or more. If it is something else, say so with --kind \"{channel.Name}=other\".");

    private static RecordingWarning NothingToAnalyse(IReadOnlyList<RecordingChannel> channels)
    {
        string others = channels.Count == 0 ? "it has none" : "it has " + string.Join(", ", channels.Select(channel => channel.Name));
        return new RecordingWarning(
            "nothing-analysed",
            null,
            null,
            null,
            $"No channel is known to be EMG or acceleration ({others}): nothing was analysed. Say what one is with --kind \"{(channels.Count == 0 ? "NAME" : channels[0].Name)}=emg\" or =acc.");
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

    private void WarnOfQuality(ChannelResult result, ChannelPipeline pipeline)
    {
        string name = result.Name;
        SignalQuality quality = result.Quality;
        if (quality.SampleCount > 0 && quality.MissingFraction >= 1)
        {
            Warn("no-samples", name, $"{name} holds no sample at all: every value is missing.");
        }
        else if (quality.MissingFraction > 0)
        {
            Warn("missing-samples", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.MissingFraction:P2} of the samples are missing; each gap ends a segment."));
        }

        AbsurdSamples[] absurd = [.. pipeline.Absurd.Where(axis => axis.Count > 0)];
        if (absurd.Length > 0)
        {
            long count = absurd.Sum(axis => axis.Count);
            double first = absurd.Min(axis => axis.Places[0]);
            _warnings.Add(new RecordingWarning("absurd-sample", name, first, absurd.Max(axis => axis.Places[^1]), string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {(count == 1 ? "one sample" : $"{count} samples")} of up to {absurd.Max(axis => axis.Largest):0.##E+0}, from {first:0.####} s on, further out than any converter reaches at this channel's noise, and alone: taken for missing.")));
        }

        if (quality.ClippedFraction > 0.0001 && !quality.IsDead)
        {
            int events = result.Clipped.Sum(place => place.EventCount);
            string consequence = events == 0 ? "no event is there" : $"the amplitudes of {Events(events)} there are too small";
            Warn("clipped", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.ClippedFraction:P2} of the samples are at a rail, in {Stretches(result.Clipped.Count)}; {consequence}."));
        }

        if (pipeline.Searched.TooShort is { Count: > 0 } unsearched)
        {
            Warn("short-segments", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {Stretches(unsearched.Count)} between gaps, {unsearched.Seconds:0.###} s in all, {(unsearched.Count == 1 ? "is" : "are")} too short (below 0.3 s) to look for jerks in; the rate leaves them out."));
        }

        if (result.Jerks is not null && result.Kind == ChannelKind.Acceleration && _options.EmgBurstDetector is IBurstDetector given)
        {
            Warn("detector-not-used", name, $"{name} is acceleration: the detector {given.Name} is for EMG, the library's own was used.");
        }

        if (pipeline.UnitDoubt is string doubt)
        {
            Warn("unit-doubtful", name, $"{name}: its unit is doubtful: {doubt}. No displacement is told; correct the unit in the header.");
        }

        if (quality.FlatFraction > 0.01)
        {
            Warn("flat", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.FlatFraction:P1} of the samples lie in {Stretches(result.Flat.Count)} without any change; an electrode or cable may be off."));
        }

        int heartbeats = result.Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat);
        if (heartbeats > 0)
        {
            Warn("heartbeats", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {heartbeats} bursts of one and the same shape follow a pulse; they are the heart's and were left out."));
        }

        if (pipeline.RemovedBeats > 0)
        {
            Warn("ecg-removed", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {pipeline.RemovedBeats} heartbeats were subtracted before jerks were looked for; the power of the middle one fell by {pipeline.RemovedBeatsDb:0.0} dB."));
        }

        if (result.Jerks is not null && !pipeline.HasRhythm)
        {
            Warn("rhythm-band-too-high", name, string.Create(CultureInfo.InvariantCulture, $"{name}: sampled at {result.SampleRate:0.###} Hz, too slowly for a rhythm up to {_options.Rhythm.BandHighHz:0.###} Hz; none was looked for."));
        }

        if (pipeline.RhythmNarrowedHz is double end)
        {
            Warn("rhythm-band-narrowed", name, string.Create(CultureInfo.InvariantCulture, $"{name} is sampled at {result.SampleRate:0.###} Hz: a rhythm was looked for up to {end:0.##} Hz only, not up to {_options.Rhythm.BandHighHz:0.###} Hz."));
        }

        double later = pipeline.MainsHz();
        if (later > 0 && _statedMainsHz is null && _mainsHz == 0 && result.Kind == ChannelKind.Emg)
        {
            Warn("mains-later", name, string.Create(CultureInfo.InvariantCulture, $"{name}: hum at {later} Hz appears after the start of the recording and was not taken out; run again with --line-frequency {later}."));
        }
    }

    private static string Stretches(int count) => count == 1 ? "one stretch" : string.Create(CultureInfo.InvariantCulture, $"{count} stretches");

    private static string Events(int count) => count == 1 ? "one event" : string.Create(CultureInfo.InvariantCulture, $"{count} events");

    private void Warn(string code, string channel, string text) =>
        _warnings.Add(new RecordingWarning(code, channel, null, null, text));
}
