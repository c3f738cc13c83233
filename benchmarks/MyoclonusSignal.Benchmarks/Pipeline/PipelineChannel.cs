using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>
/// One channel of EMG, stage by stage: each stage is run alone, by the classes that <see cref="ChannelPipeline"/> drives and with its
/// calls, on what the stages before it make of the recording.
/// </summary>
internal sealed class PipelineChannel
{
    private readonly PipelineRecording _recording;
    private readonly RecordingPreview _preview;
    private readonly ChannelContext _context;
    private readonly PlausibleRange[] _ranges;
    private readonly int _signal;
    private readonly double _sampleRate;
    private readonly double[] _conditioned;
    private readonly double[][] _chunk = [new double[SignalConditioner.ChunkSamples]];
    private readonly List<(long Sample, SettledBurst Burst)> _settled = [];
    private LossScreen? _losses;
    private RhythmFeed? _rhythm;
    private ChannelPipeline? _pipeline;

    /// <summary>Initializes a new instance of the <see cref="PipelineChannel"/> class.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="preview">Its first half minute.</param>
    /// <param name="channel">The channel.</param>
    public PipelineChannel(PipelineRecording recording, RecordingPreview preview, RecordingChannel channel)
    {
        _recording = recording;
        _preview = preview;
        _signal = channel.Signals[0];
        _sampleRate = channel.SampleRate;
        _context = Plan(preview, channel);
        _ranges = [preview.RangeOf(channel, _signal)];
        _conditioned = new double[recording.Signals[_signal].Length];
        Condition(_conditioned);
        FindBursts();
    }

    /// <summary>What is settled by the first half minute: the converter's step, the lines, whether it is raw EMG, the filters.</summary>
    public static ChannelContext Plan(RecordingPreview preview, RecordingChannel channel)
    {
        AnalysisOptions options = new();
        if (preview.NotRawEmg(channel) is string finding)
        {
            throw new InvalidOperationException($"Expected raw EMG; {channel.Name}: {finding}.");
        }

        ConditioningPlan plan = ConditioningPlan.For(channel, channel.Kind, options);
        plan = plan.With(KnownLines.Join(preview.Lines(channel, plan), null, plan.Band, channel.SampleRate));
        return new ChannelContext(channel, channel.Kind, plan, options, preview.QuantisationStep(channel));
    }

    /// <summary>The preview of one channel.</summary>
    public void Preview()
    {
        Plan(_preview, _context.Channel);
        _preview.LossesOf(_context.Channel);
    }

    /// <summary>Makes what finds lost packets learn from the preview, which is counted there.</summary>
    public void PrepareQuality() => _losses = _preview.LossesOf(_context.Channel);

    /// <summary>What judges the samples: values that no converter gives, lost packets, clipped and flat stretches, the hum.</summary>
    public SignalQuality Quality()
    {
        SampleScreen screen = new(_context.Channel, _ranges);
        ChannelQuality meters = new(_context.Axes, _sampleRate);
        LossScreen losses = _losses!;
        int known = 0;
        foreach (SampleBlock block in _recording.Blocks)
        {
            int count = block[_signal].Length;
            SampleBlock clean = screen.Clean(block, 0, count, block.StartSeconds);
            meters.Process(0, clean[_signal], block.StartSeconds);
            TakeKnown(losses.Process(clean, 0, count, block.StartSeconds, out int settled), settled);
        }

        if (losses.Flush(known / _sampleRate, out int last) is SampleBlock held)
        {
            TakeKnown(held, last);
        }

        meters.EndSegment();
        meters.EndStretch();
        return meters.Quality(null, losses.BriefSampleCount + losses.Lines.SampleCount);

        void TakeKnown(SampleBlock block, int settled)
        {
            meters.ProcessKnown(0, block[_signal][..settled], known / _sampleRate);
            meters.ProcessPresent(0, block[_signal][..settled]);
            known += settled;
        }
    }

    /// <summary>The filters, and what takes the lines out.</summary>
    /// <param name="sink">Receives the samples; empty for none.</param>
    public void Condition(Span<double> sink)
    {
        SignalConditioner conditioner = new(_context.Plan, _context.Axes, _sampleRate, _context.QuantisationStep);
        foreach (SampleBlock block in _recording.Blocks)
        {
            ReadOnlySpan<double> samples = block[_signal];
            if (!conditioner.IsPrimed)
            {
                int take = conditioner.Room(samples.Length);
                conditioner.Hold(0, samples[..take]);
                conditioner.Held(take);
                samples = samples[take..];
                if (!conditioner.IsFull)
                {
                    continue;
                }

                sink = Prime(conditioner, sink);
            }

            while (!samples.IsEmpty)
            {
                int length = Math.Min(SignalConditioner.ChunkSamples, samples.Length);
                conditioner.Begin(0, samples[..length]);
                conditioner.Filter(length);
                conditioner.EndChunk(length);
                sink = Take(conditioner, length, sink);
                samples = samples[length..];
            }
        }
    }

    /// <summary>The envelope for the rhythm: rectified and averaged down.</summary>
    public void Envelope()
    {
        _rhythm = RhythmFeed.Create(_context, isLive: false)!;
        _rhythm.BeginSegment(0);
        for (int at = 0; at < _conditioned.Length; at += SignalConditioner.ChunkSamples)
        {
            int length = Math.Min(SignalConditioner.ChunkSamples, _conditioned.Length - at);
            _conditioned.AsSpan(at, length).CopyTo(_chunk[0]);
            _rhythm.Process(_chunk, length);
        }

        _rhythm.EndSegment();
    }

    /// <summary>The rhythm of the whole recording, from the envelope that <see cref="Envelope"/> left; once for each envelope.</summary>
    public RhythmResult? Rhythm() => _rhythm!.Finish(_context.Plan.RhythmFilter);

    /// <summary>The envelope for the jerks: power in bins of 2 ms and in windows of three lengths.</summary>
    public void Bins() => Cells(withFloor: false);

    /// <summary>The same with the noise floor.</summary>
    /// <returns>The root mean square of the noise floor at the end.</returns>
    public double BinsAndFloor() => Cells(withFloor: true);

    /// <summary>The detectors of jerks and of silent periods, which do the work of <see cref="BinsAndFloor"/> too.</summary>
    /// <returns>The number of bursts, those that are no events among them, and the root mean square of the noise floor at the end.</returns>
    public (int Bursts, double FloorRms) Detect()
    {
        DetectionPath path = NewPath();
        JerkDetector detector = path.Detector;
        int count = 0;
        for (int at = 0; at < _conditioned.Length; at += SignalConditioner.ChunkSamples)
        {
            ReadOnlySpan<double> chunk = Chunk(at);
            path.Silences!.Process(chunk, 0, 0);
            while (!chunk.IsEmpty)
            {
                count += detector.TryRead(chunk, out int consumed, out _) ? 1 : 0;
                chunk = chunk[consumed..];
            }
        }

        while (detector.TryFinish(out _))
        {
            count++;
        }

        path.Silences!.EndSegment(0, 0);
        return (count, detector.FloorRms);
    }

    /// <summary>The same with what looks at a burst as it is given: electrode pops, lines, and its shape, which is kept.</summary>
    /// <returns>What decides in the end.</returns>
    public BurstReview FindBursts()
    {
        DetectionPath path = NewPath();
        HeartbeatGuess guess = new(_sampleRate);
        UnitGuess units = new(_sampleRate);
        BurstReview review = new(path.Bursts, heart: null, guess, units, marks: null, _sampleRate);
        _settled.Clear();
        path.BeginSegment(0, 0, 0);
        for (int at = 0; at < _conditioned.Length; at += SignalConditioner.ChunkSamples)
        {
            ReadOnlySpan<double> chunk = Chunk(at);
            int taken = 0;
            while (taken < chunk.Length)
            {
                bool isBurst = path.TryRead(chunk[taken..], out int consumed, out SettledBurst burst);
                taken += consumed;
                if (isBurst)
                {
                    Keep(at + taken, burst);
                }
            }
        }

        while (path.TryFinish(out SettledBurst burst))
        {
            Keep(_conditioned.Length, burst);
        }

        path.EndSegment();
        return review;

        void Keep(long sample, in SettledBurst burst)
        {
            guess.Keep(path.Detector, burst.Burst);
            units.Keep(path.Detector, burst.Burst);
            _settled.Add((sample, burst));
        }
    }

    /// <summary>
    /// The same with all that judges a burst by the others but the heart: artefacts of stimulators, heartbeats by their shapes, single
    /// motor units.
    /// </summary>
    /// <returns>The number of bursts that may be events.</returns>
    public int Judge() => FindBursts().All().Count(rejection => rejection == BurstRejection.None);

    /// <summary>What looks for the heart in the signal and tells which bursts are its beats, with the bursts that <see cref="FindBursts"/> found.</summary>
    /// <returns>The number of bursts that are beats.</returns>
    public int Heart()
    {
        double latencySeconds = NewPath().Detector.LatencySamples / _sampleRate;
        HeartbeatReview heart = new(_sampleRate, _context.Plan.Band.WidthHz, latencySeconds, removes: false);
        heart.BeginSegment(0);
        int next = 0;
        for (int at = 0; at < _conditioned.Length;)
        {
            ReadOnlySpan<double> turn = Chunk(at);
            turn = turn[..Math.Min(turn.Length, heart.Room)];
            at += turn.Length;
            for (; next < _settled.Count && _settled[next].Sample <= at; next++)
            {
                heart.Add(_settled[next].Burst.Index, _settled[next].Burst.Burst, _settled[next].Burst.Rejection);
            }

            heart.Process(turn);
        }

        heart.Finish();
        heart.EndSegment();
        return _settled.Count(settled => heart.Verdict(settled.Burst.Index) == HeartbeatVerdict.Heartbeat);
    }

    /// <summary>Makes ready what <see cref="Gather"/> gathers: the whole pipeline of the channel, to the end of its samples.</summary>
    public void PrepareGathering()
    {
        _pipeline = new ChannelPipeline(_context, _ranges, _preview.LossesOf(_context.Channel));
        foreach (SampleBlock block in _recording.Blocks)
        {
            _pipeline.Process(block);
        }

        _pipeline.Finish();
    }

    /// <summary>The result of the channel and its events, with what decides in the end on each burst, and the rhythm; once for each pipeline.</summary>
    /// <returns>The number of events.</returns>
    public int Gather()
    {
        List<AnalysisEvent> events = [];
        ChannelWarnings warnings = new(_context.Options);
        warnings.Add(ChannelResultBuilder.Build(_pipeline!, events), _pipeline!);
        return events.Count;
    }

    private static Span<double> Prime(SignalConditioner conditioner, Span<double> sink)
    {
        conditioner.Prime(0);
        for (int at = 0; at < conditioner.HeldCount; at += SignalConditioner.ChunkSamples)
        {
            int length = Math.Min(SignalConditioner.ChunkSamples, conditioner.HeldCount - at);
            conditioner.ConditionHeld(at, length);
            sink = Take(conditioner, length, sink);
        }

        return sink;
    }

    private static Span<double> Take(SignalConditioner conditioner, int length, Span<double> sink)
    {
        ReadOnlySpan<double> conditioned = conditioner.Detectable(length);
        if (sink.IsEmpty)
        {
            return sink;
        }

        conditioned.CopyTo(sink);
        return sink[length..];
    }

    private ReadOnlySpan<double> Chunk(int at) => _conditioned.AsSpan(at, Math.Min(SignalConditioner.ChunkSamples, _conditioned.Length - at));

    private DetectionPath NewPath() => new(_context, new GapBridge(_context.Channel), keepsThresholds: false);

    private double Cells(bool withFloor)
    {
        double freedom = 2 * _context.Plan.Band.WidthHz;
        DetectorGeometry geometry = new(_context.Options.EmgDetector, _sampleRate, freedom);
        BinHistory bins = new(geometry.BinSamples, geometry.HalfWindowBins, geometry.CellBins, geometry.HeldBins);
        NoiseFloor floor = new(
            bins,
            geometry.CellBins,
            geometry.CellSeconds,
            geometry.LookAheadCells,
            geometry.LookBackCells,
            Math.Max(1, freedom * 2 * geometry.HalfWindowBins * geometry.BinSamples / _sampleRate),
            minimumPower: 1e-300,
            seesBriefRest: true,
            seesPauses: true);
        for (int at = 0; at < _conditioned.Length; at += SignalConditioner.ChunkSamples)
        {
            ReadOnlySpan<double> chunk = Chunk(at);
            while (!chunk.IsEmpty)
            {
                if (bins.Fill(chunk, out int consumed) && withFloor)
                {
                    floor.Advance(isFinal: false);
                }

                chunk = chunk[consumed..];
            }
        }

        bins.Finish();
        if (!withFloor)
        {
            return double.NaN;
        }

        floor.Advance(isFinal: true);
        return Math.Sqrt(floor.Power(floor.KnownCells - 1));
    }
}
