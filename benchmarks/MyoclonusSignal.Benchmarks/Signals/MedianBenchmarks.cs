using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Signals;

/// <summary>The median of many values, against sorting a copy of them.</summary>
/// <remarks>BenchmarkDotNet gives the time of a call over that of a block: divide it by sixteen.</remarks>
public class MedianBenchmarks : HotLoop
{
    private const int Count = 16 * BlockSamples;

    private readonly double[] _values = TestSignal.Create(Count);
    private readonly double[] _sorted = new double[Count];
    private double _median;

    /// <inheritdoc/>
    public override string Name => "Median, 131072 values";

    /// <inheritdoc/>
    public override int SamplesPerCall => Count;

    internal override ReadOnlySpan<double> Result => new(in _median);

    /// <inheritdoc/>
    public override void Process() => _median = Median.Of(_values);

    /// <inheritdoc/>
    public override void Naive()
    {
        _values.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        _median = (_sorted[(Count / 2) - 1] + _sorted[Count / 2]) / 2;
    }

    /// <inheritdoc/>
    public override void CopySamples() => _values.CopyTo(_sorted, 0);
}
