using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Signals;

/// <summary>The median of a block, against sorting a copy of it.</summary>
public class MedianBenchmarks : HotLoop
{
    private double _median;

    /// <inheritdoc/>
    public override string Name => "Median";

    internal override ReadOnlySpan<double> Result => new(in _median);

    /// <inheritdoc/>
    public override void Process() => _median = Median.Of(Input);

    /// <inheritdoc/>
    public override void Naive()
    {
        Input.CopyTo(Output, 0);
        Array.Sort(Output);
        _median = (Output[(BlockSamples / 2) - 1] + Output[BlockSamples / 2]) / 2;
    }
}
