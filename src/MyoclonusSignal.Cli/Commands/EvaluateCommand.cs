using System.CommandLine;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus evaluate</c>: events against the truth.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Argument<string> events = new("EVENTS.tsv") { Description = "The events found: tab-separated, with onset and duration in seconds." };
        Argument<string> truth = new("TRUTH.tsv") { Description = "The events that happened." };
        Option<double?> tolerance = new("--tolerance")
        {
            Description = "How far in seconds a found event may lie from a true one (default 0.05).",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, 0, MatchOptions.MostToleranceSeconds),
        };
        Option<string> criterion = new Option<string>("--criterion")
        {
            Description = "When a found event counts as a true one: overlap (it overlaps the true one, widened by the tolerance) or onset (their onsets lie within the tolerance).",
            HelpName = "NAME",
            DefaultValueFactory = _ => "overlap",
        }.AcceptOnlyFromAmong("overlap", "onset");
        Option<string[]> types = new("--trial-type")
        {
            Description = "Compare only these types of event, separated by commas (default: jerk and negative_jerk; all where there is neither).",
            HelpName = "A,B",
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        };
        Option<double?> duration = new("--duration")
        {
            Description = "Length of the recording in seconds, for false events per hour.",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAbove(result, 0, EventTable.MostSeconds),
        };
        Option<bool> agreement = new("--agreement") { Description = "Neither table is the truth: print how far two raters agree (F1, Cohen's kappa over time); needs --duration or --scored." };
        Option<string?> scored = new("--scored") { Description = "With --agreement: a table of the stretches that both raters scored; nothing outside is compared.", HelpName = "FILE.tsv" };
        Option<bool> json = new("--json") { Description = "Print JSON on standard output." };
        Command command = new("evaluate", "Score events against the truth: precision, recall, F1, onset and offset error.")
        {
            events, truth, tolerance, criterion, types, duration, agreement, scored, json,
        };
        command.SetAction(parsed =>
        {
            EventTable found = Read(parsed.GetValue(events)!);
            EventTable real = Read(parsed.GetValue(truth)!);
            string[] asked = parsed.GetValue(types) is { Length: > 0 } given ? given : DefaultTypes(found, real);
            MatchOptions options = new()
            {
                Criterion = parsed.GetValue(criterion) == "onset" ? MatchCriterion.Onset : MatchCriterion.Overlap,
                ToleranceSeconds = parsed.GetValue(tolerance) ?? new MatchOptions().ToleranceSeconds,
                TrialTypes = asked,
            };
            WarnOfAbsentTypes(asked, found, real);
            ThrowIfTooShort(parsed.GetValue(duration), found, real);
            if (parsed.GetValue(agreement))
            {
                EventAgreement agreed = EventAgreement.Between(found, real, Scored(parsed.GetValue(scored), parsed.GetValue(duration)), options);
                if (parsed.GetValue(json))
                {
                    using Stream stdout = StandardOutput.Open();
                    ScoreJson.Write(agreed, options, stdout);
                }
                else
                {
                    AgreementText.Print(agreed, options);
                }

                return ExitCodes.Success;
            }

            if (parsed.GetValue(scored) is not null)
            {
                throw new CliException(ExitCodes.Usage, "--scored: is for --agreement", remedy: "add --agreement, or leave --scored out");
            }

            WarnOfRowsLeftOut([.. options.TrialTypes], found, real);
            EventComparison comparison = EventScorer.Score(found, real, options, parsed.GetValue(duration));
            if (parsed.GetValue(json))
            {
                using Stream stdout = StandardOutput.Open();
                ScoreJson.Write(comparison, options, stdout);
            }
            else
            {
                Print(comparison, options);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static EventTable Read(string path)
    {
        EventTable table = EventTable.Read(path).WithoutRejected(path, out int rejected);
        if (rejected > 0)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"note: {path}: {rejected} {(rejected == 1 ? "row was" : "rows were")} rejected in review and left out"));
        }

        return table;
    }

    private static string[] DefaultTypes(EventTable found, EventTable truth) =>
        [.. ((string[])[TrialTypes.Jerk, TrialTypes.NegativeJerk]).Where(type => found.Rows.Concat(truth.Rows).Any(row => row.TrialType == type))];

    private static void WarnOfAbsentTypes(string[] asked, EventTable found, EventTable truth)
    {
        string[] present = [.. found.Rows.Concat(truth.Rows).Select(row => row.TrialType).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (string type in asked.Except(present).Where(_ => present.Length > 0))
        {
            Console.Error.WriteLine($"warning: --trial-type: neither table has a \"{type}\"; they have {string.Join(", ", present)}");
        }
    }

    /// <summary>
    /// Rows of a type that differs from a compared one only in its capitals and spaces are counted nowhere, though they were meant; and where
    /// one table has none of a compared type, its rows of a type that is not ours may be meant by it.
    /// </summary>
    private static void WarnOfRowsLeftOut(string[] compared, EventTable found, EventTable truth)
    {
        foreach (IGrouping<string, EventRow> type in found.Rows.Concat(truth.Rows).Where(row => row.TrialType is not null).GroupBy(row => row.TrialType!))
        {
            if (!compared.Contains(type.Key) && compared.FirstOrDefault(name => name.Equals(type.Key.Trim(), StringComparison.OrdinalIgnoreCase)) is string meant)
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"warning: {type.Count()} row{(type.Count() == 1 ? " is" : "s are")} of the type \"{type.Key}\", which is not compared; \"{meant}\" is another one. Write them alike"));
            }
        }

        string[] own = [TrialTypes.Jerk, TrialTypes.NegativeJerk, TrialTypes.Contraction];
        foreach ((EventTable table, string which, EventTable other) in (ReadOnlySpan<(EventTable, string, EventTable)>)[(found, "table of events", truth), (truth, "table of the truth", found)])
        {
            string[] types = [.. table.Rows.Select(row => row.TrialType).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            string[] unknown = [.. types.Except(own).Except(compared).Where(type => !Array.Exists(compared, name => name.Equals(type.Trim(), StringComparison.OrdinalIgnoreCase)))];
            foreach (string absent in compared.Except(types).Where(name => unknown.Length > 0 && other.Rows.Any(row => row.TrialType == name)))
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"warning: the {which} has no \"{absent}\", but {table.Rows.Count(row => unknown.Contains(row.TrialType))} rows of a type that is not compared: {string.Join(", ", unknown.Select(type => $"\"{type}\""))}. If \"{absent}\" is meant, write it so"));
            }
        }
    }

    private static void ThrowIfTooShort(double? duration, EventTable found, EventTable truth)
    {
        double last = found.Rows.Concat(truth.Rows).Max(row => row.OnsetSeconds) ?? 0;
        if (duration < last)
        {
            throw new CliException(
                ExitCodes.Usage,
                string.Create(CultureInfo.InvariantCulture, $"--duration: expected the length of the recording, at least the {last:0.###} s at which its last event begins, found {duration}"));
        }
    }

    /// <summary>The time both raters scored: the rows of a table, or the whole recording.</summary>
    private static Interval[] Scored(string? path, double? recordedSeconds)
    {
        if (path is null == recordedSeconds is null)
        {
            throw new CliException(
                ExitCodes.Usage,
                "--agreement: expected one of --duration and --scored",
                remedy: "add --duration S where the whole recording was scored, or --scored FILE.tsv");
        }

        if (recordedSeconds is double seconds)
        {
            return [new(0, seconds)];
        }

        Interval[] stretches = [.. EventTable.Read(path!).Rows
            .Where(row => row.OnsetSeconds is not null && row.DurationSeconds > 0)
            .Select(row => new Interval(row.OnsetSeconds!.Value, row.EndSeconds!.Value))];
        return stretches.Length > 0
            ? stretches
            : throw new CliException(ExitCodes.BadData, $"{path}: expected at least one row with an onset and a duration above 0");
    }

    private static void Print(EventComparison comparison, MatchOptions options)
    {
        DetectionScore score = comparison.Overall;
        Line("compared", options.TrialTypes.Count == 0 ? "all events" : string.Join(", ", options.TrialTypes));
        Line("true positives", Number(score.TruePositives));
        Line("false positives", Number(score.FalsePositives));
        Line("false negatives", Number(score.FalseNegatives));
        Line("precision", Share(score.Precision));
        Line("recall", Share(score.Recall));
        Line("F1", score.F1?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-");
        if (score.FalsePerHour is double perHour)
        {
            Line("false per hour", perHour.ToString("0.###", CultureInfo.InvariantCulture));
        }

        Line("onset error", Error(score.OnsetError));
        Line("offset error", Error(score.OffsetError));
        if (comparison.RowsWithoutOnset > 0)
        {
            Line("left out", Number(comparison.RowsWithoutOnset) + " rows without an onset");
        }

        if (comparison.ByChannel.Count > 1)
        {
            foreach (ChannelScore channel in comparison.ByChannel)
            {
                Line($"F1 {channel.Channel}{(comparison.ByTrialType.Count > 1 ? " " + channel.TrialType : string.Empty)}", channel.Score.F1?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-");
            }
        }
    }

    private static void Line(string name, string text) => Console.WriteLine($"{name,-16} {text}");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(Proportion? share) => share is Proportion p
        ? string.Create(CultureInfo.InvariantCulture, $"{p.Value:0.0000} (95 % interval {p.Ci95.Low:0.0000}-{p.Ci95.High:0.0000})")
        : "-";

    private static string Error(TimingError? error) => error is TimingError e
        ? string.Create(CultureInfo.InvariantCulture, $"median {e.MedianSeconds * 1000:0.00} ms, median absolute {e.MedianAbsoluteSeconds * 1000:0.00} ms, 95th percentile {e.Percentile95Seconds * 1000:0.00} ms")
        : "-";
}
