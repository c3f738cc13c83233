using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>What is called rhythmic and what is not, on simulated records with fixed seeds.</summary>
/// <remarks>
/// The sizes are small so that the suite stays fast; MYOCLONUS_MONTE_CARLO=full multiplies them by ten and prints the
/// tables of the documentation. A limit is the nominal rate plus what chance adds in the given number of records.
/// </remarks>
public sealed class RhythmDecisionTests(ITestOutputHelper output)
{
    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    public static TheoryData<double, double, int> IrregularTrains => new()
    {
        { 5, 0.5, 60 }, { 8, 0.5, 60 }, { 3, 0.7, 60 }, { 6, 1, 60 }, { 1, 1, 60 },
    };

    public static TheoryData<string, double, double> RegularTrains => new()
    {
        { "renewal", 3.5, 0.15 }, { "renewal", 5, 0.1 }, { "renewal", 7.3, 0.15 }, { "renewal", 4, 0.05 },
        { "grid", 3.2, 0.1 }, { "grid", 5.5, 0.1 }, { "grid", 7.9, 0.05 },
    };

    [Theory]
    [MemberData(nameof(IrregularTrains))]
    public void IrregularJerksAreNoRhythm(double frequencyHz, double variation, int records)
    {
        int count = Full ? 10 * records : records;
        int called = 0;
        for (int i = 0; i < count; i++)
        {
            var simulator = new TrainSimulator(i);
            double seconds = i % 2 == 0 ? 20 : 60;
            double[] samples = simulator.Envelope(seconds, simulator.Gamma(seconds, frequencyHz, variation), 10);
            called += RhythmEstimator.Estimate(samples, TrainSimulator.SampleRate).IsRhythmic ? 1 : 0;
        }

        output.WriteLine($"gamma cv {variation} at {frequencyHz} Hz: rhythmic {100.0 * called / count:0.00} % of {count}");
        Assert.InRange(called, 0, Limit(0.02, count));
    }

    [Theory]
    [InlineData(3.5, 30)]
    [InlineData(5, 30)]
    [InlineData(5, 60)]
    [InlineData(7.8, 30)]
    public void AnEvenTrainInTheBandIsNoHarmonicOfAnything(double frequencyHz, double seconds)
    {
        int count = Full ? 250 : 25;
        int harmonic = 0;
        for (int i = 0; i < count; i++)
        {
            var simulator = new TrainSimulator(i);
            double[] samples = simulator.Envelope(seconds, simulator.Grid(seconds, frequencyHz, 0), 15, burstSeconds: 0.05);
            harmonic += RhythmEstimator.Estimate(samples, TrainSimulator.SampleRate).Verdict == RhythmVerdict.Harmonic ? 1 : 0;
        }

        output.WriteLine($"even train at {frequencyHz} Hz, {seconds} s: called a harmonic {100.0 * harmonic / count:0.0} % of {count}");
        Assert.InRange(harmonic, 0, Limit(0.01, count));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1.5, 0.05)]
    [InlineData(2, 0.05)]
    [InlineData(2.5, 0)]
    public void AnEvenTrainSlowerThanTheBandIsNotCalledRhythmicForItsHarmonics(double frequencyHz, double variation)
    {
        int count = Full ? 250 : 25;
        int called = 0;
        for (int i = 0; i < count; i++)
        {
            var simulator = new TrainSimulator(i);
            double[] samples = simulator.Envelope(60, simulator.Renewal(60, frequencyHz, variation), 15, burstSeconds: 0.05);
            called += RhythmEstimator.Estimate(samples, TrainSimulator.SampleRate).IsRhythmic ? 1 : 0;
        }

        output.WriteLine($"train at {frequencyHz} Hz, cv {variation}: rhythmic {100.0 * called / count:0.0} % of {count}");
        Assert.InRange(called, 0, Limit(0.01, count));
    }

    [Theory]
    [MemberData(nameof(RegularTrains))]
    public void ATrainWithLittleJitterIsFoundAtItsFrequency(string kind, double frequencyHz, double variation)
    {
        int count = Full ? 300 : 30;
        int found = 0;
        int covered = 0;
        List<double> errors = [];
        for (int i = 0; i < count; i++)
        {
            var simulator = new TrainSimulator(i);
            List<double> onsets = kind == "grid"
                ? simulator.Grid(20, frequencyHz, variation)
                : simulator.Renewal(20, frequencyHz, variation);
            RhythmResult result = RhythmEstimator.Estimate(simulator.Envelope(20, onsets, 6), TrainSimulator.SampleRate);
            if (result.IsRhythmic)
            {
                found++;
                errors.Add(Math.Abs(result.FrequencyHz!.Value - frequencyHz));
                covered += result.FrequencyCi95!.Value.Contains(frequencyHz) ? 1 : 0;
            }
        }

        errors.Sort();
        double median = errors[errors.Count / 2];
        output.WriteLine($"{kind} cv {variation} at {frequencyHz} Hz: found {100.0 * found / count:0.0} %, median error {median:0.000} Hz, covered {100.0 * covered / found:0.0} %");
        Assert.InRange(found, count - Limit(0.01, count), count);

        // Independent intervals: the record's own mean frequency scatters by c·√(f/T) about the true one.
        Assert.InRange(median, 0, kind == "grid" ? 0.02 : Math.Max(0.05, 1.2 * variation * Math.Sqrt(frequencyHz / 20)));
        Assert.InRange(covered, found - Limit(0.06, found), found);
    }

    [Fact]
    public void ATrainInATwentySecondPartIsFoundWithItsBorders()
    {
        int count = Full ? 200 : 20;
        int good = 0;
        for (int i = 0; i < count; i++)
        {
            var simulator = new TrainSimulator(i);
            double start = 10 + (20 * simulator.Uniform());
            List<double> onsets = [.. simulator.Renewal(20, 5, 0.08).Select(t => t + start)];
            RhythmResult result = RhythmEstimator.Estimate(simulator.Envelope(60, onsets, 10), TrainSimulator.SampleRate);
            good += result.Bouts.Count == 1
                && Math.Abs(result.Bouts[0].StartSeconds - start) < 1
                && Math.Abs(result.Bouts[0].EndSeconds - start - 20) < 1 ? 1 : 0;
        }

        output.WriteLine($"a train in 20 of 60 s: both borders within 1 s in {100.0 * good / count:0.0} % of {count}");
        Assert.InRange(good, 0.9 * count, count);
    }

    // Mean plus three and a half standard deviations of a binomial count, never less than what one record in a hundred needs.
    private static int Limit(double rate, int count) =>
        (int)Math.Ceiling((rate * count) + (3.5 * Math.Sqrt(rate * (1 - rate) * count)));
}
