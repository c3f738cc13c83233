using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// Reads JSON of others. The parser of the platform looks at texts and numbers only when they are asked for, and then throws what
/// no caller expects; here all of them are looked at first, so that whatever is wrong is a <see cref="JsonException"/>.
/// </summary>
internal static class JsonText
{
    // A sign and four digits: those of a double have three.
    private const int LongestExponent = 5;

    // Of two values of one key nobody knows which was meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a document.</summary>
    /// <param name="stream">UTF-8, with or without a mark, from its current position to its end.</param>
    /// <exception cref="JsonException">It is no JSON, or not all of its texts and numbers can be read.</exception>
    public static JsonDocument Parse(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return Parse(bytes.ToArray());
    }

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">UTF-8, with or without a mark.</param>
    /// <exception cref="JsonException">It is no JSON, or not all of its texts and numbers can be read.</exception>
    public static JsonDocument Parse(byte[] bytes) => JsonDocument.Parse(Checked(bytes), Strict);

    /// <summary>Reads a document as nodes, which can be changed.</summary>
    /// <param name="stream">UTF-8, with or without a mark, from its current position to its end.</param>
    /// <exception cref="JsonException">It is no JSON, or not all of its texts and numbers can be read.</exception>
    public static JsonNode? ParseNode(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return JsonNode.Parse(Checked(bytes.ToArray()).Span, documentOptions: Strict);
    }

    /// <summary>Gives the bytes without a mark, after making sure that every text and every number in them can be read.</summary>
    /// <param name="bytes">UTF-8, with or without a mark.</param>
    /// <exception cref="JsonException">It is no JSON, or not all of its texts and numbers can be read.</exception>
    public static ReadOnlyMemory<byte> Checked(byte[] bytes)
    {
        ReadOnlyMemory<byte> text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        if (!Utf8.IsValid(text.Span))
        {
            throw new JsonException("it is not UTF-8");
        }

        Utf8JsonReader reader = new(text.Span);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped:
                    ThrowIfNoText(ref reader);
                    break;
                case JsonTokenType.Number when !IsNumber(ref reader):
                    throw new JsonException(FormattableString.Invariant($"the number at byte {reader.TokenStartIndex} is greater, or nearer to 0, than any that can be held"));
                default:
                    break;
            }
        }

        return text;
    }

    /// <summary>A number that is finite, and whose exponent no comparison of numbers stumbles over.</summary>
    private static bool IsNumber(ref Utf8JsonReader reader)
    {
        int exponent = reader.ValueSpan.IndexOfAny("eE"u8);
        return (exponent < 0 || reader.ValueSpan.Length - exponent - 1 <= LongestExponent) && reader.TryGetDouble(out double number) && double.IsFinite(number);
    }

    /// <summary>An escape can stand for half of a letter (U+D800 to U+DFFF), which is no text.</summary>
    private static void ThrowIfNoText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException(FormattableString.Invariant($"the text at byte {reader.TokenStartIndex} has half of a surrogate pair in it"), error);
        }
    }
}
