using System.Globalization;

namespace MyoclonusSignal.Tests.Rhythm;

internal static class ReferenceTable
{
    public static IEnumerable<double[]> Rows(string name) =>
        File.ReadLines(TestData.Fixture(Path.Combine("Rhythm", name)))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
}
