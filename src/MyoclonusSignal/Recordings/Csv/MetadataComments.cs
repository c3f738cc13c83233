using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// What a recording says of itself as comment lines in front of a CSV, <c># Technician:= Smith</c>: written where it is known,
/// and read back.
/// </summary>
internal sealed class MetadataComments
{
    private const string PrefilterKey = "Prefilter of ";
    private const string TransducerKey = "Transducer of ";
    private const string StartKey = "Start";
    private const string StartFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private const string DayFormat = "yyyy-MM-dd";

    private readonly Dictionary<string, string> _prefilters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _transducers = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];

    /// <summary>Gets what was read.</summary>
    public RecordingMetadata Metadata { get; private set; } = RecordingMetadata.Unknown;

    /// <summary>Gets the local time of the first sample.</summary>
    public DateTime? Start { get; private set; }

    /// <summary>Gives the lines that state what is known, without line ends.</summary>
    /// <param name="metadata">What is known of the recording.</param>
    /// <param name="start">Its start.</param>
    /// <param name="channels">Its channels.</param>
    public static IEnumerable<string> Lines(RecordingMetadata metadata, DateTime? start, IEnumerable<RecordingChannel> channels)
    {
        (string Key, string? Text)[] pairs =
        [
            ("Patient code", metadata.PatientCode),
            ("Patient sex", metadata.PatientSex),
            ("Patient birth date", metadata.PatientBirthDate?.ToString(DayFormat, CultureInfo.InvariantCulture)),
            ("Patient name", metadata.PatientName),
            ("Patient notes", metadata.PatientNotes),
            ("Investigation code", metadata.InvestigationCode),
            ("Technician", metadata.Technician),
            ("Equipment", metadata.Equipment),
            ("Recording notes", metadata.RecordingNotes),
            (StartKey, start?.ToString(StartFormat, CultureInfo.InvariantCulture)),
            .. channels.SelectMany(channel => new[] { (PrefilterKey + channel.Name, channel.Prefilter), (TransducerKey + channel.Name, channel.Transducer) }),
        ];
        return [.. pairs.Where(pair => !string.IsNullOrEmpty(pair.Text)).Select(pair => Plain($"# {pair.Key}:= {pair.Text}")), .. metadata.Comments.Select(Plain)];
    }

    /// <summary>Takes in a comment; one that states nothing of this is kept as it is.</summary>
    /// <param name="line">The line, from its mark on.</param>
    /// <param name="key">What stands before <c>:=</c>, or <see langword="null"/>.</param>
    /// <param name="text">What stands behind it.</param>
    public void Read(string line, string? key, string text)
    {
        if (key is null || text.Length == 0 || !TryTake(key, text))
        {
            _others.Add(line);
            Metadata = Metadata with { Comments = [.. _others] };
        }
    }

    /// <summary>Gives a channel with what the comments say of it.</summary>
    public RecordingChannel Describe(RecordingChannel channel) => channel with
    {
        Prefilter = _prefilters.GetValueOrDefault(channel.Name) ?? channel.Prefilter,
        Transducer = _transducers.GetValueOrDefault(channel.Name) ?? channel.Transducer,
    };

    private bool TryTake(string key, string text)
    {
        RecordingMetadata before = Metadata;
        Metadata = key switch
        {
            "Patient code" => before with { PatientCode = text },
            "Patient sex" when text is "F" or "M" => before with { PatientSex = text },
            "Patient birth date" when DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => before with { PatientBirthDate = day },
            "Patient name" => before with { PatientName = text },
            "Patient notes" => before with { PatientNotes = text },
            "Investigation code" => before with { InvestigationCode = text },
            "Technician" => before with { Technician = text },
            "Equipment" => before with { Equipment = text },
            "Recording notes" => before with { RecordingNotes = text },
            _ => before,
        };
        if (!ReferenceEquals(before, Metadata))
        {
            return true;
        }

        if (key == StartKey && DateTime.TryParseExact(text, StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime start))
        {
            Start = start;
            return true;
        }

        return (key.StartsWith(PrefilterKey, StringComparison.Ordinal) && _prefilters.TryAdd(key[PrefilterKey.Length..], text))
            || (key.StartsWith(TransducerKey, StringComparison.Ordinal) && _transducers.TryAdd(key[TransducerKey.Length..], text));
    }

    private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\t' ? ' ' : letter));
}
