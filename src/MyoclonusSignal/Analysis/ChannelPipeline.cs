using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Everything that happens to one channel, block by block: quality, conditioning, envelope, detection, rhythm. A missing
/// sample or a jump of the clock ends a segment, and the next one starts afresh.
/// </summary>
internal sealed class ChannelPipeline
{
    private const int ChunkSamples = 2048;

    // One window of two seconds every ten: enough to tell the hum, hardly any work.
    private const double MainsEverySeconds = 10;

    // The rhythm estimate looks at up to twice the band's upper border; three times that border leaves room above it.
    private const double EnvelopeRateHz = 50;
    private const double EnvelopeRateRatio = 6;
    private const double LeastRateRatio = 4;

    // Samples of the envelope on either side of a heartbeat that it still reaches: some 30 ms.
    private const int BeatMargin = 3;

    private readonly ConditioningPlan _plan;
    private readonly int _axes;
    private readonly int _factor;
    private readonly double _sampleRate;
    private readonly double _startSeconds;
    private readonly double _stopSeconds;
    private readonly QualityMeter[] _quality;
    private readonly MainsDetector[] _mains;
    private readonly SosFilter[] _filters;
    private readonly SosFilter[] _rhythmFilters;
    private readonly JerkDetector? _detector;
    private readonly RhythmEstimator? _rhythm;
    private readonly double[][] _head;
    private readonly double[][] _filtered;
    private readonly double[][] _slow;
    private readonly double[] _magnitude;
    private readonly EnvelopeDecimator[] _decimators;
    private readonly int _shapeStep;
    private readonly int _shapeLength;
    private readonly List<DetectedBurst> _bursts = [];
    private readonly List<float> _shapes = [];
    private readonly List<double> _floorRms = [];
    private int _headCount;
    private bool _isPrimed;
    private double _segmentSeconds;
    private double _nextSeconds = double.NaN;
    private long _detectedSamples;
    private long _rhythmSamples;
    private long _envelopeSamples;
    private long _envelopeOrigin;

    public ChannelPipeline(
        RecordingChannel channel, ChannelKind kind, ConditioningPlan plan, AnalysisOptions options, double quantisationStep)
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
        _filters = plan.Filter is null ? [] : [.. channel.Signals.Select(_ => new SosFilter(plan.Filter))];
        _rhythmFilters = plan.RhythmFilter is null ? [] : [.. channel.Signals.Select(_ => new SosFilter(plan.RhythmFilter))];
        int headSamples = Math.Max(1, (int)Math.Round(WarmStart.FitSeconds * _sampleRate));
        _head = NewBuffers(headSamples);
        _filtered = NewBuffers(ChunkSamples);
        _slow = NewBuffers(plan.RhythmFilter is null ? 0 : ChunkSamples);
        _magnitude = new double[ChunkSamples];
        _factor = Math.Max(1, (int)(_sampleRate / Math.Max(EnvelopeRateHz, EnvelopeRateRatio * options.Rhythm.BandHighHz)));
        _decimators = [.. Enumerable.Range(0, kind == ChannelKind.Acceleration ? _axes : 1).Select(_ => new EnvelopeDecimator(_factor, ChunkSamples))];
        _shapeStep = Math.Max(1, (int)Math.Round(_sampleRate / HeartbeatFinder.ShapeRateHz));
        _shapeLength = (int)Math.Round(HeartbeatFinder.ShapeSeconds * _sampleRate / _shapeStep);
        if (plan.Filter is not null)
        {
            JerkDetectorOptions detector = kind == ChannelKind.Acceleration ? options.AccelerationDetector : options.EmgDetector;

            // Rounding to a step q adds noise of power q²/12, spread evenly up to half the sampling rate.
            double quantisationRms = quantisationStep / Math.Sqrt(12) * Math.Sqrt(_axes * plan.Band.WidthHz / (_sampleRate / 2));
            _detector = new JerkDetector(detector, _sampleRate, Math.Min(_sampleRate / 2, _axes * plan.Band.WidthHz), quantisationRms);
            if (_sampleRate / _factor >= LeastRateRatio * options.Rhythm.BandHighHz)
            {
                _rhythm = new RhythmEstimator(_sampleRate / _factor, _decimators.Length, options.Rhythm);
            }
        }
    }

    public RecordingChannel Channel { get; }

    public ChannelKind Kind { get; }

    public ConditioningPlan Plan => _plan;

    public IReadOnlyList<DetectedBurst> Bursts => _bursts;

    /// <summary>Tells which of <see cref="Bursts"/> are heartbeats; only EMG has any.</summary>
    public bool[] FindHeartbeats()
    {
        if (Kind != ChannelKind.Emg)
        {
            return new bool[_bursts.Count];
        }

        // The detector settles a contraction after the jerks within it, so the bursts are put in order first.
        int[] order = [.. Enumerable.Range(0, _bursts.Count).OrderBy(PeakSeconds)];
        double[] seconds = [.. order.Select(PeakSeconds)];
        float[] shapes = [.. order.SelectMany(i => _shapes.GetRange(i * _shapeLength, _shapeLength))];
        double[] powers = [.. order.Select(i => _bursts[i].Burst.RmsAmplitude * _bursts[i].Burst.RmsAmplitude)];
        bool[] isBeat = HeartbeatFinder.Find(seconds, powers, shapes, _shapeLength);
        bool[] result = new bool[isBeat.Length];
        for (int i = 0; i < order.Length; i++)
        {
            result[order[i]] = isBeat[i] && _bursts[order[i]].Burst.Kind == BurstKind.Jerk;
        }

        return result;
    }

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

        _floorRms.Sort();
        double Fraction(long count) => samples == 0 ? 0 : (double)count / samples;
        return new SignalQuality(
            _quality[0].SampleCount,
            Fraction(_quality.Sum(q => q.MissingCount)),
            Fraction(_quality.Sum(q => q.ClippedCount)),
            Fraction(_quality.Sum(q => q.FlatCount)),
            line,
            _floorRms.Count == 0 ? null : _floorRms[_floorRms.Count / 2]);
    }

    /// <summary>Gives the rhythm, its bouts as times on the recording's clock.</summary>
    public RhythmResult? FinishRhythm(bool[] isHeartbeat)
    {
        if (_rhythm is null || Segments.Count == 0)
        {
            return null;
        }

        // A heartbeat's harmonics lie at 3–8 Hz; it must not be taken for a rhythm of the muscle.
        for (int i = 0; i < isHeartbeat.Length; i++)
        {
            if (isHeartbeat[i])
            {
                Burst beat = _bursts[i].Burst;
                _rhythm.Bridge(
                    _bursts[i].EnvelopeOrigin + (beat.Start / _factor) - BeatMargin,
                    _bursts[i].EnvelopeOrigin + (beat.End / _factor) + 1 + BeatMargin);
            }
        }

        double origin = Segments[0].StartSeconds;
        RhythmResult result = _rhythm.Finish();
        return result with
        {
            Bouts = [.. result.Bouts.Select(bout => bout with
            {
                StartSeconds = bout.StartSeconds + origin,
                EndSeconds = bout.EndSeconds + origin,
            })],
        };
    }

    /// <summary>Gives the mains frequency found in the whole recording, or 0.</summary>
    public double MainsHz() => _mains.Select(mains => mains.Find(out _)).FirstOrDefault(hz => hz > 0);

    private double PeakSeconds(int index) => _bursts[index].OriginSeconds + (_bursts[index].Burst.PeakIndex / _sampleRate);

    private double[][] NewBuffers(int length) => [.. Channel.Signals.Select(_ => new double[length])];

    private int PresentRun(SampleBlock block, int start, int end)
    {
        int run = end - start;
        foreach (int signal in Channel.Signals)
        {
            ReadOnlySpan<double> samples = block[signal].Slice(start, run);
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
            _segmentSeconds = block.StartSeconds + (start / _sampleRate);
            if (_rhythm is not null && Segments.Count > 0)
            {
                // The estimator keeps time by counting samples, so it is told how many a gap leaves out.
                double missing = (_segmentSeconds - Segments[0].StartSeconds) * _rhythm.SampleRate;
                _rhythm.EndSegment(Math.Max(0, (long)Math.Round(missing) - _rhythmSamples));
                _rhythmSamples = Math.Max(_rhythmSamples, (long)Math.Round(missing));
            }

            _envelopeOrigin = _envelopeSamples;
            Segments.Add((_segmentSeconds, _segmentSeconds));
        }

        _nextSeconds = block.StartSeconds + (end / _sampleRate);
        for (int axis = 0; axis < _axes; axis++)
        {
            _mains[axis].Process(block[Channel.Signals[axis]][start..end]);
        }

        if (_detector is null)
        {
            return;
        }

        if (!_isPrimed)
        {
            int take = Math.Min(end - start, _head[0].Length - _headCount);
            for (int axis = 0; axis < _axes; axis++)
            {
                block[Channel.Signals[axis]].Slice(start, take).CopyTo(_head[axis].AsSpan(_headCount));
            }

            _headCount += take;
            start += take;
            if (_headCount < _head[0].Length)
            {
                return;
            }

            Prime();
        }

        for (int at = start; at < end; at += ChunkSamples)
        {
            int length = Math.Min(ChunkSamples, end - at);
            for (int axis = 0; axis < _axes; axis++)
            {
                Condition(axis, block[Channel.Signals[axis]].Slice(at, length));
            }

            DetectChunk(length);
        }
    }

    /// <summary>Lets the filters see what came before the segment, then processes the samples held back for that.</summary>
    private void Prime()
    {
        _isPrimed = true;
        for (int axis = 0; axis < _axes; axis++)
        {
            double[] lead = WarmStart.Lead(_head[axis].AsSpan(0, _headCount), _sampleRate, _plan.NotchesHz);
            _filters[axis].Reset();
            _filters[axis].Process(lead, new double[lead.Length]);
            if (_rhythmFilters.Length > 0)
            {
                _rhythmFilters[axis].Reset();
                _rhythmFilters[axis].Process(lead, lead);
            }
        }

        for (int at = 0; at < _headCount; at += ChunkSamples)
        {
            int length = Math.Min(ChunkSamples, _headCount - at);
            for (int axis = 0; axis < _axes; axis++)
            {
                Condition(axis, _head[axis].AsSpan(at, length));
            }

            DetectChunk(length);
        }
    }

    private void Condition(int axis, ReadOnlySpan<double> samples)
    {
        _filters[axis].Process(samples, _filtered[axis].AsSpan(0, samples.Length));
        if (_rhythmFilters.Length > 0)
        {
            _rhythmFilters[axis].Process(samples, _slow[axis].AsSpan(0, samples.Length));
        }
    }

    private void DetectChunk(int length)
    {
        ReadOnlySpan<double> input = _filtered[0].AsSpan(0, length);
        if (_axes > 1)
        {
            Span<double> magnitude = _magnitude.AsSpan(0, length);
            for (int i = 0; i < length; i++)
            {
                double square = 0;
                for (int axis = 0; axis < _axes; axis++)
                {
                    square += _filtered[axis][i] * _filtered[axis][i];
                }

                magnitude[i] = Math.Sqrt(square);
            }

            input = magnitude;
        }

        _detectedSamples += length;
        EstimateRhythm(length);
        while (!input.IsEmpty)
        {
            if (_detector!.TryRead(input, out int consumed, out Burst burst))
            {
                Keep(burst);
            }

            input = input[consumed..];
        }
    }

    private void EstimateRhythm(int length)
    {
        if (_rhythm is null)
        {
            return;
        }

        ReadOnlySpan<double> first;
        if (Kind == ChannelKind.Acceleration)
        {
            first = _decimators[0].Means(_slow[0].AsSpan(0, length));
            if (_axes == 3)
            {
                _rhythm.Process(
                    first, _decimators[1].Means(_slow[1].AsSpan(0, length)), _decimators[2].Means(_slow[2].AsSpan(0, length)));
            }
            else
            {
                _rhythm.Process(first);
            }
        }
        else
        {
            first = _decimators[0].MeanMagnitudes(_filtered[0].AsSpan(0, length));
            _rhythm.Process(first);
        }

        _rhythmSamples += first.Length;
        _envelopeSamples += first.Length;
    }

    private void Keep(in Burst burst)
    {
        if (Kind == ChannelKind.Emg)
        {
            Span<float> shape = stackalloc float[_shapeLength];
            _detector!.CopyShape(burst, _shapeStep, shape);
            _shapes.AddRange(shape);
        }

        _bursts.Add(new DetectedBurst(burst, _segmentSeconds - _plan.DelaySeconds, Segments.Count - 1, _envelopeOrigin));
        _floorRms.Add(burst.FloorRms);
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
            if (!_isPrimed)
            {
                Prime();
            }

            while (_detector.TryFinish(out Burst burst))
            {
                Keep(burst);
            }

            _floorRms.Add(_detector.FloorRms);
            _detector.Reset();
            foreach (EnvelopeDecimator decimator in _decimators)
            {
                decimator.Reset();
            }
        }

        Segments[^1] = (_segmentSeconds, _nextSeconds);
        _nextSeconds = double.NaN;
        _isPrimed = false;
        _headCount = 0;
    }
}
