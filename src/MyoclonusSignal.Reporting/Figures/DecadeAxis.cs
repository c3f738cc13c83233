using System.Globalization;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>An axis on which the points are logarithms to the base ten, with labels at 1, 2, 5, 10, … or, of a long one, at powers of ten.</summary>
internal sealed class DecadeAxis : LinearAxis
{
    // Labels at 2 and 5 run into each other on an axis of more decades.
    private const double MostDecadesWithSteps = 2.4;

    // A label within so much of a decade of the end belongs to the axis: sums of logarithms are not exact.
    private const double Tolerance = 1e-9;

    private static readonly double[] Steps = [1, 2, 5];

    // Powers beyond these have more zeros than a reader counts.
    private const int MostZeros = 3;

    /// <summary>Initializes a new instance of the <see cref="DecadeAxis"/> class.</summary>
    public DecadeAxis() => LabelFormatter = Label;

    /// <inheritdoc/>
    public override void GetTickValues(out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues)
    {
        List<double> places = [];
        double[] steps = ActualMaximum - ActualMinimum > MostDecadesWithSteps ? [1] : Steps;
        for (int decade = (int)Math.Floor(ActualMinimum); decade <= ActualMaximum; decade++)
        {
            places.AddRange(steps.Select(step => decade + Math.Log10(step)).Where(place => place >= ActualMinimum - Tolerance && place <= ActualMaximum + Tolerance));
        }

        (majorLabelValues, majorTickValues, minorTickValues) = (places, places, []);
    }

    private static string Label(double place)
    {
        // To three digits: what stands here is 1, 2 or 5 times a power of ten.
        int decade = (int)Math.Floor(place + Tolerance);
        double step = Math.Round(Math.Pow(10, place - decade), 3);
        return decade is >= -MostZeros and <= MostZeros + 1
            ? (step * Math.Pow(10, decade)).ToString("#,0.###", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{step:0}e{decade}");
    }
}
