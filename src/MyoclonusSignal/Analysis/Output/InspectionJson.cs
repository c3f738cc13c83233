using System.Globalization;
using System.Text.Json;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes an inspection as JSON: stable order of keys, units in the names.</summary>
public static class InspectionJson
{
    /// <summary>Writes the inspection as one object.</summary>
    /// <param name="inspection">The inspection.</param>
    /// <param name="json">The writer.</param>
    public static void Write(RecordingInspection inspection, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("schema_version", SummaryJson.SchemaVersion);
        json.WriteStartObject("input");
        json.WriteString("file", Path.GetFileName(inspection.Input.Path));
        json.WriteString("sha256", inspection.Input.Sha256);
        json.WriteString("format", inspection.Input.Format);
        json.Number("duration_s", inspection.Input.DurationSeconds);
        json.WriteString("start_time", inspection.StartTime?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartArray("warnings");
        foreach (RecordingWarning warning in inspection.Warnings)
        {
            SummaryJson.WriteWarning(json, warning);
        }

        json.WriteEndArray();
        json.WriteStartArray("segments");
        foreach ((double start, double end) in inspection.Segments)
        {
            json.WriteStartObject();
            json.Number("start_s", start);
            json.Number("end_s", end);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAnnotations(json, inspection.Annotations);
        json.WriteStartArray("channels");
        for (int i = 0; i < inspection.Channels.Count; i++)
        {
            WriteChannel(json, inspection.Channels[i], inspection.Signals[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyList<RecordingAnnotation> annotations)
    {
        json.WriteStartArray("annotations");
        foreach (RecordingAnnotation annotation in annotations)
        {
            json.WriteStartObject();
            json.Number("onset_s", annotation.OnsetSeconds);
            json.Number("duration_s", annotation.DurationSeconds);
            json.WriteString("text", annotation.Text);
            json.WriteString("channel", annotation.Channel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IReadOnlyList<QualityPlace> places)
    {
        json.WriteStartArray(name);
        foreach (QualityPlace place in places)
        {
            json.WriteStartObject();
            json.Number("start_s", place.StartSeconds);
            json.Number("duration_s", place.DurationSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChannel(Utf8JsonWriter json, RecordingChannel channel, IReadOnlyList<SignalInspection> signals)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Name);
        json.WriteString("kind", SummaryJson.KindName(channel.Kind));
        json.WriteString("unit", channel.Unit);
        json.WriteString("unit_conversion", channel.UnitConversion);
        json.WriteString("prefilter", channel.Prefilter);
        json.WriteString("transducer", channel.Transducer);
        json.Number("sampling_rate_hz", channel.SampleRate);
        json.WriteStartArray("signals");
        foreach (SignalInspection signal in signals)
        {
            json.WriteStartObject();
            json.WriteString("name", signal.Name);
            json.WriteNumber("samples", signal.Quality.SampleCount);
            json.Number("minimum", signal.Minimum);
            json.Number("mean", signal.Mean);
            json.Number("maximum", signal.Maximum);
            json.Number("missing_fraction", signal.Quality.MissingFraction);
            json.Number("clipped_fraction", signal.Quality.ClippedFraction);
            json.Number("flat_fraction", signal.Quality.FlatFraction);
            json.Number("line_noise_db", signal.Quality.LineNoiseDb);
            json.Number("line_frequency_hz", signal.MainsHz > 0 ? signal.MainsHz : null);
            WritePlaces(json, "clipped", signal.Clipped);
            WritePlaces(json, "flat", signal.Flat);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
