using System.CommandLine;
using MyoclonusSignal.Recordings;
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

    /// <summary>Refuses one hypnogram for several recordings.</summary>
    public static void ThrowIfShared(RecordingOptions options, int recordings)
    {
        if (options.Hypnogram is not null && recordings > 1)
        {
            throw new CliException(ExitCodes.Usage, $"--hypnogram: expected one recording, found {recordings}", remedy: "analyse them one by one, each with its own hypnogram");
        }
    }
}
