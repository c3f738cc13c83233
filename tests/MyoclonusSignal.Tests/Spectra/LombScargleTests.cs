using CsCheck;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class LombScargleTests
{
    private static readonly Dictionary<string, double[]> SciPy = Reference.Read("lombscargle.txt");

    [Fact]
    public void ThePeriodogramEqualsThatOfSciPy()
    {
        double[] found = new double[200];
        int used = LombScargle.Estimate(
            SciPy["times"], SciPy["centred"], 0.05, 0.05, found, LombScargleScaling.Power, floatingMean: false);
        Assert.Equal(333, used);
        Reference.AssertClose(SciPy["power"], found, 1e-10);
        LombScargle.Estimate(SciPy["times"], SciPy["centred"], 0.05, 0.05, found, floatingMean: false);
        Reference.AssertClose(SciPy["normalised"], found, 1e-10);
    }

    [Fact]
    public void AFloatingMeanEqualsTheFitByLeastSquares()
    {
        double[] found = new double[200];
        LombScargle.Estimate(SciPy["times"], SciPy["values"], 0.05, 0.05, found);
        Reference.AssertClose(SciPy["floating mean"], found, 1e-10);
    }

    [Fact]
    public void AFloatingMeanIsBlindToAnOffsetTheTimeOriginAndTheOrder() =>
        Gen.Double[-1000, 1000].Select(Gen.Double[-5000, 5000], Gen.Int[0, 1000]).Sample(
            (offset, shift, seed) =>
            {
                double[] expected = new double[50];
                double[] found = new double[50];
                LombScargle.Estimate(SciPy["times"], SciPy["values"], 0.3, 0.2, expected);
                int[] order = [.. Enumerable.Range(0, 333)];
                new Random(seed).Shuffle(order);
                double[] times = [.. order.Select(i => SciPy["times"][i] + shift)];
                double[] values = [.. order.Select(i => SciPy["values"][i] + offset)];
                LombScargle.Estimate(times, values, 0.3, 0.2, found);
                Reference.AssertClose(expected, found, 1e-8);
            },
            iter: 50);

    [Fact]
    public void ThePowerOfASinusoidIsItsSquaredAmplitudeTimesAQuarterOfTheSamples()
    {
        double[] times = [.. Enumerable.Range(0, 1000).Select(j => j / 100.0)];
        double[] values = [.. times.Select(t => 7 + (3 * Math.Cos((2 * Math.PI * 5 * t) + 1)))];
        double[] power = new double[3];
        LombScargle.Estimate(times, values, 4, 1, power, LombScargleScaling.Power);
        Assert.Equal(9 * 1000 / 4.0, power[1], 1e-8);
        Assert.Equal(0, power[0], 1e-8);
        LombScargle.Estimate(times, values, 4, 1, power);
        Assert.Equal(1, power[1], 1e-12);
    }

    [Fact]
    public void MissingValuesAreLeftOut()
    {
        double[] values = [.. SciPy["values"]];
        values[17] = double.NaN;
        values[200] = double.NegativeInfinity;
        double[] times = [.. SciPy["times"].Where((_, i) => i is not (17 or 200))];
        double[] kept = [.. SciPy["values"].Where((_, i) => i is not (17 or 200))];
        double[] expected = new double[60];
        double[] found = new double[60];
        Assert.Equal(331, LombScargle.Estimate(SciPy["times"], values, 0.1, 0.1, found));
        LombScargle.Estimate(times, kept, 0.1, 0.1, expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void HalfAnEvenRateAndADeadChannelGiveNoNonsense()
    {
        double[] times = [.. Enumerable.Range(0, 100).Select(j => j / 10.0)];
        double[] alternating = [.. times.Select((_, j) => j % 2 == 0 ? 1.0 : -1.0)];
        double[] power = new double[1];
        LombScargle.Estimate(times, alternating, 5, 1, power);
        Assert.Equal(1, power[0], 1e-9);
        LombScargle.Estimate(times, new double[100], 3, 1, power);
        Assert.Equal(0, power[0]);
    }

    [Fact]
    public void ManyFrequenciesDoNotLoseDigits()
    {
        double[] times = SciPy["times"];
        double[] fine = new double[5000];
        double[] last = new double[1];
        LombScargle.Estimate(times, SciPy["values"], 0.01, 0.01, fine);
        for (int k = 63; k < 5000; k += 64)
        {
            LombScargle.Estimate(times, SciPy["values"], 0.01 + (0.01 * k), 0.01, last);
            Assert.Equal(last[0], fine[k], 1e-11);
        }
    }

    [Fact]
    public void NoiseReachesItsFalseAlarmProbability()
    {
        int alarms = 0;
        double[] power = new double[40];
        for (int seed = 0; seed < 1000; seed++)
        {
            // 40 frequencies, each 1/duration from the next: independent at even times.
            double[] times = [.. Enumerable.Range(0, 100).Select(j => j / 100.0)];
            LombScargle.Estimate(times, Reference.Noise(100, seed), 2, 1, power);
            alarms += LombScargle.FalseAlarmProbability(power.Max(), 100, 40) < 0.1 ? 1 : 0;
        }

        Assert.InRange(alarms / 1000.0, 0.075, 0.125);
        Assert.Equal(1, LombScargle.FalseAlarmProbability(0, 100, 40));
        Assert.Equal(0, LombScargle.FalseAlarmProbability(1, 100, 40));
    }

    [Fact]
    public void ArgumentsOutOfRangeAreRefused()
    {
        double[] power = new double[3];
        Assert.Throws<ArgumentException>(() => LombScargle.Estimate(new double[5], new double[4], 1, 1, power));
        Assert.Throws<ArgumentException>(() => LombScargle.Estimate([], [], 1, 1, power));
        Assert.Throws<ArgumentException>(() => LombScargle.Estimate([1, 2, 3, 4], [1, 2, double.NaN, 4], 1, 1, power));
        Assert.Throws<ArgumentException>(() => LombScargle.Estimate([1, 2, double.NaN, 4], [1, 2, 3, 4], 1, 1, power));
        Assert.Throws<ArgumentOutOfRangeException>(() => LombScargle.Estimate(new double[5], new double[5], 0, 1, power));
        Assert.Throws<ArgumentOutOfRangeException>(() => LombScargle.Estimate(new double[5], new double[5], 1, double.NaN, power));
        Assert.Throws<ArgumentOutOfRangeException>(() => LombScargle.FalseAlarmProbability(1.1, 10, 3));
    }
}
