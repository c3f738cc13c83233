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
        ParticipantSet set = new(derivative, recording);
        using OutputFolder results = new(set.Folder, overwrite || resume, cancellation);
        try
        {
            // First of all the lock: what another run is writing is not done yet, and what a killed one left goes away.
            results.Prepare([set.Name], set.Files);
            string? change = null;
            if (resume && set.IsDone(options, overwrite, out change))
            {
                Tell($"{recording.RelativePath}: done before");
                return ExitCodes.Success;
            }

            if (change is not null)
            {
                Tell($"{recording.RelativePath}: analysed anew, {change}");
            }

            AnalysisResult result = RecordingAnalysis.Run(recording.FullPath, options, null, null, cancellation);
            if (ReviewKeeper.Keep(set.Folder, set.Summary, set.Events) is string kept)
            {
                Tell("warning: " + kept);
            }

            results.Write(
                set.Name,
                [
                    (set.Events, stream => ResultFiles.WriteEvents(result, stream)),
                    (set.EventsSidecar, stream => ResultFiles.WriteEventsSidecar(result, stream, ["bids:raw:" + recording.RelativePath])),
                    (set.Summary, stream => SummaryJson.Write(result, stream)),
                ],
                written => (set.Manifest, ResultManifest.Of(result, written, recording.RelativePath).Write));
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
