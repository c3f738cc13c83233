using MyoclonusSignal.Filtering;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

/// <summary>Lines are told from noise, at their frequency and size.</summary>
public sealed class LineFinderTests
{
    private const double SampleRate = 1000;

    private static readonly SosCoefficients Nothing = Butterworth.HighPass(1, 0.001, SampleRate);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void NoiseHasNoLine(int memoryWindows)
    {
        var finder = new LineFinder(Nothing, 16, 480, memoryWindows);
        List<FoundLine> found = [];
        double[] window = new double[finder.WindowLength];
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            for (int n = 0; n < window.Length; n++)
            {
                window[n] = random.NextNormal();
            }

            finder.Process(window);
            finder.Find(found);
            Assert.True(found.Count == 0, $"window {i}: {string.Join(", ", found)}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AFewWindowsOfNoiseHaveNoLine(int windows)
    {
        List<FoundLine> found = [];
        var random = new Random(windows);
        int recordings = 0;
        for (int recording = 0; recording < 300; recording++)
        {
            var finder = new LineFinder(Nothing, 16, 480, 0);
            double[] window = new double[finder.WindowLength];
            for (int i = 0; i < windows; i++)
            {
                for (int n = 0; n < window.Length; n++)
                {
                    window[n] = random.NextNormal();
                }

                finder.Process(window);
            }

            finder.Find(found);
            recordings += found.Count > 0 ? 1 : 0;
        }

        Assert.Equal(0, recordings);
    }

    [Fact]
    public void TheEndsOfANarrowBandAreNoLines()
    {
        SosCoefficients band = Butterworth.BandPass(4, 20, 31, SampleRate);
        var finder = new LineFinder(band, 16, 37, 0);
        var filter = new SosFilter(band);
        var random = new Random(9);
        double[] window = new double[finder.WindowLength];
        for (int i = 0; i < 30; i++)
        {
            for (int n = 0; n < window.Length; n++)
            {
                window[n] = random.NextNormal();
            }

            filter.Process(window, window);
            finder.Process(window);
        }

        List<FoundLine> found = [];
        finder.Find(found);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData(50, 0.5)]
    [InlineData(59.6, 0.6)]
    [InlineData(130.03, 2)]
    [InlineData(333.33, 20)]
    public void ALineIsFoundAtItsFrequencyAndSize(double hz, double amplitude)
    {
        var finder = new LineFinder(Nothing, 16, 480, 0);
        var random = new Random((int)hz);
        double[] window = new double[finder.WindowLength];
        for (int i = 0; i < 10; i++)
        {
            for (int n = 0; n < window.Length; n++)
            {
                window[n] = random.NextNormal() + (amplitude * Math.Sin(2 * Math.PI * hz * ((i * window.Length) + n) / SampleRate));
            }

            finder.Process(window);
        }

        List<FoundLine> found = [];
        finder.Find(found);
        FoundLine line = Assert.Single(found);
        Assert.Equal(hz, line.Hz, 0.1);
        Assert.Equal(amplitude, line.Amplitude, 0.15 * amplitude);
    }
}
