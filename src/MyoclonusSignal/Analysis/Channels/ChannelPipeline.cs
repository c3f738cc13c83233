using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Everything that happens to one channel, block by block: quality, conditioning, envelope, detection, rhythm. A missing
/// sample or a jump of the clock ends a segment, and the next one starts afresh.
/// </summary>
internal sealed class ChannelPipeline
{
    private readonly ConditioningPlan _plan;
    private readonly int _axes;
    private readonly double _sampleRate;
    private readonly double _startSeconds;
    private readonly double _stopSeconds;
    private readonly SignalConditioner _conditioner;
    private readonly DetectionPath? _detection;
    private readonly RhythmFeed? _rhythm;
    private readonly TraceRecorder? _traces;
    private readonly double[] _conditioned;
    private double _segmentSeconds;
    private double _nextSeconds = double.NaN;

    // Counted from where the clock last jumped, so that times behind a missing sample do not depend on the blocks.
    private double _clockSeconds = double.NaN;
    private long _clockSamples;

    public ChannelPipeline(
        RecordingChannel channel,
        ChannelKind kind,
        ConditioningPlan plan,
        AnalysisOptions options,
        double quantisationStep,
        IReadOnlyList<PlausibleRange> ranges,
        double? liveFromSeconds = null,
        (SignalTraceOptions Options, int Sharers)? traces = null)
    {
        Channel = channel;
        Kind = kind;
        _plan = plan;
        _axes = channel.Signals.Count;
        _sampleRate = channel.SampleRate;
        Searched = new SearchedTime(_sampleRate);
        _startSeconds = options.StartSeconds;
        _stopSeconds = options.StopSeconds;
        Meters = new ChannelQuality(_axes, _sampleRate);
        Screen = new SampleScreen(channel, ranges);
        _conditioner = new SignalConditioner(plan, _axes, _sampleRate);
        Live = liveFromSeconds is double from ? new LiveFeed(this, from) : null;
        if (plan.Filter is not null)
        {
            _detection = new DetectionPath(this, options, quantisationStep);
            _rhythm = RhythmFeed.Create(channel, kind, options.Rhythm, Live, _detection.SeenSeconds);
        }

        if (traces is var (kept, sharers))
        {
            _traces = TraceRecorder.Create(channel, kept, sharers, _detection);
        }

        _conditioned = _detection?.Remover is null ? [] : new double[SignalConditioner.ChunkSamples];
    }

    public RecordingChannel Channel { get; }

    public ChannelKind Kind { get; }

    public ConditioningPlan Plan => _plan;

    public IReadOnlyList<DetectedBurst> Bursts => _detection?.Bursts ?? [];

    /// <summary>Gets the longest pause inside one burst, in seconds.</summary>
    public double JoinGapSeconds => _detection?.JoinGapSeconds ?? 0;

    /// <summary>Gets the way to the silent periods, of EMG that is sampled fast enough.</summary>
    public SilencePath? Silences => _detection?.Silences;

    /// <summary>Gets what gives the events as they settle, or <see langword="null"/> where they are asked for at the end only.</summary>
    public LiveFeed? Live { get; }

    /// <summary>Gets how many samples were held back to prime the filters.</summary>
    public int HeldSamples => _conditioner.HeldCount;

    /// <summary>Gets why the unit of an acceleration cannot be the stated one, or <see langword="null"/>.</summary>
    public string? UnitDoubt => AccelerationUnit.Doubt(Channel.Unit, _conditioner.Gravity?.Magnitude());

    /// <summary>Tells why each of <see cref="Bursts"/> is no event, or that it is one.</summary>
    public BurstRejection[] Review() => _detection?.Review() ?? [];

    /// <summary>Tells the same of those from the first one on, as far as can be told already.</summary>
    public BurstRejection[] ReviewLatest(int first) => _detection?.ReviewLatest(first) ?? [];

    /// <summary>Tells whether nothing later changes what <see cref="ReviewLatest"/> says of a burst.</summary>
    public bool IsSettled(int index) => _detection?.IsSettled(index) ?? true;

    /// <summary>Gets a value indicating whether the channel is sampled fast enough for the rhythm's band.</summary>
    public bool HasRhythm => _rhythm is not null;

    /// <summary>Gets where the rhythm's band ends for the sampling rate's sake; <see langword="null"/> where it is the one asked for.</summary>
    public double? RhythmNarrowedHz => _rhythm?.NarrowedHz;

    /// <summary>Gets the rate of the samples from which the rhythm is told, in Hz; NaN where none is looked for.</summary>
    public double RhythmRateHz => _rhythm?.RhythmRateHz ?? double.NaN;

    /// <summary>Gets the number of heartbeats subtracted, 0 where that was not asked.</summary>
    public int RemovedBeats => _detection?.Remover?.SubtractedCount ?? 0;

    /// <summary>Gets by how many decibels the power of the middle one of them fell; NaN without one.</summary>
    public double RemovedBeatsDb => _detection?.Remover?.ReductionDb() ?? double.NaN;

    /// <summary>Gets what finds the samples of each axis that no converter gives.</summary>
    public SampleScreen Screen { get; }

    /// <summary>Gets the time in which bursts were looked for.</summary>
    /// <summary>Gets the time in which bursts were looked for.</summary>
    public SearchedTime Searched { get; }

    /// <summary>Gets the gap-free stretches, as times.</summary>
    public List<(double StartSeconds, double EndSeconds)> Segments { get; } = [];

    public void Process(SampleBlock block)
    {
        if (block.StartsSegment)
        {
            EndSegment();
        }

        if (block.StartsSegment || double.IsNaN(_clockSeconds))
        {
            _clockSeconds = block.StartSeconds;
            _clockSamples = 0;
            Screen.EndSegment();
        }

        // A slow channel's first sample in a block may lie behind the block's start, which is that of the fastest.
        int count = block[Channel.Signals[0]].Length;
        double firstSeconds = _clockSeconds + (_clockSamples / _sampleRate);
        int start = Math.Clamp((int)Math.Ceiling(((_startSeconds - firstSeconds) * _sampleRate) - 1e-6), 0, count);
        double stop = Math.Ceiling(((_stopSeconds - firstSeconds) * _sampleRate) - 1e-6);
        int end = stop >= count ? count : Math.Max(start, (int)stop);
        block = Screen.Clean(block, start, end, _clockSeconds + ((_clockSamples + start) / _sampleRate));
        for (int axis = 0; axis < _axes; axis++)
        {
            Meters.Process(axis, block[Channel.Signals[axis]][start..end], _clockSeconds + ((_clockSamples + start) / _sampleRate));
        }

        int position = start;
        while (position < end)
        {
            int run = PresentRun(block, position, end);
            if (run > 0)
            {
                ProcessPresent(block, position, position + run);
            }

            position += run;
            if (position < end)
            {
                EndSegment();
                position++;
            }
        }

        _clockSamples += count;
    }

    /// <summary>Ends the last segment.</summary>
    public void Finish() => EndSegment();

    /// <summary>Gets what measures how good the signals are.</summary>
    public ChannelQuality Meters { get; }

    /// <summary>Gives how good the signal is.</summary>
    public SignalQuality Quality() => Meters.Quality(_detection?.MedianFloorRms());

    /// <summary>Gives the rhythm, its bouts as times on the recording's clock.</summary>
    public RhythmResult? FinishRhythm(BurstRejection[] rejections)
    {
        for (int i = 0; i < rejections.Length && _rhythm is not null; i++)
        {
            if (rejections[i] == BurstRejection.Heartbeat)
            {
                _rhythm.Bridge(Bursts[i]);
            }
        }

        return _rhythm?.Finish(_plan.RhythmFilter);
    }

    /// <summary>Gives what was kept of the signals, where that was asked.</summary>
    public ChannelTraces? Traces() => _traces?.Build();

    private int PresentRun(SampleBlock block, int start, int end)
    {
        int run = end - start;
        for (int axis = 0; axis < _axes; axis++)
        {
            ReadOnlySpan<double> samples = block[Channel.Signals[axis]].Slice(start, run);
            for (int i = 0; i < samples.Length; i++)
            {
                if (!MissingSample.IsPresent(samples[i]))
                {
                    run = i;
                    break;
                }
            }
        }

        return run;
    }

    private void ProcessPresent(SampleBlock block, int start, int end)
    {
        if (double.IsNaN(_nextSeconds))
        {
            _segmentSeconds = _clockSeconds + ((_clockSamples + start) / _sampleRate);
            _rhythm?.BeginSegment(_segmentSeconds);
            Segments.Add((_segmentSeconds, _segmentSeconds));
            _detection?.BeginSegment(_segmentSeconds, Segments.Count - 1, _rhythm?.EnvelopeSamples ?? 0);
            _traces?.BeginSegment(_segmentSeconds, _segmentSeconds - _plan.DelaySeconds);
        }

        _nextSeconds = _clockSeconds + ((_clockSamples + end) / _sampleRate);
        for (int axis = 0; axis < _axes; axis++)
        {
            Meters.ProcessPresent(axis, block[Channel.Signals[axis]][start..end]);
        }

        if (_detection is null)
        {
            _traces?.AddRecorded(block, start, end - start);
            return;
        }

        if (!_conditioner.IsPrimed)
        {
            int take = _conditioner.Room(end - start);
            _traces?.AddRecorded(block, start, take);
            for (int axis = 0; axis < _axes; axis++)
            {
                _conditioner.Hold(axis, block[Channel.Signals[axis]].Slice(start, take));
            }

            _conditioner.Held(take);
            start += take;
            if (!_conditioner.IsFull)
            {
                return;
            }

            Prime();
        }

        for (int at = start; at < end; at += SignalConditioner.ChunkSamples)
        {
            int length = Math.Min(SignalConditioner.ChunkSamples, end - at);
            _traces?.AddRecorded(block, at, length);
            for (int axis = 0; axis < _axes; axis++)
            {
                _conditioner.Condition(axis, block[Channel.Signals[axis]].Slice(at, length));
            }

            TakeChunk(length);
        }
    }

    /// <summary>Lets the filters see what came before the segment, then processes the samples held back for that.</summary>
    private void Prime()
    {
        _conditioner.Prime();
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
        if (_detection!.Remover is not HeartbeatReview remover)
        {
            DetectChunk(length);
            return;
        }

        _conditioner.Filtered[0].AsSpan(0, length).CopyTo(_conditioned);
        for (int at = 0; at < length;)
        {
            at += remover.Process(_conditioned.AsSpan(at, length - at));
            DetectCleaned(remover);
        }
    }

    private void DetectCleaned(HeartbeatReview remover)
    {
        while (remover.Read(_conditioner.Filtered[0]) is int count and > 0)
        {
            DetectChunk(count);
        }
    }

    private void DetectChunk(int length)
    {
        Searched.Add(length);
        _rhythm?.Process(Kind == ChannelKind.Acceleration ? _conditioner.Slow : _conditioner.Filtered, length);
        _detection!.Movement?.Process(_conditioner.Filtered, _conditioner.Slow, length);
        ReadOnlySpan<double> detectable = _conditioner.Detectable(length);
        _traces?.AddFiltered(detectable);
        _detection.Process(detectable);
    }

    private void EndSegment()
    {
        Meters.EndStretch();
        if (double.IsNaN(_nextSeconds))
        {
            return;
        }

        Meters.EndSegment();
        if (_detection is not null)
        {
            if (!_conditioner.IsPrimed)
            {
                Prime();
            }

            if (_detection.Remover is HeartbeatReview remover)
            {
                remover.Finish();
                DetectCleaned(remover);
            }

            _rhythm?.EndSegment();
            _detection.EndSegment();
            Searched.EndSegment();
        }

        _traces?.EndSegment();
        Segments[^1] = (_segmentSeconds, _nextSeconds);
        _nextSeconds = double.NaN;
        _conditioner.EndSegment();
    }
}
