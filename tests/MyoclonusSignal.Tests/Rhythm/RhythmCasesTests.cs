using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Kinds of input that once had a wrong rhythm, each with its right answer.</summary>
public sealed class RhythmCasesTests
{
    private const double EmgRate = 1000;
    private const double AccelerationRate = 50;

    [Theory]
    [InlineData(512, 5000)]
    [InlineData(1, 5000)]
    [InlineData(0.1, 5000)]
    [InlineData(-37.3, 20_000)]
    [InlineData(1e6, 20_000)]
    public void AConstantIsFlatWhateverItsValue(double value, int count)
    {
        double[] samples = new double[count];
        Array.Fill(samples, value);
        AnalysisResult result = MyoclonusAnalyzer.Analyze<double>(samples, EmgRate, "uV", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RhythmVerdict.Flat, result.Channels[0].Rhythm!.Verdict);
        Assert.Empty(result.Events);
    }

    [Fact]
    public void ThreeConstantAxesAreFlat()
    {
        double[][] axes = [new double[3000], new double[3000], new double[3000]];
        Array.Fill(axes[0], 0.3);
        Array.Fill(axes[1], 0.5);
        Array.Fill(axes[2], 0.81);
        Assert.Equal(RhythmVerdict.Flat, MyoclonusAnalyzer.Analyze(axes, 100, "g", cancellationToken: TestContext.Current.CancellationToken).Channels[0].Rhythm!.Verdict);
    }

    [Theory]
    [InlineData(512, 1, "one")]
    [InlineData(512, 1, "step")]
    [InlineData(512, 1, "dither")]
    [InlineData(0.1, 0.001, "one")]
    [InlineData(0.1, 0.001, "step")]
    [InlineData(0.1, 0.001, "dither")]
    public void OneUnitOfTheConverterOnAConstantIsNoRhythm(double value, double unit, string kind)
    {
        var random = new Random(1);
        double[] samples = new double[20_000];
        for (int i = 0; i < samples.Length; i++)
        {
            bool isUp = kind switch { "one" => i == 7777, "step" => i >= 10_000, _ => random.NextDouble() < 0.5 };
            samples[i] = value + (isUp ? unit : 0);
        }

        AnalysisResult result = MyoclonusAnalyzer.Analyze<double>(samples, EmgRate, "uV", cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(result.Channels[0].Rhythm!.IsRhythmic, result.Channels[0].Rhythm!.Reason);
    }

    [Theory]
    [InlineData(5.41, 2.73, 8.14, 0.02)]
    [InlineData(6.6, 2.2, 4.4, 0.03)]
    [InlineData(4.8, 1.6, 7.2, 0.04)]
    public void FaintLinesAtAFractionOfItsFrequencyMakeATremorNoHarmonic(double tremorHz, double firstHz, double secondHz, double size)
    {
        var random = new Random(3);
        double[][] axes = Noise(random, 40);
        double phase = 0;
        for (int i = 0; i < axes[0].Length; i++)
        {
            double t = i / AccelerationRate;
            phase += (2 * Math.PI * tremorHz / AccelerationRate) + (0.03 * random.NextNormal());
            double x = 50 * (Math.Sin(phase) + (size * Math.Sin(2 * Math.PI * firstHz * t)) + (size * Math.Sin(2 * Math.PI * secondHz * t)));
            axes[0][i] += 0.01 * x;
            axes[1][i] += 0.006 * x;
        }

        RhythmResult rhythm = MyoclonusAnalyzer.Analyze(axes, AccelerationRate, "g", cancellationToken: TestContext.Current.CancellationToken).Channels[0].Rhythm!;
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        Assert.Equal(tremorHz, rhythm.FrequencyHz!.Value, 0.06);
    }

    [Theory]
    [InlineData(3.75, 6.25, 1)]
    [InlineData(3.75, 6.25, 2)]
    [InlineData(3.4, 5.1, 3)]
    [InlineData(4.3, 7.4, 4)]
    [InlineData(3.6, 5.9, 5)]
    public void TwoRhythmsAtOnceAreBothNamedAndNoBoutLiesBetweenThem(double lowHz, double highHz, int seed)
    {
        var random = new Random(seed);
        double[][] axes = Noise(random, 30);
        double[] slow = new double[3];
        double first = 0;
        double second = 1;
        for (int i = 0; i < axes[0].Length; i++)
        {
            first += (2 * Math.PI * lowHz / AccelerationRate) + (0.05 * random.NextNormal());
            second += (2 * Math.PI * highHz / AccelerationRate) + (0.05 * random.NextNormal());
            for (int a = 0; a < 3; a++)
            {
                // Noise whose density falls with the frequency, as that of a held limb does.
                slow[a] = (0.97 * slow[a]) + (0.004 * random.NextNormal());
                axes[a][i] += slow[a];
            }

            axes[0][i] += 0.02 * Math.Sin(first);
            axes[2][i] += 0.02 * Math.Sin(second);
        }

        RhythmResult rhythm = MyoclonusAnalyzer.Analyze(axes, AccelerationRate, "g", cancellationToken: TestContext.Current.CancellationToken).Channels[0].Rhythm!;
        Assert.True(rhythm.IsRhythmic, rhythm.Reason);
        double[] named = [rhythm.FrequencyHz!.Value, .. rhythm.Others.Select(other => other.FrequencyHz)];
        Assert.Contains(named, hz => Math.Abs(hz - lowHz) < 0.2);
        Assert.Contains(named, hz => Math.Abs(hz - highHz) < 0.2);
        Assert.All(
            rhythm.Bouts.Concat(rhythm.Others.SelectMany(other => other.Bouts)),
            bout => Assert.InRange(Math.Min(Math.Abs(bout.FrequencyHz - lowHz), Math.Abs(bout.FrequencyHz - highHz)), 0, 0.3));
    }

    [Theory]
    [InlineData(103, 1000)]
    [InlineData(128, 2000)]
    [InlineData(152.6, 1000)]
    [InlineData(202.5, 2000)]
    [InlineData(77.6, 1024)]
    public void APureLineFoldsOntoNoRhythm(double lineHz, double rate)
    {
        var random = new Random(5);
        double[] samples = new double[(int)(60 * rate)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (3 * random.NextNormal()) + (40 * Math.Sin(2 * Math.PI * lineHz * i / rate));
        }

        RhythmResult rhythm = MyoclonusAnalyzer.Analyze<double>(samples, rate, "uV", cancellationToken: TestContext.Current.CancellationToken).Channels[0].Rhythm!;
        Assert.False(rhythm.IsRhythmic, rhythm.Reason);
    }

    private static double[][] Noise(Random random, double seconds)
    {
        double[][] axes = [.. Enumerable.Range(0, 3).Select(_ => new double[(int)(seconds * AccelerationRate)])];
        foreach (double[] axis in axes)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                axis[i] = 0.005 * random.NextNormal();
            }
        }

        return axes;
    }
}
