using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>The way of one channel's conditioned samples to its bursts, and to why some of them are no events.</summary>
internal sealed class DetectionPath
{
    private readonly ChannelPipeline _pipeline;
    private readonly JerkDetector _detector;
    private readonly double _sampleRate;
    private readonly bool _removesHeart;
    private readonly BurstCollector _bursts = new();
    private readonly HeartbeatReview? _heart;
    private readonly HeartbeatGuess? _guess;
    private readonly PopFinder? _pops;
    private readonly WholeSegmentDetection? _whole;
    private double _segmentSeconds;
    private double _originSeconds;
    private int _segmentIndex;
    private long _envelopeOrigin;
    private long _segmentSamples;
    private int _givenSilences;

    /// <summary>Initializes a new instance of the <see cref="DetectionPath"/> class.</summary>
    /// <param name="pipeline">The channel, whose plan has filters.</param>
    /// <param name="options">What to do.</param>
    /// <param name="quantisationStep">The step of quantisation in the channel's unit.</param>
    public DetectionPath(ChannelPipeline pipeline, AnalysisOptions options, double quantisationStep)
    {
        _pipeline = pipeline;
        _sampleRate = pipeline.Channel.SampleRate;
        ConditioningPlan plan = pipeline.Plan;
        int axes = pipeline.Channel.Signals.Count;
        bool isEmg = pipeline.Kind == ChannelKind.Emg;
        JerkDetectorOptions detector = pipeline.Kind == ChannelKind.Acceleration ? options.AccelerationDetector : options.EmgDetector;
        JoinGapSeconds = detector.JoinGapSeconds;

        // Rounding to a step q adds noise of power q²/12, spread evenly up to half the sampling rate.
        double quantisationRms = quantisationStep / Math.Sqrt(12) * Math.Sqrt(axes * plan.Band.WidthHz / (_sampleRate / 2));
        _detector = new JerkDetector(detector, _sampleRate, plan.Band.WidthHz, quantisationRms, givesRejected: true, axes: axes, tailPower: plan.TailPower);
        Movement = pipeline.Kind == ChannelKind.Acceleration ? new MovementPower(plan.Filter!, _detector) : null;
        if (isEmg)
        {
            Silences = new SilencePath(new SilentPeriodDetector(options.SilentPeriods, _sampleRate, quantisationRms));
            _removesHeart = options.RemoveEcg;

            // A detector of the user's own has the last word on its bursts.
            bool isGiven = options.EmgBurstDetector is not null;
            _whole = isGiven ? new WholeSegmentDetection(options.EmgBurstDetector!, UnitRatio(options.EmgBurstDetector!), detector.JerkLimitSeconds, _sampleRate, Math.Max(1e-150, quantisationRms)) : null;
            _pops = !isGiven && plan.Band.HighHz >= PopFinder.LeastBandHz ? new PopFinder(plan.Filter!, _sampleRate) : null;
            _heart = !isGiven || _removesHeart ? new HeartbeatReview(_sampleRate, plan.Band.WidthHz, _detector.LatencySamples / _sampleRate, _removesHeart) : null;
            _guess = !isGiven && !_removesHeart ? new HeartbeatGuess(_sampleRate) : null;
        }
    }

    /// <summary>Gets the bursts, the rejected ones among them, in the order in which they were settled.</summary>
    public IReadOnlyList<DetectedBurst> Bursts => _bursts.Bursts;

    /// <summary>Gets the longest pause inside one burst, in seconds.</summary>
    public double JoinGapSeconds { get; }

    /// <summary>Gets the detector, whose thresholds hold where no other was given.</summary>
    public JerkDetector Detector => _detector;

    /// <summary>Gets or sets what keeps the surroundings of what is found.</summary>
    public TraceRecorder? Traces { get; set; }

    /// <summary>Gets the way to the silent periods, of EMG.</summary>
    public SilencePath? Silences { get; }

    /// <summary>Gets what tells jerks from the fast part of slow movements, of acceleration.</summary>
    public MovementPower? Movement { get; }

    /// <summary>Gets what takes the heart out, where that was asked.</summary>
    public HeartbeatReview? Remover => _removesHeart ? _heart : null;

    /// <summary>Gives the median of the noise floors, or <see langword="null"/> where there was none.</summary>
    public double? MedianFloorRms() => _bursts.MedianFloorRms();

    /// <summary>Tells why each of <see cref="Bursts"/> is no event, or that it is one.</summary>
    public BurstRejection[] Review() => ReviewLatest(0);

    /// <summary>
    /// Tells the same of those from the first one on, as far as can be told already: the heart by what is left without it, and
    /// by the shapes of these bursts where that has not settled or does not tell.
    /// </summary>
    public BurstRejection[] ReviewLatest(int first)
    {
        BurstRejection[] rejections = _bursts.Rejections(first);
        _guess?.Mark(Bursts, rejections, first);
        for (int i = 0; i < rejections.Length && _heart is not null; i++)
        {
            if (rejections[i] is BurstRejection.None or BurstRejection.Heartbeat)
            {
                rejections[i] = _heart.Verdict(first + i) switch
                {
                    HeartbeatVerdict.Heartbeat => BurstRejection.Heartbeat,
                    HeartbeatVerdict.NoHeartbeat => BurstRejection.None,
                    _ => rejections[i],
                };
            }
        }

        return rejections;
    }

    /// <summary>Tells whether nothing later changes what <see cref="ReviewLatest"/> says of a burst.</summary>
    public bool IsSettled(int index) => _heart?.Verdict(index) is not null and not HeartbeatVerdict.Undecided;

    /// <summary>Gives how much signal had come in when a sample of the segment was looked at, as a time on the recording's clock.</summary>
    public double SeenSeconds(long samples) => Seconds(Seen(samples));

    /// <summary>Begins a segment.</summary>
    /// <param name="seconds">The time of its first sample.</param>
    /// <param name="index">Its index.</param>
    /// <param name="envelopeOrigin">Where it begins in the rhythm's envelope.</param>
    public void BeginSegment(double seconds, int index, long envelopeOrigin)
    {
        _segmentSeconds = seconds;
        _originSeconds = seconds - _pipeline.Plan.DelaySeconds;
        _segmentIndex = index;
        _envelopeOrigin = envelopeOrigin;
    }

    /// <summary>Takes in conditioned samples of the segment.</summary>
    public void Process(ReadOnlySpan<double> input)
    {
        if (_heart is null || _removesHeart)
        {
            Detect(input);
            return;
        }

        // In the same turns whatever the block size, so that what is known of the heart is known at the same samples.
        while (!input.IsEmpty)
        {
            ReadOnlySpan<double> part = input[..Math.Min(input.Length, _heart.Room)];
            Detect(part);
            _heart.Process(part);
            input = input[part.Length..];
        }
    }

    /// <summary>Ends the segment.</summary>
    public void EndSegment()
    {
        foreach (Burst burst in _whole?.Finish() ?? [])
        {
            Keep(burst, 0);
        }

        while (_detector.TryFinish(out Burst burst))
        {
            // That a segment has ended is known with the sample behind it.
            Keep(burst, Seen(_segmentSamples) + 1);
        }

        if (!_removesHeart)
        {
            _heart?.Finish();
        }

        _bursts.KeepFloor(_whole?.FloorRms ?? _detector.FloorRms);
        _detector.Reset();
        Movement?.Reset();
        Silences?.EndSegment(_originSeconds, _segmentIndex);
        GiveSilences();
        _heart?.EndSegment();
        _segmentSamples = 0;
    }

    private void Detect(ReadOnlySpan<double> input)
    {
        if (_whole is not null)
        {
            _whole.Add(input);
            Silences?.Process(input, _originSeconds, _segmentIndex);
            return;
        }

        while (!input.IsEmpty)
        {
            bool isBurst = _detector.TryRead(input, out int consumed, out Burst burst);
            Silences?.Process(input[..consumed], _originSeconds, _segmentIndex);
            GiveSilences();
            _segmentSamples += consumed;
            if (isBurst)
            {
                Keep(burst, Seen(_segmentSamples));
            }

            input = input[consumed..];
        }
    }

    // Where there is no ratio, the plan has refused the channel.
    private double UnitRatio(IBurstDetector detector) =>
        detector.Unit is string unit ? VoltUnits.Ratio(_pipeline.Channel.Unit, unit) ?? 1 : 1;

    private void GiveSilences()
    {
        if (Silences is null)
        {
            return;
        }

        for (; _givenSilences < Silences.Silences.Count; _givenSilences++)
        {
            DetectedSilence silence = Silences.Silences[_givenSilences];
            Traces?.Note(silence.Silence, silence.SettledSamples);
            _pipeline.Live?.Settle(ChannelResultBuilder.NegativeJerk(_pipeline, silence), Seconds(Seen(silence.SettledSamples)));
        }
    }

    // What is held back to take the heart out has come in, though the detector sees it later.
    private long Seen(long samples) => _removesHeart ? Math.Max(samples, _heart!.Count) : samples;

    // So has what is held back to prime the filters.
    private double Seconds(long samples) => _segmentSeconds + (Math.Max(samples, _pipeline.HeldSamples) / _sampleRate);

    /// <summary>Tells why a burst is no event, as far as its own samples show.</summary>
    private BurstRejection Judge(in Burst burst) =>
        burst.Rejection == BurstRejection.None && burst.Kind == BurstKind.Jerk && _pops is not null && _detector.IsPop(_pops, burst)
            ? BurstRejection.ElectrodePop
            : burst.Rejection;

    private void Keep(in Burst burst, long samplesSeen)
    {
        Burst judged = Movement is null ? burst : Movement.Judge(burst);
        BurstRejection rejection = Judge(judged);
        _heart?.Add(Bursts.Count, judged, rejection);
        _guess?.Keep(_detector, judged);
        _bursts.Keep(new DetectedBurst(judged, _originSeconds, _segmentIndex, _envelopeOrigin), rejection);
        Traces?.Note(judged, rejection, _segmentSamples);
        if (rejection == BurstRejection.None)
        {
            _pipeline.Live?.Settle(Seconds(samplesSeen));
        }
    }
}

/// <summary>A burst and where its sample indices begin on the recording's clock.</summary>
/// <param name="Burst">The burst, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="EnvelopeOrigin">The index of the segment's first sample in the decimated envelope.</param>
internal readonly record struct DetectedBurst(Burst Burst, double OriginSeconds, int SegmentIndex, long EnvelopeOrigin);
