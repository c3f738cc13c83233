using System.Text.Json;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes the rhythm of a channel.</summary>
internal static class RhythmJson
{
    public static void Write(Utf8JsonWriter json, RhythmResult? rhythm)
    {
        if (rhythm is null)
        {
            json.WriteNull("rhythm");
            return;
        }

        json.WriteStartObject("rhythm");
        json.WriteBoolean("is_rhythmic", rhythm.IsRhythmic);
        json.Number("frequency_hz", rhythm.FrequencyHz);
        json.Pair("frequency_ci95", rhythm.FrequencyCi95 is ConfidenceInterval interval ? (interval.Low, interval.High) : null);
        json.Number("p_value", rhythm.PValue);
        json.Number("snr_db", rhythm.SnrDb);
        json.Number("bandwidth_hz", rhythm.BandwidthHz);
        json.Number("occupancy", rhythm.Occupancy);
        json.WriteStartArray("bouts");
        foreach (RhythmBout bout in rhythm.Bouts)
        {
            json.WriteStartObject();
            json.Number("start_s", bout.StartSeconds);
            json.Number("end_s", bout.EndSeconds);
            json.Number("frequency_hz", bout.FrequencyHz);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("verdict", VerdictName(rhythm.Verdict));
        json.WriteString("reason", rhythm.Reason);
        json.Number("candidate_hz", rhythm.CandidateHz);
        json.Number("analysed_s", rhythm.AnalysedSeconds);
        json.WriteEndObject();
    }

    /// <summary>The verdict in kebab-case: <c>rhythmic</c>, <c>too-short</c>, ….</summary>
    private static string VerdictName(RhythmVerdict verdict) => string.Concat(verdict.ToString().Select(
        (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
}
