using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

public sealed class CholeskyTests
{
    [Fact]
    public void TheFactorAndTheSolutionAreThoseOfTheBook()
    {
        // The example of the Cholesky decomposition with whole numbers; the upper triangle is not read.
        double[] matrix = [4, 99, 99, 12, 37, 99, -16, -43, 98];
        Cholesky.Factor(matrix, 3);
        Assert.Equal([2.0, 99, 99, 6, 1, 99, -8, 5, 3], matrix);
        double[] values = [-20, -43, 192];
        Cholesky.Solve(matrix, values);
        Assert.Equal(1, values[0], 1e-9);
        Assert.Equal(2, values[1], 1e-9);
        Assert.Equal(3, values[2], 1e-9);
    }
}
