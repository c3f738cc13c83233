using System.Globalization;

namespace MyoclonusSignal.Recordings;

/// <summary>Some channels of a recording as a recording of its own.</summary>
/// <remarks>It owns the reader that it is made of.</remarks>
internal sealed class ChannelSubset : RecordingReader
{
    private readonly RecordingReader _inner;
    private readonly int[] _signals;
    private SampleBlock? _block;

    /// <summary>Initializes a new instance of the <see cref="ChannelSubset"/> class.</summary>
    /// <param name="reader">The recording, at its start; disposed of with this one.</param>
    /// <param name="names">The names of the channels, in any order; their order stays that of the recording.</param>
    /// <exception cref="ArgumentException">The recording has no such channel.</exception>
    public ChannelSubset(RecordingReader reader, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(names);
        _inner = reader;
        Options = reader.Options;
        HashSet<string> wanted = new(names, StringComparer.Ordinal);
        RecordingChannel[] chosen = [.. reader.Channels.Where(channel => wanted.Contains(channel.Name))];
        if (chosen.Length != wanted.Count)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is no channel \"{wanted.First(name => chosen.All(channel => channel.Name != name))}\"; the recording has {string.Join(", ", reader.Channels.Select(channel => channel.Name))}."),
                nameof(names));
        }

        _signals = [.. chosen.SelectMany(channel => channel.Signals)];
        Channels = [.. chosen.Select(channel => channel with { Signals = [.. channel.Signals.Select(signal => Array.IndexOf(_signals, signal))] })];
        reader.SelectChannels(chosen);
    }

    /// <inheritdoc/>
    public override string Path => _inner.Path;

    /// <inheritdoc/>
    public override string Format => _inner.Format;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _signals.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => _inner.Warnings;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingAnnotation> Annotations => _inner.Annotations;

    /// <inheritdoc/>
    public override DateTime? StartTime => _inner.StartTime;

    /// <inheritdoc/>
    public override RecordingMetadata Metadata => _inner.Metadata;

    /// <inheritdoc/>
    public override double? LineFrequencyHz => _inner.LineFrequencyHz;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> SideFiles => _inner.SideFiles;

    /// <inheritdoc/>
    public override double Progress => _inner.Progress;

    /// <inheritdoc/>
    public override bool ResampleUnevenClock() => _inner.ResampleUnevenClock();

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_block?.Capacity != block.Capacity)
        {
            _block = new SampleBlock(_inner.SignalCount, block.Capacity);
        }

        bool isThere = _inner.ReadBlock(_block);
        block.Begin(_block.StartsSegment, _block.StartSeconds);
        for (int i = 0; i < _signals.Length; i++)
        {
            ReadOnlySpan<double> samples = _block[_signals[i]];
            samples.CopyTo(block.Room(i));
            block.SetCount(i, samples.Length);
        }

        return isThere;
    }

    /// <inheritdoc/>
    public override string GetSha256() => _inner.GetSha256();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
    }
}
