using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>What the comment lines at the beginning tell: <c># Sampling Rate (Hz):=</c>, <c># Labels:=</c>, <c># Units:=</c>.</summary>
internal sealed class CsvComments
{
    private string _labels = string.Empty;
    private string _units = string.Empty;

    /// <summary>Gets what they say of the recording beside its columns.</summary>
    public MetadataComments Metadata { get; } = new();

    /// <summary>Gets the sampling rate stated, in Hz.</summary>
    public double? SampleRate { get; private set; }

    /// <summary>Gets a value indicating whether a comment calls the file Simple Text Format.</summary>
    public bool IsSimpleText { get; private set; }

    /// <summary>Takes in one line that starts with <c>#</c>.</summary>
    public void Read(string path, int number, string line)
    {
        if (line.Contains("Simple Text Format", StringComparison.OrdinalIgnoreCase))
        {
            IsSimpleText = true;
            return;
        }

        int mark = line.IndexOf(":=", StringComparison.Ordinal);
        if (mark < 0)
        {
            Metadata.Read(line, null, string.Empty);
            return;
        }

        string key = line[1..mark].Trim();
        string text = line[(mark + 2)..].Trim();
        if (key.StartsWith("Sampling Rate", StringComparison.OrdinalIgnoreCase))
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || !(rate > 0) || !double.IsFinite(rate))
            {
                throw new RecordingFormatException(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"line {number} (comment \"{key}\")"),
                    "a sampling rate above 0 Hz",
                    FoundText.Quote(text),
                    "correct this line; or delete this line and give RecordingOptions.SampleRate");
            }

            SampleRate = rate;
        }
        else if (key.Equals("Labels", StringComparison.OrdinalIgnoreCase))
        {
            _labels = text;
        }
        else if (key.Equals("Units", StringComparison.OrdinalIgnoreCase))
        {
            _units = text;
        }
        else
        {
            Metadata.Read(line, key, text);
        }
    }

    /// <summary>Names the columns of a file without header line, or gives <see langword="null"/> where labels do not fit.</summary>
    /// <param name="count">The number of columns.</param>
    public List<ColumnHeader>? TryName(int count)
    {
        if (Split(_labels, count) is not string[] labels)
        {
            return null;
        }

        return [.. labels.Select((label, i) => ColumnHeader.Parse(label) is { Unit: null } bare ? bare with { Unit = Unit(i, count) } : ColumnHeader.Parse(label))];
    }

    /// <summary>Gives the unit of a column that is stated for it or for all.</summary>
    public string? Unit(int column, int count) => Units.Normalise(
        Split(_units, count) is string[] units ? units[column] : Split(_units, 1)?[0]);

    private static string[]? Split(string text, int count)
    {
        foreach (char separator in "\t,; ")
        {
            string[] parts = text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == count)
            {
                return parts;
            }
        }

        return null;
    }
}
