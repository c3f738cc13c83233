using System.Buffers.Binary;

namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>
/// Values at a byte each: blocks of <see cref="BlockLength"/>, each its smallest value and its step as 32-bit
/// floats (little-endian), then the number of steps of every value. The error is at most half a step, 1/510 of the block's range.
/// </summary>
internal static class PieceCode
{
    /// <summary>The number of values in all blocks but the last.</summary>
    public const int BlockLength = 256;

    private const int HeadLength = 2 * sizeof(float);
    private const float Largest = 3e38f;

    /// <summary>Gives the values as bytes.</summary>
    public static byte[] Encode(IReadOnlyList<float> values) => Encode(values as float[] ?? [.. values]);

    private static byte[] Encode(ReadOnlySpan<float> values)
    {
        int blocks = (values.Length + BlockLength - 1) / BlockLength;
        byte[] bytes = new byte[(blocks * HeadLength) + values.Length];
        Span<byte> rest = bytes;
        for (; !values.IsEmpty; values = values[Math.Min(BlockLength, values.Length)..])
        {
            ReadOnlySpan<float> block = values[..Math.Min(BlockLength, values.Length)];
            (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (float value in block)
            {
                low = Math.Min(low, Finite(value));
                high = Math.Max(high, Finite(value));
            }

            float step = (float)(((double)high - low) / 255);
            BinaryPrimitives.WriteSingleLittleEndian(rest, low);
            BinaryPrimitives.WriteSingleLittleEndian(rest[sizeof(float)..], step);
            rest = rest[HeadLength..];
            for (int i = 0; i < block.Length; i++)
            {
                rest[i] = step > 0 ? (byte)Math.Clamp(Math.Round(((double)Finite(block[i]) - low) / step), 0, 255) : (byte)0;
            }

            rest = rest[block.Length..];
        }

        return bytes;
    }

    private static float Finite(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, -Largest, Largest);
}
