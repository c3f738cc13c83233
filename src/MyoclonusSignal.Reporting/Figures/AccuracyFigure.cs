using System.Globalization;
using MyoclonusSignal.Evaluation;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// The accuracy of detectors over the size of the jerks: F1 with the band of its 95 % interval, and beside it the median of
/// the absolute onset errors.
/// </summary>
public static class AccuracyFigure
{
    // The median of fewer errors says more about chance than about the detector.
    private const int LeastFound = 10;

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="accuracies">What <see cref="DetectorBenchmark.Run"/> gave; the first detector's line is black and strong.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There is nothing to draw.</exception>
    public static void Write(IReadOnlyList<DetectorAccuracy> accuracies, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        ArgumentNullException.ThrowIfNull(stream);
        if (accuracies.Count == 0)
        {
            throw new ArgumentException("Expected the accuracy of at least one detector.", nameof(accuracies));
        }

        IGrouping<string, DetectorAccuracy>[] detectors = [.. accuracies.GroupBy(accuracy => accuracy.Detector)];
        PlotModel f1 = SvgFigure.Panel("Jerks found");
        AddSizeAxis(f1, accuracies);
        f1.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "F1 (1 = all found, none false)",
            AxisTitleDistance = SvgFigure.TitleDistance,
            Minimum = 0,
            Maximum = 1.02,
            MajorStep = 0.2,
            MinorTickSize = 0,
            StringFormat = "0.0",
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColors.Gainsboro,
        });
        PlotModel onset = SvgFigure.Panel("Onset error of the jerks found");
        AddSizeAxis(onset, accuracies);
        onset.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "median absolute onset error (ms)",
            AxisTitleDistance = SvgFigure.TitleDistance,
            MajorStep = 1,
            LabelFormatter = doublings => Math.Pow(2, Math.Round(doublings)).ToString("0.###", CultureInfo.InvariantCulture),
            MinimumPadding = 0.05,
            MaximumPadding = 0.05,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColors.Gainsboro,
        });

        // The first detector comes last, on top of the others.
        for (int i = detectors.Length - 1; i >= 0; i--)
        {
            LineLook look = LineLook.Of(i);
            DetectorAccuracy[] sorted = [.. detectors[i].OrderBy(accuracy => accuracy.BurstToNoiseDb)];
            f1.Series.Add(Band(sorted, look));
            f1.Series.Add(Line(look, sorted.Select(one => new DataPoint(one.BurstToNoiseDb, one.Score.F1 ?? double.NaN))));
            onset.Series.Add(Line(look, sorted.Select(one => new DataPoint(
                one.BurstToNoiseDb,
                one.Score.TruePositives >= LeastFound ? Doublings(one.Score.OnsetError!.Value.MedianAbsoluteSeconds) : double.NaN))));
        }

        SvgFigure.Write(
            [f1, onset],
            [.. detectors.Select(detector => detector.Key)],
            ["bands: 95 % interval of F1", $"onset: at least {LeastFound} jerks found"],
            "Accuracy of detectors over the size of the jerks",
            "Left: F1 against burst-to-noise ratio in dB, one line a detector with its 95 % interval. Right: median absolute onset error in ms.",
            stream);
    }

    /// <summary>How often one has to double a millisecond: an axis on which a factor is a length, down to an eighth.</summary>
    private static double Doublings(double seconds) => Math.Log2(Math.Max(seconds * 1000, 0.125));

    private static void AddSizeAxis(PlotModel panel, IReadOnlyList<DetectorAccuracy> accuracies)
    {
        double low = accuracies.Min(accuracy => accuracy.BurstToNoiseDb);
        double high = accuracies.Max(accuracy => accuracy.BurstToNoiseDb);
        double margin = Math.Max(0.5, 0.03 * (high - low));
        panel.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = "burst over noise (dB)",
            AxisTitleDistance = SvgFigure.TitleDistance,
            Minimum = low - margin,
            Maximum = high + margin,
            MinorTickSize = 0,
        });
    }

    private static AreaSeries Band(DetectorAccuracy[] sorted, LineLook look)
    {
        AreaSeries band = new() { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(38, look.Colour) };
        foreach (DetectorAccuracy one in sorted)
        {
            if (one.F1Ci95 is (double low, double high))
            {
                band.Points.Add(new DataPoint(one.BurstToNoiseDb, low));
                band.Points2.Add(new DataPoint(one.BurstToNoiseDb, high));
            }
        }

        return band;
    }

    private static LineSeries Line(LineLook look, IEnumerable<DataPoint> points)
    {
        LineSeries line = new()
        {
            Color = look.Colour,
            LineStyle = look.Dashes,
            StrokeThickness = look.Width,
            MarkerType = look.Marker,
            MarkerSize = look.Width > 2 ? 4.5 : 3.5,
            MarkerFill = look.Colour,
            MarkerStroke = OxyColors.White,
            MarkerStrokeThickness = 0.8,
        };
        line.Points.AddRange(points);
        return line;
    }
}
