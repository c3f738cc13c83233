using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>The running filter: the numbers of scipy.signal.sosfilt, and the contract of every processor.</summary>
public sealed class SosFilterTests
{
    public static TheoryData<string> Designs => FilterReference.Designs("sosfilt.txt");

    [Theory]
    [MemberData(nameof(Designs))]
    public void ProcessGivesTheSamplesOfSciPy(string design)
    {
        double[] output = new double[FilterReference.Input.Length];
        new SosFilter(FilterReference.Design(design)).Process(FilterReference.Input, output);

        // The file holds every fifth sample; they depend on all those before them.
        double[] kept = [.. output.Where((_, i) => i % 5 == 0)];
        FilterReference.AssertClose(FilterReference.Read("sosfilt.txt")[design + " output"], kept, 1e-12);
    }

    [Fact]
    public void ProcessInBlocksGivesTheSameSamplesAsProcessAtOnce() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 300].Array[1, 12], Gen.Int[0, 3]).Sample((order, lengths, kind) =>
        {
            SosCoefficients design = kind switch
            {
                0 => Butterworth.BandPass(order, 20, 200, 1000),
                1 => Butterworth.LowPass(order, 20, 1000),
                2 => Butterworth.HighPass(order, 20, 1000),
                _ => Butterworth.BandPass(order, 20, 200, 1000).Then(Notch.Design(50, 30, 1000)),
            };
            var random = new Random(7);
            double[] input = [.. Enumerable.Range(0, lengths.Sum()).Select(_ => random.NextDouble() - 0.3)];
            double[] once = new double[input.Length];
            new SosFilter(design).Process(input, once);
            double[] blocks = new double[input.Length];
            var filter = new SosFilter(design);
            int at = 0;
            foreach (int length in lengths)
            {
                filter.Process(input.AsSpan(at, length), blocks.AsSpan(at, length));
                at += length;
            }

            Assert.Equal(once, blocks);
        });

    [Fact]
    public void ProcessInPlaceGivesTheSameSamples()
    {
        SosCoefficients design = Butterworth.BandPass(5, 20, 200, 1000);
        double[] output = new double[FilterReference.Input.Length];
        new SosFilter(design).Process(FilterReference.Input, output);
        double[] inPlace = [.. FilterReference.Input];
        new SosFilter(design).Process(inPlace, inPlace);
        Assert.Equal(output, inPlace);
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var filter = new SosFilter(Butterworth.BandPass(4, 20, 450, 2000));
        double[] block = [.. FilterReference.Input];
        filter.Process(block, block);
        filter.Reset(1);
        filter.Reset();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            filter.Process(block, block);
            filter.Reset(1);
            filter.Reset();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void APartialOverlapIsRefusedAndChangesNothing()
    {
        var filter = new SosFilter(Butterworth.LowPass(2, 20, 1000));
        double[] samples = [.. Enumerable.Repeat(1.0, 20)];
        Assert.Throws<ArgumentException>(() => filter.Process(samples.AsSpan(0, 10), samples.AsSpan(1, 10)));
        Assert.Throws<ArgumentException>(() => filter.Process(samples.AsSpan(5, 10), samples.AsSpan(0, 10)));
        Assert.All(samples, sample => Assert.Equal(1, sample));
    }

    [Fact]
    public void DifferentLengthsAreRefused() => Assert.Throws<ArgumentException>(
        () => new SosFilter(Butterworth.LowPass(2, 20, 1000)).Process(new double[10], new double[11]));

    [Fact]
    public void AnEmptyBlockChangesNothing()
    {
        SosCoefficients design = Butterworth.LowPass(3, 20, 1000);
        var filter = new SosFilter(design);
        filter.Process([1.0], new double[1]);
        filter.Process([], []);
        double[] second = new double[1];
        filter.Process([1.0], second);
        double[] both = new double[2];
        new SosFilter(design).Process([1.0, 1.0], both);
        Assert.Equal(both[1], second[0]);
    }

    [Fact]
    public void ResetPutsTheFilterAtRest()
    {
        SosCoefficients design = Butterworth.BandPass(4, 20, 450, 2000);
        double[] expected = new double[600];
        new SosFilter(design).Process(FilterReference.Input, expected);
        var filter = new SosFilter(design);
        double[] found = new double[600];
        filter.Process(FilterReference.Input, found);
        filter.Reset();
        filter.Process(FilterReference.Input, found);
        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void AfterResetToASteadyInputThereIsNoTransient(string design)
    {
        const double Level = 2037.25;
        SosCoefficients coefficients = FilterReference.Design(design);
        var filter = new SosFilter(coefficients);
        filter.Reset(Level);
        double[] block = [.. Enumerable.Repeat(Level, 400)];
        filter.Process(block, block);
        double expected = Level * coefficients.Response(0).Real;
        Assert.All(block, sample => Assert.Equal(expected, sample, 1e-8 * Level));
    }

    [Fact]
    public void WithoutThatResetTheSameInputHasATransient()
    {
        var filter = new SosFilter(Butterworth.BandPass(4, 20, 450, 2000));
        double[] block = [.. Enumerable.Repeat(2037.25, 400)];
        filter.Process(block, block);
        Assert.True(block.Max(Math.Abs) > 100);
    }

    [Fact]
    public void OneNaNStaysInTheStateUntilReset()
    {
        var filter = new SosFilter(Butterworth.LowPass(2, 20, 1000));
        double[] output = new double[3];
        filter.Process([1, double.NaN, 1], output);
        Assert.True(double.IsFinite(output[0]) && double.IsNaN(output[1]) && double.IsNaN(output[2]));
        filter.Reset();
        filter.Process([1, 1, 1], output);
        Assert.All(output, sample => Assert.True(double.IsFinite(sample)));
    }
}
