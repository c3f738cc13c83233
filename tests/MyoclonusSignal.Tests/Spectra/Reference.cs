using System.Globalization;
using System.Numerics;

namespace MyoclonusSignal.Tests.Spectra;

/// <summary>Reads the reference numbers beside make_spectra.py: lines of "name: numbers".</summary>
internal static class Reference
{
    public static Dictionary<string, double[]> Read(string fileName)
    {
        var items = new Dictionary<string, double[]>();
        foreach (string line in File.ReadLines(TestData.Fixture(Path.Combine("Spectra", fileName))))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            items[line[..colon]] = [.. line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        }

        return items;
    }

    /// <summary>Compares relative to the largest expected value, as a transform's error is.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, double relative)
    {
        Assert.Equal(expected.Length, found.Length);
        double largest = 0;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int k = 0; k < expected.Length; k++)
        {
            Assert.True(
                Math.Abs(expected[k] - found[k]) <= relative * largest,
                $"At {k}: expected {expected[k]:R}, found {found[k]:R}.");
        }
    }

    /// <summary>Compares each value relative to itself.</summary>
    public static void AssertEachClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, double relative)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.True(
                Math.Abs(expected[k] - found[k]) <= relative * Math.Abs(expected[k]),
                $"At {k}: expected {expected[k]:R}, found {found[k]:R}.");
        }
    }

    public static double[] Interleave(ReadOnlySpan<Complex> values)
    {
        double[] flat = new double[2 * values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            flat[2 * k] = values[k].Real;
            flat[(2 * k) + 1] = values[k].Imaginary;
        }

        return flat;
    }

    public static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            samples[i] = random.NextNormal();
        }

        return samples;
    }
}
