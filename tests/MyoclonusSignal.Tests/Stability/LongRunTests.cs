using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Stability;

/// <summary>
/// A long signal through every processor: what comes out at its end is what comes out of a processor that was started shortly
/// before. One hour at 2 kHz; 24 hours with MYOCLONUS_LONG_RUN=full.
/// </summary>
public sealed class LongRunTests
{
    private const double SampleRate = 2000;
    private const int BlockSamples = 20_000;

    private delegate void Kernel(ReadOnlySpan<double> input, Span<double> output);

    private static int Hours => Environment.GetEnvironmentVariable("MYOCLONUS_LONG_RUN") == "full" ? 24 : 1;

    public static TheoryData<string> Processors => [.. NewProcessors().Keys];

    [Theory]
    [MemberData(nameof(Processors))]
    public void AfterHoursTheOutputIsThatOfAFreshProcessor(string name)
    {
        long blocks = (long)(Hours * 3600 * SampleRate / BlockSamples);
        Kernel old = NewProcessors()[name];
        double[] input = new double[BlockSamples];
        double[] output = new double[BlockSamples];
        Noise noise = new(11);

        // A first hour's artefact of a thousand times the signal must leave no trace either.
        for (long block = 0; block < blocks; block++)
        {
            noise.Fill(input, block * BlockSamples, block == 3 ? 1e6 : 1e3);
            old(input, output);
        }

        // The fresh one sees the last blocks alone, from the same noise.
        const int Seen = 8;
        Noise again = new(11);
        Kernel fresh = NewProcessors()[name];
        double[] expected = new double[BlockSamples];
        for (long block = blocks - Seen; block < blocks; block++)
        {
            again.Fill(input, block * BlockSamples, 1e3);
            fresh(input, expected);
        }

        double scale = expected.Max(Math.Abs);
        double worst = expected.Zip(output, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= 1e-12 * scale, $"{name}: differs by {worst / scale} of the scale after {Hours} h.");
    }

    private static Dictionary<string, Kernel> NewProcessors()
    {
        SosCoefficients band = Butterworth.BandPass(4, 20, 450, SampleRate);
        SosCoefficients notch = Notch.Design(50, 30, SampleRate);
        var decimator = new Decimator(20, SampleRate);
        var power = new SlidingBandPower(SampleRate, 3, 8, 2);
        return new Dictionary<string, Kernel>
        {
            ["SosFilter"] = new SosFilter(band.Then(notch)).Process,
            ["SosFilterBank"] = new SosFilterBank(band.Then(notch), 8).Process,
            ["FirFilter"] = new FirFilter(Fir.LowPass(101, 100, SampleRate)).Process,
            ["Decimator"] = (input, output) => decimator.Process(input, output),
            ["MovingAverage"] = new MovingAverage(201).Process,
            ["MovingRms"] = new MovingRms(201).Process,
            ["TeagerKaiser"] = new TeagerKaiser().Process,
            ["LinearEnvelope"] = new LinearEnvelope(new LinearEnvelopeDesign(Butterworth.LowPass(2, 6, SampleRate))
            {
                Conditioning = band.Then(notch),
                Operator = EnvelopeOperator.TeagerKaiser,
            }).Process,
            ["HilbertEnvelope"] = new HilbertEnvelope(50, SampleRate).Process,
            ["SlidingBandPower"] = power.Process,
        };
    }

    /// <summary>Noise whose every sample depends on its index alone, with an offset.</summary>
    private sealed class Noise(ulong seed)
    {
        public void Fill(Span<double> samples, long start, double amplitude)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                // SplitMix64 of the index (Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195).
                ulong z = ((ulong)(start + i) + seed) * 0x9E3779B97F4A7C15;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                samples[i] = amplitude * (((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53)) - 0.4);
            }
        }
    }
}
