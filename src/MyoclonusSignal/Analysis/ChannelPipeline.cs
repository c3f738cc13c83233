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
    // One window of two seconds every ten: enough to tell the hum, hardly any work.
    private const double MainsEverySeconds = 10;

    private readonly ConditioningPlan _plan;
    private readonly int _axes;
    private readonly double _sampleRate;
    private readonly double _startSeconds;
    private readonly double _stopSeconds;
    private readonly QualityMeter[] _quality;
    private readonly MainsDetector[] _mains;
    private readonly SignalConditioner _conditioner;
    private readonly JerkDetector? _detector;
    private readonly MovementPower? _movement;
    private readonly WholeSegmentDetection? _whole;
    private readonly SilencePath? _silences;
    private readonly RhythmPath? _rhythm;
    private readonly BurstCollector _bursts;
    private double _segmentSeconds;
    private double _nextSeconds = double.NaN;
    private long _detectedSamples;
    private long _envelopeOrigin;
    private long _segmentSamples;
    private int _givenSilences;

    // Counted from where the clock last jumped, so that times behind a missing sample do not depend on the blocks.
    private double _clockSeconds = double.NaN;
    private long _clockSamples;

    public ChannelPipeline(
        RecordingChannel channel,
        ChannelKind kind,
        ConditioningPlan plan,
        AnalysisOptions options,
        double quantisationStep,
        double? liveFromSeconds = null)
    {
        Channel = channel;
        Kind = kind;
        _plan = plan;
        _axes = channel.Signals.Count;
        _sampleRate = channel.SampleRate;
        _startSeconds = options.StartSeconds;
        _stopSeconds = options.StopSeconds;
        _quality = [.. channel.Signals.Select(_ => new QualityMeter(_sampleRate))];
        _mains = [.. channel.Signals.Select(_ => new MainsDetector(_sampleRate, MainsEverySeconds))];
        _conditioner = new SignalConditioner(plan, _axes, _sampleRate);
        IBurstDetector? given = kind == ChannelKind.Emg ? options.EmgBurstDetector : null;
        _bursts = new BurstCollector(_sampleRate, keepsShapes: kind == ChannelKind.Emg && given is null);
        Live = liveFromSeconds is double from ? new LiveFeed(this, from) : null;
        if (plan.Filter is not null)
        {
            JerkDetectorOptions detector = kind == ChannelKind.Acceleration ? options.AccelerationDetector : options.EmgDetector;

            // Rounding to a step q adds noise of power q²/12, spread evenly up to half the sampling rate.
            double quantisationRms = quantisationStep / Math.Sqrt(12) * Math.Sqrt(_axes * plan.Band.WidthHz / (_sampleRate / 2));
            _detector = new JerkDetector(detector, _sampleRate, plan.Band.WidthHz, quantisationRms, givesRejected: true, axes: _axes, tailPower: plan.TailPower);
            _movement = kind == ChannelKind.Acceleration ? new MovementPower(plan.Filter, _detector) : null;
            _whole = given is null ? null : new WholeSegmentDetection(given, detector.JerkLimitSeconds, _sampleRate, Math.Max(1e-150, quantisationRms));
            _silences = kind == ChannelKind.Emg ? new SilencePath(new SilentPeriodDetector(options.SilentPeriods, _sampleRate, quantisationRms)) : null;
            _rhythm = liveFromSeconds is null ? RhythmPath.Create(channel, kind, SignalConditioner.ChunkSamples, options.Rhythm) : null;
        }
    }

    public RecordingChannel Channel { get; }

    public ChannelKind Kind { get; }

    public ConditioningPlan Plan => _plan;

    public IReadOnlyList<DetectedBurst> Bursts => _bursts.Bursts;

    /// <summary>Gets the way to the silent periods, of EMG that is sampled fast enough.</summary>
    public SilencePath? Silences => _silences;

    /// <summary>Gets what gives the events as they settle, or <see langword="null"/> where they are asked for at the end only.</summary>
    public LiveFeed? Live { get; }

    /// <summary>Tells why each of <see cref="Bursts"/> is no event, or that it is one; judged by those from the first one on.</summary>
    public BurstRejection[] Review(int first = 0) => _bursts.Review(first);

    /// <summary>Gets a value indicating whether the channel is sampled fast enough for the rhythm's band.</summary>
    public bool HasRhythm => _rhythm is not null;

    /// <summary>Gets the time in which bursts were looked for.</summary>
    public double DetectedSeconds => _detectedSamples / _sampleRate;

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
        }

        int count = block[Channel.Signals[0]].Length;
        int start = Math.Clamp((int)Math.Ceiling(((_startSeconds - block.StartSeconds) * _sampleRate) - 1e-6), 0, count);
        double stop = Math.Ceiling(((_stopSeconds - block.StartSeconds) * _sampleRate) - 1e-6);
        int end = stop >= count ? count : Math.Max(start, (int)stop);
        for (int axis = 0; axis < _axes; axis++)
        {
            _quality[axis].Process(block[Channel.Signals[axis]][start..end]);
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

    public SignalQuality Quality()
    {
        long samples = _quality.Sum(q => q.SampleCount);
        double? line = null;
        foreach (MainsDetector mains in _mains)
        {
            mains.Find(out double excess);
            line = double.IsNaN(excess) ? line : Math.Max(line ?? excess, excess);
        }

        double Fraction(long count) => samples == 0 ? 0 : (double)count / samples;
        return new SignalQuality(
            _quality[0].SampleCount,
            Fraction(_quality.Sum(q => q.MissingCount)),
            Fraction(_quality.Sum(q => q.ClippedCount)),
            Fraction(_quality.Sum(q => q.FlatCount)),
            line,
            _bursts.MedianFloorRms());
    }

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

        return _rhythm?.Finish();
    }

    /// <summary>Gives the mains frequency found in the whole recording, or 0.</summary>
    public double MainsHz() => _mains.Select(mains => mains.Find(out _)).FirstOrDefault(hz => hz > 0);

    private int PresentRun(SampleBlock block, int start, int end)
    {
        int run = end - start;
        for (int axis = 0; axis < _axes; axis++)
        {
            ReadOnlySpan<double> samples = block[Channel.Signals[axis]].Slice(start, run);
            for (int i = 0; i < samples.Length; i++)
            {
                if (!double.IsFinite(samples[i]))
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
            _envelopeOrigin = _rhythm?.EnvelopeSamples ?? 0;
            Segments.Add((_segmentSeconds, _segmentSeconds));
        }

        _nextSeconds = _clockSeconds + ((_clockSamples + end) / _sampleRate);
        for (int axis = 0; axis < _axes; axis++)
        {
            _mains[axis].Process(block[Channel.Signals[axis]][start..end]);
        }

        if (_detector is null)
        {
            return;
        }

        if (!_conditioner.IsPrimed)
        {
            int take = _conditioner.Room(end - start);
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
            for (int axis = 0; axis < _axes; axis++)
            {
                _conditioner.Condition(axis, block[Channel.Signals[axis]].Slice(at, length));
            }

            DetectChunk(length);
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
            DetectChunk(length);
        }
    }

    private void DetectChunk(int length)
    {
        _detectedSamples += length;
        _movement?.Process(_conditioner.Filtered, _conditioner.Slow, length);
        _rhythm?.Process(Kind == ChannelKind.Acceleration ? _conditioner.Slow : _conditioner.Filtered, length);
        ReadOnlySpan<double> input = _conditioner.Detectable(length);
        if (_whole is not null)
        {
            _whole.Add(input);
            _silences?.Process(input, _segmentSeconds - _plan.DelaySeconds, Segments.Count - 1);
            return;
        }

        while (!input.IsEmpty)
        {
            bool isBurst = _detector!.TryRead(input, out int consumed, out Burst burst);
            _silences?.Process(input[..consumed], _segmentSeconds - _plan.DelaySeconds, Segments.Count - 1);
            GiveSilences();
            _segmentSamples += consumed;
            if (isBurst)
            {
                Keep(burst, _segmentSamples);
            }

            input = input[consumed..];
        }
    }

    private void GiveSilences()
    {
        if (_silences is null || Live is null)
        {
            return;
        }

        for (; _givenSilences < _silences.Silences.Count; _givenSilences++)
        {
            DetectedSilence silence = _silences.Silences[_givenSilences];
            Live.Settle(ChannelResultBuilder.NegativeJerk(this, silence), SecondsSeen(silence.SettledSamples));
        }
    }

    // What is held back to prime the filters has come in, though the detectors see it later.
    private double SecondsSeen(long samples) => _segmentSeconds + (Math.Max(samples, _conditioner.HeldCount) / _sampleRate);

    private void Keep(in Burst burst, long samplesSeen)
    {
        Burst judged = _movement is null ? burst : _movement.Judge(burst);
        var kept = new DetectedBurst(judged, _segmentSeconds - _plan.DelaySeconds, Segments.Count - 1, _envelopeOrigin);
        _bursts.Keep(_detector!, kept);
        Live?.Settle(SecondsSeen(samplesSeen));
    }

    private void EndSegment()
    {
        foreach (QualityMeter meter in _quality)
        {
            meter.EndSegment();
        }

        if (double.IsNaN(_nextSeconds))
        {
            return;
        }

        foreach (MainsDetector mains in _mains)
        {
            mains.EndSegment();
        }

        if (_detector is not null)
        {
            if (!_conditioner.IsPrimed)
            {
                Prime();
            }

            while (_detector.TryFinish(out Burst burst))
            {
                // That a segment has ended is known with the sample behind it.
                Keep(burst, _segmentSamples + 1);
            }

            foreach (Burst burst in _whole?.Finish() ?? [])
            {
                Keep(burst, 0);
            }

            _bursts.KeepFloor(_whole?.FloorRms ?? _detector.FloorRms);
            _detector.Reset();
            _movement?.Reset();
            _silences?.EndSegment(_segmentSeconds - _plan.DelaySeconds, Segments.Count - 1);
            GiveSilences();
        }

        Segments[^1] = (_segmentSeconds, _nextSeconds);
        _nextSeconds = double.NaN;
        _segmentSamples = 0;
        _conditioner.EndSegment();
    }
}
