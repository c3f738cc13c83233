using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Cli;

/// <summary>Options that say what a recording does not say about itself, and how values on the command line are read.</summary>
internal sealed class RecordingArguments
{
    /// <summary>What a recording from a pipe is called in results.</summary>
    public const string StandardInputName = "standard input";

    private static readonly string KindList = string.Join('|', ChannelKindNames.All);

    public Option<double?> SampleRate { get; } = new("--sample-rate")
    {
        Description = "Sampling rate in Hz of a recording without a time axis; of one with another rate, rows are counted at this one.",
        HelpName = "HZ",
        CustomParser = ParseSampleRate,
    };

    public Option<string?> TimeColumn { get; } = new("--time-column")
    {
        Description = "Name of the column of a text that holds the times of its rows, where it is not found or several could be it.",
        HelpName = "NAME",
    };

    public Option<string?> Clock { get; } = CreateClock();

    public Option<string[]> Kind { get; } = new("--kind")
    {
        Description = $"What a channel is: NAME={KindList}; may be given several times.",
        HelpName = "NAME=KIND",
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string[]> Columns { get; } = new("--columns")
    {
        Description = "Names of the columns of a text, the time axis included, separated by commas; - leaves a column out, quotes keep a comma.",
        HelpName = "NAME,NAME",
        CustomParser = result => [.. result.Tokens.SelectMany(token => ColumnList.Split(token.Value))],
    };

    public Option<string[]> AnnotationColumns { get; } = new("--annotation-columns")
    {
        Description = "Columns of a text whose changes are annotations, separated by commas: words, or numbers of which 0 is none.",
        HelpName = "NAME,NAME",
        CustomParser = result => [.. result.Tokens.SelectMany(token => ColumnList.Split(token.Value))],
    };

    public Option<bool> Resample { get; } = new("--resample")
    {
        Description = "Interpolate the samples of an uneven time axis onto its mean rate, instead of taking them as evenly spaced.",
    };

    public Option<string> TextEncoding { get; } = new("--encoding")
    {
        Description = "Encoding of a text: utf-8, utf-16 or windows-1252 (default: by its mark and content).",
        HelpName = "NAME",
    };

    public Option<bool> Lenient { get; } = new("--lenient")
    {
        Description = "Read an EDF or BDF header with decimal commas, and a discontinuous file without times as continuous.",
    };

    public static double? ParseAbove(ArgumentResult result, double limit, double most = double.MaxValue)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > limit && number <= most)
        {
            return number;
        }

        string range = most < double.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" and at most {most}") : string.Empty;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{NameOf(result)}: expected a number above {limit}{range}, found \"{text}\""));
        return null;
    }

    private static double? ParseSampleRate(ArgumentResult result)
    {
        double? rate = ParseAbove(result, 0);
        if (rate > PlausibleRate.HighestEmgHz)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{NameOf(result)}: expected a number of at most {PlausibleRate.HighestEmgHz}, found {rate}"));
            return null;
        }

        return rate;
    }

    public static double? ParseAtLeast(ArgumentResult result, double limit, double most = double.MaxValue)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= limit && number <= most)
        {
            return number;
        }

        string range = most < double.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" and at most {most}") : string.Empty;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{NameOf(result)}: expected a number of at least {limit}{range}, found \"{text}\""));
        return null;
    }

    public static int ParseCount(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
        {
            return count;
        }

        result.AddError($"{NameOf(result)}: expected a whole number of at least 1, found \"{text}\"");
        return 1;
    }

    /// <summary>Gives the option of a seed, 1 where it is not given.</summary>
    public static Option<ulong> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            {
                result.AddError($"{NameOf(result)}: expected a whole number from 0, found \"{text}\"");
            }

            return seed;
        },
    };

    /// <summary>A word that begins with a dash is a mistyped option, not a file.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length > 1 && token.Value[0] == '-')
            {
                string? near = result.Parent is CommandResult command
                    ? Suggestion.For(token.Value, command.Command.Options.Select(option => option.Name))
                    : null;
                result.AddError($"unknown option {token.Value}{(near is null ? string.Empty : $"; did you mean {near}?")}");
            }
        }
    }

    public static FrequencyBand? ParseBand(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] borders = text.Split('-');
        if (borders.Length == 2
            && double.TryParse(borders[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
            && double.TryParse(borders[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
            && low > 0 && high > low && double.IsFinite(high))
        {
            return new FrequencyBand(low, high);
        }

        result.AddError($"{NameOf(result)}: expected LOW-HIGH in Hz with 0 < LOW < HIGH, found \"{text}\"");
        return null;
    }

    /// <summary>Gives how a recording is read by the command line alone.</summary>
    public RecordingOptions Read(ParseResult parsed) => Apply(parsed, new RecordingOptions());

    /// <summary>Gives how a recording is read, with what the command line says put in; kinds are added to those there.</summary>
    public RecordingOptions Apply(ParseResult parsed, RecordingOptions options)
    {
        Dictionary<string, ChannelKind> kinds = new(options.Kinds, StringComparer.Ordinal);
        foreach (string pair in parsed.GetValue(Kind) ?? [])
        {
            int at = pair.LastIndexOf('=');
            ChannelKind? kind = at <= 0 ? null : ChannelKindNames.Find(pair[(at + 1)..]);
            kinds[at <= 0 ? pair : pair[..at]] = kind ?? throw new CliException(
                ExitCodes.Usage, $"--kind: expected NAME={KindList}, found \"{pair}\"");
        }

        return options with
        {
            SampleRate = parsed.GetValue(SampleRate) ?? options.SampleRate,
            TimeColumn = parsed.GetValue(TimeColumn) ?? options.TimeColumn,
            Clock = parsed.GetValue(Clock) is string clock ? Enum.Parse<RecordingClockKind>(clock, ignoreCase: true) : options.Clock,
            Kinds = kinds,
            Columns = parsed.GetValue(Columns) is { Length: > 0 } columns ? columns : options.Columns,
            AnnotationColumns = parsed.GetValue(AnnotationColumns) is { Length: > 0 } annotations ? annotations : options.AnnotationColumns,
            IsLenient = parsed.GetValue(Lenient) || options.IsLenient,
            Encoding = parsed.GetValue(TextEncoding) is not string encoding ? options.Encoding : encoding.ToLowerInvariant() switch
            {
                "utf-8" or "utf8" => MyoclonusSignal.Recordings.TextEncoding.Utf8,
                "utf-16" or "utf16" => MyoclonusSignal.Recordings.TextEncoding.Utf16,
                "windows-1252" or "cp1252" or "latin1" or "iso-8859-1" => MyoclonusSignal.Recordings.TextEncoding.Windows1252,
                _ => throw new CliException(ExitCodes.Usage, $"--encoding: expected utf-8, utf-16 or windows-1252, found \"{encoding}\""),
            },
        };
    }

    /// <summary>Opens a recording; <c>-</c> is standard input.</summary>
    public static RecordingReader Open(string path, RecordingOptions options)
    {
        if (path == "-")
        {
            return RecordingFile.Open(Console.OpenStandardInput(), StandardInputName, options);
        }

        if (Directory.Exists(path))
        {
            throw new CliException(ExitCodes.NoInput, $"{path}: is a folder", remedy: "name the recordings in it, for example with a wildcard");
        }

        return RecordingFile.Open(path, options);
    }

    /// <summary>Gives the annotations in the table beside a recording that cannot hold them itself.</summary>
    public static IReadOnlyList<RecordingAnnotation> AnnotationsBeside(RecordingReader reader)
    {
        string table = AnnotationTable.PathBeside(reader.Path);
        return reader is CsvRecordingReader && File.Exists(table) ? AnnotationTable.Read(table) : [];
    }

    /// <summary>
    /// Gives the channels asked for, each once, or <see langword="null"/> for all; refuses names that no channel of a recording
    /// has. Names were parted at commas: those that hold some themselves are put together again.
    /// </summary>
    public static IReadOnlyList<string>? Resolve(RecordingReader reader, IReadOnlyList<string>? channels, RecordingOptions options)
    {
        string[] present = [.. reader.Channels.Select(channel => channel.Name)];
        channels = channels is null ? null : [.. Whole(channels, present).Distinct()];
        string? unknown = (channels ?? []).Concat(options.Kinds.Keys).FirstOrDefault(name => !present.Contains(name));
        if (unknown is not null)
        {
            string near = Suggestion.For(unknown, present) ?? present.FirstOrDefault(name => name.Contains(unknown, StringComparison.OrdinalIgnoreCase) || unknown.Contains(name, StringComparison.OrdinalIgnoreCase)) ?? string.Empty;
            throw new CliException(
                ExitCodes.Usage,
                $"{reader.Path}: expected the name of a channel, found \"{unknown}\"",
                $"The recording has {string.Join(", ", present)}.",
                Remedy(near, unknown, channels, present, options));
        }

        return channels;
    }

    /// <summary>Gives the options with the name put right where one is near; otherwise with all channels to choose from.</summary>
    private static string Remedy(string near, string unknown, IReadOnlyList<string>? channels, string[] present, RecordingOptions options)
    {
        if (channels?.Contains(unknown) == true)
        {
            IEnumerable<string> right = near.Length == 0 ? present : channels.Select(name => name == unknown ? near : name).Distinct();
            return $"--channels {ColumnList.Quote(ColumnList.Join(right))}";
        }

        string kind = options.Kinds[unknown].Name();
        string others = near.Length == 0 && present.Length > 1 ? ", or another of these channels" : string.Empty;
        return $"--kind \"{(near.Length == 0 ? present[0] : near)}={kind}\"{others}";
    }

    private static Option<string?> CreateClock()
    {
        Option<string?> clock = new("--clock")
        {
            Description = "What the time stamps of a text's rows are; auto tells it from their steps.",
            HelpName = "even|jittered|uneven|coarse|packets|auto",
        };
        clock.AcceptOnlyFromAmong([.. Enum.GetNames<RecordingClockKind>().Select(name => name.ToLowerInvariant())]);
        return clock;
    }

    private static IEnumerable<string> Whole(IReadOnlyList<string> parts, string[] present)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            int last = Enumerable.Range(i, parts.Count - i).LastOrDefault(end => Array.Exists(present, name => IsMadeOf(name, parts.Skip(i).Take(end - i + 1))), i);
            string joined = string.Join(',', parts.Skip(i).Take(last - i + 1));
            yield return Array.Find(present, name => IsMadeOf(name, parts.Skip(i).Take(last - i + 1))) ?? joined;
            i = last;
        }
    }

    private static bool IsMadeOf(string name, IEnumerable<string> parts) => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SequenceEqual(parts);

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
