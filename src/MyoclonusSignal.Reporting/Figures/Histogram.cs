using OxyPlot;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Counts of values in bins of equal width, as bars.</summary>
internal static class Histogram
{
    /// <summary>Gives the bars.</summary>
    /// <param name="values">The values, on the axis's own scale.</param>
    /// <param name="minimum">Where the first bin begins.</param>
    /// <param name="width">The width of a bin.</param>
    /// <param name="bins">How many; what lies outside is in the first or the last.</param>
    /// <param name="fill">The colour.</param>
    public static RectangleBarSeries Bars(IEnumerable<double> values, double minimum, double width, int bins, OxyColor fill)
    {
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)Math.Floor((value - minimum) / width), 0, bins - 1)]++;
        }

        RectangleBarSeries bars = new() { FillColor = fill, StrokeColor = OxyColors.White, StrokeThickness = 0.6 };
        for (int i = 0; i < bins; i++)
        {
            if (counts[i] > 0)
            {
                bars.Items.Add(new RectangleBarItem(minimum + (i * width), 0, minimum + ((i + 1) * width), counts[i]));
            }
        }

        return bars;
    }

    /// <summary>Gives the number of bins for so many values on a range: the rule of Freedman and Diaconis (1981), at least 8 and at most 60.</summary>
    /// <param name="sorted">The values, sorted.</param>
    /// <param name="range">The range shown.</param>
    public static int BinCount(double[] sorted, double range)
    {
        double spread = sorted[(int)(0.75 * (sorted.Length - 1))] - sorted[(int)(0.25 * (sorted.Length - 1))];
        double width = 2 * spread / Math.Cbrt(sorted.Length);
        return width > 0 ? (int)Math.Clamp(Math.Ceiling(range / width), 8, 60) : 20;
    }
}
