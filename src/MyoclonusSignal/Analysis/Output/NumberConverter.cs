using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyoclonusSignal.Analysis;

/// <summary>Numbers of a result: to six significant digits, and null for what is not known.</summary>
internal sealed class NumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(SixDigits(value));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Six digits are more than any of these numbers is worth, and hide the last bits in which processors differ.</summary>
    public static double SixDigits(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>Times in seconds: six significant digits, or four decimals where those are finer, as in <c>events.tsv</c> at any length.</summary>
internal sealed class TimeConverter : JsonConverter<double>
{
    // From here on six digits leave fewer than four decimals.
    private const double LongSeconds = 100;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (Math.Abs(value) >= LongSeconds && double.IsFinite(value))
        {
            writer.WriteNumberValue(Math.Round(value, 4));
        }
        else
        {
            NumberConverter.Write(writer, value);
        }
    }
}

/// <summary>The same where there may be none.</summary>
internal sealed class OptionalTimeConverter : JsonConverter<double?>
{
    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => TimeConverter.Write(writer, value ?? double.NaN);
}

/// <summary>Many numbers on one line. Densities to four digits are finer than any of their intervals; times have four decimals.</summary>
[JsonConverter(typeof(NumberRowConverter))]
internal readonly record struct NumberRow(IReadOnlyList<double> Values, string Format = "G4");

/// <summary>Writes such a line.</summary>
internal sealed class NumberRowConverter : JsonConverter<NumberRow>
{
    public override NumberRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, NumberRow value, JsonSerializerOptions options) => writer.WriteRawValue(
        $"[{string.Join(',', value.Values.Select(number => double.IsFinite(number) ? number.ToString(value.Format, CultureInfo.InvariantCulture) : "null"))}]");
}

/// <summary>Any interval as an array of its two ends.</summary>
internal sealed class IntervalConverter<T>(Func<T, (double Low, double High)> ends) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        (double low, double high) = ends(value);
        writer.WriteStartArray();
        NumberConverter.Write(writer, low);
        NumberConverter.Write(writer, high);
        writer.WriteEndArray();
    }
}

/// <summary>A value by its name in results.</summary>
internal sealed class NameConverter<T>(Func<T, string> name) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(name(value));
}

/// <summary>A value of the options: what is not such a value is refused with what was expected and what was found.</summary>
internal sealed class OptionConverter<T>(string expected, Func<JsonElement, T> read, Action<Utf8JsonWriter, T> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        try
        {
            return read(element);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException($"expected {expected}, found {element.GetRawText().ReplaceLineEndings(" ")}", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);

    // Only texts are keys.
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (T)(object)reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName((string)(object)value!);
}
