using MathNet.Numerics.LinearAlgebra;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using Complex = System.Numerics.Complex;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class UnevenSamplesTests
{
    private const int Length = 200;
    private const int Bins = 129;
    private const double StepHz = 0.125;

    [Fact]
    public void OnAnEvenClockTheTransformIsThatOfTheHannWindow()
    {
        var random = new TrainSimulator(4);
        double[] times = UnevenClock.Times("even", 10, 0);
        double[] values = [.. times.Select(_ => 3 + random.Normal())];
        var samples = new UnevenSamples(times, [[.. values]], 3);
        Complex[][] found = [new Complex[Bins]];
        samples.Transform(100, Length, StepHz, Bins, found);
        Assert.Equal(50, samples.SampleRate, 1e-9);

        double[] window = new double[Length];
        MyoclonusSignal.Spectra.Window.Hann(window);
        double mean = Enumerable.Range(0, Length).Sum(n => window[n] * values[100 + n]) / window.Sum();

        // A cosine and a sine are orthogonal under the window but for its side lobes at twice their frequency.
        double level = Math.Sqrt(window.Sum(w => w * w));
        for (int k = 4; k < Bins; k++)
        {
            Complex expected = Complex.Zero;
            for (int n = 0; n < Length; n++)
            {
                expected += window[n] * (values[100 + n] - mean) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * StepHz * n / 50);
            }

            Assert.True((expected - found[0][k]).Magnitude < (k < 24 ? 1e-3 : 1e-5) * level, $"bin {k}: {expected} and {found[0][k]}");
        }
    }

    [Theory]
    [InlineData("jitter")]
    [InlineData("missing")]
    [InlineData("random")]
    [InlineData("bursts")]
    public void ThePowerIsWhatTheWeightedLeastSquaresFitExplains(string clock)
    {
        var random = new TrainSimulator(5);
        double[] times = UnevenClock.Times(clock, 10, 4);
        double[] values = [.. times.Select(_ => 1 + random.Normal())];
        var samples = new UnevenSamples(times, [[.. values]], 3);
        Complex[][] found = [new Complex[Bins]];
        samples.Transform(0, Length, StepHz, Bins, found);
        double rate = samples.SampleRate;
        int[] inside = [.. Enumerable.Range(0, times.Length).Where(i => times[i] < times[0] + (Length / rate))];
        double[] weights = [.. inside.Select(i =>
            Width(times, i, rate) * 0.5 * (1 - Math.Cos(2 * Math.PI * (times[i] - times[0]) * rate / Length)))];
        foreach (int k in (int[])[9, 24, 40, 61])
        {
            Matrix<double> design = Matrix<double>.Build.Dense(inside.Length, 3, (row, column) => Math.Sqrt(weights[row]) * (column switch
            {
                0 => 1,
                1 => Math.Cos(2 * Math.PI * k * StepHz * (times[inside[row]] - times[0])),
                _ => Math.Sin(2 * Math.PI * k * StepHz * (times[inside[row]] - times[0])),
            }));
            Vector<double> wanted = Vector<double>.Build.Dense(inside.Length, row => Math.Sqrt(weights[row]) * values[inside[row]]);
            double constant = Residual(design.SubMatrix(0, inside.Length, 0, 1), wanted);
            double explained = constant - Residual(design, wanted);
            double power = found[0][k].Magnitude * found[0][k].Magnitude / (0.5 * weights.Sum());
            Assert.Equal(explained, power, 1e-8 * constant);
        }
    }

    [Fact]
    public void APauseEndsAStretchAndTimesStayRight()
    {
        double[] times = [.. UnevenClock.Times("jitter", 10, 1), .. UnevenClock.Times("jitter", 10, 2).Select(t => t + 25)];
        List<Segment> segments = [];
        List<long> clocks = [];
        var samples = new UnevenSamples(times, [new double[times.Length]], 3);
        samples.ToEven(segments, clocks);
        Assert.Equal(2, segments.Count);
        Assert.Equal((times[500] - times[0]) * samples.SampleRate, clocks[1], 0.51);
        Assert.Equal(50, samples.SampleRate, 0.2);
    }

    private static double Residual(Matrix<double> design, Vector<double> wanted)
    {
        Vector<double> left = wanted - (design * design.QR().Solve(wanted));
        return left.DotProduct(left);
    }

    private static double Width(double[] times, int i, double rate)
    {
        double before = i > 0 ? (times[i] - times[i - 1]) * rate : 1;
        double after = (times[i + 1] - times[i]) * rate;
        return (Math.Min(before, 2) + Math.Min(after, 2)) / 2;
    }
}
