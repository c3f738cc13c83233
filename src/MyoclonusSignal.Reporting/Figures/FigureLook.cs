using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings.Bids;
using OxyPlot;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The colours and sizes that all figures share: those of Okabe and Ito (2008), which colour-blind readers tell apart, darkened for white paper.</summary>
internal static class FigureLook
{
    /// <summary>The width of a figure in pixels: two columns of a paper (180 mm) at 96 to the inch.</summary>
    public const double Width = 680;

    /// <summary>9 point at that width.</summary>
    public const double FontSize = 12;

    /// <summary>The smallest text of a figure: 8.25 point at that width, which a phone shows without shrinking it.</summary>
    public const double SmallFontSize = 11;

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

    /// <summary>Gives the colour of a kind of event; of a rejected candidate where there is none.</summary>
    public static OxyColor Of(EventKind? kind) => kind switch
    {
        EventKind.Jerk => Jerk,
        EventKind.Contraction => Contraction,
        EventKind.NegativeJerk => NegativeJerk,
        _ => Rejected,
    };

    /// <summary>Gives a kind of event in words.</summary>
    public static string NameOf(EventKind kind) => kind.TrialType().Replace('_', ' ');

    /// <summary>Gives the letter that marks a kind of event, or a rejected candidate, so that colour alone never tells.</summary>
    public static string LetterOf(EventKind? kind) => kind switch
    {
        EventKind.Jerk => "J",
        EventKind.Contraction => "C",
        EventKind.NegativeJerk => "N",
        _ => "×",
    };

    /// <summary>Gives the kinds that occur, in the order in which they are drawn: the longest lie undermost.</summary>
    public static IEnumerable<EventKind> InOrder(IEnumerable<AnalysisEvent> events) =>
        events.Select(one => one.Kind).Distinct().OrderBy(kind => kind == EventKind.Contraction ? -1 : (int)kind);
}
