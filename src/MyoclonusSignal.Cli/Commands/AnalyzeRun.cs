using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>One call of <c>analyze</c>: all its recordings; goes on after one fails and lists the failures at the end.</summary>
internal sealed class AnalyzeRun(
    IReadOnlyList<string> recordings,
    CsvRecordingOptions recordingOptions,
    EdfRecordingOptions edfOptions,
    Func<RecordingReader, AnalysisResult, AnalysisResult>? addHypnogram,
    AnalysisOptions options,
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
    private readonly Lock _printing = new();

    public int Execute(CancellationToken cancellation)
    {
        ThrowIfNamesCollide();
        OutputFolder results = new(folder, overwrite);
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
        results.Prepare(recordings.SelectMany(Names));
        (int Code, byte[]? Json)[] outcomes = new (int, byte[]?)[recordings.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        WithProgress(report => Parallel.For(0, recordings.Count, parallel, i =>
        {
            outcomes[i] = AnalyzeOne(recordings[i], results, share => report(i, share), cancellation);
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

    private static string Stem(string recording) => recording == "-" ? "stdin" : Path.GetFileNameWithoutExtension(recording.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? recording[..^3] : recording);

    private IEnumerable<string> Names(string recording)
    {
        string stem = Stem(recording);
        string[] names = [stem + "_events.tsv", stem + "_events.json", stem + "_summary.json"];
        return withCycles ? [.. names, stem + "_cycles.tsv", stem + "_cycles.json"] : names;
    }

    private void ThrowIfNamesCollide()
    {
        foreach (IGrouping<string, string> same in recordings.GroupBy(Stem, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new CliException(
                ExitCodes.Usage,
                $"{string.Join(" and ", same)} would write the same result files ({same.Key}_events.tsv, …)",
                remedy: "analyse them one by one into different folders");
        }
    }

    private (int Code, byte[]? Json) AnalyzeOne(
        string recording, OutputFolder results, Action<double> progress, CancellationToken cancellation)
    {
        try
        {
            AnalysisResult result;
            using (RecordingReader reader = RecordingOptions.Open(recording, recordingOptions, edfOptions))
            {
                RecordingOptions.ThrowIfChannelUnknown(reader, options.Channels, recordingOptions);
                result = MyoclonusAnalyzer.Analyze(reader, options, new Progress(progress), cancellation);
                ThrowIfNothingThere(reader, result);
                result = addHypnogram?.Invoke(reader, result) ?? result;
            }

            using MemoryStream summary = new();
            SummaryJson.Write(result, summary);
            string[] names = [.. Names(recording)];
            Action<Stream>[] files =
            [
                stream => ResultFiles.WriteEvents(result, stream),
                stream => ResultFiles.WriteEventsSidecar(result, stream),
                summary.WriteTo,
                stream => CycleFiles.WriteCycles(result, stream),
                stream => CycleFiles.WriteCyclesSidecar(result, stream),
            ];
            results.Write([.. names.Zip(files)]);
            if (!asJson && !isQuiet)
            {
                lock (_printing)
                {
                    ResultTable.Print(result, output, messages, names.Select(name => Path.Combine(folder, name)));
                }
            }

            return (ExitCodes.Success, asJson ? summary.ToArray() : null);
        }
        catch (Exception error) when (recordings.Count > 1 && error is not OperationCanceledException)
        {
            lock (_printing)
            {
                return (ErrorReport.Write(error, Console.Error, isDiagnostic), null);
            }
        }
    }

    /// <summary>Refuses a recording without signals, or of which every sample is missing.</summary>
    public static void ThrowIfNothingThere(RecordingReader reader, AnalysisResult result)
    {
        if (reader.Channels.Count == 0)
        {
            throw new CliException(ExitCodes.BadData, $"{reader.Path}: expected signals, found annotations only", remedy: "name the recording that they belong to");
        }

        if (result.Channels.Count > 0 && result.Channels.All(channel => channel.Quality.SampleCount > 0 && channel.Quality.MissingFraction >= 1))
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{reader.Path}: expected samples in {string.Join(", ", result.Channels.Select(channel => channel.Name))}, found none: every value is missing",
                remedy: "check how the recording was exported");
        }
    }

    private void PrintJson((int Code, byte[]? Json)[] outcomes)
    {
        if (!asJson)
        {
            return;
        }

        using Stream stdout = Console.OpenStandardOutput();
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

    private void WithProgress(Action<Action<int, double>> work)
    {
        if (isQuiet || !messages.Profile.Capabilities.Interactive || !messages.Profile.Capabilities.Ansi)
        {
            work((_, _) => { });
            return;
        }

        messages.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask[] tasks = [.. recordings.Select(recording => context.AddTask(Markup.Escape(Path.GetFileName(recording))))];
            work((index, share) => tasks[index].Value = 100 * share);
        });
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
