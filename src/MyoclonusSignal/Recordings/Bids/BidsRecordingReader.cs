namespace MyoclonusSignal.Recordings.Bids;

/// <summary>
/// A recording of a BIDS data set with what the files beside it say: kinds of channels and bad ones from
/// <c>channels.tsv</c>, events as annotations from <c>events.tsv</c>.
/// </summary>
internal sealed class BidsRecordingReader : RecordingReader
{
    private readonly RecordingReader _inner;
    private readonly List<RecordingWarning> _own = [];
    private readonly IReadOnlyList<RecordingAnnotation> _events;

    private BidsRecordingReader(RecordingReader inner, string? channels, string? events, IReadOnlyDictionary<string, ChannelKind> asked)
    {
        _inner = inner;
        Channels = channels is null ? inner.Channels : Describe(inner.Channels, channels, asked);
        _events = events is null ? [] : AnnotationTable.Read(events);
    }

    public override string Path => _inner.Path;

    public override string Format => _inner.Format;

    public override IReadOnlyList<RecordingChannel> Channels { get; }

    public override int SignalCount => _inner.SignalCount;

    public override IReadOnlyList<RecordingWarning> Warnings => [.. _own, .. _inner.Warnings];

    public override IReadOnlyList<RecordingAnnotation> Annotations => [.. _inner.Annotations, .. _events];

    public override DateTime? StartTime => _inner.StartTime;

    public override double Progress => _inner.Progress;

    /// <summary>Gives the recording with its sidecars, or as it is where it has none.</summary>
    /// <param name="reader">The recording; owned by what is given.</param>
    /// <param name="asked">Kinds that the user stated, which count more than the table's.</param>
    public static RecordingReader Of(RecordingReader reader, IReadOnlyDictionary<string, ChannelKind> asked)
    {
        string? channels = BidsSidecars.Find(reader.Path, "channels", ".tsv");
        string? events = BidsSidecars.Find(reader.Path, "events", ".tsv");
        return channels is null && events is null ? reader : new BidsRecordingReader(reader, channels, events, asked);
    }

    public override void SelectChannels(IEnumerable<RecordingChannel> channels) => _inner.SelectChannels(channels);

    public override bool ReadBlock(SampleBlock block) => _inner.ReadBlock(block);

    public override string GetSha256() => _inner.GetSha256();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
    }

    private List<RecordingChannel> Describe(
        IReadOnlyList<RecordingChannel> channels, string path, IReadOnlyDictionary<string, ChannelKind> asked)
    {
        ChannelsTable table = ChannelsTable.Read(path);
        List<RecordingChannel> described = [];
        foreach (RecordingChannel channel in channels)
        {
            if (asked.ContainsKey(channel.Name) || !table.Rows.TryGetValue(channel.SignalNames[0], out (string Type, bool IsBad, string? Why) row))
            {
                described.Add(channel);
                continue;
            }

            if (row.IsBad)
            {
                _own.Add(new RecordingWarning(
                    "channel-bad",
                    channel.Name,
                    null,
                    null,
                    $"{channel.Name} is marked as bad in {System.IO.Path.GetFileName(path)}{(row.Why is null ? string.Empty : $" ({row.Why})")}: it is left out. To take it nevertheless, say --kind \"{channel.Name}=emg\"."));
            }

            // A triple of axes in MISC channels, as BIDS has accelerometers beside an EMG, stays what its names and units tell.
            bool isMisc = row.Type == "MISC" && channel.Kind == ChannelKind.Acceleration;
            described.Add(channel with { Kind = row.IsBad ? ChannelKind.Other : isMisc ? channel.Kind : ChannelsTable.KindOf(row.Type) });
        }

        return described;
    }
}
