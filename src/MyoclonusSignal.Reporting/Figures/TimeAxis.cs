using System.Globalization;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>An axis of time in the unit that a length calls for: seconds, minutes or hours.</summary>
/// <param name="Title">Its title.</param>
/// <param name="UnitSeconds">The unit in seconds.</param>
internal readonly record struct TimeAxis(string Title, double UnitSeconds)
{
    private static readonly double[] Steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    public static TimeAxis For(double seconds) => seconds switch
    {
        > 2 * 3600 => new("time (h)", 3600),
        > 300 => new("time (min)", 60),
        _ => new("time (s)", 1),
    };

    /// <summary>Gives the axis; what is drawn on it stays in seconds.</summary>
    public LinearAxis Axis(double startSeconds, double endSeconds)
    {
        double unit = UnitSeconds;
        double wanted = (endSeconds - startSeconds) / unit / 8;
        LinearAxis axis = FigureSheet.Axis(AxisPosition.Bottom, Title, startSeconds, endSeconds);
        axis.MajorStep = unit * Steps.FirstOrDefault(step => step >= wanted, Math.Ceiling(Math.Max(wanted, 100) / 100) * 100);
        axis.LabelFormatter = seconds => (seconds / unit).ToString("0.###", CultureInfo.InvariantCulture);
        return axis;
    }
}
