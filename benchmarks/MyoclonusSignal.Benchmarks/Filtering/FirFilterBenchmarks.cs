using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>A band-pass of linear phase, against the textbook's double loop.</summary>
public class FirFilterBenchmarks : HotLoop
{
    private static readonly FirCoefficients Design = Fir.BandPass(101, 20, 450, TestSignal.SampleRate);

    private readonly FirFilter _filter = new(Design);
    private readonly NaiveFir _naive = new(Design);

    /// <inheritdoc/>
    public override string Name => "FirFilter, 101 taps";

    /// <inheritdoc/>
    public override void Process() => _filter.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
