namespace MyoclonusSignal.Recordings;

/// <summary>All samples of a recording in memory: eight bytes each.</summary>
/// <param name="Channels">The channels, as the reader gives them.</param>
/// <param name="Pieces">The gap-free pieces in the order of time; one where the clock never jumps.</param>
public sealed record RecordingSamples(IReadOnlyList<RecordingChannel> Channels, IReadOnlyList<RecordingPiece> Pieces)
{
    /// <summary>Gives all samples of one signal, the pieces one behind the other.</summary>
    /// <param name="signalName">The signal's name as in the recording: of a sensor with three axes <c>acc_x</c>, …</param>
    /// <exception cref="ArgumentException">There is no such signal.</exception>
    public double[] this[string signalName]
    {
        get
        {
            foreach (RecordingChannel channel in Channels)
            {
                for (int axis = 0; axis < channel.SignalNames.Count; axis++)
                {
                    if (channel.SignalNames[axis] == signalName)
                    {
                        int signal = channel.Signals[axis];
                        return [.. Pieces.SelectMany(piece => piece.Signals[signal])];
                    }
                }
            }

            throw new ArgumentException(
                $"There is no signal \"{signalName}\"; the recording has {string.Join(", ", Channels.SelectMany(channel => channel.SignalNames))}.", nameof(signalName));
        }
    }

    /// <summary>Reads what is left of a recording.</summary>
    internal static RecordingSamples Read(RecordingReader reader)
    {
        List<RecordingPiece> pieces = [];
        List<double>[] signals = [.. Enumerable.Range(0, reader.SignalCount).Select(_ => new List<double>())];
        SampleBlock block = SampleBlock.For(reader, 16384);
        double startSeconds = double.NaN;
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment || double.IsNaN(startSeconds))
            {
                ClosePiece();
                startSeconds = block.StartSeconds;
            }

            for (int signal = 0; signal < signals.Length; signal++)
            {
                signals[signal].AddRange(block[signal]);
            }
        }

        ClosePiece();
        return new RecordingSamples(reader.Channels, pieces);

        void ClosePiece()
        {
            if (!double.IsNaN(startSeconds))
            {
                pieces.Add(new RecordingPiece(startSeconds, [.. signals.Select(samples => samples.ToArray())]));
                Array.ForEach(signals, samples => samples.Clear());
            }
        }
    }
}

/// <summary>A gap-free piece of a recording.</summary>
/// <param name="StartSeconds">The time of its first sample in seconds from the recording's first sample.</param>
/// <param name="Signals">The samples of each signal in its unit, NaN where one is missing, by the indices in <see cref="RecordingChannel.Signals"/>.</param>
public sealed record RecordingPiece(double StartSeconds, IReadOnlyList<double[]> Signals);
