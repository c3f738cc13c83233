namespace MyoclonusSignal.Benchmarks.Foreign;

/// <summary>Where a subject writes its own table, and what it hands on to the table of all subjects.</summary>
/// <param name="table">Takes the subject's own table.</param>
internal sealed class ForeignOutput(TextWriter table)
{
    private readonly List<ForeignFinding> _findings = [];

    /// <summary>Gets what was found of each kind, in the order of the table.</summary>
    public IReadOnlyList<ForeignFinding> Findings => _findings;

    /// <summary>Writes a line of the subject's own table.</summary>
    public void WriteLine(string line = "") => table.WriteLine(line);

    /// <summary>Hands on what was found of a kind; it has a row in the table of all subjects if its subject has a goal for it.</summary>
    /// <param name="kind">The name of the kind.</param>
    /// <param name="count">How many true events or recordings there were.</param>
    /// <param name="now">What the library gives.</param>
    /// <param name="plain">What the plain reference gives on the same recordings.</param>
    public void Found(string kind, string count, string now, string plain) => _findings.Add(new ForeignFinding(kind, count, now, plain));
}

/// <summary>What was found of a kind of recordings.</summary>
internal readonly record struct ForeignFinding(string Kind, string Count, string Now, string Plain);

/// <summary>What is wanted of a kind, and what the library gave before.</summary>
/// <param name="Before">What an earlier build gave on the same recordings, or nothing where that was not measured.</param>
/// <param name="Wanted">What it should give.</param>
internal readonly record struct ForeignGoal(string Before, string Wanted);
