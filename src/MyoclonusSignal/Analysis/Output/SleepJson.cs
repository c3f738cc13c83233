using System.Text.Json;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>What a summary says about sleep: the file of stages in <c>input</c>, and the object <c>sleep</c>.</summary>
internal static class SleepJson
{
    // Times of stages are in milliseconds at best.
    private const double EqualSeconds = 0.0005;

    /// <summary>Writes where the stages came from; nothing without a hypnogram.</summary>
    public static void WriteInput(Utf8JsonWriter json, AnalysisResult result)
    {
        if (result.HypnogramInput is not HypnogramInfo input)
        {
            return;
        }

        json.WriteStartObject("hypnogram");
        json.WriteString("file", Path.GetFileName(input.Path));
        json.WriteString("sha256", input.Sha256);
        json.WriteString("scheme", input.Scheme);
        json.WriteNumber("epochs", result.Hypnogram.Count);
        json.Number("epoch_s", CommonLength(result.Hypnogram));
        json.WriteEndObject();
    }

    /// <summary>Writes time and jerks by stage; nothing without a hypnogram.</summary>
    public static void Write(Utf8JsonWriter json, AnalysisResult result)
    {
        if (result.Hypnogram.Count == 0)
        {
            return;
        }

        json.WriteStartObject("sleep");
        json.WriteStartArray("channels");
        foreach (ChannelResult channel in result.Channels.Where(channel => channel.Jerks is not null))
        {
            json.WriteStartObject();
            json.WriteString("name", channel.Name);
            IReadOnlyList<StageRate> rates = StageRates.Of(result, channel);
            json.WriteStartArray("stages");
            foreach (StageRate rate in rates.Where(rate => rate.Stage is not null))
            {
                json.WriteStartObject();
                json.WriteString("stage", rate.Stage);
                WriteRate(json, rate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("unscored");
            WriteRate(json, rates[^1]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, StageRate rate)
    {
        json.Number("analysed_s", rate.AnalysedSeconds);
        json.WriteNumber("jerks", rate.JerkCount);
        json.Number("rate_per_hour", rate.RatePerHour);
        json.Pair("rate_ci95", rate.RateCi95);
    }

    /// <summary>The length that every entry has, or <see langword="null"/> where they differ.</summary>
    private static double? CommonLength(IReadOnlyList<SleepEpoch> epochs) =>
        epochs.Count > 0 && epochs.All(epoch => Math.Abs(epoch.DurationSeconds - epochs[0].DurationSeconds) < EqualSeconds)
            ? epochs[0].DurationSeconds
            : null;
}
