using System.Globalization;
using MyoclonusSignal.Evaluation;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// What detectors reach at every threshold: the share of jerks found against false events per hour, one panel a size of jerks,
/// a marker where each one's own default lies.
/// </summary>
public static class OperatingCurveFigure
{
    private const int MostPanels = 3;

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="curves">What <see cref="DetectorBenchmark.Sweep"/> gave, of one to three sizes; the first detector's line is black and strong.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There is nothing to draw, or more sizes than fit side by side.</exception>
    public static void Write(IReadOnlyList<OperatingCurve> curves, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(stream);
        double[] sizes = [.. curves.Select(curve => curve.BurstToNoiseDb).Distinct().Order()];
        if (sizes.Length is 0 or > MostPanels)
        {
            throw new ArgumentException($"Expected curves of one to {MostPanels} sizes of jerks, found {sizes.Length}.", nameof(curves));
        }

        string[] detectors = [.. curves.Select(curve => curve.Detector).Distinct()];
        double[] rates = [.. curves.SelectMany(curve => curve.Points).Select(point => point.Accuracy.Score.FalsePerHour ?? 0).Where(rate => rate > 0)];
        double least = rates.Length > 0 ? Math.Pow(10, Math.Floor(Math.Log10(rates.Min()))) : 1;
        double most = rates.Length > 0 ? Math.Max(rates.Max(), 10 * least) : 10;
        List<PlotModel> panels = [];
        foreach (double size in sizes)
        {
            PlotModel panel = SvgFigure.Panel(string.Create(CultureInfo.InvariantCulture, $"Jerks {size:0.###} dB over the noise"));
            AddAxes(panel, least, most);

            // The first detector comes last, on top of the others.
            for (int i = detectors.Length - 1; i >= 0; i--)
            {
                if (curves.FirstOrDefault(curve => curve.Detector == detectors[i] && curve.BurstToNoiseDb == size) is { } found)
                {
                    Add(panel, found, LineLook.Of(i), least);
                }
            }

            panels.Add(panel);
        }

        SvgFigure.Write(
            panels,
            detectors,
            ["lines: the threshold varied", "markers: each one's default"],
            "Operating curves of detectors",
            "Share of jerks found against false events per hour, one line a detector as its threshold varies, one panel a size of jerks.",
            stream);
    }

    /// <summary>Where a rate stands: nothing at 0, then one step for each power of ten, so that no false event has a place too.</summary>
    internal static double Place(double perHour, double least) => perHour > 0 ? 1 + Math.Log10(perHour / least) : 0;

    private static void AddAxes(PlotModel panel, double least, double most)
    {
        panel.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = "false events per hour",
            AxisTitleDistance = SvgFigure.TitleDistance,
            Minimum = -0.15,
            Maximum = Place(most, least) + 0.15,
            MajorStep = 1,
            MinorTickSize = 0,
            LabelFormatter = place => place < 0.5 ? "0" : (least * Math.Pow(10, Math.Round(place) - 1)).ToString("#,0.###", CultureInfo.InvariantCulture),
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColors.Gainsboro,
        });
        panel.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "recall (share of jerks found)",
            AxisTitleDistance = SvgFigure.TitleDistance,
            Minimum = 0,
            Maximum = 1.03,
            MajorStep = 0.2,
            MinorTickSize = 0,
            StringFormat = "0.0",
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColors.Gainsboro,
        });
    }

    private static void Add(PlotModel panel, OperatingCurve curve, LineLook look, double least)
    {
        LineSeries line = new() { Color = look.Colour, LineStyle = look.Dashes, StrokeThickness = look.Width };
        LineSeries usual = new()
        {
            Color = OxyColors.Transparent,
            MarkerType = look.Marker,
            MarkerSize = 5.5,
            MarkerFill = look.Colour,
            MarkerStroke = OxyColors.White,
            MarkerStrokeThickness = 1,
        };
        foreach (OperatingPoint point in curve.Points)
        {
            DetectionScore score = point.Accuracy.Score;
            DataPoint at = new(Place(score.FalsePerHour ?? 0, least), score.Recall?.Value ?? double.NaN);
            line.Points.Add(at);
            if (point.IsDefault)
            {
                usual.Points.Add(at);
            }
        }

        panel.Series.Add(line);
        panel.Series.Add(usual);
    }
}
