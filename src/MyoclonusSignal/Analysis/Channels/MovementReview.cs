using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// What is known of an acceleration's movement: the jerks found in it, the fast parts of slow movements among those found at
/// rest, and where the wearer walks. At rest the detector of all signals has the word, in movement <see cref="MovementDetector"/>.
/// </summary>
internal sealed class MovementReview
{
    // From onset to onset: the keys of a word come faster, single jerks seldom do.
    private const double CloseSeconds = 0.45;

    private readonly MovementPower _power;
    private readonly MovementDetector? _detector;
    private readonly List<(long Start, long End, bool IsJerk)> _told = [];
    private readonly double _sampleRate;
    private long _lastStart = long.MinValue / 2;
    private bool _isFinished;

    /// <summary>Initializes a new instance of the <see cref="MovementReview"/> class.</summary>
    /// <param name="context">The channel, whose plan has filters.</param>
    /// <param name="heldSamples">How far back a burst may begin that the detector of what the limb does at rest gives now, in samples.</param>
    /// <param name="latencySamples">How many samples after its offset that detector gives a jerk.</param>
    /// <param name="jerkLimitSeconds">The longest jerk in seconds.</param>
    public MovementReview(ChannelContext context, long heldSamples, long latencySamples, double jerkLimitSeconds)
    {
        _sampleRate = context.SampleRate;
        _power = new MovementPower(context.Plan.Filter!, _sampleRate, heldSamples);
        if (_sampleRate >= MovementDetector.LeastSampleRate)
        {
            double latencySeconds = latencySamples / _sampleRate;
            _detector = new MovementDetector(
                _sampleRate,
                context.Axes,
                context.Plan.Band.HighHz,
                jerkLimitSeconds,
                SignalConditioner.ChunkSamples,
                keptSeconds: (heldSamples / _sampleRate) + latencySeconds,
                withheldSeconds: latencySeconds);
        }
    }

    /// <summary>Gets the stretches of walking as times, with the steps a second.</summary>
    public List<(Interval Stretch, double CadenceHz)> Gait { get; } = [];

    /// <summary>Gets the sample at which the next burst in movement settles, if it is known already; else the largest number.</summary>
    public long NextSettled => _detector?.NextSettled ?? long.MaxValue;

    /// <summary>Takes in the next samples, one array an axis.</summary>
    /// <param name="jerks">In the band of jerks.</param>
    /// <param name="all">In the band that holds slow movement too.</param>
    /// <param name="length">How many.</param>
    public void Process(double[][] jerks, double[][] all, int length)
    {
        _power.Process(jerks, all, length);
        _detector?.Process(jerks, all, length);
    }

    /// <summary>Gives the next burst in movement that has settled.</summary>
    public bool TryTake(out Burst burst) => IsTold(_detector?.TryTake(out burst) ?? No(out burst), ref burst);

    /// <summary>Gives the bursts in movement that the end of the segment settles, one by one, but not those that may still be taken back.</summary>
    public bool TryFinish(out Burst burst)
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _detector?.Finish();
        }

        return IsTold(_detector?.TryTakeSettled(out burst) ?? No(out burst), ref burst);
    }

    private static bool No(out Burst burst)
    {
        burst = default;
        return false;
    }

    private bool IsTold(bool isGiven, ref Burst burst)
    {
        if (isGiven)
        {
            _told.Add((burst.Start, burst.End, burst.Rejection == BurstRejection.None));
            burst = _detector!.Trim(burst, keepsOnset: false);
        }

        return isGiven;
    }

    /// <summary>Returns true if a burst that was found at rest has been given as one in movement.</summary>
    public bool IsToldAlready(in Burst burst)
    {
        if (burst.Kind != EventKind.Jerk)
        {
            return false;
        }

        if (_detector?.BeginsElsewhere(burst) == true)
        {
            return true;
        }

        for (int i = _told.Count - 1; i >= 0; i--)
        {
            (long start, long end, bool isJerk) = _told[i];
            if (start < burst.End && burst.Start < end && (isJerk || IsMoving(burst)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Rejects a jerk, found at rest, that is the fast part of a slow movement.</summary>
    public Burst Judge(in Burst burst)
    {
        Burst judged = _power.Judge(burst);
        if (burst.Kind != EventKind.Jerk || _detector is null)
        {
            return judged;
        }

        bool isJerk = judged.Rejection == BurstRejection.None;
        bool followsClosely = burst.Start - _lastStart <= CloseSeconds * _sampleRate;
        _lastStart = burst.Start;
        if (isJerk && followsClosely && _detector.IsTapAmongOthers(judged, _power.FrequencyHz(judged)))
        {
            return judged with { Rejection = BurstRejection.WithinMovement };
        }

        bool isFoundInMovement = _detector.TryWithdraw(judged, isJerk);
        if (!isJerk)
        {
            return judged;
        }

        return isFoundInMovement || !IsMoving(judged) || _detector.Confirms(judged)
            ? _detector.Trim(judged, keepsOnset: true)
            : judged with { Rejection = BurstRejection.SlowMovement };
    }

    /// <summary>Gives what the moving power had to reach in a stretch, where the movement had the word in it.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="end">The end of the stretch.</param>
    /// <param name="window">The number of samples over which power is averaged.</param>
    /// <param name="restPower">What it had to reach where the limb rests.</param>
    public double DecidingPower(long first, long end, int window, double restPower) =>
        _detector?.DecidingPower(first, end, window, restPower) ?? restPower;

    /// <summary>Ends the segment.</summary>
    /// <param name="originSeconds">The time of its first sample.</param>
    public void EndSegment(double originSeconds)
    {
        foreach (GaitBout bout in _detector?.Bouts ?? [])
        {
            Gait.Add((new Interval(originSeconds + (bout.Start / _sampleRate), originSeconds + (bout.End / _sampleRate)), bout.CadenceHz));
        }

        _power.Reset();
        _detector?.Reset();
        _told.Clear();
        _lastStart = long.MinValue / 2;
        _isFinished = false;
    }

    private bool IsMoving(in Burst burst) => _detector?.IsMoving(burst.PeakIndex) == true;
}
