using System.CommandLine;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Reporting.Report;

namespace MyoclonusSignal.Cli;

/// <summary>What is made for a person to look at: the report, and with <c>--figures</c> its figures one by one.</summary>
internal sealed record ReportOutputs(bool HasReport, bool HasFigures)
{
    /// <summary>Gets what must be kept of the signals for it.</summary>
    public SignalTraceOptions? Traces => HasReport || HasFigures ? new SignalTraceOptions() : null;

    /// <summary>Creates the option that asks for figures.</summary>
    public static Option<string?> FiguresOption()
    {
        Option<string?> figures = new("--figures")
        {
            Description = "Write the figures of the report beside it as well, each as a file: svg (text stays text; fonts are not needed).",
            HelpName = "svg",
        };
        figures.Validators.Add(result =>
        {
            string? format = result.GetValueOrDefault<string?>();
            if (format == "png")
            {
                result.AddError("--figures: expected svg, found \"png\": pixels need the fonts of the machine that draws them, and lose their text without; "
                    + "write svg and turn it into pixels with a browser, Inkscape or rsvg-convert");
            }
            else if (format != "svg")
            {
                result.AddError($"--figures: expected svg, found \"{format}\"");
            }
        });
        return figures;
    }

    /// <summary>Gives the names that are known before the analysis; the figures' depend on the channels.</summary>
    public IEnumerable<string> Names(string stem) => HasReport ? [ResultNames.Report(stem)] : [];

    /// <summary>Gives the files of one result, the report first.</summary>
    /// <param name="result">The result, with traces.</param>
    /// <param name="stem">R of the result files.</param>
    public IEnumerable<(string Name, Action<Stream> Write)> Files(AnalysisResult result, string stem)
    {
        if (HasReport)
        {
            ReportOptions options = new() { CommandLine = result.Reviewed is null ? RepeatCommand.For(result.Input.Path, stem) : RepeatCommand.ForReview(result.Input.Path, stem) };
            yield return (ResultNames.Report(stem), stream => HtmlReport.Write(result, options, stream));
        }

        foreach ((string name, Action<Stream> write) in HasFigures ? ResultFigures.Files(result, stem) : [])
        {
            yield return (name, write);
        }
    }
}
