using MyoclonusSignal.Reporting.Figures;
using OxyPlot;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Tests.Figures;

public sealed class DecadeAxisTests
{
    [Theory]
    [InlineData(8, 1000, "10 20 50 100 200 500 1,000")]
    [InlineData(8, 12_000, "10 100 1,000 10,000")]
    [InlineData(0.15, 0.9, "0.2 0.5")]
    [InlineData(2e-7, 2e-3, "1e-6 1e-5 1e-4 0.001")]
    [InlineData(2e4, 3e7, "1e5 1e6 1e7")]
    public void ItsLabelsAreRoundNumbersAndNeverZero(double least, double most, string labels)
    {
        LinearAxis axis = FigureSheet.LogAxis(AxisPosition.Bottom, "duration (ms)", Math.Log10(least), Math.Log10(most));
        PlotModel panel = FigureSheet.Panel(string.Empty);
        panel.Axes.Add(axis);
        ((IPlotModel)panel).Update(true);
        axis.GetTickValues(out IList<double> places, out _, out _);
        Assert.Equal(labels, string.Join(' ', places.Select(axis.FormatValue)));
    }
}
