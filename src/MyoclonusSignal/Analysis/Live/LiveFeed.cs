using System.Runtime.InteropServices;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Gives the events of one channel as they settle, and retracts those that what came later shows not to be events: of an EMG the
/// first heartbeats, before the pulse is known.
/// </summary>
/// <param name="fromSeconds">The time before which nothing can be given: the end of the preview.</param>
internal sealed class LiveFeed(double fromSeconds)
{
    // Enough for eight heartbeats or more among jerks at 5 Hz; comparing so many shapes with one another takes about a
    // millisecond.
    private const int ReviewedEvents = 64;

    private readonly Dictionary<AnalysisEvent, bool> _isGiven = [];
    private readonly List<(int Index, AnalysisEvent Event)> _latest = new(ReviewedEvents + 1);

    /// <summary>Gets what is to be reported, in the order in which it settled; numbers are given to events later.</summary>
    public List<LiveNotice> Pending { get; } = [];

    /// <summary>Gets what is to be reported of the rhythm, in the order in which it was seen.</summary>
    public List<LiveRhythmNotice> PendingRhythms { get; } = [];

    /// <summary>Takes in a change of the rhythm.</summary>
    public void Tell(LiveRhythmNotice notice) =>
        PendingRhythms.Add(notice.GivenSeconds < fromSeconds ? notice with { GivenSeconds = fromSeconds } : notice);

    /// <summary>Takes in another burst that may be an event.</summary>
    /// <param name="index">Its index among the channel's bursts, of which it is the latest.</param>
    /// <param name="row">The event that it may be.</param>
    /// <returns>The index of the first of the latest bursts; <see cref="Settle(BurstVerdict[], double)"/> takes the verdicts from it on.</returns>
    public int Add(int index, AnalysisEvent row)
    {
        _latest.Add((index, row));
        if (_latest.Count > ReviewedEvents)
        {
            _latest.RemoveAt(0);
        }

        return _latest[0].Index;
    }

    /// <summary>Gives or takes back the latest bursts by what is known of them now.</summary>
    /// <param name="verdicts">The verdict on each burst of the channel from the one that <see cref="Add"/> returned.</param>
    /// <param name="seconds">How much signal had come in, as a time on the recording's clock.</param>
    public void Settle(BurstVerdict[] verdicts, double seconds)
    {
        double given = Math.Max(seconds, fromSeconds);
        int first = _latest[0].Index;
        int last = _latest[^1].Index;
        foreach ((int at, AnalysisEvent latest) in _latest)
        {
            BurstVerdict verdict = verdicts[at - first];
            if (verdict.Rejection != BurstRejection.None)
            {
                Retract(latest, given, verdict.Rejection);
            }
            else if (at == last || verdict.IsSettled)
            {
                Give(latest, given);
            }
        }
    }

    /// <summary>Takes in an event that nothing later changes.</summary>
    /// <param name="row">The event.</param>
    /// <param name="seconds">How much signal had come in, as a time on the recording's clock.</param>
    public void Settle(AnalysisEvent row, double seconds) => Give(row, Math.Max(seconds, fromSeconds));

    /// <summary>Puts right what the whole channel tells otherwise than its latest events did.</summary>
    /// <param name="events">The channel's events.</param>
    /// <param name="rejected">What is not an event.</param>
    /// <param name="seconds">The end of the recording.</param>
    public void Finish(IReadOnlyList<AnalysisEvent> events, IReadOnlyList<RejectedCandidate> rejected, double seconds)
    {
        HashSet<AnalysisEvent> final = [.. events];
        Dictionary<(double, double), BurstRejection> reasons = [];
        foreach (RejectedCandidate candidate in rejected)
        {
            reasons[(candidate.OnsetSeconds, candidate.PeakTimeSeconds)] = candidate.Reason;
        }

        foreach (AnalysisEvent row in _isGiven.Where(pair => pair.Value && !final.Contains(pair.Key)).Select(pair => pair.Key).OrderBy(row => row.OnsetSeconds).ToList())
        {
            Retract(row, seconds, reasons.GetValueOrDefault((row.OnsetSeconds, row.PeakTimeSeconds)));
        }

        foreach (AnalysisEvent row in events)
        {
            Give(row, seconds);
        }
    }

    private void Give(AnalysisEvent row, double seconds)
    {
        ref bool isGiven = ref CollectionsMarshal.GetValueRefOrAddDefault(_isGiven, row, out _);
        if (!isGiven)
        {
            isGiven = true;
            Pending.Add(new LiveNotice(0, false, row, seconds, BurstRejection.None));
        }
    }

    private void Retract(AnalysisEvent row, double seconds, BurstRejection reason)
    {
        ref bool isGiven = ref CollectionsMarshal.GetValueRefOrAddDefault(_isGiven, row, out _);
        if (isGiven)
        {
            isGiven = false;
            Pending.Add(new LiveNotice(0, true, row, seconds, reason));
        }
    }
}
