using System.Buffers.Binary;
using CsCheck;
using MyoclonusSignal.Reporting.Viewer;

namespace MyoclonusSignal.Reporting.Tests.Viewer;

public sealed class PieceCodeTests
{
    private static readonly float[] Scales = [1e-9f, 1f, 1e9f, 3e37f];

    [Fact]
    public void DecodedValuesAreWithinAFourHundredthOfTheRangeOfTheirBlock()
    {
        Gen.Select(Gen.Float[-1, 1].Array[0, 700], Gen.Int[0, 3]).Sample((values, power) =>
        {
            float[] scaled = [.. values.Select(value => value * Scales[power])];
            float[] decoded = Decode(PieceCode.Encode(scaled), scaled.Length);
            for (int start = 0; start < scaled.Length; start += PieceCode.BlockLength)
            {
                float[] block = scaled[start..Math.Min(start + PieceCode.BlockLength, scaled.Length)];
                double tolerance = (((double)block.Max() - block.Min()) / 400) + (1e-6 * block.Max(Math.Abs));
                for (int i = 0; i < block.Length; i++)
                {
                    Assert.True(Math.Abs((double)block[i] - decoded[start + i]) <= tolerance, $"{block[i]} became {decoded[start + i]}.");
                }
            }
        });
    }

    [Fact]
    public void AConstantIsExact() => Assert.All(Decode(PieceCode.Encode([.. Enumerable.Repeat(0.1f, 300)]), 300), value => Assert.Equal(0.1f, value));

    [Fact]
    public void WhatIsNoNumberDoesNotSpoilItsNeighbours()
    {
        float[] decoded = Decode(PieceCode.Encode([1, float.NaN, 2, float.PositiveInfinity]), 4);
        Assert.All(decoded, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(0, decoded[1]);
    }

    // As signals.js does it.
    private static float[] Decode(ReadOnlySpan<byte> bytes, int count)
    {
        float[] values = new float[count];
        int at = 0;
        for (int start = 0; start < count; start += PieceCode.BlockLength)
        {
            float low = BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);
            float step = BinaryPrimitives.ReadSingleLittleEndian(bytes[(at + 4)..]);
            at += 8;
            for (int i = start; i < Math.Min(start + PieceCode.BlockLength, count); i++)
            {
                values[i] = (float)(low + ((double)step * bytes[at++]));
            }
        }

        Assert.Equal(bytes.Length, at);
        return values;
    }
}
