using CsCheck;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class WindowOverlapTests
{
    [Fact]
    public void TheSumsAreThoseOfTheMatrixOfCorrelations() =>
        Gen.Select(Gen.Int[8, 60], Gen.Int[1, 60], Gen.Int[1, 25]).Sample(
            (length, hop, count) =>
            {
                double[] window = new double[length];
                Window.Hann(window);
                var overlap = new WindowOverlap(window, hop);
                double[,] rho = new double[count, count];
                for (int i = 0; i < count; i++)
                {
                    for (int j = 0; j < count; j++)
                    {
                        rho[i, j] = Correlation(window, Math.Abs(i - j) * hop);
                    }
                }

                double squares = 0;
                double cubes = 0;
                for (int i = 0; i < count; i++)
                {
                    for (int j = 0; j < count; j++)
                    {
                        squares += rho[i, j] * rho[i, j];
                        for (int k = 0; k < count; k++)
                        {
                            cubes += rho[i, j] * rho[j, k] * rho[k, i];
                        }
                    }
                }

                Assert.Equal(squares, overlap.Squares(count), 1e-9 * squares);
                Assert.Equal(cubes, overlap.Cubes(count), 1e-9 * cubes);
            },
            iter: 100,
            seed: "0000000000000");

    [Fact]
    public void WindowsThatDoNotOverlapCountOneEach()
    {
        double[] window = new double[50];
        Window.Hann(window);
        var overlap = new WindowOverlap(window, 50);
        Assert.Equal(7, overlap.Squares(7), 1e-12);
        Assert.Equal(7, overlap.Cubes(7), 1e-12);
    }

    private static double Correlation(double[] window, int lag)
    {
        double sum = 0;
        double energy = 0;
        for (int n = 0; n < window.Length; n++)
        {
            energy += window[n] * window[n];
            sum += n + lag < window.Length ? window[n] * window[n + lag] : 0;
        }

        return sum / energy;
    }
}
