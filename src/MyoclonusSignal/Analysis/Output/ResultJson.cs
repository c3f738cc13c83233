using System.Text.Json.Serialization;
using MyoclonusSignal.Detection.Published;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Everything that is written or read as JSON, by generated code. The views name the keys by their members, in the order
/// of the file: <c>DurationSeconds</c> is <c>duration_s</c> (<see cref="UnitNames"/>).
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SummaryView))]
[JsonSerializable(typeof(InspectionView))]
[JsonSerializable(typeof(LiveStartView))]
[JsonSerializable(typeof(LiveEventView))]
[JsonSerializable(typeof(LiveRetractionView))]
[JsonSerializable(typeof(LiveRhythmView))]
[JsonSerializable(typeof(LiveSummaryView))]
[JsonSerializable(typeof(ComparisonView))]
[JsonSerializable(typeof(AgreementView))]
[JsonSerializable(typeof(BenchmarkView))]
[JsonSerializable(typeof(OptionsView))]
[JsonSerializable(typeof(HodgesBui))]
[JsonSerializable(typeof(Bonato))]
[JsonSerializable(typeof(Lidierth))]
[JsonSerializable(typeof(Abbink))]
[JsonSerializable(typeof(Solnik))]
[JsonSerializable(typeof(Silva))]
[JsonSerializable(typeof(Londral))]
[JsonSerializable(typeof(AglrStep))]
[JsonSerializable(typeof(ExtendedDoubleThreshold))]
[JsonSerializable(typeof(FixedThreshold))]
internal sealed partial class ResultJson : JsonSerializerContext;
