namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>Transforms of 4096 samples.</summary>
public class RealFft4096Benchmarks() : RealFftBenchmarks(4096);
