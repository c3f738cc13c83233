using System.Diagnostics;
using System.Globalization;
using MyoclonusSignal.Benchmarks.Foreign.Acceleration;
using MyoclonusSignal.Benchmarks.Foreign.Artefacts;
using MyoclonusSignal.Benchmarks.Foreign.Clocks;
using MyoclonusSignal.Benchmarks.Foreign.Colours;
using MyoclonusSignal.Benchmarks.Foreign.Edges;
using MyoclonusSignal.Benchmarks.Foreign.Lines;
using MyoclonusSignal.Benchmarks.Foreign.Rates;
using MyoclonusSignal.Benchmarks.Foreign.Rhythm;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;

namespace MyoclonusSignal.Benchmarks.Foreign;

/// <summary>
/// The verb <c>foreign</c>: measures the library on recordings that its own simulator did not make, and prints a table.
/// </summary>
/// <remarks>
/// <c>foreign SUBJECT [--records N] [--seed-base N]</c> prints the table of a subject. <c>foreign all [SUBJECT…] [--records N]
/// [--seed-base N]</c> prints one table of all subjects, or of those that are named: a row for each kind of which something is wanted.
/// The same arguments give the same table. Without options each subject is measured as its published table was. Each subject has
/// generators of its own, which share neither code nor assumptions with the library's simulator.
/// </remarks>
internal static class ForeignCommand
{
    private const string All = "all";

    // In the order of the table of all.
    private static readonly Dictionary<string, ForeignSubject> Subjects = new()
    {
        ["lines"] = new(LinesTable.Write, LinesTable.Goals),
        ["tonic"] = new(TonicTable.Write, TonicTable.Goals),
        ["alarms"] = new(AlarmTable.Write, AlarmTable.Goals),
        ["unrested"] = new(UnrestedTable.Write, UnrestedTable.Goals),
        ["trains"] = new(TrainTable.Write, TrainTable.Goals),
        ["colours"] = new(ColourTable.Write, ColourTable.Goals),
        ["ecg"] = new(ArtefactTables.WriteHearts, ArtefactGoals.Hearts),
        ["leads"] = new(ArtefactTables.WriteLeads, ArtefactGoals.Leads),
        ["losses"] = new(ArtefactTables.WriteLosses, ArtefactGoals.Losses),
        ["stimuli"] = new(ArtefactTables.WriteStimuli, ArtefactGoals.Stimuli),
        ["acceleration"] = new(AccelerationTable.Write, AccelerationTable.Goals),
        ["edges"] = new(EdgeTable.Write, EdgeTable.Goals),
        ["rhythm"] = new(ForeignRhythmTable.Write, ForeignRhythmTable.Goals) { SeedBase = 40_000_000 },
        ["rates"] = new(RateTable.Write, RateTable.Goals) { SeedBase = 770_000 },
        ["clocks"] = new(ClockTable.Write, ClockTable.Goals),
        ["gaps"] = new(GapTable.Write, GapTable.Goals) { SeedBase = 60_000 },
    };

    public static int Run(string[] arguments, TextWriter output)
    {
        string[] names = [.. arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
        bool isAll = names.Length > 0 && names[0] == All;
        string[] subjects = isAll ? names[1..] : names;
        if ((!isAll && names.Length != 1) || subjects.Any(name => !Subjects.ContainsKey(name)))
        {
            output.WriteLine($"foreign: expected a subject, or {All} and any number of subjects: {string.Join(", ", Subjects.Keys)}");
            return 2;
        }

        int records = 0;
        int? seedBase = null;
        for (int i = names.Length; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                output.WriteLine($"foreign: expected a whole number behind {arguments[i]}");
                return 2;
            }

            switch (arguments[i])
            {
                case "--records":
                    records = number;
                    break;
                case "--seed-base":
                    seedBase = number;
                    break;
                default:
                    output.WriteLine($"foreign: unknown argument {arguments[i]}; expected --records or --seed-base");
                    return 2;
            }
        }

        if (isAll)
        {
            return WriteAll(subjects.Length > 0 ? subjects : [.. Subjects.Keys], OptionsOf, output);
        }

        ForeignSubject only = Subjects[subjects[0]];
        only.Write(OptionsOf(only), new ForeignOutput(output));
        return 0;

        ForeignOptions OptionsOf(ForeignSubject subject) => new() { Records = records, SeedBase = seedBase ?? subject.SeedBase };
    }

    private static int WriteAll(string[] names, Func<ForeignSubject, ForeignOptions> optionsOf, TextWriter output)
    {
        List<string> times = [];
        List<string> missing = [];
        output.WriteLine("| subject | kind | n | before | now | wanted | plain reference |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in names)
        {
            ForeignSubject subject = Subjects[name];
            ForeignOutput measured = new(TextWriter.Null);
            var clock = Stopwatch.StartNew();
            subject.Write(optionsOf(subject), measured);
            times.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {clock.Elapsed.TotalSeconds:0} s"));
            foreach (ForeignFinding found in measured.Findings)
            {
                if (subject.Goals.TryGetValue(found.Kind, out ForeignGoal goal))
                {
                    output.WriteLine($"| {name} | {found.Kind} | {found.Count} | {goal.Before} | {found.Now} | {goal.Wanted} | {found.Plain} |");
                }
            }

            missing.AddRange(subject.Goals.Keys.Except(measured.Findings.Select(found => found.Kind)).Select(kind => $"{name}: {kind}"));
        }

        output.WriteLine();
        output.WriteLine(string.Join(", ", times));
        if (missing.Count > 0)
        {
            output.WriteLine($"foreign: not measured, though something is wanted of it: {string.Join("; ", missing)}");
            return 1;
        }

        return 0;
    }
}

/// <summary>A subject: how it is measured, and what is wanted of its kinds.</summary>
/// <param name="Write">Measures all kinds.</param>
/// <param name="Goals">What is wanted, by the names of the kinds.</param>
internal sealed record ForeignSubject(Action<ForeignOptions, ForeignOutput> Write, IReadOnlyDictionary<string, ForeignGoal> Goals)
{
    /// <summary>Gets the first seed of the published table; constants are set on other seeds than they are measured on.</summary>
    public int SeedBase { get; init; } = 1000;
}

/// <summary>How much is measured.</summary>
internal sealed record ForeignOptions
{
    /// <summary>Gets the number of recordings of each kind, or 0 for the number that the subject's page was made with.</summary>
    public int Records { get; init; }

    /// <summary>Gets the seed of the first recording of each kind.</summary>
    public required int SeedBase { get; init; }
}
