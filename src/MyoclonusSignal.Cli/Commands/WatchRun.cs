using System.Diagnostics;
using System.Threading.Channels;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>One call of <c>watch</c>: a thread reads, for a read from a pipe cannot be cancelled; this one analyses and writes.</summary>
internal sealed class WatchRun(string recording, RecordingOptions recordingOptions, AnalysisOptions options, IAnsiConsole? messages)
{
    // The most of a backlog that is read at once; of a recording that is being made the reader gives what is there.
    private const int BlockSamples = 4096;
    private const int BlocksInFlight = 4;

    private readonly List<double> _latencies = [];
    private readonly List<double> _processing = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    // What the reading thread has met so far: the reader's own list belongs to that thread.
    private volatile RecordingWarning[] _warnings = [];

    public int Execute(CancellationToken cancellation)
    {
        using Stream output = LineOutput.Open();
        try
        {
            return Execute(output, cancellation) ? ExitCodes.Success : ExitCodes.Interrupted;
        }
        catch (IOException error) when (LineOutput.IsClosed(error))
        {
            // The consumer has seen enough: no fault of the recording or of the program, and nobody to tell.
            return ExitCodes.InputOutput;
        }
    }

    /// <summary>Runs until the input ends (true) or the run is stopped (false).</summary>
    private bool Execute(Stream output, CancellationToken stop)
    {
        Task<RecordingReader> opening = Task.Run(() => RecordingArguments.Open(recording, recordingOptions), CancellationToken.None);
        if (!WaitFor(opening, stop))
        {
            return false;
        }

        // It is not disposed of: at the end it may still be waiting for a line.
        RecordingReader reader = opening.GetAwaiter().GetResult();
        IReadOnlyList<string>? channels = RecordingArguments.Resolve(reader, options.Channels, recordingOptions);
        LiveAnalyzer analyzer = new(reader.Channels, options with { Channels = channels, LineFrequencyHz = options.LineFrequencyHz ?? reader.LineFrequencyHz, Reading = recordingOptions });
        LiveJson.WriteStart(analyzer, output);
        _warnings = [.. reader.Warnings];
        Warn(SettingNames.AsOptions(_warnings));
        if (analyzer.LatencySeconds == 0)
        {
            messages?.Line("warning: no channel is EMG or acceleration and sampled fast enough: no event will be given. If one is, say so with --kind NAME=emg.");
        }

        Channel<(SampleBlock Block, long Read)> filled = Channel.CreateBounded<(SampleBlock, long)>(BlocksInFlight);
        Channel<SampleBlock> empty = Channel.CreateUnbounded<SampleBlock>();
        for (int i = 0; i < BlocksInFlight; i++)
        {
            empty.Writer.TryWrite(SampleBlock.For(reader, BlockSamples));
        }

        Task reading = Task.Run(() => ReadAsync(reader, empty.Reader, filled.Writer, stop), CancellationToken.None);
        bool isOpen = true;
        while (isOpen)
        {
            isOpen = WaitFor(filled.Reader, stop);
            while (filled.Reader.TryRead(out (SampleBlock Block, long Read) next))
            {
                analyzer.Process(next.Block);
                Write(analyzer, output, next.Read);
                empty.Writer.TryWrite(next.Block);
            }
        }

        return Finish(analyzer, output, stop.IsCancellationRequested ? null : reading);
    }

    /// <summary>Settles what is open and sums up; then passes on what the reader failed with.</summary>
    private bool Finish(LiveAnalyzer analyzer, Stream output, Task? reading)
    {
        if (reading is not null)
        {
            // It has said that nothing more comes just before it ends, well or not.
            Task.WhenAny(reading).GetAwaiter().GetResult();
        }

        LiveEnd end = reading is null ? LiveEnd.Interrupted : reading.IsFaulted ? LiveEnd.BadData : LiveEnd.EndOfInput;
        long now = Stopwatch.GetTimestamp();
        AnalysisResult result = SettingNames.AsOptions(analyzer.Finish(recording == "-" ? "standard input" : recording, _warnings));
        Write(analyzer, output, now);
        LiveJson.WriteSummary(result, end, DelaySummary.Of(_latencies), DelaySummary.Of(_processing), output);
        Warn(result.Warnings);
        reading?.GetAwaiter().GetResult();
        return reading is not null;
    }

    private async Task ReadAsync(
        RecordingReader reader,
        ChannelReader<SampleBlock> empty,
        ChannelWriter<(SampleBlock Block, long Read)> filled,
        CancellationToken stop)
    {
        try
        {
            while (true)
            {
                SampleBlock block = await empty.ReadAsync(stop).ConfigureAwait(false);
                bool isBlock = reader.ReadBlock(block);
                if (reader.Warnings.Count != _warnings.Length)
                {
                    _warnings = [.. reader.Warnings];
                }

                if (!isBlock)
                {
                    break;
                }

                await filled.WriteAsync((block, Stopwatch.GetTimestamp()), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The run has been stopped and says so itself.
        }
        finally
        {
            filled.Complete();
        }
    }

    private static bool WaitFor(Task task, CancellationToken stop)
    {
        try
        {
            task.WaitAsync(stop).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool WaitFor(ChannelReader<(SampleBlock Block, long Read)> filled, CancellationToken stop)
    {
        try
        {
            return filled.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Writes what has settled, events and changes of the rhythm in the order in which they did.</summary>
    private void Write(LiveAnalyzer analyzer, Stream output, long read)
    {
        bool isRhythm = analyzer.TryTakeRhythm(out LiveRhythmNotice? rhythm);
        while (analyzer.TryTake(out LiveNotice? notice))
        {
            for (; isRhythm && rhythm!.GivenSeconds < notice.GivenSeconds; isRhythm = analyzer.TryTakeRhythm(out rhythm))
            {
                LiveJson.WriteRhythm(rhythm, output);
                output.Flush();
            }

            LiveJson.WriteNotice(notice, output);
            output.Flush();
            if (!notice.IsRetracted)
            {
                _latencies.Add(notice.LatencySeconds);
                _processing.Add(Stopwatch.GetElapsedTime(read).TotalSeconds);
            }
        }

        for (; isRhythm; isRhythm = analyzer.TryTakeRhythm(out rhythm))
        {
            LiveJson.WriteRhythm(rhythm!, output);
            output.Flush();
        }
    }

    private void Warn(IReadOnlyList<RecordingWarning> warnings)
    {
        foreach (RecordingWarning warning in warnings)
        {
            if (_told.Add(warning.Text))
            {
                messages?.Line("warning: " + warning.Text);
            }
        }
    }
}
