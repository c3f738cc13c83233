using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class WindowedPowerTests
{
    private const double Rate = 50;
    private static readonly RhythmOptions Options = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 20)]
    [InlineData(2020, 2050)]
    [InlineData(2300, 2301)]
    [InlineData(0, -1)]
    public void TheMeanOfARangeIsThatOfItsWindowsWhetherTheyAreKeptOrNot(int first, int end)
    {
        SampleStore samples = Noise(2400, 3, 0);
        WindowedPower kept = Windows(samples, Options.Overlap, keeps: true);
        WindowedPower taken = Windows(samples, Options.Overlap, keeps: false);
        end = end < 0 ? kept.Count : end;
        double[] mean = new double[kept.BinCount];
        double[] other = new double[kept.BinCount];
        kept.Average(first, end, mean);
        taken.Average(first, end, other);
        for (int b = 0; b < mean.Length; b++)
        {
            double expected = 0;
            for (int k = first; k < end; k++)
            {
                expected += taken.One(k)[b] / (end - first);
            }

            Assert.Equal(expected, mean[b], 1e-9 * expected);
            Assert.Equal(expected, other[b], 1e-9 * expected);
        }
    }

    // Without overlap, at a fifth and at three quarters the shortest stretch has 4, 5 and 16 windows: halves of an odd one differ.
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.75)]
    public void TheScanFindsTheSurestOfAllStretches(double overlap)
    {
        RhythmOptions options = Options with { Overlap = overlap };
        var search = new PeakSearch(Windows(Noise(600, 4, 0.7), overlap, keeps: true), PeakShape.Jittered, options);
        int shortest = (int)Math.Ceiling(4.0 * search.Power.WindowLength / search.Power.Hop);
        List<(int First, int End, double Probability)> all = [];
        int scales = 0;
        for (int length = shortest; length * 3 / 2 <= search.Power.Count; length *= 2)
        {
            scales++;
            int stretches = ((search.Power.Count - length) / (length / 2)) + 1;
            for (int i = 0; i < stretches; i++)
            {
                int first = i * (length / 2);
                PeakEvidence here = search.At(first, first + length).Evidence;
                if (here.Prominence >= options.MinimumProminence)
                {
                    all.Add((first, first + length, here.Probability * stretches));
                }
            }
        }

        Assert.True(scales > 2);
        (int expectedFirst, int expectedEnd, double probability) = all.MinBy(stretch => stretch.Probability);
        PeakFinding found = search.Scan(options.MinimumProminence).MinBy(stretch => stretch.Evidence.Probability);
        Assert.Equal((expectedFirst, expectedEnd), (found.FirstWindow, found.EndWindow));
        Assert.True(found.Evidence.Probability < 1);
        Assert.Equal(probability * scales, found.Evidence.Probability, 1e-6 * probability * scales);
    }

    [Fact]
    public void TheEndOfANightTakesLessMemoryThanItsSpectra()
    {
        long hour = AllocatedByFinish(3600);
        long night = AllocatedByFinish(8 * 3600);

        // Its windows of 4 s, a second apart, have 8·3600·129 values; the lists of the windows themselves grow with it.
        const long Spectra = 8L * 3600 * 129 * sizeof(double);
        Assert.True(night < Spectra / 2, $"{night} bytes");
        Assert.True(night - hour < Spectra / 4, $"{night} and {hour} bytes");
    }

    private static long AllocatedByFinish(double seconds)
    {
        var random = new Random(5);
        var estimator = new RhythmEstimator(Rate);
        double[] block = new double[(int)(100 * Rate)];
        for (double at = 0; at < seconds; at += 100)
        {
            for (int i = 0; i < block.Length; i++)
            {
                block[i] = random.NextDouble() + random.NextDouble() + random.NextDouble();
            }

            estimator.Process(block);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(RhythmVerdict.NoPeak, estimator.Finish().Verdict);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static WindowedPower Windows(SampleStore samples, double overlap, bool keeps)
    {
        int length = (int)(Options.LongWindowSeconds * Rate);
        return new WindowedPower(
            [samples], [new Segment(0, samples.Count)], Rate, length, (int)Math.Round(length * (1 - overlap)), 2 * Options.BandHighHz, keeps);
    }

    // Noise, with a rhythm of 5 Hz from two fifths to three fifths of the record.
    private static SampleStore Noise(double seconds, int seed, double amplitude)
    {
        var random = new Random(seed);
        double[] samples = new double[(int)(seconds * Rate)];
        for (int i = 0; i < samples.Length; i++)
        {
            bool isOn = i >= samples.Length * 2 / 5 && i < samples.Length * 3 / 5;
            samples[i] = random.NextDouble() + random.NextDouble() + random.NextDouble()
                + (isOn ? amplitude * Math.Sin(2 * Math.PI * 5 * i / Rate) : 0);
        }

        var store = new SampleStore();
        store.Append(samples);
        return store;
    }
}
