using System.Globalization;
using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>Panels side by side with one legend to their right, as one SVG document with a title and a description for screen readers.</summary>
internal static class SvgFigure
{
    /// <summary>Between the labels of an axis and its title; OxyPlot measures text in points, which are larger than the pixels of SVG.</summary>
    public const double TitleDistance = 16;

    private const double PanelWidth = 460;
    private const double Height = 400;
    private const double LegendWidth = 255;
    private const double LegendRow = 22;
    private const double LegendTop = 44;
    private const double FontSize = 13;

    /// <summary>Draws panels and a legend.</summary>
    /// <param name="panels">The panels, each with axes and lines but no legend of its own.</param>
    /// <param name="names">What the lines are called, in the order of their looks.</param>
    /// <param name="notes">Lines of explanation below the legend.</param>
    /// <param name="title">What the figure shows, in a few words.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(
        IReadOnlyList<PlotModel> panels, IReadOnlyList<string> names, IReadOnlyList<string> notes, string title, string description, Stream stream)
    {
        double width = (panels.Count * PanelWidth) + LegendWidth;
        double height = Math.Max(Height, LegendTop + ((names.Count + notes.Count + 1) * LegendRow));
        SvgDocument.Write(
            width,
            height,
            title,
            description,
            canvas =>
            {
                for (int i = 0; i < panels.Count; i++)
                {
                    IPlotModel panel = panels[i];
                    panel.Update(true);
                    panel.Render(canvas, new OxyRect(i * PanelWidth, 0, PanelWidth, height));
                }

                DrawLegend(canvas, panels.Count * PanelWidth, names, notes);
            },
            stream);
    }

    /// <summary>Gives an empty panel with a title and the figure's fonts.</summary>
    public static PlotModel Panel(string title) => new()
    {
        Title = title,
        Culture = CultureInfo.InvariantCulture,
        TitleFontSize = 14,
        TitleFontWeight = FontWeights.Bold,
        DefaultFont = SvgDocument.Font,
        DefaultFontSize = FontSize,
        PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
        Padding = new OxyThickness(10, 10, 18, 10),
    };

    private static void DrawLegend(SvgRenderContext canvas, double left, IReadOnlyList<string> names, IReadOnlyList<string> notes)
    {
        double y = LegendTop;
        for (int i = 0; i < names.Count; i++, y += LegendRow)
        {
            LineLook look = LineLook.Of(i);
            double[]? dashes = look.Dashes.GetDashArray()?.Select(dash => dash * look.Width).ToArray();
            canvas.DrawLine([new(left + 6, y), new(left + 46, y)], look.Colour, look.Width, EdgeRenderingMode.Automatic, dashes, LineJoin.Miter);
            canvas.DrawMarker(new ScreenPoint(left + 26, y), look.Marker, null, i == 0 ? 4.5 : 3.5, look.Colour, OxyColors.White, 0.8, EdgeRenderingMode.Automatic);
            Text(canvas, left + 54, y, names[i], i == 0 ? FontWeights.Bold : FontWeights.Normal, FontSize);
        }

        y += LegendRow / 2;
        foreach (string note in notes)
        {
            Text(canvas, left + 6, y, note, FontWeights.Normal, FontSize - 1);
            y += LegendRow - 4;
        }
    }

    private static void Text(SvgRenderContext canvas, double x, double y, string text, double weight, double size) => canvas.DrawText(
        new ScreenPoint(x, y), text, OxyColors.Black, SvgDocument.Font, size, weight, 0, HorizontalAlignment.Left, VerticalAlignment.Middle, null);
}
