using MyoclonusSignal.Detection;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis.Traces;

/// <summary>
/// Keeps of one channel's signals what people will look at: the whole in coarse bins, and the surroundings of what was found
/// in fine ones. Memory does not grow with the recording; the same for any block size.
/// </summary>
internal sealed class TraceRecorder
{
    // What is longer is shown at its edges; joined surroundings are cut at the second length, so that some can go and some stay.
    private const double LongSeconds = 3;
    private const double InsideSeconds = 1.2;
    private const double LongestDetailSeconds = 10;

    private readonly SignalTraceOptions _options;
    private readonly RecordingChannel _channel;
    private readonly double _sampleRate;
    private readonly int _binSamples;
    private readonly double _reachSeconds;
    private readonly LineRecorder[] _recorded;
    private readonly LineRecorder? _filtered;
    private readonly LineRecorder? _envelope;
    private readonly LineOverview? _floor;
    private readonly LineOverview? _threshold;
    private readonly MovingAverage? _power;
    private readonly DetailStore _details;
    private readonly List<DetailRange> _open = [];
    private double _squares;
    private int _squareCount;
    private double _lastPower;
    private long _powerCount;
    private double _originSeconds;
    private double _closedSeconds;

    /// <summary>Initializes a new instance of the <see cref="TraceRecorder"/> class.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="options">How much to keep.</param>
    /// <param name="sharers">The number of channels that share the bins.</param>
    /// <param name="detector">The lengths of the detector, or <see langword="null"/> where nothing is looked for.</param>
    /// <param name="lagSeconds">How much later than the recorded samples the filtered ones may come.</param>
    public TraceRecorder(RecordingChannel channel, SignalTraceOptions options, int sharers, DetectorLengths? detector, double lagSeconds)
    {
        _options = options;
        _channel = channel;
        _sampleRate = channel.SampleRate;
        _binSamples = Math.Max(1, (int)Math.Round(options.FinestSeconds * _sampleRate));
        double binSeconds = _binSamples / _sampleRate;
        int mostBins = Math.Max(500, options.MostBins / Math.Max(1, sharers));
        _details = new DetailStore(options.MostDetailBins / Math.Max(1, sharers));

        // A burst is settled so much later than it begins, unless it is longer than what a detector holds.
        _reachSeconds = ((detector?.HeldSamples ?? 0) / _sampleRate) + LongestDetailSeconds + options.BeforeSeconds + options.BehindSeconds;
        int heldBins = detector is null ? 1 : (int)Math.Ceiling((_reachSeconds + ((2.0 * SignalConditioner.ChunkSamples) / _sampleRate)) / binSeconds) + 16;
        int laggingBins = detector is null ? 1 : heldBins + (int)Math.Ceiling((lagSeconds + WarmStart.FitSeconds) / binSeconds);
        _recorded = [.. channel.SignalNames.Select(name => new LineRecorder(TraceKind.Recorded, name, _binSamples, binSeconds, laggingBins, mostBins))];
        if (detector is not DetectorLengths lengths)
        {
            return;
        }

        _filtered = new LineRecorder(TraceKind.Filtered, channel.Name, _binSamples, binSeconds, heldBins, mostBins);
        _envelope = new LineRecorder(TraceKind.Envelope, channel.Name, 1, binSeconds, heldBins, mostBins);
        _power = new MovingAverage(Math.Max(1, (int)Math.Round(lengths.ScaleSeconds / binSeconds)));
        _floor = new LineOverview(lengths.CellSeconds, mostBins);
        _threshold = new LineOverview(lengths.CellSeconds, mostBins);
    }

    /// <summary>Begins a segment.</summary>
    /// <param name="seconds">The time of its first sample.</param>
    /// <param name="originSeconds">The time of the first conditioned sample, the filters' delay taken off.</param>
    public void BeginSegment(double seconds, double originSeconds)
    {
        _originSeconds = originSeconds;
        _closedSeconds = double.NegativeInfinity;
        foreach (LineRecorder line in _recorded)
        {
            line.Begin(seconds);
        }

        _filtered?.Begin(originSeconds);
        _envelope?.Begin(originSeconds);
        _floor?.Begin(originSeconds);
        _threshold?.Begin(originSeconds);
        _power?.Reset();
        (_squares, _squareCount, _powerCount) = (0, 0, 0);
    }

    /// <summary>Takes in samples as they were recorded.</summary>
    public void AddRecorded(SampleBlock block, int start, int length)
    {
        for (int axis = 0; axis < _recorded.Length; axis++)
        {
            _recorded[axis].Add(block[_channel.Signals[axis]].Slice(start, length));
        }
    }

    /// <summary>Takes in what bursts are looked for in.</summary>
    public void AddFiltered(ReadOnlySpan<double> samples)
    {
        _filtered!.Add(samples);
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<double> part = samples[..Math.Min(_binSamples - _squareCount, samples.Length)];
            double squares = _squares;
            foreach (double sample in part)
            {
                squares += sample * sample;
            }

            _squares = squares;
            _squareCount += part.Length;
            samples = samples[part.Length..];
            if (_squareCount == _binSamples)
            {
                AddPower(_squares / _squareCount);
            }
        }

        Copy(_envelope!.EndSeconds);
    }

    /// <summary>Takes in what the detector held the next cells of the signal against.</summary>
    public void AddThresholds(List<DetectionThreshold> cells)
    {
        foreach (DetectionThreshold cell in cells)
        {
            float floor = (float)Math.Sqrt(cell.FloorPower);
            float threshold = (float)Math.Sqrt(cell.Power);
            _floor!.Add(floor, floor);
            _threshold!.Add(threshold, threshold);
        }
    }

    /// <summary>Takes in a burst that was settled, an event or not.</summary>
    /// <param name="burst">The burst, in samples of the segment.</param>
    /// <param name="rejection">Why it is not an event, as far as is known.</param>
    /// <param name="settledSamples">How many conditioned samples of the segment the detector had seen.</param>
    public void Note(in Burst burst, BurstRejection rejection, long settledSamples)
    {
        double onset = Seconds(burst.Start);
        _details.Note(burst, rejection, onset);
        Note(onset, Seconds(burst.End), Seconds(settledSamples));
    }

    /// <summary>Takes in a silent period that was settled.</summary>
    /// <param name="silence">The silent period, in samples of the segment.</param>
    /// <param name="settledSamples">How many conditioned samples of the segment its detector had seen.</param>
    public void Note(in SilentPeriod silence, long settledSamples) =>
        Note(Seconds(silence.Start), Seconds(silence.End), Seconds(settledSamples));

    /// <summary>Ends the segment.</summary>
    public void EndSegment()
    {
        foreach (LineRecorder line in _recorded)
        {
            line.End();
        }

        if (_filtered is null)
        {
            return;
        }

        if (_squareCount > 0)
        {
            AddPower(_squares / _squareCount);
        }

        // Behind the end the power is taken to stay what it was.
        for (int i = 0; i < _power!.WindowSamples / 2; i++)
        {
            AddPower(_lastPower);
        }

        _filtered.End();
        _envelope!.End();
        _floor!.End();
        _threshold!.End();
        Close(double.PositiveInfinity);
    }

    /// <summary>Gives what was kept.</summary>
    public ChannelTraces Build()
    {
        List<SignalTrace> lines = [.. _recorded.Select(line => new SignalTrace(line.Kind, line.Name, line.Overview.Pieces()))];
        if (_filtered is null)
        {
            return new ChannelTraces(_channel.Name, lines, []);
        }

        lines.Add(new SignalTrace(TraceKind.Filtered, _channel.Name, _filtered.Overview.Pieces()));
        lines.Add(new SignalTrace(TraceKind.Envelope, _channel.Name, _envelope!.Overview.Pieces()));
        lines.Add(new SignalTrace(TraceKind.NoiseFloor, _channel.Name, _floor!.Pieces()));
        lines.Add(new SignalTrace(TraceKind.Threshold, _channel.Name, _threshold!.Pieces()));
        return new ChannelTraces(
            _channel.Name,
            lines,
            _filtered.Overview.IsFinest
                ? []
                : [.. _details.Details().Select(detail => detail with
                {
                    Pieces =
                    [
                        .. detail.Pieces,
                        _floor.Slice(detail.StartSeconds, detail.EndSeconds),
                        _threshold.Slice(detail.StartSeconds, detail.EndSeconds),
                    ],
                })]);
    }

    private double Seconds(long sample) => _originSeconds + (sample / _sampleRate);

    private void AddPower(double meanSquare)
    {
        (_squares, _squareCount, _lastPower) = (0, 0, meanSquare);
        float envelope = (float)Math.Sqrt(_power!.Next(meanSquare));
        if (++_powerCount > _power.WindowSamples / 2)
        {
            _envelope!.AddBin(envelope, envelope);
        }
    }

    private void Note(double onsetSeconds, double offsetSeconds, double settledSeconds)
    {
        Close(settledSeconds);
        double start = onsetSeconds - _options.BeforeSeconds;
        double end = offsetSeconds + _options.BehindSeconds;
        double earliest = Math.Max(settledSeconds - _reachSeconds, _closedSeconds);
        if (offsetSeconds - onsetSeconds > LongSeconds)
        {
            Open(Math.Max(start, earliest), onsetSeconds + InsideSeconds);
            start = offsetSeconds - InsideSeconds;
        }

        Open(Math.Max(start, earliest), end);
    }

    /// <summary>Opens what of a stretch is not open yet, or lets the range before it grow.</summary>
    private void Open(double startSeconds, double endSeconds)
    {
        // On the borders of bins, so that two ranges that touch share none.
        double binSeconds = _binSamples / _sampleRate;
        startSeconds = _originSeconds + (Math.Floor(((startSeconds - _originSeconds) / binSeconds) + 1e-6) * binSeconds);
        endSeconds = _originSeconds + (Math.Ceiling(((endSeconds - _originSeconds) / binSeconds) - 1e-6) * binSeconds);
        int at = 0;
        for (; at < _open.Count && _open[at].StartSeconds < endSeconds; at++)
        {
            DetailRange range = _open[at];
            if (range.EndSeconds < startSeconds)
            {
                continue;
            }

            if (startSeconds < range.StartSeconds)
            {
                _open.Insert(at++, new DetailRange(startSeconds, range.StartSeconds));
            }

            startSeconds = range.EndSeconds;
        }

        if (startSeconds >= endSeconds)
        {
            return;
        }

        if (at > 0 && Math.Abs(_open[at - 1].EndSeconds - startSeconds) < binSeconds / 2 && endSeconds - _open[at - 1].StartSeconds <= LongestDetailSeconds)
        {
            _open[at - 1].EndSeconds = endSeconds;
            _open[at - 1].Copied = null;
            return;
        }

        _open.Insert(at, new DetailRange(startSeconds, endSeconds));
    }

    /// <summary>Copies the ranges that are there as a whole, before their samples are written over.</summary>
    private void Copy(double thereSeconds)
    {
        foreach (DetailRange range in _open)
        {
            if (range.Copied is null && range.EndSeconds <= thereSeconds)
            {
                TracePiece filtered = _filtered!.Copy(range.StartSeconds, range.EndSeconds);
                range.Copied = new TraceDetail(
                    filtered.StartSeconds,
                    filtered.EndSeconds,
                    [.. _recorded.Select(line => line.Copy(range.StartSeconds, range.EndSeconds)), filtered, _envelope!.Copy(range.StartSeconds, range.EndSeconds)]);
            }
        }
    }

    /// <summary>Hands on the ranges that nothing settled later can make grow.</summary>
    private void Close(double settledSeconds)
    {
        // What the envelope lags behind what the detector has seen.
        double thereSeconds = settledSeconds - ((_power!.WindowSamples + 1) * _binSamples / _sampleRate);
        Copy(thereSeconds);
        int closed = 0;
        for (; closed < _open.Count && _open[closed].EndSeconds <= thereSeconds; closed++)
        {
            _closedSeconds = _open[closed].EndSeconds;
            if (_open[closed].Copied is { Pieces.Count: > 0 } detail && detail.EndSeconds > detail.StartSeconds)
            {
                _details.Add(detail);
            }
        }

        _open.RemoveRange(0, closed);
    }
}

/// <summary>What a picture of the signal needs to know of the detector.</summary>
/// <param name="HeldSamples">How far back a burst may begin that is read now, in samples.</param>
/// <param name="ScaleSeconds">The length of the window of its mean power, in seconds.</param>
/// <param name="CellSeconds">How long a cell is, for which there is one floor and one threshold, in seconds.</param>
internal readonly record struct DetectorLengths(long HeldSamples, double ScaleSeconds, double CellSeconds);
