using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings.Bids;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>One call of <c>report</c>: all its summaries; goes on after one fails and lists the failures at the end.</summary>
internal sealed class ReportRun(
    IReadOnlyList<string> summaries,
    string? folder,
    string? recording,
    string? events,
    ReportOutputs outputs,
    bool overwrite,
    bool isQuiet,
    bool isDiagnostic,
    IAnsiConsole messages)
{
    public int Execute(CancellationToken cancellation)
    {
        List<(string Summary, int Code)> failed = [];
        ProgressDisplay.Run(messages, isQuiet, summaries, report =>
        {
            for (int i = 0; i < summaries.Count; i++)
            {
                int index = i;
                try
                {
                    WriteOne(summaries[i], share => report(index, share), cancellation);
                }
                catch (Exception error) when (summaries.Count > 1 && error is not OperationCanceledException)
                {
                    failed.Add((summaries[i], ErrorReport.Write(error, Console.Error, isDiagnostic)));
                }
            }
        });
        if (failed.Count > 0)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{failed.Count} of {summaries.Count} reports failed: {string.Join(", ", failed.Select(one => one.Summary))}"));
        }

        return failed.Count == 0 ? ExitCodes.Success : failed[0].Code;
    }

    private void WriteOne(string summary, Action<double> progress, CancellationToken cancellation)
    {
        SummaryFile stated = SummaryFile.Read(summary);
        AnalysisOptions options = OptionsFile.Read(summary, new());
        string? reviewed = events is null ? null : Reviewed(events);
        string stem = ResultNames.StemOfSummary(summary);
        string target = folder ?? Path.GetDirectoryName(Path.GetFullPath(summary))!;
        OutputFolder results = new(target, overwrite);
        results.Prepare(outputs.Names(stem));
        try
        {
            AnalysisResult result = RecordingAnalysis.Of(options, 1, outputs.Traces).Run(Find(stated, summary), options, progress, cancellation);
            if (result.Input.Sha256 != stated.Sha256)
            {
                throw new CliException(
                    ExitCodes.BadData,
                    $"{result.Input.Path}: expected the recording of {summary}, with SHA-256 {stated.Sha256}, found {result.Input.Sha256}",
                    remedy: "name the recording that was analysed with --recording FILE, or analyse this one anew");
            }

            (string Name, Action<Stream> Write)[] files = [.. outputs.Files(result with { Input = result.Input with { Path = stated.InputFile } }, stem, reviewed)];
            results.Write(files);
            if (!isQuiet)
            {
                foreach ((string name, _) in files)
                {
                    messages.WriteLine("wrote " + Path.Combine(target, name));
                }
            }
        }
        finally
        {
            results.RemoveIfUnused();
        }
    }

    private string Find(SummaryFile stated, string summary)
    {
        if (recording is not null)
        {
            return recording;
        }

        string name = Path.GetFileName(stated.InputFile);
        string[] places = [stated.InputFile, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(summary))!, name), name];
        return places.FirstOrDefault(File.Exists) ?? throw new CliException(
            ExitCodes.NoInput,
            $"{summary}: expected its recording {stated.InputFile}, found it neither there, nor beside the summary, nor in the working folder",
            remedy: "say where it is with --recording FILE");
    }

    private static string Reviewed(string path)
    {
        try
        {
            EventTable table = EventTable.Read(path);
            if (!table.ExtraColumns.Contains("review"))
            {
                throw new CliException(ExitCodes.BadData, $"{path}: expected a column review, found {string.Join(", ", table.ExtraColumns)}", remedy: "save the reviewed table from a report");
            }

            using StringWriter text = new(CultureInfo.InvariantCulture);
            table.Write(text);
            return text.ToString();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: "give --events an existing table", innerException: error);
        }
    }
}
