using System.Globalization;
using System.Numerics;
using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Designs against scipy.signal.butter and iirnotch, and against their definitions.</summary>
public sealed class FilterDesignTests
{
    public static TheoryData<string> ButterworthDesigns => FilterReference.Designs("butterworth.txt");

    public static TheoryData<string> NotchDesigns => FilterReference.Designs("notch.txt");

    [Theory]
    [MemberData(nameof(ButterworthDesigns))]
    public void ButterworthHasTheSectionsOfSciPy(string design) => AssertSections("butterworth.txt", design);

    [Theory]
    [MemberData(nameof(NotchDesigns))]
    public void NotchHasTheSectionOfSciPy(string design) => AssertSections("notch.txt", design);

    [Theory]
    [MemberData(nameof(ButterworthDesigns))]
    public void ButterworthHasTheResponseOfSciPy(string design) => AssertResponse("butterworth.txt", design);

    [Theory]
    [MemberData(nameof(NotchDesigns))]
    public void NotchHasTheResponseOfSciPy(string design) => AssertResponse("notch.txt", design);

    [Fact]
    public void AButterworthIsThreeDecibelsDownAtItsCutoffs() =>
        Gen.Select(Gen.Int[1, 6], Gen.Double[0.02, 0.2], Gen.Double[0.25, 0.45]).Sample((order, low, high) =>
        {
            const double SampleRate = 1000;
            (SosCoefficients Filter, double Hz)[] cutoffs =
            [
                (Butterworth.LowPass(order, low * SampleRate, SampleRate), low),
                (Butterworth.HighPass(order, high * SampleRate, SampleRate), high),
                (Butterworth.BandPass(order, low * SampleRate, high * SampleRate, SampleRate), low),
                (Butterworth.BandPass(order, low * SampleRate, high * SampleRate, SampleRate), high),
                (Butterworth.BandStop(order, low * SampleRate, high * SampleRate, SampleRate), low),
                (Butterworth.BandStop(order, low * SampleRate, high * SampleRate, SampleRate), high),
            ];
            foreach ((SosCoefficients filter, double at) in cutoffs)
            {
                Assert.Equal(Math.Sqrt(0.5), filter.Response(at * SampleRate).Magnitude, 1e-7);
            }
        });

    [Fact]
    public void ANotchTakesOutItsFrequencyAndHasTheWidthOfItsQ()
    {
        SosCoefficients notch = Notch.Design(50, 30, 1000);
        Assert.True(notch.Response(50).Magnitude < 1e-12);
        Assert.Equal(1, notch.Response(0).Magnitude, 1e-12);

        // The width of 50/30 Hz holds on the warped axis; at this rate that is the same to a part in a thousand.
        double[] at = [50 - (25.0 / 30), 50 + (25.0 / 30)];
        Assert.All(at, hz => Assert.Equal(Math.Sqrt(0.5), notch.Response(hz).Magnitude, 0.01));
    }

    [Theory]
    [MemberData(nameof(ButterworthDesigns))]
    public void GroupDelayIsTheSlopeOfThePhase(string design)
    {
        SosCoefficients filter = FilterReference.Design(design);
        for (int k = 3; k < 30; k++)
        {
            double frequency = k * filter.SampleRate / 64.3;
            double step = filter.SampleRate * 1e-6;
            Complex turn = filter.Response(frequency + step) / filter.Response(frequency - step);
            double numeric = -turn.Phase / (2 * Math.PI * 2 * step);
            double found = filter.GroupDelaySeconds(frequency);
            if (filter.Response(frequency).Magnitude > 1e-4)
            {
                Assert.Equal(numeric, found, (1e-5 * Math.Abs(numeric)) + (1e-4 / filter.SampleRate));
            }
        }
    }

    [Fact]
    public void GroupDelayAtAZeroOnTheUnitCircleIsNaN() =>
        Assert.True(double.IsNaN(new SosCoefficients([new SosSection(1, -1, 0, 0, 0)], 100).GroupDelaySeconds(0)));

    [Fact]
    public void ThenMultipliesTheResponses()
    {
        SosCoefficients band = Butterworth.BandPass(4, 20, 450, 2000);
        SosCoefficients notch = Notch.Design(50, 30, 2000);
        SosCoefficients both = band.Then(notch);
        Assert.Equal(5, both.Count);
        Complex product = band.Response(77) * notch.Response(77);
        Assert.True((both.Response(77) - product).Magnitude < 1e-14);
    }

    [Fact]
    public void FiltersForTwoSamplingRatesDoNotJoin() =>
        Assert.Throws<ArgumentException>(() => Notch.Design(50, 30, 1000).Then(Notch.Design(50, 30, 2000)));

    [Theory]
    [InlineData(0, 10, 100)]
    [InlineData(25, 10, 100)]
    [InlineData(2, 0, 100)]
    [InlineData(2, 50, 100)]
    [InlineData(2, double.NaN, 100)]
    [InlineData(2, 10, 0)]
    [InlineData(2, 10, double.NaN)]
    [InlineData(2, 10, double.PositiveInfinity)]
    public void AnImpossibleDesignIsRefused(int order, double cutoffHz, double sampleRate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.LowPass(order, cutoffHz, sampleRate));
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.HighPass(order, cutoffHz, sampleRate));
    }

    [Fact]
    public void ABandUpsideDownIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.BandPass(2, 40, 20, 200));
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.BandStop(2, 40, 40, 200));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void ANotchWithoutAQualityIsRefused(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Notch.Design(50, q, 1000));

    [Fact]
    public void AFilterWithoutSectionsIsRefused() =>
        Assert.Throws<ArgumentException>(() => new SosCoefficients([], 1000));

    private static void AssertSections(string file, string design)
    {
        double[] expected = FilterReference.Read(file)[design + " sos"];
        double[] found = [.. FilterReference.Design(design).Sections.ToArray().SelectMany(s => (double[])[s.B0, s.B1, s.B2, s.A1, s.A2])];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // A coefficient that is 0 by cancellation is judged by the size of its polynomial's largest one.
            int polynomial = i - (i % 5) + (i % 5 < 3 ? 0 : 3);
            double scale = expected.Skip(polynomial).Take(i % 5 < 3 ? 3 : 2).Max(Math.Abs);
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= 1e-9 * Math.Max(Math.Abs(expected[i]), 1e-3 * scale),
                string.Create(CultureInfo.InvariantCulture, $"Section {i / 5}, coefficient {i % 5}: expected {expected[i]:R}, found {found[i]:R}."));
        }
    }

    private static void AssertResponse(string file, string design)
    {
        double[] expected = FilterReference.Read(file)[design + " response"];
        SosCoefficients filter = FilterReference.Design(design);
        double[] found = [.. Enumerable.Range(1, 31)
            .Select(k => filter.Response(k * filter.SampleRate / 64))
            .SelectMany(response => (double[])[response.Real, response.Imaginary])];
        FilterReference.AssertClose(expected, found, 1e-12);
    }
}
