using System.Diagnostics;
using System.Text.RegularExpressions;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Refusals;

/// <summary>A statement of the readers that refuses a file.</summary>
/// <param name="File">The name of the source file.</param>
/// <param name="First">The line where the statement begins.</param>
/// <param name="Last">The line of its throw.</param>
internal sealed partial record ThrowStatement(string File, int First, int Last)
{
    // CsvHelper's own refusal of a line, of which no example is known: it reads quotes in any order.
    private const string Unprovoked = "close or delete the quotes of this line";

    /// <summary>Finds all of them.</summary>
    public static IReadOnlyList<ThrowStatement> AllThatRefuse()
    {
        List<ThrowStatement> statements = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestData.RepoRoot, "src", "MyoclonusSignal", "Recordings"), "*.cs", SearchOption.AllDirectories))
        {
            string[] lines = System.IO.File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
            {
                if (Throws().IsMatch(lines[i]) && !lines[i].Contains(Unprovoked, StringComparison.Ordinal))
                {
                    statements.Add(Of(Path.GetFileName(file), lines, i));
                }
            }
        }

        return statements;
    }

    /// <summary>Tells whether an exception comes from here, by its line.</summary>
    public bool Threw(RecordingFormatException fault)
    {
        StackFrame frame = new StackTrace(fault, fNeedFileInfo: true).GetFrame(0)!;
        return Path.GetFileName(frame.GetFileName()) == File && First <= frame.GetFileLineNumber() && frame.GetFileLineNumber() <= Last;
    }

    public override string ToString() => $"{File}:{Last}";

    private static ThrowStatement Of(string file, string[] lines, int at)
    {
        // A throw that stands in an expression is reported where its statement begins.
        int first = at;
        while (!lines[at].TrimStart().StartsWith("throw", StringComparison.Ordinal) && first > 0 && !Ends().IsMatch(lines[first - 1]))
        {
            first--;
        }

        return new ThrowStatement(file, first + 1, at + 1);
    }

    [GeneratedRegex(@"\bthrow (new RecordingFormatException|[\w.]*(Fault|Several|Damaged|FaultAt)\()")]
    private static partial Regex Throws();

    [GeneratedRegex(@"([;{}]|^)\s*$")]
    private static partial Regex Ends();
}
