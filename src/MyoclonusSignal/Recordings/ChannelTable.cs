using System.Text.RegularExpressions;

namespace MyoclonusSignal.Recordings;

/// <summary>Makes channels of columns: three columns that differ in the axis x, y, z only are one sensor; names and units tell the kind.</summary>
internal static partial class ChannelTable
{
    private static readonly string[] AccelerationStems = ["acc", "ua", "useracc", "user_acc", "linacc"];
    private static readonly string[] OtherStems =
    [
        "gyr", "rot", "mag", "grav", "ecg", "ekg", "eog", "resp", "label", "trig", "angle", "marker", "spo2", "sao2", "temp",
        "abdo", "airflow", "battery", "cpap", "e1-", "e2-", "effort", "event", "flow", "light", "loc-", "nasal", "pleth", "position", "pulse", "roc-",
        "snor", "sound", "status", "therm", "thor",
    ];

    // Words that tell the quantity wherever they stand in a name: "Wrist Gyroscope X", "Absolute acceleration".
    private static readonly string[] OtherWords = ["gyr", "gyro", "gyroscope", "mag", "magnetometer", "magnetic", "gravity", "quaternion", "absolute", "counter", "battery", "temperature"];

    public static List<RecordingChannel> Build(
        IReadOnlyList<ColumnHeader> columns,
        IReadOnlyList<double> sampleRates,
        IReadOnlyDictionary<string, ChannelKind> asked,
        List<RecordingWarning> warnings,
        Func<int, ColumnContent?>? contentOf = null,
        string? fileStem = null,
        Func<IReadOnlyList<int>, string?>? gravityUnitOf = null)
    {
        List<(string Name, List<int> Signals)> sensors = Group(columns, sampleRates);
        List<ChannelKind?> kinds = [.. sensors.Select(sensor => KindOf(sensor, columns, asked, fileStem))];
        string? gravityUnit = gravityUnitOf is null ? null : JoinByGravity(sensors, kinds, sampleRates, contentOf, gravityUnitOf, warnings);
        for (int i = 0; i < sensors.Count; i++)
        {
            // A column that counts, stands still or is a status is no signal, whatever stands beside it.
            if (kinds[i] is null && sensors[i].Signals.Count == 1 && contentOf?.Invoke(sensors[i].Signals[0]) is ColumnContent content)
            {
                kinds[i] = ChannelKind.Other;
                warnings.Add(new RecordingWarning(
                    "kind-by-content", sensors[i].Name, null, null, $"{sensors[i].Name} {Describe(content)}: taken for no signal. Otherwise say so with RecordingOptions.Kinds \"{sensors[i].Name}=emg\"."));
            }
        }

        bool isAnyKnown = Enumerable.Range(0, kinds.Count).Any(i => kinds[i] is ChannelKind kind && (kind != ChannelKind.Other || contentOf is null || IsNamedOther(sensors[i], columns, asked, fileStem)));
        List<int>? joined = gravityUnit is null ? null : sensors[kinds.FindLastIndex(kind => kind == ChannelKind.Acceleration)].Signals;
        List<RecordingChannel> channels = [];
        List<string> assumed = [];
        for (int i = 0; i < sensors.Count; i++)
        {
            (string name, List<int> signals) = sensors[i];
            ChannelKind kind = kinds[i] ?? (isAnyKnown ? ChannelKind.Other : ChannelKind.Emg);
            if ((kinds[i] is null && !isAnyKnown) || (columns[signals[0]].IsKindAssumed && !asked.ContainsKey(name)))
            {
                assumed.Add(name);
            }

            channels.Add(new RecordingChannel(
                name, kind, columns[signals[0]].Unit ?? (signals == joined ? gravityUnit : null), sampleRates[signals[0]], signals, [.. signals.Select(signal => columns[signal].Name)]));
        }

        if (assumed.Count > 0)
        {
            warnings.Add(new RecordingWarning(
                "kind-assumed",
                assumed.Count == 1 ? assumed[0] : null,
                null,
                null,
                $"Neither name nor unit tells what {string.Join(", ", assumed)} {(assumed.Count == 1 ? "is" : "are")}: taken for EMG. Otherwise say so with RecordingOptions.Kinds NAME=acc|eeg|other."));
        }

        return channels;
    }

    /// <summary>
    /// Makes one accelerometer of three columns side by side, the only ones without a telling name, whose length as a vector is
    /// that of gravity. Gives its unit, or <see langword="null"/> where there are none.
    /// </summary>
    private static string? JoinByGravity(
        List<(string Name, List<int> Signals)> sensors,
        List<ChannelKind?> kinds,
        IReadOnlyList<double> sampleRates,
        Func<int, ColumnContent?>? contentOf,
        Func<IReadOnlyList<int>, string?> gravityUnitOf,
        List<RecordingWarning> warnings)
    {
        int[] unknown = [.. Enumerable.Range(0, sensors.Count).Where(i => kinds[i] is null && sensors[i].Signals.Count == 1 && contentOf?.Invoke(sensors[i].Signals[0]) is null)];
        if (unknown.Length != 3 || unknown[2] - unknown[0] != 2 || sensors.Exists(sensor => sensor.Name == "acc") || kinds.Contains(ChannelKind.Acceleration)
            || unknown.Select(i => sampleRates[sensors[i].Signals[0]]).Distinct().Count() != 1)
        {
            return null;
        }

        List<int> signals = [.. unknown.Select(i => sensors[i].Signals[0])];
        if (gravityUnitOf(signals) is not string unit)
        {
            return null;
        }

        string names = string.Join(", ", unknown.Select(i => sensors[i].Name));
        warnings.Add(new RecordingWarning(
            "kind-by-content", "acc", null, null, $"{names} together have the length of gravity in {unit}: taken for one accelerometer, acc. Otherwise say so with RecordingOptions.Kinds \"{sensors[unknown[0]].Name}=emg\"."));
        sensors.RemoveRange(unknown[0], 3);
        kinds.RemoveRange(unknown[0], 3);
        sensors.Insert(unknown[0], ("acc", signals));
        kinds.Insert(unknown[0], ChannelKind.Acceleration);
        return unit;
    }

    private static string Describe(ColumnContent content) => content switch
    {
        ColumnContent.Constant => "is the same throughout the rows looked at",
        ColumnContent.Counter => "counts by equal steps",
        ColumnContent.Clock => "only rises, by even steps",
        _ => "holds few values, each for many rows",
    };

    private static bool IsNamedOther((string Name, List<int> Signals) sensor, IReadOnlyList<ColumnHeader> columns, IReadOnlyDictionary<string, ChannelKind> asked, string? fileStem) =>
        KindOf(sensor, columns, asked, fileStem) == ChannelKind.Other;

    /// <summary>Three columns in a row with one stem and the axes x, y, z in any order are one sensor; its axes keep their order.</summary>
    private static List<(string Name, List<int> Signals)> Group(IReadOnlyList<ColumnHeader> columns, IReadOnlyList<double> sampleRates)
    {
        List<(string Name, List<int> Signals)> sensors = [];
        for (int i = 0; i < columns.Count; i++)
        {
            if (i + 2 < columns.Count
                && Axis(columns[i].Name) is { } first
                && Axis(columns[i + 1].Name) is { } second
                && Axis(columns[i + 2].Name) is { } third
                && first.Stem == second.Stem && first.Stem == third.Stem
                && first.Axis + second.Axis + third.Axis == 'x' + 'y' + 'z' && first.Axis != second.Axis && first.Axis != third.Axis && second.Axis != third.Axis
                && sampleRates[i] == sampleRates[i + 1]
                && sampleRates[i] == sampleRates[i + 2])
            {
                sensors.Add((first.Stem.Length == 0 ? "acc" : first.Stem[0] == '(' ? $"acc {first.Stem}" : first.Stem, [i, i + 1, i + 2]));
                i += 2;
            }
            else
            {
                sensors.Add((columns[i].Name, [i]));
            }
        }

        return sensors;
    }

    /// <summary>
    /// Parts a name into its axis and the rest: <c>acc_x</c>, <c>acc.x</c>, <c>accX</c>, <c>x</c>, <c>Ax</c>, <c>x_acc</c>,
    /// <c>ACC X 1</c>, <c>Wrist Ax</c>.
    /// </summary>
    private static (string Stem, char Axis)? Axis(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        char last = char.ToLowerInvariant(name[^1]);
        if (last is 'x' or 'y' or 'z')
        {
            string stem = name[..^1];
            if ((name.Length == 2 || name is [.., '_' or '.' or '-' or ' ', _, _]) && char.ToLowerInvariant(name[^2]) is 'a' or 'g' or 'w' or 'm')
            {
                // "Ax", and "Wrist Ax"; "Accel 1 Ax" tells the quantity already.
                string quantity = char.ToLowerInvariant(name[^2]) switch { 'a' => "acc", 'm' => "mag", _ => "gyro" };
                string place = name[..^2].TrimEnd('_', '.', '-', ' ');
                bool isTold = place.Contains(quantity, StringComparison.OrdinalIgnoreCase);
                return (isTold ? place : $"{place} {quantity}".Trim(), last);
            }

            if (stem.Length == 0 || stem[^1] is '_' or '.' or '-' or ' ' || char.IsUpper(name[^1]))
            {
                return (stem.TrimEnd('_', '.', '-', ' '), last);
            }
        }

        // The axis as a word of its own before or within the rest.
        return AxisWord().Match(name) is { Success: true } found && found.Groups["rest"].Length > 0
            ? ($"{found.Groups["stem"].Value} {found.Groups["rest"].Value}".Trim(), char.ToLowerInvariant(found.Groups["axis"].Value[0]))
            : null;
    }

    private static ChannelKind? KindOf(
        (string Name, List<int> Signals) sensor, IReadOnlyList<ColumnHeader> columns, IReadOnlyDictionary<string, ChannelKind> askedKinds, string? fileStem)
    {
        if (askedKinds.TryGetValue(sensor.Name, out ChannelKind asked))
        {
            return asked;
        }

        if (columns[sensor.Signals[0]].Kind is ChannelKind stated)
        {
            return stated;
        }

        string name = sensor.Name.ToLowerInvariant();
        string? unit = columns[sensor.Signals[0]].Unit;
        string[] words = [.. Words().Matches(name).Select(match => match.Value)];
        bool isTriple = sensor.Signals.Count == 3;
        if (name.StartsWith("emg", StringComparison.Ordinal) || words.Contains("emg"))
        {
            return ChannelKind.Emg;
        }

        if (name.StartsWith("eeg", StringComparison.Ordinal) || ElectrodeName.IsOnScalp(name))
        {
            return ChannelKind.Eeg;
        }

        if (Array.Exists(OtherStems, stem => name.StartsWith(stem, StringComparison.Ordinal)) || (isTriple && name is "g" or "gyro") || words.Any(word => OtherWords.Contains(word)))
        {
            return ChannelKind.Other;
        }

        // Phones write one file a sensor, with x, y, z in each: the file's name tells which.
        if (isTriple && name == "acc" && unit is null && fileStem is not null && Words().Matches(fileStem.ToLowerInvariant()).Any(match => OtherWords.Contains(match.Value)) && IsBare(sensor, columns))
        {
            return ChannelKind.Other;
        }

        if (Array.Exists(AccelerationStems, stem => name.StartsWith(stem, StringComparison.Ordinal)) || Units.MetresPerSecondSquared(unit) is not null
            || words.Any(word => word is "acc" || word.StartsWith("accel", StringComparison.Ordinal)))
        {
            return ChannelKind.Acceleration;
        }

        if (Units.Microvolts(unit) is not null)
        {
            return ChannelKind.Emg;
        }

        // Three axes without any other hint (x, y, z) are an accelerometer's; any other unit is some other quantity.
        return unit is not null ? ChannelKind.Other : isTriple ? ChannelKind.Acceleration : null;
    }

    private static bool IsBare((string Name, List<int> Signals) sensor, IReadOnlyList<ColumnHeader> columns) =>
        sensor.Signals.TrueForAll(signal => columns[signal].Name.Length == 1);

    [GeneratedRegex(@"^(?<stem>.*?)(?:^|[ _.:\-])(?<axis>[xyzXYZ])(?=[ _.:\-])[ _.:\-]+(?<rest>.*)$")]
    private static partial Regex AxisWord();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Words();
}
