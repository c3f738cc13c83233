using System.Numerics;
using CsCheck;
using MathNet.Numerics.IntegralTransforms;
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

    [Theory]
    [MemberData(nameof(Designs))]
    public void TheSpectrumOfTheImpulseResponseIsTheResponse(string name)
    {
        // MathNet's transform as the judge, over so long that nothing is left of the impulse.
        SosCoefficients design = FilterReference.Design(name);
        double[] impulse = new double[32768];
        impulse[0] = 1;
        new SosFilter(design).Process(impulse, impulse);
        Complex[] spectrum = [.. impulse.Select(x => new Complex(x, 0))];
        Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);
        double[] frequencies = [.. Enumerable.Range(0, 257).Select(k => k * design.SampleRate / 512)];
        Complex[] response = new Complex[frequencies.Length];
        design.Response(frequencies, response);
        double scale = response.Max(value => value.Magnitude);
        for (int k = 0; k < response.Length; k++)
        {
            Assert.True((spectrum[64 * k] - response[k]).Magnitude < 1e-10 * scale);
        }

        Assert.Throws<ArgumentException>(() => design.Response(frequencies, new Complex[1]));
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
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                filter.Process(block, block);
                filter.Reset(1);
                filter.Reset();
            }
        }));
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

    [Theory]
    [MemberData(nameof(Designs))]
    public void AStateTakenOverGoesOnAsIfNothingHadHappened(string design)
    {
        SosCoefficients coefficients = FilterReference.Design(design);
        double[] expected = new double[600];
        new SosFilter(coefficients).Process(FilterReference.Input, expected);
        var first = new SosFilter(coefficients);
        double[] found = new double[600];
        first.Process(FilterReference.Input.AsSpan(0, 311), found.AsSpan(0, 311));
        double[] state = new double[2 * coefficients.Count];
        first.CopyState(state);
        var second = new SosFilter(coefficients);
        second.SetState(state);
        second.Process(FilterReference.Input.AsSpan(311), found.AsSpan(311));
        Assert.Equal(expected, found);
        Assert.Throws<ArgumentException>(() => second.SetState(new double[1]));
        Assert.Throws<ArgumentException>(() => second.CopyState(new double[1]));
    }

    [Fact]
    public void TheSteadyStateIsThatOfSciPy()
    {
        foreach ((string name, double[] expected) in FilterReference.Read("zi.txt"))
        {
            SosCoefficients design = FilterReference.Design(name[..name.LastIndexOf(' ')]);
            double[] state = new double[2 * design.Count];
            design.CopySteadyState(1, state);
            FilterReference.AssertClose(expected, state, 1e-9);
        }
    }

    [Fact]
    public void AfterSilenceNoStateIsDenormal()
    {
        // A ringing notch: without help its state would stay among the denormal numbers for ever.
        foreach (SosCoefficients design in (SosCoefficients[])[Notch.Design(50, 30, 2000), Butterworth.BandPass(4, 20, 450, 2000)])
        {
            var filter = new SosFilter(design);
            double[] block = new double[1000];
            block[0] = 1e-3;
            double[] state = new double[2 * design.Count];
            for (int i = 0; i < 2000; i++)
            {
                filter.Process(block, block);
                Array.Clear(block);
                filter.CopyState(state);
                Assert.All(state, value => Assert.True(value == 0 || Math.Abs(value) > 1e-290));
            }

            Assert.All(state, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void AfterTheSettlingTimeNothingIsLeftOfAnImpulse() => Gen.Select(
        Gen.Int[1, 6], Gen.Double[0.001, 0.2], Gen.Double[0.25, 0.45], Gen.Int[0, 6], Gen.Int[2, 13]).Sample((order, low, high, kind, digits) =>
    {
        SosCoefficients design = kind switch
        {
            0 => Butterworth.LowPass(order, 1000 * low, 1000),
            1 => Butterworth.BandPass(order, 1000 * low, 1000 * high, 1000),
            2 => Notch.Design(1000 * low, 30, 1000),
            3 => Bessel.LowPass(order, 1000 * low, 1000),
            4 => ChebyshevI.LowPass(order, 1, 1000 * low, 1000),
            5 => Elliptic.BandPass(order, 1, 60, 1000 * low, 1000 * high, 1000),
            _ => Butterworth.HighPass(order, 1000 * low, 1000).Then(Butterworth.LowPass(order, 1000 * low, 1000)),
        };
        double tolerance = Math.Pow(10, -digits);
        int settled = design.SettlingSamples(tolerance);
        double[] impulse = new double[settled + 2000];
        impulse[0] = 1;
        new SosFilter(design).Process(impulse, impulse);
        double largest = impulse.Max(Math.Abs);
        Assert.All(impulse[settled..], value => Assert.True(Math.Abs(value) <= 2 * tolerance * largest));
    });

    [Fact]
    public void TheSettlingTimeIsNotMuchLongerThanTheImpulseResponse()
    {
        // One real pole p leaves p^n of its first sample: n = ln(tolerance) / ln(p).
        SosCoefficients pole = new([new SosSection(1, 0, 0, -0.9, 0)], 1000);
        Assert.InRange(pole.SettlingSamples(1e-6), Math.Log(1e-6) / Math.Log(0.9), 1.2 * Math.Log(1e-6) / Math.Log(0.9));

        foreach (SosCoefficients design in (SosCoefficients[])
            [Butterworth.LowPass(2, 5, 1000), Butterworth.BandPass(4, 20, 450, 1000), Bessel.LowPass(4, 30, 1000), ChebyshevI.LowPass(3, 1, 50, 1000)])
        {
            int settled = design.SettlingSamples(1e-6);
            double[] impulse = new double[settled + 2000];
            impulse[0] = 1;
            new SosFilter(design).Process(impulse, impulse);
            double largest = impulse.Max(Math.Abs);
            int last = Array.FindLastIndex(impulse, value => Math.Abs(value) > 1e-6 * largest);
            Assert.InRange(settled, last, 2 * last);
        }
    }

    [Fact]
    public void AFilterThatNeverSettlesIsRefused()
    {
        SosCoefficients integrator = new([new SosSection(1, 0, 0, -1, 0)], 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => integrator.SettlingSamples(1e-6));
        Assert.Throws<InvalidOperationException>(() => integrator.CopySteadyState(1, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.LowPass(2, 10, 100).SettlingSamples(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.LowPass(2, 10, 100).SettlingSamples(1));
    }
}
