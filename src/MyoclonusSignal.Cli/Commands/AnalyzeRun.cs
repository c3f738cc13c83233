using System.Globalization;
using MyoclonusSignal.Analysis;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>One call of <c>analyze</c>: all its recordings; goes on after one fails and lists the failures at the end.</summary>
internal sealed class AnalyzeRun(
    IReadOnlyList<string> recordings,
    AnalysisOptions options,
    ReportOutputs outputs,
    IReadOnlyList<string> besides,
    string folder,
    bool overwrite,
    bool withCycles,
    int jobs,
    bool asJson,
    bool isQuiet,
    bool isDiagnostic,
    IAnsiConsole output,
    IAnsiConsole messages)
{
    public int Execute(CancellationToken cancellation)
    {
        ThrowIfNamesCollide();
        using OutputFolder results = new(folder, overwrite, cancellation);
        try
        {
            return Execute(results, cancellation);
        }
        finally
        {
            results.RemoveIfUnused();
        }
    }

    private int Execute(OutputFolder results, CancellationToken cancellation)
    {
        // A summary repeats its own analysis: the new one states the same options.
        HashSet<string> summaries = [.. recordings.Select(recording => Path.GetFullPath(Path.Combine(folder, ResultNames.Summary(ResultNames.StemOf(recording)))))];
        IEnumerable<string> read = recordings.Concat(besides.Where(file => !summaries.Contains(Path.GetFullPath(file))));
        results.Prepare(recordings.Select(ResultNames.StemOf), recordings.SelectMany(Names), read);

        (int Code, byte[]? Json)[] outcomes = new (int, byte[]?)[recordings.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        ProgressDisplay.Run(messages, isQuiet, recordings, (report, printing) => Parallel.For(0, recordings.Count, parallel, i =>
        {
            outcomes[i] = AnalyzeOne(recordings[i], results, share => report(i, share), print => printing.Print(i, print), cancellation);
        }));

        PrintJson(outcomes);
        int[] failed = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i].Code != ExitCodes.Success)];
        if (failed.Length > 0 && recordings.Count > 1)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{failed.Length} of {recordings.Count} recordings failed: {string.Join(", ", failed.Select(i => recordings[i]))}"));
        }

        return failed.Length == 0 ? ExitCodes.Success : outcomes[failed[0]].Code;
    }

    private IEnumerable<string> Names(string recording)
    {
        string stem = ResultNames.StemOf(recording);
        return
        [
            ResultNames.Events(stem),
            ResultNames.EventsSidecar(stem),
            ResultNames.Summary(stem),
            .. outputs.Names(stem),
            .. withCycles ? [ResultNames.Cycles(stem), ResultNames.CyclesSidecar(stem)] : Array.Empty<string>(),
            ResultNames.Manifest(stem),
        ];
    }

    private void ThrowIfNamesCollide()
    {
        foreach (IGrouping<string, string> same in recordings.GroupBy(ResultNames.StemOf, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new CliException(
                ExitCodes.Usage,
                $"{string.Join(" and ", same)} would write the same result files ({same.Key}_events.tsv, …)",
                remedy: "analyse them one by one into different folders");
        }
    }

    private (int Code, byte[]? Json) AnalyzeOne(
        string recording, OutputFolder results, Action<double> progress, Action<Action> print, CancellationToken cancellation)
    {
        try
        {
            AnalysisResult result = RecordingAnalysis.Run(recording, options, outputs.Traces, progress, cancellation);
            using MemoryStream summary = new();
            SummaryJson.Write(result, summary);
            string stem = ResultNames.StemOf(recording);
            List<(string Name, Action<Stream> Write)> files =
            [
                (ResultNames.Events(stem), stream => ResultFiles.WriteEvents(result, stream)),
                (ResultNames.EventsSidecar(stem), stream => ResultFiles.WriteEventsSidecar(result, stream)),
                (ResultNames.Summary(stem), summary.WriteTo),
                .. outputs.Files(result, stem),
            ];
            if (withCycles)
            {
                files.Add((ResultNames.Cycles(stem), stream => CycleFiles.WriteCycles(result, stream)));
                files.Add((ResultNames.CyclesSidecar(stem), stream => CycleFiles.WriteCyclesSidecar(result, stream)));
            }

            if (ReviewKeeper.Keep(folder, ResultNames.Summary(stem), ResultNames.Events(stem)) is string kept)
            {
                print(() => Console.Error.WriteLine("warning: " + kept));
            }

            IReadOnlyList<WrittenFile> set = results.Write(stem, files, done =>
            {
                ResultManifest manifest = ResultManifest.Of(result, done);
                return (ResultNames.Manifest(stem), manifest.Write);
            });
            if (!asJson && !isQuiet)
            {
                string[] written = [.. set.Select(file => Path.Combine(folder, file.Name))];
                print(() => ResultTable.Print(result, output, messages, written));
            }

            return (ExitCodes.Success, asJson ? summary.ToArray() : null);
        }
        catch (Exception error) when (recordings.Count > 1 && error is not OperationCanceledException)
        {
            print(() => ErrorReport.Write(error, Console.Error, isDiagnostic));
            return (ErrorReport.CodeOf(error), null);
        }
    }

    private void PrintJson((int Code, byte[]? Json)[] outcomes)
    {
        if (!asJson)
        {
            return;
        }

        using Stream stdout = StandardOutput.Open();
        byte[][] written = [.. outcomes.Where(outcome => outcome.Json is not null).Select(outcome => outcome.Json!)];
        if (recordings.Count == 1)
        {
            foreach (byte[] json in written)
            {
                stdout.Write(json);
            }

            return;
        }

        stdout.Write("[\n"u8);
        for (int i = 0; i < written.Length; i++)
        {
            stdout.Write(written[i].AsSpan().TrimEnd((byte)'\n'));
            stdout.Write(i + 1 < written.Length ? ",\n"u8 : "\n"u8);
        }

        stdout.Write("]\n"u8);
    }
}
