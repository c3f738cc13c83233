namespace MyoclonusSignal.Recordings;

/// <summary>Makes channels of columns: three columns with one stem and the endings x, y, z are one sensor; names and units tell the kind.</summary>
internal static class ChannelTable
{
    private static readonly string[] VoltUnits = ["V", "mV", "uV", "nV"];
    private static readonly string[] AccelerationUnits = ["g", "mg", "m/s^2"];
    private static readonly string[] AccelerationStems = ["acc", "ua", "useracc", "user_acc", "linacc"];
    private static readonly string[] OtherStems =
    [
        "gyr", "rot", "mag", "grav", "ecg", "ekg", "eog", "resp", "label", "trig", "angle", "marker", "spo2", "sao2", "temp",
        "abdo", "airflow", "battery", "cpap", "e1-", "e2-", "effort", "event", "flow", "light", "loc-", "nasal", "pleth", "position", "pulse", "roc-",
        "snor", "sound", "status", "therm", "thor",
    ];

    public static List<RecordingChannel> Build(
        IReadOnlyList<ColumnHeader> columns,
        IReadOnlyList<double> sampleRates,
        IReadOnlyDictionary<string, ChannelKind> asked,
        List<RecordingWarning> warnings)
    {
        List<(string Name, List<int> Signals)> sensors = Group(columns, sampleRates);
        List<ChannelKind?> kinds = [.. sensors.Select(sensor => KindOf(sensor, columns, asked))];
        bool isAnyKnown = kinds.Exists(kind => kind is not null);
        List<RecordingChannel> channels = [];
        List<string> assumed = [];
        for (int i = 0; i < sensors.Count; i++)
        {
            (string name, List<int> signals) = sensors[i];
            ChannelKind kind = kinds[i] ?? (isAnyKnown ? ChannelKind.Other : ChannelKind.Emg);
            if (kinds[i] is null && !isAnyKnown)
            {
                assumed.Add(name);
            }

            channels.Add(new RecordingChannel(
                name, kind, columns[signals[0]].Unit, sampleRates[signals[0]], signals, [.. signals.Select(signal => columns[signal].Name)]));
        }

        if (assumed.Count > 0)
        {
            warnings.Add(new RecordingWarning(
                "kind-assumed",
                assumed.Count == 1 ? assumed[0] : null,
                null,
                null,
                $"Neither name nor unit tells what {string.Join(", ", assumed)} {(assumed.Count == 1 ? "is" : "are")}: taken for EMG. Otherwise say so with --kind NAME=acc|eeg|other."));
        }

        return channels;
    }

    private static List<(string Name, List<int> Signals)> Group(IReadOnlyList<ColumnHeader> columns, IReadOnlyList<double> sampleRates)
    {
        List<(string Name, List<int> Signals)> sensors = [];
        for (int i = 0; i < columns.Count; i++)
        {
            if (i + 2 < columns.Count
                && Stem(columns[i].Name, 'x') is string stem
                && stem == Stem(columns[i + 1].Name, 'y')
                && stem == Stem(columns[i + 2].Name, 'z')
                && sampleRates[i] == sampleRates[i + 1]
                && sampleRates[i] == sampleRates[i + 2])
            {
                sensors.Add((stem.Length == 0 ? "acc" : stem, [i, i + 1, i + 2]));
                i += 2;
            }
            else
            {
                sensors.Add((columns[i].Name, [i]));
            }
        }

        return sensors;
    }

    /// <summary>The name without its ending axis: <c>acc</c> for <c>acc_x</c>, <c>acc.x</c>, <c>accX</c>; empty for <c>x</c>.</summary>
    private static string? Stem(string name, char axis)
    {
        if (name.Length == 0 || char.ToLowerInvariant(name[^1]) != axis)
        {
            return null;
        }

        string stem = name[..^1];
        bool isSeparated = stem.Length == 0 || stem[^1] is '_' or '.' or '-' or ' ' || char.IsUpper(name[^1]);
        return isSeparated ? stem.TrimEnd('_', '.', '-', ' ') : null;
    }

    private static ChannelKind? KindOf(
        (string Name, List<int> Signals) sensor, IReadOnlyList<ColumnHeader> columns, IReadOnlyDictionary<string, ChannelKind> askedKinds)
    {
        if (askedKinds.TryGetValue(sensor.Name, out ChannelKind asked))
        {
            return asked;
        }

        string name = sensor.Name.ToLowerInvariant();
        string? unit = columns[sensor.Signals[0]].Unit;
        if (name.StartsWith("emg", StringComparison.Ordinal))
        {
            return ChannelKind.Emg;
        }

        if (name.StartsWith("eeg", StringComparison.Ordinal) || ElectrodeName.IsOnScalp(name))
        {
            return ChannelKind.Eeg;
        }

        bool isTriple = sensor.Signals.Count == 3;
        if (Array.Exists(OtherStems, stem => name.StartsWith(stem, StringComparison.Ordinal)) || (isTriple && name == "g"))
        {
            return ChannelKind.Other;
        }

        if (Array.Exists(AccelerationStems, stem => name.StartsWith(stem, StringComparison.Ordinal)) || Array.IndexOf(AccelerationUnits, unit) >= 0)
        {
            return ChannelKind.Acceleration;
        }

        if (Array.IndexOf(VoltUnits, unit) >= 0)
        {
            return ChannelKind.Emg;
        }

        // Three axes without any other hint (x, y, z) are an accelerometer's; any other unit is some other quantity.
        return unit is not null ? ChannelKind.Other : isTriple ? ChannelKind.Acceleration : null;
    }
}
