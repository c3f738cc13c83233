using System.CommandLine;
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

    /// <summary>Gives the function that puts the stages into a result, or <see langword="null"/> where none were asked for.</summary>
    public Func<RecordingReader, AnalysisResult, AnalysisResult>? Read(ParseResult parsed, int recordings)
    {
        if (parsed.GetValue(File) is not string path)
        {
            return null;
        }

        if (recordings > 1)
        {
            throw new CliException(ExitCodes.Usage, $"--hypnogram: expected one recording, found {recordings}", remedy: "analyse them one by one, each with its own hypnogram");
        }

        StageScheme? scheme = parsed.GetValue(Scheme) is string name ? StageScheme.Find(name) : null;
        return (reader, result) =>
        {
            List<RecordingWarning> warnings = [];
            IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path, new HypnogramOptions { Scheme = scheme, RecordingStart = reader.StartTime }, warnings);
            HypnogramFile.ThrowIfNotOf(path, epochs, result.Input.DurationSeconds);
            return result with { Hypnogram = epochs, Warnings = [.. result.Warnings, .. warnings] };
        };
    }
}
