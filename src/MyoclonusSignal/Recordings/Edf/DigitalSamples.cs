using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        if (sampleBytes == 3)
        {
            Decode24(bytes, digitalMinimum, gain, physicalMinimum, output);
        }
        else if (BitConverter.IsLittleEndian)
        {
            Decode16(MemoryMarshal.Cast<byte, short>(bytes)[..output.Length], digitalMinimum, gain, physicalMinimum, output);
        }
        else
        {
            for (int i = 0; i < output.Length; i++)
            {
                output[i] = physicalMinimum + ((BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) - digitalMinimum) * gain);
            }
        }
    }

    private static void Decode16(ReadOnlySpan<short> digital, double digitalMinimum, double gain, double physicalMinimum, Span<double> output)
    {
        output = output[..digital.Length];
        int i = 0;
        if (Avx.IsSupported)
        {
            Vector256<double> from = Vector256.Create(digitalMinimum);
            Vector256<double> step = Vector256.Create(gain);
            Vector256<double> origin = Vector256.Create(physicalMinimum);
            for (; i + 8 <= digital.Length; i += 8)
            {
                (Vector128<int> lower, Vector128<int> upper) = Vector128.Widen(Vector128.Create(digital.Slice(i, 8)));
                (origin + ((Avx.ConvertToVector256Double(lower) - from) * step)).CopyTo(output.Slice(i, 4));
                (origin + ((Avx.ConvertToVector256Double(upper) - from) * step)).CopyTo(output.Slice(i + 4, 4));
            }
        }

        // The same operations one by one: what is left over, and what tests hold the vectors to.
        for (; i < digital.Length; i++)
        {
            output[i] = physicalMinimum + ((digital[i] - digitalMinimum) * gain);
        }
    }

    private static void Decode24(ReadOnlySpan<byte> bytes, double digitalMinimum, double gain, double physicalMinimum, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            int digital = bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16);
            bytes = bytes[3..];
            output[i] = physicalMinimum + ((digital - digitalMinimum) * gain);
        }
    }
}
