using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>How the line of one of many detectors looks: colour, dashes and marker, so that colour alone never tells two apart.</summary>
/// <param name="Colour">The colour.</param>
/// <param name="Dashes">The dashes.</param>
/// <param name="Marker">The shape at each point.</param>
/// <param name="Width">The width in points.</param>
internal readonly record struct LineLook(OxyColor Colour, LineStyle Dashes, MarkerType Marker, double Width)
{
    // Okabe and Ito (2008), Color Universal Design, without the yellow, which is too pale for lines on white.
    private static readonly OxyColor[] Colours =
    [
        OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(213, 94, 0), OxyColor.FromRgb(0, 158, 115),
        OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(230, 159, 0), OxyColor.FromRgb(86, 180, 233),
    ];

    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot];

    private static readonly MarkerType[] Markers =
        [MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond, MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];

    /// <summary>Gives the look of the line with an index: black and strong for the first.</summary>
    public static LineLook Of(int index) => index == 0
        ? new LineLook(OxyColors.Black, LineStyle.Solid, MarkerType.Circle, 2.6)
        : new LineLook(
            Colours[(index - 1) % Colours.Length],
            Styles[(index - 1) / Colours.Length % Styles.Length],
            Markers[(index - 1) % Markers.Length],
            1.6);
}
