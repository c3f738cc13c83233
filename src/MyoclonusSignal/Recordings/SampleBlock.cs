using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// A stretch of consecutive samples of every signal of a recording, filled again and again by
/// <see cref="RecordingReader.ReadBlock"/>. A missing sample is <see cref="double.NaN"/>.
/// </summary>
/// <remarks>
/// Signals of different sampling rates have different numbers of samples in a block; the fastest of those read begins at
/// <see cref="StartSeconds"/>, and each goes on from block to block without a gap. A signal that is not read has none, and
/// takes no memory. Not thread-safe. The spans are valid until the block is filled again.
/// </remarks>
public sealed class SampleBlock
{
    // 32 MB in all, and enough in a row that the work of a block outweighs its beginning.
    private const int MostSamples = 1 << 22;
    private const int LeastCapacity = 256;

    private readonly double[]?[] _samples;
    private readonly int[] _counts;

    /// <summary>Initializes a new instance of the <see cref="SampleBlock"/> class with room for the same number of samples in each signal.</summary>
    /// <param name="signalCount">The number of signals; 0 for a recording that holds annotations only.</param>
    /// <param name="capacity">The most samples a signal can hold.</param>
    public SampleBlock(int signalCount, int capacity)
    {
        Guard.ThrowIfOutside(signalCount, 0, Array.MaxLength);
        Guard.ThrowIfOutside(capacity, 1, Array.MaxLength);
        _samples = new double[]?[signalCount];
        _counts = new int[signalCount];
        Capacity = capacity;
    }

    /// <summary>Gives a block to read a recording with, of which all signals together take no more memory than they must.</summary>
    /// <param name="reader">The recording.</param>
    /// <param name="capacity">The most samples of a signal.</param>
    internal static SampleBlock For(RecordingReader reader, int capacity) =>
        new(reader.SignalCount, Math.Clamp(MostSamples / Math.Max(1, reader.SignalCount), Math.Min(LeastCapacity, capacity), capacity));

    /// <summary>Gets the number of signals.</summary>
    public int SignalCount => _samples.Length;

    /// <summary>Gets the most samples a signal can hold.</summary>
    public int Capacity { get; }

    /// <summary>Gets a value indicating whether the recording's clock jumps right before this block, or the recording starts with it.</summary>
    public bool StartsSegment { get; private set; }

    /// <summary>Gets the time of the block's first sample in seconds from the recording's first sample, on the recording's own clock.</summary>
    public double StartSeconds { get; private set; }

    /// <summary>Gets the samples of one signal.</summary>
    /// <param name="signal">The index of the signal, as in <see cref="RecordingChannel.Signals"/>.</param>
    public ReadOnlySpan<double> this[int signal] => _samples[signal].AsSpan(0, _counts[signal]);

    /// <summary>Empties the block and states where its samples begin; a reader calls it first.</summary>
    /// <param name="startsSegment">Whether the clock jumps right before the block.</param>
    /// <param name="startSeconds">The time of the first sample in seconds.</param>
    public void Begin(bool startsSegment, double startSeconds)
    {
        StartsSegment = startsSegment;
        StartSeconds = startSeconds;
        Array.Clear(_counts);
    }

    /// <summary>Gives the whole room of one signal to write into; the first call for a signal allocates it.</summary>
    /// <param name="signal">The index of the signal.</param>
    public Span<double> Room(int signal) => _samples[signal] ??= new double[Capacity];

    /// <summary>Gives a block of its own with the same samples, and no room for more.</summary>
    internal SampleBlock Copy()
    {
        SampleBlock copy = new(SignalCount, Math.Max(1, _counts.DefaultIfEmpty().Max()));
        copy.Begin(StartsSegment, StartSeconds);
        for (int signal = 0; signal < SignalCount; signal++)
        {
            this[signal].CopyTo(copy.Room(signal));
            copy.SetCount(signal, _counts[signal]);
        }

        return copy;
    }

    /// <summary>States how many samples of one signal were written.</summary>
    /// <param name="signal">The index of the signal.</param>
    /// <param name="count">The number of samples, at most <see cref="Capacity"/>.</param>
    public void SetCount(int signal, int count)
    {
        Guard.ThrowIfOutside(count, 0, Capacity);
        _counts[signal] = count;
    }
}

/// <summary>What stands for a sample that is missing.</summary>
internal static class MissingSample
{
    /// <summary>
    /// What no sample reaches. Exports fill in ±3.4e38, the largest number of single precision, for what is missing; no unit makes a
    /// signal so large.
    /// </summary>
    public const double LargestPresent = 1e30;

    /// <summary>Returns true if a number is a sample, neither NaN nor a filler.</summary>
    public static bool IsPresent(double sample) => Math.Abs(sample) < LargestPresent;
}
