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
    // Times in a table have four decimals.
    private const int TableDecimals = 4;
    private const double SameSeconds = 0.6e-4;

    private readonly AnalysisResult _detected;
    private readonly EventTable _table;
    private readonly string _path;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, double Onset), List<int>> _places = [];

    private ReviewedResult(AnalysisResult detected, EventTable table, string path)
    {
        (_detected, _table, _path) = (detected, table, path);
        for (int i = 0; i < table.ExtraColumns.Count; i++)
        {
            _columns.Add(table.ExtraColumns[i], i);
        }

        for (int i = 0; i < detected.Events.Count; i++)
        {
            (string, double) key = Key(detected.Events[i].Channel, detected.Events[i].OnsetSeconds);
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

    private static (string Channel, double Onset) Key(string channel, double seconds) => (channel, Math.Round(seconds, TableDecimals));

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

            int at = verdict == ReviewVerdict.Added ? -1 : Find(row, reviewed);
            if (at >= 0)
            {
                reviewed[at] = Reviewed(_detected.Events[at], row, verdict);
            }
            else if (verdict == ReviewVerdict.Added)
            {
                added.Add(Added(row));
            }
            else
            {
                throw Fault(
                    row,
                    "an event of this analysis",
                    "none that begins then",
                    $"name the table of this recording; write \"added\" beside an event that was added by hand, and the onset of the analysis in the column {ReviewColumns.DetectedOnset} where an edge was moved");
            }
        }

        return Counted([.. reviewed.Select((one, i) => one ?? _detected.Events[i]), .. added], reviewed.Count(one => one is null));
    }

    private string? Cell(EventRow row, string column) => _columns.TryGetValue(column, out int at) ? row.Extras[at] : null;

    private double? Number(EventRow row, string column) => ReviewColumns.Number(Cell(row, column));

    /// <summary>The event that a row is of, of those that no row before it was of; −1 where there is none.</summary>
    private int Find(EventRow row, AnalysisEvent?[] taken)
    {
        double onset = Number(row, ReviewColumns.DetectedOnset) ?? row.OnsetSeconds!.Value;
        if (!_places.TryGetValue(Key(row.Channel!, onset), out List<int>? places))
        {
            return -1;
        }

        List<int> free = [.. places.Where(at => taken[at] is null)];
        int alike = free.FindIndex(at => _detected.Events[at].Kind.TrialType() == row.TrialType);
        return free.Count == 0 ? -1 : free[Math.Max(0, alike)];
    }

    private AnalysisEvent Reviewed(AnalysisEvent found, EventRow row, ReviewVerdict verdict)
    {
        string? note = Cell(row, ReviewColumns.Note);
        EventReview? review = verdict == ReviewVerdict.None && note is null ? null : new EventReview(verdict, note);
        double duration = row.DurationSeconds ?? found.DurationSeconds;
        bool isMoved = Math.Abs(row.OnsetSeconds!.Value - found.OnsetSeconds) > SameSeconds || Math.Abs(duration - found.DurationSeconds) > SameSeconds;
        return isMoved
            ? found with
            {
                OnsetSeconds = row.OnsetSeconds.Value,
                DurationSeconds = duration,
                Kind = Kind(row),
                BurstClass = BurstClasses.Of(duration),
                RiseSeconds = null,
                OnsetUncertaintySeconds = null,
                OffsetUncertaintySeconds = null,
                Review = new EventReview(verdict, note, found.OnsetSeconds),
            }
            : found with { Review = review };
    }

    private AnalysisEvent Added(EventRow row)
    {
        if (_detected.Channels.All(channel => channel.Name != row.Channel))
        {
            throw Fault(row, $"one of the channels {string.Join(", ", _detected.Channels.Select(channel => channel.Name))}", row.Channel!, "correct the name of the channel");
        }

        double duration = row.DurationSeconds ?? throw Fault(row, "a duration", "none", "write how long the event lasts, in seconds");
        return new AnalysisEvent(
            row.OnsetSeconds!.Value,
            duration,
            Kind(row),
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

    private EventKind Kind(EventRow row) => TrialTypes.KindOf(row.TrialType) ?? throw Fault(
        row, $"{TrialTypes.Jerk}, {TrialTypes.Contraction} or {TrialTypes.NegativeJerk} in the column trial_type", row.TrialType ?? "n/a", "write one of these");

    private AnalysisResult Counted(List<AnalysisEvent> all, int unlisted)
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
        return _detected with
        {
            Events = grouped,
            Warnings = warnings,
            Channels = [.. _detected.Channels.Select(channel => ChannelCounts.Again(channel, [.. grouped.Where(one => one.Channel == channel.Name)]))],
            RejectedInReview = [.. all.Where(one => one.Review?.Verdict == ReviewVerdict.Rejected).OrderBy(one => one.OnsetSeconds)],
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
