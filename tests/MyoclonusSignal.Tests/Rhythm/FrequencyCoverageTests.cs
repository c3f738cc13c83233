using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>How near the frequency comes to that of the process, and how often its interval of 95 % covers it: two-sided.</summary>
/// <remarks>
/// No estimate from one record of independent intervals can know the mean rate f of the process better than the record does: n of
/// them have the mean rate f within f·c/√n. The bound stands beside each error. MYOCLONUS_MONTE_CARLO=full takes 1500 records a row.
/// </remarks>
public sealed class FrequencyCoverageTests(ITestOutputHelper output)
{
    private static readonly bool Full =
        string.Equals(Environment.GetEnvironmentVariable("MYOCLONUS_MONTE_CARLO"), "full", StringComparison.Ordinal);

    // Correlation of neighbouring intervals, frequency, coefficient of variation, seconds, ratio to the noise.
    public static TheoryData<double, double, double, double, double> Renewals => new()
    {
        { 0, 3.2, 0.1, 20, 6 }, { 0, 5, 0.05, 20, 6 }, { 0, 5, 0.15, 20, 6 }, { 0, 7.8, 0.1, 20, 6 }, { 0, 5, 0.1, 60, 6 },
        { 0.5, 5, 0.05, 20, 10 }, { 0.5, 5, 0.05, 60, 10 }, { 0.5, 4, 0.1, 60, 10 }, { -0.5, 5, 0.15, 20, 10 },
    };

    [Theory]
    [MemberData(nameof(Renewals))]
    public void TheIntervalCoversTheMeanRateOfTheProcess(double correlation, double frequencyHz, double variation, double seconds, double snrDb)
    {
        // A sum of correlated intervals varies by (1 + r)/(1 − r) times as much.
        double bound = frequencyHz * variation / Math.Sqrt(frequencyHz * seconds) * Math.Sqrt((1 + correlation) / (1 - correlation));
        Row row = Measure(
            $"renewal, r {correlation}, {frequencyHz} Hz, cv {variation}, {seconds} s", bound, i =>
            {
                var simulator = new TrainSimulator(i);
                return (simulator.Envelope(seconds, Correlated(simulator, seconds, frequencyHz, variation, correlation), snrDb), frequencyHz);
            });
        int count = row.Found;
        Assert.InRange(row.Found, row.Records - Tolerance(0.01, row.Records), row.Records);
        Assert.InRange(row.Covered, (0.935 * count) - Tolerance(0.065, count), (0.97 * count) + Tolerance(0.03, count));
        Assert.InRange(row.MedianError, 0, 1.35 * 0.6745 * bound);
    }

    [Theory]
    [InlineData(0.05, 20)]
    [InlineData(0.1, 60)]
    public void ASteadyGridIsCoveredByANarrowInterval(double error, double seconds)
    {
        Row row = Measure($"grid, error {error}, 5 Hz, {seconds} s", 0, i =>
        {
            var simulator = new TrainSimulator(i);
            return (simulator.Envelope(seconds, simulator.Grid(seconds, 5, error), 6), 5);
        });

        // A walk too small to be seen in forty steps cannot be excluded, so such a phase is covered in more than 95 of 100.
        Assert.InRange(row.Covered, (0.95 * row.Found) - Tolerance(0.05, row.Found), row.Found);
        Assert.InRange(row.MedianError, 0, 0.003);
        Assert.InRange(row.MedianWidth, 0, 0.03);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.03)]
    public void ATremorThatWandersIsCovered(double variation)
    {
        Row row = Measure($"acceleration, wandering as cv {variation}, 5 Hz, 30 s", 5 * variation / Math.Sqrt(150), i =>
        {
            var simulator = new TrainSimulator(i);
            double[] samples = simulator.Noise(30, 1);
            double phase = 6.28 * simulator.Uniform();
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] += 5 * (Math.Sin(phase) + (0.3 * Math.Sin(2 * phase)));
                phase += 2 * Math.PI * ((5 / TrainSimulator.SampleRate) + (variation * simulator.Normal() * Math.Sqrt(5 / TrainSimulator.SampleRate)));
            }

            return (samples, 5);
        });
        Assert.InRange(row.Covered, (0.94 * row.Found) - Tolerance(0.06, row.Found), (0.98 * row.Found) + Tolerance(0.02, row.Found));
    }

    private Row Measure(string name, double bound, Func<int, (double[] Samples, double TruthHz)> make)
    {
        int records = Full ? 1500 : 60;
        int covered = 0;
        List<double> errors = [];
        List<double> widths = [];
        for (int i = 0; i < records; i++)
        {
            (double[] samples, double truth) = make(i);
            RhythmResult result = RhythmEstimator.Estimate(samples, TrainSimulator.SampleRate);
            if (result.IsRhythmic)
            {
                ConfidenceInterval interval = result.FrequencyCi95!.Value;
                covered += interval.Contains(truth) ? 1 : 0;
                errors.Add(Math.Abs(result.FrequencyHz!.Value - truth));
                widths.Add(interval.High - interval.Low);
            }
        }

        errors.Sort();
        widths.Sort();
        double rms = Math.Sqrt(errors.Average(e => e * e));
        var row = new Row(records, errors.Count, covered, errors[errors.Count / 2], widths[widths.Count / 2]);
        output.WriteLine(
            $"| {name} | {100.0 * row.Found / records:0.0} | {row.MedianError:0.000} | {0.6745 * bound:0.000} | {(bound > 0 ? bound * bound / (rms * rms) : 0):0.00} | {100.0 * covered / row.Found:0.0} | {row.MedianWidth:0.000} |");
        return row;
    }

    // Intervals as an autoregression of the first order: r from one to the next.
    private static List<double> Correlated(TrainSimulator simulator, double seconds, double frequencyHz, double variation, double correlation)
    {
        List<double> onsets = [];
        double deviate = simulator.Normal();
        for (double t = -(1 + simulator.Uniform()) / frequencyHz; t < seconds;)
        {
            onsets.Add(t);
            deviate = (correlation * deviate) + (Math.Sqrt(1 - (correlation * correlation)) * simulator.Normal());
            t += Math.Max(1 + (variation * deviate), 0.05) / frequencyHz;
        }

        onsets.RemoveAll(t => t < 0);
        return onsets;
    }

    private static double Tolerance(double rate, int count) => 1 + (3 * Math.Sqrt(rate * (1 - rate) * count));

    private readonly record struct Row(int Records, int Found, int Covered, double MedianError, double MedianWidth);
}
