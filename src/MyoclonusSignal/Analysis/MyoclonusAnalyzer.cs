using System.Globalization;
using System.Numerics;
using System.Threading.Channels;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The main job: reads a recording once, as a stream, and gives its jerks, its rhythm and its quality. Memory grows with the
/// number of events found, and by some 200 bytes a second of each channel: the samples from which the rhythm is estimated at the end.
/// </summary>
/// <remarks>
/// Reading and analysing overlap in two threads; the result depends on neither their timing nor the block size.
/// </remarks>
public static class MyoclonusAnalyzer
{
    private const int BlockSamples = 16384;
    private const int BlocksInFlight = 3;

    /// <summary>Gets the warning of a recording that was to be resampled and has nothing to resample.</summary>
    internal static RecordingWarning NotResampled { get; } = new(
        "not-resampled", null, null, null, "Nothing was resampled: the recording's clock is even, or too coarse to tell when a single sample was taken.");

    /// <summary>Opens and analyses a recording: what the command <c>analyze</c> does.</summary>
    /// <param name="path">The file, of any format that <see cref="RecordingFile"/> opens.</param>
    /// <param name="options">What to do, and with <see cref="AnalysisOptions.Reading"/> how to read; the defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told now and then how much of the file has been read, from 0 to 1.</param>
    /// <param name="traces">How much of the signals to keep for people to see; nothing where <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the analysis.</param>
    /// <returns>Everything found.</returns>
    /// <exception cref="ArgumentException">A channel asked for is not in the recording, or an option is outside its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or no such hypnogram.</exception>
    /// <exception cref="RecordingFormatException">The file is not of a format that is read, or is broken at the place reached; or so is the hypnogram.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <example>
    /// <code>
    /// AnalysisResult result = MyoclonusAnalyzer.Analyze("night.edf", new() { Reading = new() { Hypnogram = "night_stages.tsv" } });
    /// </code>
    /// </example>
    public static AnalysisResult Analyze(
        string path,
        AnalysisOptions? options = null,
        IProgress<double>? progress = null,
        SignalTraceOptions? traces = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new AnalysisOptions();
        options.Validate();
        using RecordingReader reader = RecordingFile.Open(path, options.Reading);
        return Analyze(reader, options, progress, traces, cancellationToken);
    }

    /// <summary>Analyses a recording.</summary>
    /// <param name="reader">An open recording; it is read to its end.</param>
    /// <param name="options">
    /// What to do; the defaults where <see langword="null"/>. How the recording is read is settled by the reader: its
    /// <see cref="RecordingReader.Options"/> stand in the result in place of <see cref="AnalysisOptions.Reading"/>, of which only a hypnogram
    /// is used, where the reader's name none.
    /// </param>
    /// <param name="progress">Told now and then how much of the file has been read, from 0 to 1.</param>
    /// <param name="traces">How much of the signals to keep for people to see; nothing where <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the analysis.</param>
    /// <returns>Everything found.</returns>
    /// <exception cref="ArgumentException">A channel asked for is not in the recording.</exception>
    /// <exception cref="FileNotFoundException">There is no such hypnogram.</exception>
    /// <exception cref="RecordingFormatException">The file is broken at the place reached, or the hypnogram is not one of this recording.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AnalysisResult Analyze(
        RecordingReader reader,
        AnalysisOptions? options = null,
        IProgress<double>? progress = null,
        SignalTraceOptions? traces = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new AnalysisOptions();
        options = options with { Reading = RecordingStages.Reading(reader.Options, options.Reading) };
        options.Validate();
        traces?.Validate();
        IReadOnlyList<RecordingChannel> channels = Choose(reader.Channels, options);
        var references = new RecordingReferences(reader.Channels);
        reader.SelectChannels(AnalysisSession.Read(channels).Union(references.Channels));
        bool isEven = options.Resample && !reader.ResampleUnevenClock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<SampleBlock> filled = Channel.CreateBounded<SampleBlock>(BlocksInFlight);
        Channel<SampleBlock> empty = Channel.CreateUnbounded<SampleBlock>();
        for (int i = 0; i < BlocksInFlight; i++)
        {
            empty.Writer.TryWrite(SampleBlock.For(reader, BlockSamples));
        }

        Task reading = Task.Run(() => Read(reader, empty.Reader, filled.Writer, stop.Token), CancellationToken.None);
        try
        {
            var session = new AnalysisSession(channels, options, statedMainsHz: reader.LineFrequencyHz, traces: traces, references: references);
            foreach (SampleBlock block in Take(filled.Reader, stop.Token))
            {
                if (session.Process(block) is SampleBlock free)
                {
                    empty.Writer.TryWrite(free);
                }

                // A block that the preview keeps is replaced, so that the reader never waits for it.
                else
                {
                    empty.Writer.TryWrite(SampleBlock.For(reader, BlockSamples));
                }

                progress?.Report(reader.Progress);
            }

            reading.GetAwaiter().GetResult();
            cancellationToken.ThrowIfCancellationRequested();
            AnalysisResult result = session.Finish(reader);
            return RecordingStages.AddTo(isEven ? result with { Warnings = [.. result.Warnings, NotResampled] } : result, reader.StartTime);
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>Analyses samples that are in memory.</summary>
    /// <typeparam name="T">The type of the numbers: <see cref="double"/>, <see cref="float"/>, <see cref="short"/>, ….</typeparam>
    /// <param name="samples">The samples of one channel in the stated unit; NaN for a missing one.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="unit">The unit: <c>uV</c>, <c>mV</c>, <c>V</c> or <c>counts</c> make it EMG, <c>g</c>, <c>mg</c> or <c>m/s^2</c> acceleration.</param>
    /// <param name="options">What to do; the defaults where <see langword="null"/>.</param>
    /// <param name="name">What the channel is called in the result; <see langword="null"/> for <c>emg</c> or <c>acc</c>.</param>
    /// <param name="cancellationToken">Stops the analysis.</param>
    /// <returns>Everything found.</returns>
    /// <exception cref="ArgumentException">The unit is unknown, or an option is outside its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a positive number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <example>
    /// <code>
    /// AnalysisResult result = MyoclonusAnalyzer.Analyze(emg, sampleRate: 1000, unit: "mV");
    /// double? jerksPerMinute = result.Channels[0].Jerks?.RatePerMinute;
    /// </code>
    /// </example>
    public static AnalysisResult Analyze<T>(
        ReadOnlySpan<T> samples, double sampleRate, string unit, AnalysisOptions? options = null, string? name = null, CancellationToken cancellationToken = default)
        where T : struct, INumberBase<T>
    {
        using MemoryRecording recording = MemoryRecording.Of(samples, sampleRate, unit, name);
        return Analyze(recording, options, cancellationToken: cancellationToken);
    }

    /// <summary>Analyses the samples of several channels that are in memory.</summary>
    /// <typeparam name="T">The type of the numbers: <see cref="double"/>, <see cref="float"/>, <see cref="short"/>, ….</typeparam>
    /// <param name="signals">The samples of each signal, as many of each; three accelerations are the axes of one sensor.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="unit">The unit of all, as for one channel.</param>
    /// <param name="options">What to do; the defaults where <see langword="null"/>.</param>
    /// <param name="names">What the signals are called, one name each; <see langword="null"/> for <c>emg_1</c>, <c>emg_2</c>, ….</param>
    /// <param name="cancellationToken">Stops the analysis.</param>
    /// <returns>Everything found.</returns>
    /// <exception cref="ArgumentException">The unit is unknown, the numbers of samples or of names differ, or an option is outside its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a positive number, or there is no signal.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AnalysisResult Analyze<T>(
        IReadOnlyList<T[]> signals, double sampleRate, string unit, AnalysisOptions? options = null, IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default)
        where T : struct, INumberBase<T>
    {
        using MemoryRecording recording = MemoryRecording.Of(signals, sampleRate, unit, names);
        return Analyze(recording, options, cancellationToken: cancellationToken);
    }

    /// <summary>Gives the channels asked for, or all.</summary>
    internal static List<RecordingChannel> Choose(IReadOnlyList<RecordingChannel> present, AnalysisOptions options)
    {
        if (options.Channels is not { } names)
        {
            return [.. present];
        }

        List<RecordingChannel> chosen = [];
        foreach (string name in names.Distinct())
        {
            chosen.Add(present.FirstOrDefault(channel => channel.Name == name) ?? throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is no channel \"{name}\"; the recording has {string.Join(", ", present.Select(channel => channel.Name))}."),
                nameof(options)));
        }

        return chosen;
    }

    private static void Read(
        RecordingReader reader, ChannelReader<SampleBlock> empty, ChannelWriter<SampleBlock> filled, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                SampleBlock block = empty.ReadAsync(stop).AsTask().GetAwaiter().GetResult();
                if (!reader.ReadBlock(block))
                {
                    break;
                }

                filled.WriteAsync(block, stop).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The analysis has ended early and says why itself.
        }
        finally
        {
            filled.Complete();
        }
    }

    private static IEnumerable<SampleBlock> Take(ChannelReader<SampleBlock> filled, CancellationToken stop)
    {
        while (filled.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
        {
            while (filled.TryRead(out SampleBlock? block))
            {
                yield return block;
            }
        }
    }
}
