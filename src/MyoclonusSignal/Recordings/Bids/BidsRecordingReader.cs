using System.Globalization;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>
/// A recording of a BIDS data set with what the files beside it say: kinds and units of channels and bad ones from
/// <c>channels.tsv</c>, events as annotations from <c>events.tsv</c>, the mains from the JSON sidecar.
/// </summary>
internal sealed class BidsRecordingReader : RecordingReader
{
    // Rates are refused that differ by a tenth, too; whole seconds are what most programs write.
    private const double MostLengthOff = 0.1;
    private const double ToldLengthOff = 0.01;
    private const double LeastOffSeconds = 1;

    private readonly RecordingReader _inner;
    private readonly List<RecordingWarning> _own = [];
    private readonly IReadOnlyList<RecordingAnnotation> _events;
    private readonly IReadOnlyList<(int Signal, double Factor)> _scaled;
    private readonly (double Seconds, string FileName)? _duration;
    private readonly bool _knowsEveryKind;
    private readonly long[] _counts;
    private bool _isLengthTold;

    private BidsRecordingReader(RecordingReader inner, string? channels, string? events, IReadOnlyDictionary<string, ChannelKind> asked, bool keepsUnits)
    {
        _inner = inner;
        var metadata = BidsMetadata.Of(inner.Path);
        _own.AddRange(metadata.Warnings);
        SideFiles = [.. new[] { channels, events }.OfType<string>(), .. metadata.Files, .. inner.SideFiles];
        LineFrequencyHz = metadata.PowerLineFrequency;
        Channels = inner.Channels;
        _scaled = [];
        if (channels is not null)
        {
            BidsChannels described = new(ChannelsTable.Read(channels), asked, keepsUnits, _own);
            Channels = described.Describe(inner.Channels);
            _scaled = described.Scaled;
            _knowsEveryKind = described.KnowsEveryKind;
        }

        _duration = metadata.RecordingDuration;
        _counts = new long[inner.SignalCount];
        WarnOfRate(metadata);
        _events = ReadEvents(events);
    }

    public override string Path => _inner.Path;

    public override string Format => _inner.Format;

    public override IReadOnlyList<RecordingChannel> Channels { get; }

    public override int SignalCount => _inner.SignalCount;

    // What the names alone do not tell, the table does.
    public override IReadOnlyList<RecordingWarning> Warnings =>
        [.. _own, .. _inner.Warnings.Where(warning => !(_knowsEveryKind && warning.Code == "kind-assumed"))];

    public override IReadOnlyList<RecordingAnnotation> Annotations => [.. _inner.Annotations, .. _events];

    public override DateTime? StartTime => _inner.StartTime;

    public override RecordingMetadata Metadata => _inner.Metadata;

    public override double? LineFrequencyHz { get; }

    internal override IReadOnlyList<string> SideFiles { get; }

    internal override string? ClockEvidence => _inner.ClockEvidence;

    public override double Progress => _inner.Progress;

    /// <summary>Gives the recording with its sidecars, or as it is where its name is not one of BIDS.</summary>
    /// <param name="reader">The recording; owned by what is given.</param>
    /// <param name="asked">Kinds that the user stated, which count more than the table's.</param>
    /// <param name="keepsUnits">Whether samples stay in the units of the file.</param>
    public static RecordingReader Of(RecordingReader reader, IReadOnlyDictionary<string, ChannelKind> asked, bool keepsUnits)
    {
        string? channels = BidsSidecars.Find(reader.Path, "channels", ".tsv");
        string? events = BidsSidecars.Find(reader.Path, "events", ".tsv");
        bool isAlone = channels is null && events is null
            && !BidsSidecars.FindAll(reader.Path, BidsName.Parse(reader.Path)?.Suffix ?? string.Empty, ".json").Any();
        return isAlone ? reader : new BidsRecordingReader(reader, channels, events, asked, keepsUnits);
    }

    public override void SelectChannels(IEnumerable<RecordingChannel> channels) => _inner.SelectChannels(channels);

    public override bool ResampleUnevenClock() => _inner.ResampleUnevenClock();

    public override bool ReadBlock(SampleBlock block)
    {
        bool isThere = _inner.ReadBlock(block);
        TakeLength(block, isThere);
        foreach ((int signal, double factor) in _scaled)
        {
            int count = block[signal].Length;
            if (count > 0)
            {
                foreach (ref double sample in block.Room(signal)[..count])
                {
                    sample *= factor;
                }
            }
        }

        return isThere;
    }

    public override string GetSha256() => _inner.GetSha256();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
    }

    /// <summary>Holds the length of the recording against the one stated: a rate or a unit of time that is wrong makes another.</summary>
    private void TakeLength(SampleBlock block, bool isThere)
    {
        if (_duration is not (double stated, string file) || Channels.Count == 0 || _isLengthTold)
        {
            return;
        }

        if (isThere)
        {
            for (int signal = 0; signal < _counts.Length; signal++)
            {
                _counts[signal] += block[signal].Length;
            }

            return;
        }

        // Once at the end: a slow channel gives a sample of a whole second to one block of a few samples, and none to the next.
        _isLengthTold = true;
        double sampled = Channels.Max(channel => channel.Signals.Max(signal => _counts[signal]) / channel.SampleRate);

        // With its gaps, or without: both are called the length of a recording.
        double whole = Channels[0].TimeMap.ToSeconds(block.StartSeconds);
        double off = Math.Min(Math.Abs(whole - stated), Math.Abs(sampled - stated));
        string found = string.Create(CultureInfo.InvariantCulture, $"{sampled:0.###} s of samples at {Channels.Max(channel => channel.SampleRate):0.####} Hz");
        if (off > Math.Max(LeastOffSeconds, MostLengthOff * stated))
        {
            throw new RecordingFormatException(
                Path,
                $"RecordingDuration in {file}",
                string.Create(CultureInfo.InvariantCulture, $"a recording of {stated:0.###} s"),
                found,
                $"correct the file that is wrong: {file}, or the recording with its sampling rate");
        }

        if (off > Math.Max(LeastOffSeconds, ToldLengthOff * stated))
        {
            _own.Add(new RecordingWarning("duration-conflict", null, null, null, string.Create(
                CultureInfo.InvariantCulture, $"{file} states a RecordingDuration of {stated:0.###} s, but the recording has {found}.")));
        }
    }

    private void WarnOfRate(BidsMetadata metadata)
    {
        if ((metadata.EffectiveSamplingFrequency ?? metadata.SamplingFrequency) is (double stated, string file)
            && !Channels.Any(channel => BidsChannels.IsSameRate(channel.SampleRate, stated)))
        {
            _own.Add(BidsChannels.RateConflict(null, file, stated, Channels.Count == 0 ? 0 : Channels.Max(channel => channel.SampleRate)));
        }

        if (metadata is { EffectiveSamplingFrequency: (double effective, string from), SamplingFrequency: (double nominal, _) }
            && !BidsChannels.IsSameRate(effective, nominal))
        {
            _own.Add(new RecordingWarning("effective-rate", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{from} states a nominal rate of {nominal:0.####} Hz and an effective one of {effective:0.####} Hz; the effective one is used.")));
        }
    }

    /// <summary>Events are beside the point of an analysis: what is wrong with them does not end it.</summary>
    private IReadOnlyList<RecordingAnnotation> ReadEvents(string? path)
    {
        try
        {
            return path is null ? [] : AnnotationTable.Read(path);
        }
        catch (Exception error) when (error is RecordingFormatException or IOException or UnauthorizedAccessException)
        {
            _own.Add(new RecordingWarning(
                "events-unreadable", null, null, null, $"{System.IO.Path.GetFileName(path)} cannot be read; its events are left out: {error.Message.ReplaceLineEndings(" ")}"));
            return [];
        }
    }
}
