using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The way of one channel's conditioned samples to its bursts and silent periods. Samples go in, what has settled comes out,
/// one thing at a time and in the order in which it settled; the pipeline does what follows from it.
/// </summary>
internal sealed class DetectionPath
{
    // Of a burst that a line's jump makes most lies where the line was not followed yet; it ends a window later.
    private const double LeastLineShare = 0.5;

    // What rises out of the line itself is no part of it.
    private const double MostOverLine = 1.3;

    // Of the power of a burst, in its samples that were not lost: in less only the filter rings behind what a bridge repeats.
    private const double LeastSeenPower = 0.25;

    private readonly JerkDetector _detector;
    private readonly GapBridge _bridge;
    private readonly double _sampleRate;
    private readonly double _delaySamples;
    private readonly long _leastSamples;
    private readonly BurstCollector _bursts = new();
    private readonly PopFinder? _pops;
    private readonly WholeSegmentDetection? _whole;
    private readonly IReadOnlyList<LineSwitch> _lineSwitches;
    private Queue<Burst>? _wholeBursts;
    private double _originSeconds;
    private double _endSeconds;
    private int _segmentIndex;
    private long _envelopeOrigin;
    private long _segmentSamples;
    private int _givenSilences;
    private long _thresholdCells;

    /// <summary>Initializes a new instance of the <see cref="DetectionPath"/> class.</summary>
    /// <param name="context">The channel, whose plan has filters.</param>
    /// <param name="bridge">Tells where lost samples were bridged.</param>
    /// <param name="keepsThresholds">Whether <see cref="Thresholds"/> are wanted.</param>
    /// <param name="lineSwitches">The stretches of the segment in which a line had jumped; filled as the samples are conditioned.</param>
    public DetectionPath(ChannelContext context, GapBridge bridge, bool keepsThresholds, IReadOnlyList<LineSwitch>? lineSwitches = null)
    {
        _bridge = bridge;
        _lineSwitches = lineSwitches ?? [];
        ConditioningPlan plan = context.Plan;
        AnalysisOptions options = context.Options;
        double sampleRate = _sampleRate = context.SampleRate;
        _delaySamples = plan.DelaySeconds * sampleRate;
        _leastSamples = (long)Math.Ceiling(SearchedTime.LeastSeconds * sampleRate);
        JerkDetectorOptions detector = context.IsAcceleration ? options.AccelerationDetector : options.EmgDetector;

        // Rounding to a step q adds noise of power q²/12, spread evenly up to half the sampling rate.
        double quantisationRms = context.QuantisationStep / Math.Sqrt(12) * Math.Sqrt(context.Axes * plan.Band.WidthHz / (sampleRate / 2));
        _detector = new JerkDetector(
            detector, sampleRate, plan.Band.WidthHz, quantisationRms, givesRejected: true, context.Axes, plan.TailPower, plan.EdgeResponse);
        JoinGapSeconds = _detector.JoinSeconds;
        Thresholds = _detector.Thresholds = keepsThresholds ? [] : null;
        if (context.IsAcceleration)
        {
            Movement = new MovementReview(context, _detector.HeldSamples, _detector.LatencySamples, detector.JerkLimitSeconds);
        }

        if (context.Kind == Recordings.ChannelKind.Emg)
        {
            Silences = new SilencePath(new SilentPeriodDetector(options.SilentPeriods, sampleRate, quantisationRms, plan.Filter, plan.DelaySeconds), bridge, _delaySamples);

            // A detector of the user's own has the last word on its bursts.
            if (options.EmgBurstDetector is IBurstDetector given)
            {
                // Where there is no ratio, the plan has refused the channel.
                double unitRatio = given.Unit is string unit ? Units.Microvolts(context.Channel.Unit) / Units.Microvolts(unit) ?? 1 : 1;
                _whole = new WholeSegmentDetection(given, unitRatio, detector.JerkLimitSeconds, sampleRate, Math.Max(1e-150, quantisationRms));
            }
            else if (plan.Band.HighHz >= PopFinder.LeastBandHz)
            {
                _pops = new PopFinder(plan.Filter!, sampleRate);
            }
        }
    }

    /// <summary>Gets the bursts, the rejected ones among them, in the order in which they were settled.</summary>
    public BurstCollector Bursts => _bursts;

    /// <summary>Gets the longest pause inside one burst, in seconds.</summary>
    public double JoinGapSeconds { get; }

    /// <summary>Gets the detector, whose thresholds hold where no other was given.</summary>
    public JerkDetector Detector => _detector;

    /// <summary>Gets what the signal was held against, cell by cell, since the list was last cleared; <see langword="null"/> where that is not kept.</summary>
    public List<DetectionThreshold>? Thresholds { get; }

    /// <summary>Gets the way to the silent periods, of EMG.</summary>
    public SilencePath? Silences { get; }

    /// <summary>Gets what finds jerks in movement and tells them from it, of acceleration.</summary>
    public MovementReview? Movement { get; }

    /// <summary>Begins a segment.</summary>
    /// <param name="originSeconds">The time of its first conditioned sample, the delay of conditioning taken off.</param>
    /// <param name="index">Its index.</param>
    /// <param name="envelopeOrigin">Where it begins in the rhythm's envelope.</param>
    public void BeginSegment(double originSeconds, int index, long envelopeOrigin)
    {
        // Longer than it would be remembered, the signal may have become another one.
        if (originSeconds - _endSeconds > PowerHistogram.MemorySeconds)
        {
            _detector.Reset();
        }

        _originSeconds = originSeconds;
        _segmentIndex = index;
        _envelopeOrigin = envelopeOrigin;
    }

    /// <summary>Takes in conditioned samples of the segment until a burst settles; <see cref="TryTakeSilence"/> gives what else did.</summary>
    /// <param name="input">The samples.</param>
    /// <param name="consumed">How many were taken in.</param>
    /// <param name="settled">The burst, where the result is <see langword="true"/>.</param>
    public bool TryRead(ReadOnlySpan<double> input, out int consumed, out SettledBurst settled)
    {
        if (Movement is not null)
        {
            return TryReadMoving(Movement, input, out consumed, out settled);
        }

        settled = default;
        Burst burst = default;
        consumed = input.Length;
        bool isBurst = false;
        if (_whole is not null)
        {
            _whole.Add(input);
        }
        else
        {
            isBurst = _detector.TryRead(input, out consumed, out burst);
            _segmentSamples += consumed;
        }

        Silences?.Process(input[..consumed], _originSeconds, _segmentIndex);
        if (isBurst)
        {
            settled = Keep(burst, _segmentSamples);
        }

        return isBurst;
    }

    /// <summary>Gives the next silent period that has settled.</summary>
    public bool TryTakeSilence(out DetectedSilence silence)
    {
        silence = default;
        if (Silences is null || _givenSilences == Silences.Silences.Count)
        {
            return false;
        }

        silence = Silences.Silences[_givenSilences++];
        return true;
    }

    /// <summary>Gives the bursts that the end of the segment settles, one by one.</summary>
    public bool TryFinish(out SettledBurst settled)
    {
        if (_whole is not null)
        {
            _wholeBursts ??= new Queue<Burst>(_whole.Finish());
            bool isLeft = _wholeBursts.TryDequeue(out Burst given);
            settled = isLeft ? Keep(given, 0) : default;
            return isLeft;
        }

        // That a segment has ended is known with the sample behind it.
        bool isTooShort = _segmentSamples < _leastSamples;
        if (Movement?.TryFinish(out Burst moving) == true)
        {
            settled = Keep(moving with { FloorRms = FloorRms(moving) }, _segmentSamples + 1, isTooShort);
            return true;
        }

        while (TryFinishDetector(out Burst burst))
        {
            if (Movement?.IsToldAlready(burst) != true)
            {
                settled = Keep(Movement is null ? burst : Movement.Judge(burst), _segmentSamples + 1, isTooShort);
                return true;
            }
        }

        if (Movement?.TryTake(out Burst withheld) == true)
        {
            settled = Keep(withheld with { FloorRms = FloorRms(withheld) }, _segmentSamples + 1, isTooShort);
            return true;
        }

        settled = default;
        return false;
    }

    private bool TryFinishDetector(out Burst burst)
    {
        int known = Thresholds?.Count ?? 0;
        bool isBurst = _detector.TryFinish(out burst);
        if (Movement is not null)
        {
            HearMovement(Movement, known);
        }

        return isBurst;
    }

    /// <summary>Sets the thresholds of cells that have just become known to what decided where the limb moves.</summary>
    /// <param name="movement">What decides there.</param>
    /// <param name="known">The number of thresholds that were known before.</param>
    private void HearMovement(MovementReview movement, int known)
    {
        for (int i = known; Thresholds is not null && i < Thresholds.Count; i++)
        {
            long first = _thresholdCells++ * _detector.CellSamples;
            double power = movement.DecidingPower(first, first + _detector.CellSamples, _detector.WindowSamples, Thresholds[i].Power);
            Thresholds[i] = Thresholds[i] with { Power = power };
        }
    }

    /// <summary>Ends the segment, behind its last burst; <see cref="TryTakeSilence"/> gives its last silent periods.</summary>
    public void EndSegment()
    {
        _bursts.KeepFloor(_whole?.FloorRms ?? _detector.FloorRms);
        _endSeconds = _originSeconds + (_detector.SampleCount / _sampleRate);
        _detector.Continue();
        Movement?.EndSegment(_originSeconds);
        Silences?.EndSegment(_originSeconds, _segmentIndex);
        _wholeBursts = null;
        _segmentSamples = 0;
        _thresholdCells = 0;
    }

    /// <summary>Returns true if a burst is what a line that was switched on or off left until it was followed: no larger, and mostly there.</summary>
    private bool IsLine(in Burst burst)
    {
        long covered = 0;
        double amplitude = 0;
        foreach (LineSwitch change in _lineSwitches)
        {
            long overlap = Math.Min(change.End, burst.End) - Math.Max(change.Start, burst.Start);
            if (overlap > 0)
            {
                covered += overlap;
                amplitude += change.Amplitude;
            }
        }

        double most = MostOverLine * amplitude;
        double power = (burst.RmsAmplitude * burst.RmsAmplitude) - (burst.FloorRms * burst.FloorRms);
        return covered >= LeastLineShare * burst.Length && power <= most * most / 2;
    }

    /// <summary>
    /// Reads the bursts of acceleration: those at rest from the detector, those in movement where that has settled them. Each is
    /// given at the sample that settled it, whatever the blocks.
    /// </summary>
    private bool TryReadMoving(MovementReview movement, ReadOnlySpan<double> input, out int consumed, out SettledBurst settled)
    {
        consumed = 0;
        while (true)
        {
            if (movement.NextSettled <= _segmentSamples && movement.TryTake(out Burst moving))
            {
                settled = Keep(moving with { FloorRms = FloorRms(moving) }, _segmentSamples);
                return true;
            }

            int length = (int)Math.Min(input.Length - consumed, movement.NextSettled - _segmentSamples);
            int known = Thresholds?.Count ?? 0;
            bool isBurst = _detector.TryRead(input.Slice(consumed, length), out int taken, out Burst burst);
            HearMovement(movement, known);
            consumed += taken;
            _segmentSamples += taken;
            if (isBurst && !movement.IsToldAlready(burst))
            {
                settled = Keep(movement.Judge(burst), _segmentSamples);
                return true;
            }

            if (!isBurst && consumed == input.Length && movement.NextSettled > _segmentSamples)
            {
                settled = default;
                return false;
            }
        }
    }

    // Sizes over the noise are measured against one floor, however the burst was found.
    private double FloorRms(in Burst burst) => _detector.FloorRms > 0 ? _detector.FloorRms : burst.FloorRms;

    /// <summary>
    /// Returns true if what was seen of a burst stands out of the noise by itself. A bridge repeats what is beside it, so that an excursion
    /// of the noise seems to last longer than it does, and a jerk before the loss to come twice.
    /// </summary>
    /// <param name="burst">The burst as far as it was seen.</param>
    /// <param name="found">The burst as it was found, bridges included.</param>
    private bool StandsOutAsSeen(in Burst burst, in Burst found)
    {
        if (_whole is not null || Movement is not null || !_bridge.In(found.Start, found.End, _delaySamples).Any())
        {
            return true;
        }

        long seen = burst.Length;
        double energy = _detector.Energy(burst.Start, burst.End);
        foreach (Segment bridge in _bridge.In(burst.Start, burst.End, _delaySamples))
        {
            seen -= bridge.Length;
            energy -= _detector.Energy(bridge.Start, bridge.End);
        }

        double power = energy / seen;
        double least = _detector.LeastRms(burst, seen);
        double whole = found.RmsAmplitude * found.RmsAmplitude;
        return Math.Min(power, whole) >= least * least && power >= LeastSeenPower * whole;
    }

    private BurstRejection Reason(in Burst burst, in Burst found, bool isTooShort) =>
        burst.Rejection != BurstRejection.None ? burst.Rejection
        : isTooShort ? BurstRejection.ShortSegment
        : _bridge.Carries(burst.Start, burst.End, _delaySamples) || !StandsOutAsSeen(burst, found) ? BurstRejection.MissingSamples
        : burst.Kind == EventKind.Jerk && _pops is not null && _detector.IsPop(_pops, burst) ? BurstRejection.ElectrodePop
        : _whole is null && IsLine(burst) ? BurstRejection.MainsBurst
        : BurstRejection.None;

    private SettledBurst Keep(in Burst judged, long seenSamples, bool isTooShort = false)
    {
        Burst burst = _bridge.Seen(judged, _delaySamples);
        BurstRejection rejection = Reason(burst, judged, isTooShort);
        _bursts.Keep(new DetectedBurst(burst, _originSeconds, _segmentIndex, _envelopeOrigin), rejection);
        return new SettledBurst(_bursts.Bursts.Count - 1, burst, rejection, _segmentSamples, seenSamples);
    }
}

/// <summary>A burst that has just settled.</summary>
/// <param name="Index">Its index among the channel's bursts.</param>
/// <param name="Burst">The burst, in samples of its segment.</param>
/// <param name="Rejection">Why it is no event, as far as its own samples show.</param>
/// <param name="DetectorSamples">How many samples of the segment the detector had seen.</param>
/// <param name="SeenSamples">How many had to come in for that: one more where it is the segment's end that settles it.</param>
internal readonly record struct SettledBurst(int Index, Burst Burst, BurstRejection Rejection, long DetectorSamples, long SeenSamples);

/// <summary>A burst and where its sample indices begin on the recording's clock.</summary>
/// <param name="Burst">The burst, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="EnvelopeOrigin">The index of the segment's first sample in the decimated envelope.</param>
internal readonly record struct DetectedBurst(Burst Burst, double OriginSeconds, int SegmentIndex, long EnvelopeOrigin);
