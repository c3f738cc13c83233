using MyoclonusSignal.Benchmarks.Detection;
using MyoclonusSignal.Benchmarks.Envelopes;
using MyoclonusSignal.Benchmarks.Filtering;
using MyoclonusSignal.Benchmarks.Recordings;
using MyoclonusSignal.Benchmarks.Rhythm;
using MyoclonusSignal.Benchmarks.Signals;
using MyoclonusSignal.Benchmarks.Spectra;

namespace MyoclonusSignal.Benchmarks;

/// <summary>Every hot loop that the guard watches.</summary>
internal static class HotLoops
{
    public static HotLoop[] Create() =>
    [
        new BandPassBenchmarks(),
        new NotchBenchmarks(),
        new FilterBankBenchmarks(),
        new SilenceBenchmarks(),
        new FirFilterBenchmarks(),
        new DecimatorBenchmarks(),
        new RectifierBenchmarks(),
        new MovingAverageBenchmarks(),
        new MovingRmsBenchmarks(),
        new TeagerKaiserBenchmarks(),
        new LinearEnvelopeBenchmarks(),
        new LinearEnvelopesBenchmarks(),
        new HilbertEnvelopeBenchmarks(),
        new MedianBenchmarks(),
        new TwoThresholdsBenchmarks(),
        new JerkDetectorBenchmarks(),
        new SilentPeriodDetectorBenchmarks(),
        new RealFft1024Benchmarks(),
        new RealFft4096Benchmarks(),
        new WelchBenchmarks(),
        new SlidingBandPowerBenchmarks(),
        new RhythmEstimatorBenchmarks(),
        new RhythmMonitorBenchmarks(),
        new RhythmShareBenchmarks(),
        new CsvRecordingReaderBenchmarks(),
    ];
}
