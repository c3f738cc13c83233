using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Detection;

public sealed class EdgeEstimatorTests
{
    private const double SampleRate = 2000;

    [Theory]
    [InlineData("sharp", 10, 0.005)]
    [InlineData("sharp", 20, 0.0025)]
    [InlineData("half sine", 10, 0.004)]
    [InlineData("half sine", 20, 0.0025)]
    [InlineData("attack and decay", 10, 0.0035)]
    [InlineData("attack and decay", 20, 0.002)]
    public void OnsetsOfAnyRiseAreNeitherEarlyNorLate(string shape, double ratioDb, double allowedSeconds)
    {
        double[] errors = OnsetErrors(shape, ratioDb, place: -1);
        Assert.InRange(Median(errors), -allowedSeconds, allowedSeconds);
        Assert.InRange(Median([.. errors.Select(Math.Abs)]), 0, allowedSeconds);
    }

    [Fact]
    public void SharpOnsetsAreNotHalfABinEarly()
    {
        // At any place in a bin of four samples, and without a filter before it, which would spread the edge. Told to whole
        // bins they are 0.75 ms early on average.
        double[] medians = [.. Enumerable.Range(0, 4).Select(place => Median(OnsetErrors("sharp", 26, place)))];
        Assert.True(Math.Abs(medians.Average()) < 0.0005, string.Join(' ', medians));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(40, false)]
    public void OnlyABurstOfANarrowerBandThanTheNoiseIsSmoothed(int cutoffShare, bool expected)
    {
        // Noise of the whole band, then a burst of its lowest part, at most as wide.
        double[] x = TestSignals.Noise(3, 2000);
        double[] burst = TestSignals.Noise(4, 2000);
        double level = 0;
        for (int i = 1; i < 2000; i++)
        {
            level += (cutoffShare == 2 ? 0.3 : 1) * (burst[i] - level);
            x[i] += i >= 1000 ? (cutoffShare == 2 ? 8 : 3.5) * level : 0;
        }

        BinHistory bins = new(binSize: 4, halfWindowBins: 6, cellBins: 24, capacityBins: 600);
        for (ReadOnlySpan<double> rest = x; !rest.IsEmpty;)
        {
            bins.Fill(rest, out int taken);
            rest = rest[taken..];
        }

        double noise = 1;
        double independence = 1;
        Assert.Equal(expected, new EdgeSmoother(bins, SampleRate).TryUse(1000, 1100, 0, ref noise, ref independence));
        Assert.Equal(expected, noise < 0.5);
        Assert.Equal(expected, independence < 1);

        // White noise behind the mean keeps (1/4 + 3 + 1/4) / 16 of its power at 2000 Hz.
        Assert.True(!expected || Math.Abs(noise - (3.5 / 16)) < 0.05, $"noise {noise}");
    }

    [Fact]
    public void NothingIsSmoothedWhereNoNoiseIsSeen()
    {
        BinHistory bins = new(binSize: 4, halfWindowBins: 6, cellBins: 24, capacityBins: 600);
        bins.Fill(TestSignals.Noise(3, 400), out _);
        double noise = 1;
        double independence = 1;
        Assert.False(new EdgeSmoother(bins, SampleRate).TryUse(100, 200, 0, ref noise, ref independence));
        Assert.Equal((1, 1), (noise, independence));
    }

    private static double[] OnsetErrors(string shape, double ratioDb, int place)
    {
        const int Bursts = 200;
        const int Spacing = 1600;
        Random random = new(7);
        double[] x = TestSignals.Noise(11, (Bursts + 2) * Spacing);
        double[] carrier = TestSignals.Noise(12, x.Length);
        double[] truth = new double[Bursts];
        double amplitude = Math.Pow(10, ratioDb / 20);
        for (int burst = 0; burst < Bursts; burst++)
        {
            int start = ((burst + 1) * Spacing) + (place < 0 ? random.Next(400) : (4 * random.Next(100)) + place);
            int length = 60 + random.Next(140);
            int onset = -1;
            for (int i = 0; i < 2 * length; i++)
            {
                double t = (i + 0.5) / length;
                double envelope = shape switch
                {
                    "sharp" => t < 1 ? 1 : 0,
                    "half sine" => t < 1 ? Math.Sin(Math.PI * t) : 0,
                    _ => Math.Min(1, t / 0.15) * Math.Exp(-3 * Math.Max(0, t - 0.15)),
                };
                onset = onset < 0 && envelope >= 0.1 ? i : onset;
                x[start + i] += amplitude * envelope * carrier[start + i];
            }

            truth[burst] = (start + onset) / SampleRate;
        }

        // White bursts come out of the band with the delay of its front.
        bool isBandPassed = place < 0;
        double delay = isBandPassed ? BandDelay.LeastSeconds(Butterworth.BandPass(4, 20, 450, SampleRate), 20, 450) : 0;
        List<Burst> found = TestSignals.Detect(isBandPassed ? TestSignals.BandPassed(x, SampleRate) : x, SampleRate);
        List<double> errors = [];
        foreach (double onset in truth)
        {
            double[] near = [.. found.Select(burst => (burst.Start / SampleRate) - delay - onset).Where(error => Math.Abs(error) < 0.06)];
            if (near.Length > 0)
            {
                errors.Add(near.MinBy(Math.Abs));
            }
        }

        Assert.True(errors.Count > 0.85 * Bursts, $"{errors.Count} of {Bursts} found");
        return [.. errors];
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
