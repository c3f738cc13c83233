using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Cli;

/// <summary>Options that say which channels to analyse and how to condition them.</summary>
internal sealed class SignalOptions
{
    public SignalOptions() => LineFrequency.Validators.Add(ValidateLineFrequency);

    public Option<string[]> Channels { get; } = new("--channels")
    {
        Description = "Channels to analyse, separated by commas (default: every EMG and acceleration channel).",
        HelpName = "A,B",
        CustomParser = result => [.. result.Tokens.SelectMany(token => ColumnList.Split(token.Value).Where(name => name.Length > 0))],
    };

    public Option<string> LineFrequency { get; } = new("--line-frequency")
    {
        Description = "Mains frequency to take out, with every other line that stands: auto (that of a BIDS sidecar, otherwise what is found in the recording; the default), none, or HZ.",
        HelpName = "auto|none|HZ",
    };

    public Option<FrequencyBand?> EmgBand { get; } = new("--emg-band")
    {
        Description = "Pass band of EMG in Hz (default 20-450, narrowed to the sampling rate).",
        HelpName = "LOW-HIGH",
        CustomParser = RecordingArguments.ParseBand,
    };

    public Option<FrequencyBand?> RhythmBand { get; } = new("--rhythm-band")
    {
        Description = "Band in which a rhythm is looked for in Hz (default 3-8).",
        HelpName = "LOW-HIGH",
        CustomParser = RecordingArguments.ParseBand,
    };

    public Option<string> File { get; } = new("--options")
    {
        Description = "Options as JSON: the options object of a summary, or a whole summary, whose analysis is repeated. Options given beside it count more.",
        HelpName = "FILE.json",
    };

    /// <summary>Gives the options of the file, or the defaults where none is given, with those of the command line put in.</summary>
    public AnalysisOptions Apply(ParseResult parsed, AnalysisOptions defaults)
    {
        AnalysisOptions options = parsed.GetValue(File) is string path ? OptionsFile.Read(path, defaults) : defaults;
        return options with
        {
            Channels = parsed.GetValue(Channels) is { Length: > 0 } names ? names : options.Channels,
            LineFrequencyHz = parsed.GetValue(LineFrequency) is string text ? ReadLineFrequency(text) : options.LineFrequencyHz,
            EmgBand = parsed.GetValue(EmgBand) ?? options.EmgBand,
            Rhythm = parsed.GetValue(RhythmBand) is FrequencyBand rhythm
                ? options.Rhythm with { BandLowHz = rhythm.LowHz, BandHighHz = rhythm.HighHz }
                : options.Rhythm,
        };
    }

    /// <summary>The library checks its options too, but does not know what they are called here.</summary>
    public static void ThrowIfOutside(AnalysisOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException error)
        {
            throw new CliException(ExitCodes.Usage, $"--rhythm-band, --emg-band: {ErrorReport.OneLine(error)}", innerException: error);
        }
    }

    private static void ValidateLineFrequency(OptionResult result)
    {
        string? text = result.GetValueOrDefault<string>();
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double hz) && hz is >= RecordingReader.LowestLineHz and <= RecordingReader.HighestLineHz;
        if (!isNumber && text is not ("auto" or "none"))
        {
            result.AddError($"--line-frequency: expected auto, none or a frequency of {RecordingReader.LowestLineHz} to {RecordingReader.HighestLineHz} Hz, found \"{text}\"");
        }
    }

    private static double? ReadLineFrequency(string text) => text switch
    {
        "auto" => null,
        "none" => 0,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
