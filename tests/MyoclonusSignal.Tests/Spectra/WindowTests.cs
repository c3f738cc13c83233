using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Tests.Spectra;

public class WindowTests
{
    [Fact]
    public void EveryWindowEqualsThatOfSciPy()
    {
        foreach ((string name, double[] expected) in Reference.Read("windows.txt"))
        {
            string[] parts = name.Split(' ');
            WindowSymmetry symmetry = parts[1] == "periodic" ? WindowSymmetry.Periodic : WindowSymmetry.Symmetric;
            double[] window = new double[expected.Length];
            switch (parts[0])
            {
                case "hann":
                    Window.Hann(window, symmetry);
                    break;
                case "hamming":
                    Window.Hamming(window, symmetry);
                    break;
                case "blackman":
                    Window.Blackman(window, symmetry);
                    break;
                default:
                    double fraction = double.Parse(parts[0][5..], System.Globalization.CultureInfo.InvariantCulture);
                    Window.CosineTaper(window, fraction, symmetry);
                    break;
            }

            for (int j = 0; j < window.Length; j++)
            {
                Assert.Equal(expected[j], window[j], 1e-15);
            }
        }
    }

    [Fact]
    public void APeriodicWindowIsTheSymmetricOneOfOneMoreSampleWithoutItsLast()
    {
        foreach (WindowShape shape in Enum.GetValues<WindowShape>())
        {
            double[] periodic = new double[10];
            double[] symmetric = new double[11];
            Window.Fill(shape, periodic);
            Window.Fill(shape, symmetric, WindowSymmetry.Symmetric);
            Assert.Equal(symmetric[..10], periodic);
        }
    }

    [Fact]
    public void AnUnknownShapeSymmetryOrFractionIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Fill((WindowShape)99, new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Hann(new double[4], (WindowSymmetry)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.CosineTaper(new double[4], 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.CosineTaper(new double[4], double.NaN));
    }

    [Fact]
    public void AnEmptyWindowStaysEmpty()
    {
        foreach (WindowShape shape in Enum.GetValues<WindowShape>())
        {
            Window.Fill(shape, []);
        }
    }
}
