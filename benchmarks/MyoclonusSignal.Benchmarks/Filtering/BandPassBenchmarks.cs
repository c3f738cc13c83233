using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>The band-pass of EMG: four sections, against one pass for each.</summary>
public class BandPassBenchmarks : HotLoop
{
    private static readonly SosCoefficients Design = Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate);

    private readonly SosFilter _filter = new(Design);
    private readonly NaiveCascade _naive = new(Design);

    /// <inheritdoc/>
    public override string Name => "SosFilter, 4 sections";

    /// <inheritdoc/>
    public override void Process() => _filter.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
