using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The rating of the recording by a person; it needs scripts, since it is saved as a file.</summary>
internal sealed class RatingSection : ReportSection
{
    private static readonly string[] Ratings = ["exclude", "poor", "acceptable", "excellent"];

    private static readonly (string Value, string Text)[] Artefacts =
    [
        ("movement", "movement of cables or electrodes"), ("ecg", "heart"), ("mains", "hum"), ("clipping", "clipping"), ("electrode-off", "electrode off"),
        ("crosstalk", "crosstalk"), ("other", "other"),
    ];

    public override string Id => "rating";

    public override string Title => "Rating";

    public override string? LookFor(AnalysisResult result, ReportOptions options) => options.HasViewer
        ? "Your own judgement of the recording; with scripts it can be saved as a JSON file."
        : "Your own judgement of the recording, for the printed page: exclude, poor, acceptable, excellent.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        if (options.HasViewer)
        {
            page.Open("form", "id", "rating-form", "hidden", "hidden");
            page.Open("fieldset").Element("legend", "This recording is");
            foreach (string rating in Ratings)
            {
                page.Open("label").Void("input", "type", "radio", "name", "rating", "value", rating, "required", "required").Text(" " + rating).Close();
            }

            page.Close().Open("fieldset").Element("legend", "Artefacts");
            foreach ((string value, string text) in Artefacts)
            {
                page.Open("label").Void("input", "type", "checkbox", "name", "artefact", "value", value).Text(" " + text).Close();
            }

            page.Close().Open("p").Element("label", "Note", "for", "rating-note").Open("textarea", "id", "rating-note", "name", "note", "rows", "3").Close().Close();
            page.Open("p").Element("button", "Save the rating (JSON)", "type", "submit").Close().Close();
        }
    }
}
