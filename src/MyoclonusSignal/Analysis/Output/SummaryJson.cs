using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes a result as <c>summary.json</c>: stable order of keys, units in the names, the same bytes for the same input.</summary>
internal static class SummaryJson
{
    /// <summary>The version of the schema; the first number changes when a key changes its meaning or goes away.</summary>
    public const string SchemaVersion = "1.0";

    /// <summary>Gets the version of this library, as it stands in every result.</summary>
    public static string SoftwareVersion { get; } =
        typeof(SummaryJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes the summary.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void Write(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        JsonFormats.Write(new SummaryView(result), stream);
    }
}

/// <summary>A summary: the keys in the order of the file.</summary>
internal sealed class SummaryView(AnalysisResult result)
{
    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public SoftwareView Software { get; } = new();

    public InputView Input => new(result.Input) { Hypnogram = result.HypnogramInput is null ? null : new HypnogramView(result.HypnogramInput, result.Hypnogram) };

    public JsonObject Options => OptionsJson.ToNode(result.Options, result.LineFrequencyHz);

    public IReadOnlyList<RecordingWarning> Warnings => result.Warnings;

    public IEnumerable<ChannelView> Channels => result.Channels.Select(channel => new ChannelView(channel));

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SleepView? Sleep => result.Hypnogram.Count > 0 ? new SleepView(result) : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewCounts? Reviewed => result.Reviewed;
}

/// <summary>What made a result.</summary>
internal sealed class SoftwareView
{
    public string Name { get; } = "MyoclonusSignal";

    public string Version { get; } = SummaryJson.SoftwareVersion;
}

/// <summary>What a result was made from.</summary>
internal sealed class InputView(InputInfo input)
{
    public string File => Path.GetFileName(input.Path);

    public string Sha256 => input.Sha256;

    public string Format => input.Format;

    public double DurationSeconds => input.DurationSeconds;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HypnogramView? Hypnogram { get; init; }
}

/// <summary>Where the sleep stages came from.</summary>
internal sealed class HypnogramView(HypnogramInfo input, IReadOnlyList<SleepEpoch> hypnogram)
{
    // Times of stages are in milliseconds at best.
    private const double EqualSeconds = 0.0005;

    public string File => Path.GetFileName(input.Path);

    public string Sha256 => input.Sha256;

    public string? Scheme => input.Scheme;

    public int Epochs => hypnogram.Count;

    /// <summary>Gets the length that every entry has, or null where they differ.</summary>
    [JsonPropertyName("epoch_s")]
    public double? EpochSeconds =>
        hypnogram.Count > 0 && hypnogram.All(epoch => Math.Abs(epoch.DurationSeconds - hypnogram[0].DurationSeconds) < EqualSeconds)
            ? hypnogram[0].DurationSeconds
            : null;
}

/// <summary>One channel of a result.</summary>
internal sealed class ChannelView(ChannelResult channel)
{
    public string Name => channel.Name;

    public ChannelKind Kind => channel.Kind;

    public string? Unit => channel.Unit;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UnitConversion => channel.UnitConversion;

    public double SamplingRateHz => channel.SampleRate;

    public IReadOnlyList<string> Signals => channel.SignalNames;

    public FrequencyBand? BandHz => channel.Band;

    public IReadOnlyList<double> LinesHz => channel.LinesHz;

    public double AnalysedSeconds => channel.AnalysedSeconds;

    public int Segments => channel.Segments.Count;

    public QualityView Quality => new(channel);

    public JerksView? Jerks => channel.Jerks is JerkSummary jerks ? new JerksView(jerks) : null;

    public NegativeJerksView? NegativeJerks => channel.NegativeJerks is NegativeJerkSummary jerks ? new NegativeJerksView(jerks) : null;

    public IReadOnlyList<RejectedCandidate> Rejected => channel.Rejected;

    public RhythmView? Rhythm => channel.Rhythm is RhythmResult rhythm ? new RhythmView(channel, rhythm) : null;

    public RegularityView? Regularity => channel.Regularity is JerkRegularity regularity ? new RegularityView(regularity) : null;
}

/// <summary>How good a channel's signal is.</summary>
internal sealed class QualityView(ChannelResult channel)
{
    public double MissingFraction => channel.Quality.MissingFraction;

    public double ClippedFraction => channel.Quality.ClippedFraction;

    public double FlatFraction => channel.Quality.FlatFraction;

    public double? LineNoiseDb => channel.Quality.LineNoiseDb;

    public double? NoiseFloor => channel.Quality.NoiseFloorRms;

    public IReadOnlyList<QualityPlace> Clipped => channel.Clipped;

    public IReadOnlyList<QualityPlace> Flat => channel.Flat;
}

/// <summary>Median and quartiles, null where there are none.</summary>
internal sealed class QuartilesView((double Median, double Q1, double Q3)? values)
{
    public double? Median => values?.Median;

    public double? Q1 => values?.Q1;

    public double? Q3 => values?.Q3;
}

/// <summary>The jerks of a channel in numbers.</summary>
internal sealed class JerksView(JerkSummary jerks)
{
    public int Count => jerks.Count;

    public double? RatePerMinute => jerks.RatePerMinute;

    public ConfidenceInterval? RateCi95 => jerks.RateCi95;

    public ConfidenceInterval? RateCi95Poisson => jerks.RateCi95Poisson;

    public BlocksView? Blocks => BlocksView.Of(jerks.Blocks);

    public QuartilesView DurationMilliseconds => new(jerks.DurationMilliseconds);

    public JerkIntervalsView IntervalSeconds => new(jerks.IntervalMedianSeconds, jerks.IntervalCv);

    public OrderedDictionary<string, int> Classes => new(jerks.Classes.Select(one => KeyValuePair.Create(one.Name, one.Count)));

    public int Contractions => jerks.ContractionCount;
}

/// <summary>Events in blocks of time.</summary>
internal sealed class BlocksView(TimeBlocks blocks)
{
    public double BlockSeconds => blocks.BlockSeconds;

    public NumberRow AnalysedSeconds => new(blocks.AnalysedSeconds, "0.####");

    public NumberRow Count => new([.. blocks.Counts.Select(count => (double)count)], "0");

    public static BlocksView? Of(TimeBlocks? blocks) => blocks is null ? null : new BlocksView(blocks);
}

/// <summary>The intervals between the jerks of a channel.</summary>
internal sealed record JerkIntervalsView(double? Median, double? Cv);

/// <summary>The negative jerks of a channel in numbers.</summary>
internal sealed class NegativeJerksView(NegativeJerkSummary jerks)
{
    public int Count => jerks.Count;

    public double? RatePerMinute => jerks.RatePerMinute;

    public ConfidenceInterval? RateCi95 => jerks.RateCi95;

    public ConfidenceInterval? RateCi95Poisson => jerks.RateCi95Poisson;

    public BlocksView? Blocks => BlocksView.Of(jerks.Blocks);

    public double ContractionSeconds => jerks.ContractionSeconds;

    public QuartilesView DurationMilliseconds => new(jerks.DurationMilliseconds);
}

/// <summary>Whether jerks are rhythmic or random, with the evidence.</summary>
internal sealed class RegularityView(JerkRegularity regularity)
{
    public JerkVerdict Verdict => regularity.Verdict;

    public string Reason => regularity.Reason;

    public int Intervals => regularity.Intervals.IntervalCount;

    public double IntervalCv => regularity.Intervals.CoefficientOfVariation;

    public double IntervalCv2 => regularity.Intervals.Cv2;

    public double LocalVariation => regularity.Intervals.LocalVariation;

    public ConfidenceInterval? LocalVariationCi95 => regularity.LocalVariationCi95;

    public double RevisedLocalVariation => regularity.RevisedLocalVariation;

    public ConfidenceInterval? RevisedLocalVariationCi95 => regularity.RevisedLocalVariationCi95;

    public double RefractorySeconds => regularity.RefractorySeconds;

    public double? IntervalFrequencyHz => regularity.IntervalFrequencyHz;

    public ConfidenceInterval? IntervalFrequencyCi95 => regularity.IntervalFrequencyCi95;

    public bool? FrequenciesAgree => regularity.FrequenciesAgree;

    public double? JerksInBouts => regularity.JerksInBouts;

    public double? VectorStrength => regularity.VectorStrength;

    public double? RayleighP => regularity.RayleighPValue;
}

/// <summary>Time and jerks by sleep stage.</summary>
internal sealed class SleepView(AnalysisResult result)
{
    public IEnumerable<ChannelStagesView> Channels =>
        result.Channels.Where(channel => channel.Jerks is not null).Select(channel => new ChannelStagesView(channel.Name, StageRates.Of(result, channel)));
}

/// <summary>The same of one channel.</summary>
internal sealed class ChannelStagesView(string name, IReadOnlyList<StageRate> rates)
{
    public string Name => name;

    public IEnumerable<StageRateView> Stages => rates.Where(rate => rate.Stage is not null).Select(rate => new StageRateView(rate));

    public StageRateView Unscored => new(rates[^1]);
}

/// <summary>The jerks of one stage.</summary>
internal sealed class StageRateView(StageRate rate)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stage => rate.Stage;

    public double AnalysedSeconds => rate.AnalysedSeconds;

    public int Jerks => rate.JerkCount;

    public double? RatePerHour => rate.RatePerHour;

    public ConfidenceInterval? RateCi95 => rate.RateCi95;

    public ConfidenceInterval? RateCi95Poisson => rate.RateCi95Poisson;

    public BlocksView? Blocks => BlocksView.Of(rate.Blocks);
}
