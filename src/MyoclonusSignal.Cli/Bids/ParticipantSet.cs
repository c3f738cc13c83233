using System.Text.Json.Nodes;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Cli.Bids;

/// <summary>The results of one recording in a derivative: where they are, and whether they are there.</summary>
internal sealed class ParticipantSet(DerivativeFolder derivative, BidsRecording recording)
{
    /// <summary>Gets the recording.</summary>
    public BidsRecording Recording => recording;

    /// <summary>Gets the folder.</summary>
    public string Folder => Path.Combine(derivative.Path, recording.DerivativeFolder);

    /// <summary>Gets the name of the set.</summary>
    public string Name => ResultNames.StemOfSummary(Summary);

    public string Events => recording.DerivativeName(DerivativeFolder.Description, "events.tsv");

    public string EventsSidecar => recording.DerivativeName(DerivativeFolder.Description, "events.json");

    public string Summary => recording.DerivativeName(DerivativeFolder.Description, "summary.json");

    public string Manifest => recording.DerivativeName(DerivativeFolder.Description, "manifest.json");

    /// <summary>Gets the names of all its files.</summary>
    public IReadOnlyList<string> Files => [Events, EventsSidecar, Summary, Manifest];

    /// <summary>Looks at the set.</summary>
    /// <param name="manifest">Its manifest where it is whole.</param>
    public SetState Look(out ResultManifest? manifest)
    {
        manifest = ResultManifest.Read(Path.Combine(Folder, Manifest));
        if (manifest is not null)
        {
            bool isWhole = manifest.IsWhole(Folder);
            manifest = isWhole ? manifest : null;
            return isWhole ? SetState.Whole : SetState.Changed;
        }

        return Files.Any(file => File.Exists(Path.Combine(Folder, file))) ? SetState.Unfinished : SetState.None;
    }

    /// <summary>Returns true if the set is whole, and made from what the recording is now with these options.</summary>
    /// <param name="options">The options asked for.</param>
    /// <param name="overwrite">Whether what was changed by hand is replaced.</param>
    /// <param name="change">What has changed, where the set must be made anew; <see langword="null"/> where there is none.</param>
    /// <exception cref="CliException">Somebody has changed a file of the set.</exception>
    public bool IsDone(AnalysisOptions options, bool overwrite, out string? change)
    {
        SetState state = Look(out ResultManifest? manifest);
        if (state == SetState.Changed && !overwrite)
        {
            throw new CliException(
                ExitCodes.CannotCreate,
                $"{Path.Combine(Folder, Manifest)}: expected files with the hashes that it states, found one that was changed",
                "What was changed by hand is not replaced unasked.",
                "add --force to replace it, or move it elsewhere");
        }

        change = state switch
        {
            SetState.Unfinished => "its results were not finished",
            SetState.Changed => "a file of its results was changed",
            _ => null,
        };
        if (manifest?.Input is not ManifestInput input)
        {
            return false;
        }

        if (manifest.Software.Version != SummaryJson.SoftwareVersion)
        {
            change = $"its results are of version {manifest.Software.Version}";
            return false;
        }

        using RecordingReader reader = RecordingArguments.Open(recording.FullPath, options.Reading);
        AnalysisOptions resolved = options with { Channels = RecordingArguments.Resolve(reader, options.Channels, options.Reading) };
        change = !JsonNode.DeepEquals(OptionsJson.ToNode(resolved), manifest.Options) ? "the options have changed"
            : ManifestInput.HashOf(recording.FullPath) != input.Sha256 ? "the recording has changed"
            : !(input.SideFiles ?? []).SequenceEqual(ManifestInput.Beside(recording.FullPath, reader.SideFiles) ?? []) ? "a file beside the recording has changed"
            : null;
        return change is null;
    }
}

/// <summary>What there is of a set.</summary>
internal enum SetState
{
    /// <summary>No file of it.</summary>
    None,

    /// <summary>Files, but no manifest: a run was ended before it was through.</summary>
    Unfinished,

    /// <summary>A manifest, and a file that is not as it states.</summary>
    Changed,

    /// <summary>Every file as the manifest states.</summary>
    Whole,
}
