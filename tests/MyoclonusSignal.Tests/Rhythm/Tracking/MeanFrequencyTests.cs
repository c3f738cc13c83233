using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class MeanFrequencyTests
{
    [Fact]
    public void TheIntervalCoversTheDriftOfARandomWalk() => Assert.InRange(Covered(50, walk: 1, white: 0), 365, 396);

    [Fact]
    public void WhiteErrorsOfThePhaseGiveANarrowInterval()
    {
        Assert.InRange(Covered(50, walk: 0, white: 1), 375, 400);
        Increments(new TrainSimulator(1), 200, 0, 1, out double[] increments);
        var mean = new MeanFrequency();
        mean.Add(increments);
        Assert.True(mean.TryEstimate(out _, out ConfidenceInterval narrow));

        // The plain standard error of such increments is √2/√200 = 0.1.
        Assert.InRange(narrow.High - narrow.Low, 0, 0.08);
    }

    [Fact]
    public void TooFewStepsGiveNoEstimate()
    {
        var mean = new MeanFrequency();
        mean.Add([0.1, 0.2, 0.1]);
        Assert.False(mean.TryEstimate(out _, out _));
    }

    private static int Covered(int steps, double walk, double white)
    {
        int covered = 0;
        for (int i = 0; i < 400; i++)
        {
            Increments(new TrainSimulator(i), steps, walk, white, out double[] increments);
            var mean = new MeanFrequency();
            mean.Add(increments);
            Assert.True(mean.TryEstimate(out _, out ConfidenceInterval interval));
            covered += interval.Contains(0) ? 1 : 0;
        }

        return covered;
    }

    private static void Increments(TrainSimulator simulator, int steps, double walk, double white, out double[] increments)
    {
        // A random walk in 20 sub-steps, seen through a Hann window of one step, plus white errors.
        const int Sub = 20;
        double[] phase = new double[(steps + 2) * Sub];
        for (int i = 1; i < phase.Length; i++)
        {
            phase[i] = phase[i - 1] + (walk * simulator.Normal() / Math.Sqrt(Sub));
        }

        double[] seen = new double[steps + 1];
        for (int k = 0; k <= steps; k++)
        {
            double sum = 0;
            for (int n = 0; n < Sub; n++)
            {
                sum += (1 - Math.Cos(2 * Math.PI * n / Sub)) * phase[(k * Sub) + n];
            }

            seen[k] = (sum / Sub) + (white * simulator.Normal());
        }

        increments = new double[steps];
        for (int k = 0; k < steps; k++)
        {
            increments[k] = seen[k + 1] - seen[k];
        }
    }
}
