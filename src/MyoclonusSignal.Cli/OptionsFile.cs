using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>Reads the file of <c>--options</c>.</summary>
internal static class OptionsFile
{
    /// <param name="path">The file.</param>
    /// <param name="defaults">What holds where it states nothing.</param>
    /// <exception cref="CliException">It cannot be read (the exit code tells whether it is missing or wrong).</exception>
    public static AnalysisOptions Read(string path, AnalysisOptions defaults)
    {
        try
        {
            using Stream stream = SideFile.Open(path, SideFile.MostSummaryBytes);
            return OptionsJson.Read(stream, defaults);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: no such file", remedy: "give --options an existing JSON file", innerException: error);
        }
        catch (FormatException error)
        {
            throw new CliException(
                ExitCodes.Usage, $"--options {path}: {error.Message}", remedy: "take the options object of any R_summary.json as a model", innerException: error);
        }
    }
}
