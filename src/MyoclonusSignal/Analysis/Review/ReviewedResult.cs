using System.Globalization;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Makes what a reviewed table says of an analysis: rejected events no longer count, added ones do, moved edges hold, and all that is
/// counted is counted anew. What is measured in the signal itself, as the rhythm is, stays.
/// </summary>
internal sealed class ReviewedResult
{
    // Times in a table have four decimals; half of the last one, and what rounding a half up or down leaves.
    private const double TableSeconds = 1e-4;
    private const double SameSeconds = 0.6e-4;
    private const int MostStretchesNamed = 3;

    private readonly AnalysisResult _detected;
    private readonly EventTable _table;
    private readonly string _path;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, long Onset), List<int>> _places = [];

    private ReviewedResult(AnalysisResult detected, EventTable table, string path)
    {
        (_detected, _table, _path) = (detected, table, path);
        for (int i = 0; i < table.ExtraColumns.Count; i++)
        {
            _columns.Add(table.ExtraColumns[i], i);
        }

        for (int i = 0; i < detected.Events.Count; i++)
        {
            (string, long) key = Key(detected.Events[i].Channel, detected.Events[i].OnsetSeconds);
            if (!_places.TryGetValue(key, out List<int>? at))
            {
                _places.Add(key, at = []);
            }

            at.Add(i);
        }
    }

    /// <summary>Gives the result by a reviewed table.</summary>
    /// <param name="detected">The analysis.</param>
    /// <param name="table">The table.</param>
    /// <param name="path">What to call the table in an error.</param>
    /// <exception cref="RecordingFormatException">It is no review of this analysis; the message names the row.</exception>
    public static AnalysisResult Of(AnalysisResult detected, EventTable table, string path) =>
        new ReviewedResult(detected.Detected ?? detected, table, path).Apply();

    private static (string Channel, long Onset) Key(string channel, double seconds) => (channel, (long)Math.Round(seconds / TableSeconds));

    private AnalysisResult Apply()
    {
        if (!_columns.ContainsKey(ReviewColumns.Review))
        {
            throw new RecordingFormatException(
                _path, "line 1", $"a column {ReviewColumns.Review}", string.Join(", ", _table.ExtraColumns), "save the reviewed table from a report");
        }

        AnalysisEvent?[] reviewed = new AnalysisEvent?[_detected.Events.Count];
        List<AnalysisEvent> added = [];
        foreach (EventRow row in _table.Rows)
        {
            ReviewVerdict verdict = ReviewColumns.Parse(Cell(row, ReviewColumns.Review)) ?? throw Fault(
                row, "accepted, rejected, added or n/a in the column review", $"\"{Cell(row, ReviewColumns.Review)}\"", "write one of these");
            if (row.OnsetSeconds is null || row.Channel is null)
            {
                throw Fault(row, "an onset and a channel", row.OnsetSeconds is null ? "no onset" : "no channel", "correct the row, or delete it");
            }

            if (verdict == ReviewVerdict.Added)
            {
                added.Add(Added(row));
            }
            else
            {
                int at = Find(row, reviewed);
                reviewed[at] = Reviewed(_detected.Events[at], row, verdict);
            }
        }

        AnalysisEvent[] all = [.. reviewed.Select((one, i) => one ?? _detected.Events[i]), .. added];
        ThrowIfDoubled(all);
        return Counted([.. all], reviewed.Count(one => one is null), added);
    }

    /// <summary>A burst that a person added or moved must not lie on another one that counts: it would count twice.</summary>
    private void ThrowIfDoubled(AnalysisEvent[] all)
    {
        IEnumerable<IGrouping<(string Channel, bool IsNegative), AnalysisEvent>> counted = all
            .Where(one => one.Review?.Verdict != ReviewVerdict.Rejected)
            .GroupBy(one => (one.Channel, one.Kind == EventKind.NegativeJerk));
        foreach (IGrouping<(string Channel, bool IsNegative), AnalysisEvent> group in counted)
        {
            double end = double.NegativeInfinity;
            AnalysisEvent? before = null;
            foreach (AnalysisEvent one in group.OrderBy(one => one.OnsetSeconds))
            {
                if (one.OnsetSeconds < end - SameSeconds && (IsOwn(one) || IsOwn(before!)))
                {
                    AnalysisEvent own = IsOwn(one) ? one : before!;
                    throw Fault(
                        new EventRow(own.OnsetSeconds, own.DurationSeconds, null, own.Channel),
                        "an event beside the others",
                        string.Create(CultureInfo.InvariantCulture, $"one that lies on that at {(IsOwn(one) ? before! : one).OnsetSeconds:0.0000} s"),
                        "reject the other one, or delete this row");
                }

                (before, end) = one.OnsetSeconds + one.DurationSeconds > end ? (one, one.OnsetSeconds + one.DurationSeconds) : (before, end);
            }
        }
    }

    private static bool IsOwn(AnalysisEvent one) => one.Review is { Verdict: ReviewVerdict.Added } or { DetectedOnsetSeconds: not null };

    private string? Cell(EventRow row, string column) => _columns.TryGetValue(column, out int at) ? row.Extras[at] : null;

    private double? Number(EventRow row, string column) => ReviewColumns.Number(Cell(row, column));

    /// <summary>The event that a row is of, of those that no row before it was of.</summary>
    private int Find(EventRow row, AnalysisEvent?[] taken)
    {
        double onset = Number(row, ReviewColumns.DetectedOnset) ?? row.OnsetSeconds!.Value;
        (string channel, long place) = Key(row.Channel!, onset);
        List<int> all = [.. new[] { place - 1, place, place + 1 }
            .SelectMany(near => _places.GetValueOrDefault((channel, near)) ?? [])
            .Where(at => Math.Abs(_detected.Events[at].OnsetSeconds - onset) < SameSeconds)];
        if (all.Count == 0)
        {
            throw Fault(
                row,
                "an event of this analysis, with its onset to four decimals",
                "none that begins then",
                $"name the table of this recording; write \"added\" beside an event that was added by hand, and the onset of the analysis in the column {ReviewColumns.DetectedOnset} where an edge was moved");
        }

        List<int> free = [.. all.Where(at => taken[at] is null)];
        if (free.Count == 0)
        {
            throw Fault(row, "each event once", "a row before it of the same event", "delete one of them");
        }

        return free[Math.Max(0, free.FindIndex(at => _detected.Events[at].Kind.TrialType() == row.TrialType))];
    }

    private AnalysisEvent Reviewed(AnalysisEvent found, EventRow row, ReviewVerdict verdict)
    {
        string? note = Cell(row, ReviewColumns.Note);
        double duration = row.DurationSeconds ?? found.DurationSeconds;
        bool isMoved = Math.Abs(row.OnsetSeconds!.Value - found.OnsetSeconds) > SameSeconds || Math.Abs(duration - found.DurationSeconds) > SameSeconds;
        if (!isMoved)
        {
            return row.TrialType is null || row.TrialType == found.Kind.TrialType()
                ? found with { Review = verdict == ReviewVerdict.None && note is null ? null : new EventReview(verdict, note) }
                : throw Fault(row, $"{found.Kind.TrialType()} in the column trial_type, as in the analysis", row.TrialType, "leave it; what a burst is follows from its duration");
        }

        EventKind kind = Placed(row, duration);
        bool holdsPeak = found.PeakTimeSeconds >= row.OnsetSeconds && found.PeakTimeSeconds <= row.OnsetSeconds + duration;
        return found with
        {
            OnsetSeconds = row.OnsetSeconds.Value,
            DurationSeconds = duration,
            Kind = kind,
            BurstClass = BurstClasses.Of(duration),

            // What was measured between the edges as they were.
            PeakTimeSeconds = holdsPeak ? found.PeakTimeSeconds : double.NaN,
            PeakAmplitude = holdsPeak ? found.PeakAmplitude : double.NaN,
            RmsAmplitude = double.NaN,
            Area = double.NaN,
            SnrDb = double.NaN,
            RiseSeconds = null,
            MeanFrequencyHz = null,
            OnsetUncertaintySeconds = null,
            OffsetUncertaintySeconds = null,
            Review = new EventReview(verdict, note, found.OnsetSeconds, found.DurationSeconds),
        };
    }

    private AnalysisEvent Added(EventRow row)
    {
        double duration = row.DurationSeconds ?? throw Fault(row, "a duration", "none", "write how long the event lasts, in seconds");
        EventKind kind = Placed(row, duration);
        return new AnalysisEvent(
            row.OnsetSeconds!.Value,
            duration,
            kind,
            row.Channel!,
            Number(row, "peak_time") ?? double.NaN,
            Number(row, "peak_amplitude") ?? double.NaN,
            Number(row, "rms_amplitude") ?? double.NaN,
            Number(row, "area") ?? double.NaN,
            Number(row, "snr_db") ?? double.NaN,
            BurstClasses.Of(duration),
            null,
            null,
            null,
            null,
            string.Empty)
        {
            Review = new EventReview(ReviewVerdict.Added, Cell(row, ReviewColumns.Note)),
        };
    }

    /// <summary>What an event is that a person placed; it must lie where jerks were looked for, and be called what its duration makes it.</summary>
    private EventKind Placed(EventRow row, double duration)
    {
        ChannelResult channel = _detected.Channels.FirstOrDefault(channel => channel.Name == row.Channel) ?? throw Fault(
            row, $"one of the channels {string.Join(", ", _detected.Channels.Select(channel => channel.Name))}", row.Channel!, "correct the name of the channel");
        double onset = row.OnsetSeconds!.Value;
        if (channel.Jerks is null || channel.AnalysedSeconds <= 0)
        {
            throw Fault(row, "a channel in which jerks were looked for", "one in which none were", "leave the row out");
        }

        if (!(duration > 0) || !channel.Segments.Any(segment => onset >= segment.StartSeconds - SameSeconds && onset + duration <= segment.EndSeconds + SameSeconds))
        {
            string stretches = string.Join(", ", channel.Segments.Take(MostStretchesNamed).Select(segment => string.Create(CultureInfo.InvariantCulture, $"{segment.StartSeconds:0.###} to {segment.EndSeconds:0.###} s")));
            throw Fault(
                row,
                $"an event of some duration within a stretch that was analysed ({stretches}{(channel.Segments.Count > MostStretchesNamed ? ", …" : string.Empty)})",
                string.Create(CultureInfo.InvariantCulture, $"one of {duration:0.####} s at {onset:0.####} s"),
                "correct onset and duration");
        }

        EventKind kind = Kind(row);
        double limit = channel.Kind == ChannelKind.Acceleration ? _detected.Options.AccelerationDetector.JerkLimitSeconds : _detected.Options.EmgDetector.JerkLimitSeconds;
        EventKind asLong = duration > limit ? EventKind.Contraction : EventKind.Jerk;
        return kind is EventKind.NegativeJerk || kind == asLong ? kind : throw Fault(
            row,
            string.Create(CultureInfo.InvariantCulture, $"{asLong.TrialType()} in the column trial_type, as bursts of up to {limit} s are jerks"),
            kind.TrialType(),
            $"write {asLong.TrialType()}, or correct the duration");
    }

    private EventKind Kind(EventRow row) => TrialTypes.KindOf(row.TrialType) ?? throw Fault(
        row, $"{TrialTypes.Jerk}, {TrialTypes.Contraction} or {TrialTypes.NegativeJerk} in the column trial_type", row.TrialType ?? "n/a", "write one of these");

    private AnalysisResult Counted(List<AnalysisEvent> all, int unlisted, List<AnalysisEvent> added)
    {
        List<AnalysisEvent> counted = [.. all.Where(one => one.Review?.Verdict != ReviewVerdict.Rejected)];
        List<RecordingWarning> warnings = [.. _detected.Warnings];
        if (unlisted > 0)
        {
            warnings.Add(new RecordingWarning("review-incomplete", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{unlisted} of {_detected.Events.Count} events of the analysis are not in the reviewed table: they count as before.")));
        }

        IReadOnlyList<AnalysisEvent> grouped = EventGrouping.Assign(counted, _detected.Options.GroupSeconds);
        HashSet<(string, long)> taken = [.. added.Select(one => Key(one.Channel, one.OnsetSeconds))];
        return _detected with
        {
            Events = grouped,
            Warnings = warnings,
            Channels = [.. _detected.Channels.Select(channel => ChannelCounts.Again(channel, [.. grouped.Where(one => one.Channel == channel.Name)]) with
            {
                // A candidate that was added is one no more.
                Rejected = [.. channel.Rejected.Where(one => !taken.Contains(Key(channel.Name, one.OnsetSeconds)))],
            })],

            // Groups are those of the events that count.
            RejectedInReview = [.. all.Where(one => one.Review?.Verdict == ReviewVerdict.Rejected).OrderBy(one => one.OnsetSeconds).Select(one => one with { Group = string.Empty })],
            Reviewed = new ReviewCounts(Count(all, ReviewVerdict.Accepted), Count(all, ReviewVerdict.Rejected), Count(all, ReviewVerdict.Added)),
            Detected = _detected,
        };
    }

    private static int Count(List<AnalysisEvent> events, ReviewVerdict verdict) => events.Count(one => one.Review?.Verdict == verdict);

    private RecordingFormatException Fault(EventRow row, string expected, string found, string remedy) => new(
        _path,
        string.Create(CultureInfo.InvariantCulture, $"the row at {EventTable.FormatNumber(row.OnsetSeconds)} s on {row.Channel ?? "no channel"}"),
        expected,
        found,
        remedy);
}
