using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The colours and sizes that all figures share: those of Okabe and Ito (2008), which colour-blind readers tell apart, darkened for white paper.</summary>
internal static class FigureLook
{
    /// <summary>The width of a figure in pixels: two columns of a paper (180 mm) at 96 to the inch.</summary>
    public const double Width = 680;

    /// <summary>9 point at that width.</summary>
    public const double FontSize = 12;

    /// <summary>7.5 point at that width.</summary>
    public const double SmallFontSize = 10;

    public static OxyColor Signal { get; } = OxyColor.FromRgb(72, 96, 120);

    public static OxyColor Jerk { get; } = OxyColor.FromRgb(0, 114, 178);

    public static OxyColor Contraction { get; } = OxyColor.FromRgb(190, 110, 0);

    public static OxyColor NegativeJerk { get; } = OxyColor.FromRgb(170, 70, 130);

    public static OxyColor Rejected { get; } = OxyColor.FromRgb(110, 110, 110);

    public static OxyColor Envelope { get; } = OxyColor.FromRgb(213, 94, 0);

    public static OxyColor Floor { get; } = OxyColor.FromRgb(0, 120, 90);

    public static OxyColor Threshold { get; } = OxyColor.FromRgb(180, 30, 30);

    public static OxyColor Grid { get; } = OxyColors.Gainsboro;

    public static OxyColor Shade { get; } = OxyColor.FromRgb(236, 240, 244);

    /// <summary>Gives the colour of a kind of event.</summary>
    public static OxyColor Of(string trialType) => trialType switch
    {
        "jerk" => Jerk,
        "contraction" => Contraction,
        "negative_jerk" => NegativeJerk,
        _ => Rejected,
    };

    /// <summary>Gives the letter that marks a kind of event, so that colour alone never tells.</summary>
    public static string LetterOf(string trialType) => trialType switch
    {
        "jerk" => "J",
        "contraction" => "C",
        "negative_jerk" => "N",
        _ => "×",
    };
}
