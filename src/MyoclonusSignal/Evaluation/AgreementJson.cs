using System.Text.Json;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Writes the agreement of two raters as JSON: stable order of keys, units in the names.</summary>
public static class AgreementJson
{
    /// <summary>Writes an agreement as one object.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="options">How events were matched.</param>
    /// <param name="json">The writer.</param>
    public static void Write(EventAgreement agreement, MatchOptions options, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("schema_version", "1.0");
        ScoreJson.WriteMatching(json, options);
        json.WriteNumber("rows_without_onset", agreement.RowsWithoutOnset);
        json.WritePropertyName("overall");
        Write(json, null, null, agreement.Overall);
        json.WriteStartArray("by_channel");
        foreach (ChannelAgreement channel in agreement.ByChannel)
        {
            Write(json, channel.Channel, channel.TrialType, channel.Agreement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? channel, string? trialType, RaterAgreement agreement)
    {
        json.WriteStartObject();
        if (channel is not null)
        {
            json.WriteString("channel", channel);
        }

        if (trialType is not null)
        {
            json.WriteString("trial_type", trialType);
        }

        json.Number("scored_s", agreement.ScoredSeconds);
        json.WriteNumber("first_events", agreement.FirstEvents);
        json.WriteNumber("second_events", agreement.SecondEvents);
        json.WriteNumber("matched_events", agreement.MatchedEvents);
        json.Number("f1", agreement.EventF1);
        json.Pair("f1_ci95", agreement.EventF1Ci95);
        json.Number("kappa", agreement.Kappa);
        json.Pair("kappa_ci95", agreement.KappaCi95);
        json.Number("positive_agreement", agreement.PositiveAgreement);
        json.Number("agreed_fraction", agreement.AgreedFraction);
        json.WriteEndObject();
    }
}
