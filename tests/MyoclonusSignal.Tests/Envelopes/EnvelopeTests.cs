using CsCheck;
using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Tests.Envelopes;

public class EnvelopeTests
{
    private static readonly Gen<double[]> Signal = Gen.Double[-1e3, 1e3].Array[0, 300];

    [Fact]
    public void MovingAverageIsTheMeanOfTheWindow() => Gen.Select(Signal, Gen.Int[1, 40]).Sample((x, window) =>
    {
        double[] means = new double[x.Length];
        new MovingAverage(window).Process(x, means);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = x[Math.Max(0, i - window + 1)..(i + 1)].Average();
            Assert.Equal(expected, means[i], 1e-9);
        }
    });

    [Fact]
    public void MovingAverageDoesNotDriftAfterALargeValue()
    {
        var average = new MovingAverage(7);
        double[] x = new double[100];
        x[0] = 1e18;
        Array.Fill(x, 0.1, 1, 99);
        average.Process(x, x);
        Assert.Equal(0.1, x[^1], 1e-15);
    }

    [Fact]
    public void ANotANumberLeavesTheWindowAgain()
    {
        double[] x = [1, double.NaN, 1, 1, 1, 1, 1];
        new MovingRms(2).Process(x, x);
        Assert.True(double.IsNaN(x[1]) && double.IsNaN(x[2]));
        Assert.Equal([1.0, 1.0, 1.0], x[4..]);
    }

    [Fact]
    public void MovingRmsOfASineIsItsAmplitudeOverRootTwo()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(n => 3 * Math.Sin(2 * Math.PI * n / 20))];
        new MovingRms(40).Process(x, x);
        Assert.Equal(3 / Math.Sqrt(2), x[^1], 1e-12);
    }

    [Fact]
    public void TeagerKaiserOfASineIsItsKnownConstant()
    {
        // Kaiser 1990: for A sin(Ωn) the energy is A² sin²(Ω) at every sample.
        double[] x = [.. Enumerable.Range(0, 100).Select(n => 2 * Math.Sin((0.3 * n) + 1))];
        double[] psi = new double[100];
        new TeagerKaiser().Process(x, psi);
        Assert.Equal([0, 0], psi[..2]);
        Assert.All(psi[2..], value => Assert.Equal(4 * Math.Pow(Math.Sin(0.3), 2), value, 1e-12));
    }

    [Fact]
    public void TeagerKaiserOfFramesIsThatOfEachSignal() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 40].Array[1, 5], Gen.Bool).Sample((signals, lengths, inPlace) =>
        {
            var random = new Random(signals);
            int frames = lengths.Sum();
            double[] input = [.. Enumerable.Range(0, frames * signals).Select(_ => random.NextDouble() - 0.5)];
            double[] expected = new double[input.Length];
            for (int signal = 0; signal < signals; signal++)
            {
                double[] own = [.. Enumerable.Range(0, frames).Select(i => input[(i * signals) + signal])];
                for (int i = 2; i < frames; i++)
                {
                    expected[(i * signals) + signal] = (own[i - 1] * own[i - 1]) - (own[i - 2] * own[i]);
                }
            }

            var energy = new TeagerKaiser(signals);
            double[] output = inPlace ? input : new double[input.Length];
            int at = 0;
            foreach (int length in lengths)
            {
                energy.Process(input.AsSpan(at, length * signals), output.AsSpan(at, length * signals));
                at += length * signals;
            }

            Assert.Equal(expected, output);
        });

    [Fact]
    public void TeagerKaiserNeedsASignalAndWholeFrames()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TeagerKaiser(0));
        Assert.Throws<ArgumentException>(() => new TeagerKaiser(2).Process(new double[3], new double[3]));
    }

    [Fact]
    public void ProcessInBlocksGivesTheSameSamplesAsProcessAtOnce() => Gen.Select(Signal, Gen.Int[1, 50], Gen.Int[1, 20]).Sample((x, block, window) =>
    {
        Check(x, block, new MovingAverage(window).Process, new MovingAverage(window).Process);
        Check(x, block, new MovingRms(window).Process, new MovingRms(window).Process);
        Check(x, block, new TeagerKaiser().Process, new TeagerKaiser().Process);
    });

    [Fact]
    public void NothingIsAllocatedWhileProcessing()
    {
        double[] x = new double[5000];
        var average = new MovingAverage(31);
        var rms = new MovingRms(31);
        var energy = new TeagerKaiser();
        void Work()
        {
            average.Process(x, x);
            rms.Process(x, x);
            energy.Process(x, x);
            Rectifier.Process(x, x);
        }

        Work();
        Assert.Equal(0, Allocations.Of(() => Work()));
    }

    [Fact]
    public void RectifierGivesMagnitudesAndRefusesAPartialOverlap()
    {
        double[] x = [-1, 2, double.NaN];
        Rectifier.Process(x, x);
        Assert.Equal([1, 2, double.NaN], x);
        Assert.Throws<ArgumentException>(() => Rectifier.Process(x.AsSpan(0, 2), x.AsSpan(1, 2)));
    }

    private delegate void Kernel(ReadOnlySpan<double> input, Span<double> output);

    private static void Check(double[] x, int block, Kernel whole, Kernel blocks)
    {
        double[] expected = new double[x.Length];
        double[] found = new double[x.Length];
        whole(x, expected);
        for (int at = 0; at < x.Length; at += block)
        {
            int length = Math.Min(block, x.Length - at);
            blocks(x.AsSpan(at, length), found.AsSpan(at, length));
        }

        Assert.Equal(expected, found);
    }
}
