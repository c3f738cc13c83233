using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Options that cannot be met are refused before a sample is read.</summary>
public sealed class AnalysisOptionsTests
{
    public static TheoryData<AnalysisOptions> Impossible =>
    [
        new AnalysisOptions { EmgBand = new FrequencyBand(0, 450) },
        new AnalysisOptions { EmgBand = new FrequencyBand(450, 20) },
        new AnalysisOptions { EmgBand = new FrequencyBand(20, double.PositiveInfinity) },
        new AnalysisOptions { AccelerationBand = new FrequencyBand(-1, 20) },
        new AnalysisOptions { AccelerationBand = new FrequencyBand(double.NaN, 20) },
        new AnalysisOptions { LineFrequencyHz = -1 },
        new AnalysisOptions { LineFrequencyHz = 9.9 },
        new AnalysisOptions { LineFrequencyHz = 1001 },
        new AnalysisOptions { LineFrequencyHz = double.NaN },
        new AnalysisOptions { PreviewSeconds = 0.5 },
        new AnalysisOptions { PreviewSeconds = 601 },
        new AnalysisOptions { PreviewSeconds = double.NaN },
        new AnalysisOptions { StartSeconds = -1 },
        new AnalysisOptions { StartSeconds = double.NaN },
        new AnalysisOptions { StartSeconds = double.PositiveInfinity },
        new AnalysisOptions { StartSeconds = 5, StopSeconds = 5 },
        new AnalysisOptions { StopSeconds = double.NaN },
        new AnalysisOptions { GroupSeconds = -0.1 },
        new AnalysisOptions { GroupSeconds = double.NaN },
        new AnalysisOptions { EmgDetector = JerkDetectorOptions.ForEmg with { ScaleSeconds = 0 } },
        new AnalysisOptions { AccelerationDetector = JerkDetectorOptions.ForAcceleration with { JerkLimitSeconds = double.NaN } },
        new AnalysisOptions { Rhythm = new RhythmOptions { BandLowHz = 8, BandHighHz = 3 } },
        new AnalysisOptions { Rhythm = new RhythmOptions { Significance = 0 } },
    ];

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void OptionsThatCannotBeMetAreRefused(AnalysisOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => MyoclonusAnalyzer.Analyze(
            MemoryReader.OfEmg(new double[3000], 1000), options, cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public void TheDefaultsAreValid() => new AnalysisOptions().Validate();

    [Fact]
    public void TheLiveOptionsLookAheadAndHoldBackLess()
    {
        AnalysisOptions.ForLive.Validate();
        Assert.Equal(0, AnalysisOptions.ForLive.EmgDetector.LookAheadSeconds);
        Assert.Equal(0, AnalysisOptions.ForLive.AccelerationDetector.LookAheadSeconds);
        Assert.True(AnalysisOptions.ForLive.Rhythm.Significance < new AnalysisOptions().Rhythm.Significance);
        Assert.Equal(
            new AnalysisOptions(),
            AnalysisOptions.ForLive with
            {
                PreviewSeconds = 30,
                Rhythm = new(),
                EmgDetector = JerkDetectorOptions.ForEmg,
                AccelerationDetector = JerkDetectorOptions.ForAcceleration,
            });
    }
}
