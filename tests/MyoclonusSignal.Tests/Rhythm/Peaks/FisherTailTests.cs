using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class FisherTailTests
{
    [Fact]
    public void TheTailEqualsSciPy()
    {
        foreach (double[] row in ReferenceTable.Rows("fisher_tail.csv"))
        {
            // Above 2000 degrees the cube-root transformation: a few parts in a thousand of the tail.
            double tolerance = row[1] + row[2] > 2000 ? 0.01 : 1e-8;
            double found = FisherTail.Above(row[0], row[1], row[2]);
            Assert.True(Math.Abs(found - row[3]) <= tolerance * row[3], $"F({row[1]}, {row[2]}) > {row[0]}: {found}, SciPy {row[3]}");
        }
    }

    [Fact]
    public void ARatioOfZeroIsAlwaysExceeded() => Assert.Equal(1, FisherTail.Above(0, 4, 9));
}
