using System.Diagnostics.CodeAnalysis;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>Follows the rhythm of a channel of a recording that is still being made, and tells when it changes.</summary>
internal sealed class LiveRhythm : RhythmFeed
{
    // Where a rhythm ends, the stretch soon holds so little of it that its peak falls apart. A rhythm that moves goes on: its
    // bout reaches the end of the stretch, but for what the filter that finds the bouts cannot see, and a pause.
    private const double OngoingSeconds = 2;

    private readonly string _channel;
    private readonly Queue<(LiveRhythmNotice Notice, long SeenSamples)> _changes = new();
    private readonly RhythmMonitor _monitor;
    private readonly double _materialHz;
    private double _segmentSeconds;
    private long _position;
    private LiveRhythmNotice? _told;

    public LiveRhythm(
        string channel,
        int axes,
        int factor,
        double rhythmRateHz,
        int longestInput,
        RhythmOptions options)
        : base(axes, factor, rhythmRateHz, longestInput)
    {
        _channel = channel;
        _monitor = new RhythmMonitor(rhythmRateHz, Math.Max(1, axes), options);

        // What moves by less than the width of a steady rhythm's peak may be chance.
        _materialHz = HannPeak.WidthHz(options.LongWindowSeconds);
    }

    /// <inheritdoc/>
    public override void BeginSegment(double seconds)
    {
        base.BeginSegment(seconds);
        _segmentSeconds = seconds;
        _position = 0;
    }

    /// <inheritdoc/>
    public override void EndSegment()
    {
        // That a segment has ended is known with the sample behind it.
        End(RhythmChange.Interrupted, double.NaN, double.NaN, ((_position + LagSamples) * Factor) + 1);
        _monitor.Reset();
    }

    /// <inheritdoc/>
    public override bool TryTake([NotNullWhen(true)] out LiveRhythmNotice? notice, out long seenSamples)
    {
        bool isThere = _changes.TryDequeue(out (LiveRhythmNotice Notice, long SeenSamples) change);
        (notice, seenSamples) = change;
        return isThere;
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<double> samples)
    {
        while (!samples.IsEmpty)
        {
            bool isDecided = _monitor.TryRead(samples, out int consumed, out RhythmMoment moment);
            _position += consumed;
            samples = samples[consumed..];
            if (isDecided)
            {
                Look(moment);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        while (!x.IsEmpty)
        {
            bool isDecided = _monitor.TryRead(x, y, z, out int consumed, out RhythmMoment moment);
            _position += consumed;
            x = x[consumed..];
            y = y[consumed..];
            z = z[consumed..];
            if (isDecided)
            {
                Look(moment);
            }
        }
    }

    private void Look(in RhythmMoment moment)
    {
        if (!moment.IsOn)
        {
            End(RhythmChange.Faded, moment.PValue, moment.ProminenceDb, SeenSamples(moment));
        }
        else if (_told is null)
        {
            Tell(RhythmChange.Began, moment, _monitor.Estimate());
        }
        else if (moment.IsRhythmic && Math.Abs(moment.FrequencyHz - _told.FrequencyHz) > _materialHz)
        {
            RhythmResult estimate = _monitor.Estimate();
            if (IsOngoing(estimate) && IsKnown(estimate.FrequencyCi95))
            {
                Tell(RhythmChange.Frequency, moment, estimate);
            }
        }
    }

    // The decimation gives its outputs so much later.
    private int LagSamples => Factor == 1 ? 0 : EnvelopeDecimator.Lag;

    private long SeenSamples(in RhythmMoment moment) => (moment.EndSample + LagSamples) * Factor;

    private bool IsOngoing(RhythmResult estimate) =>
        estimate.Bouts.Count > 0 && estimate.Bouts[^1].EndSeconds > _monitor.StretchSeconds - OngoingSeconds;

    // A frequency that is known no better than it has to move by may not have moved.
    private bool IsKnown(ConfidenceInterval? interval) =>
        interval is ConfidenceInterval known && known.High - known.Low <= 2 * _materialHz
        && (known.High < _told!.FrequencyHz || known.Low > _told.FrequencyHz);

    private void Tell(RhythmChange change, in RhythmMoment moment, RhythmResult estimate)
    {
        double since = _segmentSeconds + (moment.EndSample / RhythmRateHz) - _monitor.StretchSeconds;
        if (estimate.Bouts.Count > 0)
        {
            since += estimate.Bouts[^1].StartSeconds;
        }

        Tell(new LiveRhythmNotice(
            _channel,
            change,
            _told?.SinceSeconds ?? since,
            estimate.FrequencyHz ?? moment.FrequencyHz,
            estimate.FrequencyCi95,
            moment.PValue,
            moment.ProminenceDb,
            double.NaN),
            SeenSamples(moment));
    }

    private void End(RhythmChange change, double pValue, double snrDb, long seenSamples)
    {
        if (_told is not null)
        {
            Tell(_told with { Change = change, PValue = pValue, SnrDb = snrDb }, seenSamples);
            _told = null;
        }
    }

    private void Tell(LiveRhythmNotice notice, long seenSamples)
    {
        _told = notice;
        _changes.Enqueue((notice, seenSamples));
    }
}
