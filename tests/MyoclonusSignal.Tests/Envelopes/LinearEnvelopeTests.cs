using CsCheck;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Envelopes;

/// <summary>The linear envelope against its stages one by one, as a stream and as a whole.</summary>
public sealed class LinearEnvelopeTests
{
    private const double SampleRate = 2000;

    private static readonly SosCoefficients Conditioning =
        Butterworth.BandPass(4, 20, 450, SampleRate).Then(Notch.Design(50, 30, SampleRate));

    private static readonly LinearEnvelopeDesign[] Designs =
    [
        new(Butterworth.LowPass(2, 20, SampleRate)) { Conditioning = Conditioning, Operator = EnvelopeOperator.TeagerKaiser },
        new(Butterworth.LowPass(5, 8, SampleRate)) { Conditioning = Conditioning },
        new(Butterworth.LowPass(1, 6, SampleRate)) { Operator = EnvelopeOperator.TeagerKaiser },
        new(Butterworth.LowPass(2, 6, SampleRate)),
    ];

    [Fact]
    public void TheEnvelopeIsThatOfItsStagesOneByOne()
    {
        double[] signal = Noise(5000, 3);
        foreach (LinearEnvelopeDesign design in Designs)
        {
            double[] expected = [.. signal];
            if (design.Conditioning is not null)
            {
                new SosFilter(design.Conditioning).Process(expected, expected);
            }

            if (design.Operator == EnvelopeOperator.TeagerKaiser)
            {
                new TeagerKaiser().Process(expected, expected);
            }

            Rectifier.Process(expected, expected);
            new SosFilter(design.Smoothing).Process(expected, expected);
            double[] found = new double[signal.Length];
            new LinearEnvelope(design).Process(signal, found);
            AssertClose(expected, found);
        }
    }

    [Fact]
    public void AnyBlocksAndAnyNumberOfSignalsGiveTheSameSamples() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 17], Gen.Int[0, 300].Array[1, 5]).Sample((which, signals, lengths) =>
        {
            int frames = lengths.Sum();
            double[][] separate = [.. Enumerable.Range(0, signals).Select(signal => Noise(frames, signal))];
            double[] input = [.. Enumerable.Range(0, frames).SelectMany(i => separate.Select(signal => signal[i]))];
            double[] output = new double[input.Length];
            var envelope = new LinearEnvelope(Designs[which], signals);
            int at = 0;
            foreach (int length in lengths)
            {
                int start = at * signals;
                envelope.Process(input.AsSpan(start, length * signals), output.AsSpan(start, length * signals));
                at += length;
            }

            for (int signal = 0; signal < signals; signal++)
            {
                new LinearEnvelope(Designs[which]).Process(separate[signal], separate[signal]);
                Assert.Equal(separate[signal], Enumerable.Range(0, frames).Select(i => output[(i * signals) + signal]));
            }
        });

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(1, 250_000)]
    [InlineData(1, 1_000_003)]
    [InlineData(3, 150_001)]
    [InlineData(8, 40_000)]
    [InlineData(9, 120_007)]
    public void AWholeEnvelopeIsThatOfTheStreamWhateverTheThreads(int signals, int length)
    {
        ReadOnlyMemory<double>[] inputs = [.. Enumerable.Range(0, signals).Select(signal => (ReadOnlyMemory<double>)Noise(length, signal))];
        foreach (LinearEnvelopeDesign design in Designs.Take(2))
        {
            double[][] once = [.. inputs.Select(input => new double[input.Length])];
            double[][] twice = [.. inputs.Select(input => new double[input.Length])];
            WholeEnvelope.Compute(design, inputs, [.. once.Select(output => output.AsMemory())]);
            WholeEnvelope.Compute(design, inputs, [.. twice.Select(output => output.AsMemory())], threads: 3);
            Assert.Equal(once, twice);
            for (int signal = 0; signal < signals; signal++)
            {
                double[] expected = new double[length];
                new LinearEnvelope(design).Process(inputs[signal].Span, expected);
                AssertClose(expected, once[signal]);
            }
        }
    }

    [Fact]
    public void SignalsOfDifferentLengthsAndNoneAtAllWork()
    {
        double[][] signals = [Noise(100_000, 1), Noise(3, 2), [], Noise(100_000, 3), Noise(260_000, 4)];
        double[][] envelopes = [.. signals.Select(signal => new double[signal.Length])];
        WholeEnvelope.Compute(
            Designs[0], [.. signals.Select(signal => (ReadOnlyMemory<double>)signal)], [.. envelopes.Select(envelope => envelope.AsMemory())], 2);
        for (int i = 0; i < signals.Length; i++)
        {
            double[] expected = new double[signals[i].Length];
            new LinearEnvelope(Designs[0]).Process(signals[i], expected);
            AssertClose(expected, envelopes[i]);
        }

        WholeEnvelope.Compute(Designs[0], [], []);
    }

    [Theory]
    [InlineData(EnvelopeOperator.Rectify)]
    [InlineData(EnvelopeOperator.TeagerKaiser)]
    public void ABurstComesOutLaterByTheDelay(EnvelopeOperator energy)
    {
        // A Hann burst of 150 Hz at 1 s: the centre of gravity of its envelope.
        LinearEnvelopeDesign design = new(Butterworth.LowPass(2, 20, SampleRate))
        {
            Conditioning = Conditioning,
            Operator = energy,
        };
        double[] signal = new double[4000];
        for (int i = 1800; i < 2200; i++)
        {
            double phase = (i - 1800) / 400.0;
            signal[i] = Math.Pow(Math.Sin(Math.PI * phase), 2) * Math.Sin(2 * Math.PI * 150 * i / SampleRate);
        }

        double[] envelope = new double[4000];
        new LinearEnvelope(design).Process(signal, envelope);
        double centre = envelope.Select((value, i) => value * i).Sum() / envelope.Sum() / SampleRate;
        Assert.Equal(1 + design.DelaySeconds(150), centre, 0.001);
    }

    [Fact]
    public void ADesignThatNeverSettlesRunsAsAStream()
    {
        // An integrator, and a high-pass that settles after longer than any signal.
        SosCoefficients[] slow = [new([new SosSection(1, 0, 0, -1, 0)], SampleRate), Butterworth.HighPass(1, 1e-6, SampleRate)];
        Assert.All(slow, conditioning =>
        {
            LinearEnvelopeDesign design = Designs[3] with { Conditioning = conditioning };
            double[] signal = Noise(200_000, 9);
            double[] expected = new double[signal.Length];
            double[] found = new double[signal.Length];
            new LinearEnvelope(design).Process(signal, expected);
            WholeEnvelope.Compute(design, signal, found);
            Assert.Equal(expected, found);
        });
    }

    [Fact]
    public void AfterSilenceTheEnvelopeIsZeroAndNeverDenormal()
    {
        var envelope = new LinearEnvelope(Designs[0]);
        double[] block = Noise(4000, 2);
        for (int i = 0; i < 300; i++)
        {
            envelope.Process(block, block);
            Assert.All(block, value => Assert.True(value == 0 || Math.Abs(value) > 1e-300));
            Array.Clear(block);
        }

        envelope.Process(block, block);
        Assert.All(block, value => Assert.Equal(0, value));
    }

    [Fact]
    public void ProcessAllocatesNothing()
    {
        var envelope = new LinearEnvelope(Designs[0], 5);
        double[] block = Noise(5000, 1);
        envelope.Process(block, block);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                envelope.Process(block, block);
                envelope.Reset();
            }
        }));
    }

    [Fact]
    public void ResetStartsAnew()
    {
        var envelope = new LinearEnvelope(Designs[0]);
        double[] first = new double[700];
        double[] second = new double[700];
        envelope.Process(Noise(700, 5), first);
        envelope.Reset();
        envelope.Process(Noise(700, 5), second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void AWrongCallIsRefused()
    {
        LinearEnvelopeDesign mixed = new(Butterworth.LowPass(2, 20, 1000)) { Conditioning = Conditioning };
        Assert.Throws<ArgumentException>(() => new LinearEnvelope(mixed));
        Assert.Throws<ArgumentException>(() => new LinearEnvelope(Designs[0] with { Operator = (EnvelopeOperator)9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearEnvelope(Designs[0], 0));
        double[] memory = new double[100];
        Assert.Throws<ArgumentException>(() => WholeEnvelope.Compute(Designs[0], memory, memory));
        Assert.Throws<ArgumentException>(() => WholeEnvelope.Compute(Designs[0], memory, new double[99]));
        Assert.Throws<ArgumentException>(() => WholeEnvelope.Compute(Designs[0], [memory], []));
        Memory<double> shared = new double[100];
        Assert.Throws<ArgumentException>(() => WholeEnvelope.Compute(Designs[0], [memory, new double[100]], [shared, shared]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WholeEnvelope.Compute(Designs[0], memory, new double[100], 0));
    }

    private static double[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => ((random.NextDouble() - 0.5) * (i % 4000 < 200 ? 60 : 5)) + (3 * Math.Sin(0.157 * i)))];
    }

    private static void AssertClose(double[] expected, double[] found)
    {
        double scale = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        double worst = expected.Zip(found, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();
        Assert.True(worst <= 1e-12 * scale, $"Differs by {worst / scale} of the scale.");
    }
}
