using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>One signal of samples as it is given: its name and unit, and how its bytes become samples in that unit.</summary>
internal sealed class EdfColumn
{
    private readonly EdfSignal _signal;

    private EdfColumn(int index, EdfSignal signal, string name, double recordSeconds, bool keepsUnit)
    {
        Index = index;
        _signal = signal;
        Name = name;
        SampleRate = signal.SamplesPerRecord / recordSeconds;
        Conversion = UnitConversion.Of(signal.IsCalibrated ? signal.Dimension : string.Empty, keepsUnit);
        double factor = Conversion.Factor;
        Gain = signal.IsCalibrated ? signal.Gain * factor : 1;
        PhysicalMinimum = signal.IsCalibrated ? signal.PhysicalMinimum * factor : 0;
        DigitalMinimum = signal.IsCalibrated ? signal.DigitalMinimum : 0;
    }

    /// <summary>Gets its place among the signals given.</summary>
    public int Index { get; }

    /// <summary>Gets its name, different from that of every other.</summary>
    public string Name { get; }

    /// <summary>Gets its sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets the number of samples in a record.</summary>
    public int SamplesPerRecord => _signal.SamplesPerRecord;

    /// <summary>Gets where in a record its bytes start.</summary>
    public long RecordOffset => _signal.RecordOffset;

    /// <summary>Gets the digital value of the physical minimum.</summary>
    public double DigitalMinimum { get; }

    /// <summary>Gets the physical step of a digital one, in the unit given.</summary>
    public double Gain { get; }

    /// <summary>Gets the physical minimum in the unit given.</summary>
    public double PhysicalMinimum { get; }

    /// <summary>Gets its unit.</summary>
    public UnitConversion Conversion { get; }

    /// <summary>Makes a column of every signal that holds samples.</summary>
    public static List<EdfColumn> Of(EdfHeader header, double recordSeconds, bool keepsUnits, List<RecordingWarning> warnings)
    {
        List<EdfColumn> columns = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (EdfSignal signal in header.Signals.Where(signal => !signal.IsAnnotations))
        {
            string name = signal.Label.Length > 0 ? signal.Label : string.Create(CultureInfo.InvariantCulture, $"signal {signal.Index + 1}");
            if (signal.SamplesPerRecord == 0)
            {
                Warn(warnings, "signal-empty", name, $"{name} has no samples in its data records and was left out.");
                continue;
            }

            string own = name;
            for (int i = 2; !names.Add(own); i++)
            {
                own = string.Create(CultureInfo.InvariantCulture, $"{name} ({i})");
            }

            if (own != name)
            {
                Warn(warnings, "label-repeated", own, $"Two signals are called {name}; the later one is called {own} here.");
            }

            if (!signal.IsCalibrated)
            {
                Warn(warnings, "not-calibrated", own, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The header gives {own} no scale (physical {signal.PhysicalMinimum} to {signal.PhysicalMaximum}, digital {signal.DigitalMinimum} to {signal.DigitalMaximum}); its digital values are given, without a unit."));
            }

            columns.Add(new EdfColumn(columns.Count, signal, own, recordSeconds, keepsUnits));
        }

        return columns;
    }

    /// <summary>Makes channels of columns.</summary>
    public static IReadOnlyList<RecordingChannel> Channels(
        List<EdfColumn> columns, IReadOnlyDictionary<string, ChannelKind> kinds, List<RecordingWarning> warnings) =>
        [.. ChannelTable.Build(
            [.. columns.Select(column => new ColumnHeader(column.Name, column.Conversion.Unit))],
            [.. columns.Select(column => column.SampleRate)],
            kinds,
            warnings).Select(channel => Describe(channel, columns[channel.Signals[0]]))];

    /// <summary>The first of its samples that is not before a sample of the fastest signal in the same record.</summary>
    public int SampleAt(int position, int fastest) => (int)((((long)position * SamplesPerRecord) + fastest - 1) / fastest);

    /// <summary>Puts NaN where the file says that its samples are fillings.</summary>
    public void Blank(Span<double> samples, double recordStart, int first, List<AbsentStretch> absent)
    {
        foreach (AbsentStretch stretch in absent)
        {
            if (stretch.Label == _signal.Label)
            {
                double from = Math.Round((stretch.StartSeconds - recordStart) * SampleRate) - first;
                double to = Math.Round((stretch.EndSeconds - recordStart) * SampleRate) - first;
                int start = (int)Math.Clamp(from, 0, samples.Length);
                samples[start..(int)Math.Clamp(to, start, samples.Length)].Fill(double.NaN);
            }
        }
    }

    private static RecordingChannel Describe(RecordingChannel channel, EdfColumn column) => channel with
    {
        UnitConversion = column.Conversion.Text,
        Prefilter = column._signal.Prefilter.Length > 0 ? column._signal.Prefilter : null,
        Transducer = column._signal.Transducer.Length > 0 ? column._signal.Transducer : null,
    };

    private static void Warn(List<RecordingWarning> warnings, string code, string channel, string text) =>
        warnings.Add(new RecordingWarning(code, channel, null, null, text));
}
