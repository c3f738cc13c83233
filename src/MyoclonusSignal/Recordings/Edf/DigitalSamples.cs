using System.Buffers.Binary;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Makes physical values of digital ones: little-endian, two's complement, of two bytes (EDF) or three (BDF).</summary>
internal static class DigitalSamples
{
    /// <summary>
    /// Converts by physical = physical minimum + (digital − digital minimum) · gain, in this order: both ends of the range
    /// come out as the header states them.
    /// </summary>
    /// <param name="bytes">The samples.</param>
    /// <param name="sampleBytes">2 or 3.</param>
    /// <param name="digitalMinimum">The digital value of <paramref name="physicalMinimum"/>.</param>
    /// <param name="gain">The physical step of one digital step.</param>
    /// <param name="physicalMinimum">The physical value at the digital minimum.</param>
    /// <param name="output">Receives as many values.</param>
    public static void Decode(
        ReadOnlySpan<byte> bytes, int sampleBytes, double digitalMinimum, double gain, double physicalMinimum, Span<double> output)
    {
        if (sampleBytes == 2)
        {
            for (int i = 0; i < output.Length; i++)
            {
                output[i] = physicalMinimum + ((BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) - digitalMinimum) * gain);
            }

            return;
        }

        for (int i = 0; i < output.Length; i++)
        {
            ReadOnlySpan<byte> sample = bytes.Slice(3 * i, 3);
            int digital = sample[0] | (sample[1] << 8) | ((sbyte)sample[2] << 16);
            output[i] = physicalMinimum + ((digital - digitalMinimum) * gain);
        }
    }
}
