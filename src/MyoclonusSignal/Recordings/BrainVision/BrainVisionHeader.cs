using System.Globalization;
using System.Text;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Recordings.BrainVision;

/// <summary>
/// The header (<c>.vhdr</c>) and markers (<c>.vmrk</c>) of a BrainVision recording (Brain Products, "BrainVision Core Data Format
/// 1.0"): text in sections of <c>key=value</c>.
/// </summary>
internal sealed class BrainVisionHeader
{
    // Both spellings are written.
    private static readonly string[] Marks = ["Brain Vision Data Exchange Header File", "BrainVision Data Exchange Header File"];
    private const string StartFormat = "yyyyMMddHHmmssffffff";
    private const double MicrosecondsPerSecond = 1e6;

    private const string Mend = "correct this line of the header; or export the recording again";

    private readonly string _path;
    private readonly Dictionary<string, string> _common;
    private readonly List<(long Sample, DateTime? Date)> _segments = [];
    private readonly List<(double Samples, double Length, string Text, string? Channel)> _markers = [];

    private BrainVisionHeader(string path, byte[] bytes)
    {
        _path = path;
        Bytes = bytes;
        Dictionary<string, Dictionary<string, string>> sections = Sections(Text(bytes));
        _common = sections.GetValueOrDefault("Common Infos") ?? throw Fault("[Common Infos]", "the section of the recording", "none");
        if (_common.GetValueOrDefault("DataFormat", "BINARY").ToUpperInvariant() is not "BINARY" and var format)
        {
            throw Fault("DataFormat", "BINARY", format, "export the recording again, in binary format");
        }

        IsVectorized = _common.GetValueOrDefault("DataOrientation", "MULTIPLEXED").ToUpperInvariant() switch
        {
            "MULTIPLEXED" => false,
            "VECTORIZED" => true,
            string other => throw Fault("DataOrientation", "MULTIPLEXED or VECTORIZED", other),
        };
        Dictionary<string, string> binary = sections.GetValueOrDefault("Binary Infos") ?? [];
        Sample = binary.GetValueOrDefault("BinaryFormat", "INT_16").ToUpperInvariant() switch
        {
            "INT_16" => BrainVisionSample.Int16,
            "UINT_16" => BrainVisionSample.UInt16,
            "IEEE_FLOAT_32" => BrainVisionSample.Float32,
            string other => throw Fault("BinaryFormat", "INT_16, UINT_16 or IEEE_FLOAT_32", other),
        };
        IsBigEndian = binary.GetValueOrDefault("UseBigEndianOrder", "NO").Equals("YES", StringComparison.OrdinalIgnoreCase);
        int count = (int)Number("NumberOfChannels", 1, 100_000);
        SampleRate = MicrosecondsPerSecond / Number("SamplingInterval", 1e-3, 1e9);
        Dictionary<string, string> infos = sections.GetValueOrDefault("Channel Infos") ?? throw Fault("[Channel Infos]", "a line for each channel", "none");
        Channels = [.. Enumerable.Range(1, count).Select(i => Channel(infos, i))];
        DataPath = Beside(_common.GetValueOrDefault("DataFile") ?? throw Fault("DataFile", "the name of the file of samples", "none"));
        if (_common.TryGetValue("MarkerFile", out string? markers) && File.Exists(Beside(markers)))
        {
            MarkerPath = Beside(markers);
            ReadMarkers(MarkerPath);
        }
    }

    /// <summary>Gets the header as it stands in the file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Gets the file of samples.</summary>
    public string DataPath { get; }

    /// <summary>Gets the file of markers, or <see langword="null"/> where there is none.</summary>
    public string? MarkerPath { get; }

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gets how a sample is stored.</summary>
    public BrainVisionSample Sample { get; }

    /// <summary>Gets the bytes of a sample.</summary>
    public int SampleBytes => Sample == BrainVisionSample.Float32 ? 4 : 2;

    /// <summary>Gets a value indicating whether the first byte of a number is the highest.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Gets a value indicating whether all samples of a channel stand together, not those of one time.</summary>
    public bool IsVectorized { get; }

    /// <summary>Gets the channels: name, unit and what makes the unit of a stored number.</summary>
    public IReadOnlyList<(string Name, string Unit, double Resolution)> Channels { get; }

    /// <summary>Gets the local time of the first sample.</summary>
    public DateTime? Start => _segments.Count > 0 ? _segments[0].Date : null;

    /// <summary>Returns true if a file is such a header by its first bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> first)
    {
        string text = Encoding.ASCII.GetString(first).TrimStart('?');
        return Array.Exists(Marks, mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Gives the header that belongs to a file of samples or markers, or <see langword="null"/>.</summary>
    public static string? HeaderOf(string path)
    {
        string extension = System.IO.Path.GetExtension(path).ToLowerInvariant();
        string header = System.IO.Path.ChangeExtension(path, ".vhdr");
        return extension is ".eeg" or ".vmrk" or ".dat" && File.Exists(header) ? header : null;
    }

    public static BrainVisionHeader Read(string path) => new(path, SideFile.ReadBytes(path));

    /// <summary>Gives the stretches without a gap: their first samples and the times of these.</summary>
    public List<(long Sample, double Seconds)> Segments()
    {
        List<(long Sample, double Seconds)> segments = [(0, 0)];
        foreach ((long sample, DateTime? date) in _segments.Where(segment => segment.Sample > 0).OrderBy(segment => segment.Sample))
        {
            // Without a date the clock is taken to have gone on: only the filters begin anew.
            double end = segments[^1].Seconds + ((sample - segments[^1].Sample) / SampleRate);
            segments.Add((sample, date is not null && Start is not null ? Math.Max(end, (date.Value - Start.Value).TotalSeconds) : end));
        }

        return segments;
    }

    /// <summary>Gives the markers as annotations on the recording's clock.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations()
    {
        List<(long Sample, double Seconds)> segments = Segments();
        return [.. _markers.Select(marker =>
        {
            (long sample, double seconds) = segments.Last(segment => segment.Sample <= Math.Max(0, marker.Samples));
            return new RecordingAnnotation(seconds + ((marker.Samples - sample) / SampleRate), marker.Length > 1 ? marker.Length / SampleRate : null, marker.Text, marker.Channel);
        })];
    }

    public RecordingFormatException Fault(string place, string expected, string found, string? remedy = null) => new(_path, place, expected, found, remedy ?? Mend);

    private static string Text(byte[] bytes)
    {
        bool isUtf8 = TextCheck.IsText(bytes, isWhole: true);
        return (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).TrimStart('\uFEFF');
    }

    private static Dictionary<string, Dictionary<string, string>> Sections(string text)
    {
        Dictionary<string, Dictionary<string, string>> sections = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string>? section = null;
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                section = sections[line[1..^1]] = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            }
            else if (!line.StartsWith(';') && line.IndexOf('=', StringComparison.Ordinal) is > 0 and int at)
            {
                section?.TryAdd(line[..at].Trim(), line[(at + 1)..].Trim());
            }
        }

        return sections;
    }

    // A comma in a name is written \1.
    private static string[] Fields(string value) => [.. value.Split(',').Select(field => field.Replace("\\1", ",", StringComparison.Ordinal).Trim())];

    private double Number(string key, double least, double most)
    {
        string text = _common.GetValueOrDefault(key) ?? throw Fault(key, "a number", "none");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw Fault(key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), FoundText.Quote(text));
    }

    private (string Name, string Unit, double Resolution) Channel(Dictionary<string, string> infos, int number)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"Ch{number}");
        string[] fields = Fields(infos.GetValueOrDefault(key) ?? throw Fault(key, "name, reference, resolution and unit", "none"));
        string resolution = fields.Length > 2 ? fields[2] : string.Empty;
        return double.TryParse(resolution.Length == 0 ? "1" : resolution, NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) && double.IsFinite(scale) && scale != 0
            ? (fields[0].Length > 0 ? fields[0] : key, fields.Length > 3 && fields[3].Length > 0 ? fields[3] : "uV", scale)
            : throw Fault(key, "a resolution that is not 0", FoundText.Quote(resolution));
    }

    private string Beside(string name)
    {
        // $b stands for the header's own name, as files that were renamed together have it.
        string file = name.Replace("$b", System.IO.Path.GetFileNameWithoutExtension(_path), StringComparison.Ordinal);
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_path) ?? string.Empty, System.IO.Path.GetFileName(file.Replace('\\', '/')));
    }

    private void ReadMarkers(string path)
    {
        foreach ((string key, string value) in Sections(Text(SideFile.ReadBytes(path))).GetValueOrDefault("Marker Infos") ?? [])
        {
            string[] fields = Fields(value);
            if (!key.StartsWith("Mk", StringComparison.OrdinalIgnoreCase) || fields.Length < 3
                || !double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double position) || !(position >= 1 && position < long.MaxValue))
            {
                continue;
            }

            if (fields[0].Equals("New Segment", StringComparison.OrdinalIgnoreCase))
            {
                DateTime? date = fields.Length > 5 && DateTime.TryParseExact(fields[5], StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime found) ? found : null;
                _segments.Add(((long)position - 1, date));
                continue;
            }

            double length = fields.Length > 3 && double.TryParse(fields[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double size) ? size : 1;
            int channel = fields.Length > 4 && int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out int of) ? of : 0;
            string text = fields[1].Length == 0 ? fields[0] : fields[0].Length == 0 ? fields[1] : $"{fields[0]}/{fields[1]}";
            _markers.Add((position - 1, length, text, channel > 0 && channel <= Channels.Count ? Channels[channel - 1].Name : null));
        }
    }
}

/// <summary>How a sample of BrainVision is stored.</summary>
internal enum BrainVisionSample
{
    /// <summary>16 bits with sign.</summary>
    Int16,

    /// <summary>16 bits without sign.</summary>
    UInt16,

    /// <summary>IEEE single precision.</summary>
    Float32,
}
