using System.Reflection;
using System.Text.Json;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes a result as <c>summary.json</c>: stable order of keys, units in the names, the same bytes for the same input.</summary>
public static class SummaryJson
{
    /// <summary>The version of the schema; the first number changes when a key changes its meaning or goes away.</summary>
    public const string SchemaVersion = "1.0";

    internal static JsonWriterOptions Format { get; } = new() { Indented = true, NewLine = "\n" };

    /// <summary>Gets the version of this library, as it stands in every result.</summary>
    public static string SoftwareVersion { get; } =
        typeof(SummaryJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes the summary.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void Write(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        using Utf8JsonWriter json = new(stream, Format);
        json.WriteStartObject();
        json.WriteString("schema_version", SchemaVersion);
        json.WriteStartObject("software");
        json.WriteString("name", "MyoclonusSignal");
        json.WriteString("version", SoftwareVersion);
        json.WriteEndObject();
        json.WriteStartObject("input");
        json.WriteString("file", Path.GetFileName(result.Input.Path));
        json.WriteString("sha256", result.Input.Sha256);
        json.WriteString("format", result.Input.Format);
        json.Number("duration_s", result.Input.DurationSeconds);
        SleepJson.WriteInput(json, result);
        json.WriteEndObject();
        OptionsJson.Write(json, result.Options, result.LineFrequencyHz);
        json.WriteStartArray("warnings");
        foreach (RecordingWarning warning in result.Warnings)
        {
            WriteWarning(json, warning);
        }

        json.WriteEndArray();
        json.WriteStartArray("channels");
        foreach (ChannelResult channel in result.Channels)
        {
            WriteChannel(json, channel);
        }

        json.WriteEndArray();
        SleepJson.Write(json, result);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes one warning as an object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="warning">The warning.</param>
    public static void WriteWarning(Utf8JsonWriter json, RecordingWarning warning)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(warning);
        json.WriteStartObject();
        json.WriteString("code", warning.Code);
        json.WriteString("channel", warning.Channel);
        json.Number("start_s", warning.StartSeconds);
        json.Number("end_s", warning.EndSeconds);
        json.WriteString("text", warning.Text);
        json.WriteEndObject();
    }

    private static void WriteChannel(Utf8JsonWriter json, ChannelResult channel)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Name);
        json.WriteString("kind", KindName(channel.Kind));
        json.WriteString("unit", channel.Unit);
        if (channel.UnitConversion is string conversion)
        {
            json.WriteString("unit_conversion", conversion);
        }

        json.Number("sampling_rate_hz", channel.SampleRate);
        json.WriteStartArray("signals");
        foreach (string signal in channel.SignalNames)
        {
            json.WriteStringValue(signal);
        }

        json.WriteEndArray();
        json.Pair("band_hz", channel.Band is FrequencyBand band ? (band.LowHz, band.HighHz) : null);
        json.WriteStartArray("notches_hz");
        foreach (double notch in channel.NotchesHz)
        {
            json.NumberValue(notch);
        }

        json.WriteEndArray();
        json.Number("analysed_s", channel.AnalysedSeconds);
        json.WriteNumber("segments", channel.Segments.Count);
        WriteQuality(json, channel.Quality, channel.Clipped, channel.Flat);
        WriteJerks(json, channel.Jerks);
        WriteNegativeJerks(json, channel.NegativeJerks);
        WriteRejected(json, channel.Rejected);
        RhythmJson.Write(json, channel);
        RegularityJson.Write(json, channel.Regularity);
        json.WriteEndObject();
    }

    /// <summary>Gives the name of a kind on the command line and in files.</summary>
    /// <param name="kind">The kind.</param>
    public static string KindName(ChannelKind kind) => kind switch
    {
        ChannelKind.Emg => "emg",
        ChannelKind.Acceleration => "acc",
        ChannelKind.Eeg => "eeg",
        _ => "other",
    };

    internal static void WriteQuality(
        Utf8JsonWriter json, SignalQuality quality, IReadOnlyList<QualityPlace> clipped, IReadOnlyList<QualityPlace> flat)
    {
        json.WriteStartObject("quality");
        json.Number("missing_fraction", quality.MissingFraction);
        json.Number("clipped_fraction", quality.ClippedFraction);
        json.Number("flat_fraction", quality.FlatFraction);
        json.Number("line_noise_db", quality.LineNoiseDb);
        json.Number("noise_floor", quality.NoiseFloorRms);
        WritePlaces(json, "clipped", clipped);
        WritePlaces(json, "flat", flat);
        json.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IReadOnlyList<QualityPlace> places)
    {
        json.WriteStartArray(name);
        foreach (QualityPlace place in places)
        {
            json.WriteStartObject();
            json.Number("start_s", place.StartSeconds);
            json.Number("duration_s", place.DurationSeconds);
            json.WriteNumber("events", place.EventCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRejected(Utf8JsonWriter json, IReadOnlyList<RejectedCandidate> rejected)
    {
        json.WriteStartArray("rejected");
        foreach (RejectedCandidate candidate in rejected)
        {
            json.WriteStartObject();
            json.Number("onset_s", candidate.OnsetSeconds);
            json.Number("duration_s", candidate.DurationSeconds);
            json.Number("peak_time_s", candidate.PeakTimeSeconds);
            json.Number("peak_amplitude", candidate.PeakAmplitude);
            json.Number("snr_db", candidate.SnrDb);
            json.WriteString("reason", candidate.ReasonName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteJerks(Utf8JsonWriter json, JerkSummary? jerks)
    {
        if (jerks is null)
        {
            json.WriteNull("jerks");
            return;
        }

        json.WriteStartObject("jerks");
        json.WriteNumber("count", jerks.Count);
        json.Number("rate_per_min", jerks.RatePerMinute);
        json.Pair("rate_ci95", jerks.RateCi95);
        json.WriteStartObject("duration_ms");
        json.Number("median", jerks.DurationMilliseconds?.Median);
        json.Number("q1", jerks.DurationMilliseconds?.Q1);
        json.Number("q3", jerks.DurationMilliseconds?.Q3);
        json.WriteEndObject();
        json.WriteStartObject("interval_s");
        json.Number("median", jerks.IntervalMedianSeconds);
        json.Number("cv", jerks.IntervalCv);
        json.WriteEndObject();
        json.WriteStartObject("classes");
        foreach ((string name, int count) in jerks.Classes)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        json.WriteNumber("contractions", jerks.ContractionCount);
        json.WriteEndObject();
    }

    private static void WriteNegativeJerks(Utf8JsonWriter json, NegativeJerkSummary? jerks)
    {
        if (jerks is null)
        {
            json.WriteNull("negative_jerks");
            return;
        }

        json.WriteStartObject("negative_jerks");
        json.WriteNumber("count", jerks.Count);
        json.Number("rate_per_min", jerks.RatePerMinute);
        json.Pair("rate_ci95", jerks.RateCi95);
        json.Number("contraction_s", jerks.ContractionSeconds);
        json.WriteStartObject("duration_ms");
        json.Number("median", jerks.DurationMilliseconds?.Median);
        json.Number("q1", jerks.DurationMilliseconds?.Q1);
        json.Number("q3", jerks.DurationMilliseconds?.Q3);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
