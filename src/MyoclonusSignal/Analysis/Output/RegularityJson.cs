using System.Text.Json;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes whether jerks are rhythmic or random, with the evidence.</summary>
internal static class RegularityJson
{
    public static void Write(Utf8JsonWriter json, JerkRegularity? regularity)
    {
        if (regularity is null)
        {
            json.WriteNull("regularity");
            return;
        }

        json.WriteStartObject("regularity");
        json.WriteString("verdict", EnumNames.Kebab(regularity.Verdict));
        json.WriteString("reason", regularity.Reason);
        json.WriteNumber("intervals", regularity.Intervals.IntervalCount);
        json.Number("interval_cv", regularity.Intervals.CoefficientOfVariation);
        json.Number("interval_cv2", regularity.Intervals.Cv2);
        json.Number("local_variation", regularity.Intervals.LocalVariation);
        json.Pair("local_variation_ci95", Pair(regularity.LocalVariationCi95));
        json.Number("revised_local_variation", regularity.RevisedLocalVariation);
        json.Pair("revised_local_variation_ci95", Pair(regularity.RevisedLocalVariationCi95));
        json.Number("refractory_s", regularity.RefractorySeconds);
        json.Number("interval_frequency_hz", regularity.IntervalFrequencyHz);
        json.Pair("interval_frequency_ci95", Pair(regularity.IntervalFrequencyCi95));
        if (regularity.FrequenciesAgree is bool agree)
        {
            json.WriteBoolean("frequencies_agree", agree);
        }
        else
        {
            json.WriteNull("frequencies_agree");
        }

        json.Number("jerks_in_bouts", regularity.JerksInBouts);
        json.Number("vector_strength", regularity.VectorStrength);
        json.Number("rayleigh_p", regularity.RayleighPValue);
        json.WriteEndObject();
    }

    private static (double Low, double High)? Pair(ConfidenceInterval? interval) =>
        interval is ConfidenceInterval known ? (known.Low, known.High) : null;
}
