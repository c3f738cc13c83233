using MyoclonusSignal.Spectra;
using NWavesWindow = NWaves.Windows.Window;

namespace MyoclonusSignal.Tests.Spectra;

/// <summary>The windows of two other .NET libraries as oracles: FftSharp's are periodic or symmetric, NWaves' symmetric and in single precision.</summary>
public class WindowPeersTests
{
    /// <summary>The windows lie between 0 and 1; the angle of a bin is rounded in another order here than there.</summary>
    private const double DoubleTolerance = 1e-14;

    /// <summary>Half a unit in the last place of a single just below 1.</summary>
    private const double SingleTolerance = 3e-8;

    public static TheoryData<int> Lengths => [2, 3, 4, 7, 16, 101, 256, 1000, 4096, 8001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void HannAndHammingEqualThoseOfFftSharp(int length)
    {
        AssertEqual(new FftSharp.Windows.Hanning().Create(length), WindowShape.Hann, WindowSymmetry.Symmetric, DoubleTolerance);
        AssertEqual(new FftSharp.Windows.HanningPeriodic().Create(length), WindowShape.Hann, WindowSymmetry.Periodic, DoubleTolerance);
        AssertEqual(new FftSharp.Windows.Hamming().Create(length), WindowShape.Hamming, WindowSymmetry.Symmetric, DoubleTolerance);
        AssertEqual(new FftSharp.Windows.HammingPeriodic().Create(length), WindowShape.Hamming, WindowSymmetry.Periodic, DoubleTolerance);
    }

    /// <summary>FftSharp's default are other terms (of a Blackman–Harris window of three), so that ours are given.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void BlackmanEqualsThatOfFftSharpWithItsTerms(int length) =>
        AssertEqual(new FftSharp.Windows.Blackman(0.42, 0.5, 0.08).Create(length), WindowShape.Blackman, WindowSymmetry.Symmetric, DoubleTolerance);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ARectangleEqualsThatOfBoth(int length)
    {
        AssertEqual(new FftSharp.Windows.Rectangular().Create(length), WindowShape.Rectangular, WindowSymmetry.Symmetric, 0);
        AssertEqual(ToDoubles(NWavesWindow.Rectangular(length)), WindowShape.Rectangular, WindowSymmetry.Symmetric, 0);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SymmetricWindowsEqualThoseOfNWaves(int length)
    {
        AssertEqual(ToDoubles(NWavesWindow.Hann(length)), WindowShape.Hann, WindowSymmetry.Symmetric, SingleTolerance);
        AssertEqual(ToDoubles(NWavesWindow.Hamming(length)), WindowShape.Hamming, WindowSymmetry.Symmetric, SingleTolerance);
        AssertEqual(ToDoubles(NWavesWindow.Blackman(length)), WindowShape.Blackman, WindowSymmetry.Symmetric, SingleTolerance);
    }

    /// <summary>NWaves has no periodic window; its symmetric one of a sample more is that, without the last sample.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void PeriodicWindowsEqualThoseOfNWavesWithoutTheLastSample(int length)
    {
        AssertEqual(ToDoubles(NWavesWindow.Hann(length + 1))[..length], WindowShape.Hann, WindowSymmetry.Periodic, SingleTolerance);
        AssertEqual(ToDoubles(NWavesWindow.Hamming(length + 1))[..length], WindowShape.Hamming, WindowSymmetry.Periodic, SingleTolerance);
        AssertEqual(ToDoubles(NWavesWindow.Blackman(length + 1))[..length], WindowShape.Blackman, WindowSymmetry.Periodic, SingleTolerance);
    }

    /// <summary>The right end of FftSharp's window mirrors its left one only where one over the fraction is a whole number.</summary>
    [Theory]
    [InlineData(101, 0.2)]
    [InlineData(101, 0.5)]
    [InlineData(1001, 0.1)]
    [InlineData(4001, 0.25)]
    public void ACosineTaperEqualsThatOfFftSharp(int length, double taperFraction)
    {
        double[] found = new double[length];
        Window.CosineTaper(found, taperFraction, WindowSymmetry.Symmetric);
        AssertClose(new FftSharp.Windows.Tukey(taperFraction).Create(length), found, DoubleTolerance);
    }

    private static void AssertEqual(double[] expected, WindowShape shape, WindowSymmetry symmetry, double tolerance)
    {
        double[] found = new double[expected.Length];
        Window.Fill(shape, found, symmetry);
        AssertClose(expected, found, tolerance);
    }

    private static void AssertClose(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int j = 0; j < found.Length; j++)
        {
            Assert.Equal(expected[j], found[j], tolerance);
        }
    }

    private static double[] ToDoubles(float[] window) => [.. window.Select(sample => (double)sample)];
}
