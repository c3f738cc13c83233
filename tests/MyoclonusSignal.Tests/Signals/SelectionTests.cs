using CsCheck;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Signals;

/// <summary>Order statistics against sorting.</summary>
public sealed class SelectionTests
{
    [Fact]
    public void TheNthIsWhatSortingPutsThere() =>
        Gen.Select(Values(1, 200), Gen.Int[0, 199]).Sample((values, rank) =>
        {
            int index = rank % values.Length;
            double expected = values.Order().ElementAt(index);
            Assert.Equal(expected, Selection.Nth(values, index));
        });

    [Fact]
    public void OfManyValuesItIsWhatSortingPutsThereAsWell() =>
        Gen.Select(Values(600, 5000), Gen.Int[0, 4999], Gen.Bool).Sample(
            (values, rank, isSorted) =>
            {
                int index = rank % values.Length;
                double[] sorted = [.. values.Order()];
                Assert.Equal(sorted[index], Selection.Nth(isSorted ? [.. sorted] : values, index));
            },
            iter: 300);

    [Fact]
    public void AWindowThatSlidesGivesEveryOrderStatistic() =>
        Gen.Select(Values(1, 120), Gen.Int[1, 30]).Sample((values, length) =>
        {
            SortedWindow window = new(length);
            for (int i = 0; i < values.Length; i++)
            {
                if (i >= length)
                {
                    window.Remove(values[i - length]);
                }

                window.Add(values[i]);
                double[] sorted = [.. values[Math.Max(0, i - length + 1)..(i + 1)].Order()];
                Assert.Equal(sorted, Enumerable.Range(0, window.Count).Select(rank => window[rank]));
            }
        });

    /// <summary>Values among which equal and infinite ones are common.</summary>
    private static Gen<double[]> Values(int fewest, int most) =>
        Gen.OneOf(Gen.Double[-1e3, 1e3], Gen.Int[0, 4].Select(value => (double)value), Gen.Const(double.PositiveInfinity))
            .Array[fewest, most];
}
