using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>How a recording is read and analysed, the same for <c>analyze</c>, <c>report</c> and <c>run</c>.</summary>
internal static class RecordingAnalysis
{
    /// <summary>Reads and analyses a recording, and refuses one without signals, or of which every sample is missing.</summary>
    /// <param name="recording">The file, or <c>-</c> for standard input.</param>
    /// <param name="options">What to do and how to read.</param>
    /// <param name="traces">What to keep of the signals.</param>
    /// <param name="progress">Told how much has been read, from 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    public static AnalysisResult Run(
        string recording, AnalysisOptions options, SignalTraceOptions? traces, Action<double>? progress, CancellationToken cancellation)
    {
        using RecordingReader reader = RecordingArguments.Open(recording, options.Reading);
        options = options with { Channels = RecordingArguments.Resolve(reader, options.Channels, options.Reading) };
        if (reader.Channels.Count == 0)
        {
            throw new CliException(ExitCodes.BadData, $"{reader.Path}: expected signals, found annotations only", remedy: "name the recording that they belong to");
        }

        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, options, progress is null ? null : new Progress(progress), traces, cancellation);
        if (result.Channels.Count > 0 && result.Channels.All(channel => channel.Quality.SampleCount > 0 && channel.Quality.MissingFraction >= 1))
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{reader.Path}: expected samples in {string.Join(", ", result.Channels.Select(channel => channel.Name))}, found none: every value is missing",
                remedy: "check how the recording was exported");
        }

        return SettingNames.AsOptions(result);
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
