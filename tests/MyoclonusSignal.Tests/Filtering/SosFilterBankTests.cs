using CsCheck;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Filtering;

/// <summary>A bank against as many single filters: the same bits.</summary>
public sealed class SosFilterBankTests
{
    [Fact]
    public void EverySignalHasTheSamplesOfAFilterOfItsOwn() =>
        Gen.Select(Gen.Int[1, 19], Gen.Int[1, 15], Gen.Int[0, 400].Array[1, 4]).Sample((signals, order, lengths) =>
        {
            // Orders up to 15 make one to eight sections, and so every kind of pass.
            SosCoefficients design = Butterworth.LowPass(order, 40, 1000);
            int frames = lengths.Sum();
            var random = new Random(order);
            double[] input = [.. Enumerable.Range(0, frames * signals).Select(_ => random.NextDouble() - 0.3)];
            double[] output = new double[input.Length];
            var bank = new SosFilterBank(design, signals);
            int at = 0;
            foreach (int length in lengths)
            {
                bank.Process(input.AsSpan(at * signals, length * signals), output.AsSpan(at * signals, length * signals));
                at += length;
            }

            for (int signal = 0; signal < signals; signal++)
            {
                double[] expected = [.. Enumerable.Range(0, frames).Select(i => input[(i * signals) + signal])];
                new SosFilter(design).Process(expected, expected);
                Assert.Equal(expected, Enumerable.Range(0, frames).Select(i => output[(i * signals) + signal]));
            }
        });

    [Fact]
    public void ProcessInPlaceGivesTheSameSamples()
    {
        SosCoefficients design = Butterworth.BandPass(5, 20, 200, 1000);
        double[] output = new double[FilterReference.Input.Length];
        new SosFilterBank(design, 12).Process(FilterReference.Input, output);
        double[] inPlace = [.. FilterReference.Input];
        new SosFilterBank(design, 12).Process(inPlace, inPlace);
        Assert.Equal(output, inPlace);
    }

    [Fact]
    public void AfterResetToSteadyInputsNoSignalHasATransient()
    {
        SosCoefficients design = Butterworth.LowPass(4, 20, 1000);
        double[] levels = [.. Enumerable.Range(0, 11).Select(signal => 10.0 * (signal - 4))];
        var bank = new SosFilterBank(design, levels.Length);
        bank.Reset(levels);
        double[] frames = [.. Enumerable.Range(0, 300).SelectMany(_ => levels)];
        bank.Process(frames, frames);
        Assert.All(frames.Select((sample, i) => sample - levels[i % levels.Length]), error => Assert.Equal(0, error, 1e-9));
        bank.Reset();
        bank.Process(levels, levels);
        Assert.True(Math.Abs(levels[0]) < 1);
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var bank = new SosFilterBank(Butterworth.BandPass(4, 20, 450, 2000), 12);
        double[] block = [.. FilterReference.Input];
        bank.Process(block, block);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                bank.Process(block, block);
                bank.Reset();
            }
        }));
    }

    [Fact]
    public void AWrongCallIsRefused()
    {
        SosCoefficients design = Butterworth.LowPass(2, 20, 1000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SosFilterBank(design, 0));
        var bank = new SosFilterBank(design, 3);
        Assert.Throws<ArgumentException>(() => bank.Process(new double[4], new double[4]));
        Assert.Throws<ArgumentException>(() => bank.Process(new double[6], new double[9]));
        Assert.Throws<ArgumentException>(() => bank.Reset(new double[2]));
    }
}
