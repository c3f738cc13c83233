using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>The options of an analysis as JSON: the object <c>options</c> of a summary, which repeats the analysis it stands in.</summary>
/// <remarks>Every option comes back as it was, to the last digit, but for an <see cref="IBurstDetector"/> of your own: that is refused.</remarks>
internal static class OptionsJson
{
    private const string Kinds = "kinds";
    private const string DetectorOptions = "detector_options";

    /// <summary>Reads options: an object of the keys that a summary's <c>options</c> has, or a whole summary.</summary>
    /// <param name="stream">JSON, from its current position.</param>
    /// <param name="defaults">What holds where nothing is stated; <see langword="null"/> for the defaults of <see cref="AnalysisOptions"/>.</param>
    /// <returns>The options, valid; what is not stated keeps its default.</returns>
    /// <exception cref="FormatException">It is no such object, or its detector is not one of this library; the message names the key, what was expected and what was found.</exception>
    public static AnalysisOptions Read(Stream stream, AnalysisOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            JsonNode? root = JsonText.ParseNode(stream);
            JsonObject given = root as JsonObject ?? throw new FormatException($"the file: expected an object of options, found {root?.ToJsonString() ?? "null"}");
            given = given.ContainsKey("schema_version") && given["options"] is JsonObject inner ? inner : given;
            if (given[DetectorOptions] is JsonValue reason)
            {
                throw new FormatException($"\"detector\": expected a detector of this library, found {given["detector"]}: {reason}");
            }

            JsonObject all = ToNode(defaults ?? new());
            if (given["detector"] is JsonValue name && name.TryGetValue(out string? key))
            {
                all[DetectorOptions] = OptionsView.NodeOf(PublishedDetectors.Find(key));
            }

            Merge(all, given, string.Empty);
            OptionsView view = all.Deserialize((JsonTypeInfo<OptionsView>)JsonFormats.Options.GetTypeInfo(typeof(OptionsView)))!;
            view.Options.Validate();
            return view.Options;
        }
        catch (JsonException error) when (error.Path is { Length: > 2 } path)
        {
            throw new FormatException($"\"{path[2..]}\": {error.Message}", error);
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

    /// <summary>Writes options as an object that <see cref="Read"/> reads.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stream">Receives JSON.</param>
    /// <param name="lineFrequencyHz">The mains frequency that was found where the options state none.</param>
    public static void Write(AnalysisOptions options, Stream stream, double lineFrequencyHz = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        JsonFormats.Write(ToNode(options, lineFrequencyHz), stream);
    }

    /// <summary>Gives options as an object.</summary>
    internal static JsonObject ToNode(AnalysisOptions options, double lineFrequencyHz = 0) => JsonSerializer.SerializeToNode(
        new OptionsView(options, lineFrequencyHz), (JsonTypeInfo<OptionsView>)JsonFormats.Options.GetTypeInfo(typeof(OptionsView)))!.AsObject();

    /// <summary>Puts what is given in the place of the defaults, which have every key that there is.</summary>
    private static void Merge(JsonObject all, JsonObject given, string path)
    {
        foreach ((string name, JsonNode? value) in given)
        {
            if (!all.TryGetPropertyValue(name, out JsonNode? before))
            {
                throw new FormatException($"unknown option \"{path}{name}\"; the options are those of a summary's \"options\"");
            }

            if (before is JsonObject inner && name != Kinds)
            {
                Merge(inner, value as JsonObject ?? throw new FormatException($"\"{path}{name}\": expected an object, found {value?.ToJsonString() ?? "null"}"), $"{path}{name}.");
            }
            else
            {
                all[name] = name == Kinds && value is null ? throw new FormatException($"\"{path}{name}\": expected an object, found null") : value?.DeepClone();
            }
        }
    }
}

/// <summary>The object <c>options</c>: a key for every option, in the order of the file. It is read in that order too.</summary>
internal sealed class OptionsView
{
    private const string OwnDetector = "adaptive";
    private readonly double _foundLineHz;
    private string _line = "auto";

    public OptionsView()
    {
    }

    public OptionsView(AnalysisOptions options, double foundLineHz) => (Options, _foundLineHz) = (options, foundLineHz);

    /// <summary>Gets the options as they are used.</summary>
    [JsonIgnore]
    public AnalysisOptions Options { get; private set; } = new();

    public IReadOnlyList<string>? Channels { get => Options.Channels; set => Options = Options with { Channels = value }; }

    public FrequencyBand EmgBandHz { get => Options.EmgBand; set => Options = Options with { EmgBand = value }; }

    public FrequencyBand AccelerationBandHz { get => Options.AccelerationBand; set => Options = Options with { AccelerationBand = value }; }

    public FrequencyBand RhythmBandHz
    {
        get => new(Options.Rhythm.BandLowHz, Options.Rhythm.BandHighHz);
        set => Options = Options with { Rhythm = Options.Rhythm with { BandLowHz = value.LowHz, BandHighHz = value.HighHz } };
    }

    public double RhythmSignificance { get => Options.Rhythm.Significance; set => Options = Options with { Rhythm = Options.Rhythm with { Significance = value } }; }

    public double? RhythmWindowSeconds { get => Options.Rhythm.WindowSeconds; set => Options = Options with { Rhythm = Options.Rhythm with { WindowSeconds = value } }; }

    public double RhythmOverlap { get => Options.Rhythm.Overlap; set => Options = Options with { Rhythm = Options.Rhythm with { Overlap = value } }; }

    public double RhythmMinimumProminence { get => Options.Rhythm.MinimumProminence; set => Options = Options with { Rhythm = Options.Rhythm with { MinimumProminence = value } }; }

    public double RhythmMinimumBoutSeconds { get => Options.Rhythm.MinimumBoutSeconds; set => Options = Options with { Rhythm = Options.Rhythm with { MinimumBoutSeconds = value } }; }

    public string LineFrequency
    {
        get => Options.LineFrequencyHz switch { null => "auto", 0 => "none", _ => "given" };
        set => _line = value is "auto" or "none" or "given" ? value : throw Wrong("\"auto\", \"none\" or \"given\"", value);
    }

    public double LineFrequencyHz
    {
        get => Options.LineFrequencyHz ?? NumberConverter.SixDigits(_foundLineHz);
        set => Options = Options with { LineFrequencyHz = _line switch { "auto" => null, "none" => 0, _ => value } };
    }

    public bool RemoveEcg { get => Options.RemoveEcg; set => Options = Options with { RemoveEcg = value }; }

    public bool Resample { get => Options.Resample; set => Options = Options with { Resample = value }; }

    public double PreviewSeconds { get => Options.PreviewSeconds; set => Options = Options with { PreviewSeconds = value }; }

    public double StartSeconds { get => Options.StartSeconds; set => Options = Options with { StartSeconds = value }; }

    public double? StopSeconds
    {
        get => double.IsFinite(Options.StopSeconds) ? Options.StopSeconds : null;
        set => Options = Options with { StopSeconds = value ?? double.PositiveInfinity };
    }

    public double GroupSeconds { get => Options.GroupSeconds; set => Options = Options with { GroupSeconds = value }; }

    public string Detector
    {
        get => Options.EmgBurstDetector is IBurstDetector detector ? PublishedDetectors.KeyOf(detector) : OwnDetector;
        set => Options = Options with
        {
            EmgBurstDetector = value == OwnDetector ? null : PublishedDetectors.Find(value)
                ?? throw Wrong($"one of {OwnDetector}, {string.Join(", ", PublishedDetectors.All().Select(PublishedDetectors.KeyOf))}", value),
        };
    }

    /// <summary>Gets or sets the detector's own options; a text that says so where it is the user's own and cannot be made from a file.</summary>
    public JsonNode? DetectorOptions
    {
        get => Options.EmgBurstDetector is null or PublishedDetector ? NodeOf(Options.EmgBurstDetector) : JsonValue.Create("a detector of the user's own, which cannot be repeated from this file");
        set => Options = Options with { EmgBurstDetector = DetectorOf(Options.EmgBurstDetector, value) };
    }

    public JerkDetectorOptions EmgDetector { get => Options.EmgDetector; set => Options = Options with { EmgDetector = value }; }

    public JerkDetectorOptions AccelerationDetector { get => Options.AccelerationDetector; set => Options = Options with { AccelerationDetector = value }; }

    public SilentPeriodOptions SilentPeriods { get => Options.SilentPeriods; set => Options = Options with { SilentPeriods = value }; }

    public ReadingView Reading { get => new(Options.Reading); set => Options = Options with { Reading = value.Options }; }

    /// <summary>The options of a published detector as an object; null for the library's own.</summary>
    public static JsonNode? NodeOf(IBurstDetector? detector) =>
        detector is PublishedDetector ? JsonSerializer.SerializeToNode(detector, JsonFormats.Options.GetTypeInfo(detector.GetType())) : null;

    private static IBurstDetector? DetectorOf(IBurstDetector? kind, JsonNode? options) => (kind, options) switch
    {
        (null, null) => null,
        (not null, JsonObject own) => (IBurstDetector?)own.Deserialize(JsonFormats.Options.GetTypeInfo(kind.GetType())),
        _ => throw Wrong(kind is null ? "null" : "an object", options?.ToJsonString() ?? "null"),
    };

    internal static JsonException Wrong(string expected, string found) => new($"expected {expected}, found {found}");
}

/// <summary>The object <c>reading</c> among them.</summary>
internal sealed class ReadingView(RecordingOptions options)
{
    public ReadingView()
        : this(new())
    {
    }

    [JsonIgnore]
    public RecordingOptions Options { get; private set; } = options;

    [JsonPropertyName("sample_rate_hz")]
    public double? SampleRate
    {
        get => Options.SampleRate;
        set => Options = value is null or > 0 ? Options with { SampleRate = value } : throw OptionsView.Wrong("a rate above 0 in Hz or null", $"{value}");
    }

    public string? TimeColumn { get => Options.TimeColumn; set => Options = Options with { TimeColumn = value }; }

    public string Clock
    {
        get => Options.Clock.ToString().ToLowerInvariant();
        set => Options = Enum.TryParse(value, ignoreCase: true, out RecordingClockKind kind) && kind.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)
            ? Options with { Clock = kind }
            : throw OptionsView.Wrong("auto, even, jittered, uneven, coarse or packets", value);
    }

    /// <summary>Gets or sets the kinds, sorted: the same options give the same bytes.</summary>
    public SortedDictionary<string, ChannelKind> Kinds
    {
        get => new(Options.Kinds.ToDictionary(), StringComparer.Ordinal);
        set => Options = Options with { Kinds = value };
    }

    public IReadOnlyList<string>? Columns { get => Options.Columns; set => Options = Options with { Columns = value }; }

    public IReadOnlyList<string>? AnnotationColumns
    {
        get => Options.AnnotationColumns.Count == 0 ? null : Options.AnnotationColumns;
        set => Options = Options with { AnnotationColumns = value ?? [] };
    }

    [JsonPropertyName("lenient")]
    public bool IsLenient { get => Options.IsLenient; set => Options = Options with { IsLenient = value }; }

    [JsonPropertyName("live")]
    public bool IsLive { get => Options.IsLive; set => Options = Options with { IsLive = value }; }

    public string? Encoding
    {
        get => Options.Encoding switch { null => null, TextEncoding.Utf8 => "utf-8", TextEncoding.Utf16 => "utf-16", _ => "windows-1252" };
        set => Options = Options with
        {
            Encoding = value switch
            {
                null => null,
                "utf-8" => TextEncoding.Utf8,
                "utf-16" => TextEncoding.Utf16,
                "windows-1252" => TextEncoding.Windows1252,
                _ => throw OptionsView.Wrong("utf-8, utf-16, windows-1252 or null", value),
            },
        };
    }

    public bool KeepsUnits { get => Options.KeepsUnits; set => Options = Options with { KeepsUnits = value }; }

    public string? Hypnogram { get => Options.Hypnogram; set => Options = Options with { Hypnogram = value }; }

    public string? HypnogramScheme
    {
        get => Options.HypnogramScheme;
        set => Options = value is null || StageScheme.Find(value) is not null
            ? Options with { HypnogramScheme = value }
            : throw OptionsView.Wrong(string.Join(", ", StageScheme.All.Select(known => known.Name)), value);
    }
}
