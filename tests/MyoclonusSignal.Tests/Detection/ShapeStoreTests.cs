using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>What was kept of a shape is what was put in, however many there are.</summary>
public sealed class ShapeStoreTests
{
    [Theory]
    [InlineData(24, 3)]
    [InlineData(80, 5000)]
    [InlineData(20_000, 4)]
    public void ShapesAreKeptAsTheyWere(int length, int count)
    {
        ShapeStore store = new(length);
        for (int i = 0; i < count; i++)
        {
            Span<float> shape = store.Add();
            Assert.False(shape.ContainsAnyExcept(0));
            shape[0] = i;
            shape[^1] = -i;
        }

        int[] backwards = [.. Enumerable.Range(0, count).Reverse()];
        ShapeList list = new(store, backwards);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(length, list[i].Length);
            Assert.Equal((backwards[i], -backwards[i]), (list[i][0], list[i][^1]));
        }
    }

    [Fact]
    public void WhatIsForgottenIsNotThereAgain()
    {
        ShapeStore store = new(10);
        store.Add().Fill(1);
        store.Clear();
        Assert.Equal(0, store.Count);
        Assert.False(store.Add().ContainsAnyExcept(0));
    }
}
