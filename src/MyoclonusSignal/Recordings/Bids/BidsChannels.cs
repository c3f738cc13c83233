using System.Globalization;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>Puts what a <c>channels.tsv</c> states into the channels of a recording.</summary>
internal sealed class BidsChannels
{
    // The same difference at which a stated rate and a time axis are told apart in a CSV.
    private const double SameRate = 0.005;
    private static readonly string[] Axes = ["x", "y", "z"];

    private readonly ChannelsTable _table;
    private readonly IReadOnlyDictionary<string, ChannelKind> _asked;
    private readonly bool _keepsUnits;
    private readonly List<RecordingWarning> _warnings;
    private readonly List<(int Signal, double Factor)> _scaled = [];

    /// <summary>Initializes a new instance of the <see cref="BidsChannels"/> class.</summary>
    /// <param name="table">The table.</param>
    /// <param name="asked">Kinds that the user stated, which count more than the table's.</param>
    /// <param name="keepsUnits">Whether samples stay in the units of the file.</param>
    /// <param name="warnings">Takes where the table and the recording disagree.</param>
    public BidsChannels(
        ChannelsTable table, IReadOnlyDictionary<string, ChannelKind> asked, bool keepsUnits, List<RecordingWarning> warnings)
    {
        _table = table;
        _asked = asked;
        _keepsUnits = keepsUnits;
        _warnings = warnings;
    }

    /// <summary>Gets the signals to multiply, because the table and not the file states their unit.</summary>
    public IReadOnlyList<(int Signal, double Factor)> Scaled => _scaled;

    /// <summary>Gets a value indicating whether the table has a row for every channel.</summary>
    public bool KnowsEveryKind { get; private set; }

    /// <summary>Returns true if two rates are one.</summary>
    public static bool IsSameRate(double hz, double other) => Math.Abs((hz / other) - 1) <= SameRate;

    /// <summary>A sidecar and the file disagree on a rate.</summary>
    public static RecordingWarning RateConflict(string? channel, string file, double stated, double found) => new(
        "sample-rate-conflict", channel, null, null, string.Create(
            CultureInfo.InvariantCulture,
            $"{file} states a sampling rate of {stated:0.####} Hz{(channel is null ? string.Empty : $" for {channel}")}, but the recording has {found:0.####} Hz; the recording's is used."));

    /// <summary>Gives the channels as the table describes them.</summary>
    public List<RecordingChannel> Describe(IReadOnlyList<RecordingChannel> channels)
    {
        List<RecordingChannel> described = [];
        KnowsEveryKind = true;
        foreach (RecordingChannel channel in JoinAxes(channels))
        {
            if (_table[channel.SignalNames[0]] is ChannelRow row)
            {
                described.Add(Describe(channel, row));
            }
            else
            {
                KnowsEveryKind = false;
                described.Add(channel);
            }
        }

        HashSet<string> present = new(channels.SelectMany(channel => channel.SignalNames), StringComparer.Ordinal);

        // The times of the samples are no channel of the recording.
        string[] absent = [.. _table.Rows.Where(row => row.Type != "LATENCY" && !present.Contains(row.Name)).Select(row => row.Name)];
        if (absent.Length > 0)
        {
            _warnings.Add(new RecordingWarning(
                "channels-not-found",
                null,
                null,
                null,
                $"{_table.FileName} describes {string.Join(", ", absent.Take(5))}{(absent.Length > 5 ? string.Create(CultureInfo.InvariantCulture, $" and {absent.Length - 5} more") : string.Empty)}, which the recording does not have under {(absent.Length == 1 ? "that name" : "these names")}; what it says of {(absent.Length == 1 ? "it" : "them")} has no effect."));
        }

        return described;
    }

    private RecordingChannel Describe(RecordingChannel channel, ChannelRow row)
    {
        if (row.SampleRate is double stated && !IsSameRate(channel.SampleRate, stated))
        {
            _warnings.Add(RateConflict(channel.Name, _table.FileName, stated, channel.SampleRate));
        }

        RecordingChannel described = WithUnit(channel, row);
        if (_asked.ContainsKey(channel.Name))
        {
            return described;
        }

        ChannelRow? bad = channel.SignalNames.Select(name => _table[name]).FirstOrDefault(signal => signal is { IsBad: true });
        if (bad is not null)
        {
            _warnings.Add(new RecordingWarning(
                "channel-bad",
                channel.Name,
                null,
                null,
                $"{channel.Name} is marked as bad in {_table.FileName}{(bad.Why is null ? string.Empty : $" ({bad.Why})")}: it is left out. To take it nevertheless, say RecordingOptions.Kinds \"{channel.Name}={(row.Type == "ACCEL" ? "acc" : "emg")}\"."));
            return described with { Kind = ChannelKind.Other };
        }

        // A triple of axes in MISC channels, as BIDS has accelerometers beside an EMG, stays what its names and units tell.
        bool isMisc = row.Type == "MISC" && channel.Kind == ChannelKind.Acceleration;
        return described with { Kind = isMisc ? channel.Kind : ChannelsTable.KindOf(row.Type) };
    }

    /// <summary>A unit that the file does not state is the table's; where both state one, the file's counts.</summary>
    private RecordingChannel WithUnit(RecordingChannel channel, ChannelRow row)
    {
        if (row.Units is not string written)
        {
            return channel;
        }

        if (channel.Unit is null)
        {
            UnitConversion conversion = UnitConversion.Of(written, _keepsUnits);
            if (conversion.Factor != 1)
            {
                _scaled.AddRange(channel.Signals.Select(signal => (signal, conversion.Factor)));
            }

            return channel with { Unit = conversion.Unit, UnitConversion = conversion.Text };
        }

        string inFile = channel.UnitConversion?.Split(" * ")[0].Split(" = ")[0] ?? channel.Unit;
        if (UnitConversion.Of(written, keepsUnit: true).Unit != UnitConversion.Of(inFile, keepsUnit: true).Unit)
        {
            _warnings.Add(new RecordingWarning(
                "unit-conflict", channel.Name, null, null, $"{_table.FileName} states {written} for {channel.Name}, but the recording itself {inFile}; the recording's is used."));
        }

        return channel;
    }

    /// <summary>Joins three signals that are the axes of one accelerometer by the table, whatever their names.</summary>
    private List<RecordingChannel> JoinAxes(IReadOnlyList<RecordingChannel> channels)
    {
        List<RecordingChannel> joined = [.. channels];
        IEnumerable<IGrouping<(string Point, double Rate), (RecordingChannel Channel, ChannelRow Row)>> sensors = channels
            .Where(channel => channel.Signals.Count == 1)
            .Select(channel => (Channel: channel, Row: _table[channel.Name]))
            .Where(pair => pair.Row is { Type: "ACCEL", Component: not null })
            .Select(pair => (pair.Channel, Row: pair.Row!))
            .GroupBy(pair => (pair.Row.TrackedPoint ?? Stem(pair.Row), pair.Channel.SampleRate));
        foreach (IGrouping<(string Point, double Rate), (RecordingChannel Channel, ChannelRow Row)> sensor in sensors)
        {
            RecordingChannel?[] axes = [.. Axes.Select(axis => sensor.FirstOrDefault(pair => pair.Row.Component == axis).Channel)];
            if (sensor.Count() != Axes.Length || axes.Contains(null))
            {
                continue;
            }

            string name = CommonStart(axes[0]!.Name, CommonStart(axes[1]!.Name, axes[2]!.Name)).TrimEnd('_', '.', '-', ' ');
            name = name.Length > 0 ? name : sensor.Key.Point;
            if (name.Length == 0 || joined.Exists(channel => channel.Name == name))
            {
                name = axes[0]!.Name;
            }

            int place = joined.IndexOf(axes[0]!);
            joined[place] = axes[0]! with
            {
                Name = name,
                Kind = _asked.TryGetValue(name, out ChannelKind kind) ? kind : ChannelKind.Acceleration,
                Signals = [.. axes.Select(axis => axis!.Signals[0])],
                SignalNames = [.. axes.Select(axis => axis!.Name)],
            };
            joined.Remove(axes[1]!);
            joined.Remove(axes[2]!);
        }

        return joined;
    }

    private static string Stem(ChannelRow row) => row.Name.EndsWith(row.Component!, StringComparison.OrdinalIgnoreCase)
        ? row.Name[..^row.Component!.Length]
        : string.Empty;

    private static string CommonStart(string one, string other)
    {
        int length = one.AsSpan().CommonPrefixLength(other);
        return one[..length];
    }
}

/// <summary>One row of a <c>channels.tsv</c>; what is <c>n/a</c> or has no column is <see langword="null"/>.</summary>
/// <param name="Name">The channel's name as in the recording.</param>
/// <param name="Type">The type in capitals.</param>
/// <param name="Units">The unit as written.</param>
/// <param name="SampleRate">The sampling rate in Hz.</param>
/// <param name="Component">The axis: <c>x</c>, <c>y</c>, <c>z</c>, ….</param>
/// <param name="TrackedPoint">Where on the body the sensor is.</param>
/// <param name="IsBad">Whether the channel is marked as bad.</param>
/// <param name="Why">Why it is.</param>
internal sealed record ChannelRow(
    string Name, string Type, string? Units, double? SampleRate, string? Component, string? TrackedPoint, bool IsBad, string? Why);
