using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>One entry of a legend.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Dashes">The dashes of its line.</param>
/// <param name="Width">The width of its line; more than 4 is a patch.</param>
/// <param name="Letter">The letter on a patch, or <see langword="null"/>.</param>
internal sealed record LegendEntry(string Text, OxyColor Colour, LineStyle Dashes = LineStyle.Solid, double Width = 1.6, string? Letter = null);
