using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class EmgCarrierTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(10000)]
    public void TheNoiseHasTheStatedSpectrum(double sampleRate)
    {
        const int Length = 250;
        double[] activity = Activity(new ShapedNoiseCarrier(sampleRate, 60, 120), 800 * Length);
        double[] bins = [.. Enumerable.Range(1, (Length / 2) - 1).Select(bin => (double)bin)];
        double[] measured = [.. bins.Select(bin => Periodogram(activity, Length, (int)bin))];

        // The bilinear transform puts the form's frequency axis through tan, each corner kept at its place.
        double T(double hz) => Math.Tan(Math.PI * hz / sampleRate);
        double Form(double hz)
        {
            double f = T(hz) * T(hz);
            double low = T(60) * T(60);
            double high = T(120) * T(120);
            return high * high * f / ((f + low) * (f + high) * (f + high));
        }

        double[] stated = [.. bins.Select(bin => Form(bin * sampleRate / Length))];
        double scale = measured.Sum() / stated.Sum();
        for (int first = 0; first + 10 <= bins.Length; first += 10)
        {
            // Ten bins of 800 segments; the Hann window's leakage adds a little where the form is steep.
            double expected = stated.AsSpan(first, 10).ToArray().Sum() * scale;
            double found = measured.AsSpan(first, 10).ToArray().Sum();
            if (expected > 0.001 * measured.Sum())
            {
                Assert.Equal(1, found / expected, 0.12);
            }
        }
    }

    [Theory]
    [InlineData(1000, 250)]
    [InlineData(1000, 2000)]
    [InlineData(400, 10000)]
    public void EveryCarrierHasTheStatedPower(int thousandSamples, double sampleRate)
    {
        int count = thousandSamples * 1000;
        foreach (EmgCarrier carrier in new EmgCarrier[]
            { new ShapedNoiseCarrier(sampleRate, 60, 120), new MotorUnitCarrier(sampleRate, 800) })
        {
            double[] activity = Activity(carrier, count);
            Assert.Equal(1, activity.Average(x => x * x), 0.06);
        }
    }

    [Fact]
    public void TheDischargesFollowTheEnvelope()
    {
        var carrier = new MotorUnitCarrier(2000, 800);
        double[] activity = new double[200_000];
        double[] amplitude = new double[activity.Length];
        for (int index = 0; index < amplitude.Length; index++)
        {
            amplitude[index] = index / 20_000 % 2 == 0 ? 3 : 0;
        }

        carrier.Add(activity, 0, amplitude, 3, new RandomSource(1, RandomPurpose.JerkCarrier, 0));
        double loud = Enumerable.Range(0, 200_000).Where(i => i / 20_000 % 2 == 0).Average(i => activity[i] * activity[i]);
        double quiet = Enumerable.Range(0, 200_000).Where(i => i / 20_000 % 2 == 1 && i % 20_000 is > 100 and < 19_900).Max(i => Math.Abs(activity[i]));
        Assert.Equal(9, loud, 1.0);
        Assert.Equal(0, quiet);
    }

    [Fact]
    public void AJerkIsNeverWithoutADischarge()
    {
        var carrier = new MotorUnitCarrier(2000, 1);
        var random = new RandomSource(1, RandomPurpose.JerkCarrier, 0);
        for (int jerk = 0; jerk < 100; jerk++)
        {
            double[] activity = new double[200];
            carrier.Add(activity, 90, Enumerable.Repeat(1.0, 20).ToArray(), 1, random);
            Assert.Contains(activity, x => x != 0);
        }
    }

    private static double[] Activity(EmgCarrier carrier, int count)
    {
        double[] activity = new double[count];
        carrier.Add(activity, 0, Enumerable.Repeat(1.0, count).ToArray(), 1, new RandomSource(5, RandomPurpose.JerkCarrier, 0));
        return activity;
    }

    private static double Periodogram(double[] samples, int length, int bin)
    {
        double[] cosine = [.. Enumerable.Range(0, length).Select(i => Math.Cos(2 * Math.PI * bin * i / length))];
        double[] sine = [.. Enumerable.Range(0, length).Select(i => Math.Sin(2 * Math.PI * bin * i / length))];
        double[] hann = [.. Enumerable.Range(0, length).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length)))];
        double sum = 0;
        for (int start = 0; start + length <= samples.Length; start += length)
        {
            double real = 0;
            double imaginary = 0;
            for (int index = 0; index < length; index++)
            {
                double value = samples[start + index] * hann[index];
                real += value * cosine[index];
                imaginary += value * sine[index];
            }

            sum += (real * real) + (imaginary * imaginary);
        }

        return sum;
    }
}
