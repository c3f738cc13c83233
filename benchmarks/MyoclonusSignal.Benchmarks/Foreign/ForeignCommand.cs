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
/// <c>foreign SUBJECT [--records N] [--seed-base N]</c>. The same arguments give the same table. Each subject has generators of
/// its own, which share neither code nor assumptions with the library's simulator.
/// </remarks>
internal static class ForeignCommand
{
    private static readonly Dictionary<string, Action<ForeignOptions, TextWriter>> Subjects = new()
    {
        ["clocks"] = ClockTable.Write,
        ["gaps"] = GapTable.Write,
        ["edges"] = EdgeTable.Write,
        ["lines"] = LinesTable.Write,
        ["acceleration"] = AccelerationTable.Write,
        ["ecg"] = ArtefactTables.WriteHearts,
        ["leads"] = ArtefactTables.WriteLeads,
        ["losses"] = ArtefactTables.WriteLosses,
        ["stimuli"] = ArtefactTables.WriteStimuli,
        ["rates"] = RateTable.Write,
        ["rhythm"] = ForeignRhythmTable.Write,
        ["tonic"] = TonicTable.Write,
        ["trains"] = TrainTable.Write,
        ["unrested"] = UnrestedTable.Write,
        ["alarms"] = AlarmTable.Write,
        ["colours"] = ColourTable.Write,
    };

    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length == 0 || !Subjects.TryGetValue(arguments[0], out Action<ForeignOptions, TextWriter>? write))
        {
            output.WriteLine($"foreign: expected a subject: {string.Join(", ", Subjects.Keys)}");
            return 2;
        }

        var options = new ForeignOptions();
        for (int i = 1; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                output.WriteLine($"foreign: expected a whole number behind {arguments[i]}");
                return 2;
            }

            switch (arguments[i])
            {
                case "--records":
                    options = options with { Records = number };
                    break;
                case "--seed-base":
                    options = options with { SeedBase = number };
                    break;
                default:
                    output.WriteLine($"foreign: unknown argument {arguments[i]}; expected --records or --seed-base");
                    return 2;
            }
        }

        write(options, output);
        return 0;
    }
}

/// <summary>How much is measured.</summary>
internal sealed record ForeignOptions
{
    /// <summary>Gets the number of recordings of each kind, or 0 for the number that the subject's page was made with.</summary>
    public int Records { get; init; }

    /// <summary>Gets the seed of the first recording of each kind; constants are set on other seeds than they are measured on.</summary>
    public int SeedBase { get; init; } = 1000;
}
