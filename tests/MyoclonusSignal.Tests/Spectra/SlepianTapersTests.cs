using System.Globalization;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class SlepianTapersTests
{
    [Fact]
    public void TapersAndConcentrationsEqualThoseOfSciPy()
    {
        Dictionary<string, double[]> reference = Reference.Read("dpss.txt");
        foreach (string name in reference.Keys.Where(key => !key.EndsWith("ratios", StringComparison.Ordinal) && key[0] != '2'))
        {
            double[] numbers = [.. name.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            var tapers = new SlepianTapers((int)numbers[0], numbers[1], (int)numbers[2]);
            for (int k = 0; k < tapers.Count; k++)
            {
                Reference.AssertClose(reference[name].AsSpan(k * tapers.Length, tapers.Length), tapers[k], 1e-10);
                Assert.Equal(reference[name + " ratios"][k], tapers.Concentration(k), 1e-10);
            }
        }
    }

    [Fact]
    public void LongTapersEqualThoseOfSciPy()
    {
        Dictionary<string, double[]> reference = Reference.Read("dpss.txt");
        var tapers = new SlepianTapers(20000, 4, 8);
        double[] expected = reference["20000 every 500"];
        for (int k = 0; k < 8; k++)
        {
            double[] found = new double[40];
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = tapers[k][500 * i];
            }

            Reference.AssertClose(expected.AsSpan(40 * k, 40), found, 1e-9);
            Assert.Equal(reference["20000 ratios"][k], tapers.Concentration(k), 1e-10);
        }
    }

    [Theory]
    [InlineData(2, 0.5, 2)]
    [InlineData(3, 1, 3)]
    [InlineData(10, 2, 10)]
    [InlineData(11, 2, 11)]
    [InlineData(257, 4, 12)]
    [InlineData(1024, 4, 8)]
    public void TapersAreOrthogonalOfUnitPowerAndOrderedByConcentration(int length, double halfBandwidth, int count)
    {
        var tapers = new SlepianTapers(length, halfBandwidth, count);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double product = 0;
                for (int i = 0; i < length; i++)
                {
                    product += tapers[a][i] * tapers[b][i];
                }

                Assert.Equal(a == b ? 1 : 0, product, 1e-11);
            }

            Assert.True(a == 0 || tapers.Concentration(a) < tapers.Concentration(a - 1) + 1e-12);
            Assert.InRange(tapers.Concentration(a), -1e-12, 1 + 1e-12);
        }
    }

    [Fact]
    public void EvenTapersHaveAPositiveMeanAndOddOnesBeginPositive()
    {
        var tapers = new SlepianTapers(100, 4, 7);
        for (int k = 0; k < 7; k++)
        {
            double sum = 0;
            for (int i = 0; i < 50; i++)
            {
                sum += tapers[k][i];
                Assert.Equal(tapers[k][i], (k % 2 == 0 ? 1 : -1) * tapers[k][99 - i]);
            }

            Assert.True(k % 2 == 1 || sum > 0);
            Assert.True(k % 2 == 0 || tapers[k].ToArray().First(value => value * value > 0.01) > 0);
        }
    }

    [Fact]
    public void ArgumentsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(1, 0.2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(10, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(10, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(10, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(10, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlepianTapers(10, 2, 11));
    }
}
