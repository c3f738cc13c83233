using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Signals;

/// <summary>Writes numbers as a result needs them: to six significant digits, and null for what is not known.</summary>
internal static class JsonNumbers
{
    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.NumberValue(value);
    }

    public static void Pair(this Utf8JsonWriter json, string name, (double Low, double High)? pair)
    {
        if (pair is not (double low, double high))
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.NumberValue(low);
        json.NumberValue(high);
        json.WriteEndArray();
    }

    public static void NumberValue(this Utf8JsonWriter json, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            // Six digits are more than any of these numbers is worth, and hide the last bits in which processors differ.
            json.WriteNumberValue(double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes many numbers as an array on one line, to a number of significant digits.</summary>
    public static void Row(this Utf8JsonWriter json, ReadOnlySpan<double> values, int digits)
    {
        StringBuilder text = new("[");
        string format = FormattableString.Invariant($"G{digits}");
        foreach (double value in values)
        {
            text.Append(text.Length > 1 ? "," : string.Empty);
            text.Append(double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "null");
        }

        json.WriteRawValue(text.Append(']').ToString());
    }
}
