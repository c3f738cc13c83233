using System.CommandLine;
using System.Security.Cryptography;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Hypnograms;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Cli;

/// <summary>Options that name the sleep stages of a recording.</summary>
internal sealed class HypnogramOptionsReader
{
    public HypnogramOptionsReader()
    {
        string names = string.Join(", ", StageScheme.All.Select(scheme => scheme.Name));
        Scheme = new Option<string>("--hypnogram-scheme") { Description = $"What numbers in the hypnogram mean: {names}.", HelpName = "NAME" };
        Scheme.Validators.Add(result =>
        {
            string? name = result.GetValueOrDefault<string>();
            if (name is null || StageScheme.Find(name) is null)
            {
                result.AddError($"--hypnogram-scheme: expected {names}, found \"{name}\"");
            }
        });
    }

    public Option<string> File { get; } = new("--hypnogram")
    {
        Description = "Sleep stages of the recording: EDF+ annotations, .annot, .eannot, a table with onset, duration and stage, or one label a line for 30 s each.",
        HelpName = "FILE",
    };

    public Option<string> Scheme { get; }

    /// <summary>Gives how a recording is read, with the stages of the command line put in.</summary>
    public RecordingOptions Apply(ParseResult parsed, RecordingOptions options) => options with
    {
        Hypnogram = parsed.GetValue(File) ?? options.Hypnogram,
        HypnogramScheme = parsed.GetValue(Scheme) is string name ? StageScheme.Find(name)!.Name : options.HypnogramScheme,
    };

    /// <summary>Gives the function that puts the stages into a result, or <see langword="null"/> where none were asked for.</summary>
    public static Func<RecordingReader, AnalysisResult, AnalysisResult>? Read(RecordingOptions options, int recordings)
    {
        if (options.Hypnogram is not string path)
        {
            return null;
        }

        if (recordings > 1)
        {
            throw new CliException(ExitCodes.Usage, $"--hypnogram: expected one recording, found {recordings}", remedy: "analyse them one by one, each with its own hypnogram");
        }

        StageScheme? scheme = options.HypnogramScheme is string name ? StageScheme.Find(name) : null;
        return (reader, result) =>
        {
            List<RecordingWarning> warnings = [];
            IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path, new HypnogramOptions { Scheme = scheme, RecordingStart = reader.StartTime }, warnings);
            HypnogramFile.ThrowIfNotOf(path, epochs, result.Input.DurationSeconds);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            HypnogramInfo input = new(path, Convert.ToHexStringLower(SHA256.HashData(file)), scheme?.Name);
            return result with { Hypnogram = epochs, HypnogramInput = input, Warnings = [.. result.Warnings, .. warnings] };
        };
    }
}
