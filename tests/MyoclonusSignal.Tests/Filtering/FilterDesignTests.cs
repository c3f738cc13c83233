using System.Globalization;
using System.Numerics;
using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Designs against scipy.signal (butter, cheby1, cheby2, ellip, bessel, iirnotch, iirpeak), and against their definitions.</summary>
public sealed class FilterDesignTests
{
    public static TheoryData<string> ButterworthDesigns => FilterReference.Designs("butterworth.txt");

    public static TheoryData<string> FamilyDesigns => FilterReference.Designs("families.txt");

    public static TheoryData<string> NotchDesigns => FilterReference.Designs("notch.txt");

    [Theory]
    [MemberData(nameof(ButterworthDesigns))]
    public void ButterworthHasTheSectionsOfSciPy(string design) => AssertSections("butterworth.txt", design);

    [Theory]
    [MemberData(nameof(NotchDesigns))]
    public void NotchAndPeakHaveTheSectionOfSciPy(string design) => AssertSections("notch.txt", design);

    [Theory]
    [MemberData(nameof(FamilyDesigns))]
    public void AFamilyHasTheSectionsOfSciPy(string design) => AssertSections("families.txt", design);

    [Theory]
    [MemberData(nameof(FamilyDesigns))]
    public void AFamilyHasTheResponseOfSciPy(string design) => AssertResponse("families.txt", design);

    [Theory]
    [MemberData(nameof(ButterworthDesigns))]
    public void ButterworthHasTheResponseOfSciPy(string design) => AssertResponse("butterworth.txt", design);

    [Theory]
    [MemberData(nameof(NotchDesigns))]
    public void NotchAndPeakHaveTheResponseOfSciPy(string design) => AssertResponse("notch.txt", design);

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

    [Fact]
    public void APassBandRipplesByItsRippleAndAStopBandByItsAttenuation() =>
        Gen.Select(Gen.Int[2, 8], Gen.Double[0.1, 3], Gen.Double[20, 80]).Sample((order, ripple, attenuation) =>
        {
            const double SampleRate = 1000;
            const double Cutoff = 100;
            SosCoefficients[] equiripple =
            [
                ChebyshevI.LowPass(order, ripple, Cutoff, SampleRate), Elliptic.LowPass(order, ripple, attenuation, Cutoff, SampleRate),
            ];
            double[] inBand = [.. Enumerable.Range(0, 2001).Select(k => k * Cutoff / 2000)];
            Assert.All(equiripple, filter =>
            {
                double[] decibels = [.. inBand.Select(hz => 20 * Math.Log10(filter.Response(hz).Magnitude))];
                Assert.Equal(-ripple, decibels.Min(), 1e-6);
                Assert.Equal(0, decibels.Max(), 1e-3);
                Assert.Equal(-ripple, decibels[^1], 1e-6);
            });
            SosCoefficients stop = ChebyshevII.LowPass(order, attenuation, Cutoff, SampleRate);
            double highest = Enumerable.Range(0, 4001).Max(k => stop.Response(Cutoff + (k * 0.1)).Magnitude);
            Assert.Equal(-attenuation, 20 * Math.Log10(highest), 1e-6);

            // The flank of the elliptic filter is where it first falls below its attenuation; behind that it never rises above it.
            double floor = Math.Pow(10, -attenuation / 20) * (1 + 1e-6);
            double[] beyond = [.. Enumerable.Range(0, 4001).Select(k => equiripple[1].Response(Cutoff + (k * 0.1)).Magnitude)];
            int edge = Array.FindIndex(beyond, magnitude => magnitude <= floor);
            Assert.True(edge >= 0 && beyond[edge..].All(magnitude => magnitude <= floor));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(24)]
    public void ABesselFilterHasAFlatDelayAndTheMeaningOfItsNorm(int order)
    {
        const double SampleRate = 100000;
        SosCoefficients delay = Bessel.LowPass(order, 100, SampleRate, BesselNorm.Delay);
        double expected = 1 / (2 * Math.PI * 100);
        Assert.Equal(1, delay.GroupDelaySeconds(1) / expected, 2e-3);
        Assert.Equal(1, delay.GroupDelaySeconds(order == 1 ? 3 : 40) / expected, order == 1 ? 2e-3 : 1e-2);
        SosCoefficients magnitude = Bessel.LowPass(order, 100, SampleRate, BesselNorm.Magnitude);
        Assert.Equal(Math.Sqrt(0.5), magnitude.Response(100).Magnitude, 1e-9);
        SosCoefficients phase = Bessel.LowPass(order, 100, SampleRate);
        Complex before = Enumerable.Range(0, 101).Aggregate(
            Complex.Zero, (unwrapped, hz) => unwrapped + new Complex(hz == 0 ? 0 : (phase.Response(hz) / phase.Response(hz - 1)).Phase, 0));
        Assert.Equal(1, before.Real / (-order * Math.PI / 4), 0.06);
    }

    [Fact]
    public void APeakAndItsNotchAddUpToOne()
    {
        SosCoefficients peak = Peak.Design(50, 30, 1000);
        SosCoefficients notch = Notch.Design(50, 30, 1000);
        Assert.Equal(1, peak.Response(50).Magnitude, 1e-12);
        Assert.All(Enumerable.Range(0, 100), k => Assert.True((peak.Response(5.0 * k) + notch.Response(5.0 * k) - 1).Magnitude < 1e-12));
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

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(150)]
    [InlineData(16.7)]
    public void GroupDelayAtTheZeroOfANotchIsTheLimitFromBothSides(double hz)
    {
        foreach (double sampleRate in (double[])[400, 500, 512, 1000, 1024, 2000, 2048, 4000, 5000, 10000, 44100])
        {
            SosCoefficients notch = Notch.Design(hz, 30, sampleRate);
            double at = notch.GroupDelaySeconds(hz);
            Assert.Equal(notch.GroupDelaySeconds(hz * (1 - 1e-7)), at, 1e-6 * Math.Abs(at));
            Assert.Equal(notch.GroupDelaySeconds(hz * (1 + 1e-7)), at, 1e-6 * Math.Abs(at));
        }

        Assert.Equal(0.005, new SosCoefficients([new SosSection(1, -1, 0, 0, 0)], 100).GroupDelaySeconds(0), 1e-15);
        Assert.Equal(0.01, new SosCoefficients([new SosSection(1, 0, -1, 0, 0)], 100).GroupDelaySeconds(0), 1e-15);
    }

    [Theory]
    [InlineData(14, 9.2, 13.8)]
    [InlineData(17, 9.5, 17.1)]
    [InlineData(22, 8.0, 20.7)]
    [InlineData(24, 3, 20)]
    [InlineData(24, 1, 40)]
    public void AnEllipticFilterTooSteepForDoublesIsRefused(int order, double rippleDb, double attenuationDb) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Elliptic.LowPass(order, rippleDb, attenuationDb, 100, 1000));

    [Theory]
    [InlineData(24, 1, 150)]
    [InlineData(16, 0.1, 90)]
    [InlineData(9, 3, 30)]
    [InlineData(12, 1, 60)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 1, 2)]
    [InlineData(2, 1e-9, 300)]
    public void AnEllipticPrototypeKeepsToItsRippleAndAttenuation(int order, double rippleDb, double attenuationDb)
    {
        // The analog prototype itself, so that no rounding of digital coefficients blurs it.
        ZerosPolesGain prototype = AnalogPrototype.Elliptic(order, rippleDb, attenuationDb);
        double Decibels(double frequency)
        {
            Complex s = new(0, frequency);
            Complex response = prototype.Gain;
            for (int i = 0; i < prototype.Poles.Length; i++)
            {
                response *= (i < prototype.Zeros.Length ? s - prototype.Zeros[i] : Complex.One) / (s - prototype.Poles[i]);
            }

            return 20 * Math.Log10(response.Magnitude);
        }

        Assert.Equal(-rippleDb, Decibels(1), 1e-8);
        double[] band = [.. Enumerable.Range(0, 5001).Select(k => Decibels(k / 5000.0))];
        Assert.InRange(band.Max(), -rippleDb, 1e-8);
        Assert.True(band.Min() > -rippleDb - 1e-8);
        double[] beyond = [.. Enumerable.Range(1, 20_000).Select(k => Decibels(1 / (1 - (k / 20_001.0))))];
        int edge = Array.FindIndex(beyond, decibels => decibels <= -attenuationDb + 1e-7);
        Assert.True(order == 2 || (edge >= 0 && beyond[edge..].All(decibels => decibels <= -attenuationDb + 1e-6)));
    }

    [Fact]
    public void AnImpossiblyHighDesignIsRefusedAndAPossibleOneIsFinite()
    {
        Assert.All(
            Butterworth.BandPass(24, 2e5, 4e5, 2e6).Sections.ToArray(),
            section => Assert.True(double.IsFinite(section.B0 + section.B1 + section.B2 + section.A1 + section.A2)));
        Assert.Throws<ArgumentException>(() => new SosCoefficients([new SosSection(double.NaN, 0, 0, 0, 0)], 100));
        Assert.Throws<ArgumentException>(() => new FirCoefficients([1, double.PositiveInfinity], 100));
    }

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

    [Theory]
    [InlineData(0.0, 40)]
    [InlineData(-1.0, 40)]
    [InlineData(double.NaN, 40)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, 0)]
    [InlineData(1.0, 1000)]
    [InlineData(3.0, 3.0)]
    [InlineData(3.0, 3.5)]
    public void AnImpossibleRippleOrAttenuationIsRefused(double rippleDb, double attenuationDb)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Elliptic.LowPass(4, rippleDb, attenuationDb, 10, 100));
        if (!(rippleDb > 0))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ChebyshevI.LowPass(4, rippleDb, 10, 100));
            Assert.Throws<ArgumentOutOfRangeException>(() => ChebyshevII.LowPass(4, rippleDb, 10, 100));
        }
    }

    [Fact]
    public void AnUnknownNormIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bessel.LowPass(4, 10, 100, (BesselNorm)3));

    [Fact]
    public void AWidthBeyondHalfTheSamplingRateIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Notch.Design(50, 0.1, 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => Peak.Design(50, 0.1, 500));
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
