using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>How results and options are written: digits, names, intervals.</summary>
internal static class JsonFormats
{
    private static readonly JsonSerializerOptions Indented = OfResults(isIndented: true);
    private static readonly JsonSerializerOptions OnOneLine = OfResults(isIndented: false);

    /// <summary>Gets how options are written and read: every digit, and nothing that is not known.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        TypeInfoResolver = ResultJson.Default,
        PropertyNamingPolicy = new UnitNames(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new OptionConverter<double>("a number", element => element.GetDouble(), WriteExactly),
            new OptionConverter<bool>("true or false", element => element.GetBoolean(), (json, value) => json.WriteBooleanValue(value)),
            new OptionConverter<string>("a text", element => element.GetString()!, (json, value) => json.WriteStringValue(value)),
            new OptionConverter<IReadOnlyList<string>>("a list of names or null", Names, WriteNames),
            new OptionConverter<FrequencyBand>("[low, high] in Hz with 0 < low < high", Band, WriteBand),
            new OptionConverter<ChannelKind>("emg, acc, eeg or other", Kind, (json, value) => json.WriteStringValue(value.Name())),
        },
    };

    /// <summary>Writes a view as an indented file that ends with a new line.</summary>
    public static void Write<T>(T view, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, view, (JsonTypeInfo<T>)Indented.GetTypeInfo(typeof(T)));
        stream.Write("\n"u8);
    }

    /// <summary>Gives a view as an object.</summary>
    public static JsonObject ToNode<T>(T view) => JsonSerializer.SerializeToNode(view, (JsonTypeInfo<T>)Indented.GetTypeInfo(typeof(T)))!.AsObject();

    /// <summary>Writes an object, like the sidecar of a table, as such a file.</summary>
    /// <param name="json">The object.</param>
    /// <param name="stream">Receives JSON.</param>
    /// <param name="encoder">Which letters are written as they are; <see langword="null"/> for those that are safe in a page.</param>
    public static void Write(JsonObject json, Stream stream, JavaScriptEncoder? encoder = null)
    {
        using (Utf8JsonWriter writer = new(stream, new() { Indented = true, NewLine = "\n", Encoder = encoder }))
        {
            json.WriteTo(writer);
        }

        stream.Write("\n"u8);
    }

    /// <summary>Writes a view as one line, in one piece.</summary>
    public static void WriteLine<T>(T view, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(view, (JsonTypeInfo<T>)OnOneLine.GetTypeInfo(typeof(T)));
        stream.Write([.. line, (byte)'\n']);
    }

    private static JsonSerializerOptions OfResults(bool isIndented) => new()
    {
        TypeInfoResolver = ResultJson.Default.WithAddedModifier(KeepTimes),
        PropertyNamingPolicy = new UnitNames(),
        WriteIndented = isIndented,
        NewLine = "\n",
        Converters =
        {
            new NumberConverter(),
            new IntervalConverter<ConfidenceInterval>(interval => (interval.Low, interval.High)),
            new IntervalConverter<ConfidenceFactors>(factors => (factors.Lower, factors.Upper)),
            new IntervalConverter<FrequencyBand>(band => (band.LowHz, band.HighHz)),
            new NameConverter<ChannelKind>(ChannelKindNames.Name),
            new NameConverter<BurstRejection>(RejectedCandidate.NameOf),
            new JsonStringEnumConverter<RhythmVerdict>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<SpectrumMethod>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<JerkVerdict>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<RhythmChange>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<LiveEnd>(JsonNamingPolicy.KebabCaseLower),
        },
    };

    private static void KeepTimes(JsonTypeInfo info)
    {
        foreach (JsonPropertyInfo property in info.Properties.Where(property => property.Name.EndsWith("_s", StringComparison.Ordinal)))
        {
            property.CustomConverter ??= property.PropertyType == typeof(double) ? new TimeConverter()
                : property.PropertyType == typeof(double?) ? new OptionalTimeConverter()
                : null;
        }
    }

    private static void WriteExactly(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static IReadOnlyList<string> Names(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString() ?? throw new FormatException())];

    private static void WriteNames(Utf8JsonWriter json, IReadOnlyList<string> names)
    {
        json.WriteStartArray();
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static FrequencyBand Band(JsonElement element)
    {
        (double low, double high) = element.GetArrayLength() == 2 ? (element[0].GetDouble(), element[1].GetDouble()) : default;
        return low > 0 && high > low ? new FrequencyBand(low, high) : throw new FormatException();
    }

    private static void WriteBand(Utf8JsonWriter json, FrequencyBand band)
    {
        json.WriteStartArray();
        json.WriteNumberValue(band.LowHz);
        json.WriteNumberValue(band.HighHz);
        json.WriteEndArray();
    }

    private static ChannelKind Kind(JsonElement element) => ChannelKindNames.Find(element.GetString()) ?? throw new FormatException();
}

/// <summary>Names of members as keys: snake case, with units as their symbols.</summary>
internal sealed class UnitNames : JsonNamingPolicy
{
    public override string ConvertName(string name) => string.Join('_', SnakeCaseLower.ConvertName(name).Split('_').Select(word => word switch
    {
        "seconds" => "s",
        "milliseconds" => "ms",
        "millimetres" => "mm",
        "minute" => "min",
        _ => word,
    }));
}
