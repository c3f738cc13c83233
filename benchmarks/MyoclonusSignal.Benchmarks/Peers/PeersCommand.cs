using MyoclonusSignal.Benchmarks.Reference;

namespace MyoclonusSignal.Benchmarks.Peers;

/// <summary>
/// The verb <c>peers</c>: the same work by this library and by other .NET libraries, in turns on one thread; one
/// <c>work: library: million values per second</c> a line.
/// </summary>
/// <remarks>peers/libraries.sh runs it in turns with the same work in Python, and makes the table.</remarks>
internal static class PeersCommand
{
    /// <summary>What the library's own lines are called.</summary>
    public const string Own = "MyoclonusSignal";

    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [string csv] || !File.Exists(csv))
        {
            output.WriteLine("peers: expected the path of a CSV: a header, and rows of plain numbers with a comma between them");
            return 2;
        }

        TransformPeers.Run(output);
        FilterPeers.Run(ReferenceSignal.Create(ReferenceSignal.Samples), output);
        CsvPeers.Run(csv, output);
        return 0;
    }
}
