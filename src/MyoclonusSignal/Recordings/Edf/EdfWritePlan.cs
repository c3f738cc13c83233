using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Everything that is settled about an EDF+ or BDF+ file before its first byte is written.</summary>
internal sealed class EdfWritePlan
{
    // Rounding to steps takes away at most a few per cent of the changes of a signal that fills its range.
    private const double MostFlattened = 0.5;

    private readonly RecordingReader _reader;
    private readonly RecordingSurvey _survey;
    private readonly EdfWriteOptions _options;
    private readonly RecordingChannel[] _channels;
    private readonly double[] _rates;
    private readonly int _annotationCount;
    private readonly List<string> _losses = [];

    private EdfWritePlan(RecordingReader reader, RecordingSurvey survey, EdfWriteOptions options)
    {
        _reader = reader;
        _survey = survey;
        _options = options;
        _channels = new RecordingChannel[reader.SignalCount];
        string[] names = new string[reader.SignalCount];
        foreach (RecordingChannel channel in reader.Channels)
        {
            for (int i = 0; i < channel.Signals.Count; i++)
            {
                _channels[channel.Signals[i]] = channel;
                names[channel.Signals[i]] = channel.SignalNames[i];
            }
        }

        string[] labels = SignalPlan.Labels(names);
        Signals = [.. names.Select((name, i) => new SignalPlan(name, _channels[i].Unit, labels[i], survey.Minimum[i], survey.Maximum[i], options.IsBdf))];
        AddOtherUnits();
        AddFlattened();
        _rates = [.. _channels.Select(channel => channel.SampleRate)];
        Records = names.Length == 0
            ? new RecordPlan("0", 0, [])
            : RecordPlan.Find(_rates, survey.Segments, SampleBytes);
        OriginSeconds = reader.StartTime is DateTime start ? start.TimeOfDay.TotalSeconds - Math.Floor(start.TimeOfDay.TotalSeconds) : 0;
        Annotations = new AnnotationPlan();
        List<RecordingAnnotation> annotations = [.. reader.Annotations, .. options.Annotations];
        _annotationCount = annotations.Count;
        RecordCount = survey.Segments.Sum(segment => Records.Records(segment.Counts));
        AddAbsent();
        foreach (RecordingAnnotation annotation in annotations.OrderBy(annotation => annotation.OnsetSeconds))
        {
            string channel = annotation.Channel is string about ? AnnotationSignals.ChannelMark + LabelOf(about, names, labels)
                : annotation.Text.Contains(AnnotationSignals.ChannelMark, StringComparison.Ordinal) ? AnnotationSignals.ChannelMark : string.Empty;
            Annotations.Add(RecordCount - 1, OriginSeconds + annotation.OnsetSeconds, annotation.DurationSeconds, annotation.Text + channel);
        }

        if (RecordCount == 0)
        {
            throw new ArgumentException("EDF needs at least one data record; the recording has no samples.", nameof(reader));
        }

        Annotations.Fit(RecordCount);
        AnnotationSamples = (AnnotationPlan.StartBytes + Annotations.Capacity + SampleBytes - 1) / SampleBytes;
    }

    /// <summary>Gets the signals in the order of the file.</summary>
    public IReadOnlyList<SignalPlan> Signals { get; }

    /// <summary>Gets the form of a data record.</summary>
    public RecordPlan Records { get; }

    /// <summary>Gets the annotations.</summary>
    public AnnotationPlan Annotations { get; }

    /// <summary>Gets the number of data records.</summary>
    public long RecordCount { get; }

    /// <summary>Gets the fraction of a second by which the first sample lies behind the header's start time.</summary>
    public double OriginSeconds { get; }

    /// <summary>Gets the samples of the annotation signal in a record.</summary>
    public int AnnotationSamples { get; }

    /// <summary>Gets the bytes of a sample.</summary>
    public int SampleBytes => _options.IsBdf ? 3 : 2;

    /// <summary>Gets the bytes of a record.</summary>
    public int RecordBytes => checked((Records.Samples.Sum() + AnnotationSamples) * SampleBytes);

    private string Mark => (_options.IsBdf ? "BDF+" : "EDF+") + (_survey.Segments.Count > 1 ? "D" : "C");

    public static EdfWritePlan Of(RecordingReader reader, RecordingSurvey survey, EdfWriteOptions options) => new(reader, survey, options);

    /// <summary>Gives the header.</summary>
    public byte[] Header()
    {
        int count = Signals.Count + 1;
        StringBuilder text = new();
        void Put(string field, int width) => text.Append(field.Length > width ? field[..width] : field.PadRight(width));
        RecordingMetadata metadata = _options.Anonymize ? RecordingMetadata.Unknown : _options.Metadata ?? _reader.Metadata;
        DateTime? start = _options.Anonymize ? HeaderDate.WithoutDate(_reader.StartTime) : _reader.StartTime;
        Put(Held("the patient field", EdfIdentification.Patient(metadata), EdfIdentification.FieldCharacters), EdfIdentification.FieldCharacters);
        Put(Held("the recording field", EdfIdentification.Recording(metadata, _options.Anonymize ? null : start), EdfIdentification.FieldCharacters), EdfIdentification.FieldCharacters);
        Put(start?.ToString("dd.MM.yy", CultureInfo.InvariantCulture) ?? HeaderDate.UnknownDate, 8);
        Put(start?.ToString("HH.mm.ss", CultureInfo.InvariantCulture) ?? "00.00.00", 8);
        foreach (string comment in metadata.Comments)
        {
            _losses.Add($"the comment \"{comment}\"");
        }

        Put(Text(256L * (count + 1)), 8);
        Put(Mark, 44);
        Put(Text(RecordCount), 8);
        Put(Records.SecondsText, 8);
        Put(Text(count), 4);
        IEnumerable<(Func<int, string> Field, string OfAnnotations, int Width)> fields =
        [
            (i => Signals[i].Label, _options.IsBdf ? "BDF Annotations" : "EDF Annotations", 16),
            (i => Held($"the transducer of {Signals[i].Name}", _channels[i].Transducer, 80), string.Empty, 80),
            (i => Signals[i].Unit is string unit ? SignalPlan.Ascii(unit, 8) : string.Empty, string.Empty, 8),
            (i => Signals[i].PhysicalMinimumText, "-1", 8),
            (i => Signals[i].PhysicalMaximumText, "1", 8),
            (i => Signals[i].DigitalMinimumText, _options.IsBdf ? "-8388608" : "-32768", 8),
            (i => Signals[i].DigitalMaximumText, _options.IsBdf ? "8388607" : "32767", 8),
            (i => Held($"the prefilter of {Signals[i].Name}", _channels[i].Prefilter, 80), string.Empty, 80),
            (i => Text(Records.Samples[i]), Text(AnnotationSamples), 8),
            (_ => string.Empty, string.Empty, 32),
        ];
        foreach ((Func<int, string> field, string ofAnnotations, int width) in fields)
        {
            for (int i = 0; i < Signals.Count; i++)
            {
                Put(field(i), width);
            }

            Put(ofAnnotations, width);
        }

        byte[] version = _options.IsBdf ? [0xFF, .. "BIOSEMI"u8] : [.. "0       "u8];
        return [.. version, .. Encoding.ASCII.GetBytes(text.ToString())];
    }

    /// <summary>Gives what is reported of the file.</summary>
    public EdfWriteResult Result() => new(
        Mark,
        RecordCount,
        Records.Seconds,
        [.. Signals.Select((signal, i) => new EdfWrittenSignal(
            signal.Name,
            signal.Label,
            signal.Unit,
            Records.Samples[i] / Records.Seconds,
            Math.Abs((Records.Samples[i] / Records.Seconds / _rates[i]) - 1),
            signal.Step,
            _survey.Segments.Sum(segment => segment.Counts[i]),
            _survey.Missing[i]))],
        _annotationCount)
    {
        Losses = _losses,
    };

    /// <summary>A field of the header has eight characters: numbers beyond are written in a larger unit.</summary>
    private void AddOtherUnits()
    {
        for (int i = 0; i < Signals.Count; i++)
        {
            if (Signals[i].Unit != _channels[i].Unit)
            {
                _losses.Add($"the numbers of {Signals[i].Name} in {_channels[i].Unit}, which are too long for the header: written in {Signals[i].Unit}");
            }
        }
    }

    /// <summary>A few values far off scale set the range of a signal; what is small beside them becomes one value.</summary>
    private void AddFlattened()
    {
        for (int i = 0; i < Signals.Count; i++)
        {
            double share = _survey.ShareOfChangesBelow(i, Signals[i].RecordingStep);
            if (share > MostFlattened)
            {
                _losses.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100 * share:0} % of the changes from sample to sample of {Signals[i].Name}, which are smaller than its step of {Signals[i].RecordingStep:G4} {_channels[i].Unit ?? "(no unit)"}: the values from {_survey.Minimum[i]:G4} to {_survey.Maximum[i]:G4} set its range; {(_options.IsBdf ? "take what is off scale out of the recording first" : "write a .bdf, whose steps are 256 times finer, or take what is off scale out of the recording first")}"));
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a field can hold of a text: printable ASCII of its width; what it cannot hold is reported.</summary>
    private string Held(string what, string? text, int width)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        string held = SignalPlan.Ascii(text, width);
        if (held != text.Trim())
        {
            _losses.Add(text.Trim().Length > width
                ? string.Create(CultureInfo.InvariantCulture, $"{what} beyond {width} characters")
                : $"the letters of {what} that are no ASCII");
        }

        return held;
    }

    private static string LabelOf(string channel, string[] names, string[] labels) =>
        Array.IndexOf(names, channel) is >= 0 and int index ? labels[index] : channel;

    /// <summary>Says which samples in the file are not in the recording: fillings and missing ones.</summary>
    private void AddAbsent()
    {
        long firstRecord = 0;
        List<long> firstRecords = [];
        for (int segment = 0; segment < _survey.Segments.Count; segment++)
        {
            firstRecords.Add(firstRecord);
            (double start, long[] counts) = _survey.Segments[segment];
            long records = Records.Records(counts);
            int fastest = Array.IndexOf(Records.Samples, Records.Samples.Max());
            double length = counts[fastest] * Records.Seconds / Records.Samples[fastest];
            double filled = (records * Records.Seconds) - length;
            firstRecord += records;
            if (records * Records.Samples[fastest] > counts[fastest])
            {
                Annotations.Add(firstRecord - 1, OriginSeconds + start + length, filled, AbsentStretch.FillText);
            }
        }

        foreach ((int signal, int segment, long first, long count) in _survey.Runs)
        {
            double period = Records.Seconds / Records.Samples[signal];
            Annotations.Add(
                firstRecords[segment] + (first / Records.Samples[signal]),
                OriginSeconds + _survey.Segments[segment].StartSeconds + (first * period),
                count * period,
                AbsentStretch.MissingText + "@@" + Signals[signal].Label);
        }
    }
}
