using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Everything that happens to one channel, block by block: quality, conditioning, envelope, detection, rhythm. A missing
/// sample or a jump of the clock ends a segment, and the next one starts afresh.
/// </summary>
internal sealed class ChannelPipeline
{
    // Nanoseconds: the last bits of a sum of times depend on the blocks before.
    private const int ClockDecimals = 9;

    private readonly ConditioningPlan _plan;
    private readonly int _axes;
    private readonly double _sampleRate;
    private readonly double _startSeconds;
    private readonly double _stopSeconds;
    private readonly SignalConditioner _conditioner;
    private readonly RecordingReferences? _references;
    private readonly HeartbeatReview? _heart;
    private readonly HeartbeatGuess? _guess;
    private readonly UnitGuess? _units;
    private readonly bool _removesHeart;
    private readonly BurstReview? _review;
    private readonly RhythmFeed? _rhythm;
    private readonly TraceRecorder? _traces;
    private readonly double[] _conditioned;
    private readonly GapBridge _bridge;
    private long _segmentSamples;
    private double _segmentSeconds;
    private double _nextSeconds = double.NaN;

    // Counted from where the clock last jumped, so that times behind a missing sample do not depend on the blocks.
    private double _clockSeconds = double.NaN;
    private long _clockSamples;

    // What waits for its filters: a stretch of a block, and how much of it has been filtered.
    private SampleBlock? _waiting;
    private int _waitingStart;
    private int _waitingAt;
    private int _waitingEnd;

    // Of those samples, the first one that is taken in now, and the first one of the segment.
    private long _firstSample;
    private long _segmentSample;

    /// <summary>Initializes a new instance of the <see cref="ChannelPipeline"/> class.</summary>
    /// <param name="context">The channel.</param>
    /// <param name="ranges">What values of each axis a converter can give.</param>
    /// <param name="losses">What finds its lost packets.</param>
    /// <param name="liveFromSeconds">Since when events are given as they settle; <see langword="null"/> where all are at the end.</param>
    /// <param name="traces">How much of the signals to keep, and among how many channels; <see langword="null"/> for nothing.</param>
    /// <param name="references">The channels that explain bursts of this one; <see langword="null"/> for none.</param>
    public ChannelPipeline(
        ChannelContext context,
        IReadOnlyList<PlausibleRange> ranges,
        LossScreen losses,
        double? liveFromSeconds = null,
        (SignalTraceOptions Options, int Sharers)? traces = null,
        RecordingReferences? references = null)
    {
        Context = context;
        _references = references;
        _plan = context.Plan;
        _axes = context.Axes;
        _sampleRate = context.SampleRate;
        Searched = new SearchedTime(_sampleRate);
        _startSeconds = context.Options.StartSeconds;
        _stopSeconds = context.Options.StopSeconds;
        Meters = new ChannelQuality(_axes, _sampleRate);
        Screen = new SampleScreen(context.Channel, ranges);
        Losses = losses;
        _conditioner = new SignalConditioner(_plan, _axes, _sampleRate, context.QuantisationStep);
        _bridge = new GapBridge(context.Channel);
        Live = liveFromSeconds is double from ? new LiveFeed(from) : null;
        double latencySeconds = 0;
        if (_plan.Filter is not null)
        {
            Detection = new DetectionPath(context, _bridge, keepsThresholds: traces is not null, _conditioner.Lines?.Switches);
            latencySeconds = Detection.Detector.LatencySamples / _sampleRate;
            bool isEmg = context.Kind == ChannelKind.Emg;
            bool isGiven = context.Options.EmgBurstDetector is not null;
            _removesHeart = isEmg && context.Options.RemoveEcg;
            _heart = isEmg && (!isGiven || _removesHeart) ? new HeartbeatReview(_sampleRate, _plan.Band.WidthHz, latencySeconds, _removesHeart, references?.Leads) : null;
            _guess = isEmg && !isGiven && !_removesHeart ? new HeartbeatGuess(_sampleRate) : null;
            _units = isEmg && !isGiven && _sampleRate >= UnitGuess.LeastRateHz ? new UnitGuess(_sampleRate) : null;
            _review = new BurstReview(Detection.Bursts, _heart, _guess, _units, isEmg ? references?.Marks : null, _sampleRate);
            _rhythm = RhythmFeed.Create(context, Live is not null);
        }

        if (traces is var (kept, sharers))
        {
            DetectorLengths? lengths = Detection?.Detector is JerkDetector detector
                ? new DetectorLengths(detector.HeldSamples, detector.Options.ScaleSeconds, detector.CellSeconds)
                : null;
            _traces = new TraceRecorder(
                context.Channel, kept, sharers, lengths, _removesHeart ? HeartbeatReview.DelaySeconds(latencySeconds) : 0);
        }

        _conditioned = _removesHeart ? new double[SignalConditioner.ChunkSamples] : [];
    }

    /// <summary>Gets the channel, what it is taken for and how it is conditioned.</summary>
    public ChannelContext Context { get; }

    /// <summary>Gets the way to the bursts and silent periods; <see langword="null"/> where the plan has no filter.</summary>
    public DetectionPath? Detection { get; }

    /// <summary>Gets the bursts, the rejected ones among them, in the order in which they were settled.</summary>
    public IReadOnlyList<DetectedBurst> Bursts => Detection?.Bursts.Bursts ?? [];

    /// <summary>Gives a burst as it is reported at the end: without a heartbeat that was found together with it.</summary>
    public DetectedBurst Told(int index) => _heart is null ? Bursts[index] : Bursts[index] with { Burst = _heart.Trimmed(index, Bursts[index].Burst) };

    /// <summary>Gets what gives the events as they settle, or <see langword="null"/> where they are asked for at the end only.</summary>
    public LiveFeed? Live { get; }

    /// <summary>Gets why the unit of an acceleration cannot be the stated one, or <see langword="null"/>.</summary>
    public string? UnitDoubt => AccelerationUnit.Doubt(Context.Channel.Unit, _conditioner.Gravity?.Magnitude());

    /// <summary>Gets a value indicating whether the channel is sampled fast enough for the rhythm's band.</summary>
    public bool HasRhythm => _rhythm is not null;

    /// <summary>Gets where the rhythm's band ends for the sampling rate's sake; <see langword="null"/> where it is the one asked for.</summary>
    public double? RhythmNarrowedHz => _rhythm?.NarrowedHz;

    /// <summary>Gets the rate of the samples from which the rhythm is estimated, in Hz; NaN where none is looked for.</summary>
    public double RhythmRateHz => _rhythm?.RhythmRateHz ?? double.NaN;

    /// <summary>Gets the channels that told the beats of the heart, where some did.</summary>
    public IReadOnlyCollection<string> BeatsFrom => _heart?.BeatsFrom ?? [];

    /// <summary>Gets what stated the marks of stimuli; empty where nothing did.</summary>
    public IReadOnlyList<string> MarksFrom => _references?.Marks.Sources ?? [];

    /// <summary>Gets the number of heartbeats subtracted, 0 where that was not asked.</summary>
    public int RemovedBeats => _removesHeart ? _heart!.SubtractedCount : 0;

    /// <summary>Gets by how many decibels the power of the middle one of them fell; NaN without one.</summary>
    public double RemovedBeatsDb => _removesHeart ? _heart!.ReductionDb() : double.NaN;

    /// <summary>Gets what takes the lines out of an EMG; <see langword="null"/> where none is taken out.</summary>
    public LineRemoval? Lines => _conditioner.Lines;

    /// <summary>Gets what finds the samples of each axis that no converter gives.</summary>
    public SampleScreen Screen { get; }

    /// <summary>Gets what bridges short losses.</summary>
    public GapBridge Bridge => _bridge;

    /// <summary>Gets what finds the lost packets.</summary>
    public LossScreen Losses { get; }

    /// <summary>Gets what measures how good the signals are.</summary>
    public ChannelQuality Meters { get; }

    /// <summary>Gets the time in which bursts were looked for.</summary>
    public SearchedTime Searched { get; }

    /// <summary>Gets the gap-free stretches, as times.</summary>
    public List<Interval> Segments { get; } = [];

    /// <summary>Tells at the end why each of <see cref="Bursts"/> is no event, or that it is one.</summary>
    public BurstRejection[] Review() => _review?.All() ?? [];

    /// <summary>Gets the number of samples that were taken in and wait for their filters.</summary>
    public int Waiting => _waitingEnd - _waitingAt;

    /// <summary>Gets the filters for which they wait, each with the buffer whose samples it filters in their place.</summary>
    public (SosFilter Filter, double[] Samples)[] Filters => _conditioner.Filters;

    /// <summary>Takes in a block.</summary>
    public void Process(SampleBlock block)
    {
        Begin(block);
        FilterWaiting();
    }

    /// <summary>
    /// Takes in a block up to the filters of its last stretch, which may run beside those of other channels. What waits then is to
    /// be taken through <see cref="BeginChunk"/>, its <see cref="Filters"/> and <see cref="EndChunk"/> before the next block.
    /// </summary>
    public void Begin(SampleBlock block)
    {
        if (block.StartsSegment)
        {
            TakeHeld();
            EndSegment();
            Meters.EndStretch();
        }

        if (block.StartsSegment || double.IsNaN(_clockSeconds))
        {
            _clockSeconds = block.StartSeconds;
            _clockSamples = 0;
            Screen.EndSegment();
        }

        // A slow channel's first sample in a block may lie behind the block's start, which is that of the fastest.
        int count = block[Context.Channel.Signals[0]].Length;
        double firstSeconds = _clockSeconds + (_clockSamples / _sampleRate);
        int start = Math.Clamp((int)Math.Ceiling(((_startSeconds - firstSeconds) * _sampleRate) - 1e-6), 0, count);
        double stop = Math.Ceiling(((_stopSeconds - firstSeconds) * _sampleRate) - 1e-6);
        int end = stop >= count ? count : Math.Max(start, (int)stop);
        double startSeconds = _clockSeconds + ((_clockSamples + start) / _sampleRate);
        block = Screen.Clean(block, start, end, startSeconds);
        for (int axis = 0; axis < _axes; axis++)
        {
            Meters.Process(axis, block[Context.Channel.Signals[axis]][start..end], startSeconds);
        }

        _firstSample = _clockSamples + start - Losses.HeldCount;
        SampleBlock known = Losses.Process(block, start, end, startSeconds, out int settled);
        TakeKnown(known, settled, waits: true);
        _clockSamples += count;
    }

    /// <summary>Gives the filters the next samples that wait; returns how many.</summary>
    public int BeginChunk()
    {
        int length = Math.Min(SignalConditioner.ChunkSamples, Waiting);
        _traces?.AddRecorded(_waiting!, _waitingAt, length);
        for (int axis = 0; axis < _axes; axis++)
        {
            _conditioner.Begin(axis, _waiting![Context.Channel.Signals[axis]].Slice(_waitingAt, length));
        }

        return length;
    }

    /// <summary>Takes in the samples that have been filtered.</summary>
    public void EndChunk(int length)
    {
        _conditioner.EndChunk(length);
        TakeChunk(length);
        _waitingAt += length;
        if (Waiting == 0)
        {
            _bridge.Note(_waiting!, _waitingStart, _waitingEnd);
            _waiting = null;
        }
    }

    /// <summary>Ends the last segment.</summary>
    public void Finish()
    {
        TakeHeld();
        EndSegment();
        Meters.EndStretch();
    }

    /// <summary>Gives how good the signal is.</summary>
    public SignalQuality Quality() => Meters.Quality(Detection?.Bursts.MedianFloorRms(), Losses.BriefSampleCount + Losses.Lines.SampleCount);

    /// <summary>Gives the rhythm, its bouts as times on the recording's clock.</summary>
    public RhythmResult? FinishRhythm(BurstRejection[] rejections)
    {
        for (int i = 0; i < rejections.Length && _rhythm is not null; i++)
        {
            // What is not the muscle's, or that of one fibre's nerve alone, has a rhythm that is not the muscle's either.
            if (rejections[i] is BurstRejection.Heartbeat or BurstRejection.Stimulus or BurstRejection.MotorUnit)
            {
                _rhythm.Bridge(Bursts[i]);
            }
        }

        return _rhythm?.Finish(_plan.RhythmFilter);
    }

    /// <summary>Gives what was kept of the signals, where that was asked.</summary>
    public ChannelTraces? Traces() => _traces is null ? null : TracesOnClock.Of(_traces.Build(), Context.Channel.TimeMap);

    /// <summary>Takes in the samples that were held because they could have begun a loss, and did not.</summary>
    private void TakeHeld()
    {
        _firstSample = _clockSamples - Losses.HeldCount;
        if (Losses.Flush(_clockSeconds + (_clockSamples / _sampleRate), out int settled) is SampleBlock known)
        {
            TakeKnown(known, settled, waits: false);
        }
    }

    private void TakeKnown(SampleBlock block, int count, bool waits)
    {
        double seconds = _clockSeconds + (_firstSample / _sampleRate);
        for (int axis = 0; axis < _axes; axis++)
        {
            Meters.ProcessKnown(axis, block[Context.Channel.Signals[axis]][..count], seconds);
        }

        int position = 0;
        while (position < count)
        {
            int run = PresentSamples.Run(block, Context.Channel.Signals, position, count);
            if (run > 0)
            {
                BridgeBefore(block, position);
                TakeIn(block, position, position + run, _firstSample + position);
                if (position + run < count || !waits)
                {
                    FilterWaiting();
                }
            }

            position += run;
            if (position < count)
            {
                int missing = PresentSamples.MissingRun(block, Context.Channel.Signals, position, count);
                if (_bridge.Miss(missing))
                {
                    EndSegment();
                }

                position += missing;
            }
        }
    }

    private void BridgeBefore(SampleBlock block, int position)
    {
        if (_bridge.Pending > 0 && IsInSegment)
        {
            SampleBlock bridge = _bridge.Make(block, position, _segmentSamples);
            TakeIn(bridge, 0, _bridge.Pending, _firstSample + position - _bridge.Pending, isBridge: true);
            FilterWaiting();
            Searched.AddBridge(_bridge.Latest);
        }

        _bridge.Settle();
    }

    private bool IsInSegment => !double.IsNaN(_nextSeconds);

    /// <summary>Takes in samples of a segment, which wait for their filters then.</summary>
    private void TakeIn(SampleBlock block, int start, int end, long clockSample, bool isBridge = false)
    {
        int first = Enter(block, start, end, clockSample, isBridge);
        if (first < end)
        {
            (_waiting, _waitingStart, _waitingAt, _waitingEnd) = (block, start, first, end);
        }
        else
        {
            _bridge.Note(block, start, end);
        }
    }

    /// <summary>Takes in samples up to their filters; returns which is the first for those.</summary>
    private int Enter(SampleBlock block, int start, int end, long clockSample, bool isBridge)
    {
        _segmentSamples += end - start;
        if (!IsInSegment)
        {
            _segmentSample = clockSample;
            _segmentSamples = end - start;
            _segmentSeconds = Math.Round(_clockSeconds + (_segmentSample / _sampleRate), ClockDecimals);
            _rhythm?.BeginSegment(_segmentSeconds);
            Segments.Add(new Interval(_segmentSeconds, _segmentSeconds));
            Detection?.BeginSegment(_segmentSeconds - _plan.DelaySeconds, Segments.Count - 1, _rhythm?.EnvelopeSamples ?? 0);
            _heart?.BeginSegment(_segmentSeconds - _plan.DelaySeconds);
            _traces?.BeginSegment(_segmentSeconds, _segmentSeconds - _plan.DelaySeconds);
        }

        _nextSeconds = _clockSeconds + ((clockSample + end - start) / _sampleRate);
        for (int axis = 0; axis < _axes && !isBridge; axis++)
        {
            Meters.ProcessPresent(axis, block[Context.Channel.Signals[axis]][start..end]);
        }

        if (Detection is null)
        {
            _traces?.AddRecorded(block, start, end - start);
            return end;
        }

        if (!_conditioner.IsPrimed)
        {
            int take = _conditioner.Room(end - start);
            _traces?.AddRecorded(block, start, take);
            for (int axis = 0; axis < _axes; axis++)
            {
                _conditioner.Hold(axis, block[Context.Channel.Signals[axis]].Slice(start, take));
            }

            _conditioner.Held(take);
            start += take;
            if (!_conditioner.IsFull)
            {
                return end;
            }

            Prime();
        }

        return start;
    }

    private void FilterWaiting()
    {
        while (Waiting > 0)
        {
            int length = BeginChunk();
            _conditioner.Filter(length);
            EndChunk(length);
        }
    }

    /// <summary>Lets the filters see what came before the segment, then processes the samples held back for that.</summary>
    private void Prime()
    {
        _conditioner.Prime(_segmentSeconds);
        for (int at = 0; at < _conditioner.HeldCount; at += SignalConditioner.ChunkSamples)
        {
            int length = Math.Min(SignalConditioner.ChunkSamples, _conditioner.HeldCount - at);
            _conditioner.ConditionHeld(at, length);
            TakeChunk(length);
        }
    }

    /// <summary>Takes in the chunk that was just conditioned; bursts are looked for in it, or in what is left of it without the heart.</summary>
    private void TakeChunk(int length)
    {
        if (!_removesHeart)
        {
            DetectChunk(length);
            return;
        }

        _conditioner.Filtered[0].AsSpan(0, length).CopyTo(_conditioned);
        for (int at = 0; at < length;)
        {
            at += _heart!.Process(_conditioned.AsSpan(at, length - at));
            DetectCleaned(_heart);
        }
    }

    private void DetectCleaned(HeartbeatReview heart)
    {
        while (heart.Read(_conditioner.Filtered[0]) is int count and > 0)
        {
            DetectChunk(count);
        }
    }

    private void DetectChunk(int length)
    {
        Searched.Add(length);
        _rhythm?.Process(Context.IsAcceleration ? _conditioner.Slow : _conditioner.Filtered, length);
        TakeRhythmChanges();
        Detection!.Movement?.Process(_conditioner.Filtered, _conditioner.Slow, length);
        ReadOnlySpan<double> detectable = _conditioner.Detectable(length);
        _traces?.AddFiltered(detectable);
        if (_heart is null || _removesHeart)
        {
            Detect(detectable);
        }
        else
        {
            // In the same turns whatever the block size, so that what is known of the heart is known at the same samples.
            while (!detectable.IsEmpty)
            {
                ReadOnlySpan<double> turn = detectable[..Math.Min(detectable.Length, _heart.Room)];
                Detect(turn);
                _heart.Process(turn);
                detectable = detectable[turn.Length..];
            }
        }

        TakeThresholds();
    }

    private void Detect(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            bool isBurst = Detection!.TryRead(samples, out int consumed, out SettledBurst settled);
            TakeSilences();
            if (isBurst)
            {
                Take(settled);
            }

            samples = samples[consumed..];
        }
    }

    private void Take(in SettledBurst settled)
    {
        _heart?.Add(settled.Index, settled.Burst, settled.Rejection);
        _guess?.Keep(Detection!.Detector, settled.Burst);
        _units?.Keep(Detection!.Detector, settled.Burst);
        _traces?.Note(settled.Burst, settled.Rejection, settled.DetectorSamples);
        if (settled.Rejection == BurstRejection.None && Live is not null)
        {
            int first = Live.Add(settled.Index, ChannelResultBuilder.Row(Context, Segments, Bursts[settled.Index]));
            Live.Settle(_review!.Latest(first), SeenSeconds(settled.SeenSamples));
        }
    }

    private void TakeSilences()
    {
        while (Detection!.TryTakeSilence(out DetectedSilence silence))
        {
            _traces?.Note(silence.Silence, silence.SettledSamples);
            Live?.Settle(ChannelResultBuilder.NegativeJerk(Context, silence), SeenSeconds(silence.SettledSamples));
        }
    }

    private void TakeRhythmChanges()
    {
        while (Live is not null && _rhythm is not null && _rhythm.TryTake(out LiveRhythmNotice? notice, out long seenSamples))
        {
            Live.Tell(notice with { GivenSeconds = SeenSeconds(seenSamples) });
        }
    }

    private void TakeThresholds()
    {
        if (Detection!.Thresholds is { Count: > 0 } cells)
        {
            _traces?.AddThresholds(cells);
            cells.Clear();
        }
    }

    /// <summary>
    /// Gives how much signal had come in when a sample of the segment was looked at, as a time on the recording's clock. What is
    /// held back to take the heart out, to prime the filters or to tell a sample from a loss has come in, though it is looked at later.
    /// </summary>
    private double SeenSeconds(long samples)
    {
        long seen = _removesHeart ? Math.Max(samples, _heart!.Count) : samples;
        long last = _segmentSample + Math.Max(seen, _conditioner.HeldCount) - 1 - _firstSample;
        return _clockSeconds + ((_firstSample + Losses.Settling((int)last) + 1) / _sampleRate);
    }

    // The meters have taken in the whole block by then: a missing sample in it ends their runs at its place, not at the block's end.
    private void EndSegment()
    {
        _bridge.Settle();
        if (!IsInSegment)
        {
            return;
        }

        Meters.EndSegment();
        if (Detection is not null)
        {
            if (!_conditioner.IsPrimed)
            {
                Prime();
            }

            if (_removesHeart)
            {
                _heart!.Finish();
                DetectCleaned(_heart);
            }

            _rhythm?.EndSegment();
            TakeRhythmChanges();
            EndDetection(Detection);
            Searched.EndSegment(_segmentSeconds);
        }

        _traces?.EndSegment();
        Segments[^1] = new Interval(_segmentSeconds, _nextSeconds);
        _nextSeconds = double.NaN;
        _conditioner.EndSegment();
        _bridge.EndSegment();
    }

    private void EndDetection(DetectionPath detection)
    {
        while (detection.TryFinish(out SettledBurst settled))
        {
            Take(settled);
        }

        if (!_removesHeart)
        {
            _heart?.Finish();
        }

        detection.EndSegment();
        TakeSilences();
        TakeThresholds();
        _heart?.EndSegment();
    }
}
