using System.Globalization;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Against scipy.signal.sosfiltfilt.</summary>
public sealed class ZeroPhaseTests
{
    public static TheoryData<string> Cases => FilterReference.Designs("zerophase.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void FilterGivesTheSamplesOfSciPy(string name)
    {
        string[] parts = name.Split(' ');
        SosCoefficients design = FilterReference.Design(string.Join(' ', parts[..4]));
        PaddingKind padding = Enum.Parse<PaddingKind>(parts[4], ignoreCase: true);
        int samples = parts[5] == "default" ? ZeroPhase.DefaultPadding(design) : int.Parse(parts[5], CultureInfo.InvariantCulture);
        double[] output = new double[600];
        ZeroPhase.Filter(design, FilterReference.Input, output, padding, samples);
        FilterReference.AssertClose(
            FilterReference.Read("zerophase.txt")[name + " zerophase"], [.. output.Where((_, i) => i % 10 == 0)], 1e-10);

        // In place the same; and the short call is the odd continuation of the default length.
        double[] inPlace = [.. FilterReference.Input];
        ZeroPhase.Filter(design, inPlace, inPlace, padding, samples);
        Assert.Equal(output, inPlace);
        if (parts[4] == "odd")
        {
            ZeroPhase.Filter(design, FilterReference.Input, inPlace);
            Assert.Equal(output, inPlace);
        }
    }

    [Fact]
    public void ASineInThePassBandKeepsItsPhase()
    {
        double[] sine = [.. Enumerable.Range(0, 2000).Select(n => Math.Sin(2 * Math.PI * 100 * n / 2000.0))];
        double[] output = new double[2000];
        SosCoefficients design = Butterworth.BandPass(4, 20, 450, 2000);
        ZeroPhase.Filter(design, sine, output);
        double gain = Math.Pow(design.Response(100).Magnitude, 2);
        Assert.All(Enumerable.Range(500, 1000), n => Assert.Equal(gain * sine[n], output[n], 1e-5));
    }

    [Fact]
    public void ASignalThatIsTooShortOrAWrongCallIsRefused()
    {
        SosCoefficients design = Butterworth.LowPass(2, 20, 1000);
        int padding = ZeroPhase.DefaultPadding(design);
        Assert.Equal(9, padding);
        Assert.Throws<ArgumentException>(() => ZeroPhase.Filter(design, new double[padding], new double[padding]));
        ZeroPhase.Filter(design, new double[padding + 1], new double[padding + 1]);
        Assert.Throws<ArgumentException>(() => ZeroPhase.Filter(design, [], [], PaddingKind.Constant, 5));
        double[] one = [1];
        ZeroPhase.Filter(design, one, one, PaddingKind.Constant, 50);
        Assert.Equal(1, one[0], 1e-9);
        Assert.Throws<ArgumentException>(() => ZeroPhase.Filter(design, new double[30], new double[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroPhase.Filter(design, one, one, (PaddingKind)7, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroPhase.Filter(design, one, one, PaddingKind.Odd, -1));
    }
}
