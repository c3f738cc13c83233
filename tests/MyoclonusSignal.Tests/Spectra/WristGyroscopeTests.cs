using System.Globalization;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

/// <summary>Another tool's stored peak frequencies and powers of a real recording, window by window.</summary>
public class WristGyroscopeTests
{
    private const double SampleRate = 100;

    [Fact]
    public void EveryWindowHasThePeakAndThePowersThatAnotherToolStored()
    {
        double[][] gyroscope = ReadColumns(TestData.RealRecording("paradigma_ppp/gyroscope_100hz.csv"));
        double[][] stored = ReadColumns(TestData.RealRecording("paradigma_ppp/window_labels_4s.csv"));
        double[] startSeconds = stored[0];
        double[] peakHz = stored[5];
        double[] slowPower = stored[6];
        double[] tremorPower = stored[7];
        Assert.Equal(182, startSeconds.Length);
        for (int window = 0; window < startSeconds.Length; window++)
        {
            int start = (int)Math.Round(startSeconds[window] * SampleRate);
            double[] density = SumOfAxes(gyroscope, start);
            Assert.Equal(peakHz[window], 0.25 * Peak(density, 1, 25));

            // The recording is stored with five digits, which bounds the agreement of the powers.
            double tremorHz = 0.25 * Peak(density, 3, 7);
            AssertRelative(slowPower[window], Power(density, 0.5, 2.75), 1e-4);
            AssertRelative(tremorPower[window], Power(density, tremorHz - 0.5, tremorHz + 0.5), 1e-4);
        }
    }

    private static double[] SumOfAxes(double[][] gyroscope, int start)
    {
        var options = new WelchOptions
        {
            WindowSeconds = 3,
            Overlap = 0.8,
            Symmetry = WindowSymmetry.Symmetric,
            Detrend = Detrend.None,
            FftLength = 400,
        };
        double[] sum = new double[201];
        for (int axis = 1; axis <= 3; axis++)
        {
            PowerSpectrum spectrum = Welch.Estimate(gyroscope[axis].AsSpan(start, 400), SampleRate, options);
            Assert.Equal(0.25, spectrum.FrequencyStepHz);
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += spectrum.Density[k];
            }
        }

        return sum;
    }

    private static int Peak(double[] density, double lowHz, double highHz)
    {
        int low = (int)(lowHz * 4);
        double[] band = density[low..((int)(highHz * 4) + 1)];
        return low + Array.IndexOf(band, band.Max());
    }

    private static double Power(double[] density, double lowHz, double highHz) =>
        density[(int)(lowHz * 4)..((int)(highHz * 4) + 1)].Sum() * 0.25;

    private static void AssertRelative(double expected, double found, double relative) =>
        Assert.Equal(expected, found, relative * expected);

    private static double[][] ReadColumns(string path)
    {
        double[][] rows = [.. File.ReadLines(path).Skip(1).Select(
            line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
        return [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
    }
}
