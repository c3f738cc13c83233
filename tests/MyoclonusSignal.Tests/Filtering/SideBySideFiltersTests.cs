using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>Filters that run side by side for a while, against the same filters by themselves: the same bits.</summary>
public sealed class SideBySideFiltersTests
{
    [Fact]
    public void EachGivesWhatItGivesByItself() =>
        Gen.Select(Gen.Int[2, 13], Gen.Int[1, 9], Gen.Int[0, 700], Gen.Int[0, 900], Gen.Int[0, 300]).Sample((count, order, before, together, after) =>
        {
            SosCoefficients design = Butterworth.LowPass(order, 40, 1000);
            var random = new Random(order);
            double[][] signals = [.. Enumerable.Range(0, count).Select(_ => Noise(random, before + together + after))];
            double[][] expected = [.. signals.Select(signal => Filtered(design, signal))];
            SosFilter[] filters = [.. signals.Select(_ => new SosFilter(design))];
            ByThemselves(filters, signals, 0, before);
            double[][] middle = [.. signals.Select(signal => signal.AsSpan(before).ToArray())];
            Assert.All(filters, filter => Assert.True(filter.RunsLike(filters[0])));
            filters[0].NewSideBySide(count).Process(filters, middle, together);
            for (int i = 0; i < count; i++)
            {
                middle[i].CopyTo(signals[i], before);
            }

            ByThemselves(filters, signals, before + together, after);
            Assert.Equal(expected, signals);
        });

    [Fact]
    public void VanishedStatesBecomeZeroAtTheSameSamples()
    {
        // A step and then silence for so long that the states sink to denormal numbers unless they are set to 0.
        SosCoefficients design = Butterworth.LowPass(4, 40, 1000);
        double[] signal = new double[20_000];
        signal[0] = 1;
        double[] expected = Filtered(design, signal);
        SosFilter[] filters = [new(design), new(design)];
        double[][] signals = [[.. signal], [.. signal]];
        filters[0].NewSideBySide(2).Process(filters, signals, signal.Length);
        Assert.Equal(expected, signals[1]);
        Assert.Equal(0, signals[1][^1]);
    }

    [Fact]
    public void AnotherDesignOrAnotherPlaceInAChunkDoesNotRunAlike()
    {
        SosCoefficients design = Butterworth.LowPass(4, 40, 1000);
        SosFilter filter = new(design);
        Assert.True(filter.RunsLike(new SosFilter(Butterworth.LowPass(4, 40, 1000))));
        Assert.False(filter.RunsLike(new SosFilter(Butterworth.LowPass(4, 41, 1000))));
        SosFilter ahead = new(design);
        ahead.Process(new double[3], new double[3]);
        Assert.False(filter.RunsLike(ahead));
    }

    private static double[] Noise(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.3)];

    private static double[] Filtered(SosCoefficients design, double[] signal)
    {
        double[] filtered = new double[signal.Length];
        new SosFilter(design).Process(signal, filtered);
        return filtered;
    }

    private static void ByThemselves(SosFilter[] filters, double[][] signals, int start, int length)
    {
        for (int i = 0; i < filters.Length; i++)
        {
            filters[i].Process(signals[i].AsSpan(start, length), signals[i].AsSpan(start, length));
        }
    }
}
