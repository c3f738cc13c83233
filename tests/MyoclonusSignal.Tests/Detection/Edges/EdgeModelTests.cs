using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Detection;

public sealed class EdgeModelTests
{
    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 1000)]
    [InlineData(4, 2000)]
    [InlineData(20, 10_000)]
    [InlineData(60, 30_000)]
    public void TheWaysInWhichABurstBeginsOrEndsWeighOneAndRiseToThePlateau(int binSamples, double sampleRate)
    {
        EdgeResponse filter = EdgeResponse.Of(Butterworth.BandPass(4, 20, 200, sampleRate), 0.002);
        CheckRises(EdgeModel.Beginning(binSamples, sampleRate, EdgeResponse.None));
        CheckRises(EdgeModel.Beginning(binSamples, sampleRate, filter));
        CheckRises(EdgeModel.Plain(binSamples, sampleRate));
        CheckRises(EdgeModel.EndingBeforeRinging(binSamples, sampleRate, filter));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(30_000)]
    public void BehindAFilterASharpEdgeRisesWithTheEnergyOfItsResponse(double sampleRate)
    {
        EdgeResponse response = EdgeResponse.Of(Butterworth.LowPass(1, 20, sampleRate), delaySeconds: 0.004);
        EdgeModel sharp = EdgeModel.Beginning(1, sampleRate, response)[0];
        double sum = 0;
        for (int i = 0; i < sharp.Power.Length; i++)
        {
            sum += response.Energy[i];
            Assert.Equal(sum, sharp.Power[i], 9);
        }

        // The rest is hardly worth a bin. The burst is said to begin by the delay behind where the power begins to rise.
        Assert.InRange(sum + response.Energy[sharp.Power.Length], 0.98, 1);
        Assert.Equal((int)(0.004 * sampleRate) * EdgeModel.PartsOfBin, sharp.Part);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(30_000)]
    public void BehindAFilterAnEndRingsAndTheBurstEndsBeforeThat(double sampleRate)
    {
        EdgeResponse response = EdgeResponse.Of(Butterworth.LowPass(1, 20, sampleRate), delaySeconds: 0.004);
        EdgeModel sharp = EdgeModel.EndingBeforeRinging(1, sampleRate, response)[0];

        // Seen from behind: one bin before the end of the ringing, so much of the energy was still to come.
        int rings = (sharp.Part / EdgeModel.PartsOfBin) + (int)(0.004 * sampleRate);
        for (int i = 0; i < Math.Min(rings, sharp.Power.Length); i++)
        {
            double toCome = 0;
            for (int j = rings - i; j < response.Energy.Length; j++)
            {
                toCome += response.Energy[j];
            }

            Assert.Equal(toCome, sharp.Power[i], 9);
        }

        Assert.InRange(sharp.Power[0], 1e-3, 2e-3);
    }

    private static void CheckRises(EdgeModel[] models)
    {
        Assert.Equal(1, models.Sum(model => Math.Exp(model.LogPrior)), 9);
        Assert.All(models, model =>
        {
            double last = 0;
            foreach (double power in model.Power)
            {
                Assert.InRange(power, last, 1);
                last = power;
            }

            // The last bin of the rise is half risen at least.
            Assert.True(model.Power.Length == 0 || last >= 0.25);
        });
    }
}
