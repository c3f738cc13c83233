using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Tests.Analysis;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>How often noise of several colours, lengths and overlaps has a probability below a level, both ways: neither too often nor too seldom.</summary>
/// <remarks>
/// The decision alone is asked, at the 50 values a second at which an analysis asks it; that it has the probability of the whole
/// estimate is a test of its own. MYOCLONUS_MONTE_CARLO=full takes enough records for a standard error of 0.15 % at 1 %.
/// </remarks>
public sealed class RhythmFalseAlarmTests(ITestOutputHelper output)
{
    private const double SampleRate = 50;
    private const int FullRecords = 4500;

    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    public static TheoryData<double, double, double, int> Cells => new()
    {
        { 3, 0, 0.75, 600 }, { 3, 1.5, 0, 600 }, { 5, 0.5, 0.5, 600 }, { 5, 2, 0.9, 600 },
        { 10, 0, 0, 600 }, { 10, 0.5, 0.75, 600 }, { 10, 1, 0.5, 600 }, { 10, 2, 0.9, 600 },
        { 30, 0, 0.75, 600 }, { 30, 1, 0.9, 600 }, { 30, 1.5, 0.5, 600 }, { 30, 2, 0, 600 },
        { 60, 0, 0.5, 600 }, { 60, 1, 0.75, 600 }, { 60, 1.5, 0.9, 600 }, { 60, 2, 0, 600 },
    };

    // Ten minutes and an hour cost too much for a count in each cell that could be too low: reduced, they are counted together.
    private static readonly (double Seconds, double Exponent, double Overlap, int Records)[] LongCells =
    [
        (600, 0, 0.75, 120), (600, 0.5, 0.5, 120), (600, 1, 0.9, 120), (600, 2, 0, 120), (3600, 0, 0.5, 10), (3600, 1, 0.75, 10),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void NoiseHasAProbabilityBelowALevelAsOftenAsTheLevelSays(double seconds, double exponent, double overlap, int records)
    {
        int count = Full ? FullRecords : records;
        var noise = new ColouredNoise(seconds, SampleRate, exponent);
        Tally(count, i => PValue(noise.Next(new TrainSimulator(i)), new RhythmOptions { Overlap = overlap }), $"1/f^{exponent} | {seconds} s | {overlap}");
    }

    [Fact]
    public void SoHasLongNoise()
    {
        List<double> all = [];
        foreach ((double seconds, double exponent, double overlap, int records) in LongCells)
        {
            var noise = new ColouredNoise(seconds, SampleRate, exponent);
            double[] own = [.. Enumerable.Range(0, Full ? FullRecords : records)
                .Select(i => PValue(noise.Next(new TrainSimulator(i)), new RhythmOptions { Overlap = overlap }))];
            all.AddRange(own);
            if (Full)
            {
                Tally(own.Length, i => own[i], $"1/f^{exponent} | {seconds} s | {overlap}");
            }
        }

        Tally(all.Count, i => all[i], "long noise");
    }

    [Fact]
    public void TheNoiseOfAMuscleHasItInTheWholeAnalysis()
    {
        List<double> all = [];
        foreach ((double seconds, string model, int records) in (ReadOnlySpan<(double, string, int)>)[(10, "Gaussian", 200), (30, "Gaussian", 60), (10, "motor units", 200), (60, "motor units", 40)])
        {
            double[] own = [.. Enumerable.Range(0, Full ? FullRecords : records)
                .Select(i => WholeAnalysis(Muscle(new TrainSimulator(i), seconds, model)))];
            all.AddRange(own);
            if (Full)
            {
                Tally(own.Length, i => own[i], $"EMG, {model} | {seconds} s | 0.75");
            }
        }

        Tally(all.Count, i => all[i], "EMG, together");
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(30, 1)]
    [InlineData(60, 2)]
    public void TheDecisionAloneHasTheProbabilityOfTheEstimate(double seconds, double exponent)
    {
        var noise = new ColouredNoise(seconds, SampleRate, exponent);
        for (int i = 0; i < 10; i++)
        {
            double[] samples = noise.Next(new TrainSimulator(i));
            Assert.Equal(RhythmEstimator.Estimate(samples, SampleRate).PValue!.Value, PValue(samples, new RhythmOptions()));
        }
    }

    [Fact]
    public void TheWholeAnalysisDecidesOnMeansOfTwentyMagnitudes()
    {
        double[] samples = Muscle(new TrainSimulator(1), 30, "Gaussian");
        double[] means = new double[samples.Length / 20];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = samples.AsSpan(20 * i, 20).ToArray().Average(Math.Abs);
        }

        // The analysis filters once more, and its means may begin elsewhere: the same record, not the same numbers.
        Assert.Equal(Math.Log10(PValue(means, new RhythmOptions())), Math.Log10(WholeAnalysis(samples)), 1.0);
    }

    private void Tally(int count, Func<int, double> pValue, string cell)
    {
        int below1 = 0;
        int below5 = 0;
        for (int i = 0; i < count; i++)
        {
            double p = pValue(i);
            below1 += p <= 0.01 ? 1 : 0;
            below5 += p <= 0.05 ? 1 : 0;
        }

        output.WriteLine($"| {cell} | {100.0 * below1 / count:0.00} | {100.0 * below5 / count:0.0} | {count} |");

        Assert.True(Least(0.036, count) > 0, "So few records cannot show that a rate is too low.");

        // By simulation of 4500 records a cell the rates are 0.55 to 1.1 % and 3.6 to 5.2 %.
        Assert.InRange(below1, Least(0.0055, count), Most(0.0115, count));
        Assert.InRange(below5, Least(0.036, count), Most(0.054, count));
    }

    private static double PValue(double[] samples, RhythmOptions options)
    {
        var store = new SampleStore();
        store.Append(samples);
        return new RhythmAnalysis(new RhythmRecord([store], [new Segment(0, samples.Length)], [0], SampleRate, options)).DecideRhythm(out _).PValue!.Value;
    }

    private static double WholeAnalysis(double[] samples) => MyoclonusAnalyzer
        .Analyze(MemoryReader.OfEmg(samples, 1000), cancellationToken: TestContext.Current.CancellationToken)
        .Channels[0].Rhythm!.PValue!.Value;

    // A steady contraction at 1000 Hz: white noise in the band of the electromyogram, or 400 discharges a second, each a wave of 5 ms.
    private static double[] Muscle(TrainSimulator simulator, double seconds, string model)
    {
        double[] samples = new double[(int)(1000 * seconds)];
        if (model == "Gaussian")
        {
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = 10 * simulator.Normal();
            }

            new SosFilter(Butterworth.BandPass(2, 30, 300, 1000)).Process(samples, samples);
            return samples;
        }

        for (double t = 0; t < samples.Length; t -= 2.5 * Math.Log(1 - simulator.Uniform()))
        {
            double size = 10 * Math.Exp(0.5 * simulator.Normal());
            for (int k = 0; k < 5 && (int)t + k < samples.Length; k++)
            {
                samples[(int)t + k] += size * Math.Sin(2 * Math.PI * (k + 0.5) / 5);
            }
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += 0.5 * simulator.Normal();
        }

        return samples;
    }

    // The rate and four standard deviations of a binomial count.
    private static int Most(double rate, int count) =>
        (int)Math.Ceiling((rate * count) + (4 * Math.Sqrt(rate * (1 - rate) * count)));

    private static int Least(double rate, int count) =>
        Math.Max(0, (int)Math.Floor((rate * count) - (4 * Math.Sqrt(rate * (1 - rate) * count))));
}
