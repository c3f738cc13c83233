using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
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
    IAnsiConsole output,
    IAnsiConsole messages)
{
    public int Execute(CancellationToken cancellation)
    {
        ThrowIfNamesCollide();
        List<(string Summary, int Code)> failed = [];
        ProgressDisplay.Run(messages, isQuiet, summaries, (report, printing) =>
        {
            for (int i = 0; i < summaries.Count; i++)
            {
                int index = i;
                try
                {
                    WriteOne(summaries[i], share => report(index, share), print => printing.Print(index, print), cancellation);
                }
                catch (Exception error) when (summaries.Count > 1 && error is not OperationCanceledException)
                {
                    printing.Print(index, () => ErrorReport.Write(error, Console.Error, isDiagnostic));
                    failed.Add((summaries[i], ErrorReport.CodeOf(error)));
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

    private void ThrowIfNamesCollide()
    {
        foreach (IGrouping<string, string> same in summaries.GroupBy(summary => Path.Combine(FolderOf(summary), ResultNames.StemOfSummary(summary)), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new CliException(
                ExitCodes.Usage,
                $"{string.Join(" and ", same)} would write the same file ({ResultNames.Report(same.Key)})",
                remedy: "leave out -o, or write their reports one by one into different folders");
        }
    }

    private string FolderOf(string summary) => folder ?? Path.GetDirectoryName(summary) switch { null or "" => ".", string beside => beside };

    private void WriteOne(string summary, Action<double> progress, Action<Action> print, CancellationToken cancellation)
    {
        SummaryFile stated = SummaryFile.Read(summary);
        string stem = ResultNames.StemOfSummary(summary);
        EventTable? table = Reviewed(events, stated, stem);
        using OutputFolder results = new(FolderOf(summary), overwrite, cancellation);
        try
        {
            results.Prepare([stem], Names(stem, table is not null), table is null ? [summary] : []);
            string path = Find(stated);
            AnalysisOptions options = WithHypnogram(stated, path);
            AnalysisResult result = RecordingAnalysis.Run(path, options, outputs.Traces, progress, cancellation);

            // Named as then, wherever the files are now, so that the report has the same bytes.
            result = result with
            {
                Input = result.Input with { Path = stated.InputFile },
                Options = stated.Options,
                HypnogramInput = result.HypnogramInput is { } hypnogram ? hypnogram with { Path = stated.Options.Reading.Hypnogram! } : null,
            };
            AnalysisResult shown = table is null ? result : ReviewedResult.Of(result, table, TablePath(events, stated, stem));
            stated.ThrowIfNotOf(stated.IsReviewed ? shown : result, isByOtherReview: stated.IsReviewed && events is not null);
            print(() => Array.ForEach([.. WarningLines.Of(shown.Warnings.Except(result.Warnings))], line => Console.Error.WriteLine("warning: " + line)));
            result = shown;

            (string Name, Action<Stream> Write)[] files = [.. table is null ? [] : ReviewedFiles(result, stem, Sources(stated, stem)), .. outputs.Files(result, stem)];
            Write(results, files, stated, result, stem);
            if (!isQuiet)
            {
                string[] written = [.. files.Select(file => Path.Combine(FolderOf(summary), file.Name))];
                print(() => Array.ForEach(written, file => output.Line("wrote " + file)));
            }
        }
        finally
        {
            results.RemoveIfUnused();
        }
    }

    /// <summary>The names that are known before the analysis: of a review the numbers are written anew as well.</summary>
    private IEnumerable<string> Names(string stem, bool isReview) => isReview
        ? [ResultNames.Events(stem), ResultNames.EventsSidecar(stem), ResultNames.Summary(stem), .. outputs.Names(stem)]
        : outputs.Names(stem);

    private static IEnumerable<(string Name, Action<Stream> Write)> ReviewedFiles(AnalysisResult result, string stem, IReadOnlyList<string> sources) =>
    [
        (ResultNames.Events(stem), stream => ResultFiles.WriteEvents(result, stream)),
        (ResultNames.EventsSidecar(stem), stream => ResultFiles.WriteEventsSidecar(result, stream, sources)),
        (ResultNames.Summary(stem), stream => ResultFiles.WriteSummary(result, stream)),
    ];

    /// <summary>What the sidecar of a derivative says that the events were made from; nothing beside other results.</summary>
    private static string[] Sources(SummaryFile stated, string stem)
    {
        string sidecar = Path.Combine(Path.GetDirectoryName(stated.Path) ?? string.Empty, ResultNames.EventsSidecar(stem));
        try
        {
            return File.Exists(sidecar) && JsonNode.Parse(SideFile.ReadBytes(sidecar))?["Sources"] is JsonArray sources ? [.. sources.OfType<JsonValue>().Select(source => source.GetValue<string>())] : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Writes the files; the manifest of the set that they join states their hashes, and the numbers of a review are a set.</summary>
    private void Write(OutputFolder results, (string Name, Action<Stream> Write)[] files, SummaryFile summary, AnalysisResult result, string stem)
    {
        string folder = FolderOf(summary.Path);
        string name = ResultNames.Manifest(stem);
        if (ResultManifest.Read(Path.Combine(folder, name)) is not ResultManifest manifest)
        {
            results.Write(stem, files, result.Reviewed is null ? null : written => (name, ResultManifest.Of(result, written).Write));
            return;
        }

        if (manifest.Input?.Sha256 != summary.Sha256 || !JsonNode.DeepEquals(manifest.Options, OptionsJson.ToNode(summary.Options)))
        {
            throw new CliException(
                ExitCodes.CannotCreate,
                $"{Path.Combine(folder, name)}: expected the manifest of {summary.Path}, found that of another analysis",
                remedy: "name another folder with -o DIR, or analyse the recording anew");
        }

        results.Write(stem, files, written => (name, manifest.With(written).Write), replacesClaim: true);
    }

    /// <summary>Gives the first of the places where the recording may be that holds the one that was analysed.</summary>
    private string Find(SummaryFile stated)
    {
        string[] places = recording is not null ? [recording] : [.. Beside(stated, stated.InputFile)];
        List<string> found = [];
        foreach (string place in places.Where(File.Exists))
        {
            using FileStream file = new(place, FileMode.Open, FileAccess.Read, FileShare.Read);
            string sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
            if (sha256 == stated.Sha256)
            {
                return place;
            }

            found.Add($"{place}: expected the recording of {stated.Path}, with SHA-256 {stated.Sha256}, found {sha256}");
        }

        throw found.Count > 0
            ? new CliException(ExitCodes.BadData, found[0], remedy: "name the recording that was analysed with --recording FILE, or analyse this one anew")
            : new CliException(
                ExitCodes.NoInput,
                recording is not null
                    ? $"{recording}: no such file"
                    : $"{stated.Path}: expected its recording {stated.InputFile}, found it neither beside the summary nor in the working folder",
                remedy: "say where it is with --recording FILE");
    }

    private static IEnumerable<string> Beside(SummaryFile stated, string named) =>
        [named, Path.Combine(Path.GetDirectoryName(stated.Path) ?? string.Empty, Path.GetFileName(named))];

    /// <summary>Gives the options with the hypnogram where it is now; whether it is the same is known from the summary.</summary>
    private static AnalysisOptions WithHypnogram(SummaryFile stated, string recording)
    {
        if (stated.Options.Reading.Hypnogram is not string named)
        {
            return stated.Options;
        }

        string[] places = [.. Beside(stated, named), Path.Combine(Path.GetDirectoryName(recording) ?? string.Empty, Path.GetFileName(named))];
        string found = places.FirstOrDefault(File.Exists) ?? throw new CliException(
            ExitCodes.NoInput,
            $"{stated.Path}: expected its hypnogram {named}, found it neither there, nor beside the summary or the recording",
            remedy: "put it beside the recording");
        return stated.Options with { Reading = stated.Options.Reading with { Hypnogram = found } };
    }

    /// <summary>Gives the reviewed table: the one that is named, or the one that a summary of a review came from; else <see langword="null"/>.</summary>
    private static EventTable? Reviewed(string? named, SummaryFile stated, string stem)
    {
        if (named is null && !stated.IsReviewed)
        {
            return null;
        }

        string path = TablePath(named, stated, stem);
        try
        {
            return EventTable.Read(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw named is null
                ? new CliException(ExitCodes.NoInput, $"{stated.Path}: expected its reviewed table {path}, found none", remedy: "name it with --events FILE", innerException: error)
                : new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: "give --events an existing table", innerException: error);
        }
    }

    private static string TablePath(string? named, SummaryFile stated, string stem) =>
        named ?? Path.Combine(Path.GetDirectoryName(stated.Path) ?? string.Empty, ResultNames.Events(stem));
}
