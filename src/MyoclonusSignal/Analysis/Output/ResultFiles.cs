using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Sleep;
using static System.FormattableString;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes a result as files: the events as a BIDS table with its sidecar, and the summary.</summary>
public static class ResultFiles
{
    private static readonly string[] ExtraColumns =
        ["peak_time", "peak_amplitude", "rms_amplitude", "area", "snr_db", "burst_class", "group", "stage",
        "rise_time", "mean_frequency", "onset_uncertainty", "offset_uncertainty"];

    /// <summary>
    /// Writes <c>NAME_events.tsv</c>, its sidecar <c>NAME_events.json</c> and <c>NAME_summary.json</c>, as the command
    /// <c>analyze</c> does. A file of that name is replaced once the new one is whole.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">The folder; it is made where there is none.</param>
    /// <param name="name">What the names of the files begin with, usually that of the recording without its ending.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(AnalysisResult result, string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, name + "_events.tsv"), stream => WriteEvents(result, stream));
        WholeFile.Write(Path.Combine(folder, name + "_events.json"), stream => WriteEventsSidecar(result, stream));
        WholeFile.Write(Path.Combine(folder, name + "_summary.json"), stream => WriteSummary(result, stream));
    }

    /// <summary>Writes <c>summary.json</c>: what was measured on each channel, with intervals, quality and the options.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void WriteSummary(AnalysisResult result, Stream stream) => SummaryJson.Write(result, stream);

    /// <summary>Gives the events as the rows of <c>events.tsv</c>, sorted by onset.</summary>
    /// <param name="result">The result.</param>
    internal static EventTable ToEventTable(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EventTable(Listed(result).Select(e => Row(e, result)), Columns(result));
    }

    /// <summary>Gives the events of the table in the order of their onsets: those that count, and of a review those that were rejected as well.</summary>
    internal static IEnumerable<AnalysisEvent> Listed(AnalysisResult result)
    {
        // The events of an analysis are in order; sorting what is keeps the memory of a row low where there are a million.
        return (result.RejectedInReview.Count == 0 ? result.Events : result.Events.Concat(result.RejectedInReview)).OrderBy(e => e.OnsetSeconds);
    }

    private static string[] Columns(AnalysisResult result) =>
        result.Reviewed is null ? ExtraColumns : [.. ExtraColumns, .. ReviewColumns.All];

    private static EventRow Row(AnalysisEvent e, AnalysisResult result) => new(
        e.OnsetSeconds,
        e.DurationSeconds,
        e.Kind.TrialType(),
        e.Channel,
        [
            EventTable.FormatNumber(e.PeakTimeSeconds),
            Significant(e.PeakAmplitude),
            Significant(e.RmsAmplitude),
            Significant(e.Area),
            EventTable.FormatNumber(e.SnrDb, 2),
            e.BurstClass,
            e.Group.Length == 0 ? null : e.Group,
            StageAt(result.Hypnogram, e.OnsetSeconds),
            Optional(e.RiseSeconds, 4),
            Optional(e.MeanFrequencyHz, 1),
            Optional(e.OnsetUncertaintySeconds, 4),
            Optional(e.OffsetUncertaintySeconds, 4),
            .. result.Reviewed is null ? [] : ReviewColumns.Cells(e.Review),
        ]);

    /// <summary>The stage in which an event begins, in the words of the AASM; <see langword="null"/> where none was scored.</summary>
    private static string? StageAt(IReadOnlyList<SleepEpoch> hypnogram, double seconds)
    {
        // Later epochs overwrite earlier ones, where a scorer's overlap.
        SleepStage stage = hypnogram.LastOrDefault(epoch => epoch.OnsetSeconds <= seconds && seconds < epoch.EndSeconds).Stage;
        return StageLabel.Name(stage);
    }

    /// <summary>Writes <c>events.tsv</c>.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives UTF-8 text.</param>
    public static void WriteEvents(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        EventTable.Write(writer, Listed(result).Select(e => Row(e, result)), Columns(result));
    }

    /// <summary>Writes the sidecar of <c>events.tsv</c>: every column's meaning, unit and levels.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void WriteEventsSidecar(AnalysisResult result, Stream stream) => WriteEventsSidecar(result, stream, []);

    /// <summary>Writes the sidecar of <c>events.tsv</c> in a derivative of a BIDS data set, which also says what it was made from.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    /// <param name="sources">BIDS URIs of the files that the events were found in: <c>bids:raw:sub-01/emg/…</c>; of none nothing is written.</param>
    public static void WriteEventsSidecar(AnalysisResult result, Stream stream, IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(sources);
        JsonObject sidecar = new()
        {
            ["onset"] = Column("Onset of the event, refined to the change point; seconds from the first sample of the recording.", "s"),
            ["duration"] = Column("Duration of the event.", "s"),
            ["trial_type"] = Column("Kind of the event; of bursts by duration alone.", levels: new()
            {
                [TrialTypes.Jerk] = Invariant($"A burst of EMG of at most {result.Options.EmgDetector.JerkLimitSeconds} s, or of acceleration of at most {result.Options.AccelerationDetector.JerkLimitSeconds} s."),
                [TrialTypes.Contraction] = "A longer burst; not counted as a jerk. Silent periods do not divide it.",
                [TrialTypes.NegativeJerk] = Invariant($"A silent period of {result.Options.SilentPeriods.MinimumSeconds} to {result.Options.SilentPeriods.MaximumSeconds} s inside a contraction, of EMG."),
            }),
            ["channel"] = Column("Name of the channel as in the recording, without its unit."),
            ["peak_time"] = Column("Time of the largest magnitude, seconds from the first sample of the recording; of a negative_jerk the middle of its weakest 20 ms.", "s"),
            ["peak_amplitude"] = Column("Largest magnitude after band-pass, without lines.", "unit of the channel"),
            ["rms_amplitude"] = Column("Root mean square over the event after band-pass, without lines.", "unit of the channel"),
            ["area"] = Column("Area under the rectified event after band-pass, without lines.", "unit of the channel times s"),
            ["snr_db"] = Column("Power of the event over the power of the noise floor around it; of a negative_jerk over the power of the contraction around it, its depth.", "dB"),
            ["burst_class"] = BurstClassColumn(),
            ["group"] = Column(Invariant($"Movement that the event belongs to: events on different channels whose onsets lie within {result.Options.GroupSeconds * 1000:0} ms share it; n/a for an event on one channel only.")),
            ["stage"] = Column("Sleep stage in which the event begins: W, N1, N2, N3, R, or M for movement time; n/a without a hypnogram and where it has none."),
            ["rise_time"] = Column("Time from the onset to 90 % of the largest amplitude of the moving root mean square; n/a for contractions and negative jerks.", "s"),
            ["mean_frequency"] = Column("Mean of the frequency weighted by the event's power spectrum, after band-pass, without lines; n/a for the magnitude of acceleration.", "Hz"),
            ["onset_uncertainty"] = Column("Half the width of the central 68 % of the onset's likelihood; n/a where the onset is that of a change of level.", "s"),
            ["offset_uncertainty"] = Column("The same of the offset.", "s"),
        };
        if (result.Reviewed is not null)
        {
            sidecar[ReviewColumns.Review] = Column("What a reviewer decided; n/a where nothing was.", levels: new()
            {
                ["accepted"] = "An event of the analysis that was accepted.",
                ["rejected"] = "An event of the analysis that was rejected: it is in no count and no rate.",
                ["added"] = "An event that the analysis had not counted; what was not measured of it is n/a.",
            });
            sidecar[ReviewColumns.Note] = Column("What the reviewer wrote beside it.");
            sidecar[ReviewColumns.DetectedOnset] = Column("Onset that the analysis found, where the reviewer moved an edge of the event.", "s");
            sidecar[ReviewColumns.DetectedDuration] = Column("Duration that it found, likewise.", "s");
        }

        if (sources.Count > 0)
        {
            sidecar.Insert(0, "Sources", new JsonArray([.. sources.Select(source => JsonValue.Create(source))]));
        }

        JsonFormats.Write(sidecar, stream);
    }

    /// <summary>What a column of a table means.</summary>
    internal static JsonObject Column(string description, string? units = null, JsonObject? levels = null)
    {
        JsonObject column = new() { ["Description"] = description };
        if (units is not null)
        {
            column["Units"] = units;
        }

        if (levels is not null)
        {
            column["Levels"] = levels;
        }

        return column;
    }

    private static JsonObject BurstClassColumn()
    {
        JsonObject levels = [];
        double shortest = 0;
        foreach ((string name, double longest) in BurstClasses.All)
        {
            levels[name] = double.IsFinite(longest) ? Invariant($"above {shortest * 1000:0} to {longest * 1000:0} ms") : Invariant($"above {shortest * 1000:0} ms");
            shortest = longest;
        }

        JsonObject column = Column("Class by duration alone; no type of myoclonus (published ranges of the types overlap).", levels: levels);
        column["BorderSources"] = "50 ms: longest of cortical myoclonus (Latorre 2023; Riva 2024); 100 ms: longest of cortical-subcortical (the same) and of orthostatic myoclonus (Movement Disorder Society abstract 28689); 300 ms: shortest of hypnagogic foot tremor (Regensburg 2001); 500 ms: shortest of limb movements in sleep (WASM 2016).";
        column["ReferenceRanges"] = new JsonArray([.. ReferenceRanges.BurstDurations.Select(RangeOf)]);
        return column;
    }

    private static JsonObject RangeOf(ReferenceRange range)
    {
        JsonObject one = new() { ["What"] = range.What };
        if (range.Low is double low)
        {
            one["Low"] = low;
        }

        if (range.High is double high)
        {
            one["High"] = high;
        }

        one["Units"] = range.Unit;
        one["Source"] = range.Source;
        return one;
    }

    private static string? Optional(double? value, int decimals) => value is double number ? EventTable.FormatNumber(number, decimals) : null;

    private static string? Significant(double value) => double.IsNaN(value) ? null : value.ToString("G6", CultureInfo.InvariantCulture);
}
