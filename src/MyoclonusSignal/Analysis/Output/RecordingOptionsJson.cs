using System.Text.Json;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>The object <c>reading</c> among the options of a summary.</summary>
internal static class RecordingOptionsJson
{
    public static void Write(Utf8JsonWriter json, RecordingOptions options)
    {
        json.WriteStartObject("reading");
        if (options.SampleRate is double rate)
        {
            // Every digit: a rounded rate would move the times of a long recording.
            json.WriteNumber("sample_rate_hz", rate);
        }
        else
        {
            json.WriteNull("sample_rate_hz");
        }

        json.WriteStartObject("kinds");
        foreach ((string channel, ChannelKind kind) in options.Kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(channel, SummaryJson.KindName(kind));
        }

        json.WriteEndObject();
        if (options.Columns is null)
        {
            json.WriteNull("columns");
        }
        else
        {
            json.WriteStartArray("columns");
            foreach (string column in options.Columns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("lenient", options.IsLenient);
        json.WriteString("hypnogram", options.Hypnogram);
        json.WriteString("hypnogram_scheme", options.HypnogramScheme);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no such object; the message names the key.</exception>
    public static RecordingOptions Read(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, "an object", element);
        }

        RecordingOptions options = new();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            JsonElement value = property.Value;
            string key = $"{name}.{property.Name}";
            options = property.Name switch
            {
                "sample_rate_hz" => options with { SampleRate = Rate(value, key) },
                "kinds" => options with { Kinds = Kinds(value, key) },
                "columns" => options with { Columns = Columns(value, key) },
                "lenient" => options with
                {
                    IsLenient = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(key, "true or false", value),
                },
                "hypnogram" => options with { Hypnogram = Text(value, key) },
                "hypnogram_scheme" => options with { HypnogramScheme = Scheme(value, key) },
                _ => throw new FormatException($"unknown option \"{key}\""),
            };
        }

        return options;
    }

    private static double? Rate(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when element.TryGetDouble(out double rate) && rate > 0 && double.IsFinite(rate) => rate,
        _ => throw Wrong(name, "a rate above 0 in Hz or null", element),
    };

    private static Dictionary<string, ChannelKind> Kinds(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, "an object of kinds by channel", element);
        }

        Dictionary<string, ChannelKind> kinds = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string? text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
            ChannelKind? found = Enum.GetValues<ChannelKind>().Cast<ChannelKind?>().FirstOrDefault(kind => SummaryJson.KindName(kind!.Value) == text);
            kinds[property.Name] = found ?? throw Wrong($"{name}.{property.Name}", "emg, acc, eeg or other", property.Value);
        }

        return kinds;
    }

    private static List<string>? Columns(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        bool isList = element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        return isList ? [.. element.EnumerateArray().Select(item => item.GetString()!)] : throw Wrong(name, "a list of names or null", element);
    }

    private static string? Scheme(JsonElement element, string name) =>
        Text(element, name) is not string scheme || StageScheme.Find(scheme) is not null
            ? Text(element, name)
            : throw Wrong(name, string.Join(", ", StageScheme.All.Select(known => known.Name)), element);

    private static string? Text(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        _ => throw Wrong(name, "a text or null", element),
    };

    private static FormatException Wrong(string name, string expected, JsonElement found) =>
        new($"\"{name}\": expected {expected}, found {found.GetRawText().ReplaceLineEndings(" ")}");
}
