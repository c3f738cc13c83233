using CsCheck;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Likelihoods of edges in lanes, against their definition bin by bin.</summary>
public sealed class EdgeWeigherTests
{
    private const int MostBins = 40;

    [Fact]
    public void EveryPlaceHasTheLikelihoodOfItsDefinition()
    {
        EdgeModel[] models = EdgeModel.Plain(binSamples: 4, sampleRate: 2000);
        Gen.Select(Gen.Double[0.01, 50].Array[4, MostBins], Gen.Double[0.1, 9], Gen.Double[1.2, 100], Gen.Int[0, 3]).Sample((power, noise, plateau, start) =>
        {
            EdgeWeigher weigher = new(MostBins);
            double[] row = weigher.NewRow();
            weigher.Begin(power, start, power.Length, noise);
            foreach (EdgeModel model in models)
            {
                double largest = weigher.Weigh(model, plateau, weight: 0.7, row);
                double[] expected = [.. Enumerable.Range(start, power.Length - start)
                    .Select(edge => LogLikelihood(model, power[start..], edge - start, noise, plateau, 0.7))];
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.Equal(expected[i], row[start + i], 1e-9 * (1 + Math.Abs(expected[i])));
                }

                Assert.Equal(expected.Max(), largest, 1e-9 * (1 + Math.Abs(expected.Max())));
            }
        });
    }

    private static double LogLikelihood(EdgeModel model, double[] power, int edge, double noise, double plateau, double weight)
    {
        double cost = 0;
        for (int i = 0; i < power.Length; i++)
        {
            double risen = i < edge ? 0 : i - edge < model.Power.Length ? model.Power[i - edge] : 1;
            double expected = 1 + (risen * (plateau - 1));
            cost += Math.Log(expected) + (power[i] / noise / expected);
        }

        return model.LogPrior - (weight * cost);
    }
}
