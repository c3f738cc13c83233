using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Hypnograms;

namespace MyoclonusSignal.Cli;

/// <summary>The library names its settings in what it says; whoever types a command knows them as options.</summary>
internal static class SettingNames
{
    private static readonly (string Setting, string Option)[] Options =
    [
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.SampleRate)}", "--sample-rate HZ"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.TimeColumn)} \"", "--time-column \""),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.TimeColumn)}", "--time-column NAME"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.HypnogramScheme)}", "--hypnogram-scheme"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.Columns)}", "--columns"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.AnnotationColumns)}", "--annotation-columns"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.Clock)}", "--clock"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.Kinds)}", "--kind"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.IsLenient)}", "--lenient"),
        ($"{nameof(RecordingOptions)}.{nameof(RecordingOptions.Encoding)}", "--encoding"),

        // The commands take the start from the recording; one that states none cannot be given any.
        ($"; or say when it started with {nameof(HypnogramOptions)}.{nameof(HypnogramOptions.RecordingStart)}", string.Empty),
        ($"{nameof(AnalysisOptions)}.{nameof(AnalysisOptions.Resample)}", "--resample"),
        ($"{nameof(AnalysisOptions)}.{nameof(AnalysisOptions.LineFrequencyHz)}", "--line-frequency"),
    ];

    /// <summary>Gives a text of the library with the options of the command in place of its settings.</summary>
    public static string AsOptions(string text)
    {
        foreach ((string setting, string option) in Options)
        {
            text = text.Replace(setting, option, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Gives a result whose warnings name the options of the command.</summary>
    public static AnalysisResult AsOptions(AnalysisResult result) => result with { Warnings = AsOptions(result.Warnings) };

    /// <summary>Gives warnings that name the options of the command.</summary>
    public static IReadOnlyList<RecordingWarning> AsOptions(IReadOnlyList<RecordingWarning> warnings) =>
        [.. warnings.Select(warning => warning with { Text = AsOptions(warning.Text) })];
}
