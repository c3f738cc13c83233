using System.Globalization;
using System.Text.RegularExpressions;

namespace MyoclonusSignal.Recordings;

/// <summary>Makes channels of columns: three columns that differ in the axis x, y, z only are one sensor; names and units tell the kind.</summary>
internal static partial class ChannelTable
{
    private const int Axes = 3;
    private static readonly string[] AccelerationStems = ["acc", "ua", "useracc", "user_acc", "linacc"];
    private static readonly string[] OtherStems =
    [
        "gyr", "rot", "mag", "grav", "accuracy", "ecg", "ekg", "eog", "resp", "label", "trig", "angle", "marker", "spo2", "sao2", "temp",
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
        List<List<int>> joined = [];
        string? gravityUnit = gravityUnitOf is null ? null : JoinByGravity(sensors, kinds, sampleRates, contentOf, gravityUnitOf, joined, warnings);
        for (int i = 0; i < sensors.Count; i++)
        {
            // A column that counts, stands still or is a status is no signal, whatever stands beside it.
            if (kinds[i] is null && sensors[i].Signals.Count == 1 && contentOf?.Invoke(sensors[i].Signals[0]) is ColumnContent content)
            {
                kinds[i] = ChannelKind.Other;
                if (content == ColumnContent.Words)
                {
                    // Said already, with the place.
                    continue;
                }

                warnings.Add(new RecordingWarning(
                    "kind-by-content", sensors[i].Name, null, null, $"{sensors[i].Name} {Describe(content)}: taken for no signal. Otherwise say so with RecordingOptions.Kinds \"{sensors[i].Name}=emg\"."));
            }
        }

        bool isAnyKnown = Enumerable.Range(0, kinds.Count).Any(i => kinds[i] is ChannelKind kind && (kind != ChannelKind.Other || contentOf is null || IsNamedOther(sensors[i], columns, asked, fileStem)));
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
                name, kind, columns[signals[0]].Unit ?? (joined.Contains(signals) ? gravityUnit : null), sampleRates[signals[0]], signals, [.. signals.Select(signal => columns[signal].Name)]));
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
    /// Makes an accelerometer of each three columns side by side, the only ones without a telling name, whose length as a vector
    /// is that of gravity. Gives their unit, or <see langword="null"/> where there are none.
    /// </summary>
    private static string? JoinByGravity(
        List<(string Name, List<int> Signals)> sensors,
        List<ChannelKind?> kinds,
        IReadOnlyList<double> sampleRates,
        Func<int, ColumnContent?>? contentOf,
        Func<IReadOnlyList<int>, string?> gravityUnitOf,
        List<List<int>> joined,
        List<RecordingWarning> warnings)
    {
        int[] unknown = [.. Enumerable.Range(0, sensors.Count).Where(i => kinds[i] is null && sensors[i].Signals.Count == 1 && contentOf?.Invoke(sensors[i].Signals[0]) is null)];
        if (unknown.Length == 0 || unknown.Length % Axes != 0 || unknown[^1] - unknown[0] != unknown.Length - 1
            || sensors.Exists(sensor => sensor.Name == "acc" || sensor.Name.StartsWith("acc ", StringComparison.Ordinal)) || kinds.Contains(ChannelKind.Acceleration)
            || unknown.Select(i => sampleRates[sensors[i].Signals[0]]).Distinct().Count() != 1)
        {
            return null;
        }

        List<List<int>> triples = [.. unknown.Select(i => sensors[i].Signals[0]).Chunk(Axes).Select(triple => triple.ToList())];
        string?[] units = [.. triples.Select(gravityUnitOf).Distinct()];
        if (units is not [string unit])
        {
            return null;
        }

        List<(string Name, List<int> Signals)> found = [];
        for (int i = 0; i < triples.Count; i++)
        {
            string name = triples.Count == 1 ? "acc" : string.Create(CultureInfo.InvariantCulture, $"acc {i + 1}");
            string[] parts = [.. Enumerable.Range(unknown[0] + (Axes * i), Axes).Select(sensor => sensors[sensor].Name)];
            warnings.Add(new RecordingWarning(
                "kind-by-content", name, null, null, $"{string.Join(", ", parts)} together have the length of gravity in {unit}: taken for one accelerometer, {name}. Otherwise say so with RecordingOptions.Kinds \"{parts[0]}=emg\"."));
            found.Add((name, triples[i]));
        }

        sensors.RemoveRange(unknown[0], unknown.Length);
        kinds.RemoveRange(unknown[0], unknown.Length);
        sensors.InsertRange(unknown[0], found);
        kinds.InsertRange(unknown[0], Enumerable.Repeat<ChannelKind?>(ChannelKind.Acceleration, found.Count));
        joined.AddRange(triples);
        return unit;
    }

    /// <summary>Returns true if neither name nor unit nor the caller says that a column is a signal.</summary>
    public static bool MayBeNoSignal(ColumnHeader column, IReadOnlyDictionary<string, ChannelKind> asked) =>
        column.Unit is null && !asked.ContainsKey(column.Name) && KindOf((column.Name, [0]), [column], asked, fileStem: null) is null or ChannelKind.Other;

    private static string Describe(ColumnContent content) => content switch
    {
        ColumnContent.Constant => "is the same throughout the rows looked at",
        ColumnContent.Counter => "counts by equal steps",
        ColumnContent.Clock => "only rises, by even steps",
        _ => "holds few values, each for many rows",
    };

    private static bool IsNamedOther((string Name, List<int> Signals) sensor, IReadOnlyList<ColumnHeader> columns, IReadOnlyDictionary<string, ChannelKind> asked, string? fileStem) =>
        KindOf(sensor, columns, asked, fileStem) == ChannelKind.Other;

    /// <summary>
    /// Three columns with one stem and the axes x, y, z in any order are one sensor; its axes keep their order. Between them may
    /// stand those of other sensors: exports of several write all the x first, then all the y.
    /// </summary>
    private static List<(string Name, List<int> Signals)> Group(IReadOnlyList<ColumnHeader> columns, IReadOnlyList<double> sampleRates)
    {
        (string Stem, char Axis)?[] axes = [.. columns.Select(column => Axis(column.Name))];
        int[] firstOf = [.. Enumerable.Repeat(-1, columns.Count)];
        for (int i = 0; i + Axes <= columns.Count; i++)
        {
            int[] run = [i, i + 1, i + 2];
            if (Array.TrueForAll(run, column => axes[column] is { } axis && axis.Stem == axes[i]!.Value.Stem && sampleRates[column] == sampleRates[i]) && HasAllAxes(run, axes))
            {
                Array.ForEach(run, column => firstOf[column] = run[0]);
                i += Axes - 1;
            }
        }

        foreach (IGrouping<(string Stem, double Rate, string? Unit, ChannelKind? Kind), int> apart in Enumerable.Range(0, columns.Count)
            .Where(column => firstOf[column] < 0 && axes[column] is not null)
            .GroupBy(column => (axes[column]!.Value.Stem, sampleRates[column], columns[column].Unit, columns[column].Kind)))
        {
            int[] three = [.. apart];
            if (three.Length == Axes && HasAllAxes(three, axes))
            {
                Array.ForEach(three, column => firstOf[column] = three[0]);
            }
        }

        List<(string Name, List<int> Signals)> sensors = [];
        for (int i = 0; i < columns.Count; i++)
        {
            if (firstOf[i] < 0)
            {
                sensors.Add((columns[i].Name, [i]));
            }
            else if (firstOf[i] == i)
            {
                sensors.Add((NameOf(axes[i]!.Value.Stem), [.. Enumerable.Range(i, columns.Count - i).Where(column => firstOf[column] == i)]));
            }
        }

        return sensors;
    }

    private static bool HasAllAxes(int[] columns, (string Stem, char Axis)?[] axes) => columns.Select(column => axes[column]!.Value.Axis).Distinct().Count() == Axes;

    /// <summary>Names a sensor by the stem of its axes; a number or a bracket alone says that it is one of several, not what it is.</summary>
    private static string NameOf(string stem) => stem.Length == 0 ? "acc" : stem[0] == '(' || stem.All(char.IsAsciiDigit) ? $"acc {stem}" : stem;

    /// <summary>
    /// Parts a name into its axis and the rest: <c>acc_x</c>, <c>acc.x</c>, <c>accX</c>, <c>accx</c>, <c>x</c>, <c>Ax</c>, <c>x_acc</c>,
    /// <c>ACC X 1</c>, <c>Wrist Ax</c>, and with the number or the place of the sensor behind it: <c>acc_x1</c>, <c>Ax2</c>, <c>Ax_wrist</c>, <c>AxL</c>.
    /// </summary>
    private static (string Stem, char Axis)? Axis(string name)
    {
        int number = name.AsSpan().TrimEnd("0123456789").Length;
        if (AxisAtEnd(name) is { } axis)
        {
            return axis;
        }

        if (number < name.Length && AxisAtEnd(name[..number].TrimEnd('_', '.', '-', ' ')) is { } numbered)
        {
            return ($"{numbered.Stem} {name[number..]}".Trim(), numbered.Axis);
        }

        if (AxisBeforePlace().Match(name) is { Success: true } placed && AxisAtEnd(placed.Groups["axis"].Value) is { } before)
        {
            return ($"{before.Stem} {placed.Groups["rest"].Value}", before.Axis);
        }

        // The axis as a word of its own before or within the rest.
        return AxisWord().Match(name) is { Success: true } found && found.Groups["rest"].Length > 0
            ? ($"{found.Groups["stem"].Value} {found.Groups["rest"].Value}".Trim(), char.ToLowerInvariant(found.Groups["axis"].Value[0]))
            : null;
    }

    private static (string Stem, char Axis)? AxisAtEnd(string name)
    {
        if (name.Length == 0 || char.ToLowerInvariant(name[^1]) is not ('x' or 'y' or 'z'))
        {
            return null;
        }

        char last = char.ToLowerInvariant(name[^1]);
        string stem = name[..^1];
        if ((name.Length == 2 || name is [.., '_' or '.' or '-' or ' ', _, _]) && char.ToLowerInvariant(name[^2]) is 'a' or 'g' or 'w' or 'm')
        {
            // "Ax", and "Wrist Ax"; "Accel 1 Ax" tells the quantity already.
            string quantity = char.ToLowerInvariant(name[^2]) switch { 'a' => "acc", 'm' => "mag", _ => "gyro" };
            string place = name[..^2].TrimEnd('_', '.', '-', ' ');
            bool isTold = place.Contains(quantity, StringComparison.OrdinalIgnoreCase);
            return (isTold ? place : $"{place} {quantity}".Trim(), last);
        }

        return stem.Length == 0 || stem[^1] is '_' or '.' or '-' or ' ' || char.IsUpper(name[^1]) || QuantityAtEnd().IsMatch(stem)
            ? (stem.TrimEnd('_', '.', '-', ' '), last)
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

    [GeneratedRegex(@"^(?<axis>[agwmAGWM][xyzXYZ])(?:[ _.\-]+(?<rest>.+)|(?<rest>(?<=[xyz])[A-Z].*))$")]
    private static partial Regex AxisBeforePlace();

    [GeneratedRegex("(?:acc|accel|acceleration|gyro?|gyroscope|mag|magnetometer)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuantityAtEnd();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Words();
}
