using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>
/// Does what a message says to try: sets the settings that it names, and edits the file at the place that it names. It knows the
/// file's owner's knowledge, as the true rate, but nothing else; what it cannot do nobody can, and is an error.
/// </summary>
internal static partial class Remedy
{
    // What a remedy may ask to do with the file, by its first words; null is to take one that is whole.
    private static readonly (string Words, Func<RefusedFile, Place, string, string>? Edit)[] Edits =
    [
        ("delete the empty line", (_, place, text) => WithLine(text, place.Line, null)),
        ("delete this line", (_, place, text) => WithLine(text, place.Line, null)),
        ("take out the rows that are repeated", (_, place, text) => WithLine(text, place.Line, null)),
        ("complete or delete this row", (_, place, text) => WithLine(text, place.Line, null)),
        ("correct this cell", (file, place, text) => WithLine(text, place.Line, WithCell(Lines(text)[place.Line - 1], place.Column, file.KnownText!))),
        ("correct this line", (file, place, text) => place.Key is string key
            ? Regex.Replace(text, $"^{Regex.Escape(key)}(=.*)?$|(?!)", file.KnownText!, RegexOptions.Multiline) is string edited && edited != text ? edited : text + "\n" + file.KnownText
            : WithLine(text, place.Line, file.KnownText)),
        ("close or delete the quotes of this line", (_, place, text) => WithLine(text, place.Line, Lines(text)[place.Line - 1].Replace("\"", string.Empty, StringComparison.Ordinal))),
        ("delete empty lines inside the table", (_, _, text) => Regex.Replace(text, "\n[ ,]*(?=\n)", string.Empty)),
        ("delete comment lines", (_, _, text) => Regex.Replace(text, "^#.*\n", string.Empty, RegexOptions.Multiline)),
        ("sort the rows by time", (_, _, text) => Sorted(text)),
        ("delete the commas between thousands", (_, _, text) => Regex.Replace(text, "\"(\\d+),(\\d{3})\"", "$1$2")),
        ("write decimal points", (_, _, text) => Regex.Replace(text, "\"(\\d+),(\\d+)\"", "$1.$2")),
        ("write a semicolon or a tab between the cells", (_, _, text) => Regex.Replace(text, ",(?=(?:[^\"\n]*\"[^\"\n]*\")*[^\"\n]*(\n|$))", ";")),
        ("write one sample a line", (_, _, text) => Transposed(text)),
        ("write the unit into the header: time [ms]", (_, _, text) => Regex.Replace(text, @"\A[^,\n]*", "time [ms]")),
        ("name the ", null),
        ("write seconds from the start", null),
        ("write it as a table", null),
        ("separate the columns by tabs", (_, _, text) => text.Replace(',', '\t')),
        ("write a decimal point", (file, place, text) => WithLine(text, place.Line, file.KnownText)),
        ("correct this annotation", null),
        ("correct the file", null),
        ("rename the file", null),
        ("keep one of them", null),
        ("add it to the file", null),
        ("put the start", null),
        ("export ", null),
        ("copy ", null),
        ("save the ", null),
        ("unpack it", null),
        ("put the .vhdr", null),
        ("run again", null),
        ("convert it again", null),
        ("convert the recording without", null),
    ];

    /// <summary>Gives each of the alternatives that a message offers, done.</summary>
    public static IEnumerable<Remedied> Of(RefusedFile file, RecordingFormatException fault)
    {
        Assert.False(string.IsNullOrEmpty(fault.Remedy), $"{file.Name}: no remedy beside \"{fault.Message}\"");
        foreach (string alternative in Alternatives().Split(fault.Remedy!).Select(text => Regex.Replace(text, "^(or,? )?(if [^,]*, )?", string.Empty).Trim()))
        {
            if (!file.IsRight(alternative))
            {
                continue;
            }

            RecordingOptions options = file.Options;
            bool isSet = false;
            foreach (Match setting in Settings().Matches(alternative))
            {
                options = Set(options, file, setting.Groups["name"].Value, setting.Groups["value"].Value.Trim('"', '\''), setting.Groups["value"].Value);
                isSet = true;
            }

            int edit = Array.FindIndex(Edits, edit => alternative.StartsWith(edit.Words, StringComparison.Ordinal));
            Assert.True(isSet || edit >= 0, $"{file.Name}: nobody can do \"{alternative}\"");
            bool isWhole = edit >= 0 && Edits[edit].Edit is null;
            byte[] content = isWhole ? Whole(file) : edit < 0 ? file.Content : Encoding.Latin1.GetBytes(Edits[edit].Edit!(file, Place.Of(fault.Place), Encoding.Latin1.GetString(file.Content)));
            yield return new Remedied(alternative, content, options, isWhole, alternative.Contains("RecordingStart", StringComparison.Ordinal) ? file.KnownStart : null);
        }
    }

    private static RecordingOptions Set(RecordingOptions options, RefusedFile file, string name, string value, string written) => name switch
    {
        "SampleRate" => options with { SampleRate = file.KnownRate },
        "TimeColumn" => options with { TimeColumn = value.Length > 0 ? value : file.KnownTime },
        "Columns" => options with { Columns = ColumnList.Split(value) },
        "AnnotationColumns" => options with { AnnotationColumns = ColumnList.Split(value) },
        "Clock" => options with { Clock = Enum.Parse<RecordingClockKind>(value, ignoreCase: true) },
        "Encoding" => options with { Encoding = value == "utf-16" ? TextEncoding.Utf16 : TextEncoding.Windows1252 },
        "IsLenient" => options with { IsLenient = true },
        "HypnogramScheme" => options with { HypnogramScheme = file.KnownScheme },
        "RecordingStart" => options,
        "Kinds" => options with { Kinds = new Dictionary<string, ChannelKind> { [value[..value.LastIndexOf('=')]] = Enum.Parse<ChannelKind>(value[(value.LastIndexOf('=') + 1)..], ignoreCase: true) } },
        _ => throw new InvalidOperationException($"No setting {name} {written}"),
    };

    private static byte[] Whole(RefusedFile file)
    {
        Assert.True(file.Whole is not null, $"{file.Name}: say what a whole file is");
        return file.Whole!;
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string WithLine(string text, int line, string? put)
    {
        List<string> lines = [.. Lines(text)];
        lines.RemoveAt(line - 1);
        if (put is not null)
        {
            lines.Insert(line - 1, put);
        }

        return string.Join('\n', lines);
    }

    private static string WithCell(string line, int column, string cell)
    {
        string[] cells = line.Split(',');
        cells[column - 1] = cell;
        return string.Join(',', cells);
    }

    private static string Sorted(string text)
    {
        string[] lines = Lines(text.TrimEnd('\n'));
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).OrderBy(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))));
    }

    private static string Transposed(string text)
    {
        string[][] rows = [.. text.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        return string.Join('\n', Enumerable.Range(0, rows[0].Length).Select(i => string.Join(',', rows.Select(row => row[i]))));
    }

    // A semicolon outside quotes parts alternatives.
    [GeneratedRegex("""; (?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Alternatives();

    [GeneratedRegex("""(?:Recording|Hypnogram)Options\.(?<name>\w+)(?: (?<value>"[^"]*"|'[^']*'|(?<=(?:Clock|Encoding) )[\w-]+))?""")]
    private static partial Regex Settings();

    /// <summary>A file after what one alternative of a remedy says was done.</summary>
    internal sealed record Remedied(string Text, byte[] Content, RecordingOptions Options, bool IsWhole, DateTime? Start);

    private sealed record Place(int Line, int Column, string? Key)
    {
        public static Place Of(string text)
        {
            Match found = Regex.Match(text, @"line (\d+)(?:, column (\d+))?");
            return found.Success
                ? new Place(int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), found.Groups[2].Success ? int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) : 0, null)
                : new Place(0, 0, text);
        }
    }
}
