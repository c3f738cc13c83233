using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Rhythm;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>What the whole analysis calls rhythmic of records that share nothing with the simulator.</summary>
/// <remarks>
/// Every kind at a size that is quick, from seeds on which nothing was set. The full size is the benchmarks' verb
/// <c>foreign rhythm</c>.
/// </remarks>
public sealed class ForeignRhythmTests(ITestOutputHelper output)
{
    private const int Records = 30;
    private const int SeedBase = 500_000;
    private const int SeedsPerKind = 1000;

    public static TheoryData<string> Kinds => [.. ForeignRhythmKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsCalledRhythmicHasARhythm(string name)
    {
        int index = ForeignRhythmKinds.All.ToList().FindIndex(kind => kind.Name == name);
        ForeignRhythmKind kind = ForeignRhythmKinds.All[index];
        int rhythmic = 0;
        for (int i = 0; i < Records; i++)
        {
            ForeignRhythmRecord record = kind.Make(new ForeignSignal(SeedBase + (index * SeedsPerKind) + i));
            RhythmResult? result = MyoclonusAnalyzer.Analyze(record.Signals, record.SampleRate, record.Unit, cancellationToken: TestContext.Current.CancellationToken).Channels[0].Rhythm;
            if (result is { IsRhythmic: true })
            {
                rhythmic++;

                // Headline, interval and bouts are of one rhythm.
                double hz = result.FrequencyHz!.Value;
                Assert.True(result.FrequencyCi95!.Value.Contains(hz), result.Reason);
                Assert.Contains(result.Bouts, bout => Math.Abs(bout.FrequencyHz - hz) <= 0.4);
            }
        }

        output.WriteLine($"{name}: {rhythmic} of {Records} rhythmic");

        // Of 30 records at 1 % three would be called in one of 300 runs; at 97 % found fewer than 27 in one of 400.
        Assert.InRange(rhythmic, kind.IsRhythmic ? (int)(Records * kind.LeastFound) : 0, kind.IsRhythmic ? Records : 2);
    }
}
