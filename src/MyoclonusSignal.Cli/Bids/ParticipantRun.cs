using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>The level <c>participant</c> of <c>run</c>: every recording that was asked for; goes on after one fails.</summary>
internal sealed class ParticipantRun(
    BidsDataset dataset,
    DerivativeFolder derivative,
    LabelFilter filter,
    AnalysisOptions options,
    bool overwrite,
    bool resume,
    int jobs,
    bool isQuiet,
    bool isDiagnostic)
{
    private readonly Lock _printing = new();

    public int Execute(CancellationToken cancellation)
    {
        IReadOnlyList<BidsRecording> recordings = filter.Choose(
            dataset.Recordings, recording => recording.RelativePath, dataset.Root, "recordings (emg/ or eeg/ as EDF or BDF, motion/)");
        foreach (string other in dataset.Unreadable.Where(filter.Matches))
        {
            Tell($"warning: {other}: left out, this format is not read; convert it to EDF or BDF");
        }

        derivative.Describe();
        int[] codes = new int[recordings.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.For(0, recordings.Count, parallel, i => codes[i] = AnalyzeOne(recordings[i], cancellation));
        string[] failed = [.. recordings.Where((_, i) => codes[i] != ExitCodes.Success).Select(recording => recording.RelativePath)];
        if (failed.Length > 0 && recordings.Count > 1)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{failed.Length} of {recordings.Count} recordings failed: {string.Join(", ", failed)}"));
        }

        return Array.Find(codes, code => code != ExitCodes.Success);
    }

    private int AnalyzeOne(BidsRecording recording, CancellationToken cancellation)
    {
        string folder = Path.Combine(derivative.Path, recording.DerivativeFolder);
        string[] names = [.. new[] { "events.tsv", "events.json", "summary.json" }.Select(end => recording.DerivativeName(DerivativeFolder.Description, end))];

        // The summary is put in place last: where it is, the rest is.
        if (resume && File.Exists(Path.Combine(folder, names[^1])))
        {
            Tell($"{recording.RelativePath}: done before");
            return ExitCodes.Success;
        }

        OutputFolder results = new(folder, overwrite || resume);
        try
        {
            results.Prepare(names);
            AnalysisResult result = RecordingAnalysis.Run(recording.FullPath, options, null, null, cancellation);
            results.Write(
            [
                (names[0], stream => ResultFiles.WriteEvents(result, stream)),
                (names[1], stream => ResultFiles.WriteEventsSidecar(result, stream, ["bids:raw:" + recording.RelativePath])),
                (names[2], stream => SummaryJson.Write(result, stream)),
            ]);
            int jerks = result.Channels.Sum(channel => channel.Jerks?.Count ?? 0);
            Tell(string.Create(CultureInfo.InvariantCulture, $"{recording.RelativePath}: {jerks} jerks in {result.Channels.Count} channels, {result.Warnings.Count} warnings"));
            return ExitCodes.Success;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            lock (_printing)
            {
                return ErrorReport.Write(error, Console.Error, isDiagnostic);
            }
        }
        finally
        {
            results.RemoveIfUnused();
        }
    }

    private void Tell(string line)
    {
        if (!isQuiet)
        {
            lock (_printing)
            {
                Console.Error.WriteLine(line);
            }
        }
    }
}
