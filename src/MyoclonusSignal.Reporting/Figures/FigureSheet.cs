using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>One figure: rows of panels, one above the other, and a legend below.</summary>
internal sealed class FigureSheet
{
    private const double LegendRow = 18;
    private const double LetterWidth = 5.6;

    private readonly List<(PlotModel[] Panels, double Height)> _rows = [];
    private readonly List<LegendEntry> _legend = [];

    /// <summary>Initializes a new instance of the <see cref="FigureSheet"/> class.</summary>
    /// <param name="title">What the figure shows, in a few words.</param>
    /// <param name="description">What it shows, for who cannot see it.</param>
    public FigureSheet(string title, string description)
    {
        Title = title;
        Description = description;
    }

    public string Title { get; }

    public string Description { get; }

    /// <summary>Gives an empty panel; all panels of a column have the same margins, so that their axes of time lie below each other.</summary>
    /// <param name="title">Its title, or empty.</param>
    /// <param name="left">The room for the labels to the left, in pixels.</param>
    /// <param name="bottom">The room below.</param>
    public static PlotModel Panel(string title, double left = 74, double bottom = 40) => new()
    {
        Title = title.Length == 0 ? null : PlainText.Of(title, 90),
        TitleFontSize = FigureLook.FontSize,
        TitleFontWeight = FontWeights.Bold,
        TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinPlotArea,
        Culture = CultureInfo.InvariantCulture,
        DefaultFont = SvgDocument.Font,
        DefaultFontSize = FigureLook.FontSize,
        PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
        PlotAreaBorderColor = OxyColors.Gray,
        PlotMargins = new OxyThickness(left, double.NaN, 12, bottom),
        Padding = new OxyThickness(4, 4, 4, 2),
    };

    /// <summary>Gives an axis with thin grid lines.</summary>
    public static LinearAxis Axis(AxisPosition position, string? title, double minimum = double.NaN, double maximum = double.NaN) =>
        Styled(new LinearAxis(), position, title, minimum, maximum);

    /// <summary>Gives an axis of numbers on a logarithmic scale: the points on it are logarithms to the base ten.</summary>
    public static LinearAxis LogAxis(AxisPosition position, string title, double minimum = double.NaN, double maximum = double.NaN) =>
        Styled(new DecadeAxis(), position, title, minimum, maximum);

    private static LinearAxis Styled(LinearAxis axis, AxisPosition position, string? title, double minimum, double maximum)
    {
        axis.Position = position;
        axis.Title = title is null ? null : PlainText.Of(title, 60);
        axis.TitleFontSize = FigureLook.FontSize;
        axis.FontSize = FigureLook.SmallFontSize;
        axis.Minimum = minimum;
        axis.Maximum = maximum;
        axis.MinimumPadding = 0.03;
        axis.MaximumPadding = 0.05;
        axis.MinorTickSize = 0;
        axis.TicklineColor = OxyColors.Gray;
        axis.AxislineColor = OxyColors.Gray;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = FigureLook.Grid;
        axis.AxisTitleDistance = position == AxisPosition.Bottom ? 8 : 24;
        axis.IntervalLength = position == AxisPosition.Bottom ? 70 : 30;
        return axis;
    }

    /// <summary>Gives an axis of rows, the first one at the top, each with its name.</summary>
    public static LinearAxis RowAxis(string[] names) => new()
    {
        Position = AxisPosition.Left,
        Minimum = -0.5,
        Maximum = names.Length - 0.5,
        StartPosition = 1,
        EndPosition = 0,
        MajorStep = 1,
        MajorTickSize = 0,
        MinorTickSize = 0,
        FontSize = FigureLook.SmallFontSize,
        LabelFormatter = row => Math.Abs(row - Math.Round(row)) < 1e-6 && (int)Math.Round(row) is var at && at >= 0 && at < names.Length ? names[at] : string.Empty,
    };

    public void Add(double height, params PlotModel[] panels) => _rows.Add((panels, height));

    public void AddLegend(params LegendEntry[] entries) => _legend.AddRange(entries);

    /// <summary>Writes the figure as a document.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SvgDocument.Write(FigureLook.Width, Height(), Title, Description, Draw, stream);
    }

    /// <summary>Gives the figure as an element of a page.</summary>
    public string Inline(string prefix) => SvgDocument.Element(FigureLook.Width, Height(), Title, Description, Draw, prefix);

    private double Height() => _rows.Sum(row => row.Height) + (Lines() * LegendRow) + (_legend.Count > 0 ? 8 : 0);

    private int Lines()
    {
        int lines = 0;
        PlaceLegend((_, _, line) => lines = line + 1);
        return lines;
    }

    private void Draw(SvgRenderContext canvas)
    {
        double top = 0;
        foreach ((PlotModel[] panels, double height) in _rows)
        {
            double width = FigureLook.Width / panels.Length;
            for (int i = 0; i < panels.Length; i++)
            {
                IPlotModel panel = panels[i];
                panel.Update(true);
                panel.Render(canvas, new OxyRect(i * width, top, width, height));
            }

            top += height;
        }

        PlaceLegend((entry, x, line) => DrawEntry(canvas, entry, x, top + 8 + (line * LegendRow)));
    }

    private void PlaceLegend(Action<LegendEntry, double, int> place)
    {
        double x = 16;
        int line = 0;
        foreach (LegendEntry entry in _legend)
        {
            double width = 40 + (entry.Text.Length * LetterWidth) + 14;
            if (x > 16 && x + width > FigureLook.Width - 8)
            {
                x = 16;
                line++;
            }

            place(entry, x, line);
            x += width;
        }
    }

    private static void DrawEntry(SvgRenderContext canvas, LegendEntry entry, double x, double y)
    {
        if (entry.Width > 4)
        {
            canvas.DrawRectangle(new OxyRect(x, y - 6, 26, 12), OxyColor.FromAColor(70, entry.Colour), entry.Colour, 1, EdgeRenderingMode.Automatic);
        }
        else
        {
            double[]? dashes = entry.Dashes.GetDashArray()?.Select(dash => dash * entry.Width).ToArray();
            canvas.DrawLine([new(x, y), new(x + 28, y)], entry.Colour, entry.Width, EdgeRenderingMode.Automatic, dashes, LineJoin.Miter);
        }

        if (entry.Letter is string letter)
        {
            canvas.DrawText(new ScreenPoint(x + 13, y), letter, OxyColors.Black, SvgDocument.Font, FigureLook.SmallFontSize, FontWeights.Bold, 0, HorizontalAlignment.Center, VerticalAlignment.Middle, null);
        }

        canvas.DrawText(new ScreenPoint(x + 34, y), entry.Text, OxyColors.Black, SvgDocument.Font, FigureLook.SmallFontSize, FontWeights.Normal, 0, HorizontalAlignment.Left, VerticalAlignment.Middle, null);
    }
}
