using System.Globalization;
using System.Text;
using System.Text.Json;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes the events of a result as a BIDS table with its sidecar.</summary>
public static class ResultFiles
{
    private static readonly string[] ExtraColumns =
        ["peak_time", "peak_amplitude", "rms_amplitude", "area", "snr_db", "burst_class", "group", "stage",
        "rise_time", "mean_frequency", "onset_uncertainty", "offset_uncertainty"];

    /// <summary>Gives the events as the rows of <c>events.tsv</c>, sorted by onset.</summary>
    /// <param name="result">The result.</param>
    public static EventTable ToEventTable(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EventTable(
            result.Events.Select(e => new EventRow(
                e.OnsetSeconds,
                e.DurationSeconds,
                e.TrialType,
                e.Channel,
                [
                    EventTable.FormatNumber(e.PeakTimeSeconds),
                    Significant(e.PeakAmplitude),
                    Significant(e.RmsAmplitude),
                    Significant(e.Area),
                    EventTable.FormatNumber(e.SnrDb, 2),
                    e.BurstClass,
                    e.Group,
                    StageAt(result.Hypnogram, e.OnsetSeconds),
                    Optional(e.RiseSeconds, 4),
                    Optional(e.MeanFrequencyHz, 1),
                    Optional(e.OnsetUncertaintySeconds, 4),
                    Optional(e.OffsetUncertaintySeconds, 4),
                ])),
            ExtraColumns);
    }

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
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        ToEventTable(result).Write(writer);
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
        JerkDetectorOptions detector = result.Options.EmgDetector;
        using Utf8JsonWriter json = new(stream, SummaryJson.Format);
        json.WriteStartObject();
        if (sources.Count > 0)
        {
            json.WriteStartArray("Sources");
            foreach (string source in sources)
            {
                json.WriteStringValue(source);
            }

            json.WriteEndArray();
        }

        Column(json, "onset", "Onset of the event, refined to the change point; seconds from the first sample of the recording.", "s");
        Column(json, "duration", "Duration of the event.", "s");
        json.WriteStartObject("trial_type");
        json.WriteString("Description", "Kind of the event; of bursts by duration alone.");
        json.WriteStartObject("Levels");
        json.WriteString("jerk", string.Create(CultureInfo.InvariantCulture, $"A burst of EMG of at most {detector.JerkLimitSeconds} s, or of acceleration of at most {result.Options.AccelerationDetector.JerkLimitSeconds} s."));
        json.WriteString("contraction", "A longer burst; not counted as a jerk. Silent periods do not divide it.");
        json.WriteString("negative_jerk", string.Create(CultureInfo.InvariantCulture, $"A silent period of {result.Options.SilentPeriods.MinimumSeconds} to {result.Options.SilentPeriods.MaximumSeconds} s inside a contraction, of EMG."));
        json.WriteEndObject();
        json.WriteEndObject();
        Column(json, "channel", "Name of the channel as in the recording, without its unit.", null);
        Column(json, "peak_time", "Time of the largest magnitude, seconds from the first sample of the recording; of a negative_jerk the middle of its weakest 20 ms.", "s");
        Column(json, "peak_amplitude", "Largest magnitude after band-pass and notch.", "unit of the channel");
        Column(json, "rms_amplitude", "Root mean square over the event after band-pass and notch.", "unit of the channel");
        Column(json, "area", "Area under the rectified event after band-pass and notch.", "unit of the channel times s");
        Column(json, "snr_db", "Power of the event over the power of the noise floor around it; of a negative_jerk over the power of the contraction around it, its depth.", "dB");
        json.WriteStartObject("burst_class");
        json.WriteString("Description", "Class by duration alone; no type of myoclonus (published ranges of the types overlap).");
        json.WriteStartObject("Levels");
        double shortest = 0;
        foreach ((string name, double longest) in BurstClasses.All)
        {
            json.WriteString(name, double.IsFinite(longest)
                ? string.Create(CultureInfo.InvariantCulture, $"above {shortest * 1000:0} to {longest * 1000:0} ms")
                : string.Create(CultureInfo.InvariantCulture, $"above {shortest * 1000:0} ms"));
            shortest = longest;
        }

        json.WriteEndObject();
        WriteReferenceRanges(json);
        json.WriteEndObject();
        Column(json, "group", string.Create(CultureInfo.InvariantCulture, $"Movement that the event belongs to: events on different channels whose onsets lie within {result.Options.GroupSeconds * 1000:0} ms share it."), null);
        Column(json, "stage", "Sleep stage in which the event begins: W, N1, N2, N3, R, or M for movement time; n/a without a hypnogram and where it has none.", null);
        Column(json, "rise_time", "Time from the onset to 90 % of the largest amplitude of the moving root mean square; n/a for contractions and negative jerks.", "s");
        Column(json, "mean_frequency", "Mean of the frequency weighted by the event's power spectrum, after band-pass and notch; n/a for the magnitude of acceleration.", "Hz");
        Column(json, "onset_uncertainty", "Half the width of the central 68 % of the onset's likelihood; n/a where the onset is that of a change of level.", "s");
        Column(json, "offset_uncertainty", "The same of the offset.", "s");
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void WriteReferenceRanges(Utf8JsonWriter json)
    {
        json.WriteString("BorderSources", "50 ms: longest of cortical myoclonus (Latorre 2023; Riva 2024); 100 ms: longest of cortical-subcortical (the same) and of orthostatic myoclonus (Movement Disorder Society abstract 28689); 300 ms: shortest of hypnagogic foot tremor (Regensburg 2001); 500 ms: shortest of limb movements in sleep (WASM 2016).");
        json.WriteStartArray("ReferenceRanges");
        foreach (ReferenceRange range in ReferenceRanges.BurstDurations)
        {
            json.WriteStartObject();
            json.WriteString("What", range.What);
            if (range.Low is double low)
            {
                json.WriteNumber("Low", low);
            }

            if (range.High is double high)
            {
                json.WriteNumber("High", high);
            }

            json.WriteString("Units", range.Unit);
            json.WriteString("Source", range.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Column(Utf8JsonWriter json, string name, string description, string? units)
    {
        json.WriteStartObject(name);
        json.WriteString("Description", description);
        if (units is not null)
        {
            json.WriteString("Units", units);
        }

        json.WriteEndObject();
    }

    private static string? Optional(double? value, int decimals) => value is double number ? EventTable.FormatNumber(number, decimals) : null;

    private static string Significant(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
