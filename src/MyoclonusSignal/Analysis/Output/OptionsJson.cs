using System.Globalization;
using System.Text.Json;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>The options of an analysis as JSON: the object <c>options</c> of a summary, which repeats the analysis it stands in.</summary>
public static class OptionsJson
{
    private const string OwnDetector = "adaptive";
    private const string GivenLine = "given";

    /// <summary>Reads options: an object of the keys that a summary's <c>options</c> has, or a whole summary.</summary>
    /// <param name="stream">JSON, from its current position.</param>
    /// <param name="defaults">What holds where nothing is stated; <see langword="null"/> for the defaults of <see cref="AnalysisOptions"/>.</param>
    /// <returns>The options, valid; what is not stated keeps its default.</returns>
    /// <exception cref="FormatException">It is no such object; the message names the key, what was expected and what was found.</exception>
    public static AnalysisOptions Read(Stream stream, AnalysisOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema_version", out _) && root.TryGetProperty("options", out JsonElement inner))
            {
                root = inner;
            }

            AnalysisOptions options = ReadOptions(root, defaults ?? new());
            options.Validate();
            return options;
        }
        catch (JsonException error)
        {
            throw new FormatException($"expected a JSON object of options: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            string rule = error.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
            object? found = (error as ArgumentOutOfRangeException)?.ActualValue;
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"{error.ParamName}: {rule}{(found is null ? string.Empty : ", found ")}{found}"), error);
        }
    }

    /// <summary>Writes the options of an analysis.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="options">The options.</param>
    /// <param name="lineFrequencyHz">The mains frequency that was taken out, or 0.</param>
    internal static void Write(Utf8JsonWriter json, AnalysisOptions options, double lineFrequencyHz)
    {
        json.WriteStartObject("options");
        if (options.Channels is null)
        {
            json.WriteNull("channels");
        }
        else
        {
            json.WriteStartArray("channels");
            foreach (string name in options.Channels)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.Pair("emg_band_hz", (options.EmgBand.LowHz, options.EmgBand.HighHz));
        json.Pair("acceleration_band_hz", (options.AccelerationBand.LowHz, options.AccelerationBand.HighHz));
        json.Pair("rhythm_band_hz", (options.Rhythm.BandLowHz, options.Rhythm.BandHighHz));
        json.Number("rhythm_significance", options.Rhythm.Significance);
        json.WriteString("line_frequency", options.LineFrequencyHz is null ? "auto" : options.LineFrequencyHz == 0 ? "none" : GivenLine);
        json.Number("line_frequency_hz", lineFrequencyHz);
        json.WriteBoolean("remove_ecg", options.RemoveEcg);
        json.WriteBoolean("resample", options.Resample);
        json.Number("preview_s", options.PreviewSeconds);
        json.Number("start_s", options.StartSeconds);
        json.Number("stop_s", options.StopSeconds);
        json.Number("group_s", options.GroupSeconds);
        json.WriteString("detector", options.EmgBurstDetector is null ? OwnDetector : PublishedDetectors.KeyOf(options.EmgBurstDetector));
        WriteDetector(json, "emg_detector", options.EmgDetector);
        WriteDetector(json, "acceleration_detector", options.AccelerationDetector);
        WriteSilentPeriods(json, options.SilentPeriods);
        RecordingOptionsJson.Write(json, options.Reading);
        json.WriteEndObject();
    }

    private static void WriteSilentPeriods(Utf8JsonWriter json, SilentPeriodOptions options)
    {
        json.WriteStartObject("silent_periods");
        json.Number("minimum_s", options.MinimumSeconds);
        json.Number("maximum_s", options.MaximumSeconds);
        json.Number("false_alarms_per_hour", options.FalseAlarmsPerHour);
        json.Number("least_contraction_ratio", options.LeastContractionRatio);
        json.Number("least_depth_db", options.LeastDepthDb);
        json.Number("sustained_s", options.SustainedSeconds);
        json.WriteEndObject();
    }

    private static void WriteDetector(Utf8JsonWriter json, string name, JerkDetectorOptions options)
    {
        json.WriteStartObject(name);
        json.Number("scale_s", options.ScaleSeconds);
        json.Number("jerk_limit_s", options.JerkLimitSeconds);
        json.Number("minimum_duration_s", options.MinimumDurationSeconds);
        json.Number("join_gap_s", options.JoinGapSeconds);
        json.Number("renewal_ratio", options.RenewalRatio);
        json.Number("false_alarms_per_hour", options.FalseAlarmsPerHour);
        json.Number("lower_threshold", options.LowerThreshold);
        json.Number("flank_s", options.FlankSeconds);
        json.Number("look_ahead_s", options.LookAheadSeconds);
        json.Number("look_back_s", options.LookBackSeconds);
        json.WriteEndObject();
    }

    private static AnalysisOptions ReadOptions(JsonElement root, AnalysisOptions options)
    {
        string line = options.LineFrequencyHz is null ? "auto" : GivenLine;
        double lineHz = options.LineFrequencyHz ?? 0;
        foreach (JsonProperty property in Properties(root, "the file"))
        {
            JsonElement value = property.Value;
            string name = property.Name;
            options = name switch
            {
                "channels" => options with { Channels = Names(value, name) },
                "emg_band_hz" => options with { EmgBand = Band(value, name) },
                "acceleration_band_hz" => options with { AccelerationBand = Band(value, name) },
                "rhythm_band_hz" => options with { Rhythm = WithBand(options.Rhythm, Band(value, name)) },
                "rhythm_significance" => options with { Rhythm = options.Rhythm with { Significance = Number(value, name) } },
                "remove_ecg" => options with { RemoveEcg = Flag(value, name) },
                "resample" => options with { Resample = Flag(value, name) },
                "preview_s" => options with { PreviewSeconds = Number(value, name) },
                "start_s" => options with { StartSeconds = Number(value, name) },
                "stop_s" => options with { StopSeconds = value.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : Number(value, name) },
                "group_s" => options with { GroupSeconds = Number(value, name) },
                "detector" => options with { EmgBurstDetector = BurstDetector(value, name) },
                "emg_detector" => options with { EmgDetector = Detector(value, name, options.EmgDetector) },
                "acceleration_detector" => options with { AccelerationDetector = Detector(value, name, options.AccelerationDetector) },
                "silent_periods" => options with { SilentPeriods = SilentPeriods(value, name, options.SilentPeriods) },
                "reading" => options with { Reading = RecordingOptionsJson.Read(value, name) },
                "line_frequency" or "line_frequency_hz" => options,
                _ => throw new FormatException($"unknown option \"{name}\"; the options are those of a summary's \"options\""),
            };
            line = name == "line_frequency" ? LineName(value) : line;
            lineHz = name == "line_frequency_hz" ? Number(value, name) : lineHz;
        }

        return options with { LineFrequencyHz = line switch { "auto" => null, "none" => 0, _ => lineHz } };
    }

    private static IBurstDetector? BurstDetector(JsonElement element, string name)
    {
        string? key = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        if (key == OwnDetector)
        {
            return null;
        }

        return (key is null ? null : PublishedDetectors.Find(key))
            ?? throw Wrong(name, $"one of {OwnDetector}, {string.Join(", ", PublishedDetectors.All().Select(PublishedDetectors.KeyOf))}", element);
    }

    private static JerkDetectorOptions Detector(JsonElement element, string name, JerkDetectorOptions options)
    {
        foreach (JsonProperty property in Properties(element, name))
        {
            double value = Number(property.Value, $"{name}.{property.Name}");
            options = property.Name switch
            {
                "scale_s" => options with { ScaleSeconds = value },
                "jerk_limit_s" => options with { JerkLimitSeconds = value },
                "minimum_duration_s" => options with { MinimumDurationSeconds = value },
                "join_gap_s" => options with { JoinGapSeconds = value },
                "renewal_ratio" => options with { RenewalRatio = value },
                "false_alarms_per_hour" => options with { FalseAlarmsPerHour = value },
                "lower_threshold" => options with { LowerThreshold = value },
                "flank_s" => options with { FlankSeconds = value },
                "look_ahead_s" => options with { LookAheadSeconds = value },
                "look_back_s" => options with { LookBackSeconds = value },
                _ => throw new FormatException($"unknown option \"{name}.{property.Name}\""),
            };
        }

        return options;
    }

    private static SilentPeriodOptions SilentPeriods(JsonElement element, string name, SilentPeriodOptions options)
    {
        foreach (JsonProperty property in Properties(element, name))
        {
            double value = Number(property.Value, $"{name}.{property.Name}");
            options = property.Name switch
            {
                "minimum_s" => options with { MinimumSeconds = value },
                "maximum_s" => options with { MaximumSeconds = value },
                "false_alarms_per_hour" => options with { FalseAlarmsPerHour = value },
                "least_contraction_ratio" => options with { LeastContractionRatio = value },
                "least_depth_db" => options with { LeastDepthDb = value },
                "sustained_s" => options with { SustainedSeconds = value },
                _ => throw new FormatException($"unknown option \"{name}.{property.Name}\""),
            };
        }

        return options;
    }

    private static RhythmOptions WithBand(RhythmOptions options, FrequencyBand band) =>
        options with { BandLowHz = band.LowHz, BandHighHz = band.HighHz };

    private static JsonElement.ObjectEnumerator Properties(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Wrong(name, "an object", element);

    private static string LineName(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is "auto" or "none" or GivenLine
            ? element.GetString()!
            : throw Wrong("line_frequency", $"\"auto\", \"none\" or \"{GivenLine}\"", element);

    private static List<string>? Names(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        bool isList = element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        return isList ? [.. element.EnumerateArray().Select(item => item.GetString()!)] : throw Wrong(name, "a list of names or null", element);
    }

    private static FrequencyBand Band(JsonElement element, string name)
    {
        bool isPair = element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 2;
        if (!isPair)
        {
            throw Wrong(name, "[low, high] in Hz", element);
        }

        (double low, double high) = (Number(element[0], name), Number(element[1], name));
        return low > 0 && high > low ? new FrequencyBand(low, high) : throw Wrong(name, "0 < low < high", element);
    }

    private static bool Flag(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong(name, "true or false", element);

    private static double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw Wrong(name, "a number", element);

    private static FormatException Wrong(string name, string expected, JsonElement found) =>
        new($"\"{name}\": expected {expected}, found {found.GetRawText().ReplaceLineEndings(" ")}");
}
