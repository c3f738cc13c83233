using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Cli;

/// <summary>How a recording is read and analysed, the same for <c>analyze</c> and <c>report</c>.</summary>
internal sealed class RecordingAnalysis(
    RecordingOptions reading,
    Func<RecordingReader, AnalysisResult, AnalysisResult>? addHypnogram,
    SignalTraceOptions? traces)
{
    /// <summary>Gives the way that the options state.</summary>
    /// <param name="options">The options.</param>
    /// <param name="recordings">The number of recordings, of which only one can have a hypnogram.</param>
    /// <param name="traces">What to keep of the signals.</param>
    public static RecordingAnalysis Of(AnalysisOptions options, int recordings, SignalTraceOptions? traces) => new(
        options.Reading,
        HypnogramOptionsReader.Read(options.Reading, recordings),
        traces);

    /// <summary>Reads and analyses a recording.</summary>
    public AnalysisResult Run(string recording, AnalysisOptions options, Action<double> progress, CancellationToken cancellation)
    {
        using RecordingReader reader = RecordingArguments.Open(recording, reading);
        options = options with { Channels = RecordingArguments.Resolve(reader, options.Channels, reading) };
        AnalysisResult result = MyoclonusAnalyzer.Analyze(reader, options, new Progress(progress), traces, cancellation);
        ThrowIfNothingThere(reader, result);
        return SettingNames.AsOptions(addHypnogram?.Invoke(reader, result) ?? result);
    }

    /// <summary>Refuses a recording without signals, or of which every sample is missing.</summary>
    public static void ThrowIfNothingThere(RecordingReader reader, AnalysisResult result)
    {
        if (reader.Channels.Count == 0)
        {
            throw new CliException(ExitCodes.BadData, $"{reader.Path}: expected signals, found annotations only", remedy: "name the recording that they belong to");
        }

        if (result.Channels.Count > 0 && result.Channels.All(channel => channel.Quality.SampleCount > 0 && channel.Quality.MissingFraction >= 1))
        {
            throw new CliException(
                ExitCodes.BadData,
                $"{reader.Path}: expected samples in {string.Join(", ", result.Channels.Select(channel => channel.Name))}, found none: every value is missing",
                remedy: "check how the recording was exported");
        }
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
