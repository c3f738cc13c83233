namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>Transforms of 1024 samples.</summary>
public class RealFft1024Benchmarks() : RealFftBenchmarks(1024);
