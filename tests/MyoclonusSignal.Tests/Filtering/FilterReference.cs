using System.Globalization;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Reads the reference numbers beside make_filtering.py: lines of "kind order edges rate quantity: numbers".</summary>
internal static class FilterReference
{
    public static Dictionary<string, double[]> Read(string fileName)
    {
        var items = new Dictionary<string, double[]>();
        foreach (string line in File.ReadLines(TestData.Fixture(Path.Combine("Filtering", fileName))))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            items[line[..colon]] = [.. line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        }

        return items;
    }

    /// <summary>Gives the names of the designs in a file.</summary>
    public static TheoryData<string> Designs(string fileName) =>
        [.. Read(fileName).Keys.Select(key => key[..key.LastIndexOf(' ')]).Distinct()];

    /// <summary>Designs the filter that a name describes: "band 4 20-450 2000", "notch 30 50 1000", "ellip-1-60/low 5 40 2000".</summary>
    public static SosCoefficients Design(string name)
    {
        string[] parts = name.Split(' ');
        double[] edges = [.. parts[2].Split('-').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture))];
        double order = double.Parse(parts[1], CultureInfo.InvariantCulture);
        double sampleRate = double.Parse(parts[3], CultureInfo.InvariantCulture);
        return parts[0] switch
        {
            "notch" => Notch.Design(edges[0], order, sampleRate),
            "peak" => Peak.Design(edges[0], order, sampleRate),
            string kind when kind.Contains('/', StringComparison.Ordinal) => DesignFamily(kind, (int)order, edges, sampleRate),
            string kind => DesignFamily("butter/" + kind, (int)order, edges, sampleRate),
        };
    }

    private static SosCoefficients DesignFamily(string familyAndKind, int order, double[] edges, double sampleRate)
    {
        string[] parts = familyAndKind.Split('/', '-');
        double Number(int at) => double.Parse(parts[at], CultureInfo.InvariantCulture);
        BesselNorm Norm() => Enum.Parse<BesselNorm>(parts[1], ignoreCase: true);
        return (parts[0], parts[^1]) switch
        {
            ("butter", "low") => Butterworth.LowPass(order, edges[0], sampleRate),
            ("butter", "high") => Butterworth.HighPass(order, edges[0], sampleRate),
            ("butter", "band") => Butterworth.BandPass(order, edges[0], edges[1], sampleRate),
            ("butter", "stop") => Butterworth.BandStop(order, edges[0], edges[1], sampleRate),
            ("cheby1", "low") => ChebyshevI.LowPass(order, Number(1), edges[0], sampleRate),
            ("cheby1", "high") => ChebyshevI.HighPass(order, Number(1), edges[0], sampleRate),
            ("cheby1", "band") => ChebyshevI.BandPass(order, Number(1), edges[0], edges[1], sampleRate),
            ("cheby1", "stop") => ChebyshevI.BandStop(order, Number(1), edges[0], edges[1], sampleRate),
            ("cheby2", "low") => ChebyshevII.LowPass(order, Number(1), edges[0], sampleRate),
            ("cheby2", "high") => ChebyshevII.HighPass(order, Number(1), edges[0], sampleRate),
            ("cheby2", "band") => ChebyshevII.BandPass(order, Number(1), edges[0], edges[1], sampleRate),
            ("cheby2", "stop") => ChebyshevII.BandStop(order, Number(1), edges[0], edges[1], sampleRate),
            ("ellip", "low") => Elliptic.LowPass(order, Number(1), Number(2), edges[0], sampleRate),
            ("ellip", "high") => Elliptic.HighPass(order, Number(1), Number(2), edges[0], sampleRate),
            ("ellip", "band") => Elliptic.BandPass(order, Number(1), Number(2), edges[0], edges[1], sampleRate),
            ("ellip", "stop") => Elliptic.BandStop(order, Number(1), Number(2), edges[0], edges[1], sampleRate),
            ("bessel", "low") => Bessel.LowPass(order, edges[0], sampleRate, Norm()),
            ("bessel", "high") => Bessel.HighPass(order, edges[0], sampleRate, Norm()),
            ("bessel", "band") => Bessel.BandPass(order, edges[0], edges[1], sampleRate, Norm()),
            ("bessel", "stop") => Bessel.BandStop(order, edges[0], edges[1], sampleRate, Norm()),
            _ => throw new ArgumentOutOfRangeException(nameof(familyAndKind), familyAndKind, "No such design."),
        };
    }

    /// <summary>The input of sosfilt.txt: integers over 1009, the same bits in every language.</summary>
    public static double[] Input { get; } =
        [.. Enumerable.Range(0, 600).Select(n => (((7919 * n) + (31 * n * n)) % 1009 / 1009.0) - 0.25)];

    /// <summary>Compares relative to the largest expected magnitude.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, double ofScale)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = 0;
        foreach (double value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= ofScale * scale,
                string.Create(CultureInfo.InvariantCulture, $"At {i}: expected {expected[i]:R}, found {found[i]:R}; scale {scale:R}."));
        }
    }
}
