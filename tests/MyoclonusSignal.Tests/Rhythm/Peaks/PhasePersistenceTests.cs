using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Rhythm;

public sealed class PhasePersistenceTests
{
    private const double Rate = 50;
    private const double Hz = 5.4;

    [Fact]
    public void ASineGoesOnEvenly()
    {
        PhaseEvidence evidence = Of(30, t => Math.Sin(2 * Math.PI * Hz * t));
        Assert.InRange(evidence.Recurrence, 0.98, 1);
        Assert.InRange(evidence.Evenness, 0.98, 1.02);
        Assert.True(evidence.IsRhythm(4));
    }

    [Fact]
    public void ASlowMovementUnderItDoesNotMatter()
    {
        PhaseEvidence evidence = Of(30, t => Math.Sin(2 * Math.PI * Hz * t) + (20 * Math.Sin(2 * Math.PI * 0.6 * t)));
        Assert.InRange(evidence.Recurrence, 0.9, 1);
    }

    [Fact]
    public void ALimbThatRingsAfterJerksIsNeitherEvenNorGoesOn()
    {
        var random = new Random(4);
        double[] onsets = [.. Enumerable.Range(0, 12).Select(i => (5.0 * i) + (4 * random.NextDouble()))];
        PhaseEvidence evidence = Of(60, t => onsets.Sum(onset => t < onset ? 0 : Math.Exp(-(t - onset) / 0.2) * Math.Sin(2 * Math.PI * Hz * (t - onset))));
        Assert.False(evidence.IsRhythm(4), $"{evidence}");
        Assert.InRange(evidence.Evenness, 0, 0.6);
    }

    [Fact]
    public void ALimbThatRingsForLongIsStruckAndARhythmThatComesAndGoesIsNot()
    {
        var random = new Random(4);
        double[] onsets = [.. Enumerable.Range(0, 20).Select(i => (3.0 * i) + (2 * random.NextDouble()))];
        PhaseEvidence rings = Of(60, t => onsets.Sum(onset => t < onset ? 0 : Math.Exp(-(t - onset) / 0.5) * Math.Sin(2 * Math.PI * Hz * (t - onset))));
        Assert.InRange(rings.Suddenness, 1, 10);
        Assert.False(rings.IsRhythm(12), $"{rings}");
        PhaseEvidence swells = Of(60, t => Math.Pow(Math.Sin(Math.PI * t / 3), 4) * Math.Sin(2 * Math.PI * Hz * t));
        Assert.InRange(swells.Suddenness, -0.3, 0.3);
        Assert.True(swells.IsRhythm(12), $"{swells}");
    }

    [Fact]
    public void WhatWasChosenAmongManyStretchesNeedsMore()
    {
        var barely = new PhaseEvidence(0.17, 0.88, 0);
        Assert.True(barely.IsRhythm(4));
        Assert.False(barely.IsRhythm(4, chosenOfCycles: 100));
        Assert.True((barely with { Recurrence = 0.36 }).IsRhythm(4, chosenOfCycles: 100));
    }

    [Fact]
    public void ATallPeakMakesUpForOnlySoMuch()
    {
        Assert.False(new PhaseEvidence(0.15, 0.78, 0).IsRhythm(100));
    }

    [Fact]
    public void TwoStretchesAreLookedAtTogetherAndClearForgetsThem()
    {
        var store = new SampleStore();
        store.Append([.. Enumerable.Range(0, 3000).Select(i => Math.Sin(2 * Math.PI * Hz * i / Rate))]);
        var persistence = new PhasePersistence(3000);
        WindowedPower windows = Windows(store);
        persistence.Add([store], 0, 1400, [1], Rate / Hz, windows);
        persistence.Add([store], 1500, 3000, [1], Rate / Hz, windows);
        Assert.InRange(persistence.Evidence().Recurrence, 0.98, 1);
        persistence.Clear();
        Assert.Equal(0, persistence.Evidence().Recurrence);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var store = new SampleStore();
        store.Append([.. Enumerable.Range(0, 3000).Select(i => Math.Sin(2 * Math.PI * Hz * i / Rate))]);
        var persistence = new PhasePersistence(3000);
        SampleStore[] axes = [store];
        WindowedPower windows = Windows(store);
        double[] axis = [1];
        Assert.Equal(0, Allocations.Of(() =>
        {
            persistence.Clear();
            persistence.Add(axes, 0, 3000, axis, Rate / Hz, windows);
        }));
    }

    private static PhaseEvidence Of(double seconds, Func<double, double> signal)
    {
        var store = new SampleStore();
        store.Append([.. Enumerable.Range(0, (int)(seconds * Rate)).Select(i => signal(i / Rate))]);
        var persistence = new PhasePersistence(store.Count);
        persistence.Add([store], 0, store.Count, [1], Rate / Hz, Windows(store));
        return persistence.Evidence();
    }

    private static WindowedPower Windows(SampleStore store) => new([store], [new Segment(0, store.Count)], Rate, 200, 50, 16);
}
