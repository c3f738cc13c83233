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
        json.WriteEndObject();
    }
}
