namespace MyoclonusSignal.Cli;

/// <summary>The command that repeats an analysis, as a report states it: everything that was asked stands in the summary.</summary>
internal static class RepeatCommand
{
    private const string PlainSigns = "_-./,=:@%+";

    /// <summary>Gives the command, quoted as a POSIX shell reads it.</summary>
    /// <param name="inputFile">The recording, as the result names it.</param>
    /// <param name="stem">R of the result files.</param>
    public static string For(string inputFile, string stem) =>
        $"myoclonus analyze {(inputFile == RecordingArguments.StandardInputName ? "-" : Quoted(AsFile(Path.GetFileName(inputFile))))} --options {Quoted(AsFile(ResultNames.Summary(stem)))}";

    /// <summary>Gives the command that makes the report of a review again, from the files beside it.</summary>
    /// <param name="inputFile">The recording, as the result names it.</param>
    /// <param name="stem">R of the result files.</param>
    public static string ForReview(string inputFile, string stem) =>
        $"myoclonus report {Quoted(AsFile(ResultNames.Summary(stem)))} --recording {Quoted(AsFile(Path.GetFileName(inputFile)))} --force";

    /// <summary>A file whose name begins with a dash would be taken for an option.</summary>
    private static string AsFile(string name) => name.StartsWith('-') ? "./" + name : name;

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || PlainSigns.Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
