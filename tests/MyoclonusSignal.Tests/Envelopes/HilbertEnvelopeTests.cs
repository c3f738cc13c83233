using CsCheck;
using MyoclonusSignal.Envelopes;
using MathFourier = MathNet.Numerics.IntegralTransforms.Fourier;

namespace MyoclonusSignal.Tests.Envelopes;

/// <summary>The streaming envelope against the analytic signal of the whole, made with MathNet's Fourier transform.</summary>
public sealed class HilbertEnvelopeTests
{
    [Fact]
    public void ASineHasAFlatEnvelopeOfItsAmplitude() => Gen.Select(Gen.Double[20, 480], Gen.Double[0, 6]).Sample((hz, phase) =>
    {
        var envelope = new HilbertEnvelope(20, 1000);
        double[] sine = [.. Enumerable.Range(0, 1000).Select(n => 3 * Math.Sin((2 * Math.PI * hz * n / 1000) + phase))];
        envelope.Process(sine, sine);
        Assert.All(sine[(2 * envelope.DelaySamples)..], value => Assert.Equal(3, value, 3 * 2.5e-3));
    });

    [Fact]
    public void NoiseInTheBandHasTheEnvelopeOfItsAnalyticSignal()
    {
        // Lines from 30 to 400 Hz that close in on themselves, so that the whole transform has no ends.
        const int Count = 2000;
        var random = new Random(5);
        double[] signal = new double[Count];
        for (int line = 60; line < 800; line += 7)
        {
            double phase = random.NextDouble() * 2 * Math.PI;
            for (int n = 0; n < Count; n++)
            {
                signal[n] += Math.Cos((2 * Math.PI * line * n / Count) + phase);
            }
        }

        System.Numerics.Complex[] analytic = [.. signal.Select(x => new System.Numerics.Complex(x, 0))];
        MathFourier.Forward(analytic);
        for (int k = 1; k < Count / 2; k++)
        {
            analytic[k] *= 2;
            analytic[Count - k] = 0;
        }

        MathFourier.Inverse(analytic);
        var envelope = new HilbertEnvelope(25, 1000, 80);
        double[] found = new double[Count];
        envelope.Process(signal, found);
        envelope.Process(signal, found);
        double scale = found.Max();
        for (int n = 0; n < Count; n++)
        {
            int of = (n - envelope.DelaySamples + Count) % Count;
            Assert.Equal(analytic[of].Magnitude, found[n], 1e-3 * scale);
        }
    }

    [Fact]
    public void AnyBlocksGiveTheSameSamplesAndResetForgets() => Gen.Int[0, 1200].Array[1, 5].Sample(lengths =>
    {
        var random = new Random(1);
        double[] input = [.. Enumerable.Range(0, lengths.Sum()).Select(_ => random.NextDouble() - 0.5)];
        double[] once = new double[input.Length];
        var envelope = new HilbertEnvelope(30, 1000);
        envelope.Process(input, once);
        envelope.Reset();
        int at = 0;
        foreach (int length in lengths)
        {
            envelope.Process(input.AsSpan(at, length), input.AsSpan(at, length));
            at += length;
        }

        Assert.Equal(once, input);
    });

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var envelope = new HilbertEnvelope(30, 1000);
        double[] block = new double[3000];
        envelope.Process(block, block);
        Assert.Equal(0, Allocations.Of(() => envelope.Process(block, block)));
    }

    [Theory]
    [InlineData(0, 1000, 60)]
    [InlineData(250, 1000, 60)]
    [InlineData(20, 0, 60)]
    [InlineData(20, 1000, 10)]
    [InlineData(20, 1000, double.NaN)]
    public void AnImpossibleEnvelopeIsRefused(double lowestHz, double sampleRate, double attenuationDb) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HilbertEnvelope(lowestHz, sampleRate, attenuationDb));
}
